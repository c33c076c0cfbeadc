"""The name index: which parties' names are worth comparing with a name.

In: parties. Out: an index that finds candidate names, and its bytes for the disk. Invariant: an index read from its
bytes answers like the one that was built; candidates only ever save work, verdicts come from scoring.

How: every name is stored under the keys of its words and of neighbouring words joined; a name without distinctive
words is stored under all of its words at once. A query finds words by key, by nickname group and within one or two
edits, and keeps names that share two words with it, or the one word there is.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA

from entourage.names import name_keys, normalise
from entourage.screening.organisation_score import OrganisationName, organisation_name
from entourage.screening.pair import ORGANISATIONS
from entourage.screening.parties import Party
from entourage.screening.person_words import PersonName, Word, person_name

VERSION = 4
_SHORTEST_FUZZY = 4
_TWO_EDITS_FROM = 8


class IndexBytes(msgspec.Struct, array_like=True):
    """What stands on the disk."""

    version: int
    owners: bytes
    shapes: bytes
    texts: list[str]
    keys: list[str]
    starts: bytes
    postings: bytes


class NameIndex:
    """Candidate names of a set of parties. Made by :func:`build_index` or :meth:`from_bytes`."""

    def __init__(
        self, owners: array[int], shapes: bytes, texts: list[str], keys: list[str], starts: array[int], ids: array[int]
    ) -> None:
        self.owners, self.shapes, self.texts = owners, shapes, texts
        self._keys, self._starts, self._ids = keys, starts, ids
        self._place = {key: number for number, key in enumerate(keys)}
        self._shelves: dict[tuple[int, int, str], list[str]] | None = None
        self._near: dict[str, tuple[str, ...]] = {}

    def to_bytes(self) -> bytes:
        """The index for the disk."""
        return msgspec.msgpack.encode(
            IndexBytes(
                VERSION,
                self.owners.tobytes(),
                self.shapes,
                self.texts,
                self._keys,
                self._starts.tobytes(),
                self._ids.tobytes(),
            )
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> NameIndex:
        """The index of :meth:`to_bytes`.

        Raises:
            ValueError: when the bytes are no index of this version.
        """
        try:
            stored = msgspec.msgpack.decode(data, type=IndexBytes)
        except msgspec.MsgspecError as error:
            raise ValueError("these bytes are no name index") from error
        if stored.version != VERSION:
            raise ValueError(f"name index of version {stored.version}, wanted {VERSION}")
        owners, starts, ids = array("I"), array("I"), array("I")
        for target, raw in ((owners, stored.owners), (starts, stored.starts), (ids, stored.postings)):
            target.frombytes(raw)
        return cls(owners, stored.shapes, stored.texts, stored.keys, starts, ids)

    def posting(self, key: str) -> array[int]:
        """Numbers of the names under a key; empty when there are none."""
        place = self._place.get(key)
        return array("I") if place is None else self._ids[self._starts[place] : self._starts[place + 1]]

    def near(self, key: str) -> tuple[str, ...]:
        """Keys of the index within one edit (two for long words) of ``key``, itself included when it is there."""
        if key not in self._near:
            self._near[key] = self._find_near(key)
        return self._near[key]

    def _find_near(self, key: str) -> tuple[str, ...]:
        exact = (key,) if key in self._place else ()
        if len(key) < _SHORTEST_FUZZY:
            return exact
        edits = 2 if len(key) >= _TWO_EDITS_FROM else 1
        if self._shelves is None:
            self._shelves = _shelves(self._keys)
        found: set[str] = set()
        for length in range(len(key) - edits, len(key) + edits + 1):
            for shelf in ((length, 0, key[0]), (length, -1, key[-1])):
                choices = self._shelves.get(shelf)
                if choices:
                    hits = process.extract(key, choices, scorer=OSA.distance, score_cutoff=edits, limit=None)
                    found.update(hit[0] for hit in hits)
        return (*exact, *sorted(found - set(exact)))

    def candidates(self, schema: str, names: Iterable[str]) -> dict[int, list[int]]:
        """Parties worth comparing with any of ``names``: their numbers, and those of their names that were met.

        Args:
            schema: of the one who is looked for.
            names: as written.
        """
        found: set[int] = set()
        for name in names:
            if schema == "Person" or schema not in ORGANISATIONS:
                found |= self._persons(person_name(name))
            if schema != "Person":
                found |= self._organisations(organisation_name(name))
        parties: dict[int, list[int]] = defaultdict(list)
        for number in sorted(found):
            parties[self.owners[number]].append(number)
        return dict(parties)

    def _persons(self, name: PersonName) -> set[int]:
        masks: dict[int, int] = {}
        words = [w for w in name.words if not w.initial]
        for place, word in enumerate(words):
            keys = {near for key in (*word.keys, word.text) for near in self.near(key)}
            keys.update(near for key in _without_abdul(word) for near in self.near(key))
            keys.update(k for group in word.groups for k in group_keys()[group] if k in self._place)
            self._mark(masks, keys, 1 << place)
        for place in range(len(words) - 1):
            joined = name_keys(words[place].text + words[place + 1].text)
            self._mark(masks, set(joined) & self._place.keys(), 3 << place)
        some_initial = len(words) < len(name.words)
        enough = 1 if len(words) == 1 else 2
        return {
            number
            for number, mask in masks.items()
            if mask.bit_count() >= enough or (mask and (some_initial or self.shapes[number] & 1))
        }

    def _organisations(self, name: OrganisationName) -> set[int]:
        if not name.distinctive:
            return set(self.posting(_whole(name)))
        masks: dict[int, int] = {}
        for place, word in enumerate(name.distinctive):
            self._mark(masks, {near for key in word.keys for near in self.near(key)}, 1 << place)
        whole = "".join(w.keys[0] for w in name.distinctive)
        self._mark(masks, {whole} & self._place.keys(), (1 << len(name.distinctive)) - 1)
        enough = (len(name.distinctive) + 1) // 2
        return {number for number, mask in masks.items() if mask.bit_count() >= enough}

    def _mark(self, masks: dict[int, int], keys: Iterable[str], mark: int) -> None:
        for key in keys:
            for number in self.posting(key):
                masks[number] = masks.get(number, 0) | mark

    def parties_with(self, key: str) -> int:
        """How many parties have a name with a word of this key."""
        return len({self.owners[number] for number in self.posting(key)})


@cache
def group_keys() -> dict[int, tuple[str, ...]]:
    """Keys of the names of each nickname group, by the group's number."""
    from entourage.names.tables import csv_rows

    rows = enumerate(csv_rows("nicknames.csv"))
    return {n: tuple({k for name in row["names"].split("|") for k in name_keys(name)}) for n, row in rows}


def _shelves(keys: Sequence[str]) -> dict[tuple[int, int, str], list[str]]:
    """Keys by length and first letter, and by length and last letter: one edit never changes both ends."""
    found: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for key in keys:
        if not key.startswith("="):
            found[(len(key), 0, key[0])].append(key)
            found[(len(key), -1, key[-1])].append(key)
    return found


def _without_abdul(word: Word) -> tuple[str, ...]:
    """The key of what follows "Abdul" in a joined name: the parts of such names get separated and reordered."""
    rest = word.text.removeprefix("abdul")
    return name_keys(rest)[:1] if len(rest) > 2 and rest != word.text else ()


def _whole(name: OrganisationName) -> str:
    return "=" + " ".join(sorted(name.generic | name.places | name.numbers))


def _person_keys(name: PersonName) -> set[str]:
    words = [w for w in name.words if not w.initial]
    keys = {key for w in words for key in w.keys}
    keys |= {name_keys(a.text + b.text)[0] for a, b in pairwise(words)}
    keys |= {
        name_keys(w.text.removeprefix("abdul"))[0] for w in words if w.text.startswith("abdul") and len(w.text) > 7
    }
    return keys


def _organisation_keys(name: OrganisationName) -> set[str]:
    keys = {key for w in name.distinctive for key in w.keys}
    if 1 < len(name.distinctive) <= 3:
        keys.add("".join(w.keys[0] for w in name.distinctive))
    return keys if name.distinctive else {_whole(name)}


def name_index_keys(party: Party, text: str) -> tuple[set[str], int]:
    """The keys that a party's name stands under, and its shape (bit 0: has initials)."""
    keys: set[str] = set()
    shape = 0
    if party.schema in {"Person", "LegalEntity"}:
        name = party.person_name(text)
        keys |= _person_keys(name)
        shape |= any(w.initial for w in name.words)
    if party.schema != "Person":
        keys |= _organisation_keys(organisation_name(text))
    return {key for key in keys if key}, shape


def build_index(parties: Sequence[Party]) -> NameIndex:
    """An index over the names of parties.

    Args:
        parties: in any order; the index numbers them by their place.

    Returns:
        The index; empty for no parties.
    """
    owners, shapes = array("I"), bytearray()
    texts: list[str] = []
    postings: dict[str, list[int]] = defaultdict(list)
    for number, party in enumerate(parties):
        for name in party.names():
            if not normalise(name.text):
                continue
            keys, shape = name_index_keys(party, name.text)
            for key in keys:
                postings[key].append(len(texts))
            owners.append(number)
            shapes.append(shape)
            texts.append(name.text)
    keys_in_order = sorted(postings)
    starts, ids = array("I", [0]), array("I")
    for key in keys_in_order:
        ids.extend(postings[key])
        starts.append(len(ids))
    return NameIndex(owners, bytes(shapes), texts, keys_in_order, starts, ids)
