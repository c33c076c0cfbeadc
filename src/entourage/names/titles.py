"""Honorifics before a name and letters after it.

In: a name as written. Out: the bare name and what stood around it. Invariant: something is always left of a name.
"""

from __future__ import annotations

from functools import cache

from entourage.names.tables import csv_rows
from entourage.names.text import normalise

_LONGEST = 3
_NEEDS_DOT = frozenset({"m", "sr", "fr", "det", "const", "hon"})


@cache
def _titles() -> dict[str, str]:
    return {normalise(row["title"]): row["gender"] for row in csv_rows("titles.csv") if row["kind"] != "postnominal"}


@cache
def _after() -> frozenset[str]:
    return frozenset(normalise(row["title"]) for row in csv_rows("titles.csv") if row["kind"] == "postnominal")


def _is_title(text: str) -> bool:
    key = normalise(text)
    return key in _titles() and (key not in _NEEDS_DOT or text.rstrip(" ,").endswith("."))


def is_title(text: str) -> bool:
    """Whether ``text`` as a whole is an honorific of the table ("Mr.", "Lt. Gen.")."""
    return _is_title(text)


@cache
def single_titles() -> frozenset[str]:
    """Honorifics of one word and letters after names, normalised."""
    return frozenset(title for title in (*_titles(), *_after()) if " " not in title)


def title_gender(title: str) -> str | None:
    """The gender that an honorific implies.

    Returns:
        ``"male"``, ``"female"``, or None when it implies none or is unknown.
    """
    return _titles().get(normalise(title)) or None


def _leading(words: list[str]) -> int:
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        if _is_title(" ".join(words[:count])):
            return count
    return 0


def strip_titles(name: str) -> tuple[str, list[str]]:
    """A name without its honorifics, and the honorifics as written.

    Args:
        name: "Mr. Breton", "Lt. Gen. Igor Kostyukov", "Jane Example, PhD".

    Returns:
        The bare name (never empty when ``name`` has a word) and the honorifics in order; an empty list when none.

    >>> strip_titles("Mr. Breton")
    ('Breton', ['Mr.'])
    """
    words = name.split()
    found: list[str] = []
    while len(words) > 1 and (count := _leading(words)):
        found.append(" ".join(words[:count]))
        words = words[count:]
    after: list[str] = []
    while len(words) > 1 and normalise(words[-1]) in _after():
        after.insert(0, words.pop())
        words[-1] = words[-1].rstrip(",")
    return " ".join(words), found + after
