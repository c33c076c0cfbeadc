"""Page furniture: whoever is named only there is no party of the text.

In: a Parsed text and names. Out: the names, without those that stand in furniture only ("Sign up for the Example
newsletter", "Follow Ada Example on ..."). A byline or a caption is no furniture: it names the author and who is seen.
"""

from __future__ import annotations

import bisect
import functools
import re

from entourage.reading.names.draft import Name
from entourage.reading.parse import Paragraph, Parsed
from entourage.reading.words import table

_MAX_WORDS = 60


def without_furniture(parsed: Parsed, names: list[Name]) -> list[Name]:
    """The names that running text, a caption or a byline bears out, in order."""
    ranges = [(p.block.span.start, p.block.span.end) for p in parsed.paragraphs if is_furniture(parsed, p)]
    if not ranges:
        return names
    starts = [start for start, _ in ranges]
    inside = {id(name) for name in names if _is_inside(name.span.start, starts, ranges)}
    outside = {word for name in names if id(name) not in inside for word in _words(parsed, name)}
    return [name for name in names if id(name) not in inside or set(_words(parsed, name)[-1:]) & outside]


def _is_inside(place: int, starts: list[int], ranges: list[tuple[int, int]]) -> bool:
    position = bisect.bisect_right(starts, place) - 1
    return position >= 0 and place < ranges[position][1]


def is_furniture(parsed: Parsed, paragraph: Paragraph) -> bool:
    """Whether a block belongs to the page and not to the text."""
    if paragraph.block.kind == "furniture":
        return True
    text = paragraph.block.span.of(parsed.text)
    return len(text.split()) <= _MAX_WORDS and bool(_pattern().search(text))


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(table("furniture")["patterns"]), re.IGNORECASE | re.MULTILINE)


def _words(parsed: Parsed, name: Name) -> list[str]:
    return name.span.of(parsed.text).split()
