"""Screenings put together for people: one finding for one party and one record, over both dates.

In: the screenings of a dossier. Out: ``Finding`` values. Invariants: a finding's badge never says more than its
screenings do; nothing that is only possible is worded as a fact.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from entourage.dossier.words import Badge, badge, badge_of, date_words, effect_words
from entourage.model import Dossier, ListedParty, Listing, Reason, Screening


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What the lists say of one party through one record.

    Attributes:
        entity: id of the entity.
        dataset: short name of the list.
        badge: the verdict as a badge.
        verdicts: (date in words, what holds on that date), the document's date first.
        effect: what the listing means in law, in words; empty when the verdict does not say that it is the party.
        effect_if_same: the same for a record that is only possibly the party.
        screenings: what the finding was made of.
    """

    entity: str
    dataset: str
    badge: Badge
    verdicts: tuple[tuple[str, str], ...]
    effect: str
    effect_if_same: str
    screenings: tuple[Screening, ...]

    @property
    def main(self) -> Screening:
        """The screening as of today where there is one, otherwise as of the document's date."""
        return self.screenings[-1]

    @property
    def party(self) -> ListedParty | None:
        """The party as the list has it."""
        return self.main.party

    @property
    def listing(self) -> Listing | None:
        """The record."""
        return self.main.listing

    def reasons(self, direction: str) -> list[Reason]:
        """Reasons for or against, the weightiest first."""
        reasons = [reason for reason in self.main.reasons if reason.direction == direction]
        return sorted(reasons, key=lambda reason: -abs(reason.weight))


def findings_by_entity(dossier: Dossier) -> dict[str, list[Finding]]:
    """All findings except ``not found``, by entity id; the gravest first.

    Args:
        dossier: any dossier.

    Returns:
        Entity id to findings; an entity without any finding has no entry.
    """
    groups: defaultdict[tuple[str, str, str], list[Screening]] = defaultdict(list)
    for screening in dossier.screenings:
        if screening.verdict != "not found":
            groups[screening.entity, screening.list, record_of(screening)].append(screening)
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for (entity, dataset, _), screenings in groups.items():
        found[entity].append(finding(entity, dataset, screenings))
    for findings in found.values():
        findings.sort(key=lambda item: (-item.badge.weight, -item.main.score, item.dataset))
    return dict(found)


def record_of(screening: Screening) -> str:
    """What tells one record of a list from another."""
    return screening.listing.record_id if screening.listing is not None else ""


def finding(entity: str, dataset: str, screenings: list[Screening]) -> Finding:
    """One finding of the screenings of one record, whatever their dates."""
    ordered = sorted(screenings, key=lambda screening: (screening.as_of_kind == "today", screening.as_of))
    main = ordered[-1]
    effect = effect_words(main.legal_effect)
    is_same = badge(main.verdict).accuses
    return Finding(
        entity=entity,
        dataset=dataset,
        badge=overall_badge(ordered),
        verdicts=verdict_lines(ordered),
        effect=effect if is_same else "",
        effect_if_same="" if is_same or main.verdict == "same name only" else effect,
        screenings=tuple(ordered),
    )


def overall_badge(screenings: list[Screening]) -> Badge:
    """Today's badge, except that a party listed only after the document says so."""
    today = badge_of(screenings[-1])
    was_later = any(screening.verdict == "listed later" for screening in screenings)
    return badge("listed later") if was_later and today.key == "listed" else today


SENTENCES = {
    "listed": "on this list{since}",
    "formerly listed": "no longer on this list{until}",
    "listed later": "not yet on this list{later}",
    "possible": "could be the party of this record; not confirmed",
    "same name only": "someone else of the same name is on this list",
    "not found": "not on this list",
}


def verdict_lines(screenings: list[Screening]) -> tuple[tuple[str, str], ...]:
    """(when, what) for every date; one line when both dates say the same."""
    lines = [(when_words(screening), verdict_words(screening)) for screening in screenings]
    if len({what for _, what in lines}) == 1 and len(lines) > 1:
        lines = [("Then and today", lines[-1][1])]
    return tuple(lines)


def when_words(screening: Screening) -> str:
    """The date that a verdict speaks of."""
    if screening.as_of_kind == "document":
        return f"When the document came out ({date_words(screening.as_of)})" if screening.as_of else "Back then"
    return f"Today ({date_words(screening.as_of)})" if screening.as_of else "Today"


def verdict_words(screening: Screening) -> str:
    """What holds on the screening's date, as the end of a sentence."""
    listing = screening.listing
    since = f" since {date_words(listing.listing_date)}" if listing and listing.listing_date else ""
    until = f" since {date_words(listing.end_date)}" if listing and listing.end_date else ""
    later = f"; added on {date_words(listing.listing_date)}" if listing and listing.listing_date else "; added later"
    sentence = SENTENCES[screening.verdict].format(since=since, until=until, later=later)
    if badge_of(screening).key == "named only":
        sentence = sentence.replace("on this list", "named in this report")
    return sentence
