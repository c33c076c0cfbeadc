"""The document's own claims against the data: one verdict each, for the document's day and for the day of the run.

In: a reading, loaded lists, reference tables and days. Out: the reading's claims with verdicts. Invariants: a claim
keeps its words and evidence; every verdict says what it rests on, or what would be needed; the same input gives the
same verdicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from entourage.checking.context import Context
from entourage.checking.counts import check_count
from entourage.checking.figures import check_figure
from entourage.checking.memberships import check_membership
from entourage.checking.outcome import needs_data, not_checkable
from entourage.checking.reference import ReferenceTable
from entourage.checking.shares import check_share
from entourage.model import Claim, ClaimCheck, LoadedList, Reading, Screening
from entourage.screening import screen
from entourage.screening.timeline import last_day


def check(
    reading: Reading,
    lists: Sequence[LoadedList],
    tables: Sequence[ReferenceTable] = (),
    *,
    as_of: str = "",
    today: str,
    screenings: Sequence[Screening] | None = None,
    cache: Path | None = None,
    text: str = "",
) -> tuple[Claim, ...]:
    """Holds the claims of a reading against lists and reference tables.

    Args:
        reading: what was read in a document.
        lists: snapshots with their parties; several snapshots of one list show who was on it when.
        tables: facts that the user added.
        as_of: ISO 8601 day, month or year that the document speaks of; empty where it is not known, then the day of
            the run.
        today: ISO 8601 day of the run.
        screenings: of the reading's parties on these days, where they are at hand; None to make those that are needed.
        text: of the document: what stands behind a number in its sentence may mean a part only ("24 people who ...").
            Without it a figure above the claim never contradicts.
        cache: folder in which name indexes are kept for later runs; None means in memory.

    Returns:
        The claims in their order, each with ``verdict`` and ``against`` as of the document's day, and ``today``
        where the day of the run is another one and the claim is not about a day of its own. Empty for a reading
        without claims.
    """
    if not reading.claims:
        return ()
    day = as_of if last_day(as_of) else today
    found = tuple(screenings) if screenings is not None else _screened(reading, lists, day, today, cache)
    then = Context(
        reading=reading,
        lists=tuple(lists),
        tables=tuple(tables),
        day=day,
        screenings=found,
        cache=cache,
        text=text,
    )
    now = msgspec.structs.replace(then, day=today, is_later=True) if today != day else None
    return tuple(_checked(claim, then, now) for claim in reading.claims)


def _screened(
    reading: Reading, lists: Sequence[LoadedList], day: str, today: str, cache: Path | None
) -> tuple[Screening, ...]:
    """Screenings of those parties only of whom a claim speaks."""
    wanted = {claim.entities[0] for claim in reading.claims if claim.kind in {"membership", "date"} and claim.entities}
    kept = {claim_entity for claim in reading.claims for claim_entity in claim.entities} | wanted
    entities = tuple(one for one in reading.entities if one.id in wanted or (one.kind == "list" and one.id in kept))
    if not wanted:
        return ()
    part = msgspec.structs.replace(reading, entities=entities)
    return screen(part, lists, document_date=day, today=today, cache=cache, keep_indexes=cache is not None)


def _checked(claim: Claim, then: Context, now: Context | None) -> Claim:
    against = _check(claim, then)
    current = _check(claim, now) if now is not None and not _is_of_its_own_day(claim) else None
    return msgspec.structs.replace(claim, verdict=against.verdict, against=against, today=current)


def _is_of_its_own_day(claim: Claim) -> bool:
    """Whether a claim is about a year or day that no later day changes."""
    return claim.kind in {"rank", "amount", "change", "superlative"} or (
        bool(claim.date) and not claim.date.endswith("/..") and claim.kind in {"count", "share"}
    )


def _check(claim: Claim, context: Context) -> ClaimCheck:
    found = None
    if claim.kind == "count":
        found = check_count(claim, context)
    elif claim.kind == "share":
        found = check_share(claim, context)
    elif claim.kind in {"membership", "date"}:
        found = check_membership(claim, context)
    elif claim.kind in {"rank", "superlative", "amount"}:
        found = check_figure(claim, context)
    if found is None:
        found = _elsewhere(claim)
    return found if found.as_of else msgspec.structs.replace(found, as_of=context.day)


_NEEDED = {
    "count": "a table that counts them",
    "share": "a table with the part and the whole",
    "amount": "a table with this amount",
    "rank": "a table that ranks all of them",
    "superlative": "a table that measures all of them",
    "change": "a table with the figures of both times",
}


def _elsewhere(claim: Claim) -> ClaimCheck:
    """A claim that is about no list and no table of the shape that can be added."""
    needed = _NEEDED.get(claim.kind)
    if needed is None:
        return not_checkable("No list or table bears on it.")
    return needs_data("", f"{needed[0].upper()}{needed[1:]}: {claim.value.removeprefix('= ')}.")
