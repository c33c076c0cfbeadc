"""What a stance is, and what its finders share.

In: nothing. Out: the value and two small questions. Invariant: a stance has at least one party and the words that
show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from entourage.model import Span
from entourage.reading.cast import Party
from entourage.reading.statements.propositions import Proposition

Side = Literal["for", "against"]


@dataclass(frozen=True)
class Stance:
    """Who is on which side of what.

    Attributes:
        how: "verb", "state", "label", "fear", "blame", "should" or "reason"; confidence rests on it.
    """

    parties: tuple[Party, ...]
    side: Side
    proposition: Proposition
    span: Span
    how: str


def is_denied(verb: Any) -> bool:
    """Whether a verb has a "not" of its own."""
    return any(child.dep_ == "neg" for child in verb.children)


def stretch(first: Any, last: Any) -> Span:
    """The characters from one token to another, in whichever order they stand."""
    start, end = min(first.idx, last.idx), max(first.idx + len(first), last.idx + len(last))
    return Span(start, end)
