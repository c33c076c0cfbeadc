"""Whose spokesperson, whose manager: "The department would only say ... . Spokesperson Ada Example said ...".

In: a role phrase without an organisation. Out: the one organisation that speaks just before it. Invariant: silence
unless exactly one organisation speaks in the same paragraph before the phrase, or else in the paragraph before.
"""

from __future__ import annotations

from entourage.model import Span
from entourage.reading.cast import Party
from entourage.reading.ties.found import Ledger
from entourage.reading.ties.phrases import RolePhrase
from entourage.reading.ties.targets import Scene
from entourage.reading.ties.words import cue

CONFIDENCE = 0.6
# Characters: a text without line breaks is one paragraph, and what stands pages before is not "just before".
_MAX_DISTANCE = 2_000


def implied_ties(scene: Scene, ledger: Ledger, phrase: RolePhrase) -> None:
    """Tie a spokesperson to the organisation that is quoted beside them."""
    if phrase.targets:
        return
    if phrase.head.lemma_.lower() not in cue("spokespeople", "words"):
        _of_the_reported_clause(scene, ledger, phrase)
        return
    place = scene.parsed.paragraph_at(phrase.evidence.start)
    if place is None:
        return
    start = max(place.block.span.start, phrase.evidence.start - _MAX_DISTANCE)
    found = _speaking(scene, start, phrase.head.sent.start_char)
    if not found and place.index > 0:
        before = scene.parsed.paragraphs[place.index - 1].block.span
        found = _speaking(scene, max(before.start, before.end - _MAX_DISTANCE), before.end)
    if len(found) != 1:
        return
    organization = next(iter(found.values()))
    for holder in phrase.holders:
        ledger.add(
            "Employment",
            holder.party,
            organization,
            role=phrase.label or phrase.head.text,
            evidence=phrase.evidence,
            how="the organisation that speaks just before",
            status=phrase.status,
            confidence=CONFIDENCE,
        )


def _of_the_reported_clause(scene: Scene, ledger: Ledger, phrase: RolePhrase) -> None:
    """Tie "said Ada Example, a plant manager" to the one organisation that is the subject of what she said."""
    if phrase.group.name not in {"director", "employee"} or not phrase.group.organization:
        return
    sentence = phrase.head.sent
    for holder in phrase.holders:
        name = scene.parsed.tokens_in(holder.span)
        if holder.how != "apposition" or not len(name) or not _says(name[0]):
            continue
        mentions = scene.cast.mentions_in(sentence.start_char, holder.span.start)
        named = {party.id for _, party, kind in mentions if kind == "name" and party.is_organization}
        acting = [
            party
            for span, party, kind in mentions
            if kind == "name"
            and party.is_organization
            and party.kind not in {"publication", "government"}
            and any(token.dep_ in {"nsubj", "nsubjpass"} for token in scene.parsed.tokens_in(span))
        ]
        if len(named) == 1 and acting:
            start = min(span.start for span, party, _ in mentions if party is acting[0])
            ledger.add(
                phrase.group.organization,
                holder.party,
                acting[0],
                role=phrase.label or phrase.head.text,
                evidence=Span(start, phrase.evidence.end),
                how="the organisation that is spoken of",
                status=phrase.status,
                confidence=CONFIDENCE,
            )


def _says(name: object) -> bool:
    """Whether a verb of saying stands right before a name ("said Ada Example, ...")."""
    before = name.nbor(-1) if name.i > name.sent.start else None  # type: ignore[attr-defined]
    if before is None or before.pos_ != "VERB" or before.lemma_.lower() not in cue("spokespeople", "verbs"):
        return False
    speakers = [child for child in before.children if child.dep_ == "nsubj"]  # "the office said Ada Example, the ..."
    return all(child.i > before.i for child in speakers)


def _speaking(scene: Scene, start: int, end: int) -> dict[str, Party]:
    """Organisations that are the subject of a verb of saying in ``[start, end)``."""
    found = {}
    for span, party, _ in scene.cast.mentions_in(start, end):
        if not party.is_organization or party.kind in {"publication", "group"}:
            continue
        for token in scene.parsed.tokens_in(span):
            if token.dep_ == "nsubj" and token.head.lemma_.lower() in cue("spokespeople", "verbs"):
                found[party.id] = party
    return found
