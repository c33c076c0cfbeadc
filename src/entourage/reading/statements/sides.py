"""The sides that parties take in one text, gathered into positions.

In: one stance after the other, in the order of the text. Out: :class:`entourage.model.Position` values. Invariants: one
position per party and topic; who takes both sides is of two minds; a topic keeps the words in which it came up first.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from entourage.model import Position, Span, Stance
from entourage.reading.statements.propositions import Agenda, Proposition, Topic
from entourage.reading.statements.stance import Side

_MAX_EVIDENCE = 5
_SHORTEST = 3
"""Characters of a proposition; what is shorter says nothing."""


@dataclass
class _Draft:
    topic: Topic
    party: str
    sides: set[Side] = field(default_factory=set)
    evidence: list[Span] = field(default_factory=list)
    confidence: float = 0.0


class Sides:
    """Who was on which side of what so far."""

    def __init__(self) -> None:
        self._agenda = Agenda()
        self._drafts: dict[tuple[int, str], _Draft] = {}

    def topic_of(self, proposition: Proposition, paragraph: int, side: Side) -> Topic | None:
        """The topic of a proposition; None for one that points nowhere or says nothing."""
        topic = self._agenda.topic_of(proposition, paragraph, is_for=side == "for")
        return topic if topic is not None and len(topic.first.words) >= _SHORTEST else None

    def take(self, party: str, topic: Topic, side: Side, span: Span, confidence: float) -> None:
        """A party (its id) takes a side, as the words of ``span`` show."""
        draft = self._drafts.setdefault((topic.number, party), _Draft(topic, party))
        draft.sides.add(side)
        if span not in draft.evidence and len(draft.evidence) < _MAX_EVIDENCE:
            draft.evidence.append(span)
        draft.confidence = max(draft.confidence, confidence)

    def positions(self) -> tuple[Position, ...]:
        """Those on one topic together, in order of its first appearance; empty where nobody took a side."""
        ranked = sorted(self._drafts.values(), key=lambda one: (one.topic.number, one.evidence[0], one.party))
        return tuple(_position(draft) for draft in ranked)


def _position(draft: _Draft) -> Position:
    stance: Stance = "mixed" if len(draft.sides) > 1 else next(iter(draft.sides))
    return Position(
        entity=draft.party,
        proposition=draft.topic.first.words,
        stance=stance,
        evidence=tuple(draft.evidence),
        confidence=round(draft.confidence, 2),
    )
