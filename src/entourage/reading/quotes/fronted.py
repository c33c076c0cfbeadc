"""Reported sentences of which only the end, or only a part, stands in marks.

In: a :class:`Page` and drafts of direct quotes. Out: the same drafts, with the words of the sentence that stand outside
the marks. Invariant: a draft only grows by words of the sentence that its first or last stretch stands in.

    These rules, Ada said, “all lead to one end.”       the rules are what she speaks of
    After the storm, “there was no boat left,” Ada said.
    She said, “We have not heard that” from the office.
"""

from __future__ import annotations

from typing import Any

from entourage.model import Span
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.quotes.extents import content_pieces, sentence_around
from entourage.reading.quotes.utterance import FINAL

_NOT_SPOKEN_OF = frozenset({"ADP", "SCONJ", "VERB", "ADV", "CCONJ", "AUX", "INTJ", "PUNCT", "PART"})
_GOES_ON = frozenset({"of", "for", "from", "about", "that", "to", "than", "against"})
# A sentence goes on after its marks for at most so many tokens.
MAX_REST = 25


def add_words_outside_marks(page: Page, drafts: list[Draft]) -> None:
    """Give each direct quote that begins or ends in the middle of a sentence the rest of that sentence."""
    for draft in drafts:
        if draft.parent is not None or not draft.stretches or draft.cue_token is None:
            continue
        first = draft.stretches[0]
        inside = page.parsed.token_at(first.inner.start)
        if inside is None or first.single:
            continue
        if draft.content[0].start == first.inner.start and _begins_within(page, first.inner.start):
            _add_front(page, draft, inside)
        last = draft.stretches[-1]
        if page.text[last.inner.end - 1] in FINAL:
            continue
        if draft.how == "cue before the quotation":
            _add_rest(page, draft, last.end)
        elif draft.how == "cue after the quotation":
            _add_up_to_report(page, draft, last.end)


def _begins_within(page: Page, start: int) -> bool:
    return page.text[start].islower()


def _add_front(page: Page, draft: Draft, inside: Any) -> None:
    sentence = [t for t in sentence_around(page, inside) if t.idx < draft.stretches[0].start]
    if any(page.stretch_at(t.idx) is not None for t in sentence):
        return
    front = [t for t in sentence if not t.is_space]
    if draft.how == "cue before the quotation":
        front = _before_parenthesis(front, draft.cue_token)
        if not front or front[0].pos_ in _NOT_SPOKEN_OF:
            return
    elif draft.how != "cue after the quotation" or not front or front[-1].text != ",":
        return
    if any(_reports(page, t) for t in front) or len(front) < 2:
        return
    draft.content = [*content_pieces(page, front), *draft.content]


def _before_parenthesis(front: list[Any], cue: Any) -> list[Any]:
    """The words before ", Ada said,"."""
    comma = next((n for n in range(len(front) - 1, -1, -1) if front[n].text == "," and front[n].i < cue.i), None)
    if comma is None or cue.i - front[comma].i > 6 or front[-1].text != ",":
        return []
    return front[:comma]


def _reports(page: Page, token: Any) -> bool:
    cue = page.table.cue(token.pos_, token.lemma_) if token.pos_ == "VERB" else None
    return cue is not None and "saying" in cue.groups and token.tag_ in {"VBD", "VBZ", "VBG"}


def _add_rest(page: Page, draft: Draft, end: int) -> None:
    token = page.parsed.token_at(end)
    if token is None or (token.idx < end and token.i + 1 >= len(token.doc)):
        return
    token = token if token.idx >= end else token.nbor(1)
    if token.lower_ not in _GOES_ON or page.text[end : end + 1] != " ":
        return
    rest: list[Any] = []
    for following in sentence_around(page, token):
        if following.i < token.i:
            continue
        if following.text in {",", ";", ":", "—", "–", "--"} or _reports(page, following) or len(rest) >= MAX_REST:
            break
        rest.append(following)
    pieces = content_pieces(page, rest)
    if pieces:
        draft.content[-1] = Span(draft.content[-1].start, pieces[-1].end)


def _add_up_to_report(page: Page, draft: Draft, end: int) -> None:
    """ "“We sold it” to the first who asked, she said.": the words up to the comma before the report."""
    between = [t for t in draft.cue_token.doc[max(0, draft.cue_token.i - MAX_REST) : draft.cue_token.i] if t.idx >= end]
    comma = next((n for n in range(len(between) - 1, 0, -1) if between[n].text == ","), 0)
    words = [t for t in between[:comma] if not t.is_punct]
    if len(words) > 1 and not any(_reports(page, t) or page.stretch_at(t.idx) for t in words):
        pieces = content_pieces(page, between[:comma])
        if pieces:
            draft.content[-1] = Span(draft.content[-1].start, pieces[-1].end)
