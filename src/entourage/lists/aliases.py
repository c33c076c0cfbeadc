"""Aliases that a list prints in one field, taken apart.

In: the field, and what the list says of the party. Out: full names (``alias``) and fragments (``weakAlias``).
Invariants: a fragment such as a bare nickname never becomes an alias; a comma inside a company's name does
not split it.

The field has no fixed separator: semicolon, line break, comma, slash between two scripts, "or". Tried on the
Canadian files of 2020-04, 2022-05 and 2026-01.
"""

from __future__ import annotations

import re

import msgspec
from rapidfuzz.fuzz import ratio

from entourage.lists.text import clean
from entourage.names import distinctive_words, fold_look_alikes, romanise

_HARD = re.compile(r"[;\n\r]+")
_LABEL = re.compile(r"^(?:[A-Z][a-z]+(?:ian|ic|ish|ese|an|nch)|Farsi|Dari)\s*:\s*")
_SLASH = re.compile(r"\s+/\s*|\s*/\s+")
_OR = re.compile(r"\s+or\s+", re.I)
_INNER = re.compile(r"\(([^()]+)\)")
_LEGAL_TAIL = re.compile(
    r"(?:(?:co|corp|inc|ltd|llc|llp|plc|jsc|ojsc|cjsc|pjsc|pao|oao|zao|ao|ooo|sa|s\.a|ag|gmbh|bv|b\.v|nv|kg|pte|limited|"
    r"company|corporation|incorporated|ао|оао|зао|пао|ооо|фгуп|фгбу)\b\.?[\s.]*)+$",
    re.I,
)
VARIANT_RATIO = 66.0
"""rapidfuzz ratio from which a bare word is a spelling of the given or the family name (``Andrii``, ``ERYGIN``)."""


class Aliases(msgspec.Struct, frozen=True, kw_only=True):
    """Full names, and fragments that are too short to stand for the party alone."""

    full: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


def split_aliases(field: str, *, person: bool, given: str = "", last: str = "", commas: bool = True) -> Aliases:
    """Take an alias field apart.

    Args:
        field: as printed.
        person: whether the party is a natural person.
        commas: whether a comma separates aliases; False for lists that print ``LAST, First``.
        given, last: the person's names; with them a bare word that is a spelling of one becomes a full name.

    Returns:
        Aliases without repetition, in printed order; both empty for an empty field.

    >>> split_aliases("Andrei, Andrii", person=True, given="Andrey", last="EXAMPLE").full
    ('Andrei EXAMPLE', 'Andrii EXAMPLE')
    """
    full: dict[str, None] = {}
    weak: dict[str, None] = {}
    for chunk in _HARD.split(field):
        for piece in _pieces(_unbracket(_LABEL.sub("", clean(chunk))), person=person, commas=commas):
            for variant in _variants(piece, person=person):
                name = _completed(variant, given, last) if person else variant
                target = full if name and not _is_fragment(name, person=person) else weak
                target[name or variant] = None
    return Aliases(full=tuple(full), weak=tuple(name for name in weak if name not in full))


def _unbracket(text: str) -> str:
    """``(Name)`` and ``(Name / Name`` without the brackets around the whole."""
    if text.startswith("(") and text.count("(") == 1 and (")" not in text or text.endswith(")")):
        return text.strip("() ")
    return text


def _balanced(text: str) -> str:
    """Without a bracket at an edge that has no partner: ``СКР)``."""
    if text.endswith(")") and text.count("(") < text.count(")"):
        return text[:-1].rstrip()
    return text[1:].lstrip() if text.startswith("(") and text.count("(") > text.count(")") else text


def _pieces(text: str, *, person: bool, commas: bool) -> list[str]:
    """Split at commas and at slashes between scripts; a company's comma is left alone."""
    halves = _SLASH.split(text) if person else [text]
    found: list[str] = []
    for half in halves:
        for piece in _comma_split(half) if commas else [half]:
            bare = _balanced(_LABEL.sub("", piece.strip()))
            if not bare:
                continue
            if found and not person and _LEGAL_TAIL.fullmatch(bare):
                found[-1] += f", {bare}"
            else:
                found.append(bare)
    return found


def _comma_split(text: str) -> list[str]:
    """Split at commas outside brackets and quotation marks."""
    pieces, depth, start, straight = [], 0, 0, False
    for position, character in enumerate(text):
        if character in "([«„":
            depth += 1
        elif character in ")]»“" and depth:
            depth -= 1
        elif character == '"':
            straight = not straight
        elif character == "," and not depth and not straight:
            pieces.append(text[start:position])
            start = position + 1
    pieces.append(text[start:])
    return pieces if not straight else [text]


def _variants(piece: str, *, person: bool) -> list[str]:
    """``Dzmitry (Zmitser) X`` and ``Katsiaryna or Katerina X`` as two names each."""
    words = piece.split()
    inner = _INNER.search(piece)
    if inner and person and len(words) > 1:
        outside = clean(_INNER.sub(" ", piece))
        if len(inner.group(1).split()) > 1:
            return [outside, clean(inner.group(1))]
        before = clean(piece[: inner.start()]).split()
        replaced = [*before[:-1], inner.group(1), *clean(piece[inner.end() :]).split()]
        return [outside, " ".join(replaced)]
    halves = [half for half in _OR.split(piece) if half]
    if person and len(halves) == 2:
        return _either(halves[0].split(), halves[1].split())
    if len(halves) > 1:
        return [variant for half in halves for variant in _variants(_balanced(half), person=person)]
    if inner and not person and piece.endswith(")") and piece.count("(") == 1:
        outside = clean(_INNER.sub(" ", piece))
        return [outside, clean(inner.group(1))] if outside else [piece]
    return [piece]


def _either(left: list[str], right: list[str]) -> list[str]:
    """``A B or C D``: two spellings of one word when B and C begin alike, otherwise two names."""
    if left[-1][:1].casefold() == right[0][:1].casefold():
        return [" ".join([*left, *right[1:]]), " ".join([*left[:-1], *right])]
    return [" ".join(left), " ".join(right)]


def _completed(word: str, given: str, last: str) -> str:
    """A bare word made a full name where it is a spelling of one of the person's names; empty when it is neither."""
    if len(word.split()) > 1 or not (given and last):
        return word
    first, *rest = given.split()
    key = romanise(word).casefold()
    like_first = ratio(key, romanise(first).casefold())
    like_last = ratio(key, romanise(last).casefold())
    if max(like_first, like_last) < VARIANT_RATIO:
        return ""
    return " ".join([word, *rest, last] if like_first > like_last else [given, word])


def _is_fragment(name: str, *, person: bool) -> bool:
    """A person's single word, a company's two letters or a bare legal form says too little to identify anyone."""
    if person:
        return len(name.split()) < 2
    return len(name) < 3 or not distinctive_words(fold_look_alikes(name))
