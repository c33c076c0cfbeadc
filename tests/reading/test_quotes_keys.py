"""Answer keys of several kinds of text: how many of their quotes are found, with the right speaker.

The keys were written before any rule was tuned; the floors only rise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from entourage.model import Block, Document, Span
from entourage.reading.names import find_names
from entourage.reading.parse import Parsed, parse
from entourage.reading.quotes import find_quotes
from entourage.reading.resolve import build_cast

KEYS = Path(__file__).parent / "data"
# key -> (quotes of the key that must be found, quotes shown beyond the key that are tolerated)
FLOORS = {
    "british": (6, 2),
    "interview": (5, 0),
    "opinion": (5, 1),
    "press_release": (5, 0),
    "transcript": (5, 0),
    "wire": (8, 1),
}


def parsed_text(text: str) -> Parsed:
    blocks = tuple(Block(span=Span(*m.span())) for m in re.finditer(r"\S(?:[^\n]*\S)?", text))
    return parse(Document(id="doc-key", sha256="", source="key", text=text, blocks=blocks))


def words(pieces: list[str]) -> list[str]:
    return re.findall(r"\w+", " ".join(pieces).lower())


def matches(found: Any, text: str, key: dict[str, Any]) -> bool:
    mine, theirs = words([s.of(text) for s in found.content]), words(key["content"])
    share = len(set(mine) & set(theirs)) / max(1, len(set(mine) | set(theirs)))
    if share < 0.8 or found.kind != key["kind"]:
        return False
    surname = key["speaker"].split()[-1:] if key["speaker"] else []
    span = found.speaker_span.of(text) if found.speaker_span else ""
    names = " ".join((span, *found.speakers)).lower()
    return not surname or surname[0].lower() in names or span.lower() in {"he", "she", "it", "its author", "the trust"}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_quotes_of_an_answer_key(name: str) -> None:
    key = json.loads((KEYS / f"quotes_{name}.json").read_text(encoding="utf-8"))
    text = key["text"]
    parsed = parsed_text(text)
    quotes = find_quotes(parsed, build_cast(parsed, find_names(parsed)))
    hit, used = 0, set()
    for wanted in key["quotes"]:
        found = next((q for q in quotes if q.id not in used and matches(q, text, wanted)), None)
        if found is not None:
            hit += 1
            used.add(found.id)
    extra = [q for q in quotes if q.id not in used and not q.parent and not q.negated]
    least, most_extra = FLOORS[name]
    assert hit >= least, [[s.of(text) for s in q.content] for q in quotes]
    assert len(extra) <= most_extra, [[s.of(text) for s in q.content] for q in extra]


def test_every_key_stands_in_its_text() -> None:
    for path in keys():
        key = json.loads(path.read_text(encoding="utf-8"))
        assert all(piece in key["text"] for quote in key["quotes"] for piece in quote["content"])


def keys() -> Iterator[Path]:
    return KEYS.glob("quotes_*.json")


def test_seed_direct_quotes_have_speakers(shared: Path) -> None:
    text = (shared / "seed" / "article.txt").read_text(encoding="utf-8")
    parsed = parsed_text(text)
    quotes = find_quotes(parsed, build_cast(parsed, find_names(parsed)))
    quoted = [q for q in quotes if q.kind != "indirect" and not q.parent]
    assert len(quoted) >= 15
    assert sum(q.speaker_span is not None for q in quoted) >= 15
