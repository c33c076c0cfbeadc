"""A document as tokens, sentences and blocks.

In: a Document. Out: :class:`Parsed`, whose spaCy ``Doc`` has exactly the document's text, so that a token's ``idx`` is
an offset of ``Document.text``. Invariants: no sentence and no named entity of the model crosses a block; time and
memory grow linearly with the text.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from entourage.model import Block, Document, Span
from entourage.reading.language_model import english_pipeline

# A piece is what the model sees at once. Longer blocks (a text without line breaks) are cut at a sentence's end.
MAX_PIECE_CHARS = 3_000
# Pieces in one batch of the model: memory grows with it, speed does not beyond a few dozen.
_BATCH_PIECES = 32
_PIECE_END = re.compile(r"[.!?…][\"”’)]*\s|\s")

# Kinds of block that are read for quotes and ties; furniture, captions' credits and bylines are not running text.
RUNNING_TEXT = frozenset({"title", "heading", "paragraph", "list item", "quote", "caption", "bio", "table"})


@dataclass
class Paragraph:
    """A block with its place in the token stream: tokens ``[first, last)`` of the Doc."""

    block: Block
    first: int
    last: int
    index: int

    @property
    def is_running_text(self) -> bool:
        return self.block.kind in RUNNING_TEXT


@dataclass
class Parsed:
    """A document and its analysis.

    Attributes:
        document: as given.
        doc: spaCy ``Doc``; ``doc.text == document.text``.
        paragraphs: one per block, in order.
    """

    document: Document
    doc: Any
    paragraphs: list[Paragraph] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.document.text

    def paragraph_at(self, char: int) -> Paragraph | None:
        """The block that holds the character at ``char``, or None between blocks."""
        position = bisect.bisect_right(self._starts, char) - 1
        if position < 0 or self.paragraphs[position].block.span.end <= char:
            return None
        return self.paragraphs[position]

    def sentence_span(self, token: Any) -> Span:
        """The sentence of a token, without white space at its edges."""
        return trimmed(self.text, token.sent.start_char, token.sent.end_char)

    def token_at(self, char: int) -> Any | None:
        """The token that covers the character at ``char``; None outside the text."""
        if not 0 <= char < len(self.text):
            return None
        low, high = 0, len(self.doc)
        while low < high:
            middle = (low + high) // 2
            if self.doc[middle].idx <= char:
                low = middle + 1
            else:
                high = middle
        return self.doc[low - 1] if low else None

    def tokens_in(self, span: Span) -> Any:
        """The spaCy span of all tokens that share a character with ``span`` (may be empty)."""
        return self.doc.char_span(span.start, span.end, alignment_mode="expand") or self.doc[0:0]


def trimmed(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _pieces(document: Document) -> Iterator[tuple[int, int]]:
    """Offsets of the pieces that together are the whole text; each ends where a block or a sentence ends."""
    text, start = document.text, 0
    ends = [block.span.start for block in document.blocks[1:]] + [len(text)]
    for end in ends:
        while end - start > MAX_PIECE_CHARS:
            cut = _cut(text, start, end)
            yield start, cut
            start = cut
        if end > start:
            yield start, end
            start = end


def _cut(text: str, start: int, end: int) -> int:
    """Where to cut a piece that is too long: after the last sentence end, else white space, else hard."""
    limit = min(start + MAX_PIECE_CHARS, end)
    sentence_end = space = 0
    for match in _PIECE_END.finditer(text, limit - 1_500, limit):
        if match.end() - match.start() > 1:
            sentence_end = match.end()
        else:
            space = match.end()
    return sentence_end or space or limit


def parse(document: Document, nlp: Any = None) -> Parsed:
    """Analyse a document's text with a language model.

    Args:
        document: its ``blocks`` may be empty; then the whole text is one block.
        nlp: what gives a Doc for a text (``pipe`` and ``make_doc`` as spaCy's); None for the English model.

    Returns:
        The analysis; for an empty text, one with no tokens.
    """
    from spacy.tokens import Doc

    nlp = english_pipeline() if nlp is None else nlp
    text = document.text
    pieces = [text[a:b] for a, b in _pieces(document)]
    docs = []
    for piece in nlp.pipe(pieces, batch_size=_BATCH_PIECES):
        piece.tensor = piece.tensor[:0]
        docs.append(piece)
    doc = Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else (docs or [nlp.make_doc("")])[0]
    parsed = Parsed(document, doc)
    blocks = document.blocks or ((Block(span=trimmed(text, 0, len(text))),) if text.strip() else ())
    parsed._starts = [block.span.start for block in blocks]
    parsed.paragraphs = _paragraphs(doc, blocks)
    return parsed


def _paragraphs(doc: Any, blocks: tuple[Block, ...]) -> list[Paragraph]:
    starts = [token.idx for token in doc]
    return [
        Paragraph(
            block, bisect.bisect_left(starts, block.span.start), bisect.bisect_left(starts, block.span.end), number
        )
        for number, block in enumerate(blocks)
    ]
