"""Words in quotation marks that no other reader has claimed, inside a sentence that reports something.

In: a :class:`Page` and all drafts so far. Out: new drafts; some drafts are made longer. Invariants: only stretches that
no draft holds are read; a draft is only made where the sentence has a reporting word before the marks and the text
shows whose it is; titles of works stay nobody's words.

"Ada said in an interview taped before the storm that the harbour was “a wreck”": the parse loses the clause behind the
interview. The marks show that something is reported, so the sentence is read from its words instead.
"""

from __future__ import annotations

from typing import Any

from entourage.model import Span
from entourage.reading.quotes.beside import speaker_beside
from entourage.reading.quotes.clauses import NOT_REPORTING
from entourage.reading.quotes.cues import Cue
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.quotes.extents import content_pieces, sentence_around
from entourage.reading.quotes.grammar import has_negation, has_particle, is_passive, is_too_wide
from entourage.reading.quotes.marks import Stretch
from entourage.reading.quotes.reach import end_of_report, has_subject, start_of_report
from entourage.reading.quotes.utterance import is_work_title, starts_sentence

_WAYS = (
    ("clause", "reporting clause"),
    ("as", "naming"),
    ("object", "judgement"),
    ("for", "call or complaint"),
    ("marks", "naming"),
)
_FINITE_OR_PARTICIPLE = frozenset({"VBD", "VBZ", "VBP", "VBG", "VBN", "VB"})
# Between a report that ended too early and marks that go on with it stand at most so many tokens.
MAX_GAP = 25


def read_leftover(page: Page, drafts: list[Draft], unclaimed: list[Stretch]) -> list[Draft]:
    """Drafts for unread words in marks; drafts that end too early are lengthened in place.

    Args:
        page: the text.
        drafts: all drafts so far; their ``content`` may grow.
        unclaimed: utterances that stand on their own; they are left to others.
    """
    taken = {id(stretch) for draft in drafts for stretch in draft.stretches}
    taken |= {id(stretch) for stretch in unclaimed if starts_sentence(page, stretch)}
    by_cue = {draft.cue_token.i: draft for draft in drafts if draft.cue_token is not None}
    made = []
    for stretch in page.tops:
        if id(stretch) in taken:
            continue
        draft = _read(page, stretch, by_cue)
        if draft is None:
            continue
        taken.update(id(s) for s in draft.stretches)
        if draft.cue_token.i not in by_cue:
            by_cue[draft.cue_token.i] = draft
            made.append(draft)
    return made


def _read(page: Page, stretch: Stretch, by_cue: dict[int, Draft]) -> Draft | None:
    first = page.parsed.token_at(stretch.inner.start)
    sentence = [] if first is None else sentence_around(page, first)
    outside = [t for t in sentence if t.idx < stretch.start and page.stretch_at(t.idx) is None and not t.is_space]
    words = [t for t in outside if not t.is_punct]
    if not words or is_work_title(page, stretch, words) or _looks_like_a_title(page, stretch, words[-1]):
        return None
    if (spoken := _goes_on_after_tag(page, stretch, by_cue, outside)) is not None:
        return spoken
    cue = _cue_of(page, words, by_cue)
    if cue is None:
        return None
    earlier = by_cue.get(cue[0].i)
    end = end_of_report(page, stretch, sentence)
    return (
        _lengthened(page, earlier, stretch, end, outside)
        if earlier is not None
        else _draft(page, stretch, cue, [t for t in sentence if t.i <= end])
    )


def _goes_on_after_tag(page: Page, stretch: Stretch, by_cue: dict[int, Draft], outside: list[Any]) -> Draft | None:
    """ "..., she said, and “clear results”.": the words in marks after the tag go on with the quotation before it."""
    if not outside or not (outside[-1].text == "," or (outside[-1].pos_ == "CCONJ" and len(outside) > 1)):
        return None
    tag = outside[-8:]
    draft = next((by_cue[t.i] for t in reversed(tag) if t.i in by_cue), None)
    if draft is None or draft.how != "cue after the quotation" or draft.content[-1].end > draft.cue_token.idx:
        return None
    after = [t for t in tag if t.i > draft.cue_token.i]
    if any(t.pos_ in {"VERB", "AUX"} for t in after) or not any(t.text == "," for t in after):
        return None
    draft.content.append(stretch.inner)
    draft.stretches.append(stretch)
    return draft


def _draft(page: Page, stretch: Stretch, cue: tuple[Any, str], sentence: list[Any]) -> Draft | None:
    token, how = cue
    start, speaker = start_of_report(page, token, stretch, how), _speaker(page, token)
    if start is None or speaker is None:
        return None
    pieces = content_pieces(page, [t for t in sentence if t.i >= start])
    if not pieces:
        return None
    return Draft(
        content=pieces,
        cue=Span(token.idx, token.idx + len(token)),
        cue_token=token,
        speaker=speaker,
        how=how,
        stretches=[s for piece in pieces for s in page.stretches_in(piece.start, piece.end)],
        negated=has_negation(token, page.table),
    )


def _cue_of(page: Page, words: list[Any], by_cue: dict[int, Draft]) -> tuple[Any, str] | None:
    """The reporting word whose report runs up to the marks: the outermost of those that hold one another."""
    found = [(t, way) for t in words if (way := _way(page, t)) is not None]
    if not found:
        return None
    token, how = next(((t, way) for t, way in reversed(found) if way == "reporting clause"), found[-1])
    for other, way in found:
        draft = by_cue.get(other.i)
        if draft is not None and other.i < token.i and any(p.start <= token.idx < p.end for p in draft.content):
            return other, way
    return token, how


def _way(page: Page, token: Any) -> str | None:
    if token.pos_ != "VERB" or token.dep_ in NOT_REPORTING or token.tag_ not in _FINITE_OR_PARTICIPLE:
        return None
    cue = page.table.cue(token.pos_, token.lemma_)
    if cue is None or is_too_wide(token) or is_passive(token) or not _reports_here(token, cue):
        return None
    ways = [way for frame, way in _WAYS if frame in cue.frames and (frame != "clause" or has_particle(token, cue))]
    return ways[0] if ways else None


def _reports_here(token: Any, cue: Cue) -> bool:
    return bool(
        cue.groups
        & {"saying", "saying with a particle", "thinking", "naming", "naming in marks", "judging", "blaming", "asking"}
    )


def _looks_like_a_title(page: Page, stretch: Stretch, before: Any) -> bool:
    """A capitalised name in marks after "NBC's", "on", "the show": a programme, a song, an act."""
    words = stretch.inner.of(page.text).strip(",.!?").split()
    capital = all(w[:1].isupper() or w[:1].isdigit() or len(w) <= 3 for w in words)
    return len(words) >= 2 and capital and not (before.pos_ == "VERB" or before.lower_ in {"as", "that", "a", "an"})


def _lengthened(page: Page, draft: Draft, stretch: Stretch, end: int, outside: list[Any]) -> Draft | None:
    """A draft whose report goes on in the marks: "said it was cold, but “the boats are fine”"."""
    cue, content = draft.cue_token, draft.content[-1]
    if not cue.idx < content.start or not content.end <= stretch.start + 1 or draft.how not in {w for _, w in _WAYS}:
        return None
    gap = [t for t in outside if t.idx >= content.end]
    if len(gap) > MAX_GAP or any(_way(page, t) is not None and has_subject(t) for t in gap):
        return None
    tokens = [t for t in cue.doc[cue.i + 1 : end + 1] if t.idx >= content.start]
    pieces = content_pieces(page, tokens)
    if not pieces:
        return None
    draft.content = [*draft.content[:-1], *pieces]
    draft.stretches += page.stretches_in(content.end, pieces[-1].end)
    return draft


def _speaker(page: Page, verb: Any) -> Any | None:
    speaker = speaker_beside(page, verb)
    return None if speaker is None or page.stretch_at(speaker.idx) is not None or speaker.i > verb.i + 12 else speaker
