"""Which snapshot of a list speaks of a day, and how far it is from it.

In: loaded lists and a day. Out: the snapshots before and after. Invariant: the newest one from before the day, or on
it, goes first; starter lists never stand for a whole list.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from entourage.checking.knowledge import ListKind, list_kind, table
from entourage.model import LoadedList
from entourage.screening.timeline import last_day


class Version(msgspec.Struct, frozen=True):
    """A list as it stood near a day.

    Attributes:
        kind: what the list can bear out.
        before: the newest snapshot not after the day; None for none.
        after: the oldest one behind it; None for none.
        day: the day spoken of, ISO 8601.
    """

    kind: ListKind
    before: LoadedList | None
    after: LoadedList | None
    day: str

    @property
    def days_old(self) -> int:
        """Days from the snapshot before to the day; 0 where there is none."""
        return days_between(self.before.snapshot.date, self.day) if self.before is not None else 0

    @property
    def fresh(self) -> bool:
        """Whether the snapshot before is near enough to stand for the day."""
        return self.before is not None and self.days_old <= int(table("words")["snapshot"]["fresh_days"])

    @property
    def far(self) -> bool:
        """Whether the snapshot before is too old to decide anything alone."""
        return self.days_old > int(table("words")["snapshot"]["far_days"])


def versions(lists: Sequence[LoadedList], day: str) -> dict[str, Version]:
    """Every list as it stood near a day, by dataset, in order of the names."""
    by_name: dict[str, list[LoadedList]] = {}
    for one in lists:
        by_name.setdefault(one.snapshot.dataset, []).append(one)
    found = {}
    for name, ones in sorted(by_name.items()):
        ordered = sorted(ones, key=lambda one: (last_day(one.snapshot.date), one.snapshot.id))
        before = [one for one in ordered if begins(one.snapshot.date) <= last_day(day)]
        after = [one for one in ordered if begins(one.snapshot.date) > last_day(day)]
        kind = list_kind(ordered[0].snapshot)
        found[name] = Version(kind, before[-1] if before else None, after[0] if after else None, day)
    return found


def begins(date: str) -> str:
    """The first day that an ISO date can mean: "2020-04" gives "2020-04-01"."""
    return date + ("-01-01" if len(date) == 4 else "-01" if len(date) == 7 else "")


def days_between(earlier: str, later: str) -> int:
    """Days from the last day of one date to the last day of another, at least 0."""
    try:
        one = datetime.date.fromisoformat(last_day(earlier))
        other = datetime.date.fromisoformat(last_day(later))
    except ValueError:
        return 0
    return max(0, (other - one).days)


def distance_words(days: int) -> str:
    """A stretch of days in words: "8 months", "3 years", "12 days"."""
    if days >= 700:
        return f"{round(days / 365.25)} years"
    return f"{round(days / 30.44)} months" if days >= 60 else f"{days} days"
