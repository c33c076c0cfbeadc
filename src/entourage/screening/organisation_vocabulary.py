"""What is known of the words of organisations' names: one look-up a word.

In: the tables of ``names/data``. Out: :class:`Vocabulary`, made once when it is first needed. Invariant: every known
word is of one kind and stands for one word, its canonical form ("intl" and "mezhdunarodnyi" for "international").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import msgspec

from entourage.names import country_names, demonym_countries, normalise, romanise
from entourage.names.tables import csv_rows, toml_table, words

_TABLE = "organisation_words.toml"
_STAR = 5  # letters by which a word with any ending is looked up
_LEADING = frozenset({"ru", "ua", "by", "kz", "id", "lt", "lv", "ir"})
_NUMBER = re.compile(r"\d+[a-z]?|[a-z]?\d+")
_ENDING = re.compile("[nk]{0,2}(?:[aeiouyj]{0,3}|[aeo]go|[yi]kh|[oyei]y?[mj]|[oe]v|mi|akh)")  # Slavic
_ROMAN = ("ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi")
_ROMAN_VALUES = dict(zip(_ROMAN, ("2", "3", "4", "6", "7", "8", "9", "11", "12", "13", "14", "15", "16"), strict=True))

Known = tuple[str, str]
"""The kind of a word (small, number, neutral, generic, place, telling or distinctive) and what it stands for."""


class Vocabulary(msgspec.Struct, frozen=True):
    """Look-up tables over normalised, romanised words.

    Attributes:
        known: words and what they are.
        stems: by their first letters, words with any ending.
        forms: legal forms, their words joined by blanks.
        last, first: words that a trailing or a leading legal form has at its end or beginning.
        leading: legal forms that stand before a name.
        places: by their first word, names of countries of several words, longest first, and codes.
        daughters: words of daughters of a company.
        ship: prefixes of ships' names.
        script: words in their own script and what they stand for.
    """

    known: dict[str, Known]
    stems: dict[str, tuple[tuple[str, Known], ...]]
    forms: frozenset[str]
    last: frozenset[str]
    leading: frozenset[str]
    first: frozenset[str]
    places: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    daughters: frozenset[str]
    ship: frozenset[str]
    script: dict[str, str]


def joined_letters(tokens: list[str]) -> list[str]:
    """Words with single letters in a row made one ("s a r l" is "sarl", "h and m" is "hm").

    >>> joined_letters(["i", "r", "i", "s", "l", "lines", "a"])
    ['irisl', 'lines', 'a']
    """
    out: list[str] = []
    run = ""
    for place, word in enumerate(tokens):
        if len(word) == 1 and word.isalpha():
            run += word
        elif word == "and" and run and place + 1 < len(tokens) and len(tokens[place + 1]) == 1:
            continue
        else:
            if run:
                out.append(run)
                run = ""
            out.append(word)
    return [*out, run] if run else out


def _plain(text: str) -> str:
    return " ".join(joined_letters(normalise(romanise(text)).split()))


def _forms() -> tuple[frozenset[str], frozenset[str]]:
    forms = {_plain(form) for form in toml_table(_TABLE)["forms"]["words"].replace("\n", "|").split("|") if form}
    leading = {form for form in forms if " " in form}
    for row in csv_rows("legal_forms.csv"):
        if row["form"] == "Foundation":
            continue
        form = _plain(row["form"])
        forms.add(form)
        by_country = bool(_LEADING & set(row["countries"].split("|")))
        if by_country or form == "the" or (" " in form and row["canonical"] in {"jsc", "pjsc", "llc"}):
            leading.add(form)
    return frozenset(forms - {""}), frozenset(leading - {""})


def _entries() -> Iterator[tuple[str, Known]]:
    """Words and what they are; of a word that comes twice the first counts."""
    table = toml_table(_TABLE)
    general = toml_table("generic_words.toml")
    for word in words(general["small"]["words"]):
        yield word, ("small", word)
    for figure, variants in table["numbers"].items():
        for word in variants.split():
            yield word, ("number", figure)
    for word, figure in _ROMAN_VALUES.items():
        yield word, ("number", figure)
    neutral = words(general["neutral"]["words"])
    for section, kind in (("kind", "generic"), ("telling", "telling")):
        for canonical, variants in table[section].items():
            known = ("neutral" if canonical in neutral else kind, canonical)
            yield from ((word, known) for word in (canonical, *variants.split()))
    yield from ((word, ("neutral", word)) for word in neutral)
    yield from _places(table)
    yield from ((word, ("generic", word)) for word in words(general["organisation"]["words"]))


def _places(table: dict[str, Any]) -> Iterator[tuple[str, Known]]:
    """Countries of one word."""
    for code, variants in table["country"].items():
        yield from ((word, ("place", code)) for word in variants.split())
    for names in (country_names(), demonym_countries()):
        for name, code in names.items():
            if " " not in name and len(name) > 2:
                yield _plain(name), ("place", code)


def _of_stem(text: str, stems: Mapping[str, Sequence[tuple[str, Known]]]) -> Known | None:
    """What a word of any ending is; None when no stem fits."""
    for stem, what in stems.get(text[:_STAR], ()):
        if text.startswith(stem) and _ENDING.fullmatch(text, len(stem)):
            return what
    return None


@cache
def vocabulary() -> Vocabulary:
    """The tables, read once."""
    table = toml_table(_TABLE)
    known: dict[str, Known] = {}
    stems: dict[str, list[tuple[str, Known]]] = {}
    for word, what in _entries():
        if word.endswith("*"):
            stems.setdefault(word[:_STAR], []).append((word[:-1], what))
        elif word and (what[1] != word or _of_stem(word, stems) is None):
            known.setdefault(word, what)
    places: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for names in (country_names(), demonym_countries()):
        for name, code in names.items():
            parts = tuple(_plain(name).split())
            if len(parts) > 1:
                places.setdefault(parts[0], []).append((parts, code))
    forms, leading = _forms()
    return Vocabulary(
        known=known,
        stems={k: tuple(sorted(v, key=lambda s: -len(s[0]))) for k, v in stems.items()},
        forms=forms,
        last=frozenset(form.rsplit(" ", 1)[-1] for form in forms),
        leading=leading,
        first=frozenset(form.split(" ", 1)[0] for form in leading),
        places={k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in places.items()},
        daughters=words(table["daughter"]["words"]),
        ship=words(table["ship"]["words"]),
        script=table["script"],
    )


@lru_cache(maxsize=65_536)
def known_word(text: str) -> Known:
    """What a normalised, romanised word is; a word of no table tells (``distinctive``) and stands for itself."""
    tables = vocabulary()
    found = tables.known.get(text)
    if found is not None:
        return found
    if len(text) >= _STAR:
        if (what := _of_stem(text, tables.stems)) is not None:
            return what
        if text[-1] == "s" and (found := tables.known.get(text[:-1])) is not None and found[0] != "number":
            return found
    if text[:1].isdigit() or text[-1:].isdigit():
        return ("number", text.lstrip("0") or "0") if _NUMBER.fullmatch(text) else ("distinctive", text)
    return "distinctive", text
