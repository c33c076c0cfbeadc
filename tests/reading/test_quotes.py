"""Quotes and their speakers, on small literal texts."""

from __future__ import annotations

from entourage.model import Block, Document, Quote, Span
from entourage.reading.names import find_names
from entourage.reading.parse import parse
from entourage.reading.quotes import find_quotes
from entourage.reading.resolve import build_cast


def read(text: str) -> tuple[Quote, ...]:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(span=Span(at, at + len(line))))
        at += len(line) + 1
    parsed = parse(Document(id="doc-x", sha256="", source="x", text=text, blocks=tuple(blocks)))
    return find_quotes(parsed, build_cast(parsed, find_names(parsed)))


def plain(text: str) -> list[tuple[list[str], str | None, str]]:
    return [
        ([s.of(text) for s in q.content], q.speaker_span.of(text) if q.speaker_span else None, q.kind) for q in read(text)
    ]


def test_a_quote_split_around_its_cue_is_one_quote() -> None:
    assert plain("“We tried,” Ada Example said, “and we failed.”") == [
        (["We tried,", "and we failed."], "Ada Example", "direct")
    ]


def test_no_text_no_quotes() -> None:
    assert read("") == ()
