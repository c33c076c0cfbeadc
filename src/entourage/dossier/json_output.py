"""The dossier for programs: one JSON object by the contract of the house.

In: a ``Dossier``. Out: JSON that keeps to ``data/dossier.schema.json``. Invariants: offsets count characters of
``document.text``; a listing's record and reasons stand beside every verdict; the same dossier gives the same text.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from entourage.dossier.json_text import json_text
from entourage.model import Document, Dossier, Hop, ListedParty, Listing, Path, Screening

SCHEMA_VERSION = "1"
"""Rises when a field goes or changes its meaning; a new field does not raise it."""


def render_json(dossier: Dossier) -> str:
    """The dossier as one JSON object, pretty, with two spaces per level.

    Args:
        dossier: as built by :func:`entourage.dossier.build_dossier`.

    Returns:
        The text; with empty arrays where nothing was found or searched.
    """
    return json_text(contract(dossier), indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that :func:`render_json` keeps to; a new copy on every call."""
    return dict(json.loads(_schema_text()))


@cache
def _schema_text() -> str:
    return files("entourage.dossier").joinpath("data/dossier.schema.json").read_text("utf-8")


def contract(dossier: Dossier) -> dict[str, Any]:
    """The dossier as plain values, in the names and the order of the contract."""
    reading = dossier.reading
    return {
        "schema_version": SCHEMA_VERSION,
        "generator": dossier.generator,
        "reader": reading.reader,
        "as_of_document": dossier.as_of_document,
        "as_of_today": dossier.as_of_today,
        "document": document_values(dossier.document),
        "entities": plain(reading.entities),
        "ties": plain(reading.ties),
        "quotes": plain(reading.quotes),
        "positions": plain(reading.positions),
        "events": plain(reading.events),
        "claims": plain(reading.claims),
        "screenings": [screening_values(screening) for screening in dossier.screenings],
        "paths": [path_values(path) for path in dossier.paths],
        "snapshots": plain(dossier.snapshots),
    }


def plain(value: Any) -> Any:
    """A value of the model as dictionaries and lists; spans become ``[start, end]``."""
    return msgspec.to_builtins(value)


def document_values(document: Document) -> dict[str, Any]:
    """The document, its text after what is known of it, and where every character of the text came from."""
    values: dict[str, Any] = plain(document)
    text = values.pop("text")
    segments = [{**plain(segment), "exact": segment.exact} for segment in document.segments]
    return {**_without(values, "segments", "blocks"), "text": text, "blocks": values["blocks"], "segments": segments}


def screening_values(screening: Screening) -> dict[str, Any]:
    """One verdict with its record and reasons; ``not found`` names just what was searched, and when."""
    found = {
        "entity": screening.entity,
        "list": screening.list,
        "as_of": screening.as_of,
        "as_of_kind": screening.as_of_kind,
        "verdict": screening.verdict,
        "snapshots": list(screening.snapshots),
    }
    if screening.verdict == "not found":
        return found
    return found | {
        "score": screening.score,
        "legal_effect": screening.legal_effect,
        "rests_on": screening.rests_on,
        "if_same": screening.if_same,
        "to_settle": screening.to_settle,
        "record": record_values(screening.listing),
        "party": party_values(screening.party),
        "reasons": plain(screening.reasons),
    }


def record_values(listing: Listing | None) -> dict[str, Any] | None:
    """The listing, with the record as printed under ``fields``."""
    if listing is None:
        return None
    values: dict[str, Any] = plain(listing)
    return {**_without(values, "record"), "fields": values["record"]}


def party_values(party: ListedParty | None) -> dict[str, Any] | None:
    """The party as the list has it; its other listings have screenings of their own."""
    return None if party is None else _without(plain(party), "listings")


def path_values(path: Path) -> dict[str, Any]:
    """A path with its steps."""
    return {**_without(plain(path), "hops"), "hops": [hop_values(hop) for hop in path.hops]}


def hop_values(hop: Hop) -> dict[str, Any]:
    """A step: over a tie with its spans, or onto a list with its record."""
    values: dict[str, Any] = plain(hop)
    which = {"tie": hop.tie} if hop.listing is None else {"listing": values["listing"]}
    return {
        **which,
        "from": hop.source,
        "to": hop.target,
        **_without(values, "tie", "listing", "source", "target"),
    }


def _without(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}
