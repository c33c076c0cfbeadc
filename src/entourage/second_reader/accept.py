"""Which proposals the text bears out.

In: proposals, the paragraphs they were made on, the reading so far. Out: quotes, ties and positions, and refusals.
Invariants: every word that enters is the document's own, at its span; every party is one of the reading; nothing is
found twice; nothing is surer than ``MAX_CONFIDENCE``; every line is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from entourage.model import Entity, Position, Quote, Reading, Span, Tie
from entourage.second_reader.locate import Paragraph, fold, without_marks
from entourage.second_reader.marks import kind_of
from entourage.second_reader.parties import Parties, mentions_in
from entourage.second_reader.prompt import schemata
from entourage.second_reader.reply import Proposal, ProposedPosition, ProposedQuote, ProposedTie
from entourage.second_reader.report import ProposalKind, Refusal

MAX_CONFIDENCE = 0.6
"""Measured on nothing, so never more than "likely"."""

_DIRECT, _OTHER = MAX_CONFIDENCE, 0.5
_LEAST_WORDS = {"direct": 2, "mixed": 3, "indirect": 3}
"""What is shorter is a term or a name as often as not."""

_SHOWN_CHARS = 80


class Refused(Exception):
    """A proposal does not enter; the message says why. Never leaves this room."""


class Checker:
    """Holds proposals against the text, and keeps what enters."""

    def __init__(self, text: str, reading: Reading, parties: Parties, mark: str) -> None:
        self.quotes: list[Quote] = []
        self.ties: list[Tie] = []
        self.positions: list[Position] = []
        self.refused: list[Refusal] = []
        self._text, self._reading, self._parties, self._mark = text, reading, parties, mark

    @property
    def accepted(self) -> int:
        """How many proposals entered."""
        return len(self.quotes) + len(self.ties) + len(self.positions)

    def check(self, proposal: Proposal, paragraphs: Sequence[Paragraph], before: Span | None) -> None:
        """Takes a proposal in, or notes why not.

        Args:
            proposal: of the form asked for.
            paragraphs: that it was made on.
            before: the paragraph before the first one; None at the beginning of the text.
        """
        kind, words = _kind_and_words(proposal)
        try:
            if isinstance(proposal, ProposedQuote):
                self.quotes.append(self._quote(proposal, paragraphs, before))
            elif isinstance(proposal, ProposedTie):
                self.ties.append(self._tie(proposal, paragraphs))
            else:
                self.positions.append(self._position(proposal, paragraphs))
        except Refused as why:
            self.refused.append(Refusal(kind=kind, reason=str(why), words=words[:_SHOWN_CHARS]))

    # -- quotes -----------------------------------------------------------------------------------
    def _quote(self, proposal: ProposedQuote, paragraphs: Sequence[Paragraph], before: Span | None) -> Quote:
        speaker = self._party(proposal.speaker)
        reason = "its words do not stand in the text"
        for number, paragraph in enumerate(paragraphs):
            for content in _contents(proposal.words, paragraph):
                kind = kind_of(self._text, paragraph.span, content)
                beside = _nearest(mentions_in(speaker, paragraph.span), content)
                previous = paragraphs[number - 1].span if number else before
                in_previous = previous is not None and any(True for _ in mentions_in(speaker, previous))
                if sum(len(span.of(self._text).split()) for span in content) < _LEAST_WORDS[kind]:
                    reason = "its words are too few"
                elif beside is None and not (kind == "direct" and in_previous):
                    reason = "its speaker is not mentioned beside it"
                elif self._is_known_quote(content):
                    reason = "already found"
                else:
                    return self._new_quote(proposal, paragraph, content, speaker, beside)
        raise Refused(reason)

    def _new_quote(
        self,
        proposal: ProposedQuote,
        paragraph: Paragraph,
        content: tuple[Span, ...],
        speaker: Entity,
        beside: Span | None,
    ) -> Quote:
        cue = _nearest(paragraph.find(proposal.cue), content)
        if proposal.cue.strip() and cue is None:
            raise Refused("its cue does not stand beside it")
        kind = kind_of(self._text, paragraph.span, content)
        return Quote(
            id=f"second-quote-{len(self.quotes) + 1}",
            content=content,
            cue=cue,
            speakers=(speaker.id,),
            speaker_span=beside,
            kind=kind,
            how=f"{self._mark}: named {'in the same' if beside else 'in the previous'} paragraph",
            confidence=_DIRECT if kind == "direct" and beside else _OTHER,
        )

    def _is_known_quote(self, content: tuple[Span, ...]) -> bool:
        known = (*self._reading.quotes, *self.quotes)
        return any(old.overlaps(new) for quote in known for old in quote.content for new in content)

    # -- ties -------------------------------------------------------------------------------------
    def _tie(self, proposal: ProposedTie, paragraphs: Sequence[Paragraph]) -> Tie:
        subject, object_ = self._party(proposal.subject), self._party(proposal.object)
        _check_ends(proposal.schema, subject, object_)
        reason = "its evidence does not stand in the text"
        for paragraph in paragraphs:
            for evidence in paragraph.find(proposal.evidence):
                role = next(paragraph.find(proposal.role, evidence), None)
                if role is None:
                    reason = "its role does not stand in the evidence"
                elif not (_is_in(subject, evidence) and _is_in(object_, evidence)):
                    reason = "its parties are not both mentioned in the evidence"
                elif self._is_known_tie(proposal.schema, {subject.id, object_.id}, evidence):
                    reason = "already found"
                else:
                    return Tie(
                        id=f"second-tie-{len(self.ties) + 1}",
                        schema=proposal.schema,
                        subject=subject.id,
                        object=object_.id,
                        role=" ".join(role.of(self._text).split()),
                        status=proposal.status,
                        evidence=(evidence,),
                        confidence=_OTHER,
                        how=f"{self._mark}: both mentioned in the evidence",
                    )
        raise Refused(reason)

    def _is_known_tie(self, schema: str, ends: set[str], evidence: Span) -> bool:
        return any(
            {tie.subject, tie.object} == ends
            and (tie.schema == schema or any(old.overlaps(evidence) for old in tie.evidence))
            for tie in (*self._reading.ties, *self.ties)
        )

    # -- positions --------------------------------------------------------------------------------
    def _position(self, proposal: ProposedPosition, paragraphs: Sequence[Paragraph]) -> Position:
        entity = self._party(proposal.entity)
        proposition = next((span for one in paragraphs for span in one.find(proposal.proposition)), None)
        if proposition is None:
            raise Refused("its proposition does not stand in the text")
        words = " ".join(proposition.of(self._text).split())
        reason = "its evidence does not stand in the text"
        for evidence in (span for one in paragraphs for span in one.find(proposal.evidence)):
            if not _is_in(entity, evidence):
                reason = "its party is not mentioned in the evidence"
            elif self._is_known_position(entity.id, words, evidence):
                reason = "already found"
            else:
                # A position has no "how": its mark stands in its words, so that no rendering can lose it.
                return Position(
                    entity=entity.id,
                    proposition=f"{words} [{self._mark}]",
                    stance=proposal.stance,
                    evidence=(evidence,),
                    confidence=_OTHER,
                )
        raise Refused(reason)

    def _is_known_position(self, entity: str, words: str, evidence: Span) -> bool:
        return any(
            position.entity == entity
            and (
                fold(position.proposition.removesuffix(f" [{self._mark}]")) == fold(words)
                or any(old.overlaps(evidence) for old in position.evidence)
            )
            for position in (*self._reading.positions, *self.positions)
        )

    def _party(self, name: str) -> Entity:
        entity = self._parties.named(name)
        if entity is None:
            raise Refused("no one party of that name")
        return entity


def _kind_and_words(proposal: Proposal) -> tuple[ProposalKind, str]:
    if isinstance(proposal, ProposedQuote):
        return "quote", proposal.words[0]
    if isinstance(proposal, ProposedTie):
        return "tie", f"{proposal.subject} - {proposal.role} - {proposal.object}"
    return "position", proposal.proposition


def _check_ends(schema: str, subject: Entity, object_: Entity) -> None:
    ends = schemata().get(schema)
    if ends is None:
        raise Refused("no schema that may be proposed")
    if subject.id == object_.id:
        raise Refused("a tie of a party with itself")
    if "list" in (subject.kind, object_.kind):
        # A tie to a list says that someone is sanctioned: not for a model to say.
        raise Refused("who is on a list is not for a second reader")
    if subject.schema not in ends[0] or object_.schema not in ends[1]:
        raise Refused("its parties cannot be ends of such a tie")


def _contents(parts: Sequence[str], paragraph: Paragraph) -> Iterator[tuple[Span, ...]]:
    """Every place in a paragraph where the parts stand one after the other, without enclosing marks."""
    for first in paragraph.find(parts[0]):
        spans = [first]
        for part in parts[1:]:
            rest = Span(spans[-1].end, paragraph.span.end) if spans[-1].end < paragraph.span.end else None
            following = next(paragraph.find(part, rest), None) if rest else None
            if following is None:
                break
            spans.append(following)
        else:
            bare = [span for one in spans if (span := without_marks(paragraph.text, one)) is not None]
            if len(bare) == len(parts):
                yield tuple(bare)


def _nearest(spans: Iterator[Span], content: tuple[Span, ...]) -> Span | None:
    """The span nearest to the words and outside them; None when there is none."""
    outside = [span for span in spans if not any(span.overlaps(part) for part in content)]
    return min(outside, key=lambda span: (_distance(span, content), span), default=None)


def _distance(span: Span, content: tuple[Span, ...]) -> int:
    return min(max(part.start - span.end, span.start - part.end) for part in content)


def _is_in(entity: Entity, span: Span) -> bool:
    return next(mentions_in(entity, span), None) is not None
