"""The article that started it: its 33 attributions, with the right person by name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from entourage.model import Block, Document, Quote, Reading, Span
from entourage.reading.read import read

KEY = Path(__file__).parent / "data" / "attributions_seed.json"
FLOOR = 32


@pytest.fixture(scope="module")
def article() -> tuple[str, Reading]:
    path = Path(__file__).parents[2] / ".." / "shared" / "seed" / "article.txt"
    if not path.is_file():
        pytest.skip("the article is not here")
    text = path.read_text("utf-8")
    blocks = tuple(Block(span=Span(*m.span())) for m in re.finditer(r"\S(?:[^\n]*\S)?", text))
    return text, read(Document(id="doc-seed", sha256="0" * 64, source="seed", text=text, blocks=blocks))


def words(span: Span, text: str) -> set[int]:
    return {span.start + m.start() for m in re.finditer(r"\w+", span.of(text))}


def covers(quote: Quote, place: Span, text: str) -> bool:
    """Whether a piece of a quote shares at least half of its words and the key's."""
    wanted = words(place, text)
    return any(len(wanted & words(s, text)) * 2 >= len(wanted | words(s, text)) for s in quote.content)


def is_right(row: dict[str, Any], quotes: list[Quote], names: dict[str, str], text: str) -> bool:
    for quote in quotes:
        if not covers(quote, Span(*row["content"]), text):
            continue
        if row["speakers"]:
            return sorted(names[s] for s in quote.speakers) == sorted(row["speakers"])
        shown = quote.speaker_span
        return shown is not None and not quote.speakers and shown.of(text) == text[slice(*row["source"])]
    return False


def test_attributions_with_the_right_person_by_name(article: tuple[str, Reading]) -> None:
    text, reading = article
    names = {entity.id: entity.name for entity in reading.entities}
    quotes = [quote for quote in reading.quotes if not quote.parent]
    rows = json.loads(KEY.read_text(encoding="utf-8"))["attributions"]
    wrong = [text[slice(*row["content"])] for row in rows if not is_right(row, quotes, names, text)]
    assert len(rows) - len(wrong) >= FLOOR, wrong


def test_little_is_shown_beyond_the_key(article: tuple[str, Reading]) -> None:
    text, reading = article
    rows = json.loads(KEY.read_text(encoding="utf-8"))["attributions"]
    places = [Span(*row["content"]) for row in rows]
    extra = [
        [s.of(text) for s in quote.content]
        for quote in reading.quotes
        if not quote.parent and not any(covers(quote, place, text) for place in places)
    ]
    # what Ottawa disagrees with, and what a reporter asked
    assert len(extra) <= 2, extra
