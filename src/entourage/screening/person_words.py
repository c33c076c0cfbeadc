"""The words of a person's name, ready to be compared.

In: a name as written or a record's name fields. Out: :class:`PersonName`. Invariant: articles and particles carry no
weight; "Abd al-Rahman", "Abdul Rahman" and "Abdulrahman" are one word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import msgspec
from rapidfuzz.distance import OSA

from entourage.names import (
    gender_of_given_name,
    is_given_name,
    is_initial,
    is_title,
    latin_look_alikes,
    name_keys,
    nickname_groups,
    normalise,
    patronymic_gender,
    romanise,
    split_person_name,
    suffixes,
    weightless_words,
)
from entourage.names.tables import words

Part = Literal["given", "patronymic", "family", "rest"]

_ABDUL = words("abd abdul abdel abdal abdoul abdu abdool adul adbul abdlu abdl abudl abdol abdil")
_ABDUL_START = re.compile(r"^(?:abd|adb)(?:[uaeio]|ou|oo)?(?:l(?=[^l])|(.)(?=\1)|[uaeio](?=[rsnz]))(?=.{3})")
_ABDULLAH = words("abdullah abdallah abdulla abdalla abdoullah abdoulla abdellah abdullahi abdollah")
_ALLAH = frozenset({"allah", "ullah", "alla", "ulla", "lah", "llah"})
_FEMALE_FAMILY = re.compile(r"(?:(?<=ov)a|(?<=ev)a|(?<=in)a)$|(?:aia|aya|aja)$")
_SYLLABLES = re.compile("[\u3400-\u9fff\uac00-\ud7af]")
_BEYOND_LATIN = re.compile("[^\u0000-\u024f\u1e00-\u1eff]")
_PATRONYMIC_END = ("ch", "vna", "chna", "wna")
_MAX_WORDS = 12
_LETTER_FOR_DIGIT = str.maketrans("0123568", "olzesgb")
_VOWELS = str.maketrans("", "", "aeiou")


class Facts(msgspec.Struct, frozen=True, eq=False):
    """What a word is, whatever part of a name it stands in; see :class:`Word`."""

    keys: tuple[str, ...]
    groups: frozenset[int]
    gender: str
    patronymic: str
    stem: str
    known: bool


@lru_cache(maxsize=131_072)
def facts(text: str) -> Facts:
    """What is known of a romanised, normalised word of more than one letter."""
    keys = name_keys(text) or (text,)
    return Facts(
        keys=keys,
        groups=nickname_groups(text),
        gender=gender_of_given_name(text) or "",
        patronymic=(patronymic_gender(text) or "") if text.endswith(_PATRONYMIC_END) else "",
        stem=_FEMALE_FAMILY.sub("", keys[0]),
        known=is_given_name(text),
    )


class Word:
    """One word of a name; two words of equal text, part and kind are one object while they are in use.

    Attributes:
        text: romanised and normalised.
        part: which part of the name it is in.
        initial: whether it is an initial only.
    """

    __slots__ = ("initial", "part", "text")

    def __init__(self, text: str, part: Part, initial: bool) -> None:
        self.text, self.part, self.initial = text, part, initial

    @property
    def keys(self) -> tuple[str, ...]:
        """See :func:`entourage.names.name_keys`."""
        return facts(self.text).keys

    @property
    def groups(self) -> frozenset[int]:
        """Numbers of its nickname groups."""
        return frozenset() if self.initial else facts(self.text).groups

    @property
    def patronymic(self) -> str:
        """Gender of the patronymic it ends like, or empty."""
        return "" if self.initial or self.part == "family" else facts(self.text).patronymic


class PersonName(msgspec.Struct, frozen=True, eq=False):
    """A name's words, given names first.

    Attributes:
        sure: whether the order of the parts is shown (comma, capitals, patronymic, fields).
        suffix: "jr", "sr", "iii" ... or empty.
        whole: all words as written, articles included, as one.
        abduls: how many times it has "Abdul" in any form; the word itself is left out.
        syllables: whether it is written in characters or Hangul, of which romanising keeps little.
        cut: the last word, where it may be cut off because the name is as long as the fields of old systems.
    """

    words: tuple[Word, ...]
    sure: bool
    suffix: str
    whole: str
    abduls: int = 0
    syllables: bool = False
    cut: str = ""


@lru_cache(maxsize=131_072)
def word(text: str, part: Part, initial: bool) -> Word:
    """A word with all that comparing needs; ``text`` is romanised and normalised."""
    return Word(text, part, initial)


def skeleton(text: str) -> str:
    """A word without its vowels, the first letter kept ("potanin" is "ptnn")."""
    return text[:1] + text[1:].translate(_VOWELS)


def without_vowels(text: str) -> bool:
    """Whether a word has no vowel but at its ends: nobody is called so, its vowels were dropped.

    >>> without_vowels("ptnn"), without_vowels("potanin")
    (True, False)
    """
    return len(text) > 2 and skeleton(text[:-1]) == text[:-1]


def _without_abdul(tokens: list[tuple[str, Part, bool]]) -> tuple[list[tuple[str, Part, bool]], int]:
    """Words without "Abdul", alone or joined, and how many there were: it wanders, joins and splits too freely.

    "Abdullah" stays a word, and so does "Abdul" where only one other word would be left.
    """
    out: list[tuple[str, Part, bool]] = []
    found: list[tuple[str, Part, bool]] = []
    for position, (text, part, initial) in enumerate(tokens):
        if text in _ABDULLAH:
            out.append(("abdullah", part, initial))
        elif len(tokens) > 1 and (text in _ABDUL or _almost_abdul(text)):
            following = tokens[position + 1][0] if position + 1 < len(tokens) else ""
            if following in _ALLAH:
                out.append(("abdullah", part, initial))
            else:
                found.append(("abdul", part, initial))
        elif text in _ALLAH and out and out[-1][0] == "abdullah" and position and tokens[position - 1][0] in _ABDUL:
            continue
        elif (rest := _ABDUL_START.sub("", text)) != text:
            found.append(("abdul", part, initial))
            out.append((rest, part, initial))
        else:
            out.append((text, part, initial))
    light = weightless_words()
    if found and sum(token[0] not in light for token in out) < 2:
        return [found[0], *out], 0
    return out, len(found)


def _almost_abdul(text: str) -> bool:
    return 3 < len(text) < 7 and text[0] in "ab" and OSA.distance(text, "abdul", score_cutoff=1) < 2


def _letters(token: str) -> str:
    """A word with digits for letters (P0tanin, 5aleh) in letters; numbers stay."""
    if token.isalpha() or token.isdigit():
        return token
    return token.translate(_LETTER_FOR_DIGIT)


def _tokens(text: str, part: Part) -> list[tuple[str, Part, bool]]:
    found: list[tuple[str, Part, bool]] = []
    for piece in text.split():
        initial = is_initial(piece) and not piece.islower()
        found += [(_letters(token), part, initial) for token in normalise(romanise(normalise(piece))).split()]
    return found


@lru_cache(maxsize=65_536)
def _odd(piece: str) -> bool:
    """Whether a piece of a name needs a closer look: an initial, a title, a suffix, a patronymic, no plain letters."""
    low = piece.lower().replace("-", "")
    return (
        len(low) < 2
        or not (low.isascii() and low.isalpha())
        or low in suffixes()
        or low.endswith(_PATRONYMIC_END)
        or (piece.islower() and low in weightless_words())
        or is_title(piece)
    )


def _plain_tokens(name: str) -> tuple[list[tuple[str, Part, bool]], bool] | None:
    """Words of a name of the most common forms, given names first, and whether the order is shown.

    None for any other form, which :func:`split_person_name` takes apart.
    """
    if not name.isascii():
        if _BEYOND_LATIN.search(name):
            return None
        name = romanise(name)
    last, comma, first = name.partition(",")
    pieces = [*first.split(), *last.split()] if comma else name.split()
    if not 2 <= len(pieces) <= _MAX_WORDS or any(map(_odd, pieces)):
        return None
    sure = bool(comma)
    family = len(first.split()) if comma else len(pieces) - 1
    if comma and not 0 < family < len(pieces):
        return None
    capital = [piece.isupper() for piece in pieces]
    if not comma and any(capital) and not all(capital):
        pieces.sort(key=str.isupper)
        family, sure = capital.count(False), True
    found: list[tuple[str, Part, bool]] = []
    for place, piece in enumerate(pieces):
        part: Part = "given" if place < family else "family"
        found += [(token, part, False) for token in piece.lower().split("-") if token]
    return found, sure


def _parsed(name: str, given: str, patronymic: str, family: str) -> tuple[list[tuple[str, Part, bool]], bool, str]:
    parts = split_person_name(name, given=given, patronymic=patronymic, family=family)
    tokens = _tokens(parts.given, "given") + _tokens(parts.patronymic, "patronymic") + _tokens(parts.family, "family")
    tokens += [t for t in _tokens(" ".join(parts.rest), "rest") if t[0] not in suffixes()]
    if len(tokens) == 1 and not given and len(normalise(name).split()) == 2:
        tokens = _tokens(name, "rest")  # of two words none is taken for a title ("Imam Example")
    elif name.startswith("M. ") and not given and tokens:
        tokens = [("m", "given", True), *tokens]  # Monsieur or an initial: left out, it costs next to nothing
    return tokens, parts.sure, next((normalise(r) for r in parts.rest if normalise(r) in suffixes()), "")


@lru_cache(maxsize=65_536)
def person_name(name: str, *, given: str = "", patronymic: str = "", family: str = "") -> PersonName:
    """A person's name ready to be compared.

    Args:
        name: as written, any script and order.
        given, patronymic, family: a record's separate fields, where it has them.

    Returns:
        The words; without words for a name without letters. At most twelve words are looked at.
    """
    name = latin_look_alikes(name)
    plain = None if given else _plain_tokens(name)
    tokens, sure, ending = (*plain, "") if plain else _parsed(name, given, patronymic, family)
    whole = "".join(token for token, _, _ in tokens)
    abduls = 0
    if "ab" in whole or "ad" in whole:
        tokens, abduls = _without_abdul(tokens)
    tokens = tokens[:_MAX_WORDS]
    light = weightless_words()
    weighty = [t for t in tokens if t[2] or t[0] not in light] or tokens
    return PersonName(
        words=tuple(word(*token) for token in weighty),
        sure=sure,
        suffix=ending,
        whole=whole,
        abduls=abduls,
        syllables=not name.isascii() and bool(_SYLLABLES.search(name)),
        cut=_last_word(name) if len(name) in {20, 35} and len(weighty) > 1 else "",
    )


def _last_word(name: str) -> str:
    tokens = _tokens(name, "rest")
    return tokens[-1][0] if tokens and not tokens[-1][2] else ""
