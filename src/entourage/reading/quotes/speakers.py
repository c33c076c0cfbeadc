"""Drafts finished: speaker spans, speakers as parties of the cast, kind, ids.

In: drafts in order. Out: quotes. Invariant: a speaker is named only when the cast has the party that the noun phrase
stands for.
"""

from __future__ import annotations

import re
from typing import Any

from entourage.model import Quote, QuoteKind
from entourage.reading.cast import Cast
from entourage.reading.phrases import antecedent
from entourage.reading.quotes.confidence import NOT_SHOWN_SPEAKER, confidence
from entourage.reading.quotes.draft import Draft, Page
from entourage.reading.quotes.grammar import conjoined_nouns, noun_phrase
from entourage.reading.quotes.holders import Holders
from entourage.reading.resolve import resolve_token

_SPEECH = frozenset({"cue before the quotation", "cue after the quotation", "reporting clause"})
_WORD = re.compile(r"\w+")
_RELATIVE = frozenset({"who", "that", "which", "whom"})


def finished(page: Page, cast: Cast, drafts: list[Draft]) -> tuple[Quote, ...]:
    """Quotes with ids in order of the text."""
    drafts = [draft for draft in drafts if _leave_speaker_out(page, draft)]
    ids = {id(draft): f"quote-{number}" for number, draft in enumerate(drafts, start=1)}
    holders = Holders.of(page, cast, drafts)
    return tuple(_quote(page, cast, draft, ids, holders) for draft in drafts)


def _leave_speaker_out(page: Page, draft: Draft) -> bool:
    """Take pieces out of reported words that hold the one who reports them; whether anything is left."""
    if draft.inherited is not None or draft.speaker is None or _kind(page, draft) == "direct":
        return True
    place = draft.speaker.idx
    draft.content = [piece for piece in draft.content if not piece.start <= place < piece.end]
    return bool(draft.content)


def _quote(page: Page, cast: Cast, draft: Draft, ids: dict[int, str], holders: Holders) -> Quote:
    source = draft.inherited or draft
    speakers = _held(page, cast, source, holders) or _labelled(cast, source.label)
    span = source.speaker_span or (noun_phrase(source.speaker, page.text) if source.speaker is not None else None)
    kind = _kind(page, draft)
    known = source.speaker is not None
    return Quote(
        id=ids[id(draft)],
        content=tuple(draft.content),
        cue=draft.cue,
        speakers=speakers,
        speaker_span=span,
        kind=kind,
        how=_how(draft, source),
        confidence=confidence(kind, draft.how, has_speaker=known, inside=draft.parent is not None),
        negated=draft.negated,
        parent=ids.get(id(draft.parent), "") if draft.parent is not None else "",
    )


def _held(page: Page, cast: Cast, source: Draft, holders: Holders) -> tuple[str, ...]:
    """Ids of the speakers; a pronoun first goes back to who holds the word."""
    speech = source.speaker is not None and source.how in _SPEECH
    holder = holders.before(source.speaker) if speech else None
    if holder is not None:
        return (holder.id,)
    found = _speakers(page, cast, source.speaker)
    last = holders.subject_before(source.speaker) if speech and not found else None
    return found if last is None else (last.id,)


def _speakers(page: Page, cast: Cast, token: Any) -> tuple[str, ...]:
    """Ids of the parties that a noun phrase stands for, those joined by "and" included; empty when unclear."""
    if token is None:
        return ()
    if token.lower_ in _RELATIVE and token.head.dep_ == "relcl":
        token = antecedent(token, token.head)
    ids: list[str] = []
    for noun in conjoined_nouns(token):
        for party in resolve_token(page.parsed, cast, noun):
            if party.id not in ids:
                ids.append(party.id)
    return tuple(ids)


def _labelled(cast: Cast, label: str) -> tuple[str, ...]:
    """The one person whose name ends in a transcript's label, letter case aside; empty when none or several do."""
    wanted = label.casefold().split()[-1:]
    if not wanted or len(wanted[0]) < 2:
        return ()
    found = [person.id for person in cast.people() if person.name.casefold().split()[-1:] == wanted]
    return tuple(found) if len(found) == 1 else ()


def _how(draft: Draft, source: Draft) -> str:
    if source.speaker is None:
        return draft.how if draft.how in NOT_SHOWN_SPEAKER else "speaker unclear"
    if source.speaker.pos_ == "PRON" and draft.inherited is None:
        return f"{draft.how}; pronoun"
    return draft.how


def _kind(page: Page, draft: Draft) -> QuoteKind:
    """Direct when all words stand inside quotation marks (or are a turn of a transcript), mixed when some do, indirect
    when none does."""
    if draft.label:
        return "direct"
    inside = total = 0
    for piece in draft.content:
        for match in _WORD.finditer(page.text, piece.start, piece.end):
            total += 1
            inside += page.stretch_at(match.start()) is not None
    if not inside:
        return "indirect"
    return "direct" if inside == total else "mixed"
