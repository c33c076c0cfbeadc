"""The words of an organisation's name, ready to be compared.

In: a name as written. Out: :class:`OrganisationName`. Invariant: legal forms are no words of a name; every other word
is of exactly one kind: it tells one organisation from another, it only says what kind of thing it is, it names a
country, or it is a number.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from entourage.names import latin_look_alikes, normalise, romanise
from entourage.screening.organisation_vocabulary import Vocabulary, joined_letters, known_word, vocabulary

_SHORT_FORM = re.compile(r"\s*\(\s*([A-Z][A-Z0-9&.-]{1,9})\s*\)")
_LONGEST_FORM = 6
_SHORT_NAME = 5
_MAX_WORDS = 20
_SIGNS = frozenset({"no", "nr", "num", "number", "nomer", "numero", "n"})
_STATES = frozenset({"federation", "republic"})
_LETTER_FOR_DIGIT = str.maketrans("013568", "olesgb")
_KNOWN = frozenset({"generic", "neutral", "place", "telling"})
_TELL = frozenset({"distinctive", "telling"})
_ONE_LETTER_NUMBERS = {"i": "1", "v": "5", "x": "10"}
_SCRIPT = re.compile("[\u0600-\u06ff\u3400-\u9fff\uac00-\ud7af]")


Term = tuple[str, str]
"""A word: what it stands for, and as written."""


class OrganisationName(msgspec.Struct, frozen=True, eq=False):
    """An organisation's name taken apart.

    Attributes:
        core: all words in order without legal forms and small words, in their canonical form.
        letters: the same as written.
        distinctive: words that tell it from others.
        generic: words that only say what kind it is.
        soft: all other words: legal forms, countries, words that change nothing ("group", "of").
        places: codes of the countries it names.
        numbers: words that are numbers or single letters, in figures.
        forms: whether it has a legal form.
        squash: all words as written, legal form included, as one.
        short: the acronym that it gives in brackets, or empty.
        acronyms: what its words' first letters make, with and without small words and the legal form.
        capitals: whether it is one short word in capitals.
    """

    core: tuple[str, ...]
    letters: tuple[str, ...]
    distinctive: tuple[Term, ...]
    generic: tuple[Term, ...]
    soft: tuple[str, ...]
    places: frozenset[str]
    numbers: frozenset[str]
    forms: bool
    squash: str
    short: str
    acronyms: tuple[str, ...]
    capitals: bool


_NONE: frozenset[str] = frozenset()


def _in_latin(text: str) -> str:
    """A name in Latin letters; words that the table knows in their own script stand for what they mean."""
    if _SCRIPT.search(text):
        for native, meaning in sorted(vocabulary().script.items(), key=lambda pair: -len(pair[0])):
            if native in text:
                text = text.replace(native, f" {meaning} ")
    return romanise(normalise(text))


def _stripped(tokens: list[str], tables: Vocabulary) -> tuple[list[str], list[str]]:
    """Words without legal forms, and the words of the forms."""
    taken: list[str] = []
    while len(tokens) > 1 and tokens[-1] in tables.last:
        for count in range(min(_LONGEST_FORM, len(tokens) - 1), 0, -1):
            if " ".join(tokens[-count:]) in tables.forms and tokens[-count] != "the":
                taken = tokens[-count:] + taken
                tokens = tokens[:-count]
                break
        else:
            break
    while len(tokens) > 1 and tokens[0] in tables.first:
        for count in range(min(_LONGEST_FORM, len(tokens) - 1), 0, -1):
            if " ".join(tokens[:count]) in tables.leading:
                taken = taken + tokens[:count]
                tokens = tokens[count:]
                break
        else:
            break
    if len(tokens) > 1 and not tables.forms.isdisjoint(tokens):
        kept = [t for t in tokens if t not in tables.forms]
        if any(known_word(t)[0] in _TELL for t in kept):
            taken += [t for t in tokens if t in tables.forms]
            tokens = kept
    return tokens, taken


def _place(tokens: list[str], at: int, tables: Vocabulary) -> tuple[int, str]:
    """How many words from here on name a country of several words, and its code; 0 for none."""
    for parts, code in tables.places.get(tokens[at], ()):
        if tuple(tokens[at : at + len(parts)]) == parts:
            return len(parts), code
    return 0, ""


def _initials(tokens: list[str], core: list[str], taken: list[str]) -> tuple[str, ...]:
    """Acronyms of a name of three words or more; of two with a short legal form."""
    if len(core) + len(taken) < 3:
        return ()
    plain = "".join(t[0] for t in core)
    small = "".join(t[0] for t in tokens)
    ending = taken[-1] if taken else ""
    forms = (plain + ending[:1], small + (ending if len(ending) < 4 else ending[:1])) if ending else ()
    return tuple(dict.fromkeys(a for a in (plain, small, *forms) if len(a) > 2))


def _in_letters(token: str, tables: Vocabulary) -> str:
    """A word with digits for letters (1TD, TRAD1NG) in letters, where that makes it a known word; others unchanged."""
    if token.isalpha() or token.isdigit():
        return token
    letters = token.translate(_LETTER_FOR_DIGIT)
    known = (
        letters in tables.forms or known_word(letters)[0] in _KNOWN or sum(c.isdigit() for c in token) * 4 <= len(token)
    )
    return letters if known and letters.isalpha() else token


def _ship(tokens: list[str], tables: Vocabulary) -> list[str]:
    while len(tokens) > 1 and tokens[0] in tables.ship:
        tokens = tokens[1:]
    return tokens


@lru_cache(maxsize=131_072)
def organisation_name(name: str, ship: bool = False) -> OrganisationName:
    """An organisation's name ready to be compared; at most twenty words are looked at.

    Args:
        name: as written, any script.
        ship: whether it is a vessel's, every word of which tells.
    """
    tables = vocabulary()
    if not name.isascii():
        name = latin_look_alikes(name)
    short = ""
    if "(" in name and (found := _SHORT_FORM.search(name)) and normalise(rest := _SHORT_FORM.sub(" ", name)):
        short, name = normalise(found.group(1)).replace(" ", ""), rest
    latin = normalise(name if name.isascii() else _in_latin(name))
    tokens = latin.split()[:_MAX_WORDS]
    if not latin.isalpha() and any(map(str.isdigit, latin)):
        tokens = [_in_letters(token, tables) for token in tokens]
    squash = "".join(tokens)
    if ship:
        tokens = _ship(joined_letters(tokens) if len(tokens) > 1 and len(tokens[1]) == 1 else tokens, tables)
        taken: list[str] = []
    else:
        if any(len(token) == 1 for token in tokens):
            tokens = joined_letters(tokens)
        tokens, taken = _stripped(tokens, tables)
    return _made(tokens, taken, (short, squash), ship, name)


class _Sorted:
    """The words of a name by their kind, taken one after the other."""

    def __init__(self, tokens: list[str], ship: bool) -> None:
        self.tokens, self.ship = tokens, ship
        self.core: list[str] = []
        self.letters: list[str] = []
        self.distinctive: list[Term] = []
        self.generic: list[Term] = []
        self.soft: list[str] = []
        self.places: list[str] = []
        self.numbers: list[str] = []
        tables = vocabulary()
        at = 0
        while at < len(tokens):
            if not ship and tokens[at] in tables.places and (found := _place(tokens, at, tables))[0]:
                at = self._country(at, *found)
            else:
                at = self._word(at)

    def _country(self, at: int, length: int, code: str) -> int:
        """Takes a country's name of several words."""
        words = self.tokens[at : at + length]
        self.core += words
        self.letters += [word for word in words if known_word(word)[0] != "small"]
        self.soft += words
        self.places.append(code)
        return at + length

    def _word(self, at: int) -> int:
        """Takes one word."""
        token, following = self.tokens[at], self.tokens[at + 1 : at + 2]
        kind, canonical = known_word(token)
        if len(token) == 1 and at and not following:
            kind, canonical = "number", _ONE_LETTER_NUMBERS.get(token, token)
        if kind == "small" or (token in _SIGNS and following and following[0][0].isdigit()):
            self.soft.append(token)
            return at + 1
        self.letters.append(token)
        if kind == "place" and not self.ship:
            self.core.append(token)
            self.soft.append(token)
            self.places.append(canonical)
            # "of the Russian Federation" names Russia
            return at + 2 if following and known_word(following[0])[1] in _STATES else at + 1
        self.core.append(canonical if kind != "place" else token)
        if kind == "number":
            self.numbers.append(canonical)
            self.soft.append(token)
        elif kind in _TELL:
            self.distinctive.append((canonical, token))
        elif self.ship:
            self.distinctive.append((token, token))
        elif kind == "generic":
            self.generic.append((canonical, token))
        else:
            self.soft.append(token)
        return at + 1


def _made(tokens: list[str], taken: list[str], whole: tuple[str, str], ship: bool, written: str) -> OrganisationName:
    found = _Sorted(tokens, ship)
    core = found.core or tokens
    letters = found.letters or tokens
    return OrganisationName(
        core=tuple(core),
        letters=tuple(letters),
        distinctive=tuple(found.distinctive),
        generic=tuple(found.generic),
        soft=(*found.soft, *taken),
        places=frozenset(found.places) if found.places else _NONE,
        numbers=frozenset(found.numbers) if found.numbers else _NONE,
        forms=bool(taken) and taken != ["the"],
        squash=whole[1],
        short=whole[0],
        acronyms=_initials(tokens, letters, taken),
        capitals=len(core) == 1 and len(core[0]) < _SHORT_NAME and written.isupper(),
    )
