"""A document in pieces that fit one request.

In: a document. Out: chunks of whole paragraphs. Invariants: pieces are in order and do not overlap; no piece is longer
than a chunk may be; page furniture is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from entourage.model import Document, Span

Chunk = tuple[Span, ...]
"""Paragraphs (or parts of a long one) that are sent together."""


def chunks_of(document: Document, *, chunk_chars: int, max_chars: int) -> tuple[tuple[Chunk, ...], int]:
    """Cut a document.

    Args:
        document: its text and blocks; one without blocks is one block.
        chunk_chars: most characters of one chunk.
        max_chars: most characters of all chunks.

    Returns:
        The chunks, and how many characters of the rest are left out.
    """
    chunks: list[list[Span]] = []
    size = total = left_out = 0
    for piece in _pieces(document, chunk_chars):
        if left_out or total + len(piece) > max_chars:
            left_out += len(piece)
            continue
        if not chunks or size + len(piece) > chunk_chars:
            chunks.append([])
            size = 0
        chunks[-1].append(piece)
        size += len(piece)
        total += len(piece)
    return tuple(tuple(chunk) for chunk in chunks), left_out


def _pieces(document: Document, chunk_chars: int) -> Iterator[Span]:
    spans = [block.span for block in document.blocks if block.kind != "furniture"]
    if not document.blocks and document.text:
        spans = [Span(0, len(document.text))]
    for span in spans:
        start = span.start
        while span.end - start > chunk_chars:
            cut = _cut(document.text, start, start + chunk_chars)
            yield Span(start, cut)
            start = cut
        yield Span(start, span.end)


def _cut(text: str, start: int, end: int) -> int:
    """Where a long paragraph is cut: after a sentence, else after a word, in the second half; else at the end."""
    middle = (start + end) // 2
    for mark in (". ", " "):
        place = text.rfind(mark, middle, end)
        if place >= 0:
            return place + len(mark)
    return end
