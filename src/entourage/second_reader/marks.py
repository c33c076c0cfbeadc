"""Whether words stand between quotation marks.

In: a paragraph and a span in it. Out: the kind of the quote. Invariant: the kind is read off the text, never taken from
whoever proposes the quote.
"""

from __future__ import annotations

from entourage.model import QuoteKind, Span

_OPENING, _CLOSING, _DOUBLE = "„«", "”»", '“”„«»"'
_DASHES = "—–―-"


def kind_of(text: str, paragraph: Span, content: tuple[Span, ...]) -> QuoteKind:
    """Direct when all words stand between marks or after an opening dash, mixed when some do, else indirect."""
    inside = [_is_open(text[paragraph.start : span.start]) for span in content]
    broken = [any(mark in span.of(text) for mark in _DOUBLE) for span in content]
    if all(inside) and not any(broken):
        return "direct"
    if any(inside) or any(broken):
        return "mixed"
    return "direct" if _after_opening_dash(text[paragraph.start : content[0].start]) else "indirect"


def _is_open(before: str) -> bool:
    """Whether a quotation is open at the end of a stretch that begins a paragraph."""
    opened = ""
    for character in before:
        if character in _OPENING:
            opened = character
        elif character in _CLOSING:
            opened = ""
        elif character == "“":  # It closes a German quotation and opens an English one.
            opened = "" if opened == "„" else character
        elif character == '"':
            opened = "" if opened else character
    return bool(opened)


def _after_opening_dash(before: str) -> bool:
    stripped = before.strip()
    return len(stripped) == 1 and stripped in _DASHES
