"""What differs between languages, in one place: how names are found and words brought to their dictionary form.

In: a language code. Out: its :class:`Language`. Invariant: the rules of every other module of this folder ask it, and
never the code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from entourage.reading.languages.names import FoundName
from entourage.reading.languages.tables import table
from entourage.reading.parse import Parsed


@dataclass(frozen=True)
class Language:
    """One language.

    Attributes:
        code: ISO 639-1.
        find_names: all names of a text, in order, not overlapping.
        lemma: dictionary form of one word, in lower case.
        speaker_nouns: common nouns that may stand for a speaker, in their dictionary form.
    """

    code: str
    find_names: Callable[[Parsed], list[FoundName]]
    lemma: Callable[[str], str]
    speaker_nouns: frozenset[str]


@cache
def language_of(code: str) -> Language:
    """The language of a code: "fr" or "ru"."""
    if code == "ru":
        from entourage.reading.languages.russian.inflection import lemma
        from entourage.reading.languages.russian.names import find_russian_names

        return Language(code, find_russian_names, lemma, _nouns("russian"))
    from entourage.reading.languages.french.names import find_french_names

    return Language(code, find_french_names, str.lower, _nouns("french"))


def _nouns(name: str) -> frozenset[str]:
    roles = table(f"{name}_roles")["nouns"]
    return frozenset([*table(f"{name}_speech")["speaker_nouns"], *(word for group in roles.values() for word in group)])
