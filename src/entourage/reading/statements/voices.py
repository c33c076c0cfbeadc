"""Who speaks at a place of the text.

In: the quotes of a text. Out: the innermost quote around a place. Invariant: a look-up walks back over a bounded
number of quotes.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from entourage.model import Quote, Span

_MAX_BACK = 16


class Voices:
    """Quotes by place."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._pieces = sorted(
            ((piece.start, -piece.end, number) for number, quote in enumerate(quotes) for piece in quote.content)
        )
        self._quotes = tuple(quotes)
        self._by_cue = {(quote.cue.start, quote.cue.end): quote for quote in quotes if quote.cue is not None}

    def at(self, span: Span) -> Quote | None:
        """The innermost quote whose words hold the span; None when the document itself speaks."""
        position = bisect.bisect_right(self._pieces, (span.start, 1, 0)) - 1
        best: tuple[int, Quote] | None = None
        for index in range(position, max(-1, position - _MAX_BACK), -1):
            start, end, number = self._pieces[index]
            if start <= span.start and -end >= span.end and (best is None or -end - start < best[0]):
                best = (-end - start, self._quotes[number])
        return best[1] if best is not None else None

    def with_cue(self, start: int, end: int) -> Quote | None:
        """The quote whose reporting word stands exactly there."""
        return self._by_cue.get((start, end))
