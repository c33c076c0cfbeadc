"""Tokens as words that a reader is shown.

In: tokens of the text in order. Out: a string. Invariant: every word outside square brackets stands in the text in
this order; a bracket holds the name of the party that a pronoun stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from entourage.reading.cast import Cast
from entourage.reading.parse import Parsed

EDGE = " ,;:.–—-…"
_PRONOUNS = frozenset({"PRP", "PRP$"})
_LAST_WORD = re.compile(r"[\s,]+(?:and|or|but)$")


@dataclass
class Page:
    """What every finder of statements works on."""

    parsed: Parsed
    cast: Cast

    @property
    def text(self) -> str:
        return self.parsed.text


def words_of(page: Page, tokens: list[Any], shown: set[str] | None = None, *, names: bool = True) -> str:
    """Tokens as text: neighbours as they stand, gaps as one space, pronouns with their name in brackets.

    Args:
        shown: ids of the parties that the words before name already; their pronouns stay, and the set grows.
        names: put a pronoun's name in its place at all.
    """
    shown = set() if shown is None else shown
    tokens = [token for token in tokens if not token.is_space]
    parts: list[str] = []
    for position, token in enumerate(tokens):
        previous = tokens[position - 1] if position else None
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.text in _COMMAS and not (_next_to(previous, token) and _next_to(token, following)):
            continue  # what it parted is left out
        if parts and (previous is None or token.i != previous.i + 1 or token.idx > previous.idx + len(previous)):
            parts.append(" ")
        parts.append(_spelled(page, token, shown) if names else str(token.text))
    return _balanced(re.sub(r"\s+", " ", "".join(parts)).strip(EDGE))


_COMMAS = frozenset({",", ";", ":", "–", "—", "-"})


def _next_to(one: Any | None, other: Any | None) -> bool:
    return one is not None and other is not None and bool(other.i == one.i + 1)


def _balanced(words: str) -> str:
    """Without quotation marks and brackets that lost their other half."""
    for opening, closing in (("“", "”"), ("«", "»"), ("(", ")"), ("„", "“")):
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    if words.count('"') % 2:
        words = words.replace('"', "")
    return _LAST_WORD.sub("", words.strip(EDGE))


def _spelled(page: Page, token: Any, shown: set[str]) -> str:
    """A token's text; for a pronoun whose party the clause has not named yet, the name in brackets."""
    if token.tag_ not in _PRONOUNS and token.pos_ != "PROPN":
        return str(token.text)
    found = page.cast.mention_at(token.idx, token.idx + len(token))
    if found is None:
        return str(token.text)
    known = found[1].id in shown
    shown.add(found[1].id)
    if known or found[2] != "pronoun" or token.lower_ in _SPEAKERS or not found[1].name:
        return str(token.text)
    return f"[{found[1].name}{'’s' if token.tag_ == 'PRP$' else ''}]"


_SPEAKERS = frozenset({"i", "we", "you", "my", "our", "your", "us", "me", "myself", "ourselves"})
