"""Raw text to quotes, for scorers: ``read(text)`` in the shape that the scorers of the development sets take.

Quotes inside quotes are left out: the development set does not mark them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from entourage.model import Block, Document, Span
from entourage.reading.names import find_names
from entourage.reading.parse import Parsed, parse
from entourage.reading.quotes import find_quotes
from entourage.reading.resolve import build_cast

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def document(text: str, name: str = "text") -> Document:
    """A document whose blocks are the text's non-empty lines."""
    blocks = tuple(Block(span=Span(m.start(), m.end())) for m in _LINE.finditer(text))
    return Document(id=f"doc-{name}", sha256="", source=name, text=text, blocks=blocks)


def read(text: str) -> dict[str, Any]:
    """Quotes of a raw text."""
    return read_parsed(parse(document(text)))


def read_parsed(parsed: Parsed) -> dict[str, Any]:
    """As :func:`read`, from an analysed text."""
    quotes = find_quotes(parsed, build_cast(parsed, find_names(parsed)))
    return {"quotes": [_plain(parsed.text, quote) for quote in quotes if not quote.parent]}


def contiguous(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Pieces of a content with those joined between which only white space and quotation marks stand (paragraphs)."""
    out: list[tuple[int, int]] = []
    for span in spans:
        if out and not text[out[-1][1] : span.start].strip("“”\"«»‘’'` \n\t"):
            out[-1] = (out[-1][0], span.end)
        else:
            out.append((span.start, span.end))
    return out


def _plain(text: str, quote: Any) -> dict[str, Any]:
    parts = contiguous(text, quote.content)
    return {
        "content": (parts[0][0], parts[-1][1]),
        "content_parts": parts,
        "speaker": (quote.speaker_span.start, quote.speaker_span.end) if quote.speaker_span else None,
        "cue": (quote.cue.start, quote.cue.end) if quote.cue else None,
        "kind": quote.kind,
        "how": quote.how,
        "confidence": quote.confidence,
    }
