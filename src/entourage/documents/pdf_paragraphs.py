"""Lines of pages to paragraphs: joined, hyphens of line ends taken out, page furniture told apart.

In: lines of every page in reading order. Out: a builder with text, places and drafts of blocks. Invariants: every
character of a line is written once and in order, hyphens that only parted a word at a line's end aside; a paragraph
goes on over columns and pages.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from entourage.documents.parsed import TextBuilder
from entourage.documents.pdf_lines import Glyph, TextLine

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PAGE_NUMBER = re.compile(
    r"^[\W_]*(?:page|p\.|seite|стр\.?)?\s*\d{1,4}(?:\s*(?:/|of|von|из)\s*\d{1,4})?[\W_]*$", re.IGNORECASE
)
_ITEM = re.compile(r"(?:[-*•‣▪●◦–]|\(?\d{1,2}[.)])\s+\S")
_EDGE = 3
"""Lines at the top and bottom of a page among which running heads and page numbers are looked for."""


class _Writer:
    """Writes lines and decides where a paragraph ends."""

    def __init__(self, pages: list[list[TextLine]], max_chars: int) -> None:
        self.builder = TextBuilder(max_chars)
        sizes = [line.size for lines in pages for line in lines for _ in range(max(1, len(line.glyphs) // 10))]
        self.body_size = median(sizes) if sizes else 10.0
        self.spacing = _usual_spacing(pages)
        self.words = Counter(word.lower() for lines in pages for line in lines for word in _WORD.findall(line.text))
        self.before: tuple[TextLine, int] | None = None
        self.in_title = False
        self.hint = ""
        self.waiting: list[tuple[TextLine, int]] = []

    def line(self, line: TextLine, page: int) -> None:
        if self.before is not None and self._goes_on(self.before[0], line, page):
            self._join(self.before[0], line, self.before[1], page)
        else:
            self.end()
            self.builder.open_block()
            self.hint = self._size_hint(line)
            self._glyphs(line, page)
        self.before = (line, page)

    def furniture(self, line: TextLine, page: int) -> None:
        """Keeps a running head for when the paragraph that it interrupts has ended."""
        self.waiting.append((line, page))

    def end(self) -> None:
        """Ends the open paragraph, and writes the page furniture that waited for that."""
        if self.before is not None:
            self.builder.close_block(self.hint)
            self.before = None
        for line, page in self.waiting:
            self.builder.open_block()
            self._glyphs(line, page)
            self.builder.close_block("furniture")
        self.waiting = []

    def _goes_on(self, upper: TextLine, lower: TextLine, page: int) -> bool:
        if abs(upper.size - lower.size) > 0.12 * max(upper.size, lower.size) or _ITEM.match(lower.text):
            return False
        ended = bool(_SENTENCE_END.search(upper.text))
        if upper.region != lower.region or (self.before and self.before[1] != page):
            return not ended and not self.hint and (lower.text[:1].islower() or not _had_room(upper, lower))
        if (
            upper.middle - lower.middle > 1.45 * self._line_height(upper)
            and upper.bottom - lower.top > 0.45 * upper.size
        ):
            return False
        indented = (
            lower.left - lower.column_left > 0.8 * lower.size and upper.left - upper.column_left < 0.4 * upper.size
        )
        return not (indented and ended) and not _had_room(upper, lower)

    def _line_height(self, line: TextLine) -> float:
        return max(self.spacing * line.size / self.body_size, line.top - line.bottom, 1.0)

    def _join(self, upper: TextLine, lower: TextLine, upper_page: int, page: int) -> None:
        words = upper.text
        parted = words.endswith("-") and words[-2:-1].isalpha() and lower.text[:1].isalpha()
        if parted and lower.text[:1].islower() and not self._hyphen_belongs(words, lower.text):
            self.builder.take_back(1)
        elif not parted:
            self.builder.insert(" ", page=upper_page)
        self._glyphs(lower, page)

    def _hyphen_belongs(self, upper: str, lower: str) -> bool:
        """Whether the rest of the document writes the word with its hyphen and never without."""
        first, second = _WORD.findall(upper[:-1])[-1:], _WORD.match(lower)
        if not first or not second:
            return False
        head, tail = first[0].lower(), second[0].lower()
        return self.words[f"{head}-{tail}"] > self.words[f"{head}{tail}"]

    def _glyphs(self, line: TextLine, page: int) -> None:
        run: list[Glyph] = []
        for glyph in line.glyphs:
            if glyph.char.isspace() or (run and glyph.index != run[-1].index + 1):
                self._run(run, page)
                run = []
            if not glyph.char.isspace():
                run.append(glyph)
            elif glyph.generated:
                self.builder.insert(" ", page=page)
            else:
                self.builder.add(" ", f"page {page}", glyph.index, page=page, exact=glyph.char == " ")
        self._run(run, page)

    def _run(self, run: list[Glyph], page: int) -> None:
        if run:
            self.builder.add("".join(glyph.char for glyph in run), f"page {page}", run[0].index, page=page)

    def _size_hint(self, line: TextLine) -> str:
        if line.size < 1.18 * self.body_size or len(line.text) > 200:
            return ""
        is_title = not self.in_title and not self.builder.drafts and line.size >= 1.35 * self.body_size
        self.in_title = self.in_title or is_title
        return "title" if is_title else "heading"


def _had_room(upper: TextLine, lower: TextLine) -> bool:
    """Whether the lower line's first word had fitted on the upper line: then a paragraph ended there."""
    if upper.text.endswith("-") and upper.text[-2:-1].isalpha():
        return False
    first_word = re.match(r"\S+", lower.text)
    last = lower.glyphs[(first_word.end() if first_word else 1) - 1]
    needed = last.right - lower.left + 0.8 * upper.size
    # Widths, not edges, so that centred lines and lines set to the right are measured alike.
    indent = min(upper.left - upper.column_left, 3 * upper.size)
    width, room = upper.right - upper.left, upper.column_right - upper.column_left - indent
    return width + needed < room and (width < 0.8 * room or bool(_SENTENCE_END.search(upper.text)))


def write_pages(pages: list[list[TextLine]], max_chars: int) -> TextBuilder:
    """Writes all pages.

    Args:
        pages: lines in reading order, one list a page.
        max_chars: longest text that is accepted.

    Returns:
        The builder, with all text and drafts.

    Raises:
        DocumentError: ``document-too-long``.
    """
    writer = _Writer(pages, max_chars)
    repeated = _running_heads(pages)
    for number, lines in enumerate(pages, start=1):
        furniture = _furniture(lines, repeated)
        for line in lines:
            if id(line) in furniture:
                writer.furniture(line, number)
            else:
                writer.line(line, number)
    writer.end()
    return writer.builder


def _furniture(lines: list[TextLine], repeated: set[str]) -> set[int]:
    """Identities of running heads and page numbers: from the edge inwards, as far as they go."""
    found: set[int] = set()
    by_height = sorted(lines, key=lambda line: line.middle)
    for edge in (by_height[:_EDGE], by_height[::-1][:_EDGE]):
        for line in edge:
            if _head_key(line) not in repeated and not _PAGE_NUMBER.match(line.text):
                break
            found.add(id(line))
    return found


def _edge_lines(lines: list[TextLine]) -> list[TextLine]:
    by_height = sorted(lines, key=lambda line: line.middle)
    return by_height if len(lines) <= 2 * _EDGE else [*by_height[:_EDGE], *by_height[-_EDGE:]]


def _running_heads(pages: list[list[TextLine]]) -> set[str]:
    """What stands at the edge of three pages or more, numbers aside, at the same height."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_head_key(line) for line in _edge_lines(lines)})
    return {key for key, count in counts.items() if count >= 3}


def _head_key(line: TextLine) -> str:
    return f"{_DIGITS.sub('#', line.text.lower().strip())}@{line.middle:.0f}"


def _usual_spacing(pages: list[list[TextLine]]) -> float:
    """Points from line to line inside paragraphs: the median over neighbours in a column."""
    steps = [
        upper.middle - lower.middle
        for lines in pages
        for upper, lower in pairwise(lines)
        if upper.region == lower.region and 0 < upper.middle - lower.middle < 4 * upper.size
    ]
    return median(steps) if steps else 12.0
