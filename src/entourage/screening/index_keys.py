"""What a name stands under in the index: the keys of its words, and hashes of forms that need no word to be whole.

In: words of names. Out: keys and 32-bit hashes. Invariant: the same text gives the same hash in every process.
"""

from __future__ import annotations

from functools import cache
from zlib import crc32

from entourage.names import name_keys
from entourage.screening.organisation_words import OrganisationName
from entourage.screening.person_words import PersonName, Word, facts, skeleton

PREFIX = 7
"""Letters at a word's beginning in which slips are looked for; slips behind them never hide a word."""

TWO_SLIPS_FROM = 7
"""Words of this many letters may have two slips, shorter ones one."""

_NOT_ONE_LETTER = 2


def slips_of(length: int) -> int:
    """How many slips a word of so many letters may have and still be found."""
    return 2 if length >= TWO_SLIPS_FROM else 1


def slip_hashes(key: str, slips: int = 0) -> set[int]:
    """Hashes of a key and of what is left of its beginning when one or two letters are taken out.

    Two words within that many slips share at least one of them, also where one has the hashes of two slips.

    Args:
        key: of a word.
        slips: 1 or 2; 0 for as many as a word of its length may have.
    """
    slips = slips or slips_of(len(key))
    key = key[:PREFIX]
    found = {key}
    once = {key[:i] + key[i + 1 :] for i in range(len(key))} if len(key) >= _NOT_ONE_LETTER else set()
    found |= once
    if slips > 1:
        found |= {text[:i] + text[i + 1 :] for text in once for i in range(len(text))}
    return {crc32(text.encode()) for text in found}


def skeleton_hash(text: str) -> int:
    """The hash under which a word is found when its vowels were dropped."""
    return crc32(b"'" + skeleton(text).encode())


def consonants_hash(text: str) -> int:
    """The hash under which a word is found by its consonants, as scripts without vowels write it."""
    return crc32(b'"' + text.encode())


def letters_hash(text: str) -> int:
    """The hash of a whole name whatever the order and spacing of its words: of its letters in order of the alphabet."""
    return crc32(b"#" + "".join(sorted(text)).encode())


def acronym_hash(letters: str) -> int:
    """The hash under which an organisation is found by its acronym."""
    return crc32(b"^" + letters.lower().encode())


def word_keys(word: Word) -> tuple[str, ...]:
    """The keys that a word stands under: as written, and romanisations folded."""
    return text_keys(word.text)


def text_keys(text: str) -> tuple[str, ...]:
    """The same for the text of a word."""
    known = facts(text).keys
    return known if text in known else (text, *known)


def letter_bit(letter: str) -> int:
    """One bit for each first letter; letters other than a to z share one."""
    place = ord(letter) - 97
    return 1 << (place if 0 <= place < 26 else 26)


def person_keys(name: PersonName) -> set[str]:
    """Keys of a person's name, initials left out."""
    keys: set[str] = set()
    for word in name.words:
        if not word.initial:
            keys.update(word_keys(word))
    return keys


def organisation_keys(name: OrganisationName) -> set[str]:
    """Keys of an organisation's name: of all words, because any of them may be joined with one that tells."""
    return {key for term in (*name.distinctive, *name.generic) for text in {*term} for key in text_keys(text)}


def organisation_hashes(name: OrganisationName) -> set[int]:
    """Hashes of an organisation's whole name: its letters, as an acronym, and of generic words only."""
    found = {letters_hash("".join(name.core)), letters_hash(name.squash)}
    if not name.distinctive:
        found.add(generic_hash(name))
    if name.short:
        found.add(acronym_hash(name.short))
    found.update(acronym_hash(acronym) for acronym in name.acronyms)
    return found


def generic_hash(name: OrganisationName) -> int:
    """The hash of a name that has generic words only."""
    return crc32(("=" + " ".join(sorted({word for word, _ in name.generic} | name.places | name.numbers))).encode())


@cache
def group_keys() -> dict[int, tuple[str, ...]]:
    """Keys of the names of each nickname group, by the group's number."""
    from entourage.names.tables import csv_rows

    rows = enumerate(csv_rows("nicknames.csv"))
    return {n: tuple({k for name in row["names"].split("|") for k in name_keys(name)}) for n, row in rows}
