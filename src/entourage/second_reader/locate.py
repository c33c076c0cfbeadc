"""Where words stand in the text.

In: words of a model, paragraphs of a document. Out: spans of the document. Invariants: the words at a span are the
proposed ones, but for white space and the shape of quotation marks; a span begins and ends with a whole word and lies
in one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from entourage.model import Span

_DOUBLE, _SINGLE = "“”„‟«»", "‘’‚‛‹›"
_SHAPES = str.maketrans(_DOUBLE + _SINGLE, '"' * len(_DOUBLE) + "'" * len(_SINGLE))
MARKS = _DOUBLE + _SINGLE + "\"'"
"""Quotation marks and apostrophes; a model writes them straight as often as not."""


class Paragraph:
    """A stretch of the text, with its white space folded, in which words can be looked up."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.span = span
        self._folded, self._offsets = _folded(text, span)

    def find(self, words: str, within: Span | None = None) -> Iterator[Span]:
        """Every place where words stand, in order.

        Args:
            words: any; empty ones stand nowhere.
            within: a part of the paragraph; None for all of it.

        Yields:
            Spans of the document's text.
        """
        wanted = fold(words)
        place = self._folded.find(wanted) if wanted else -1
        while place >= 0:
            span = Span(self._offsets[place], self._offsets[place + len(wanted) - 1] + 1)
            if _is_whole(self.text, span) and (within is None or within.covers(span)):
                yield span
            place = self._folded.find(wanted, place + 1)


def fold(words: str) -> str:
    """Words with white space folded and quotation marks straight."""
    return " ".join(words.split()).translate(_SHAPES)


def _folded(text: str, span: Span) -> tuple[str, list[int]]:
    """A stretch folded, and the place in the text of each of its characters."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset in range(span.start, span.end):
        character = text[offset]
        if character.isspace():
            if not characters or characters[-1] == " ":
                continue
            character = " "
        characters.append(character)
        offsets.append(offset)
    return "".join(characters).translate(_SHAPES), offsets


def _is_whole(text: str, span: Span) -> bool:
    """Whether a span cuts through no word."""
    before = text[span.start - 1 : span.start] + text[span.start]
    after = text[span.end - 1] + text[span.end : span.end + 1]
    return not (len(before) == 2 and before.isalnum()) and not (len(after) == 2 and after.isalnum())


def without_marks(text: str, span: Span) -> Span | None:
    """A span without the quotation marks and white space at its ends; None when nothing else is there."""
    start, end = span.start, span.end
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if start < end else None
