"""What each block of a text is, and what the visible headline, byline and date line say.

In: the text and drafts of its blocks, with what the source's markup knows. Out: blocks and metadata. Invariants:
blocks keep the order of the drafts; a headline, byline or date line counts only above the first paragraph of
running text, so that prose is never taken for one.
"""

from __future__ import annotations

import re
from typing import Literal

from entourage.documents import cues
from entourage.documents.dates import find_date
from entourage.documents.parsed import Draft, trimmed
from entourage.model import Block, BlockKind, MetadataValue, Span

_BODY_CHARS = 140
"""From this length on a block is running text."""
_CLASSIFIED = 20_000
"""Blocks that are looked at; a text with more of them (a million one-letter lines) is no article."""
_TOP = 40
"""Blocks among which headline, byline and date line are looked for."""
_LIST_MARK = re.compile(r"(?:[-*•‣▪●◦–]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]]*$|[\"”»]$|[:;,]$")
_FROM_MARKUP: dict[str, BlockKind] = {
    "title": "title", "heading": "heading", "list item": "list item", "quote": "quote", "caption": "caption",
    "table": "table", "bio": "bio", "furniture": "furniture", "byline": "byline", "dateline": "dateline",
}  # fmt: skip


class _Classifier:
    """Walks the drafts from top to bottom and remembers what it has seen."""

    def __init__(self, text: str, drafts: list[Draft]) -> None:
        self.text = text
        self.drafts = drafts
        self.blocks: list[Block] = []
        self.metadata: list[MetadataValue] = []
        self.authors: list[str] = []
        self.seen_body = False
        self.has_title = any(draft.hint == "title" for draft in drafts)

    def run(self) -> None:
        for number, draft in enumerate(self.drafts):
            words = self.text[draft.start : draft.end]
            if not self._splits_credit(draft, words):
                self._append(draft.start, draft.end, self._kind(number, draft, words))

    def _append(self, start: int, end: int, kind: BlockKind) -> None:
        self.blocks.append(Block(span=Span(start, end), kind=kind))

    def _splits_credit(self, draft: Draft, words: str) -> bool:
        """A caption and its credit become two blocks, so that the caption's last sentence ends where it ends."""
        at = cues.credit_start(words) if draft.hint in ("", "caption", "paragraph") else -1
        if at < 0:
            return False
        above = trimmed(words[:at], draft.start)
        if above:
            # Below the first paragraph a credit may as well end an agency's report.
            is_caption = draft.hint == "caption" or not self.seen_body
            self._append(above.start, above.end, "caption" if is_caption else "paragraph")
        self._append(draft.start + at, draft.end, "furniture")
        return True

    def _kind(self, number: int, draft: Draft, words: str) -> BlockKind:
        if draft.hint not in ("title", "table") and cues.is_furniture(words):
            return "furniture"
        if draft.hint in _FROM_MARKUP:
            return self._marked(draft, words)
        kind = self._short_kind(words) or self._top_kind(number, draft, words)
        kind = kind or self._later_kind(number, words)
        self.seen_body = self.seen_body or kind == "paragraph"
        return kind

    def _short_kind(self, words: str) -> BlockKind | Literal[""]:
        if cues.is_caption_start(words):
            return "caption"
        return "list item" if _LIST_MARK.match(words) else ""

    def _later_kind(self, number: int, words: str) -> BlockKind:
        if self._is_heading(number, words):
            return "heading"
        near_end = number >= len(self.drafts) - 4
        return "bio" if near_end and self.seen_body and cues.is_bio(words, self.authors) else "paragraph"

    def _marked(self, draft: Draft, words: str) -> BlockKind:
        """Markup has the say; the byline and date line are read for what they tell."""
        if draft.hint == "byline":
            self._note_names(draft, cues.byline_names(words, needs_word=False))
        elif draft.hint == "dateline" and (date := find_date(words)):
            self._note("published", date, "visible date line", draft)
        elif draft.hint == "title" and any(block.kind == "title" for block in self.blocks):
            return "heading"
        elif draft.hint == "title":
            self._note("title", words, "visible headline", draft)
        return _FROM_MARKUP[draft.hint]

    def _top_kind(self, number: int, draft: Draft, words: str) -> BlockKind | Literal[""]:
        if self.seen_body or number >= _TOP:
            return ""
        names = cues.byline_names(words)
        if names:
            self._note_names(draft, names)
            if date := find_date(words):
                self._note("published", date, "visible byline", draft)
            return "byline"
        if date := cues.dateline_date(words):
            self._note("published", date, "visible date line", draft)
            return "dateline"
        if not self.has_title and self._is_headline(number, words):
            self.has_title = True
            self._note("title", words, "visible headline", draft)
            return "title"
        return ""

    def _is_headline(self, number: int, words: str) -> bool:
        if "\n" in words or not 12 <= len(words) <= 180 or number + 1 == len(self.drafts):
            return False
        return (
            len(words.split()) >= 3
            and _starts_like_a_title(words)
            and not words.rstrip("'\"’”»").endswith((".", ";", ",", ":"))
        )

    def _is_heading(self, number: int, words: str) -> bool:
        if "\n" in words or len(words) > 80 or len(words.split()) > 12 or number + 1 == len(self.drafts):
            return False
        if not any(map(str.isalpha, words)):
            return False
        if not self.seen_body or not _starts_like_a_title(words) or _SENTENCE_END.search(words):
            return False
        following = self.drafts[number + 1]
        return following.end - following.start > len(words)

    def _note(self, field: str, value: str, origin: str, draft: Draft) -> None:
        span = Span(draft.start, draft.end)
        self.metadata.append(MetadataValue(field=field, value=" ".join(value.split()), origin=origin, span=span))

    def _note_names(self, draft: Draft, names: list[tuple[int, int]]) -> None:
        for start, end in names:
            span = Span(draft.start + start, draft.start + end)
            name = " ".join(span.of(self.text).split())
            self.authors.append(name)
            self.metadata.append(MetadataValue(field="author", value=name, origin="visible byline", span=span))


def classify(text: str, drafts: list[Draft]) -> tuple[tuple[Block, ...], tuple[MetadataValue, ...]]:
    """Says what each block is.

    Args:
        text: the whole text.
        drafts: stretches of it, in order, without overlap and without white space at their ends; a hint is one of
            the block kinds, or empty.

    Returns:
        The blocks (a caption and its credit come as two), and what the visible headline, byline and date line say.
        Both empty when there are no drafts.
    """
    classifier = _Classifier(text, drafts[:_CLASSIFIED])
    classifier.run()
    rest = [Block(span=Span(draft.start, draft.end)) for draft in drafts[_CLASSIFIED:]]
    return tuple(classifier.blocks + rest), tuple(classifier.metadata)


def _starts_like_a_title(words: str) -> bool:
    first = words.lstrip("'\"‘“«(")[:1]
    return first.isupper() or first.isdigit()
