"""All loaded lists over all their snapshots, ready to be asked for records and their likes on other lists.

In: the data folder. Out: :class:`Register`. Invariants: nothing is decoded before it is asked for; the same folder and
decisions give the same ties; a decision of a person goes before what is computed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from rapidfuzz.fuzz import token_sort_ratio

from entourage.lists import (
    ListHistory,
    data_home,
    keep_list,
    loaded_datasets,
    open_archive,
    open_history,
    starter_lists,
)
from entourage.lists.pairing import folded
from entourage.model import ListError
from entourage.names import romanise
from entourage.parties.decisions import Decisions, load_decisions
from entourage.parties.inner_names import inner_names, one_inside, plain, without_brackets
from entourage.parties.names import ListNames, Versions, open_names
from entourage.parties.profile import Profile, profile_of
from entourage.parties.tie import Tie, tie
from entourage.screening import Hit
from entourage.screening import score as pair_score
from entourage.screening.birth import compare_births

_Near = tuple[Profile, float, tuple[str, str]]

_FLOOR = 0.70
"""Names that agree less than this are not looked at: no rule of ``ties.toml`` is below, but for official numbers."""

_CLEARLY = 0.05
"""By so much, of 2 for score and letters together, one record is clearly nearer than another."""

_TWICE = 0.9
"""Names of persons that agree so well on one list, without birth dates against it, may be one person listed twice."""

_FEW = 8
"""So many names of each record are compared letter by letter."""

_NOTHING: tuple[float, tuple[str, str]] = (0.0, ("", ""))
_WEAK_SHARE = 0.9
"""What a weak alias counts for beside a name."""


Counts = Callable[[Profile], bool]


def everyone(_: Profile) -> bool:
    """Every record counts."""
    return True


class Register:
    """The loaded lists; use it in a ``with`` statement.

    Args:
        home: data folder; None means the user's.
        datasets: names of the lists wanted; None means all that are loaded.

    Raises:
        ListError: ``no-such-list`` when one that is wanted is not loaded; ``store-damaged``.
    """

    def __init__(self, home: Path | None = None, datasets: Sequence[str] | None = None) -> None:
        self._files = contextlib.ExitStack()
        self.home = home
        self.histories: dict[str, ListHistory] = {}
        self.names: dict[str, ListNames] = {}
        self.decisions: Decisions = load_decisions(home)
        self._profiles: dict[tuple[str, int], Profile] = {}
        loaded = loaded_datasets(home)
        missing = sorted(set(datasets or ()) - set(loaded))
        if missing:
            known = ", ".join(loaded) or "none"
            message = f"Not loaded: {', '.join(missing)}. Loaded: {known}."
            raise ListError("no-such-list", message, "See: entourage lists")
        try:
            for dataset in loaded if datasets is None else sorted(set(datasets)):
                self._open(dataset)
        except BaseException:
            self._files.close()
            raise

    def _open(self, dataset: str) -> None:
        archive = self._files.enter_context(open_archive(dataset, self.home))
        self.histories[dataset] = open_history(dataset, self.home)
        self.names[dataset] = open_names(dataset, archive, self.home)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def versions(self, dataset: str) -> Versions:
        """The versions of a list's records."""
        return self.names[dataset].versions

    def profile(self, dataset: str, number: int) -> Profile:
        """What is known of a record, by its list and number."""
        known = self._profiles.get((dataset, number))
        if known is None:
            known = profile_of(self.histories[dataset], self.versions(dataset), number)
            self._profiles[dataset, number] = known
        return known

    def profiles(self, dataset: str) -> Iterator[Profile]:
        """All records of a list, in the order in which they were first seen."""
        for number in self.histories[dataset].numbers:
            yield self.profile(dataset, number)

    def near(self, one: Profile, dataset: str, counts: Counts = everyone) -> list[_Near]:
        """Records of a list with a name or official number like that of ``one``: with the score and pair of names.

        Args:
            one: a record of any list.
            dataset: the list to look at.
            counts: which records of it count, for example those that were on it on a day; default all.
        """
        names, history = self.names[dataset], self.histories[dataset]
        person = one.party.schema == "Person"
        floor = _FLOOR if person else 0.0
        found: dict[int, tuple[float, tuple[str, str]]] = {}
        for asked, share in ((one.names, 1.0), (one.weak_names, _WEAK_SHARE)):
            for hit in names.hits(one.party.schema, asked, floor=floor) if asked else ():
                number = history.record_of(hit.party)
                score = _score(one.party.schema, hit) * share
                near = score >= _FLOOR or (not person and one_inside(hit.query_name, hit.party_name))
                if number and near and score > found.get(number, _NOTHING)[0]:
                    found[number] = (score, (hit.query_name, hit.party_name))
        for official in sorted(one.numbers):
            for version in names.with_number(official):
                number = history.record_of(version)
                if number and official in self.profile(dataset, number).numbers:
                    other = self.profile(dataset, number).names[0]
                    found.setdefault(number, (0.0, (one.names[0], other)))
        ranked = sorted(found.items(), key=lambda pair: (-pair[1][0], pair[0]))
        every = [(self.profile(dataset, number), score, pair) for number, (score, pair) in ranked]
        return [each for each in every if counts(each[0])]

    def ties(self, one: Profile, dataset: str, counts: Counts = everyone) -> list[tuple[Tie, Profile]]:
        """What is held of a record and its likes on another list: the same first, then open, then apart.

        Args:
            one: a record.
            dataset: another list.
            counts: which records of both lists count; default all.
        """
        near = self.near(one, dataset, counts)
        rivals = [each for each in near if tie(one, each[0], each[1], each[2], alone=True).word != "apart"]
        found = []
        for right, score, names in near:
            alone = not any(_rival(one, (right, score, names), other) for other in rivals)
            computed = tie(one, right, score, names, alone=alone)
            if computed.word == "same" and not self._nobody_nearer(one, right, score, names, counts):
                computed = tie(one, right, score, names, alone=False)
            decision = self.decisions.between(one.keys, right.keys)
            found.append((decision.applied(computed) if decision else computed, right))
        order = {"same": 0, "open": 1, "apart": 2}
        return sorted(found, key=lambda pair: (order[pair[0].word], -pair[0].score, pair[0].right))

    def _nobody_nearer(
        self, one: Profile, right: Profile, score: float, names: tuple[str, str], counts: Counts
    ) -> bool:
        """Whether no other record of the first list is nearer to the second record.

        Organisations whose names are equal but for legal forms are left alone: lists often have one of them twice.
        """
        if one.party.schema != "Person" and plain(names[0]) == plain(names[1]):
            return True
        back = (one, score, (names[1], names[0]))
        others = [
            other
            for other in self.near(right, one.dataset, counts)
            if other[0].key != one.key and tie(right, other[0], other[1], other[2], alone=True).word == "same"
        ]
        return not any(
            other[1] + _exact(right, other) > score + _exact(right, back) + _CLEARLY
            for other in others
            if not one_party(other[0], one)
        )


def _score(schema: str, hit: Hit) -> float:
    """The score of a hit; of names with brackets the better one, with them or without."""
    if "(" not in hit.query_name + hit.party_name or hit.weak:
        return hit.score
    return max(hit.score, pair_score(schema, without_brackets(hit.query_name), without_brackets(hit.party_name)))


def _exact(one: Profile, near: _Near) -> float:
    """How well two records' names agree letter by letter, with legal form and without, 0 to 1: for like scores."""
    if one.party.schema == "Person":
        return token_sort_ratio(*(romanise(name).casefold() for name in near[2])) / 100
    pairs = ((a, b) for a in one.names[:_FEW] for b in near[0].names[:_FEW])
    return max(_inner_ratio(a, b) + token_sort_ratio(_whole(a), _whole(b)) for a, b in pairs) / 200


def _inner_ratio(left: str, right: str) -> float:
    ones, others = inner_names(left) or (plain(left),), inner_names(right) or (plain(right),)
    return max(token_sort_ratio(one, other) for one in ones for other in others)


def _whole(name: str) -> str:
    return romanise(without_brackets(name)).casefold()


def _rival(asked: Profile, one: _Near, other: _Near) -> bool:
    """Whether the second record is as near as the first, and is not the same party on the same list."""
    if one[0].record == other[0].record or other[1] < one[1] - _CLEARLY - 1 or one_party(one[0], other[0]):
        return False
    return one[1] + _exact(asked, one) < other[1] + _exact(asked, other) + _CLEARLY


def one_party(one: Profile, other: Profile) -> bool:
    """Whether a list has one party twice, as far as the records show: by day of birth, or by names that agree."""
    births = compare_births(one.births, other.births)
    if births != "unknown":
        return births == "day"
    if {folded(name) for name in one.names} & {folded(name) for name in other.names}:
        return True
    pairs = ((a, b) for a in one.names[:4] for b in other.names[:4])
    return one.party.schema == "Person" and any(pair_score("Person", a, b) >= _TWICE for a, b in pairs)


def open_register(home: Path | None = None, datasets: Sequence[str] | None = None) -> Register:
    """The loaded lists; the starter lists of the package where none is loaded.

    Args:
        home: data folder; None means the user's.
        datasets: names of the lists wanted; None means all.

    Raises:
        ListError: see :class:`Register`.
    """
    if datasets is None and not loaded_datasets(home):
        aside = (home or data_home()) / "lists" / ".starter"
        for starter in starter_lists():
            keep_list(starter, aside)
        return Register(aside)
    return Register(home, datasets)
