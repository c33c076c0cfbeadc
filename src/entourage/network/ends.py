"""Which parties count as listed, and the last hop onto the list.

In: a reading and its screenings. Out: for every listed party the hop onto its list, how sure that is, and why.
Invariants: ``same name only`` and ``not found`` never make a listed party; what the text itself says counts with no
list loaded at all; a ``possible`` stays marked as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from entourage.model import Entity, Hop, Listing, Reading, RecordRef, Screening, Tie, Verdict
from entourage.network.graph import LIST_KIND
from entourage.network.sentences import listing_sentence, tie_sentence
from entourage.network.strength import StrengthTable


class ListedEnd(msgspec.Struct, frozen=True, kw_only=True):
    """A party that a path may end at.

    Attributes:
        party: entity id.
        hop: the step onto the list: a tie of the text, or a record.
        certainty: 0 to 1.
        why: in words, all grounds.
    """

    party: str
    hop: Hop
    certainty: float
    why: str


def listed_ends(reading: Reading, screenings: Sequence[Screening], table: StrengthTable) -> tuple[ListedEnd, ...]:
    """All listed parties, in the order of the reading's entities.

    Where both the text and a list say so, the step shown is the one over the text (its evidence opens in the
    document), the certainty is the higher one, and ``why`` names both.

    Args:
        reading: for the lists that the text names.
        screenings: may be empty; those of unknown entities are left out.
        table: how sure each verdict is.

    Returns:
        One end for each listed party; empty when nobody is listed.
    """
    from_text = _grounds_in_text(reading, table)
    from_lists = _grounds_in_lists(reading, screenings, table)
    ends = []
    for entity in reading.entities:
        grounds = [*from_text.get(entity.id, ()), *from_lists.get(entity.id, ())]
        if grounds:
            ends.append(_joined(grounds))
    return tuple(ends)


def _grounds_in_text(reading: Reading, table: StrengthTable) -> dict[str, list[ListedEnd]]:
    entities = {entity.id: entity for entity in reading.entities}
    grounds: dict[str, list[ListedEnd]] = {}
    for tie in reading.ties:
        certainty = table.text_certainty * tie.confidence * table.status_weights.get(tie.status, 0.0)
        named = _list_and_party(tie, entities, table)
        if named is None or certainty <= 0.0:
            continue
        the_list, party = named
        hop = Hop(
            tie=tie.id,
            source=party.id,
            target=the_list.id,
            forward=False,
            sentence=tie_sentence(tie, entities),
            evidence=tie.evidence,
            confidence=table.sureness_of(tie),
        )
        why = f"the text says: {hop.sentence}"
        grounds.setdefault(party.id, []).append(ListedEnd(party=party.id, hop=hop, certainty=certainty, why=why))
    return {key: sorted(found, key=_order) for key, found in grounds.items()}


def _list_and_party(tie: Tie, entities: dict[str, Entity], table: StrengthTable) -> tuple[Entity, Entity] | None:
    """The list and who is on it; None for a tie that says anything else, such as who publishes the list."""
    the_list, party = entities.get(tie.subject), entities.get(tie.object)
    if the_list is None or party is None or the_list.kind != LIST_KIND or party.kind == LIST_KIND:
        return None
    return (the_list, party) if tie.schema == "Documentation" and table.text_roles.search(tie.role) else None


def _grounds_in_lists(
    reading: Reading, screenings: Sequence[Screening], table: StrengthTable
) -> dict[str, list[ListedEnd]]:
    entities = {entity.id: entity for entity in reading.entities}
    grounds: dict[str, list[ListedEnd]] = {}
    for screening in _one_per_list(screenings, table.verdict_certainty):
        entity = entities.get(screening.entity)
        if entity is None or screening.listing is None:
            continue
        certainty = table.of_listing(screening.verdict, screening.listing)
        sentence = listing_sentence(entity, screening, screening.listing)
        record = RecordRef(
            dataset=screening.list,
            snapshot=screening.snapshots[0] if screening.snapshots else "",
            record_id=screening.listing.record_id,
        )
        sure = min(screening.score, certainty) if screening.verdict == "possible" else screening.score
        hop = Hop(listing=record, source=entity.id, target=screening.list, sentence=sentence, confidence=round(sure, 4))
        why = _ground(screening, screening.listing)
        grounds.setdefault(entity.id, []).append(ListedEnd(party=entity.id, hop=hop, certainty=certainty, why=why))
    return {key: sorted(found, key=_order) for key, found in grounds.items()}


def _ground(screening: Screening, listing: Listing) -> str:
    """A verdict in a few words: "listed later: Global Affairs Canada (Russia)"."""
    program = f" ({listing.program})" if listing.program else ""
    remark = ", named only" if listing.legal_effect == "named only" else ""
    return f"{screening.verdict}{remark}: {listing.authority or screening.list}{program}"


def _one_per_list(screenings: Iterable[Screening], certainty: dict[Verdict, float]) -> list[Screening]:
    """The screening that speaks for each party and list.

    As of the document's day where that decides anything, otherwise as of today; what is only possible comes last.
    """
    chosen: dict[tuple[str, str], Screening] = {}
    for screening in sorted(screenings, key=lambda s: (s.verdict == "possible", s.as_of_kind != "document", -s.score)):
        if screening.verdict in certainty:
            chosen.setdefault((screening.entity, screening.list), screening)
    return list(chosen.values())


def _joined(grounds: list[ListedEnd]) -> ListedEnd:
    why = "; ".join(dict.fromkeys(ground.why for ground in grounds))
    return msgspec.structs.replace(grounds[0], certainty=max(ground.certainty for ground in grounds), why=why)


def _order(end: ListedEnd) -> tuple[float, str, str]:
    return -end.certainty, end.hop.target, end.hop.sentence
