"""A quote inside a quote: words that the speaker puts in someone's mouth, perhaps his own, perhaps only supposed.

In: drafts of direct quotes. Out: drafts for the marks inside their marks that a reporting word introduces.
Invariant: an inner draft has its outer one as ``parent``.
"""

from __future__ import annotations

from typing import Any

from entourage.model import Span
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.quotes.grammar import ancestors, has_negation, subject_of
from entourage.reading.quotes.marks import Stretch

MAX_LEAD = 3


def read_nested(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Drafts of the inner stretches with a reporting word right before them."""
    outer = {id(stretch): draft for draft in drafts for stretch in draft.stretches}
    out = []
    for stretch in page.stretches:
        if stretch.depth == 0 or stretch.parent is None or id(stretch.parent) not in outer:
            continue
        cue = _cue_before(page, stretch)
        if cue is None:
            continue
        speaker = _speaker(cue)
        supposed = has_negation(cue, page.table) or any(_supposes(head) for head in ancestors(cue))
        out.append(
            Draft(
                [stretch.inner],
                cue=Span(cue.idx, cue.idx + len(cue)),
                cue_token=cue,
                speaker=speaker,
                how="inside another quotation" + (", only supposed" if supposed else ""),
                stretches=[stretch],
                negated=supposed,
                parent=outer[id(stretch.parent)],
            )
        )
    return out


def _cue_before(page: Page, stretch: Stretch) -> Any | None:
    token = page.parsed.token_at(stretch.start - 1)
    doc = page.parsed.doc
    seen = 0
    position = token.i if token is not None else -1
    while (
        position >= 0 and seen < MAX_LEAD and stretch.parent is not None and doc[position].idx >= stretch.parent.start
    ):
        token = doc[position]
        cue = page.table.cue(token.pos_, token.lemma_)
        if cue is not None and "quote" in cue.frames and token.pos_ == "VERB":
            return token
        seen += not (token.is_punct or token.is_space)
        position -= 1
    return None


def _speaker(cue: Any) -> Any | None:
    """Who says it: the nearest subject above the cue ("see Ada pick up the phone and say": Ada)."""
    subject = subject_of(cue)
    if subject is not None:
        return subject
    current = cue
    for head in ancestors(cue):
        for child in head.children:
            if child.dep_ in {"nsubj", "dobj"} and child.i < current.i and child.pos_ in {"PROPN", "NOUN", "PRON"}:
                return child
        current = head
    return None


def _supposes(head: Any) -> bool:
    """ "would like to see", "want him to say", "if she said"."""
    return any(
        (child.dep_ == "aux" and child.lower_ in {"would", "could", "should", "might"})
        or (child.dep_ == "mark" and child.lower_ in {"if", "unless"})
        for child in head.children
    ) or head.lemma_ in {"want", "wish", "imagine"}
