"""Raw text to quotes, for scorers: ``read(text)`` gives ``{"quotes": [{"content", "content_parts", "speaker", "cue"}]}``.

Quotes inside quotes are left out: the development set does not mark them.
"""

from __future__ import annotations

import re
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
    return {"quotes": [_plain(quote) for quote in quotes if not quote.parent]}


def _plain(quote: Any) -> dict[str, Any]:
    parts = [(span.start, span.end) for span in quote.content]
    return {
        "content": (parts[0][0], parts[-1][1]),
        "content_parts": parts,
        "speaker": (quote.speaker_span.start, quote.speaker_span.end) if quote.speaker_span else None,
        "cue": (quote.cue.start, quote.cue.end) if quote.cue else None,
        "kind": quote.kind,
        "how": quote.how,
        "confidence": quote.confidence,
    }
