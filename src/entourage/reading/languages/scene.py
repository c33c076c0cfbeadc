"""What the rules for quotes, roles and ties ask of a text of one language.

In: a Parsed text, its Cast and its names. Out: :class:`Scene`. Invariant: the cues are in order; asking costs no more
than the stretch asked about.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import Any

from entourage.model import Span
from entourage.reading.cast import Cast, Party
from entourage.reading.languages.cues import is_cue, speech
from entourage.reading.languages.language import Language
from entourage.reading.languages.names import FoundName
from entourage.reading.parse import Parsed

# A sentence ends at a mark that a capital, a quotation or the paragraph's end follows; initials and short forms do not
# end one.
_SENTENCE_END = re.compile(
    r"(?<![A-ZА-ЯЁ])(?<!\bM)(?<!\bг)(?<!\bDr)(?<!\bSt)[.!?…]+(?:\s?[»”\")])*(?=\s+[«“„\"—–(]?\s*[A-ZА-ЯЁÀ-ÖØ-Þ0-9—–]|\s*$)"
)


@dataclass
class Scene:
    """A text with everything that is known of it so far.

    Attributes:
        oblique: starts of the names that do not stand where a subject stands.
        cues: tokens that report speech, in order.
        ends: where sentences end.
        holders: people by the nouns of their roles; None until first asked for.
    """

    parsed: Parsed
    cast: Cast
    language: Language
    oblique: set[int] = field(default_factory=set)
    cues: list[Any] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    holders: dict[str, list[Party]] | None = None
    _cue_starts: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.parsed.text

    @property
    def table(self) -> dict[str, Any]:
        """The language's words of speech."""
        return speech(self.language)

    def cues_in(self, start: int, end: int) -> list[Any]:
        """Cues that begin in ``[start, end)``."""
        return self.cues[bisect.bisect_left(self._cue_starts, start) : bisect.bisect_left(self._cue_starts, end)]

    def sentence(self, place: int) -> Span:
        """The sentence around a place, by marks of punctuation, within its paragraph; empty outside paragraphs."""
        paragraph = self.parsed.paragraph_at(place)
        if paragraph is None:
            return Span(place, place)
        low, high = paragraph.block.span.start, paragraph.block.span.end
        position = bisect.bisect_right(self.ends, place)
        before = self.ends[position - 1] if position else low
        after = self.ends[position] if position < len(self.ends) else high
        return Span(max(low, before), min(high, after))

    def named_in(self, start: int, end: int) -> list[tuple[Span, Party]]:
        """Names of people and organisations in ``[start, end)``, in order."""
        return [
            (span, party)
            for span, party, kind in self.cast.mentions_in(start, end)
            if kind == "name" and (party.is_person or party.is_organization)
        ]


def make_scene(parsed: Parsed, cast: Cast, language: Language, names: list[FoundName]) -> Scene:
    """Put together what the rules ask of a text."""
    scene = Scene(parsed, cast, language, {name.span.start for name in names if name.oblique})
    running = [p for p in parsed.paragraphs if p.is_running_text]
    for paragraph in running:
        scene.cues += [parsed.doc[i] for i in range(paragraph.first, paragraph.last) if is_cue(parsed.doc[i], language)]
        span = paragraph.block.span
        scene.ends += [found.end() for found in _SENTENCE_END.finditer(parsed.text, span.start, span.end)]
    scene._cue_starts = [token.idx for token in scene.cues]
    return scene
