"""Quotations without a reporting word of their own: whose turn it is.

In: drafts in order of the text, and the utterances that nothing claims. Out: all drafts. Invariants: a speaker is
handed on only inside a paragraph or from one paragraph to the next, never across a heading; where the text does not
show whose words they are, the draft has no speaker.
"""

from __future__ import annotations

import bisect
import re

from entourage.model import Span
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.quotes.marks import Stretch
from entourage.reading.quotes.utterance import lead_of

_SIGNATURE = re.compile(r"\s*(?:[—–―]|--?)\s*(?=[A-Z])")
MAX_SIGNATURE_CHARS = 160
MAX_HEADING_CHARS = 60
# How many drafts to look at around a place for one that has the word.
MAX_LOOK = 20
_SPEECH_HOW = frozenset({"cue before the quotation", "cue after the quotation"})
_SPEAKING = _SPEECH_HOW | {"reporting clause", "according to", "signature under the quotation", "label in a transcript"}


def inherit(page: Page, drafts: list[Draft], unclaimed: list[Stretch]) -> list[Draft]:
    """Give each unclaimed utterance the speaker whose turn it is, where the text shows one.

    Args:
        drafts: sorted by their content.
        unclaimed: utterances in order.

    Returns:
        The drafts with new ones for the utterances (some utterances are joined to a draft that goes on).
    """
    out = list(drafts)
    turns = _Turns(page, drafts)
    owner = {id(stretch): draft for draft in drafts for stretch in draft.stretches}
    for stretch in unclaimed:
        if lead_of(page, stretch) == "introduced":
            continue  # in the middle of a sentence that reports nothing: a title, a slogan
        draft = owner.get(id(stretch.continues)) if stretch.continues is not None else None
        if draft is not None:
            draft.content.append(stretch.inner)
            draft.stretches.append(stretch)
        else:
            draft = _signed(page, stretch) or _handed_on(page, stretch, turns)
            out.append(draft)
        owner[id(stretch)] = draft
        turns.add(stretch.block, stretch.start, draft)
    return out


class _Turns:
    """The drafts of each block by place, so that the nearest one before or after a place is found without a walk."""

    def __init__(self, page: Page, drafts: list[Draft]) -> None:
        self._blocks: dict[int, list[tuple[int, int, Draft]]] = {}
        self._count = 0
        for draft in drafts:
            for place in {_anchor(draft), draft.content[-1].start}:
                paragraph = page.parsed.paragraph_at(place)
                if paragraph is not None:
                    self.add(paragraph.index, place, draft)

    def add(self, block: int, place: int, draft: Draft) -> None:
        self._count += 1
        bisect.insort(self._blocks.setdefault(block, []), (place, self._count, draft))

    def before(self, block: int, place: int, *, speech_only: bool) -> Draft | None:
        """The last speech of a block before a place, among the nearest drafts; else, where allowed, the last draft."""
        entries = self._blocks.get(block, [])
        position = bisect.bisect_left(entries, (place, -1))
        near = [entries[k][2] for k in range(position - 1, max(-1, position - 1 - MAX_LOOK), -1)]
        return next((draft for draft in near if _is_speech(draft)), near[0] if near and not speech_only else None)

    def after(self, block: int, place: int) -> Draft | None:
        """The first quotation of a block after a place that has its own reporting word, among the nearest drafts."""
        entries = self._blocks.get(block, [])
        position = bisect.bisect_left(entries, (place, -1))
        near = [entries[k][2] for k in range(position, min(len(entries), position + MAX_LOOK))]
        return next((draft for draft in near if draft.how in _SPEECH_HOW), None)


def _signed(page: Page, stretch: Stretch) -> Draft | None:
    """A quotation with its author under or after it: "..." — Ada Example, Commissioner."""
    paragraphs = page.parsed.paragraphs
    end = paragraphs[stretch.block].block.span.end
    start, limit = stretch.end, end
    if not page.text[stretch.end : min(end, stretch.end + MAX_SIGNATURE_CHARS)].strip():
        if stretch.block + 1 >= len(paragraphs):
            return None
        following = paragraphs[stretch.block + 1].block.span
        start, limit = following.start, following.end
    match = _SIGNATURE.match(page.text, start, limit)
    if match is None or limit - match.end() > MAX_SIGNATURE_CHARS:
        return None
    token = page.parsed.token_at(match.end())
    doc = page.parsed.doc
    position, head = (token.i if token is not None else len(doc)), None
    while (
        position < len(doc)
        and doc[position].idx < limit
        and doc[position].pos_ in {"PROPN", "NOUN", "ADJ", "ADP", "DET"}
    ):
        if doc[position].pos_ == "PROPN":
            head = doc[position]
        position += 1
    if head is None or token is None:
        return None
    last = doc[position - 1]
    return Draft(
        [stretch.inner],
        speaker=head,
        speaker_span=Span(token.idx, last.idx + len(last)),
        how="signature under the quotation",
        stretches=[stretch],
    )


def _handed_on(page: Page, stretch: Stretch, turns: _Turns) -> Draft:
    draft = Draft([stretch.inner], stretches=[stretch], how="speaker unclear")
    if stretch.single and _is_whole_block(page, stretch) and len(stretch.inner) < MAX_HEADING_CHARS:
        return draft  # a crosshead in single marks
    earlier = turns.before(stretch.block, stretch.start, speech_only=False)
    if earlier is not None:
        return _from(draft, earlier, "same paragraph")
    following = turns.after(stretch.block, stretch.start)
    if following is not None and not _narration_between(page, stretch, following):
        return _from(draft, following, "same paragraph")
    before = stretch.block - 1
    while before >= 0 and not page.parsed.paragraphs[before].is_running_text:
        before -= 1
    if before < 0 or page.parsed.paragraphs[before].block.kind in {"heading", "title"}:
        return draft
    if stretch.start != page.parsed.paragraphs[stretch.block].block.span.start:
        return draft
    last = turns.before(before, page.parsed.paragraphs[before].block.span.end, speech_only=True)
    return draft if last is None else _from(draft, last, "continued from the paragraph before")


def _is_speech(draft: Draft) -> bool:
    """Whether someone has the word in a draft: plans, judgements and reports inside reports hand no turn on."""
    source = draft.inherited or draft
    return source.speaker is not None and source.parent is None and not source.negated and source.how in _SPEAKING


def _is_whole_block(page: Page, stretch: Stretch) -> bool:
    span = page.parsed.paragraphs[stretch.block].block.span
    return stretch.start == span.start and stretch.end >= span.end - 1


def _from(draft: Draft, earlier: Draft, how: str) -> Draft:
    draft.inherited = earlier.inherited or earlier
    draft.how = how if draft.inherited.speaker is not None else "speaker unclear"
    return draft


def _anchor(draft: Draft) -> int:
    return max(draft.cue.start if draft.cue is not None else -1, draft.content[0].start)


def _narration_between(page: Page, stretch: Stretch, draft: Draft) -> bool:
    between = page.text[stretch.end : min(draft.content[0].start, stretch.end + 200)]
    return bool(re.search(r"\w+\W+\w+\W+\w+", between))
