"""What comes of a check on one day: a verdict with what it rests on.

In: the parts that a checker found. Out: :class:`ClaimCheck`. Invariants: the verdict is one of :data:`VERDICTS`;
what is open says what would settle it; several readings give one verdict only where they agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from entourage.model import ClaimCheck

Verdict = Literal["supported", "close", "contradicted", "undecided", "needs data", "not checkable"]
VERDICTS: tuple[Verdict, ...] = ("supported", "close", "contradicted", "undecided", "needs data", "not checkable")


def outcome(verdict: Verdict, **parts: object) -> ClaimCheck:
    """A check of that verdict; parts are the fields of :class:`ClaimCheck`."""
    return msgspec.convert({"verdict": verdict, **parts}, ClaimCheck, strict=False)


def needs_data(query: str, needs: str, **parts: object) -> ClaimCheck:
    """No list or table at hand speaks of it."""
    return outcome("needs data", query=query, needs=needs, **parts)


def not_checkable(needs: str, query: str = "", **parts: object) -> ClaimCheck:
    """Nothing that a list or a table could bear out as it is worded."""
    return outcome("not checkable", query=query, needs=needs, **parts)


def agree(checks: Sequence[ClaimCheck]) -> ClaimCheck:
    """Several readings of one claim as one check.

    Args:
        checks: one for each reading, the likeliest first; not empty.

    Returns:
        The first, with all readings named, where all verdicts are the same; "supported" and "close" together are
        "close"; anything else that differs is "undecided".
    """
    first = checks[0]
    if len(checks) == 1:
        return first
    readings = tuple(dict.fromkeys(f"{one.query}: {one.value or 'no figure'}" for one in checks))
    verdicts = {one.verdict for one in checks}
    if len(verdicts) == 1:
        return msgspec.structs.replace(first, readings=readings)
    if verdicts == {"supported", "close"}:
        return msgspec.structs.replace(first, verdict="close", readings=readings)
    shown = next((one for one in checks if one.value), first)
    return msgspec.structs.replace(
        shown,
        verdict="undecided",
        readings=readings,
        needs="The sentence can be read in several ways, and they do not give one answer: which is meant?",
    )
