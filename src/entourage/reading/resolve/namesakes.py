"""Namesakes: what tells people of one name apart, and what a text's neighbourhood says of a surname alone.

In: the text around a name. Out: its generation ("jr", "sr", "iii"), whether the text calls it somebody's relative, the
gender or the bearer that the words around point to. Invariant: nothing here decides by frequency; what the words do not
say stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_GENERATIONS = {
    **dict.fromkeys(("jr", "jnr", "junior", "younger"), "jr"),
    **dict.fromkeys(("sr", "snr", "senior", "elder"), "sr"),
    **{number: number for number in ("ii", "iii", "iv")},
}
_RELATIVE = re.compile(
    r"\b(?:his|her|their|whose)\s+(?:late\s+|own\s+|elder\s+|eldest\s+|older\s+|younger\s+|only\s+)?"
    r"(?:father|mother|son|daughter|grandfather|grandmother|grandson|granddaughter|uncle|nephew|namesake),?\s*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(]?[A-Z])|\n")
_PRONOUN = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_ROLE_WORD = re.compile(r"([A-Za-z]{4,})\s+$")
_AROUND, _ABOUT_CHARS = 400, 70


def generation(text: str) -> str:
    """ "jr", "sr", "ii" ... of a written name; empty without one.

    >>> generation("Ada Example, Jr."), generation("Ada Example the Elder"), generation("Ada Example")
    ('jr', 'sr', '')
    """
    found = text.split()
    return _GENERATIONS.get(found[-1].strip(".,").lower(), "") if len(found) > 1 else ""


def is_called_relative(text: str, start: int) -> bool:
    """Whether "his father", "her late mother" stands just before a name."""
    return bool(_RELATIVE.search(text[max(0, start - 40) : start]))


def sentence_rest(text: str, end: int) -> str:
    """What follows a place up to the end of its sentence."""
    rest = text[end : end + _AROUND]
    stop = _SENTENCE_END.search(rest)
    return rest[: stop.start() + 1] if stop else rest


def gender_of_sentence(text: str, start: int, end: int, names: Sequence[str]) -> str:
    """The gender of the pronouns that follow a surname in its sentence, when they are all of one.

    Args:
        text: the whole text.
        start, end: the surname.
        names: names of others; one of them between the surname and the pronoun makes the pronoun say nothing.

    Returns:
        "male", "female", or empty.
    """
    rest = sentence_rest(text, end)
    first = _PRONOUN.search(rest)
    if first is None or any(name in rest[: first.start()] for name in names):
        return ""
    genders = {"male" if found.group(1) else "female" for found in _PRONOUN.finditer(rest)}
    return genders.pop() if len(genders) == 1 else ""


def role_before(text: str, start: int) -> str:
    """The word just before a name ("Minister Example" -> "minister"); empty for none of four letters or more."""
    found = _ROLE_WORD.search(text[max(0, start - 30) : start])
    return found.group(1).lower() if found else ""


def is_said_of(text: str, word: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a word stands beside one of somebody's full names: "Ada Example, the minister", "Minister Ada
    Example"."""
    pattern = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    for start, end in places:
        before = re.split(r"[.!?,;]\s|\n", text[max(0, start - _ABOUT_CHARS) : start])[-1]
        after = text[end : end + _ABOUT_CHARS]
        apposed = re.split(r"[.!?;]\s|\n", after)[0].split(",")[1] if after.startswith((",", " ,")) else ""
        if pattern.search(before) or pattern.search(apposed):
            return True
    return False


def named_in_one_breath(text: str, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two names are joined by "and" alone: "Ada Example and Bob Example" puts neither before the other."""
    first, second = sorted((a, b))
    return bool(re.fullmatch(r"\s*(?:,\s*)?(?:and|&|or)\s+", text[first[1] : second[0]]))
