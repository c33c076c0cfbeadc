"""Birth dates: do two sets of them agree?

In: ISO 8601 dates of year, month or day precision. Out: one word. Invariant: a date that is not known never speaks for
or against.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Births = Literal["day", "month", "year", "near", "conflict", "unknown"]
_ISO = re.compile(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_ORDER: tuple[Births, ...] = ("day", "month", "year", "near", "conflict", "unknown")


def compare_births(one: Iterable[str], other: Iterable[str]) -> Births:
    """How well birth dates agree; of several values the best pair decides.

    Args:
        one, other: ISO 8601 as precise as known; texts that are none are ignored.

    Returns:
        ``"day"``, ``"month"`` or ``"year"`` for the precision to which they agree; ``"near"`` for years one apart
        or day and month swapped (records are often off by that much); ``"conflict"``; ``"unknown"`` when either
        side has no date.

    >>> compare_births(["1961"], ["1961-01-03"]), compare_births(["1961-01-03"], ["1990"])
    ('year', 'conflict')
    """
    pairs = [_pair(a, b) for a in map(_ISO.match, one) if a for b in map(_ISO.match, other) if b]
    return min(pairs, key=_ORDER.index, default="unknown")


def _pair(one: re.Match[str], other: re.Match[str]) -> Births:
    year, month, day = one.groups()
    other_year, other_month, other_day = other.groups()
    if year != other_year:
        return "near" if abs(int(year) - int(other_year)) == 1 and not (day and other_day) else "conflict"
    if not month or not other_month:
        return "year"
    if month != other_month:
        swapped = day and other_day and (month, day) == (other_day, other_month)
        return "near" if swapped else "conflict"
    if not day or not other_day:
        return "month"
    return "day" if day == other_day else "conflict"
