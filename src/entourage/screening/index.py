"""The name index: which parties' names are worth comparing with a name.

In: arrays of :mod:`entourage.screening.index_build`, in memory or mapped from a file. Out: candidate names.
Invariant: an index read from its file answers like the one that was built; candidates only ever save work, verdicts
come from scoring.

How: every word of a name is looked up as written, folded, under its nicknames, within one or two slips, without its
vowels, split in two and joined with its neighbour. Names that have two of the words (of organisations: half of those
that tell) are candidates, and names with the same letters in all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from entourage.names import spellings_of
from entourage.screening.consonants import consonants
from entourage.screening.index_build import ORGANISATION, OTHER, PERSON, build_arrays, kind_of, number_hash
from entourage.screening.index_keys import (
    acronym_hash,
    consonants_hash,
    generic_hash,
    group_keys,
    letter_bit,
    letters_hash,
    skeleton_hash,
    slip_hashes,
    slips_of,
    text_keys,
    word_keys,
)
from entourage.screening.organisation_words import OrganisationName, Term, organisation_name
from entourage.screening.parties import Party
from entourage.screening.person_words import PersonName, Word, facts, person_name, skeleton, without_vowels, word
from entourage.screening.storage import map_arrays, write_arrays

VERSION = 9
MOST = 120
"""Candidate names of one name that are compared; beyond, the ones that share most words."""

FEW = 16
"""Up to so many are compared in any case; beyond, names with a word that contradicts are left out."""

_MOST_CUT = 400
_REMEMBERED = 4_000_000
_EMPTY: NDArray[Any] = np.zeros(0, dtype=np.uint32)
_MISREAD = (("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"))


class NameIndex:
    """Candidate names of a set of parties. Made by :func:`build_index` or :meth:`load`."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self.arrays = arrays
        self.owners = arrays["owners"]
        self._names, self._starts = arrays["names"], arrays["starts"]
        self._marks, self._mark_keys = arrays["slip_marks"], arrays["slip_keys"]
        self._keys_in_order: list[str] | None = None
        self._near: dict[str, tuple[int, ...]] = {}
        self._remembered: dict[tuple[str, str], NDArray[Any]] = {}
        self._weight = 0

    def save(self, path: Path) -> None:
        """Writes the index to a file.

        Raises:
            OSError: when the folder cannot be written.
        """
        write_arrays(path, VERSION, self.arrays)

    @classmethod
    def load(cls, path: Path) -> NameIndex:
        """The index of a file, mapped into memory and shared with other processes that do the same.

        Raises:
            OSError: when it cannot be opened.
            ValueError: when it is no index of this version, or damaged.
        """
        try:
            return cls(map_arrays(path, VERSION))
        except KeyError as error:
            raise ValueError(f"{path.name} is damaged") from error

    @property
    def _keys(self) -> list[str]:
        if self._keys_in_order is None:
            blob = self.arrays["keys"].tobytes().decode()
            self._keys_in_order = blob.split("\n") if blob else []
        return self._keys_in_order

    def text(self, number: int) -> str:
        """A name as written, by its number."""
        start, end = self.arrays["text_ends"][number : number + 2].tolist()
        return self.arrays["texts"][start:end].tobytes().decode("utf-8", "surrogatepass")

    def _place(self, key: str) -> int:
        """The number of a key; -1 when no name stands under it."""
        keys = self._keys
        place = bisect_left(keys, key)
        return place if place < len(keys) and keys[place] == key else -1

    def _posting(self, place: int) -> NDArray[Any]:
        return self._names[int(self._starts[place]) : int(self._starts[place + 1])]

    def _marked(self, hashes: Iterable[int]) -> list[int]:
        """Numbers of the keys under any of the marks."""
        wanted = np.fromiter(hashes, dtype=np.uint32)
        left = self._marks.searchsorted(wanted)
        right = self._marks.searchsorted(wanted, side="right")
        found: set[int] = set()
        for start, end in zip(left.tolist(), right.tolist(), strict=True):
            if start < end:
                found.update(self._mark_keys[start:end].tolist())
        return list(found)

    def near(self, key: str) -> tuple[int, ...]:
        """Numbers of the keys within one slip of ``key`` (two for long words), itself included when it is there."""
        known = self._near.get(key)
        if known is None:
            if len(self._near) > 200_000:
                self._near.clear()
            known = self._near[key] = self._find_near(key)
        return known

    def _find_near(self, key: str) -> tuple[int, ...]:
        exact = self._place(key)
        if len(key) < 3:
            return (exact,) if exact >= 0 else ()
        slips = 1 if exact >= 0 and len(key) < 9 else slips_of(len(key))
        keys = self._keys
        numbers = self._marked(slip_hashes(key, slips))
        choices = [keys[number] for number in numbers]
        hits = process.extract(key, choices, scorer=OSA.distance, score_cutoff=slips, limit=None) if choices else []
        near = {numbers[hit[2]] for hit in hits}
        if exact < 0 and without_vowels(key):
            wanted = skeleton(key)
            near.update(n for n in self._marked([skeleton_hash(key)]) if skeleton(keys[n]) == wanted)
        if exact < 0:
            forms = [key.replace(one, other, 1) for one, other in _MISREAD if one in key]
            near.update(place for form in forms if (place := self._place(form)) >= 0)
        return tuple(sorted(near))

    def _of_keys(self, places: Iterable[int]) -> NDArray[Any]:
        """Names under any of the keys, each once, in order."""
        parts = [self._posting(place) for place in places]
        if len(parts) < 2:
            return parts[0] if parts else _EMPTY
        return _distinct(np.concatenate(parts))

    def _of_word(self, word: Word, kind: str) -> NDArray[Any]:
        """Names that may have the word."""
        known = self._remembered.get((word.text, kind))
        if known is not None:
            return known
        places = {near for key in word_keys(word) for near in self.near(key)}
        if kind == "person":
            places.update(self._by_nickname(word))
        found = self._of_keys(sorted(places))
        if len(word.text) > 5 and self._place(word.text) < 0:
            halves = [half for at in range(2, len(word.text) - 1) if len(half := self._split(word.text, at))]
            found = _distinct(np.concatenate([found, *halves])) if halves else found
        self._remember((word.text, kind), found)
        return found

    def _of_term(self, term: Term) -> NDArray[Any]:
        """Names that may have a word of an organisation's name, as written or as what it stands for."""
        canonical, written = term
        found = self._of_word(word(written, "rest", False), "organisation")
        if canonical == written:
            return found
        return _distinct(np.concatenate([found, self._of_word(word(canonical, "rest", False), "organisation")]))

    def _remember(self, key: tuple[str, str], found: NDArray[Any]) -> None:
        if self._weight > _REMEMBERED:
            self._remembered.clear()
            self._weight = 0
        self._remembered[key] = found
        self._weight += len(found) + 20

    def _by_nickname(self, word: Word) -> set[int]:
        keys = {key for group in word.groups for key in group_keys()[group]}
        keys |= {text for group in facts(word.text).spellings for text in spellings_of(group)}
        return {place for key in keys if (place := self._place(key)) >= 0}

    def _split(self, text: str, at: int) -> NDArray[Any]:
        """Names that have both halves of a word."""
        one, other = self._place(text[:at]), self._place(text[at:])
        if one < 0 or other < 0:
            return _EMPTY
        return np.intersect1d(self._posting(one), self._posting(other), assume_unique=True)

    def _of_hash(self, value: int) -> NDArray[Any]:
        hashes = self.arrays["whole_hashes"]
        start, end = hashes.searchsorted(value), hashes.searchsorted(value, side="right")
        return np.sort(self.arrays["whole_names"][start:end])

    def candidates(self, schema: str, names: Iterable[str]) -> dict[int, list[int]]:
        """Parties worth comparing with any of ``names``: their numbers, and those of their names that were met.

        Args:
            schema: of the one who is looked for.
            names: as written.
        """
        kind = kind_of(schema)
        found: set[int] = set()
        for name in names:
            if kind & PERSON:
                found.update(self._persons(person_name(name), kind))
            if kind & (ORGANISATION | OTHER):
                found.update(self._organisations(organisation_name(name), kind))
        parties: dict[int, list[int]] = {}
        for number in sorted(found):
            parties.setdefault(int(self.owners[number]), []).append(number)
        return parties

    def _persons(self, name: PersonName, kind: int) -> list[int]:
        words = [w for w in name.words if not w.initial]
        if not words:
            return []
        arrays = [self._of_word(w, "person") for w in words]
        arrays += [self._of_pair(a, b) for a, b in zip(name.words, name.words[1:], strict=False)]
        if name.cut and len(words) > 1 and self._place(name.cut) < 0:
            arrays.append(self._beginning(name.cut))
        found, counts = _counted(arrays)
        initials = sum({letter_bit(w.text[0]) for w in name.words if w.initial})
        once = found[counts == 1] if len(words) > 1 or initials else found
        firsts = sum({letter_bit(w.text[0]) for w in words})
        parts = [found[counts > 1], once[(self.arrays["initials"][once] & firsts) != 0]]
        if len(words) == 1:
            fits = (self.arrays["firsts"][once] & initials) == initials if initials else _counts_one(self, once)
            parts.append(once[fits])
        elif initials and len(words) == 2:
            parts.append(once[(self.arrays["firsts"][once] & initials) == initials])
        parts.append(self._of_hash(letters_hash(name.whole)))
        parts.append(self._of_script(name))
        return self._chosen(parts, found, counts, kind, len(name.words), bool(initials) + bool(name.cut))

    def _of_pair(self, one: Word, other: Word) -> NDArray[Any]:
        """Names that have two neighbouring words as one."""
        if len(one.text) + len(other.text) > 30:
            return _EMPTY
        key = (one.text + " " + other.text, "pair")
        known = self._remembered.get(key)
        if known is None:
            joined = one.text + other.text
            folded = one.keys[0] + other.keys[0]
            places = {p for text in (joined, folded) if (p := self._place(text)) >= 0}
            known = self._of_keys(sorted(places))
            if len(known) and len(one.text) > 1 and len(other.text) > 1:
                known = known.repeat(2)  # stands for two words
            elif len(known):
                known = known.copy()
            self._remember(key, known)
        return known

    def _of_script(self, name: PersonName) -> NDArray[Any]:
        """Names that have two words of a name in a script without vowels."""
        bare = [script.skeleton for script in name.abjad]
        found, counts = _counted([self._of_skeleton(s) for s in (*bare, *(a + b for a, b in pairwise(bare)))])
        return np.asarray(found[counts > 1])

    def _of_skeleton(self, skeleton: str) -> NDArray[Any]:
        """Names with a word of these consonants."""
        keys = self._keys
        places = self._marked([consonants_hash(skeleton)]) if len(skeleton) > 1 else []
        return self._of_keys(sorted(place for place in places if consonants(keys[place]) == skeleton))

    def _beginning(self, text: str) -> NDArray[Any]:
        """Names with a word that begins so."""
        keys = self._keys
        start = bisect_left(keys, text)
        end = bisect_left(keys, text + "{", start)
        return self._of_keys(range(start, min(end, start + _MOST_CUT))) if len(text) > 1 else _EMPTY

    def _organisations(self, name: OrganisationName, kind: int) -> list[int]:
        words = list(name.distinctive)
        pairs = zip(name.letters, name.letters[1:], strict=False) if words else ()
        joined = [self._of_pair(word(a, "rest", False), word(b, "rest", False)) for a, b in pairs]
        arrays = [self._of_term(term) for term in words]
        found, counts = _counted([*arrays, *joined]) if words else (_EMPTY, np.zeros(0, dtype=np.int64))
        enough = max(1, len(words) // 2)
        parts = [found[counts >= enough], self._of_hash(letters_hash("".join(name.core)))]
        parts.append(self._of_hash(letters_hash(name.squash)))
        if not words:
            parts.append(self._of_hash(generic_hash(name)))
        sure = _EMPTY
        if not words or (len(words) == 1 and self._place(words[0][1]) < 0):
            sure = self._of_slip_in_generic(name)
        if len(name.core) == 1 and 2 < len(name.core[0]) < 9:
            parts.append(self._of_hash(acronym_hash(name.core[0])))
        if name.short:
            parts.append(self._of_hash(acronym_hash(name.short)))
        chosen = self._chosen(parts, found, counts, kind, len(words), slack=2)
        if not len(sure):
            return chosen
        fits = sure[(self.arrays["kinds"][sure] & kind) != 0][:MOST]
        return sorted({*chosen, *fits.tolist()})

    def _of_slip_in_generic(self, name: OrganisationName) -> NDArray[Any]:
        """Names without telling words that have all words of a name without telling words."""
        postings = [
            self._of_keys(sorted({p for t in {*term} for k in text_keys(t) if (p := self._place(k)) >= 0}))
            for term in name.generic
        ]
        if len(postings) < 2:
            return _EMPTY
        found, counts = _counted(postings)
        fits = (counts == len(postings)) & (self.arrays["word_counts"][found] <= 1)
        return np.asarray(found[fits])

    def _chosen(
        self,
        parts: Sequence[NDArray[Any]],
        found: NDArray[Any],
        counts: NDArray[Any],
        kind: int,
        words: int,
        slack: int = 0,
    ) -> list[int]:
        """Names of the right kind; of many those that share most words and have fewest others.

        Args:
            slack: words that may contradict although many names are found (initials, a word that was cut off).
        """
        every = [part for part in parts if len(part)]
        if not every:
            return []
        names = _distinct(np.concatenate(every)) if len(every) > 1 else every[0]
        names = names[(self.arrays["kinds"][names] & kind) != 0]
        if len(names) <= FEW:
            return names.tolist()  # type: ignore[no-any-return]
        shared = np.full(len(names), words, dtype=np.int64)
        if len(found):
            places = np.minimum(found.searchsorted(names), len(found) - 1)
            shared = np.where(found[places] == names, np.minimum(counts[places], words), words)
        own = self.arrays["word_counts"][names].astype(np.int64)
        contradicted = np.minimum(words - shared, own - shared)
        contradicted[self.arrays["initials"][names] != 0] -= 1
        order = np.argsort(4 * np.maximum(contradicted, 0) + np.abs(own - words), kind="stable")
        kept = max(FEW, min(MOST, int((contradicted <= slack).sum())))
        return np.sort(names[order[:kept]]).tolist()  # type: ignore[no-any-return]

    def parties_with(self, key: str) -> int:
        """How many parties have a name with a word of this key."""
        place = self._place(key)
        return len(np.unique(self.owners[self._posting(place)])) if place >= 0 else 0

    def parties_with_number(self, number: str) -> list[int]:
        """Parties that may have an official number (to be verified); empty when none has."""
        hashes = self.arrays["number_hashes"]
        value = np.uint64(number_hash(number))
        start, end = hashes.searchsorted(value), hashes.searchsorted(value, side="right")
        return sorted(set(self.arrays["number_parties"][start:end].tolist()))


def _counts_one(index: NameIndex, names: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(index.arrays["word_counts"][names] == 1)


def _distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Sorted numbers, each once (numpy's own ``unique`` takes three times as long on short arrays)."""
    numbers = np.sort(numbers)
    keep = np.empty(len(numbers), dtype=bool)
    keep[:1] = True
    np.not_equal(numbers[1:], numbers[:-1], out=keep[1:])
    return numbers[keep]


def _counted(arrays: Sequence[NDArray[Any]]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Sorted numbers, each once, and how often each stands in the arrays."""
    every = [part for part in arrays if len(part)]
    if not every:
        return _EMPTY, np.zeros(0, dtype=np.int64)
    if len(every) == 1 and len(arrays) == 1:
        return every[0], np.ones(len(every[0]), dtype=np.int64)
    numbers = np.sort(np.concatenate(every))
    starts = np.empty(len(numbers), dtype=bool)
    starts[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=starts[1:])
    places = starts.nonzero()[0]
    counts = np.empty(len(places), dtype=np.int64)
    np.subtract(places[1:], places[:-1], out=counts[:-1])
    counts[-1] = len(numbers) - places[-1]
    return numbers[places], counts


def build_index(parties: Iterable[Party], progress: Callable[[int], None] | None = None) -> NameIndex:
    """An index over the names of parties.

    Args:
        parties: in any order; the index numbers them by their place.
        progress: called with the number of parties done, every 50,000.

    Returns:
        The index; empty for no parties.
    """
    return NameIndex(build_arrays(parties, progress))
