"""Transcripts: paragraphs that begin with the speaker's name or with Q and A.

In: a parsed text. Out: drafts of what each labelled speaker says, and the blocks that they take up. Invariant: a
text is a transcript only where labels come back; one "Note: ..." is none.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from entourage.model import Span
from entourage.reading.parse import Paragraph, Parsed
from entourage.reading.quotes.draft import Draft

_MARKS = '“”"«»‘’ '
_LABEL = re.compile(
    r"(?:[\"“«]|\*\*|__)?"
    r"(?P<label>[QA]|[A-Z][A-Z.'’\-]+(?: [A-Z.'’\-]+){0,4}|(?:[A-Z][\w.'’\-]+)(?: [A-Z][\w.'’\-]+){0,3})"
    r"(?: \([^()\n]{1,60}\))?\s?(?::(?:\*\*|__)?|(?:\*\*|__):|(?<=[QA])\.(?:\*\*|__)?)\s+(?=\S)"
)
_ASIDE = re.compile(r"[\"“]?[\[(][^\])]{1,60}[\])]\.?$")
_NEVER = frozenset(
    {
        "note",
        "update",
        "correction",
        "editor",
        "photo",
        "image",
        "video",
        "related",
        "source",
        "read more",
        "watch",
        "opinion",
        "analysis",
        "more",
        "see also",
        "breaking",
        "media contact",
        "contact",
        "date",
        "subject",
    }
)
MAX_UNLABELLED = 6


@dataclass(frozen=True)
class _Turn:
    paragraph: Paragraph
    label: Span
    content: Span


def read_turns(parsed: Parsed) -> tuple[list[Draft], set[int]]:
    """What labelled speakers say.

    Returns:
        Drafts and the numbers of the blocks that they take up; both empty for a text that is no transcript.
    """
    turns = [turn for paragraph in parsed.paragraphs if (turn := _turn(parsed, paragraph)) is not None]
    count = Counter(turn.label.of(parsed.text) for turn in turns)
    strong = {label for label, times in count.items() if times >= 2}
    if len(turns) < 3 or not strong:
        return [], set()
    labels = {label for label in count if label in strong or label.isupper()}
    kept = [turn for turn in turns if turn.label.of(parsed.text) in labels]
    drafts, blocks = [], set()
    for number, turn in enumerate(kept):
        draft = _draft(parsed, turn)
        blocks.add(turn.paragraph.index)
        limit = kept[number + 1].paragraph.index if number + 1 < len(kept) else turn.paragraph.index
        for index in range(turn.paragraph.index + 1, min(limit, turn.paragraph.index + MAX_UNLABELLED)):
            blocks.add(index)
            span = parsed.paragraphs[index].block.span
            if parsed.paragraphs[index].is_running_text and not _ASIDE.match(span.of(parsed.text)):
                draft.content.append(_without_marks(parsed.text, span.start, span.end))
        drafts.append(draft)
    return drafts, blocks


def _turn(parsed: Parsed, paragraph: Paragraph) -> _Turn | None:
    span = paragraph.block.span
    match = _LABEL.match(parsed.text, span.start, span.end)
    if match is None or not paragraph.is_running_text or match["label"].lower() in _NEVER:
        return None
    content = _without_marks(parsed.text, match.end(), span.end)
    if not any(char.isalpha() for char in content.of(parsed.text)):
        return None  # "Example: 547" is a count, not something said
    return _Turn(paragraph, Span(match.start("label"), match.end("label")), content)


def _without_marks(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return Span(start, end)


def _draft(parsed: Parsed, turn: _Turn) -> Draft:
    token = parsed.token_at(turn.label.end - 1)
    return Draft(
        [turn.content],
        speaker=token,
        speaker_span=turn.label,
        how="label in a transcript",
        label=turn.label.of(parsed.text),
    )
