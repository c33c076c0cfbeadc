"""A quote in the making.

In: nothing. Out: :class:`Draft` and :class:`Page`, the values that the quote readers hand to one another.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from typing import Any

from entourage.model import Span
from entourage.reading.parse import Paragraph, Parsed
from entourage.reading.quotes.cues import CueTable
from entourage.reading.quotes.marks import Stretch


@dataclass(eq=False)
class Draft:
    """A quote before its speaker is resolved and its id given.

    Attributes:
        content: pieces, in order.
        cue, speaker_span: as in :class:`entourage.model.Quote`.
        speaker: head token of the noun phrase that names the speaker; None when nothing does.
        how: how the speaker was found.
        stretches: the quoted stretches that are content of this quote.
        negated: the text says that it was not said, or only supposes it.
        label: a speaker named by a label ("Q:", "SPEAKER:", a byline under the quote) rather than by a token.
    """

    content: list[Span]
    cue: Span | None = None
    cue_token: Any = None
    speaker: Any = None
    speaker_span: Span | None = None
    how: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    negated: bool = False
    inherited: Draft | None = None
    parent: Draft | None = None
    label: str = ""

    @property
    def start(self) -> int:
        return self.content[0].start


@dataclass
class Page:
    """The text with its marks, shared by all quote readers.

    Attributes:
        parsed: the analysis.
        table: reporting words.
        paragraphs: those of running text.
        stretches: all quoted stretches of them.
        tops: those of depth 0, in order.
    """

    parsed: Parsed
    table: CueTable
    paragraphs: list[Paragraph]
    stretches: list[Stretch]
    tops: list[Stretch] = field(default_factory=list)
    by_block: dict[int, list[Stretch]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tops = [stretch for stretch in self.stretches if stretch.depth == 0]
        self._starts = [stretch.start for stretch in self.tops]
        for stretch in self.tops:
            self.by_block.setdefault(stretch.block, []).append(stretch)

    @property
    def text(self) -> str:
        return self.parsed.text

    def stretch_at(self, char: int) -> Stretch | None:
        """The outer stretch that holds a character, marks included; None outside quotation marks."""
        position = bisect.bisect_right(self._starts, char) - 1
        if position < 0 or self.tops[position].end <= char:
            return None
        return self.tops[position]

    def stretches_in(self, start: int, end: int) -> list[Stretch]:
        """The outer stretches that share a character with ``[start, end)``."""
        position = max(0, bisect.bisect_right(self._starts, start) - 1)
        out = []
        while position < len(self.tops) and self.tops[position].start < end:
            if self.tops[position].end > start:
                out.append(self.tops[position])
            position += 1
        return out
