"""Names of every version of every record of a list, ready to be searched.

In: the history of a list. Out: versions whose names fit a name. Invariants: every version is in exactly one segment of
the index; what a new snapshot adds is indexed alone, and small segments are joined, so that the work goes with what is
new; an index on the disk is only ever a copy.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import overload

from entourage.lists import history_file, open_archive
from entourage.lists.archive import Archive
from entourage.model import ListedParty
from entourage.parties.inner_names import parts_of
from entourage.screening import Engine, Hit, NameIndex, build_index
from entourage.screening.index import VERSION
from entourage.screening.parties import Party, as_party

_MOST_PARTS = 4
_SEGMENT = re.compile(r"inner-names-([0-9a-f]{32})-v(\d+)-(\d+)-(\d+)\.names")
_JOIN = 2
"""A segment that is less than so many times as large as the one after it is joined with it."""


class Versions:
    """Versions of records, decoded when they are asked for and remembered."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.party = cache(archive.version)

    def matched(self, version: int) -> Party:
        """A version as matching sees it.

        Raises:
            KeyError: when there is none of this number.
        """
        return _searched(self.party(version))


class _Range(Sequence[Party]):
    """A range of versions as the engine wants them."""

    def __init__(self, versions: Versions, first: int, last: int) -> None:
        self._versions, self._first, self._size = versions, first, last - first + 1

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> Party: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Party]: ...
    def __getitem__(self, place: int | slice) -> Party | Sequence[Party]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._size))]
        return self._versions.matched(self._first + place)


class ListNames:
    """The names of one list. Made by :func:`open_names`."""

    def __init__(self, versions: Versions, engines: Sequence[tuple[int, Engine]]) -> None:
        self.versions = versions
        self._engines = tuple(engines)

    def hits(self, schema: str, names: Sequence[str], *, floor: float) -> list[Hit]:
        """Versions whose names fit; ``Hit.party`` is the number of the version. See :meth:`Engine.hits`."""
        found = [
            Hit(first + hit.party, hit.score, hit.query_name, hit.party_name, hit.weak)
            for first, engine in self._engines
            for hit in engine.hits(schema, names, floor=floor)
        ]
        return sorted(found, key=lambda hit: (-hit.score, hit.party))

    def with_number(self, number: str) -> list[int]:
        """Versions that may have an official number; to be verified."""
        return [first + one for first, engine in self._engines for one in engine.index.parties_with_number(number)]

    def with_word(self, key: str) -> int:
        """How many versions have a name with a word of this key; many versions can be of one record."""
        return sum(engine.index.parties_with(key) for _, engine in self._engines)


def open_names(dataset: str, archive: Archive, home: Path | None = None) -> ListNames:
    """The names of a list; what is not indexed yet is indexed now, and kept.

    Args:
        dataset: the list's name.
        archive: of the list, open as long as the names are used.
        home: data folder; None means the user's.
    """
    folder = history_file(dataset, home).parent / "cache"
    versions = Versions(archive)
    engines = []
    for first, last in _segments(folder, archive):
        path = folder / _file(archive.name, first, last)
        engines.append((first, Engine.over(_Range(versions, first, last), _index(path, archive, first, last))))
    return ListNames(versions, engines)


def prepare_names(dataset: str, home: Path | None = None) -> None:
    """Index what is not indexed yet, so that the next question need not."""
    with open_archive(dataset, home) as archive:
        open_names(dataset, archive, home)


def _file(name: str, first: int, last: int) -> str:
    return f"inner-names-{name}-v{VERSION}-{first}-{last}.names"


def _segments(folder: Path, archive: Archive) -> list[tuple[int, int]]:
    """Ranges of versions, in order, without gaps, up to the newest version."""
    newest = archive.newest_version()
    found: dict[int, int] = {}
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            match = _SEGMENT.fullmatch(path.name)
            if match and match[1] == archive.name and int(match[2]) == VERSION:
                found[int(match[3])] = max(found.get(int(match[3]), 0), int(match[4]))
    ranges: list[tuple[int, int]] = []
    first = 1
    while first <= newest and found.get(first, 0) >= first and found[first] <= newest:
        ranges.append((first, found[first]))
        first = found[first] + 1
    if first <= newest:
        ranges.append((first, newest))
    return joined(ranges)


def joined(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges, the small ones at the end joined, so that there are never more than a few.

    >>> joined([(1, 100), (101, 110), (111, 118)])
    [(1, 100), (101, 118)]
    """
    found = list(ranges)
    while len(found) > 1 and _size(found[-2]) < _JOIN * _size(found[-1]):
        last = found.pop()
        found[-1] = (found[-1][0], last[1])
    return found


def _size(one: tuple[int, int]) -> int:
    return one[1] - one[0] + 1


def _searched(party: ListedParty) -> Party:
    """A version as it is searched: an organisation also by the names that stand inside its names."""
    found = as_party(party)
    if party.schema == "Person":
        return found
    names = [name for prop in ("name", "alias") for name in found.properties.get(prop, ())]
    inner = [part for name in names for part in parts_of(name)[:_MOST_PARTS] if part not in names]
    if not inner:
        return found
    properties = dict(found.properties)
    properties["alias"] = (*properties.get("alias", ()), *dict.fromkeys(inner))
    return Party(found.id, found.schema, properties)


_NOBODY = ListedParty(id="", schema="Thing", caption="")


def _index(path: Path, archive: Archive, first: int, last: int) -> NameIndex:
    with contextlib.suppress(OSError, ValueError):
        return NameIndex.load(path)
    there = dict(archive.versions(first, last))
    index = build_index(_searched(there.get(number, _NOBODY)) for number in range(first, last + 1))
    with contextlib.suppress(OSError):  # a folder that cannot be written costs time, not the answer
        index.save(path)
        _drop_parts(path.parent, archive.name, first, last)
    return index


def _drop_parts(folder: Path, name: str, first: int, last: int) -> None:
    """Remove segments that a larger one has taken in, and those of an archive that is gone."""
    for path in folder.iterdir():
        match = _SEGMENT.fullmatch(path.name)
        if match and path.name != _file(name, first, last):
            inside = first <= int(match[3]) and int(match[4]) <= last
            if match[1] != name or int(match[2]) != VERSION or inside:
                path.unlink(missing_ok=True)
