"""The document's own claims for people: a verdict, the gap, what it rests on, then and today.

In: claims of a dossier. Out: :class:`ClaimView` values and a digest. Invariants: what holds and what does not stands
before what is open; strings are made safe for one line, nothing is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from entourage.dossier.clean import one_line
from entourage.dossier.words import date_words, list_words, table, with_date_words
from entourage.model import Claim, ClaimCheck

NOT_CHECKED = "not checked"


class Chip(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict as it is shown: a shape, words, and what they mean."""

    key: str
    symbol: str
    label: str
    means: str
    rank: int


class CheckView(msgspec.Struct, frozen=True):
    """What came of a claim on one day."""

    chip: Chip
    when: str
    gap: str
    query: str
    rests_on: str
    needs: str
    readings: tuple[str, ...]
    datasets: tuple[str, ...]
    records: tuple[str, ...]
    source: str


class ClaimView(msgspec.Struct, frozen=True):
    """A claim in a table: its number in the reading, its words, who says so, and its checks."""

    position: int
    claim: Claim
    kind: str
    words: str
    value: str
    then: CheckView
    today: CheckView | None

    @property
    def leads(self) -> bool:
        """Whether the value is told before the sentence: one sentence may make several claims."""
        return self.claim.kind not in {"membership", "date"}

    @property
    def same_today(self) -> bool:
        """Whether today's check says nothing else than that of the document's day."""
        if self.today is None:
            return False
        parts = ("chip", "gap", "query", "rests_on", "needs", "readings", "source")
        return all(getattr(self.today, part) == getattr(self.then, part) for part in parts)


def chip(verdict: str) -> Chip:
    """The chip of a verdict; "not checked" for one that the table does not know."""
    rows = table()["claim"]
    key = verdict if verdict in rows else NOT_CHECKED
    return Chip(key=key, **rows[key])


def claim_views(claims: Iterable[Claim]) -> list[ClaimView]:
    """Claims in the order in which a reader asks: what does not hold, what holds, what is open; then as in the text."""
    views = [view(number, claim) for number, claim in enumerate(claims)]
    return sorted(views, key=lambda one: (one.then.chip.rank, one.position))


def view(position: int, claim: Claim) -> ClaimView:
    """One claim."""
    against = claim.against or ClaimCheck()
    then = check_view(against, claim.verdict)
    today = check_view(claim.today, claim.today.verdict) if claim.today is not None else None
    return ClaimView(
        position, claim, kind_words(claim.kind), one_line(claim.what), one_line(value_words(claim.value)), then, today
    )


def check_view(check: ClaimCheck, verdict: str) -> CheckView:
    """One check; of a claim that was not checked, just that."""
    return CheckView(
        chip(verdict),
        date_words(check.as_of),
        words(check.gap),
        words(check.query),
        words(check.rests_on),
        words(check.needs),
        tuple(words(one) for one in check.readings),
        tuple(one_line(name) for name in check.dataset.split(", ") if name),
        tuple(one_line(f"{one.dataset} {one.record_id}") for one in check.records),
        check.source,
    )


def words(text: str) -> str:
    """A sentence of a check with dates as people write them."""
    return with_date_words(one_line(text))


def value_words(value: str) -> str:
    """A claim's value as one reads it: "> 430 people" is "more than 430 people"."""
    sign, _, rest = value.partition(" ")
    said = {"=": "", ">": "more than ", ">=": "at least ", "<": "fewer than ", "<=": "at most ", "~": "about "}
    return f"{said[sign]}{rest}" if sign in said and rest else value


def kind_words(kind: str) -> str:
    """What a claim speaks of: "count", "place on a list"."""
    return str(table()["claim_kind"].get(kind, one_line(kind)))


def digest(views: Iterable[ClaimView]) -> list[tuple[Chip, int]]:
    """How many claims got which verdict, in the order of :func:`claim_views`; empty where nothing was checked."""
    counts: dict[str, int] = {}
    chips: dict[str, Chip] = {}
    for one in views:
        found = one.then.chip
        chips[found.key] = found
        counts[found.key] = counts.get(found.key, 0) + 1
    if set(counts) <= {NOT_CHECKED}:
        return []
    return [(chips[key], counts[key]) for key in sorted(counts, key=lambda key: chips[key].rank)]


def digest_words(views: Iterable[ClaimView]) -> str:
    """The digest as one sentence: "4 supported, 1 needs data"; empty where nothing was checked."""
    return list_words([f"{number:,} {found.label.lower()}" for found, number in digest(views)])
