"""The words of an organisation's name, ready to be compared.

In: a name as written. Out: :class:`OrganisationName`. Invariant: legal forms are no words of a name; every other word
is of exactly one kind: it tells one organisation from another, it only says what kind of thing it is, it names a
country, or it is a number.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from entourage.names import (
    country_names,
    demonym_countries,
    is_generic_word,
    is_neutral_word,
    latin_look_alikes,
    normalise,
    romanise,
    small_words,
    strip_legal_form,
)
from entourage.screening.person_words import Word, word

_NUMBER = re.compile(r"^(?:\d+[a-z]?|[ivx]{1,5}|[a-z]?\d+)$")
_ROMAN_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ROMAN = {text: str(number) for number, text in enumerate(_ROMAN_NUMBERS, start=1)}
_SHORT_FORM = re.compile(r"\s*\(\s*([A-Z][A-Z0-9&.-]{1,9})\s*\)")
_LONGEST_PLACE = 5
_MAX_WORDS = 20


class OrganisationName(msgspec.Struct, frozen=True, eq=False):
    """An organisation's name taken apart.

    Attributes:
        written: the name as written.
        core: all words in order without the legal form, romanised and normalised.
        distinctive: words that tell it from others.
        generic: words that only say what kind it is.
        soft: all other words: legal forms, countries, words that change nothing ("group", "of").
        places: codes of the countries it names.
        numbers: words that are numbers, Roman ones as Arabic.
        forms: whether it has a legal form.
        short: the acronym that it gives in brackets, or empty.
    """

    written: str
    core: tuple[str, ...]
    distinctive: tuple[Word, ...]
    generic: tuple[Word, ...]
    soft: tuple[Word, ...]
    places: frozenset[str]
    numbers: frozenset[str]
    forms: bool
    short: str


def _take_places(words: list[str]) -> tuple[list[str], frozenset[str]]:
    kept: list[str] = []
    codes: set[str] = set()
    position = 0
    while position < len(words):
        for count in range(min(_LONGEST_PLACE, len(words) - position), 0, -1):
            text = " ".join(words[position : position + count])
            code = country_names().get(text) or demonym_countries().get(text)
            if code and len(text) > 2:
                codes.add(code)
                position += count
                break
        else:
            kept.append(words[position])
            position += 1
    return kept, frozenset(codes)


@lru_cache(maxsize=131_072)
def _kind(text: str) -> str:
    """Which kind of word it is: ``number``, ``small``, ``neutral``, ``generic`` or ``distinctive``."""
    if text in small_words():
        return "small"
    if _NUMBER.match(text):
        return "number"
    if is_neutral_word(text):
        return "neutral"
    return "generic" if is_generic_word(text) else "distinctive"


def _latin(words: list[str]) -> list[str]:
    return [part for text in words for part in (text.split() if text.isascii() else normalise(romanise(text)).split())]


@lru_cache(maxsize=65_536)
def organisation_name(name: str) -> OrganisationName:
    """An organisation's name ready to be compared; at most twenty words are looked at."""
    written = latin_look_alikes(name.strip())
    found = _SHORT_FORM.search(written)
    short = normalise(found.group(1)).replace(" ", "") if found and normalise(_SHORT_FORM.sub(" ", written)) else ""
    core, forms = strip_legal_form(_SHORT_FORM.sub(" ", written) if short else written)
    plain = normalise(core).split()[:_MAX_WORDS]
    kept, places = _take_places(plain)
    by_kind: dict[str, list[str]] = {"small": [], "number": [], "neutral": [], "generic": [], "distinctive": []}
    for text in _latin(kept):
        by_kind[_kind(text)].append(text)
    telling = {*by_kind["distinctive"], *by_kind["generic"], *by_kind["number"]}
    every = _latin(normalise(written).split()[: 2 * _MAX_WORDS])
    return OrganisationName(
        written=written,
        core=tuple(t for t in _latin(plain) if t not in small_words()),
        distinctive=tuple(word(t, "rest", False) for t in by_kind["distinctive"]),
        generic=tuple(word(t, "rest", False) for t in by_kind["generic"]),
        soft=tuple(word(t, "rest", False) for t in every if t not in telling),
        places=places,
        numbers=frozenset(_ROMAN.get(t, t) for t in by_kind["number"]),
        forms=any(normalise(f) != "the" for f in forms),
        short=short,
    )
