"""The words of a person's name, ready to be compared.

In: a name as written or a record's name fields. Out: :class:`PersonName`. Invariant: articles and particles carry no
weight; "Abd al-Rahman", "Abdul Rahman" and "Abdulrahman" are one word.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import Literal

import msgspec
from rapidfuzz.distance import OSA

from entourage.names import (
    gender_of_given_name,
    given_texts,
    is_family_name,
    is_given_name,
    is_initial,
    latin_look_alikes,
    name_keys,
    nickname_groups,
    normalise,
    patronymic_gender,
    romanise,
    single_titles,
    spelling_groups,
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
_PATRONYMIC_ENDS = frozenset({"ch", "CH", "na", "NA"})
_CYRILLIC = re.compile("[\u0400-\u04ff\\s.,-]+")
_MAX_WORDS = 12
_LETTER_FOR_DIGIT = str.maketrans("0123568", "olzesgb")
_VOWELS = str.maketrans("", "", "aeiou")


class Facts:
    """What is known of a romanised, normalised word, whatever part of a name it stands in; found when it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """See :func:`entourage.names.name_keys`."""
        return name_keys(self.text) or (self.text,)

    @cached_property
    def groups(self) -> frozenset[int]:
        """Numbers of its nickname groups."""
        return nickname_groups(self.text)

    @cached_property
    def spellings(self) -> frozenset[int]:
        """Numbers of its groups of spellings."""
        return spelling_groups(self.text)

    @cached_property
    def gender(self) -> str:
        """The gender of a given name, or empty."""
        return gender_of_given_name(self.text) or ""

    @cached_property
    def patronymic(self) -> str:
        """The gender of the patronymic it ends like, or empty."""
        return (patronymic_gender(self.text) or "") if self.text.endswith(_PATRONYMIC_END) else ""

    @cached_property
    def stem(self) -> str:
        """Its key without a woman's ending of family names."""
        return _FEMALE_FAMILY.sub("", self.keys[0])

    @cached_property
    def known(self) -> bool:
        """Whether it is a given name of the tables."""
        return is_given_name(self.text)

    @cached_property
    def family(self) -> bool:
        """Whether it is a family name of the tables, or a woman's form of one."""
        return is_family_name(self.text) or (self.stem != self.keys[0] and is_family_name(self.stem))


@lru_cache(maxsize=131_072)
def facts(text: str) -> Facts:
    """What is known of a romanised, normalised word of more than one letter."""
    return Facts(text)


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


@cache
def _special() -> frozenset[str]:
    """Pieces of names that need a closer look: titles and generation suffixes, in lower case."""
    return suffixes() | single_titles()


def _initial(piece: str) -> bool:
    """Whether a piece is one letter, with or without a dot."""
    return len(piece) == 1 or (len(piece) == 2 and piece[1] == ".")


def _plain(pieces: list[str], bare: bool) -> bool:
    """Whether pieces of a name are words of letters, initials, or words joined by hyphens, and nothing else."""
    special, light = _special(), weightless_words()
    for piece in pieces:
        if piece.isalpha():
            low = piece.lower()
            if low in special or (piece in light and piece == low) or (low[-2:] in _PATRONYMIC_ENDS and not bare):
                return False
            if len(low) < 2 and low == piece:
                return False
        elif _initial(piece):
            if not piece[0].isalpha() or piece[0].islower():
                return False
        elif not piece.replace("-", "").isalpha() or piece.lower() in special:
            return False
    return True


def _plain_tokens(name: str) -> tuple[list[tuple[str, Part, bool]], bool] | None:
    """Words of a name of the most common forms, given names first, and whether the order is shown.

    None for any other form, which :func:`split_person_name` takes apart.
    """
    if not name.isascii():
        if not _CYRILLIC.fullmatch(name) and _BEYOND_LATIN.search(name):
            return None
        name = romanise(name)
    last, comma, first = name.partition(",")
    if comma:
        given, family_words = first.split(), last.split()
        pieces = given + family_words
        family, sure = len(given), True
        if not 0 < family < len(pieces):
            return None
    else:
        pieces = name.split()
        family, sure = len(pieces) - 1, False
    if not 2 <= len(pieces) <= _MAX_WORDS:
        return None
    middle = -1 if comma else _middle(pieces)
    if not _plain(pieces, middle >= 0):
        return None
    if middle >= 0:
        order = [0, 1, 2] if middle == 1 else [1, 2, 0]
        parts: tuple[Part, Part, Part] = ("given", "patronymic", "family")
        return [(pieces[i].lower().rstrip("."), p, False) for i, p in zip(order, parts, strict=True)], True
    if not comma:
        ordered = _ordered(pieces)
        if ordered is None:
            return None
        pieces, family, sure = ordered
    found: list[tuple[str, Part, bool]] = []
    for place, piece in enumerate(pieces):
        part: Part = "given" if place < family else "family"
        if _initial(piece):
            found.append((piece[0].lower(), part, True))
        elif "-" in piece:
            found += [(token, part, False) for token in piece.lower().split("-") if token]
        else:
            found.append((piece.lower(), part, False))
    return found, sure


def _middle(pieces: list[str]) -> int:
    """Where the patronymic of a name of three whole words stands; -1 where none is shown so."""
    if len(pieces) != 3:
        return -1
    for place in (1, 2):
        piece = pieces[place]
        if piece[-2:].lower() in _PATRONYMIC_ENDS and piece.isalpha() and facts(piece.lower()).patronymic:
            whole = all(p.isalpha() and len(p) > 1 for p in pieces)
            one_case = len({p.isupper() for p in pieces}) == 1
            return place if whole and one_case else -1
    return -1


def _ordered(pieces: list[str]) -> tuple[list[str], int, bool] | None:
    """Pieces with given names first, where the family name begins, and whether the order is shown."""
    whole = [not _initial(piece) for piece in pieces]
    if not all(whole):
        if whole[0] and not any(whole[1:]):
            return [*pieces[1:], pieces[0]], len(pieces) - 1, True
        return (pieces, len(pieces) - 1, False) if whole[-1] and not _some_capitals(pieces, whole) else None
    capital = [piece.isupper() for piece in pieces]
    if any(capital) and not all(capital):
        return sorted(pieces, key=str.isupper), capital.count(False), True
    known = given_texts()
    if len(pieces) < 4 and pieces[-1].lower() in known and pieces[0].lower() not in known:
        return [*pieces[1:], pieces[0]], len(pieces) - 1, False  # Orban Viktor: the family name stands first
    return pieces, len(pieces) - 1, False


def _some_capitals(pieces: list[str], whole: list[bool]) -> bool:
    """Whether some whole words are written in capitals and others not."""
    return len({piece.isupper() for piece, is_whole in zip(pieces, whole, strict=True) if is_whole}) > 1


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
