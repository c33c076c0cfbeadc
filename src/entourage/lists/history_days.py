"""Was a record on its list on a day, and what does that rest on?

In: the days of a list's snapshots, which of them have the record, and the days of listing that the record itself
states. Out: :class:`Presence` and :class:`State`. Invariants: absence is shown only by a snapshot that lacks the
record; of a day between a snapshot that has it and one that lacks it nothing is said unless the record states a day.
"""

from __future__ import annotations

import calendar
import itertools
from typing import Literal

import msgspec

OnDay = Literal["listed", "listed later", "formerly listed", "not known"]


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """When a record was seen on its list.

    Attributes:
        days: of the list's snapshots, ISO 8601 as precise as known, oldest first.
        seen: for each of them, whether it has the record; at least one has.
        listed_on: the first day of listing that the record states; empty when it states none.
        stated_in: the day of the snapshot whose record states it.
        ends_on: the day on which the record itself says that the measure ends; empty when it says none.
    """

    days: tuple[str, ...]
    seen: tuple[bool, ...]
    listed_on: str = ""
    stated_in: str = ""
    ends_on: str = ""

    @property
    def first(self) -> int:
        """The place of the first snapshot that has it."""
        return self.seen.index(True)

    @property
    def last(self) -> int:
        """The place of the last snapshot that has it."""
        return len(self.seen) - 1 - self.seen[::-1].index(True)

    @property
    def came_after(self) -> str:
        """The day of the last snapshot that lacks it before the first that has it; empty when there is none."""
        return self.days[self.first - 1] if self.first else ""

    @property
    def gone_by(self) -> str:
        """The day of the first snapshot that lacks it after the last that has it; empty when the newest has it."""
        return self.days[self.last + 1] if self.last + 1 < len(self.days) else ""

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """Where it was away and came back: the last day seen before and the first day seen after."""
        places = [place for place, seen in enumerate(self.seen) if seen]
        return tuple((self.days[a], self.days[b]) for a, b in itertools.pairwise(places) if b > a + 1)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a record at a day.

    Attributes:
        on: ``listed``, ``listed later``, ``formerly listed``, or ``not known`` when the snapshots do not tell.
        rests_on: the dates in words.
        snapshots: the places of the snapshots it rests on.
    """

    on: OnDay
    rests_on: str
    snapshots: tuple[int, ...]


def last_day(date: str) -> str:
    """The last day that an ISO date of year, month or day can mean; what is no date stays as it is.

    >>> last_day("2020-02"), last_day("2021"), last_day("2021-01-11")
    ('2020-02-29', '2021-12-31', '2021-01-11')
    """
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7 and date[:4].isdigit() and date[5:].isdigit() and 1 <= int(date[5:]) <= 12:
        return f"{date}-{calendar.monthrange(max(1, int(date[:4])), int(date[5:]))[1]:02d}"
    return date[:10]


def state_on(presence: Presence, day: str) -> State:
    """What is known of a record at a day.

    Args:
        presence: when it was seen.
        day: ISO 8601; a month or year counts as its last day. A snapshot whose own date is only a month counts for
            every day of that month.
    """
    limit = last_day(day)
    days = presence.days
    before = max((n for n, date in enumerate(days) if date[:10] <= limit), default=-1)
    if presence.ends_on and last_day(presence.ends_on) < limit:
        at = presence.last
        return _state("formerly listed", f"the record of {_at(days[at])} ends on {presence.ends_on}", at)
    if before >= 0 and presence.seen[before]:
        return _seen_before(presence, before, limit)
    stated = presence.listed_on
    if stated and last_day(stated) > limit:
        return _state("listed later", _own_date(presence), presence.first)
    if stated and (before < 0 or days[before] < stated):
        return _state("listed", _own_date(presence), presence.first)
    return _by_snapshots(presence, before, limit)


def _seen_before(presence: Presence, before: int, limit: str) -> State:
    days = presence.days
    own = presence.listed_on
    words = f"in the snapshot of {days[before]}"
    if own and last_day(own) <= limit:
        words += f", listed {own} by the list's own date"
    after = before + 1
    if after < len(days) and not presence.seen[after] and not days[before].startswith(limit[: len(days[before])]):
        return _state("not known", f"{words}; absent in that of {days[after]}", before, after)
    return _state("listed", words, before)


def _by_snapshots(presence: Presence, before: int, limit: str) -> State:
    """Neither the snapshot before the day has it, nor does the record's own date decide."""
    days, seen = presence.days, presence.seen
    earlier = [place for place in range(before) if seen[place]]
    later = [place for place in range(before + 1, len(days)) if seen[place]]
    if not later:
        words = f"last in the snapshot of {days[earlier[-1]]}, absent in that of {days[before]}"
        return _state("formerly listed", words, earlier[-1], before)
    first = later[0]
    lacking = list(range(before + 1, first))
    if before >= 0 and last_day(days[before]) >= limit:
        lacking.insert(0, before)  # of the very day, or of its month
    had = f"last in the snapshot of {days[earlier[-1]]}, " if earlier else ""
    if lacking:
        words = f"{had}absent in the snapshot of {days[lacking[-1]]}, first in that of {days[first]}"
        words = words.replace(", first in", ", back in") if earlier else words
        return _state("formerly listed" if earlier else "listed later", words, *earlier[-1:], lacking[-1], first)
    if before < 0:
        return _state("not known", f"first in the snapshot of {days[first]}; no earlier one is loaded", first)
    words = f"{had}absent in the snapshot of {days[before]}, {'back' if earlier else 'first'} in that of {days[first]}"
    if presence.listed_on:
        words += f"; {_own_date(presence)}"
    return _state("not known", words, *earlier[-1:], before, first)


def _own_date(presence: Presence) -> str:
    return f"listed {presence.listed_on} by the list's own date ({_at(presence.stated_in)})"


def _at(day: str) -> str:
    return f"snapshot of {day}"


def _state(on: OnDay, words: str, *places: int) -> State:
    return State(on=on, rests_on=words, snapshots=tuple(places))
