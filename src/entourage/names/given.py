"""Given names: which gender they usually have, and which stand for one another.

In: one given name, any script. Out: a gender or an equivalence. Invariant: a name under both genders says nothing.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from entourage.names.romanise import name_key, name_keys, romanise
from entourage.names.tables import csv_rows

_NO_GROUPS: frozenset[int] = frozenset()


@cache
def _genders() -> dict[str, str]:
    genders: dict[str, str] = {}
    for row in csv_rows("given_names.csv"):
        for name in row["names"].split():
            for key in {name_key(name)}:
                known = genders.setdefault(key, row["gender"])
                if known != row["gender"]:
                    genders[key] = ""
    return genders


def gender_of_given_name(given: str) -> str | None:
    """The gender that a given name usually has.

    Args:
        given: one given name; of several words the first that is known decides.

    Returns:
        ``"male"``, ``"female"``, or None when the name is unknown or used by both.

    >>> gender_of_given_name("Сергей"), gender_of_given_name("Chrystia"), gender_of_given_name("Zzyx")
    ('male', 'female', None)
    """
    for word in [given, *given.replace("-", " ").split()]:
        found = _genders().get(name_key(word))
        if found:
            return found
    return None


class WordTables(NamedTuple):
    """What the tables say of words of persons' names, for those who look up many.

    Attributes:
        genders: by key, the gender of given names; empty for names of both.
        groups: by key, numbers of nickname groups.
        families: keys of common family names.
        spellings: by text in lower case, numbers of groups of spellings.
        given: given names as they are written, romanised, in lower case.
    """

    genders: dict[str, str]
    groups: dict[str, frozenset[int]]
    families: frozenset[str]
    spellings: dict[str, frozenset[int]]
    given: frozenset[str]


@cache
def word_tables() -> WordTables:
    """The tables, read once."""
    return WordTables(_genders(), _groups(), _family_names(), _spellings(), given_texts())


def is_given_name(word: str) -> bool:
    """Whether the word is a given name of the tables (of either gender)."""
    key = name_key(word)
    return key in _genders() or key in _groups()


@cache
def _groups() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, row in enumerate(csv_rows("nicknames.csv")):
        for name in row["names"].split("|"):
            groups.setdefault(name_key(name), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in groups.items()}


def nickname_groups(given: str) -> frozenset[int]:
    """Numbers of the groups of the nickname table that a given name is in; empty when it is in none."""
    return frozenset().union(*(_groups().get(key, frozenset()) for key in name_keys(given)))


@cache
def given_texts() -> frozenset[str]:
    """The given names of the tables as they are written, romanised and in lower case."""
    listed = [name for row in csv_rows("given_names.csv") for name in row["names"].split()]
    listed += [name for row in csv_rows("nicknames.csv") for name in row["names"].split("|")]
    return frozenset(romanise(name).lower() for name in listed)


@cache
def _spellings() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, row in enumerate(csv_rows("spellings.csv")):
        for name in row["names"].split("|"):
            groups.setdefault(romanise(name).lower().replace("'", ""), set()).add(number)
    return {text: frozenset(numbers) for text, numbers in groups.items()}


def spelling_groups(word: str) -> frozenset[int]:
    """Numbers of the groups of the table of spellings that a romanised word in lower case is in; empty for none."""
    return _spellings().get(word, _NO_GROUPS)


def spellings_of(group: int) -> tuple[str, ...]:
    """The spellings of a group, in lower case."""
    return tuple(
        romanise(name).lower().replace("'", "") for name in csv_rows("spellings.csv")[group]["names"].split("|")
    )


@cache
def _family_names() -> frozenset[str]:
    return frozenset(name_key(name) for row in csv_rows("family_names.csv") for name in row["names"].split())


def is_family_name(word: str) -> bool:
    """Whether the word is one of the common family names of the tables.

    >>> is_family_name("Andersen"), is_family_name("Zzyx")
    (True, False)
    """
    return name_key(word) in _family_names()


def same_given_name(one: str, other: str) -> bool:
    """Whether two given names may stand for one another: short forms and other languages' forms.

    >>> same_given_name("Bill", "William"), same_given_name("Volodymyr", "Vladimir"), same_given_name("Ivan", "Boris")
    (True, True, False)
    """
    return bool(nickname_groups(one) & nickname_groups(other))
