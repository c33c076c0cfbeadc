"""Where sentences begin and end, by token.

In: a spaCy Doc. Out: indices of tokens. Invariant: the same as ``token.sent.start`` and ``token.sent.end``, without
a span being made for every question.
"""

from __future__ import annotations

from typing import Any

_KEY = "entourage sentences"


def sentence_bounds(doc: Any, index: int) -> tuple[int, int]:
    """First token of the sentence of the token at ``index``, and the one after its last. ``index`` may be negative."""
    bounds: list[tuple[int, int]] | None = doc.user_data.get(_KEY)
    if bounds is None or len(bounds) != len(doc):
        bounds = doc.user_data[_KEY] = _bounds(doc)
    return bounds[index]


def sentence_start(doc: Any, index: int) -> int:
    """First token of the sentence of the token at ``index``."""
    return sentence_bounds(doc, index)[0]


def sentence_end(doc: Any, index: int) -> int:
    """The token after the last one of the sentence of the token at ``index``."""
    return sentence_bounds(doc, index)[1]


def _bounds(doc: Any) -> list[tuple[int, int]]:
    starts = [token.i for token in doc if token.is_sent_start or not token.i]
    return [(start, end) for start, end in zip(starts, [*starts[1:], len(doc)], strict=True) for _ in range(start, end)]
