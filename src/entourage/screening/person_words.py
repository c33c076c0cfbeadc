"""The words of a person's name, ready to be compared.

In: a name as written or a record's name fields. Out: :class:`PersonName`. Invariant: articles and particles carry no
weight; "Abd al-Rahman", "Abdul Rahman" and "Abdulrahman" are one word.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

import msgspec
from rapidfuzz.distance import OSA

from entourage.names import (
    given_texts,
    is_initial,
    latin_look_alikes,
    name_keys,
    normalise,
    patronymic_gender,
    romanise,
    single_titles,
    split_person_name,
    suffixes,
    weightless_words,
    word_tables,
)
from entourage.names.tables import words
from entourage.screening.consonants import Script, is_abjad, script_words

Part = Literal["given", "patronymic", "family", "rest"]

_ABDUL = words("abd abdul abdel abdal abdoul abdu abdool adul adbul abdlu abdl abudl abdol abdil")
_ABDUL_START = re.compile(r"^(?:abd|adb)(?:[uaeio]|ou|oo)?(?:l(?=[^l])|(.)(?=\1)|[uaeio](?=[rsnz]))(?=.{3})")
_ABDUL_FORMS = ("abdul", "abdel", "abdal")
_JOINED_ABDUL = 7
_ABDULLAH = words("abdullah abdallah abdulla abdalla abdoullah abdoulla abdellah abdullahi abdollah")
_ALLAH = frozenset({"allah", "ullah", "alla", "ulla", "lah", "llah"})
_FEMALE_FAMILY = re.compile(r"(?:(?<=ov)a|(?<=ev)a|(?<=in)a)$|(?:aia|aya|aja)$")
_SYLLABLES = re.compile("[\u3400-\u9fff\uac00-\ud7af]")
_SYLLABLES_ONLY = re.compile("[\u3400-\u9fff\uac00-\ud7af]{2,}")
_LONGEST_OF_SYLLABLES = 4
_DOUBLE_FAMILIES = frozenset(
    {"欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "남궁", "황보", "선우", "독고"}
)
_BEYOND_LATIN = re.compile("[^\u0000-\u024f\u1e00-\u1eff]")
_PATRONYMIC_END = ("ch", "vna", "chna", "wna")
_PATRONYMIC_ENDS = frozenset({"ch", "na"})
_FATHER_SECOND: tuple[tuple[int, Part], ...] = ((0, "given"), (1, "patronymic"), (2, "family"))
_FATHER_LAST: tuple[tuple[int, Part], ...] = ((1, "given"), (2, "patronymic"), (0, "family"))
_CYRILLIC = re.compile("[\u0400-\u04ff\\s.,-]+")
_MAX_WORDS = 12
_LETTER_FOR_DIGIT = str.maketrans("0123568", "olzesgb")
_VOWELS = str.maketrans("", "", "aeiou")


class Facts(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What is known of a romanised, normalised word, whatever part of a name it stands in.

    Attributes:
        keys: see :func:`entourage.names.name_keys`.
        groups: numbers of its nickname groups.
        spellings: numbers of its groups of spellings.
        gender: of a given name, or empty.
        patronymic: the gender of the patronymic it ends like, or empty.
        stem: its key without a woman's ending of family names.
        known: whether it is a given name of the tables.
        family: whether it is a family name of the tables, or a woman's form of one.
    """

    keys: tuple[str, ...]
    groups: frozenset[int]
    spellings: frozenset[int]
    gender: str
    patronymic: str
    stem: str
    known: bool
    family: bool


_NO_GROUPS: frozenset[int] = frozenset()


@lru_cache(maxsize=131_072)
def facts(text: str) -> Facts:
    """What is known of a romanised, normalised word of more than one letter."""
    genders, nicknames, families, spellings, _ = word_tables()
    keys = name_keys(text) or (text,)
    key = keys[0]
    groups = nicknames.get(key, _NO_GROUPS)
    for other in keys[1:]:
        groups |= nicknames.get(other, _NO_GROUPS)
    stem = _FEMALE_FAMILY.sub("", key) if key[-1:] == "a" else key
    return Facts(
        keys,
        groups,
        spellings.get(text, _NO_GROUPS),
        genders.get(key, ""),
        (patronymic_gender(text) or "") if text.endswith(_PATRONYMIC_END) else "",
        stem,
        key in genders or key in nicknames,
        stem in families or key in families,
    )


class Word(msgspec.Struct, eq=False, gc=False):
    """One word of a name.

    Attributes:
        text: romanised and normalised.
        part: which part of the name it is in.
        initial: whether it is an initial only.
    """

    text: str
    part: Part
    initial: bool

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
        abjad: the words of a name in Arabic or Hebrew script; empty for other scripts.
    """

    words: tuple[Word, ...]
    sure: bool
    suffix: str
    whole: str
    abduls: int = 0
    syllables: bool = False
    cut: str = ""
    abjad: tuple[Script, ...] = ()


word = Word
"""A word with all that comparing needs; its text is romanised and normalised."""


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
        if text in _ABDULLAH or _almost_abdullah(text):
            out.append(("abdullah", part, initial))
        elif len(tokens) > 1 and (text in _ABDUL or _almost_abdul(text)):
            following = tokens[position + 1][0] if position + 1 < len(tokens) else ""
            if following in _ALLAH:
                out.append(("abdullah", part, initial))
            else:
                found.append(("abdul", part, initial))
        elif text in _ALLAH and out and out[-1][0] == "abdullah" and position and tokens[position - 1][0] in _ABDUL:
            continue
        elif (rest := _after_abdul(text)) != text:
            found.append(("abdul", part, initial))
            out.append((rest, part, initial))
        else:
            out.append((text, part, initial))
    light = weightless_words()
    if found and sum(token[0] not in light for token in out) < 2:
        return [found[0], *out], 0
    return out, len(found)


def _almost_abdullah(text: str) -> bool:
    return 6 < len(text) < 10 and text[0] == "a" and OSA.distance(text, "abdullah", score_cutoff=1) < 2


def _after_abdul(text: str) -> str:
    """What follows "Abdul" in a joined word, also with a slip (Abdekmalek, Abulhai); other words unchanged."""
    rest = _ABDUL_START.sub("", text)
    if rest != text or len(text) < _JOINED_ABDUL:
        return rest
    if text.startswith("abul"):
        return text[4:]
    slip = any(OSA.distance(text[:5], form, score_cutoff=1) < 2 for form in _ABDUL_FORMS)
    return text[5:] if slip and "b" in text[:3] and not facts(text).known else text


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


def _lower(pieces: list[str], middle: int) -> list[str] | None:
    """Pieces of a name in lower case, initials without their dot; None where one needs a closer look."""
    special, light = _special(), weightless_words()
    found = []
    for piece in pieces:
        low = piece.lower()
        if low.isalpha():
            if low in special or (piece == low and (low in light or len(low) == 1)):
                return None
            if low[-2:] in _PATRONYMIC_ENDS and middle < 0:
                return None
        elif len(low) == 2 and low[1] == "." and piece[0].isupper():
            low = low[0]
        elif not low.replace("-", "").isalpha() or low in special:
            return None
        found.append(low)
    return found


def _plain_tokens(name: str) -> tuple[list[tuple[str, Part, bool]], bool] | None:
    """Words of a name of the most common forms, given names first, and whether the order is shown.

    None for any other form, which :func:`split_person_name` takes apart.
    """
    if not name.isascii():
        if not _CYRILLIC.fullmatch(name) and _BEYOND_LATIN.search(name):
            return None
        name = romanise(name)
    last, comma, first = name.partition(",")
    pieces = [*first.split(), *last.split()]
    count = len(pieces)
    if not 2 <= count <= _MAX_WORDS:
        return None
    middle = _middle(pieces) if count == 3 and not comma else -1
    lower = _lower(pieces, middle)
    if lower is None:
        return None
    if middle >= 0:
        order = _FATHER_SECOND if middle == 1 else _FATHER_LAST
        return [(lower[i], part, False) for i, part in order], True
    ordered = (lower, len(first.split()), True) if comma else _ordered(pieces, lower)
    return _with_parts(*ordered) if ordered and 0 < ordered[1] < count else None


def _with_parts(lower: list[str], family: int, sure: bool) -> tuple[list[tuple[str, Part, bool]], bool]:
    """Words with their parts; words joined by hyphens are several."""
    found: list[tuple[str, Part, bool]] = []
    for place, low in enumerate(lower):
        part: Part = "given" if place < family else "family"
        if "-" in low:
            found += [(token, part, False) for token in low.split("-") if token]
        else:
            found.append((low, part, len(low) == 1))
    return found, sure


def _middle(pieces: list[str]) -> int:
    """Where the patronymic of a name of three whole words stands; -1 where none is shown so."""
    for place in (1, 2):
        piece = pieces[place]
        if piece[-2:].lower() in _PATRONYMIC_ENDS and piece.isalpha() and facts(piece.lower()).patronymic:
            whole = all(p.isalpha() and len(p) > 1 for p in pieces)
            one_case = len({p.isupper() for p in pieces}) == 1
            return place if whole and one_case else -1
    return -1


def _ordered(pieces: list[str], lower: list[str]) -> tuple[list[str], int, bool] | None:
    """Words with given names first, where the family name begins, and whether the order is shown."""
    count = len(lower)
    initials = [len(low) == 1 for low in lower]
    if any(initials):
        if not initials[0] and all(initials[1:]):
            return [*lower[1:], lower[0]], count - 1, True
        some = len({piece.isupper() for piece in pieces if not _initial(piece)}) > 1
        return None if initials[-1] or some else (lower, count - 1, False)
    capital = [piece.isupper() for piece in pieces]
    big = sum(capital)
    if 0 < big < count:
        given = [low for low, is_big in zip(lower, capital, strict=True) if not is_big]
        return [*given, *(low for low, is_big in zip(lower, capital, strict=True) if is_big)], count - big, True
    known = given_texts()
    if count < 4 and lower[-1] in known and lower[0] not in known:
        return [*lower[1:], lower[0]], count - 1, False  # Orban Viktor: the family name stands first
    return lower, count - 1, False


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
    written = name
    if not name.isascii():
        name = latin_look_alikes(name)
        if not given and len(name) <= _LONGEST_OF_SYLLABLES and _SYLLABLES_ONLY.fullmatch(name):
            name = _by_syllables(name)
    plain = None if given else _plain_tokens(name)
    tokens, sure, ending = (*plain, "") if plain else _parsed(name, given, patronymic, family)
    whole = "".join([token[0] for token in tokens])
    abduls = 0
    if "ab" in whole or "ad" in whole:
        tokens, abduls = _without_abdul(tokens)
    tokens = tokens[:_MAX_WORDS]
    light = weightless_words()
    weighty = [t for t in tokens if t[0] not in light or t[2]] or tokens
    return PersonName(
        words=tuple([Word(*token) for token in weighty]),
        sure=sure,
        suffix=ending,
        whole=whole,
        abduls=abduls,
        syllables=not written.isascii() and bool(_SYLLABLES.search(written)),
        cut=_last_word(name) if len(name) in {20, 35} and len(weighty) > 1 else "",
        abjad=script_words(written) if not written.isascii() and is_abjad(written) else (),
    )


def _by_syllables(name: str) -> str:
    """A name in characters or Hangul, which stands family name first, romanised with the given name first."""
    family = 2 if name[:2] in _DOUBLE_FAMILIES and len(name) > 2 else 1
    given, parts = name[family:], [romanise(char) for char in name[family:]]
    if "\uac00" <= given[0] <= "\ud7af":
        return " ".join([*parts, romanise(name[:family])])
    return f"{''.join(parts).capitalize()} {romanise(name[:family]).capitalize()}"


def _last_word(name: str) -> str:
    tokens = _tokens(name, "rest")
    return tokens[-1][0] if tokens and not tokens[-1][2] else ""
