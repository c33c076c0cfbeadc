"""Offices: does an office in a text agree with one on a record?

In: words of a role or a position. Out: :class:`Office` values and whether two agree. Invariant: "deputy minister" never
agrees with "minister", and a head word alone ("director", "member") agrees with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import msgspec

from entourage.names import country_names, demonym_countries, is_generic_word, name_keys, normalise, romanise
from entourage.screening.policy import table

_SEPARATORS = re.compile(r"[;,\n()]|\. |(?<=\D): ")
_MAX_PIECES = 60


class Office(msgspec.Struct, frozen=True):
    """One office.

    Attributes:
        text: as written.
        head: group of the head word ("minister"); empty when there is none.
        rank: "deputy" or empty.
        fields: groups of subject words ("foreign").
        countries: codes named in it.
        words: keys of further distinctive words (an organisation's name, a region).
    """

    text: str
    head: str
    rank: str
    fields: frozenset[str]
    countries: frozenset[str]
    words: frozenset[str]


@cache
def _skip() -> frozenset[str]:
    return frozenset(table("office_words.toml")["skip"].split())


@cache
def _phrases(kind: str) -> list[tuple[str, str]]:
    pairs = [(normalise(text), group[0]) for group in table("office_words.toml")[kind] for text in group]
    return sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))


@cache
def _unique_heads() -> frozenset[str]:
    return frozenset(table("office_words.toml")["unique_with_country"])


@cache
def _countries() -> list[tuple[str, str]]:
    merged = {**demonym_countries(), **country_names()}
    return sorted(((text, code) for text, code in merged.items() if len(text) > 2), key=lambda p: (-len(p[0]), p[0]))


def _take(text: str, phrases: Iterable[tuple[str, str]], *, all_of_them: bool) -> tuple[str, list[str]]:
    found: list[str] = []
    for phrase, group in phrases:
        if f" {phrase} " in text:
            found.append(group)
            text = text.replace(f" {phrase} ", " ", 1)
            if not all_of_them:
                break
    return text, found


@lru_cache(maxsize=4096)
def offices(text: str) -> tuple[Office, ...]:
    """The offices that a text names, one for each piece between commas, semicolons and full stops.

    Args:
        text: "Russian Foreign Minister", "President of the Russian Federation; Chairman of the Security Council".

    Returns:
        Offices with a head word; empty when there is none.
    """
    pieces = _SEPARATORS.split(text)[:_MAX_PIECES]
    found = [_office(piece.strip()) for piece in dict.fromkeys([text[:200], *pieces]) if piece.strip()]
    return tuple(office for office in found if office.head)


def _office(text: str) -> Office:
    rest = f" {normalise(romanise(text))} "
    rest, heads = _take(rest, _phrases("heads"), all_of_them=False)
    rest, ranks = _take(rest, _phrases("ranks"), all_of_them=False)
    rest, fields = _take(rest, _phrases("fields"), all_of_them=True)
    rest, countries = _take(rest, _countries(), all_of_them=True)
    words = [w for w in rest.split() if w not in _skip() and not is_generic_word(w) and len(w) > 2]
    return Office(
        text=text,
        head=heads[0] if heads else "",
        rank=ranks[0] if ranks else "",
        fields=frozenset(fields),
        countries=frozenset(countries),
        words=frozenset(name_keys(w)[0] for w in words),
    )


def same_office(one: Office, other: Office, countries: Iterable[str] = (), other_countries: Iterable[str] = ()) -> bool:
    """Whether two offices are the same.

    Args:
        one, other: the offices.
        countries, other_countries: of their holders, used where an office names none itself.

    Returns:
        True when head and rank agree, no country conflicts, and something specific agrees beside the head: the
        subject with the country, an organisation's name, or the country of an office that a country has once.
    """
    if one.head != other.head or bool(one.rank) != bool(other.rank):
        return False
    left = one.countries or frozenset(countries)
    right = other.countries or frozenset(other_countries)
    if left and right and not left & right:
        return False
    if one.fields != other.fields:
        return False
    if one.words or other.words:
        fewer, more = sorted((one.words, other.words), key=len)
        return bool(fewer) and fewer <= more
    if one.fields:
        return bool(left & right)
    return one.head in _unique_heads() and bool(left & right)
