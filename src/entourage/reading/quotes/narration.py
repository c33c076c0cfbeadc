"""The narrator's sentences on either side of a quotation.

In: a :class:`Page` and a stretch. Out: tokens of the sentence that follows or leads up to it. Invariant: at most
``MAX_NARRATION`` tokens are read on each side, so the time for a paragraph with many quotations stays linear.
"""

from __future__ import annotations

from typing import Any

from entourage.reading.quotes.draft import Page
from entourage.reading.quotes.marks import Stretch
from entourage.reading.quotes.utterance import is_utterance

TERMINATORS = frozenset({".", "!", "?", "...", "…", ";"})
# A narration longer than this between a quotation and its reporting word is read no further (tokens).
MAX_NARRATION = 60


def narration_after(page: Page, stretch: Stretch, after: Stretch | None) -> list[Any]:
    """Tokens from a stretch to the end of the narrator's sentence."""
    end = page.parsed.paragraphs[stretch.block].block.span.end
    limit = _next_utterance(page, stretch, after, end)
    out: list[Any] = []
    token = page.parsed.token_at(stretch.end)
    doc = page.parsed.doc
    position = (
        token.i if token is not None and token.idx >= stretch.end else (token.i + 1 if token is not None else len(doc))
    )
    while position < len(doc) and doc[position].idx < limit and len(out) < MAX_NARRATION:
        token = doc[position]
        if token.text in TERMINATORS and out:
            break
        if page.stretch_at(token.idx) is None:
            out.append(token)
        position += 1
    return out


def _next_utterance(page: Page, stretch: Stretch, after: Stretch | None, end: int) -> int:
    """Where the narration after a stretch ends: nicknames and terms in quotation marks are part of it."""
    if after is None or is_utterance(page, after, stretch):
        return after.start if after is not None else end
    limit = min(after.end + 200, end)
    later = page.stretches_in(after.end, limit) if after.end < limit else []
    return next((s.start for s in later if is_utterance(page, s, None)), limit)


def narration_before(page: Page, stretch: Stretch, before: Stretch | None) -> list[Any]:
    """Tokens of the narrator's sentence that leads up to a stretch, of the paragraph before when it ends in a colon."""
    start = page.parsed.paragraphs[stretch.block].block.span.start
    limit = before.end if before is not None else start
    token = page.parsed.token_at(stretch.start - 1) if stretch.start > 0 else None
    if stretch.start == start:
        found = _sentence_before_block(page, stretch)
        if found is None:
            return []
        limit, token = found
    out: list[Any] = []
    doc = page.parsed.doc
    position = token.i if token is not None else -1
    while position >= 0 and doc[position].idx >= limit and len(out) < MAX_NARRATION:
        token = doc[position]
        if token.text in TERMINATORS:
            break
        out.append(token)
        position -= 1
    out.reverse()
    return out


def _sentence_before_block(page: Page, stretch: Stretch) -> tuple[int, Any] | None:
    if stretch.block == 0:
        return None
    paragraph = page.parsed.paragraphs[stretch.block - 1]
    span = paragraph.block.span
    if not paragraph.is_running_text or page.text[span.end - 1] not in ":,":
        return None
    stretches = page.by_block.get(stretch.block - 1, [])
    limit = stretches[-1].end if stretches else span.start
    return limit, page.parsed.token_at(span.end - 1)
