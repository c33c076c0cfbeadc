"""The words of a person's name, ready to be compared.

In: a name as written or a record's name fields. Out: :class:`PersonName`. Invariant: articles and particles carry no
weight; "Abd al-Rahman", "Abdul Rahman" and "Abdulrahman" are one word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec

from entourage.names import (
    gender_of_given_name,
    is_initial,
    name_keys,
    nickname_groups,
    normalise,
    patronymic_gender,
    romanise,
    split_person_name,
    suffixes,
    weightless_words,
)

Part = Literal["given", "patronymic", "family", "rest"]

_ABDUL = re.compile(r"^(?:abd|abdul|abdel|abdal|abdoul|abdu|abdool|abul|adul|adbul|abdlu|abdl|abudl)$")
_MISTYPED_ABDUL = frozenset({"abdlu", "abdl"})
_ABDUL_START = re.compile(r"^abd(?:el|al|oul|ool|our|ur|er|ar)(?=[a-z]{4})")
_FEMALE_FAMILY = re.compile(r"(?:(?<=ov)a|(?<=ev)a|(?<=in)a)$|(?:aia|aya|aja)$")
_MAX_WORDS = 12


class Word(msgspec.Struct, frozen=True):
    """One word of a name.

    Attributes:
        text: romanised and normalised.
        keys: see :func:`entourage.names.name_keys`.
        part: which part of the name it is in.
        initial: whether it is an initial only.
        groups: numbers of its nickname groups.
        gender: of the given name it is, or empty.
        patronymic: gender of the patronymic it ends like, or empty.
        stem: first key without a female ending of family names.
    """

    text: str
    keys: tuple[str, ...]
    part: Part
    initial: bool
    groups: frozenset[int]
    gender: str
    patronymic: str
    stem: str


class PersonName(msgspec.Struct, frozen=True):
    """A name's words, given names first.

    Attributes:
        sure: whether the order of the parts is shown (comma, capitals, patronymic, fields).
        suffix: "jr", "sr", "iii" ... or empty.
        joined: all words as one, keys folded: tells "Jong Un" from "Jongun" no more.
    """

    words: tuple[Word, ...]
    sure: bool
    suffix: str
    joined: str


@lru_cache(maxsize=131_072)
def word(text: str, part: Part, initial: bool) -> Word:
    """A word with all that comparing needs; ``text`` is romanised and normalised."""
    keys = name_keys(text) or (text,)
    plain = not initial
    return Word(
        text=text,
        keys=keys,
        part=part,
        initial=initial,
        groups=nickname_groups(text) if plain else frozenset(),
        gender=(gender_of_given_name(text) or "") if plain else "",
        patronymic=(patronymic_gender(text) or "") if plain and part != "family" else "",
        stem=_FEMALE_FAMILY.sub("", keys[0]),
    )


def _join_abdul(tokens: list[tuple[str, Part, bool]]) -> list[tuple[str, Part, bool]]:
    out: list[tuple[str, Part, bool]] = []
    weightless = weightless_words()
    position = 0
    while position < len(tokens):
        text, part, initial = tokens[position]
        position += 1
        if _ABDUL.match(text):
            skip = position
            while skip < len(tokens) and tokens[skip][0] in weightless:
                skip += 1
            if skip < len(tokens) and not tokens[skip][2]:
                start = "abdul" if text.startswith("abd") and text not in _MISTYPED_ABDUL else text
                text, position = start + tokens[skip][0], skip + 1
        out.append((_ABDUL_START.sub("abdul", text), part, initial))
    return out


def _tokens(text: str, part: Part) -> list[tuple[str, Part, bool]]:
    found: list[tuple[str, Part, bool]] = []
    for piece in text.split():
        initial = is_initial(piece) and not piece.islower()
        found += [(token, part, initial) for token in normalise(romanise(normalise(piece))).split()]
    return found


@lru_cache(maxsize=65_536)
def person_name(name: str, *, given: str = "", patronymic: str = "", family: str = "") -> PersonName:
    """A person's name ready to be compared.

    Args:
        name: as written, any script and order.
        given, patronymic, family: a record's separate fields, where it has them.

    Returns:
        The words; without words for a name without letters. At most twelve words are looked at.
    """
    parts = split_person_name(name, given=given, patronymic=patronymic, family=family)
    tokens = _tokens(parts.given, "given") + _tokens(parts.patronymic, "patronymic") + _tokens(parts.family, "family")
    rest = [t for t in _tokens(" ".join(parts.rest), "rest") if t[0] not in suffixes()]
    ending = next((normalise(r) for r in parts.rest if normalise(r) in suffixes()), "")
    tokens = _join_abdul(tokens + rest)[:_MAX_WORDS]
    weighty = [t for t in tokens if t[2] or t[0] not in weightless_words()] or tokens
    words = tuple(word(*token) for token in weighty)
    joined = "".join(w.keys[0] for w in words if not w.initial)
    return PersonName(words=words, sure=parts.sure, suffix=ending, joined=joined)
