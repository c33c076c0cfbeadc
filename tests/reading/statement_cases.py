"""Texts as the finders of statements see them, and the answer keys of the benchmark."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from entourage.documents import document_from_text
from entourage.model import Quote, Tie
from entourage.reading.cast import Cast
from entourage.reading.names import find_names
from entourage.reading.parse import Parsed, parse
from entourage.reading.quotes import find_quotes
from entourage.reading.resolve import build_cast, link_descriptions
from entourage.reading.ties import find_roles, find_ties, find_works_and_lists

KEYS_FOLDER = Path(__file__).parents[2] / "benchmarks" / "reading" / "statements" / "keys"
KEYS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted(KEYS_FOLDER.glob("*.json"))
}

Analysed = tuple[Parsed, Cast, tuple[Tie, ...], tuple[Quote, ...]]


def analysed(text: str, published: str = "") -> Analysed:
    """A text with parties, ties and quotes."""
    parsed = parse(document_from_text(text, published=published))
    cast = build_cast(parsed, find_names(parsed))
    find_roles(parsed, cast)
    find_works_and_lists(parsed, cast)
    link_descriptions(parsed, cast)
    return parsed, cast, find_ties(parsed, cast), find_quotes(parsed, cast)
