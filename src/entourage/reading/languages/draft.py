"""A quote while it is being put together.

In: nothing. Out: values. Invariant: ``parts`` are in order and hold no white space at their edges.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from entourage.model import QuoteKind, Span
from entourage.reading.languages.speakers import Speaker


@dataclass(eq=False)
class Draft:
    """One quote.

    Attributes:
        parts: the content.
        kind: direct, mixed or indirect.
        speaker: None where nothing stands for one.
        cue: the reporting word.
        how: how the speaker was found.
        confidence: 0 to 1.
        end: where the sentence of the cue ends: words quoted right after it go on with the same speaker.
        paragraph: number of the paragraph of the last part.
    """

    parts: list[Span]
    kind: QuoteKind
    speaker: Speaker | None
    cue: Span | None
    how: str
    confidence: float
    end: int = 0
    paragraph: int = -1
    negated: bool = False
    stretches: list[int] = field(default_factory=list)
