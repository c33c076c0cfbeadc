"""A dossier in a few lines, for the top of a page and for a terminal.

In: a ``Dossier``. Out: a ``Summary`` of plain strings. Invariant: hidden characters are made visible; nothing is
escaped for any one medium (a terminal that reads markup must escape it itself).
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from entourage.dossier.clean import one_line
from entourage.dossier.findings import Finding
from entourage.dossier.index import Index
from entourage.dossier.places import source_name
from entourage.dossier.words import BADGE_ORDER, Badge, badge, count_words, date_words, least_sure_words, tie_label
from entourage.model import Dossier, Entity, Path
from entourage.network import headline_path


class ListLine(msgspec.Struct, frozen=True, kw_only=True):
    """A list on which a party has a finding.

    Attributes:
        name: short name of the list: "Canada".
        when: the date that matters, in words: "since 5 April 2022"; empty when the list gives none.
        starter: whether it is the small list that ships with the product.
    """

    name: str
    when: str = ""
    starter: bool = False

    def __str__(self) -> str:
        return f"{self.name} ({self.when})" if self.when else self.name


class PartyLine(msgspec.Struct, frozen=True, kw_only=True):
    """One party in one line.

    Attributes:
        id, schema, name: of the entity.
        anchor: id of its card on the page.
        roles: what the text calls it, at most four, without repetition.
        verdicts: (badge, lists) for every badge it has, the gravest first; empty when it was not found.
    """

    id: str
    schema: str
    name: str
    anchor: str
    roles: tuple[str, ...] = ()
    verdicts: tuple[tuple[Badge, tuple[ListLine, ...]], ...] = ()


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The dossier in a few lines.

    Attributes:
        title, published: of the document.
        people, organizations: by importance.
        listed: parties of which lists say something, those with the gravest badge first; a mere namesake is left out.
        strongest_path: the path to show first (see ``entourage.network.headline_path``), one sentence for every step;
            empty for none.
        strongest_path_sure: one sentence on how sure it is; empty for none.
        why_listed: why its end counts as listed; empty when nothing is said.
        path_number: its place among the dossier's paths, from 1; 0 for none.
        path_ends: (name of the start, name of the end) of the strongest path; None for none.
        listing_sentence: one honest sentence on what the lists say.
        path_sentence: one honest sentence on paths.
        counts: "people", "organizations", "ties", "quotes", "quotes_without_speaker", "paths", "lists", "records".
        starter: whether only the small list that ships with the product was searched.
    """

    title: str
    published: str
    people: tuple[PartyLine, ...]
    organizations: tuple[PartyLine, ...]
    listed: tuple[PartyLine, ...]
    strongest_path: tuple[str, ...]
    strongest_path_sure: str
    why_listed: str
    path_number: int
    path_ends: tuple[str, str] | None
    listing_sentence: str
    path_sentence: str
    counts: dict[str, int]
    starter: bool


def summary(dossier: Dossier) -> Summary:
    """The dossier in a few lines.

    Args:
        dossier: as built by :func:`entourage.dossier.build_dossier`.

    Returns:
        The summary; with empty tuples and honest sentences where there is nothing.
    """
    return summary_of(Index(dossier))


def summary_of(index: Index) -> Summary:
    """The summary of a dossier whose index is at hand."""
    dossier = index.dossier
    lines = {e.id: party_line(index, e) for e in (*index.people, *index.organizations, *index.others)}
    strongest = headline_path(dossier.paths, dossier.reading)
    return Summary(
        title=one_line(dossier.document.title) or source_name(dossier.document.source) or "Untitled document",
        published=dossier.document.published,
        people=tuple(lines[entity.id] for entity in index.people),
        organizations=tuple(lines[entity.id] for entity in index.organizations),
        listed=gravest_first(lines.values()),
        strongest_path=path_sentences(index, strongest) if strongest else (),
        strongest_path_sure=least_sure_words([hop.confidence for hop in strongest.hops]) if strongest else "",
        why_listed=one_line(strongest.why_listed) if strongest else "",
        path_number=dossier.paths.index(strongest) + 1 if strongest else 0,
        path_ends=(one_line(index.name(strongest.start)), one_line(index.name(strongest.end))) if strongest else None,
        listing_sentence=listing_sentence(dossier, list(lines.values())),
        path_sentence=path_sentence(dossier),
        counts=counts(index),
        starter=bool(dossier.snapshots) and all(snapshot.starter for snapshot in dossier.snapshots),
    )


def party_line(index: Index, entity: Entity) -> PartyLine:
    """One party in one line."""
    lists: dict[str, dict[ListLine, None]] = {}
    for finding in index.findings(entity.id):
        lists.setdefault(finding.badge.key, {})[list_line(index, finding)] = None
    return PartyLine(
        id=entity.id,
        schema=entity.schema,
        name=one_line(entity.name),
        anchor=index.anchors[entity.id],
        roles=tuple(dict.fromkeys(one_line(role.text) for role in entity.roles))[:4],
        verdicts=tuple((badge(key), tuple(lists[key])) for key in BADGE_ORDER if key in lists),
    )


WHEN = {
    "listed": ("since {}", "listing_date"),
    "listed later": ("added {}", "listing_date"),
    "formerly listed": ("taken off {}", "end_date"),
    "named only": ("{}", "listing_date"),
}


def list_line(index: Index, finding: Finding) -> ListLine:
    """The list of a finding, with the date that matters for its badge."""
    words, field = WHEN.get(finding.badge.key, ("", "listing_date"))
    date = getattr(finding.listing, field, "")
    return ListLine(
        name=index.list_name(finding.dataset),
        when=words.format(date_words(date)) if date else between_snapshots(index, finding),
        starter=index.is_starter(finding.dataset),
    )


def between_snapshots(index: Index, finding: Finding) -> str:
    """When a party without a date of listing was added, as far as two snapshots tell; empty otherwise."""
    names = {name for screening in finding.screenings for name in screening.snapshots}
    dates = sorted({one.date for one in index.dossier.snapshots if one.id in names and one.date})
    if finding.badge.key != "listed later" or len(dates) != 2:
        return ""
    return f"added between {date_words(dates[0])} and {date_words(dates[1])}"


def gravest_first(lines: Iterable[PartyLine]) -> tuple[PartyLine, ...]:
    """Parties of which a list says something, in the order of their gravest badge and then of importance."""
    told = [line for line in lines if line.verdicts and line.verdicts[0][0].weight]
    return tuple(sorted(told, key=lambda line: BADGE_ORDER.index(line.verdicts[0][0].key)))


def path_sentences(index: Index, path: Path) -> tuple[str, ...]:
    """A path in sentences, one for every step."""
    sentences = []
    for hop in path.hops:
        tie = index.ties.get(hop.tie)
        link = f" – {tie_label(tie)} – " if tie is not None else " – on the list – "
        pair = (tie.subject, tie.object) if tie is not None else (hop.source, hop.target)
        sentences.append(one_line(hop.sentence or f"{index.name(pair[0])}{link}{index.name(pair[1])}"))
    return tuple(sentences)


def listing_sentence(dossier: Dossier, lines: list[PartyLine]) -> str:
    """One sentence on what the lists say, worded so that it claims no more than was looked at."""
    if not dossier.snapshots:
        return "No list was searched, so nothing on this page says whether anyone is on one."
    lists = len({snapshot.dataset for snapshot in dossier.snapshots})
    searched = count_words(lists, "list")
    on_a_list = sum(any(found.accuses for found, _ in line.verdicts) for line in lines)
    open_cases = sum(any(found.key == "possible" for found, _ in line.verdicts) for line in lines)
    if not on_a_list and not open_cases:
        return f"Nobody in this text was found on the {searched} that {'was' if lists == 1 else 'were'} searched."
    found = f"{count_words(on_a_list, 'party is', 'parties are')} or {'was' if on_a_list == 1 else 'were'} on a list"
    parts = [found] if on_a_list else []
    if open_cases:
        parts.append(f"{count_words(open_cases, 'possible match needs', 'possible matches need')} checking")
    return f"On the {searched} searched: {'; '.join(parts)}."


def path_sentence(dossier: Dossier) -> str:
    """One sentence on how many paths lead to listed parties."""
    if not dossier.paths:
        return "No path from anyone in this text to a listed party was found in this text and these lists."
    longest = max(len(path.hops) for path in dossier.paths)
    return f"{count_words(len(dossier.paths), 'path')} to a listed party, of at most {count_words(longest, 'step')}."


def counts(index: Index) -> dict[str, int]:
    """How much there is of everything."""
    dossier = index.dossier
    return {
        "people": len(index.people),
        "organizations": len(index.organizations),
        "others": len(index.others),
        "ties": len(dossier.reading.ties),
        "quotes": len(dossier.reading.quotes),
        "quotes_without_speaker": sum(not quote.speakers for quote in dossier.reading.quotes),
        "paths": len(dossier.paths),
        "lists": len({snapshot.dataset for snapshot in dossier.snapshots}),
        "records": sum(snapshot.records_kept for snapshot in index.lists.values()),
    }
