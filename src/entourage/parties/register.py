"""All loaded lists over all their snapshots, ready to be asked for records and their likes on other lists.

In: the data folder. Out: :class:`Register`. Invariants: nothing is decoded before it is asked for; the same folder and
decisions give the same ties; a decision of a person goes before what is computed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from entourage.lists import ListHistory, loaded_datasets, open_archive, open_history
from entourage.model import ListError
from entourage.parties.decisions import Decisions, load_decisions
from entourage.parties.names import ListNames, Versions, open_names
from entourage.parties.profile import Profile, profile_of
from entourage.parties.tie import Tie, rules, tie

_FLOOR = 0.70
"""Names that agree less than this are not looked at: no rule of ``ties.toml`` is below, but for official numbers."""

_WEAK_SHARE = 0.9
"""What a weak alias counts for beside a name."""


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
            raise ListError("no-such-list", f"Not loaded: {', '.join(missing)}. Loaded: {known}.", "See: entourage lists")
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

    def near(self, one: Profile, dataset: str) -> list[tuple[Profile, float, tuple[str, str]]]:
        """Records of a list with a name or official number like that of ``one``: with the score and pair of names."""
        names, history = self.names[dataset], self.histories[dataset]
        found: dict[int, tuple[float, tuple[str, str]]] = {}
        for asked, share in ((one.names, 1.0), (one.weak_names, _WEAK_SHARE)):
            for hit in names.hits(one.party.schema, asked, floor=_FLOOR) if asked else ():
                number = history.record_of(hit.party)
                score = hit.score * share
                if number and score > found.get(number, (0.0, None))[0]:
                    found[number] = (score, (hit.query_name, hit.party_name))
        for official in sorted(one.numbers):
            for version in names.with_number(official):
                number = history.record_of(version)
                if number and official in self.profile(dataset, number).numbers:
                    other = self.profile(dataset, number).names[0]
                    found.setdefault(number, (0.0, (one.names[0], other)))
        ranked = sorted(found.items(), key=lambda pair: (-pair[1][0], pair[0]))
        return [(self.profile(dataset, number), score, pair) for number, (score, pair) in ranked]

    def ties(self, one: Profile, dataset: str) -> list[tuple[Tie, Profile]]:
        """What is held of a record and its likes on another list: the same first, then open, then apart."""
        near = self.near(one, dataset)
        decided = {right.key: self.decisions.of(one.key, right.key) for right, _, _ in near}
        scores = [
            score
            for right, score, names in near
            if decided[right.key] is None and tie(one, right, score, names, alone=True).word != "apart"
        ]
        margin = rules().person.margin if one.party.schema == "Person" else rules().organisation.margin
        found = []
        for right, score, names in near:
            alone = sum(1 for other in scores if other > score - margin) <= 1
            computed = tie(one, right, score, names, alone=alone)
            decision = decided[right.key]
            found.append((decision.applied(computed) if decision else computed, right))
        order = {"same": 0, "open": 1, "apart": 2}
        return sorted(found, key=lambda pair: (order[pair[0].word], -pair[0].score, pair[0].right))
