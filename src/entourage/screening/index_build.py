"""Building the index of names: every name once, its words under their keys.

In: parties. Out: the arrays of :class:`entourage.screening.index.NameIndex`. Invariants: equal parties in equal order
give equal arrays; nothing here decides what matches.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entourage.names import normalise
from entourage.screening.consonants import consonants
from entourage.screening.index_keys import (
    consonants_hash,
    letter_bit,
    letters_hash,
    organisation_hashes,
    organisation_keys,
    person_keys,
    skeleton_hash,
    slip_hashes,
)
from entourage.screening.organisation_words import organisation_name
from entourage.screening.parties import Party, plain_number

PERSON, ORGANISATION, OTHER = 1, 2, 4
KINDS = {"Person": PERSON, "LegalEntity": PERSON | ORGANISATION, "Thing": PERSON | ORGANISATION | OTHER}
_ORGANISATIONS = frozenset({"Organization", "Company", "PublicBody"})
_EVERY = 50_000


def kind_of(schema: str) -> int:
    """Bits that say whether a schema is compared as a person, an organisation, or something else (a vessel)."""
    return KINDS.get(schema, ORGANISATION if schema in _ORGANISATIONS else OTHER)


def number_hash(number: str) -> int:
    """The hash of an official number without its punctuation."""
    return int.from_bytes(blake2b(plain_number(number).encode(), digest_size=8).digest(), "little")


class _Collected:
    """What is gathered name by name."""

    def __init__(self) -> None:
        self.keys: dict[str, int] = {}
        self.entry_keys, self.entry_names = array("I"), array("I")
        self.owners, self.initials, self.firsts = array("I"), array("I"), array("I")
        self.word_counts, self.kinds = array("B"), array("B")
        self.whole_hashes, self.whole_names = array("I"), array("I")
        self.number_hashes, self.number_parties = array("Q"), array("I")
        self.text_ends, self.texts = array("Q", [0]), bytearray()

    def add_party(self, number: int, party: Party) -> None:
        for name in party.names():
            if normalise(name.text):
                self._add_name(number, party, name.text)
        for value in party.numbers():
            self.number_hashes.append(number_hash(value))
            self.number_parties.append(number)

    def _add_name(self, number: int, party: Party, text: str) -> None:
        name_number = len(self.owners)
        kind = kind_of(party.schema)
        keys: set[str] = set()
        wholes: set[int] = set()
        initials = firsts = count = 0
        if kind & PERSON:
            name = party.person_name(text)
            keys |= person_keys(name)
            wholes.add(letters_hash(name.whole))
            for word in name.words:
                bit = letter_bit(word.text[0])
                firsts |= bit
                initials |= bit if word.initial else 0
            count = len(name.words)
        if kind != PERSON:
            organisation = organisation_name(text)
            keys |= organisation_keys(organisation)
            wholes |= organisation_hashes(organisation)
            count = count or len(organisation.distinctive)
        for key in sorted(keys):
            self.entry_keys.append(self.keys.setdefault(key, len(self.keys)))
            self.entry_names.append(name_number)
        for value in sorted(wholes):
            self.whole_hashes.append(value)
            self.whole_names.append(name_number)
        self.owners.append(number)
        self.initials.append(initials)
        self.firsts.append(firsts)
        self.word_counts.append(min(count, 255))
        self.kinds.append(kind)
        self.texts += text.encode("utf-8", "surrogatepass")
        self.text_ends.append(len(self.texts))


def _sorted_table(hashes: NDArray[Any], values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    order = np.argsort(hashes, kind="stable")
    return hashes[order], values[order]


def _slips(keys: list[str]) -> tuple[NDArray[Any], NDArray[Any]]:
    hashes, ids = array("I"), array("I")
    for number, key in enumerate(keys):
        found = slip_hashes(key)
        found.add(skeleton_hash(key))
        if len(skeleton := consonants(key)) > 1:
            found.add(consonants_hash(skeleton))
        hashes.extend(found)
        ids.extend([number] * len(found))
    pairs = np.frombuffer(hashes, dtype=np.uint32).astype(np.uint64) << np.uint64(32)
    pairs |= np.frombuffer(ids, dtype=np.uint32)
    pairs.sort()
    return (pairs >> np.uint64(32)).astype(np.uint32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def _array(values: Any, kind: str) -> NDArray[Any]:
    return np.frombuffer(values, dtype=kind) if len(values) else np.zeros(0, dtype=kind)


def build_arrays(parties: Iterable[Party], progress: Callable[[int], None] | None = None) -> dict[str, NDArray[Any]]:
    """The arrays of an index.

    Args:
        parties: in any order; the index numbers them by their place.
        progress: called with the number of parties done, every 50,000.
    """
    got = _Collected()
    for number, party in enumerate(parties):
        got.add_party(number, party)
        if progress is not None and number % _EVERY == _EVERY - 1:
            progress(number + 1)
    keys = sorted(got.keys)
    rank = np.zeros(len(keys), dtype=np.uint32)
    for place, key in enumerate(keys):
        rank[got.keys[key]] = place
    entries = rank[_array(got.entry_keys, "uint32")]
    order = np.argsort(entries, kind="stable")
    starts = np.zeros(len(keys) + 1, dtype=np.uint64)
    np.cumsum(np.bincount(entries, minlength=len(keys)), out=starts[1:].view(np.int64))
    slip_marks, slip_keys = _slips(keys) if keys else (np.zeros(0, np.uint32), np.zeros(0, np.uint32))
    wholes = _sorted_table(_array(got.whole_hashes, "uint32"), _array(got.whole_names, "uint32"))
    numbers = _sorted_table(_array(got.number_hashes, "uint64"), _array(got.number_parties, "uint32"))
    blob = "\n".join(keys).encode()
    return {
        "owners": _array(got.owners, "uint32"),
        "initials": _array(got.initials, "uint32"),
        "firsts": _array(got.firsts, "uint32"),
        "word_counts": _array(got.word_counts, "uint8"),
        "kinds": _array(got.kinds, "uint8"),
        "text_ends": _array(got.text_ends, "uint64"),
        "texts": _array(got.texts, "uint8"),
        "keys": _array(blob, "uint8"),
        "starts": starts,
        "names": _array(got.entry_names, "uint32")[order],
        "slip_marks": slip_marks,
        "slip_keys": slip_keys,
        "whole_hashes": wholes[0],
        "whole_names": wholes[1],
        "number_hashes": numbers[0],
        "number_parties": numbers[1],
    }
