"""A claim's words as tokens, and the countries and authorities that they name.

In: words of a text. Out: tokens and places. Invariant: a name counts only where it is written with a capital; the
longest name wins; time is linear in the words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from entourage.checking.knowledge import table
from entourage.names import capital_country
from entourage.names.countries import country_names, demonym_countries

Form = Literal["name", "demonym", "capital", "body", "group"]
_TOKEN = re.compile(r"\w+(?:[.,]\d+|[.&]\w+|[\-–][a-z0-9]\w*)*\.?|[,;:()]")
_APOSTROPHE = re.compile(r"[’‘ʼ`´]")
_POSSESSIVE = re.compile(r"('s|(?<=s)')(?!\w)")
_MAX_TOKENS = 400
_LONGEST = 6


class Token(msgspec.Struct, frozen=True):
    """One word.

    Attributes:
        word: in lower case, without dots of abbreviation and without the possessive.
        written: as the text has it.
        possessive: whether "'s" follows it.
        end: place behind it, the possessive included.
    """

    word: str
    written: str
    possessive: bool
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.written[:1].isupper()


class Place(msgspec.Struct, frozen=True):
    """A country or authority that is named by ``tokens[first:last]``."""

    code: str
    form: Form
    first: int
    last: int
    possessive: bool
    initials: bool = False
    """Whether it is a short form that stands before a noun as it is: "U.S. sanctions"."""


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, at most 400."""
    plain = _APOSTROPHE.sub("'", text)
    found: list[Token] = []
    for match in _TOKEN.finditer(plain):
        if len(found) >= _MAX_TOKENS:
            break
        after = _POSSESSIVE.match(plain, match.end())
        written = match.group()
        end = after.end() if after else match.end()
        if written == "s" and match.start() and plain[match.start() - 1] == "'":
            continue
        word = written.lower().replace(".", "") if not written[:1].isdigit() else written.rstrip(".")
        found.append(Token(word, written, after is not None, match.start(), end))
    return tuple(found)


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, Form]]:
    found: dict[tuple[str, ...], tuple[str, Form]] = {}
    for name, code in country_names().items():
        if len(name) > 2:
            found.setdefault(tuple(name.split()), (code, "name"))
    for name, code in demonym_countries().items():
        for form in (name, name + "s"):
            found.setdefault(tuple(form.split()), (code, "demonym"))
    for group in table("authorities")["groups"]["words"]:
        found[tuple(group.split())] = ("", "group")
    for row in table("authorities")["body"]:
        for name in row["words"]:
            found[tuple(name.split())] = (row["code"], "body")
    return found


def places(words: tuple[Token, ...]) -> tuple[Place, ...]:
    """The countries and authorities named, in order, the longest names first."""
    found: list[Place] = []
    at = 0
    while at < len(words):
        place = _place_at(words, at)
        if place is None:
            at += 1
        else:
            found.append(place)
            at = place.last
    return tuple(found)


def _place_at(words: tuple[Token, ...], at: int) -> Place | None:
    for last in range(min(len(words), at + _LONGEST), at, -1):
        part = words[at:last]
        if any(token.possessive for token in part[:-1]):
            continue
        key = tuple(token.word for token in part)
        code, form = _phrases().get(key, ("", "name"))
        capital = capital_country(" ".join(key)) if not code and form != "group" else None
        if form == "group" or (part[0].is_capital and (code or capital)):
            return _place(code or capital or "", form if code or form == "group" else "capital", part, at, last)
    return None


def _place(code: str, form: Form, part: tuple[Token, ...], at: int, last: int) -> Place | None:
    short = len(part) == 1 and len(part[0].word) <= 3
    if short and form != "group" and not part[0].written.replace(".", "").isupper():
        return None  # "us" is a pronoun
    return Place(code, form, at, last, part[-1].possessive, short)
