"""Characters of a page to stretches of a line.

In: characters with boxes, in the order of the file. Out: stretches that stand on one line without a wide gap.
Invariant: every visible character of the page is in exactly one stretch.
"""

from __future__ import annotations

from statistics import median

import msgspec


class Glyph(msgspec.Struct, frozen=True):
    """A character of a page; ``index`` is PDFium's, boxes are in points from the lower left corner."""

    index: int
    char: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    generated: bool


class TextLine(msgspec.Struct):
    """A stretch of characters on one line; after ordering, a whole line.

    Attributes:
        glyphs: in reading order; white space between words included.
        column_right: right edge of the column that it stands in; filled in by ordering.
        column_left: left edge.
        region: number of the column or band on its page.
    """

    glyphs: list[Glyph]
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0
    size: float = 0.0
    column_left: float = 0.0
    column_right: float = 0.0
    region: int = 0

    def measure(self) -> TextLine:
        """Fills in the box and the usual size of the letters from the glyphs that show."""
        shown = [glyph for glyph in self.glyphs if not glyph.char.isspace()]
        self.left, self.right = min(glyph.left for glyph in shown), max(glyph.right for glyph in shown)
        self.bottom, self.top = min(glyph.bottom for glyph in shown), max(glyph.top for glyph in shown)
        self.size = median(glyph.size for glyph in shown) or max(1.0, self.top - self.bottom)
        return self

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


_GAP = 1.2
"""Times the size of the letters: a wider gap parts columns or cells. Spaces of justified lines stay below 1."""


def lines_of(glyphs: list[Glyph]) -> list[TextLine]:
    """Stretches of the page's characters, in the order of the file.

    Args:
        glyphs: of one page.

    Returns:
        Measured stretches, each with a character that shows; empty for an empty page.
    """
    found: list[list[Glyph]] = [[]]
    before: Glyph | None = None
    for glyph in glyphs:
        if glyph.char in "\r\n":
            found.append([])
            before = None
        elif glyph.char.isspace():
            if found[-1]:
                found[-1].append(glyph)
        else:
            if before is not None and _parted(before, glyph):
                found.append([])
            found[-1].append(glyph)
            before = glyph
    return [TextLine(_without_end_space(line)).measure() for line in found if any(not g.char.isspace() for g in line)]


def _parted(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size, 1.0)
    height = max(before.top - before.bottom, glyph.top - glyph.bottom, 0.5 * size)
    apart = max(before.bottom, glyph.bottom) - min(before.top, glyph.top)
    return glyph.left - before.right > _GAP * size or glyph.right < before.left - size or apart > 0.5 * height


def _without_end_space(line: list[Glyph]) -> list[Glyph]:
    while line and line[-1].char.isspace():
        line = line[:-1]
    return line
