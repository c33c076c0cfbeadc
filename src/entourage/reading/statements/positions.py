"""Who is for, against or of two minds, on what the text is about.

In: a Parsed text with its Cast and quotes. Out: :class:`entourage.model.Position` values. Invariants: one position
per party and proposition; two sides of one question carry the same words of it; every position opens at what shows
it; time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from entourage.model import Position, Quote, Span, Stance
from entourage.reading.cast import Cast
from entourage.reading.parse import Parsed
from entourage.reading.shares import measured_share
from entourage.reading.statements.propositions import Agenda, Topic
from entourage.reading.statements.stances import find_stances
from entourage.reading.statements.voices import Voices
from entourage.reading.statements.wording import Page

# Beside the measured share of all (data/shares.toml), which nearly all come from verbs; a judgement.
_BESIDE_VERBS = {"verb": 1.0, "state": 1.0, "label": 0.9, "fear": 0.85, "blame": 0.95, "should": 0.8, "reason": 0.85}
_POINTS_BACK = 0.9
_MAX_EVIDENCE = 5
_SHORTEST = 3
"""Characters of a proposition; what is shorter says nothing."""


@dataclass
class _Draft:
    topic: Topic
    party: str
    sides: set[str] = field(default_factory=set)
    evidence: list[Span] = field(default_factory=list)
    confidence: float = 0.0


def find_positions(parsed: Parsed, cast: Cast, quotes: Sequence[Quote]) -> tuple[Position, ...]:
    """Who is for and against what.

    Args:
        parsed: the analysed text.
        cast: its parties; a group counts as its members.
        quotes: of the same text; they say whose words a demand is in.

    Returns:
        Positions, those on one proposition together, in order of its first appearance; empty where nobody takes one.
    """
    page, voices, agenda = Page(parsed, cast), Voices(quotes), Agenda()
    drafts: dict[tuple[int, str], _Draft] = {}
    for paragraph in parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for stance in find_stances(page, voices, paragraph):
            topic = agenda.topic_of(stance.proposition, paragraph.index, is_for=stance.side == "for")
            if topic is None or len(topic.first.words) < _SHORTEST:
                continue
            share = measured_share("entourage.reading.statements", "data/shares.toml", "position", "all")
            confidence = share * _BESIDE_VERBS[stance.how] * (_POINTS_BACK if stance.proposition.again else 1.0)
            for party in stance.parties:
                draft = drafts.setdefault((topic.number, party.id), _Draft(topic, party.id))
                draft.sides.add(stance.side)
                if stance.span not in draft.evidence and len(draft.evidence) < _MAX_EVIDENCE:
                    draft.evidence.append(stance.span)
                draft.confidence = max(draft.confidence, confidence)
    ranked = sorted(drafts.values(), key=lambda draft: (draft.topic.number, draft.evidence[0], draft.party))
    return tuple(_position(draft) for draft in ranked)


def _position(draft: _Draft) -> Position:
    stance: Stance = "mixed" if len(draft.sides) > 1 else ("for" if "for" in draft.sides else "against")
    return Position(
        entity=draft.party,
        proposition=draft.topic.first.words,
        stance=stance,
        evidence=tuple(draft.evidence),
        confidence=round(draft.confidence, 2),
    )
