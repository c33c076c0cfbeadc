"""Plain text: lines to paragraphs, with the text itself left as it is.

In: a text with any line ends. Out: the same text with ``\\n`` for line ends, its blocks and the line and column of
every character. Invariants: apart from line ends not one character is added, dropped or moved (what cannot be kept,
NUL and halves of surrogate pairs, becomes U+FFFD at the same place); time grows with the length only.
"""

from __future__ import annotations

import re
from itertools import pairwise

from entourage.documents.kinds import classify
from entourage.documents.parsed import Draft, Parsed, too_long, trimmed
from entourage.model import Segment, Span

WIDEST_WRAP = 100
"""Text whose lines are longer than this was not wrapped by hand: each line is a paragraph of its own."""
LEAST_SMALL_STARTS = 0.3
"""Share of lines that begin in small letters in wrapped prose, at the very least (English prose: about 0.8)."""
NEVER_KEPT = re.compile("[\x00\ud800-\udfff]")
_LINE = re.compile(r"(?=.|[\r\n])([^\r\n]*)(\r\n|\n|\r|$)")
"""Only ``\\n``, ``\\r\\n`` and ``\\r`` end a line (not form feeds or U+2028)."""
_NEW_ITEM = re.compile(r"\s*(?:[-*•‣▪●◦]|\(?\d{1,2}[.)])\s+\S")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")


def parse_plain(text: str, max_chars: int) -> Parsed:
    """Takes a plain text apart.

    Args:
        text: of any length, in any layout: paragraphs between empty lines, one paragraph a line, or wrapped by hand.
        max_chars: longest text that is accepted.

    Returns:
        The text, its blocks, and one segment a line; no segments for an empty text.

    Raises:
        DocumentError: ``document-too-long``.
    """
    if len(text) > max_chars:
        raise too_long(max_chars)
    kept, bad = NEVER_KEPT.subn("�", text) if NEVER_KEPT.search(text) else (text, 0)
    segments = line_segments(kept)
    clean = kept.replace("\r\n", "\n").replace("\r", "\n")
    blocks, metadata = classify(clean, paragraph_drafts(clean))
    warnings = (f"{bad} characters that no text may hold (NUL or half a pair) were replaced.",) if bad else ()
    return Parsed(text=clean, segments=segments, blocks=blocks, metadata=metadata, warnings=warnings)


def line_segments(text: str) -> tuple[Segment, ...]:
    """One segment for each line with its line end; a line end that became ``\\n`` has one of its own."""
    segments: list[Segment] = []
    position = 0
    for number, (words, end) in enumerate(_LINE.findall(text), start=1):
        locator = f"line {number}"
        exact = len(words) + (end == "\n")
        if exact:
            segments.append(Segment(span=Span(position, position + exact), locator=locator, source_start=0))
        if end.startswith("\r"):
            span = Span(position + exact, position + exact + 1)
            segments.append(Segment(span=span, locator=locator, source_start=exact, exact=False))
        position += len(words) + bool(end)
    return tuple(segments)


def paragraph_drafts(text: str) -> list[Draft]:
    """Stretches of ``text`` (line ends ``\\n``) that are paragraphs, without white space at their ends."""
    lines = _non_empty_lines(text)
    width = _wrap_width(text, lines)
    drafts: list[Draft] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before and drafts and _continues(text, before, line, width):
            drafts[-1] = Draft(drafts[-1].start, line.end, drafts[-1].hint)
        else:
            drafts.append(Draft(line.start, line.end, "quote" if text[line.start] == ">" else ""))
    return drafts


def _non_empty_lines(text: str) -> list[Draft]:
    lines = []
    position = 0
    for line in text.split("\n"):
        draft = trimmed(line, position)
        if draft:
            lines.append(draft)
        position += len(line) + 1
    return lines


def _wrap_width(text: str, lines: list[Draft]) -> int:
    """The width that the text was wrapped at, in characters; 0 when its lines are paragraphs.

    Wrapped text shows in pairs of lines without an empty line between: the upper one is about as long as all others and
    ends in the middle of a sentence, the lower one mostly begins in small letters (lines of a list of people do not).
    """
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    upper = [a for a, _ in pairs]
    if not upper or sum(text[b.start].islower() for _, b in pairs) < LEAST_SMALL_STARTS * len(pairs):
        return 0
    lengths = sorted(line.end - line.start for line in upper)
    width = lengths[min(len(lengths) - 1, int(0.95 * len(lengths)))]
    ended = sum(bool(_SENTENCE_END.search(text, max(line.start, line.end - 4), line.end)) for line in upper)
    if not 40 <= width <= WIDEST_WRAP or ended > 0.6 * len(upper):
        return 0
    return width


def _adjacent(text: str, upper: Draft, lower: Draft) -> bool:
    return text.count("\n", upper.end, lower.start) == 1


def _continues(text: str, upper: Draft, lower: Draft, width: int) -> bool:
    """Whether the lower line goes on with the upper one's paragraph."""
    if not width or not _adjacent(text, upper, lower) or _NEW_ITEM.match(text, lower.start, lower.end):
        return False
    if (text[upper.start] == ">") != (text[lower.start] == ">"):
        return False
    space = text.find(" ", lower.start, lower.end)
    first_word = (space if space >= 0 else lower.end) - lower.start
    # Had the lower line's first word fitted on the upper line, its writer would have put it there.
    if upper.end - upper.start + 1 + first_word >= 0.85 * width:
        return True
    return text[lower.start].islower() and not _SENTENCE_END.search(text, max(upper.start, upper.end - 4), upper.end)
