"""Ties as they are found, each kept once.

In: ends, schema, role, status, evidence. Out: model ties with ids "tie-1" ... in order of their evidence. Invariants:
no tie of a party with itself; two statements of one tie are one tie with two spans of evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from entourage.model import Span, Status, Tie
from entourage.reading.cast import Party
from entourage.reading.ties.confidence import confidence as confidence_of

MIN_CONFIDENCE = 0.5
_MAX_EVIDENCE = 5
_ONE_EACH = frozenset({"Employment", "Membership", "Family", "Associate", "Ownership", "Representation"})


@dataclass
class _Draft:
    schema: str
    subject: str
    object: str
    role: str
    status: Status
    start_date: str
    end_date: str
    evidence: list[Span]
    confidence: float
    how: str


@dataclass
class Ledger:
    """Collects ties; see the module."""

    _drafts: dict[tuple[str, str, str, str], _Draft] = field(default_factory=dict)

    def add(
        self,
        schema: str,
        subject: Party,
        object_: Party,
        *,
        role: str,
        evidence: Span,
        how: str,
        status: Status = "current",
        confidence: float = 0.9,
        dates: tuple[str, str] = ("", ""),
    ) -> None:
        """Note a tie; a second statement of it adds its evidence."""
        if not schema or subject is object_ or confidence < MIN_CONFIDENCE:
            return
        if object_.kind in {"people", "event", "product"} or subject.kind in {"people", "event", "product"}:
            return
        key = (schema, subject.id, object_.id, "" if schema in _ONE_EACH else role.lower())
        known = self._drafts.get(key)
        if known is None or (status != known.status and "negated" in {status, known.status}):
            if known is not None:
                key = (schema, subject.id, object_.id, f"{role.lower()} ({status})")
                if key in self._drafts:
                    return
            self._drafts[key] = _Draft(
                schema, subject.id, object_.id, role, status, *dates, [evidence], round(confidence, 2), how
            )
            return
        if evidence not in known.evidence and len(known.evidence) < _MAX_EVIDENCE:
            known.evidence.append(evidence)
        known.start_date, known.end_date = known.start_date or dates[0], known.end_date or dates[1]
        if confidence > known.confidence:
            known.confidence, known.how = round(confidence, 2), how
        if len(role) > len(known.role) and known.role in {"", "of", "joined"}:
            known.role = role

    def ties(self) -> tuple[Tie, ...]:
        """All ties, in order of their first evidence."""
        told = {(d.subject, d.object) for d in self._drafts.values() if d.role != "of" and d.status != "negated"}
        kept = [d for d in self._drafts.values() if d.role != "of" or (d.subject, d.object) not in told]
        drafts = sorted(kept, key=lambda d: (min(d.evidence), d.schema, d.subject, d.object, d.role))
        return tuple(
            Tie(
                id=f"tie-{number}",
                schema=draft.schema,
                subject=draft.subject,
                object=draft.object,
                role=draft.role,
                status=draft.status,
                start_date=draft.start_date,
                end_date=draft.end_date,
                evidence=tuple(sorted(draft.evidence)),
                confidence=confidence_of("tie", draft.how, draft.confidence),
                how=draft.how,
            )
            for number, draft in enumerate(drafts, 1)
        )
