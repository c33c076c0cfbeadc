"""Words in quotation marks and the reporting word beside them.

In: a :class:`Page`. Out: drafts of direct quotes, and the stretches that are words of someone although no reporting
word stands beside them (``unclaimed``). Invariant: a stretch is content of at most one draft; what looks like a term, a
title or a nickname is left to the readers of clauses and otherwise stays nobody's.

What lies between two stretches of one paragraph is the narration. Its first sentence may report what stands before
(", she said."), its last one what comes after ("She added:"), and where it is one sentence, both.
"""

from __future__ import annotations

from typing import Any

from entourage.model import Span
from entourage.reading.quotes.beside import cue_after, cue_before, quote_cue, speaker_beside
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.quotes.grammar import has_negation, is_too_wide
from entourage.reading.quotes.marks import Stretch
from entourage.reading.quotes.narration import TERMINATORS
from entourage.reading.quotes.utterance import is_utterance


def read_direct(page: Page) -> tuple[list[Draft], list[Stretch]]:
    """Drafts of all quotations that a reporting word claims, and the utterances that none does.

    Returns:
        ``(drafts, unclaimed)``; both empty for a text without quotation marks.
    """
    drafts: list[Draft] = []
    unclaimed: list[Stretch] = []
    owner: dict[int, Draft] = {}
    known: set[int] = set()
    for block in sorted(page.by_block):
        tops = page.by_block[block]
        for position, stretch in enumerate(tops):
            before = tops[position - 1] if position else None
            after = tops[position + 1] if position + 1 < len(tops) else None
            draft = _claim(page, stretch, before, after, owner)
            if draft is None:
                if is_utterance(page, stretch, before):
                    unclaimed.append(stretch)
                continue
            owner[id(stretch)] = draft
            if id(draft) not in known:
                known.add(id(draft))
                drafts.append(draft)
    return drafts, unclaimed


def _claim(
    page: Page, stretch: Stretch, before: Stretch | None, after: Stretch | None, owner: dict[int, Draft]
) -> Draft | None:
    """The draft that a stretch belongs to: an earlier one that it goes on with, or a new one."""
    own = _own_cue(page, stretch, before, after)
    earlier = owner.get(id(before)) if before is not None else None
    if own is not None:
        cue, how = own
        if earlier is not None and earlier.cue_token is not None and cue.i == earlier.cue_token.i:
            return _append(earlier, stretch)
        return _draft(page, stretch, cue, how)
    if stretch.continues is not None and (first := owner.get(id(stretch.continues))) is not None:
        return _append(first, stretch)
    if before is None or earlier is None or not is_utterance(page, stretch, before):
        return None
    return _append(earlier, stretch) if _only_cue_between(page, before, stretch, earlier) else None


def _own_cue(page: Page, stretch: Stretch, before: Stretch | None, after: Stretch | None) -> tuple[Any, str] | None:
    """The reporting word beside a stretch, and on which side it stands."""
    left = cue_before(page, stretch, before)
    if left is not None and quote_cue(page, left) is None and page.text[stretch.inner.end - 1] in ",?!":
        # "... is told in detail: "Here he comes," she said": the nearer, plainer report wins
        right = cue_after(page, stretch, after) if is_utterance(page, stretch, before) else None
        if right is not None and quote_cue(page, right, after=True) is not None:
            return right, "cue after the quotation"
    if left is not None:
        return left, "cue before the quotation"
    if not is_utterance(page, stretch, before):
        return None
    right = cue_after(page, stretch, after)
    return None if right is None else (right, "cue after the quotation")


def _append(draft: Draft, stretch: Stretch) -> Draft:
    draft.content.append(stretch.inner)
    draft.stretches.append(stretch)
    return draft


def _draft(page: Page, stretch: Stretch, cue: Any, how: str) -> Draft:
    speaker = speaker_beside(page, cue)
    return Draft(
        content=[stretch.inner],
        cue=None if speaker is cue else Span(cue.idx, cue.idx + len(cue)),
        cue_token=cue,
        speaker=speaker,
        how=how,
        stretches=[stretch],
        negated=cue.pos_ == "VERB" and not is_too_wide(cue) and has_negation(cue, page.table),
    )


def _only_cue_between(page: Page, before: Stretch, stretch: Stretch, draft: Draft) -> bool:
    """Whether nothing but the sentence that reports the earlier stretch stands between the two."""
    between = page.text[before.end : stretch.start].strip()
    if not between:
        return True
    if draft.cue is None or not before.end <= draft.cue.start < stretch.start:
        return False
    token = page.parsed.token_at(before.end)
    doc = page.parsed.doc
    ends = 0
    position = token.i if token is not None else len(doc)
    while position < len(doc) and doc[position].idx < stretch.start:
        if doc[position].text in TERMINATORS and doc[position].idx >= before.end:
            ends += 1
        if draft.cue_token.i < position and doc[position].tag_ == "VBG" and quote_cue(page, doc[position]) is not None:
            return False  # "..., Ada said, adding that if it rains, "...""
        position += 1
    return ends <= 1
