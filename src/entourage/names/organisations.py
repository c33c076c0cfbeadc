"""Names of organisations: legal forms, generic words, acronyms.

In: a name as written. Out: its core and what distinguishes it. Invariant: something is always left of a name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from entourage.names.countries import country_names, demonym_countries
from entourage.names.romanise import romanise
from entourage.names.tables import csv_rows, toml_table, words
from entourage.names.text import normalise

_LONGEST_FORM = 6
_LEADING_COUNTRIES = frozenset({"ru", "ua", "by", "kz", "id", "lt", "lv", "ir"})
_ACRONYM = re.compile(r"(?:[^\W\d_]\.?){2,8}")


@cache
def _forms() -> dict[str, str]:
    return {normalise(row["form"]): row["canonical"] for row in csv_rows("legal_forms.csv")}


@cache
def _leading_forms() -> frozenset[str]:
    found = set()
    for row in csv_rows("legal_forms.csv"):
        key = normalise(row["form"])
        by_country = bool(_LEADING_COUNTRIES & set(row["countries"].split("|")))
        if by_country or key == "the" or (" " in key and row["canonical"] in {"jsc", "pjsc", "llc"}):
            found.add(key)
    return frozenset(found)


def _trailing(parts: list[str]) -> int:
    for count in range(min(_LONGEST_FORM, len(parts) - 1), 0, -1):
        key = normalise(" ".join(parts[-count:]))
        if key in _forms() and key != "the":
            return count
    return 0


def _leading(parts: list[str]) -> int:
    for count in range(min(_LONGEST_FORM, len(parts) - 1), 0, -1):
        if normalise(" ".join(parts[:count])) in _leading_forms():
            return count
    return 0


def strip_legal_form(name: str) -> tuple[str, list[str]]:
    """A name without its legal form, and the forms as written.

    Args:
        name: "Gazprom PJSC", 'ООО "Ромашка"', "Example Trading Co., Ltd.".

    Returns:
        The core as written (never empty when ``name`` has a word) and the forms in order of their place.

    >>> strip_legal_form("Example Trading Co., Ltd.")
    ('Example Trading', ['Co., Ltd.'])
    """
    parts = name.split()
    before: list[str] = []
    after: list[str] = []
    while len(parts) > 1 and (count := _leading(parts)):
        before.append(" ".join(parts[:count]))
        parts = parts[count:]
    while len(parts) > 1 and (count := _trailing(parts)):
        after.insert(0, " ".join(parts[-count:]))
        parts = parts[:-count]
    return " ".join(parts).strip(" ,;\"'«»“”„"), before + after


def legal_form(form: str) -> str | None:
    """What a legal form amounts to ("ООО" is ``"llc"``); None when the text is no form of the table."""
    return _forms().get(normalise(form)) or None


@cache
def _generic() -> frozenset[str]:
    return words(toml_table("generic_words.toml")["organisation"]["words"]) | _neutral()


@cache
def _neutral() -> frozenset[str]:
    return words(toml_table("generic_words.toml")["neutral"]["words"])


@cache
def small_words() -> frozenset[str]:
    """Articles, prepositions and conjunctions of several languages, normalised."""
    return words(toml_table("generic_words.toml")["small"]["words"])


def is_neutral_word(word: str) -> bool:
    """Whether a word changes nothing at all between two names of organisations ("group", "holding", "company")."""
    return normalise(romanise(word)) in _neutral()


@cache
def _places() -> frozenset[str]:
    names = [word for name in (*country_names(), *demonym_countries()) for word in name.split()]
    return frozenset(names)


def is_generic_word(word: str) -> bool:
    """Whether a word only says what kind of organisation something is ("bank", "trading", "ltd")."""
    key = normalise(romanise(word))
    return key in _generic() or key in _forms() or len(key) == 1


def is_country_word(word: str) -> bool:
    """Whether a word belongs to a country's name or demonym ("Russian", "Korea")."""
    key = normalise(word)
    return key in _places()


@lru_cache(maxsize=65_536)
def distinctive_words(name: str) -> tuple[str, ...]:
    """The words that tell one organisation from another: no legal forms, generic words, or countries.

    Returns:
        Normalised, romanised words in order; empty when a name has generic words only ("Russia in Global Affairs").
    """
    core, _ = strip_legal_form(name)
    plain = normalise(core).split()
    latin = [(word, normalise(romanise(word))) for word in plain]
    return tuple(k for word, k in latin if k and not is_generic_word(word) and not is_country_word(word))


def is_acronym(text: str) -> bool:
    """Whether a name is one short word in capitals ("NATO", "F.S.B.")."""
    text = text.strip()
    return " " not in text and text.upper() == text and bool(_ACRONYM.fullmatch(text))


def acronym_of(name: str) -> str:
    """The acronym that a name's words make, small words left out; empty for fewer than two words.

    >>> acronym_of("Canada Eurasia Russia Business Association")
    'CERBA'
    """
    initials = [word[0] for word in normalise(romanise(name)).split() if word not in small_words()]
    return "".join(initials).upper() if len(initials) > 1 else ""
