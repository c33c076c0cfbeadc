"""The dossier as FollowTheMoney entities, one JSON object a line.

In: a ``Dossier``. Out: entities that Aleph, OpenAleph, yente and the ``ftm`` tools read. Invariants: every entity is
valid in FollowTheMoney's model; ids are stable for the same document; nobody of the text *is* a listed party: the two
are separate entities, joined by a ``Similar`` link that carries the verdict and the score.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from entourage.dossier.clean import one_line, web_link
from entourage.dossier.findings import Finding, findings_by_entity
from entourage.dossier.json_text import json_text
from entourage.dossier.words import confidence_words, effect_words, status_words
from entourage.model import Document, Dossier, Entity, Event, ListedParty, Listing, Quote, Tie

MAX_EVIDENCE_CHARS = 1000
MAX_ID_CHARS = 120
Properties = dict[str, list[str]]


def render_ftm(dossier: Dossier) -> str:
    """The dossier as FollowTheMoney JSON, one entity a line.

    Args:
        dossier: as built by :func:`entourage.dossier.build_dossier`.

    Returns:
        Lines, each ended by a newline; at least one, for the document itself.
    """
    return "".join(f"{json_text(entity)}\n" for entity in ftm_entities(dossier))


def ftm_entities(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """All entities: the document, its parties and ties, quotes and events, then what the lists hold."""
    reading = dossier.reading
    maker = Maker(dossier)
    yield maker.document()
    yield from (maker.party(entity) for entity in reading.entities)
    yield from (maker.tie(tie) for tie in reading.ties)
    yield from (maker.quote(quote) for quote in reading.quotes)
    yield from (maker.event(event) for event in reading.events)
    yield from maker.listed_parties(findings_by_entity(dossier))


class Maker:
    """Makes the entities of one dossier; ids begin with the document's."""

    def __init__(self, dossier: Dossier) -> None:
        self._document = dossier.document
        self._reading = dossier.reading
        self._schemata = {entity.id: ftm_schema(entity.schema) for entity in dossier.reading.entities}
        self._names = {entity.id: entity.name for entity in dossier.reading.entities}

    def id(self, local: str) -> str:
        """The id of something in this document, free of characters that other tools trip over."""
        return f"{self._document.id}-{plain_id(local)}"

    def document(self) -> dict[str, Any]:
        """The document as an Article."""
        people = [entity.name for entity in self._reading.entities if entity.schema == "Person"]
        bodies = [e.name for e in self._reading.entities if "Organization" in is_a(self._schemata[e.id])]
        return entity(self._document.id, "Article", document_properties(self._document, people, bodies))

    def party(self, party: Entity) -> dict[str, Any]:
        """A party of the text."""
        schema = self._schemata[party.id]
        roles = [one_line(role.text) for role in party.roles if role.status == "current"]
        former = [
            f"{status_words(role.status)}: {one_line(role.text)}" for role in party.roles if role.status != "current"
        ]
        properties = {name: list(values) for name, values in party.properties.items() if may_have(schema, name)}
        properties["name"] = [party.name]
        properties["alias"] = [*properties.get("alias", []), *party.aliases]
        if schema == "Person":
            properties["position"] = [*properties.get("position", []), *roles]
        properties["notes"] = [*former, *([] if schema == "Person" else roles)]
        properties["proof"] = [self._document.id]
        if "Document" in is_a(schema):
            properties["fileName"] = properties["title"] = [party.name]
        return entity(self.id(party.id), schema, properties)

    def tie(self, tie: Tie) -> dict[str, Any]:
        """A tie as an interval; one that its schema cannot hold becomes an UnknownLink with its role."""
        schema = tie_schema(tie, self._schemata)
        row = table()["tie"][schema]
        role = tie.role or (tie.schema if schema != tie.schema else "")
        properties: Properties = {
            row["source"]: [self.id(tie.subject)],
            row["target"]: [self.id(tie.object)],
            row.get("role", "role"): [role],
            "startDate": [tie.start_date],
            "endDate": [tie.end_date],
            "description": [self._document.text[span.start : span.end][:MAX_EVIDENCE_CHARS] for span in tie.evidence],
            "summary": [f"{confidence_words(tie.confidence)} ({tie.confidence:.2f})"],
            "proof": [self._document.id],
        }
        properties.setdefault(row.get("status", "status"), []).append(tie.status)
        return entity(self.id(f"tie-{tie.id}"), schema, properties)

    def quote(self, quote: Quote) -> dict[str, Any]:
        """A quote as a Note on its speakers; a Note on nobody when the speaker is unclear."""
        words = " … ".join(span.of(self._document.text) for span in quote.content)
        how = f"speaker from {quote.how}" if quote.how else ""
        names = ", ".join(self._names[speaker] for speaker in quote.speakers) or "Speaker unclear"
        properties = {
            "name": [f"{one_line(names)}: {one_line(words)}"[:200]],
            "description": [words],
            "summary": [
                "; ".join(part for part in (f"{quote.kind} quote", how, "not said" if quote.negated else "") if part)
            ],
            "entity": [self.id(speaker) for speaker in quote.speakers],
            "proof": [self._document.id],
        }
        return entity(self.id(f"quote-{quote.id}"), "Note", properties)

    def event(self, event: Event) -> dict[str, Any]:
        """An event with those who took part."""
        properties = {
            "name": [event.what],
            "date": [event.date],
            "involved": [self.id(participant) for participant in event.participants],
            "proof": [self._document.id],
        }
        return entity(self.id(f"event-{event.id}"), "Event", properties)

    def listed_parties(self, found: dict[str, list[Finding]]) -> Iterator[dict[str, Any]]:
        """Listed parties with their listings, and how like a party of the text each is.

        Someone who only shares a name is left out: a link would say more than the verdict does.
        """
        written: set[str] = set()
        for entity_id, findings in found.items():
            for finding in findings:
                if finding.party is None or finding.listing is None or finding.main.verdict == "same name only":
                    continue
                for one in (
                    *listed_party(finding.party),
                    listing_entity(finding.party, finding.listing, finding.dataset),
                ):
                    if one["id"] not in written:
                        written.add(one["id"])
                        yield one
                yield self.similar(entity_id, finding)

    def similar(self, entity_id: str, finding: Finding) -> dict[str, Any]:
        """How like a listed party someone of the text is; ``criteria`` has the verdict, never "same as"."""
        main, party = finding.main, finding.party
        listed_id = party.id if party is not None else ""
        verdicts = "; ".join(f"{when}: {what}" for when, what in finding.verdicts)
        properties = {
            "candidate": [self.id(entity_id)],
            "match": [plain_id(listed_id)],
            "confidenceScore": [f"{main.score:.2f}"],
            "criteria": [f"{finding.badge.label}. {verdicts}", *(reason.detail for reason in main.reasons)],
            "matcher": ["entourage"],
        }
        return entity(self.id(f"similar-{entity_id}-{listed_id}-{finding.dataset}"), "Similar", properties)


def plain_id(local: str) -> str:
    """``local`` as FollowTheMoney writes ids: letters, digits, dots and dashes, none of them at an edge.

    Where that changes anything, a hash keeps two ids apart.
    """
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in local).strip("-.")[:MAX_ID_CHARS]
    mark = hashlib.sha256(local.encode("utf-8", "replace")).hexdigest()[:8]
    return plain if plain == local else f"{plain.strip('-.')}-{mark}".lstrip("-")


@cache
def table() -> dict[str, Any]:
    """The mapping onto FollowTheMoney, read once."""
    return tomllib.loads(files("entourage.dossier").joinpath("data/ftm.toml").read_text("utf-8"))


def is_a(schema: str) -> list[str]:
    """Everything that a schema is."""
    found: list[str] = table()["is_a"].get(schema, ["Thing"])
    return found


def ftm_schema(schema: str) -> str:
    """The schema itself where FollowTheMoney has it, otherwise LegalEntity."""
    return schema if schema in table()["is_a"] else "LegalEntity"


def may_have(schema: str, name: str) -> bool:
    """Whether an entity of that schema may have a property of that name."""
    return any(name in table()["properties"].get(kind, ()) for kind in is_a(schema))


def tie_schema(tie: Tie, schemata: dict[str, str]) -> str:
    """The tie's schema when both ends fit its ranges, otherwise UnknownLink."""
    row = table()["tie"].get(tie.schema)
    fits = row is not None and all(
        set(row[f"{end}_range"]) & set(is_a(schemata[party]))
        for end, party in (("source", tie.subject), ("target", tie.object))
    )
    return tie.schema if fits else str(table()["fallback"])


def entity(identifier: str, schema: str, properties: Properties) -> dict[str, Any]:
    """An entity without empty or repeated values."""
    kept = {name: list(dict.fromkeys(v for v in values if v.strip())) for name, values in properties.items()}
    return {"id": identifier, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def document_properties(document: Document, people: Iterable[str], bodies: Iterable[str]) -> Properties:
    """What the Article says of itself."""
    name = document.title or document.source
    return {
        "title": [document.title],
        "name": [name],
        "fileName": [document.source.replace("\\", "/").rstrip("/").rpartition("/")[2] or name],
        "author": list(document.authors),
        "publisher": [document.publisher],
        "publishedAt": [document.published],
        "language": [table()["language"].get(document.language, "")],
        "sourceUrl": [web_link(document.source)],
        "mimeType": [document.media_type],
        "bodyText": [document.text],
        "peopleMentioned": list(people),
        "companiesMentioned": list(bodies),
    }


def listed_party(party: ListedParty) -> Iterator[dict[str, Any]]:
    """The listed party itself, with the properties that its schema may have."""
    schema = ftm_schema(party.schema)
    properties = {name: list(values) for name, values in party.properties.items() if may_have(schema, name)}
    properties.setdefault("name", [party.caption])
    yield entity(plain_id(party.id), schema, properties)


def listing_entity(party: ListedParty, listing: Listing, dataset: str) -> dict[str, Any]:
    """The listing as a Sanction; as a Note where it names people without forbidding anything."""
    key = "\n".join((party.id, dataset, listing.record_id, listing.program))
    identifier = f"{dataset}-listing-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}"
    effect = f"{listing.legal_effect}: {effect_words(listing.legal_effect)}"
    if listing.legal_effect == "named only":
        record = f"{listing.authority} ({listing.program}), record {listing.record_id}"
        words = f"Named by {record}. No sanction follows from it."
        note = {"name": [f"Named: {party.caption}"], "description": [words], "entity": [plain_id(party.id)]}
        return entity(identifier, "Note", {**note, "sourceUrl": [web_link(listing.source_url)]})
    return entity(
        identifier,
        "Sanction",
        {
            "entity": [plain_id(party.id)],
            "authority": [listing.authority],
            "program": [listing.program],
            "listingDate": [listing.listing_date],
            "startDate": [listing.start_date],
            "endDate": [listing.end_date],
            "recordId": [listing.record_id],
            "reason": [listing.reason],
            "provisions": [effect],
            "sourceUrl": [web_link(listing.source_url)],
        },
    )
