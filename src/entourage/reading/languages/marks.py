"""Quotation marks and dialogue dashes of a text.

In: a text and its paragraphs. Out: quoted stretches, outermost first, and lines of dialogue. Invariants: a stretch lies
in one paragraph and holds its words without the marks; time is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from entourage.model import Span
from entourage.reading.parse import Paragraph, trimmed

_OPEN, _CLOSE = "«“„‹", "»”›"
_DASH_LINE = re.compile(r"\s*[—–]\s*(?=\S)|\s*-\s+(?=\S)")


@dataclass(frozen=True)
class Stretch:
    """Quoted words.

    Attributes:
        outer: with the marks.
        inner: without them and without white space at the edges.
        paragraph: number of its paragraph.
        open_ended: the closing mark is missing (the quotation goes on in the next paragraph).
    """

    outer: Span
    inner: Span
    paragraph: int
    open_ended: bool = False


def quoted_stretches(text: str, paragraphs: list[Paragraph]) -> list[Stretch]:
    """The outermost quoted stretches of the paragraphs, in order."""
    out = []
    for paragraph in paragraphs:
        out += _in_paragraph(text, paragraph)
    return out


def _in_paragraph(text: str, paragraph: Paragraph) -> list[Stretch]:
    out: list[Stretch] = []
    opened: list[int] = []
    span = paragraph.block.span
    for i in range(span.start, span.end):
        char = text[i]
        if char == '"':
            _straight(text, i, opened, out, paragraph.index)
        elif char in _OPEN and not (char == "“" and opened and text[opened[-1]] == "„"):
            opened.append(i)
        elif (char in _CLOSE or char == "“") and opened:
            start = opened.pop()
            if not opened:
                _add(text, Span(start, i + 1), Span(start + 1, i), paragraph.index, out)
    if opened:
        _add(text, Span(opened[0], span.end), Span(opened[0] + 1, span.end), paragraph.index, out, open_ended=True)
    return out


def _straight(text: str, i: int, opened: list[int], out: list[Stretch], number: int) -> None:
    """A straight mark closes the one that opened, or opens; inside guillemets it is left alone."""
    if not opened:
        opened.append(i)
    elif text[opened[0]] == '"':
        start = opened[0]
        opened.clear()
        _add(text, Span(start, i + 1), Span(start + 1, i), number, out)


def _add(text: str, outer: Span, inner: Span, number: int, out: list[Stretch], *, open_ended: bool = False) -> None:
    words = trimmed(text, inner.start, inner.end)
    if words.start < words.end:
        out.append(Stretch(outer, words, number, open_ended))


def dialogue_line(text: str, paragraph: Paragraph) -> Span | None:
    """The words of a paragraph that begins with a dash; None for any other."""
    span = paragraph.block.span
    found = _DASH_LINE.match(text, span.start, span.end)
    return trimmed(text, found.end(), span.end) if found else None
