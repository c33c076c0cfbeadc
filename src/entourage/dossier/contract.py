"""The dossier as JSON: the contract that other programs rely on.

In: a ``Dossier``. Out: one JSON object, described by ``data/dossier.schema.json``. Invariants: offsets count
characters of ``document.text``; the same dossier gives the same bytes; unknown dates and names are empty strings,
missing records are null.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from entourage.model import Document, Dossier, Entity, Hop, Path, Quote, Screening

SCHEMA_VERSION = "1"
# Written as \\u escapes: they are the same JSON, but cannot turn a terminal or an editor's lines around.
UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

Json = dict[str, Any]


def render_json(dossier: Dossier) -> str:
    """The dossier as one JSON object, indented by two spaces.

    Args:
        dossier: as built by :func:`entourage.dossier.build_dossier`.

    Returns:
        JSON that validates against :func:`json_schema`, without a final newline.
    """
    return unseen_escaped(json.dumps(as_contract(dossier), ensure_ascii=False, indent=2))


def unseen_escaped(json_text: str) -> str:
    """The same JSON with hidden characters written as escapes; they can only stand inside strings."""
    return UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", json_text)


@cache
def schema_text() -> str:
    """The JSON Schema as it ships in the package."""
    return files("entourage.dossier").joinpath("data/dossier.schema.json").read_text("utf-8")


def json_schema() -> Json:
    """The JSON Schema (draft 2020-12) of :func:`render_json`.

    Returns:
        A new object on every call, so that a caller may change it.
    """
    schema: Json = json.loads(schema_text())
    return schema


def as_contract(dossier: Dossier) -> Json:
    """The dossier as plain values in the contract's shape and order."""
    reading = dossier.reading
    return {
        "schema_version": SCHEMA_VERSION,
        "generator": dossier.generator,
        "reader": reading.reader,
        "as_of": {"document": dossier.as_of_document, "today": dossier.as_of_today},
        "document": document_json(dossier.document),
        "entities": [entity_json(entity) for entity in reading.entities],
        "ties": plain(reading.ties),
        "quotes": [quote_json(quote) for quote in reading.quotes],
        "positions": plain(reading.positions),
        "events": plain(reading.events),
        "claims": plain(reading.claims),
        "screenings": [screening_json(screening) for screening in dossier.screenings],
        "paths": [path_json(path) for path in dossier.paths],
        "snapshots": plain(dossier.snapshots),
    }


def plain(values: Any) -> Any:
    """Structs as plain lists and dicts; spans become ``[start, end]``."""
    return msgspec.to_builtins(values)


def document_json(document: Document) -> Json:
    """The document: the contract's fields first, then where its characters came from."""
    return {
        "id": document.id,
        "sha256": document.sha256,
        "source": document.source,
        "title": document.title,
        "authors": list(document.authors),
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "text": document.text,
        "media_type": document.media_type,
        "blocks": plain(document.blocks),
        "segments": plain(document.segments),
        "metadata": plain(document.metadata),
        "warnings": list(document.warnings),
    }


def entity_json(entity: Entity) -> Json:
    """An entity with its roles and mentions."""
    return {
        "id": entity.id,
        "schema": entity.schema,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "roles": plain(entity.roles),
        "mentions": plain(entity.mentions),
        "kind": entity.kind,
        "properties": plain(entity.properties),
        "confidence": entity.confidence,
    }


def quote_json(quote: Quote) -> Json:
    """A quote."""
    value: Json = plain(quote)
    return value


def screening_json(screening: Screening) -> Json:
    """A screening; ``record`` is the listing with its party and its fields as printed, or null."""
    return {
        "entity": screening.entity,
        "list": screening.list,
        "as_of": screening.as_of,
        "as_of_kind": screening.as_of_kind,
        "verdict": screening.verdict,
        "score": screening.score,
        "legal_effect": screening.legal_effect,
        "record": record_json(screening),
        "reasons": plain(screening.reasons),
        "snapshots": list(screening.snapshots),
        "rests_on": screening.rests_on,
        "if_same": screening.if_same,
        "to_settle": screening.to_settle,
    }


def record_json(screening: Screening) -> Json | None:
    """The record that a verdict rests on; None when nothing was found."""
    if screening.listing is None and screening.party is None:
        return None
    listing = plain(screening.listing) if screening.listing is not None else {}
    party = plain(screening.party) if screening.party is not None else {}
    party.pop("listings", None)
    return {"party": party or None, **{("fields" if key == "record" else key): listing[key] for key in listing}}


def path_json(path: Path) -> Json:
    """A path with its hops; each has either ``tie`` or ``listing``."""
    return {
        "from": path.start,
        "to": path.end,
        "hops": [hop_json(hop) for hop in path.hops],
        "strength": path.strength,
        "why_listed": path.why_listed,
    }


def hop_json(hop: Hop) -> Json:
    """A hop over a tie or onto a list."""
    kind: Json = {"listing": plain(hop.listing)} if hop.listing is not None else {"tie": hop.tie}
    return {
        **kind,
        "evidence": plain(hop.evidence),
        "from": hop.source,
        "to": hop.target,
        "forward": hop.forward,
        "sentence": hop.sentence,
        "confidence": hop.confidence,
    }
