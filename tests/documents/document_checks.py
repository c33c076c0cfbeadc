"""What must hold of every document, whatever it was made from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entourage.model import Document, DocumentError, Segment


def check_document(document: Document) -> None:
    """Segments cover the text; blocks are in order, apart, without white space at their ends; nothing lies between."""
    position = 0
    for segment in document.segments:
        assert segment.span.start == position < segment.span.end
        assert (segment.source_start >= 0) == bool(segment.locator)
        position = segment.span.end
    assert position == len(document.text)
    for offset in range(0, len(document.text), max(1, len(document.text) // 500)):
        document.place_of(offset)
    last = 0
    for block in document.blocks:
        words = block.span.of(document.text)
        assert words and words == words.strip()
        assert not document.text[last : block.span.start].strip()
        last = block.span.end
    assert not document.text[last:].strip()
    for value in document.metadata:
        assert value.value == " ".join(value.value.split())


def check_places(document: Document, source_of: Callable[[Segment], str]) -> int:
    """Exact segments hold the source's own characters; returns how many characters were compared."""
    compared = 0
    for segment in document.segments:
        if segment.source_start >= 0 and segment.exact:
            unit = source_of(segment)
            words = segment.span.of(document.text)
            assert unit[segment.source_start : segment.source_start + len(words)] == words
            compared += len(words)
    return compared


def kinds_of(document: Document) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


def code_of(action: Callable[[], object]) -> str:
    """The code of the DocumentError that an action must raise."""
    with pytest.raises(DocumentError) as caught:
        action()
    assert caught.value.message
    return caught.value.code
