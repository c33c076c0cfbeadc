"""The sentence around a piece of evidence.

In: a document and a span. Out: the words before, inside and after the span, within its sentence. Invariant: the
three parts together stand in the text exactly as they are, within one block where the span is.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

import msgspec

from entourage.dossier.clean import one_line
from entourage.model import Document, Span

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-ZÀ-ÞА-ЯЁ])")
# Not the end of a sentence although a capital letter follows: titles, initials, countries, months, numbers.
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Gen|Col|Lt|Sgt|Capt|Adm|Sen|Rep|Gov|Hon|Rev|Inc|Ltd|Co|Corp|No|vs|etc|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.\s*$"
)
MAX_CONTEXT_CHARS = 300


class Snippet(msgspec.Struct, frozen=True):
    """A sentence with its evidence: ``before + evidence + after``, white space folded."""

    before: str
    evidence: str
    after: str

    def __str__(self) -> str:
        return self.before + self.evidence + self.after


class SentenceFinder:
    """Finds the sentence around spans of one document.

    Args:
        document: the blocks bound the sentences; without blocks, blank lines do.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._starts = [block.span.start for block in document.blocks]
        self._ends = [block.span.end for block in document.blocks]

    def around(self, span: Span) -> Snippet:
        """The sentence or sentences that hold ``span``, at most 300 characters more on either side."""
        low, high = self._bounds(span)
        start = sentence_start(self._text[low : span.start]) + low
        tail = self._text[span.end : high]
        end = span.end + sentence_end(self._text[max(low, span.end - 8) : span.end], tail)
        before, inside = self._text[start : span.start], self._text[span.start : span.end]
        after = self._text[span.end : end]
        return Snippet(
            ("… " if start > low + 0 and start == span.start - MAX_CONTEXT_CHARS else "") + folded(before, left=True),
            folded(inside),
            folded(after, right=True) + (" …" if end == span.end + MAX_CONTEXT_CHARS and end < high else ""),
        )

    def _bounds(self, span: Span) -> tuple[int, int]:
        """The block of the span, cut to the context that is shown at most."""
        low = bound(self._starts, span.start, self._text.rfind("\n\n", max(0, span.start - 1000), span.start) + 1)
        position = bisect.bisect_left(self._ends, span.end)
        blank = self._text.find("\n\n", span.end, span.end + 1000)
        high = self._ends[position] if position < len(self._ends) else blank if blank >= 0 else len(self._text)
        return max(low, span.start - MAX_CONTEXT_CHARS), min(high, span.end + MAX_CONTEXT_CHARS)


def bound(starts: Sequence[int], offset: int, otherwise: int) -> int:
    """The last of ``starts`` at or before ``offset``."""
    position = bisect.bisect_right(starts, offset) - 1
    return starts[position] if position >= 0 else otherwise


def sentence_start(before: str) -> int:
    """Where the last sentence of ``before`` begins; 0 when it holds no end of a sentence."""
    ends = [match.end() for match in SENTENCE_END.finditer(before + "A") if not abbreviated(before, match)]
    return ends[-1] if ends else 0


def sentence_end(inside: str, after: str) -> int:
    """How many characters of ``after`` still belong to the sentence that ``inside`` ends in."""
    if re.search(r"[.!?…][\"'”’»)\]]*\s*$", inside) and re.match(r"\s|$", after):
        return 0
    whole = inside + after
    for match in SENTENCE_END.finditer(whole):
        if match.end() > len(inside) and not abbreviated(whole, match):
            return len(whole[: match.end()].rstrip()) - len(inside)
    return len(after.rstrip())


def abbreviated(text: str, match: re.Match[str]) -> bool:
    """Whether the full stop of ``match`` ends an abbreviation rather than a sentence."""
    return text[match.start()] == "." and ABBREVIATION.search(text[: match.start() + 1]) is not None


def folded(text: str, *, left: bool = False, right: bool = False) -> str:
    """One line of ``text`` that keeps one space at an edge where words go on beyond it."""
    words = one_line(text)
    if not words:
        return " " if text else ""
    head = " " if not left and text[:1].isspace() else ""
    tail = " " if not right and text[-1:].isspace() else ""
    return f"{head}{words}{tail}"
