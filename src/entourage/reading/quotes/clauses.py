"""Reported speech and thought without quotation marks, or with marks around some of its words.

In: a :class:`Page` and the reporting words that direct quotes have used. Out: drafts. Invariant: no reporting word
inside quotation marks is read (those are the speaker's words, not the narrator's), and every draft's content is made of
whole tokens of one paragraph.
"""

from __future__ import annotations

from typing import Any

from entourage.model import Span
from entourage.reading.quotes.constructions import READERS
from entourage.reading.quotes.cues import Cue
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.quotes.extents import content_pieces
from entourage.reading.quotes.grammar import has_negation, is_too_wide
from entourage.reading.quotes.tails import without_tail

# What is tried for a word, in this order, and how it is called where quotes are shown.
_FRAMES = {
    "according": "according to",
    "hearsay": "hearsay",
    "as": "naming",
    "clause": "reporting clause",
    "raising": "passive report",
    "verdict": "judgement",
    "object-to": "request",
    "to": "wish or intention",
    "for": "call or complaint",
    "finding": "finding",
    "object": "judgement",
}


# "the recently revealed plan", "so-called": these describe a noun and report nothing.
NOT_REPORTING = frozenset({"amod", "compound"})


def read_clauses(page: Page, used: set[int]) -> list[Draft]:
    """Drafts of indirect and mixed quotes.

    Args:
        page: the text.
        used: positions of the reporting words that already have their quotation.

    Returns:
        Drafts in order of their reporting words; empty when nothing is reported.
    """
    drafts: list[Draft] = []
    table = page.table
    for paragraph in page.paragraphs:
        for token in page.parsed.doc[paragraph.first : paragraph.last]:
            if token.lower_ == "according":
                cue: Cue | None = Cue("according", frozenset({"according"}))
            else:
                cue = table.cue(token.pos_, token.lemma_)
            if cue is None or token.i in used or token.dep_ in NOT_REPORTING or page.stretch_at(token.idx) is not None:
                continue
            if is_too_wide(token) or _is_imperative(token):
                continue
            draft = _draft(page, token, cue)
            if draft is not None:
                drafts.append(draft)

    return drafts


def _is_imperative(token: Any) -> bool:
    """ "Remember: ...", "Ask yourself ...": the reader is told, nobody reports."""
    return token.tag_ == "VB" and token.dep_ == "ROOT" and not any(c.dep_ in {"nsubj", "aux"} for c in token.children)


def set_parents(drafts: list[Draft]) -> None:
    """A report inside the words of another one ("Ada said Ben thinks ...") has that one as its parent."""
    spans = sorted((piece.start, -piece.end, number) for number, d in enumerate(drafts) for piece in d.content)
    open_spans: list[tuple[int, int]] = []  # (end, number of the draft), widest first
    cues = sorted((draft.cue.start, number) for number, draft in enumerate(drafts) if draft.cue is not None)
    position = 0
    for start, number in cues:
        while position < len(spans) and spans[position][0] <= start:
            open_spans.append((-spans[position][1], spans[position][2]))
            position += 1
        open_spans = [entry for entry in open_spans if entry[0] > start]
        around = [entry[1] for entry in open_spans if entry[1] != number]
        outer = next((drafts[other] for other in reversed(around) if _holds(drafts[other], drafts[number])), None)
        if outer is not None:
            drafts[number].parent = outer


def _holds(outer: Draft, inner: Draft) -> bool:
    return all(any(o.start <= piece.start and piece.end <= o.end for o in outer.content) for piece in inner.content)


def _draft(page: Page, token: Any, cue: Cue) -> Draft | None:
    for frame, how in _FRAMES.items():
        if frame not in cue.frames or (
            token.pos_ not in {"VERB", "AUX", "SCONJ", "ADP"} and frame in {"object", "for", "as"}
        ):
            continue
        for tokens, speaker in READERS[frame](page, token, cue):
            pieces = content_pieces(page, tokens if frame == "according" else without_tail(page, token, tokens))
            if not pieces:
                continue
            return Draft(
                content=pieces,
                cue=Span(token.idx, token.idx + len(token)),
                cue_token=token,
                speaker=speaker,
                how=how,
                stretches=[s for piece in pieces for s in page.stretches_in(piece.start, piece.end)],
                negated=token.pos_ == "VERB" and (has_negation(token, page.table)),
            )
    return None
