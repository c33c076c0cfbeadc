"""The full text, cut at every edge of evidence, so that nested and overlapping stretches can all be shown.

In: a document and its marks. Out: blocks of pieces. Invariants: the pieces of all blocks together hold every
character of the text that is not white space between blocks, once and in order; no two pieces share an anchor;
the work grows with text and marks, not with their product.
"""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import get_args

import msgspec

from entourage.dossier.marks import Mark, MarkKind
from entourage.model import Block, BlockKind, Document, Span

# A piece that thousands of lines rest on (a whole text in one quotation mark) links to the tightest few.
MAX_LINES_PER_PIECE = 12


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text on which the same lines rest from its first to its last character.

    Attributes:
        span: of ``Document.text``.
        anchors: ids of the lines that rest on it, the tightest first; empty for plain text.
        kinds: kinds of all marks over it.
    """

    span: Span
    anchors: tuple[str, ...]
    kinds: frozenset[MarkKind]

    @property
    def anchor(self) -> str:
        """The piece's own id on the page."""
        return f"t{self.span.start}"


class MarkedBlock(msgspec.Struct, frozen=True):
    """A block of the text with its pieces."""

    kind: BlockKind
    pieces: tuple[Piece, ...]


class MarkedText:
    """The text of a document with marks.

    Args:
        document: its blocks are kept; text outside of them becomes paragraphs.
        marks: in any order.
    """

    def __init__(self, document: Document, marks: Iterable[Mark]) -> None:
        self._document = document
        self._marks = sorted(marks, key=lambda mark: (mark.span.start, mark.span.end))
        self._blocks = list(all_blocks(document))
        self._ends = [block.span.end for block in self._blocks]

    def anchor_of(self, span: Span) -> str:
        """Id of the first piece of ``span``; ``text`` when it holds white space only."""
        position = bisect.bisect_right(self._ends, span.start)
        if position == len(self._blocks):
            return "text"
        return f"t{max(span.start, self._blocks[position].span.start)}"

    def blocks(self) -> Iterator[MarkedBlock]:
        """All blocks in the order of the text."""
        sweep = Sweep(self._marks)
        for block in self._blocks:
            cuts = [block.span.start, *sweep.edges_inside(block.span), block.span.end]
            pieces = tuple(Piece(Span(low, high), *sweep.state_at(low)) for low, high in itertools.pairwise(cuts))
            yield MarkedBlock(block.kind, pieces)


class Sweep:
    """Walks the edges of the marks once, from left to right, and knows which marks are open."""

    def __init__(self, marks: list[Mark]) -> None:
        self._opening: defaultdict[int, list[int]] = defaultdict(list)
        self._closing: defaultdict[int, list[int]] = defaultdict(list)
        for i, mark in enumerate(marks):
            self._opening[mark.span.start].append(i)
            self._closing[mark.span.end].append(i)
        self._marks = marks
        self._edges = sorted({*self._opening, *self._closing})
        self._next = 0
        self._open: list[tuple[int, int]] = []
        self._open_kinds: dict[MarkKind, int] = dict.fromkeys(get_args(MarkKind), 0)

    def edges_inside(self, span: Span) -> list[int]:
        """The edges strictly inside ``span``."""
        low = bisect.bisect_right(self._edges, span.start)
        return self._edges[low : bisect.bisect_left(self._edges, span.end)]

    def state_at(self, offset: int) -> tuple[tuple[str, ...], frozenset[MarkKind]]:
        """(anchors of the tightest open marks, kinds of all open marks) at ``offset``, which never goes back."""
        while self._next < len(self._edges) and self._edges[self._next] <= offset:
            self._pass(self._edges[self._next])
            self._next += 1
        anchors = dict.fromkeys(self._marks[i].anchor for _, i in self._open[: 2 * MAX_LINES_PER_PIECE])
        kinds = frozenset(kind for kind, count in self._open_kinds.items() if count)
        return tuple(anchors)[:MAX_LINES_PER_PIECE], kinds

    def _pass(self, edge: int) -> None:
        """Close the marks that end at ``edge`` and open those that begin there."""
        for i in self._closing.get(edge, ()):
            key = (len(self._marks[i].span), i)
            del self._open[bisect.bisect_left(self._open, key)]
            self._open_kinds[self._marks[i].kind] -= 1
        for i in self._opening.get(edge, ()):
            bisect.insort(self._open, (len(self._marks[i].span), i))
            self._open_kinds[self._marks[i].kind] += 1


def all_blocks(document: Document) -> Iterator[Block]:
    """The document's blocks, and paragraphs for whatever text stands between them."""
    position = 0
    for block in document.blocks:
        yield from paragraphs(document.text, position, block.span.start)
        yield block
        position = block.span.end
    yield from paragraphs(document.text, position, len(document.text))


def paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    """The stretches of ``text[start:end]`` between blank lines, without white space at their edges."""
    position = start
    while position < end:
        blank = text.find("\n\n", position, end)
        stop = blank if blank >= 0 else end
        stretch = text[position:stop]
        inner = stretch.strip()
        if inner:
            low = position + len(stretch) - len(stretch.lstrip())
            yield Block(span=Span(low, low + len(inner)))
        position = stop + 2
