"""A dossier as rows of the casefile's tables.

In: a Dossier and its FollowTheMoney entities. Out: rows by table. Invariants: the same dossier gives the same rows;
every line has at least one row of evidence, and its words stand in the document's text at its place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from typing import Any

import msgspec

from entourage.casefile.identity import ORGANIZATIONS, CaseEntity, block_of, full_names, organization_key
from entourage.dossier import ftm_entities, ftm_id, members_of_groups
from entourage.model import Dossier, Entity, Screening, Span
from entourage.names import name_key, normalise

Row = dict[str, Any]
Rows = dict[str, list[Row]]
_MAX_WORDS = 2_000
_WORD = re.compile(r"[^\W\d_]{4,}")


def rows_of(dossier: Dossier, *, seen: str) -> Rows:
    """All rows of one document but its own.

    Args:
        dossier: with or without screenings.
        seen: ISO 8601 time of reading, for the statements.

    Returns:
        Rows by the name of their table; ``entities`` without ``party_id``, statements with the entity as their own
        canonical one: who is who over the case is decided elsewhere.
    """
    maker = _Rows(dossier)
    maker.entities()
    maker.ties()
    maker.quotes()
    maker.positions()
    maker.events()
    maker.claims()
    maker.screenings()
    maker.statements(seen)
    return maker.rows


class _Rows:
    def __init__(self, dossier: Dossier) -> None:
        self.dossier, self.document = dossier, dossier.document
        self.members = members_of_groups(dossier.reading.entities)
        self.rows: Rows = {}

    def key(self, local: str) -> str:
        return ftm_id(self.document.id, local)

    def each(self, entity_id: str) -> tuple[str, ...]:
        """Keys of the entity; for a group, of each member: what is said of a group is said of each."""
        return tuple(self.key(one) for one in dict.fromkeys(self.members.get(entity_id, (entity_id,))))

    def put(self, table: str, **row: Any) -> None:
        self.rows.setdefault(table, []).append(row)

    def evidence(self, key: str, spans: Iterable[Span]) -> None:
        for span in spans:
            words = span.of(self.document.text)[:_MAX_WORDS]
            self.put(
                "evidence", line_key=key, document_id=self.document.id, start=span.start, end=span.end, words=words
            )

    def entities(self) -> None:
        beside = _beside(self.dossier)
        full = full_names(
            {one.name: one.schema for one in self.dossier.reading.entities if one.schema in ORGANIZATIONS}
        )
        for entity in self.dossier.reading.entities:
            if entity.id in self.members:
                continue
            judged = case_entity(self.key(entity.id), self.document.id, entity, beside.get(entity.id, ()))
            if entity.schema in ORGANIZATIONS:
                judged = msgspec.structs.replace(judged, full_name=full.get(entity.name, ""))
            self.put(
                "entities", key=judged.key, document_id=self.document.id, entity_id=entity.id, schema=entity.schema,
                kind=entity.kind, name=entity.name, body=msgspec.json.encode(judged).decode(),
                block=block_of(entity.schema, entity.kind, judged.full_name or entity.name),
            )  # fmt: skip
            names = [m.span for m in entity.mentions if m.kind == "name"] or [m.span for m in entity.mentions]
            self.evidence(judged.key, names[:5])

    def ties(self) -> None:
        for tie in self.dossier.reading.ties:
            ends = [(a, b) for a in self.each(tie.subject) for b in self.each(tie.object) if a != b]
            for number, (subject, object_) in enumerate(ends, 1):
                key = self.key(f"tie-{tie.id}" if len(ends) == 1 else f"tie-{tie.id}-{number}")
                self.put(
                    "ties", key=key, document_id=self.document.id, schema=tie.schema, subject_key=subject,
                    object_key=object_, role=tie.role, status=tie.status, start_date=tie.start_date,
                    end_date=tie.end_date, confidence=tie.confidence, how=tie.how,
                )  # fmt: skip
                self.evidence(key, tie.evidence)

    def quotes(self) -> None:
        for quote in self.dossier.reading.quotes:
            key = self.key(f"quote-{quote.id}")
            words = " … ".join(span.of(self.document.text) for span in quote.content)
            self.put(
                "quotes", key=key, document_id=self.document.id, kind=quote.kind, words=words, negated=quote.negated,
                confidence=quote.confidence,
            )  # fmt: skip
            for key_of_one in dict.fromkeys(one for speaker in quote.speakers for one in self.each(speaker)):
                self.put("quote_speakers", quote_key=key, entity_key=key_of_one)
            self.evidence(key, quote.content)

    def positions(self) -> None:
        for number, position in enumerate(self.dossier.reading.positions, 1):
            parties = self.each(position.entity)
            for which, party in enumerate(parties, 1):
                key = self.key(f"position-{number}" if len(parties) == 1 else f"position-{number}-{which}")
                self.put(
                    "positions", key=key, document_id=self.document.id, entity_key=party,
                    proposition=position.proposition, stance=position.stance, confidence=position.confidence,
                )  # fmt: skip
                self.evidence(key, position.evidence)

    def events(self) -> None:
        for event in self.dossier.reading.events:
            key = self.key(f"event-{event.id}")
            self.put(
                "events", key=key, document_id=self.document.id, date=event.date, what=event.what,
                confidence=event.confidence,
            )  # fmt: skip
            for one in dict.fromkeys(key for party in event.participants for key in self.each(party)):
                self.put("event_participants", event_key=key, entity_key=one)
            self.evidence(key, event.evidence)

    def claims(self) -> None:
        for claim in self.dossier.reading.claims:
            key = self.key(f"claim-{claim.id}")
            self.put(
                "claims", key=key, document_id=self.document.id, kind=claim.kind, what=claim.what, value=claim.value,
                verdict=claim.verdict,
            )  # fmt: skip
            self.evidence(key, claim.evidence)

    def screenings(self) -> None:
        for number, screening in enumerate(self.dossier.screenings, 1):
            if screening.entity not in self.members:
                self.put("screenings", **_screening(self, screening, number))

    def statements(self, seen: str) -> None:
        for entity in ftm_entities(self.dossier):
            self.rows.setdefault("statements", []).extend(statements_of(entity, self.document.id, seen))


def _screening(maker: _Rows, screening: Screening, number: int) -> Row:
    return {
        "key": maker.key(f"screening-{number}"),
        "document_id": maker.document.id,
        "entity_key": maker.key(screening.entity),
        "list": screening.list,
        "as_of": screening.as_of,
        "as_of_kind": screening.as_of_kind,
        "verdict": screening.verdict,
        "score": screening.score,
        "legal_effect": screening.legal_effect,
        "listed_party": screening.party.caption if screening.party else "",
        "record_id": screening.listing.record_id if screening.listing else "",
        "rests_on": screening.rests_on,
    }


def statements_of(entity: dict[str, Any], dataset: str, seen: str) -> list[Row]:
    """The statements of a FollowTheMoney entity, its ``id`` statement first.

    A statement's id is the SHA-1 of ``dataset.entity_id.prop.value``, as followthemoney makes it.
    """
    pairs = [("id", entity["id"])]
    pairs += [(prop, value) for prop, values in entity["properties"].items() for value in values]
    return [
        {
            "id": hashlib.sha1(f"{dataset}.{entity['id']}.{prop}.{value}".encode(), usedforsecurity=False).hexdigest(),
            "canonical_id": entity["id"],
            "entity_id": entity["id"],
            "prop": prop,
            "prop_type": "",
            "schema": entity["schema"],
            "value": value,
            "dataset": dataset,
            "origin": "",
            "lang": "",
            "original_value": "",
            "external": False,
            "first_seen": seen,
            "last_seen": seen,
        }
        for prop, value in pairs
    ]


def case_entity(key: str, document: str, entity: Entity, beside: Collection[str] = ()) -> CaseEntity:
    """What the identity of an entity is judged by."""

    def first(name: str) -> str:
        return next(iter(entity.properties.get(name, ())), "")

    return CaseEntity(
        key=key, document=document, schema=entity.schema, name=entity.name, kind=entity.kind, aliases=entity.aliases,
        gender=first("gender"), birth=first("birthDate"), country=first("nationality") or first("country"),
        beside=tuple(sorted(beside)),
    )  # fmt: skip


def _beside(dossier: Dossier) -> dict[str, set[str]]:
    """By entity: keys of the parties that it is tied to, and the words of its roles."""
    entities = {entity.id: entity for entity in dossier.reading.entities}
    out: dict[str, set[str]] = {}
    for tie in dossier.reading.ties:
        for one, other in ((tie.subject, tie.object), (tie.object, tie.subject)):
            if one in entities and other in entities:
                out.setdefault(one, set()).add(_party_key(entities[other]))
    for entity in entities.values():
        words = {word.lower() for role in entity.roles for word in _WORD.findall(role.text)}
        out.setdefault(entity.id, set()).update(f"role:{word}" for word in words)
    return out


def _party_key(entity: Entity) -> str:
    if entity.schema == "Person":
        return "person:" + " ".join(name_key(word) for word in entity.name.split())
    return f"party:{organization_key(entity.name) or normalise(entity.name)}"
