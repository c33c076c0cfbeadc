"""What a server answers from: all parties of all snapshots, ready to be asked by list and by day.

In: loaded lists. Out: scopes (engines with their parties), and parties by id. Invariants: holdings never change once
made, a reload makes new ones; a scope of a day holds, of each list, the newest snapshot that is not later.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from entourage.model import ListedParty, LoadedList, Snapshot
from entourage.screening import Engine, ListSet, record_hash
from entourage.screening.timeline import last_day
from entourage.server.errors import ClientError

DEFAULT = "default"
"""The name of all lists together, as clients of yente expect it."""


class Entry(msgspec.Struct, frozen=True):
    """A party of a snapshot."""

    party: ListedParty
    snapshot: Snapshot


class Part(msgspec.Struct, frozen=True):
    """An engine, and the entry of each of its parties."""

    engine: Engine
    entries: Sequence[Entry]


class Scope(msgspec.Struct, frozen=True):
    """Where a query looks: parts that are asked one by one, and the snapshots they are made of."""

    parts: tuple[Part, ...]
    snapshots: tuple[Snapshot, ...]

    @property
    def entries(self) -> list[Entry]:
        """All entries, in order of lists and of parties."""
        return [entry for part in self.parts for entry in part.entries]


class Holdings:
    """All loaded lists.

    Args:
        lists: all snapshots of all lists.
        cache: folder of kept name indexes; None builds them in memory.
    """

    def __init__(self, lists: Sequence[LoadedList], cache: Path | None) -> None:
        newest_first = sorted(lists, key=lambda one: (last_day(one.snapshot.date), one.snapshot.id), reverse=True)
        self._cache = cache
        self._lists: dict[str, list[LoadedList]] = {}
        for one in sorted(newest_first, key=lambda one: one.snapshot.dataset):
            self._lists.setdefault(one.snapshot.dataset, []).append(one)
        self.version = version_of([one.snapshot for one in lists])
        self._lock = threading.Lock()
        self._parts: dict[str, Part] = {}
        self._list_set: ListSet | None = None
        self._by_id: dict[str, dict[str, ListedParty]] = {}
        self._newest = {
            party.id: Entry(party, found[0].snapshot)
            for found in reversed(self._lists.values())
            for party in found[0].parties
        }
        self._all = self._together()

    @property
    def datasets(self) -> Mapping[str, Sequence[Snapshot]]:
        """Snapshots of each list, newest first."""
        return {name: [one.snapshot for one in found] for name, found in self._lists.items()}

    def newest(self, entity_id: str) -> Entry | None:
        """A party as the newest snapshot of its list has it; None when no list has it."""
        return self._newest.get(entity_id)

    def _together(self) -> Scope:
        """All lists of today behind one engine: one look-up of every word instead of one for every list."""
        newest = [found[0] for found in self._lists.values()]
        entries = [Entry(party, one.snapshot) for one in newest for party in one.parties]
        engine = Engine([entry.party for entry in entries], cache=self._cache)
        return Scope((Part(engine, entries),), tuple(one.snapshot for one in newest))

    def names(self, dataset: str, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> tuple[str, ...]:
        """Lists that a request means.

        Args:
            dataset: of the address: a list, or ``default`` for all.
            include: of all lists only these; beside one list, these too.
            exclude: not these.

        Raises:
            ClientError: 404 for a list that is not there.
        """
        for name in (dataset, *include, *exclude):
            if name != DEFAULT and name not in self._lists:
                raise ClientError(
                    404, f"No such dataset: {name[:100]}. There are: {', '.join(self._lists)}, {DEFAULT}."
                )
        wanted = {*include} - {DEFAULT} if dataset == DEFAULT and include else {dataset, *include}
        left_out = self._lists.keys() if DEFAULT in exclude else set(exclude)
        return tuple(name for name in self._lists if (name in wanted or DEFAULT in wanted) and name not in left_out)

    def list_set(self) -> ListSet:
        """All snapshots as screening asks them for verdicts; opened when it is first asked for."""
        with self._lock:
            if self._list_set is None:
                self._list_set = ListSet([one for found in self._lists.values() for one in found], cache=self._cache)
            return self._list_set

    def scope(self, names: Sequence[str], as_of: str = "") -> Scope:
        """Where to look for these lists on a day. Opens what was not opened before, which may take seconds.

        Args:
            names: of lists.
            as_of: ISO 8601 day; empty for the newest snapshots.

        Raises:
            ClientError: 400 when no list has a snapshot from that day or before.
        """
        if not as_of and len(names) == len(self._lists):
            return self._all
        chosen = [one for name in names if (one := self._on(name, as_of)) is not None]
        if names and not chosen:
            oldest = min(found[-1].snapshot.date for name, found in self._lists.items() if name in names)
            raise ClientError(400, f"No snapshot of these lists is from {as_of} or before; the oldest is of {oldest}.")
        with self._lock:
            return Scope(tuple(self._part(one) for one in chosen), tuple(one.snapshot for one in chosen))

    def is_open(self, names: Sequence[str], as_of: str = "") -> bool:
        """Whether :meth:`scope` would answer at once."""
        if not as_of and len(names) == len(self._lists):
            return True
        chosen = (self._on(name, as_of) for name in names)
        return all(one.snapshot.id in self._parts for one in chosen if one is not None)

    def _on(self, name: str, as_of: str) -> LoadedList | None:
        return next((o for o in self._lists[name] if not as_of or last_day(o.snapshot.date) <= as_of), None)

    def _part(self, one: LoadedList) -> Part:
        found = self._parts.get(one.snapshot.id)
        if found is None:
            entries = [Entry(party, one.snapshot) for party in one.parties]
            found = self._parts[one.snapshot.id] = Part(Engine(one.parties, cache=self._cache), entries)
        return found

    def dates(self, entry: Entry) -> tuple[str, str, str]:
        """When a party was first seen, last seen, and last changed, by the loaded snapshots: ISO 8601 days."""
        snapshots = self._lists[entry.snapshot.dataset]
        last = last_day(entry.snapshot.date)
        first = changed = last
        content = record_hash(entry.party) if len(snapshots) > 1 else ""
        same = True
        for one in snapshots:
            if last_day(one.snapshot.date) >= last:
                continue
            party = self._parties(one).get(entry.party.id)
            if party is None:
                break
            first = last_day(one.snapshot.date)
            same = same and record_hash(party) == content
            changed = first if same else changed
        return first, last, changed

    def _parties(self, one: LoadedList) -> dict[str, ListedParty]:
        found = self._by_id.get(one.snapshot.id)
        if found is None:
            found = self._by_id[one.snapshot.id] = {party.id: party for party in one.parties}
        return found


def version_of(snapshots: Sequence[Snapshot]) -> str:
    """A short hash of which snapshots there are."""
    return hashlib.sha256("\n".join(sorted(one.id for one in snapshots)).encode()).hexdigest()[:16]
