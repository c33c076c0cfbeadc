"""One authority's listings beside those of others: who is on both, who is alone, who was first.

In: an open register and a question. Out: :class:`Overlap`. Invariants: every record of the list that was on it on the
day is in exactly one row; a record counts as on another list only by a tie that can be explained; where the snapshots
do not tell whether it was there on the day, that is said, not counted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

from entourage.lists import State, catalogue, state_on
from entourage.model import ListError
from entourage.parties.profile import Profile
from entourage.parties.regimes import fields_of, programme_country
from entourage.parties.register import Register
from entourage.parties.tie import Tie

Standing = Literal["both", "not known", "open", "alone"]
_DAY = 10
_CLEARLY = 0.05
_ORDER: tuple[Standing, ...] = ("both", "not known", "open", "alone")


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A record beside one other authority.

    Attributes:
        authority: as the question names it: ``us-ofac``.
        standing: ``both``: on that list on the day too; ``not known``: the same party is on it, but the snapshots do
            not tell whether it was on the day; ``open``: a record there may be the same party; ``alone``.
        tie: to the record there that decides; None for ``alone``.
        right: that record.
        state: of that record on the day.
        dates: days of listing, here and there, as the lists state them; empty where a list states none.
        lag_days: days from the listing here to the listing there; negative when the other was first; None when a list
            states no day.
    """

    authority: str
    standing: Standing
    tie: Tie | None = None
    right: Profile | None = None
    state: State | None = None
    dates: tuple[str, str] = ("", "")
    lag_days: int | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One record of the list and where it stands with the others."""

    left: Profile
    state: State
    beside: tuple[Beside, ...]

    @property
    def alone(self) -> bool:
        """Whether no other authority has it, as far as is known."""
        return all(one.standing == "alone" for one in self.beside)


class Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """The answer.

    Attributes:
        dataset, day: of the question.
        authorities: the others, each with the lists that stand for it.
        rows: records that were on the list on the day, in the list's order.
        not_known: records of which the snapshots do not tell.
    """

    dataset: str
    day: str
    authorities: dict[str, tuple[str, ...]]
    rows: tuple[Row, ...]
    not_known: int

    def count(self, authority: str, standing: Standing) -> int:
        """How many rows stand so with an authority."""
        return sum(
            1 for row in self.rows for one in row.beside if (one.authority, one.standing) == (authority, standing)
        )

    @property
    def alone(self) -> int:
        """How many are on none of the other lists."""
        return sum(1 for row in self.rows if row.alone)


def authorities_of(names: Sequence[str], loaded: Iterable[str], without: str) -> dict[str, tuple[str, ...]]:
    """The loaded lists that each name stands for: a list, the beginning of lists' names, or a jurisdiction.

    Args:
        names: ``us-ofac-sdn``, ``us-ofac``, ``eu``, ``uk`` ...
        loaded: names of lists.
        without: the list that they are compared with.

    Raises:
        ListError: ``no-such-list`` for a name that no loaded list fits.
    """
    known = [one for one in loaded if one != without]
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        code = {"uk": "gb"}.get(name, name)
        lists = [one for one in known if one == name] or [
            one
            for one in known
            if one.startswith(f"{name}-") or (one in catalogue() and catalogue()[one].jurisdiction == code)
        ]
        if not lists:
            raise ListError(
                "no-such-list", f"No loaded list fits {name!r}. Loaded: {', '.join(known)}.", "See: entourage lists"
            )
        found[name] = tuple(lists)
    return found


def overlap(
    register: Register,
    dataset: str,
    authorities: dict[str, tuple[str, ...]],
    *,
    day: str,
    countries: Sequence[str] = (),
    programme: str = "",
    on_step: Callable[[int], None] = lambda _: None,
) -> Overlap:
    """Lay a list beside others.

    Args:
        register: open, with all these lists.
        dataset: the list whose records are the rows.
        authorities: the others, see :func:`authorities_of`.
        day: ISO 8601; who was on the lists on that day.
        countries: ISO 3166-1 codes: only records under a programme called after one of them, or about it where the
            programme is called otherwise. None means all.
        programme: only records under a programme that has this text.
        on_step: called with the number of records done.
    """
    states: dict[str, State] = {}

    def state(one: Profile) -> State:
        known = states.get(one.key + str(one.record.number))
        if known is None:
            known = states[one.key + str(one.record.number)] = state_on(one.presence, day)
        return known

    def counts(one: Profile) -> bool:
        return state(one).on in ("listed", "not known")

    rows: list[Row] = []
    not_known = 0
    for done, left in enumerate(_asked(register, dataset, frozenset(countries), programme)):
        on_step(done)
        here = state(left)
        if here.on == "listed":
            beside = tuple(
                _beside(register, left, name, lists, counts, state, day) for name, lists in authorities.items()
            )
            rows.append(Row(left=left, state=here, beside=beside))
        not_known += here.on == "not known"
    return Overlap(dataset=dataset, day=day, authorities=authorities, rows=tuple(rows), not_known=not_known)


def _asked(register: Register, dataset: str, countries: frozenset[str], programme: str) -> Iterable[Profile]:
    for one in register.profiles(dataset):
        programs = one.programs
        if programme and not any(programme.casefold() in program.casefold() for program in programs):
            continue
        if countries and not any(_is_about(dataset, program, countries) for program in programs):
            continue
        yield one


def _is_about(dataset: str, program: str, countries: frozenset[str]) -> bool:
    country = programme_country(program)
    return country in countries if country else bool(fields_of(dataset, program) & countries)


def _beside(
    register: Register,
    left: Profile,
    authority: str,
    lists: tuple[str, ...],
    counts: Callable[[Profile], bool],
    state: Callable[[Profile], State],
    day: str,
) -> Beside:
    """The record of one authority that decides: surest first, then the one that was listed first."""
    found: list[tuple[int, str, Beside]] = []
    for dataset in lists:
        for tie, right in register.ties(left, dataset, counts):
            if tie.word == "apart":
                continue
            there = state(right)
            standing: Standing = "open" if tie.word == "open" else "both" if there.on == "listed" else "not known"
            dates = (_until(left, day), _until(right, day))
            one = Beside(
                authority=authority,
                standing=standing,
                tie=tie,
                right=right,
                state=there,
                dates=dates,
                lag_days=_lag(*dates),
            )
            found.append((_ORDER.index(standing), dates[1] or "9999", one))
    if not found:
        return Beside(authority=authority, standing="alone")
    best = min(found, key=lambda each: each[:2])[2]
    nearest = max((one for _, _, one in found), key=_score)
    if nearest.standing == "open" and _score(nearest) > _score(best) + _CLEARLY and not _born_alike(best):
        return nearest  # another list of the same authority has a record that is clearly nearer, and nothing decides
    return best


def _score(one: Beside) -> float:
    return one.tie.score if one.tie else 0.0


def _born_alike(one: Beside) -> bool:
    return one.tie is not None and any(reason.startswith("The same") for reason in one.tie.reasons)


def _until(one: Profile, day: str) -> str:
    """The day of listing that a record states; empty for one after ``day``, which is of a later listing."""
    return one.presence.listed_on if one.presence.listed_on <= day else ""


def _lag(here: str, there: str) -> int | None:
    """Days from one listing to the other; None where either is not known to the day."""
    if len(here) != _DAY or len(there) != _DAY:
        return None
    try:
        return (datetime.date.fromisoformat(there) - datetime.date.fromisoformat(here)).days
    except ValueError:
        return None
