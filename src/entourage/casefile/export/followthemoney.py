"""A case as FollowTheMoney: entities put together over documents, and its statements.

In: an open casefile. Out: JSON lines, or the statement CSV of the ``ftm`` tools. Invariants: an entity that the case
joined is one entity under its party's id; properties that name an entity name the joined one.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, select

from entourage.casefile.casefile import Casefile
from entourage.casefile.tables import entities, parties, statements

COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang",
    "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip
"""Of followthemoney's statement CSV, in its order."""


def ftm(casefile: Casefile) -> str:
    """One FollowTheMoney entity a line, sorted by id."""
    return "".join(f"{msgspec.json.encode(one).decode()}\n" for one in ftm_lines(casefile))


def ftm_lines(casefile: Casefile) -> Iterator[dict[str, object]]:
    """The entities of the case; those of parties that a person hid are left out."""
    with casefile.reading_transaction() as connection:
        party_of = {row.key: row.party_id for row in connection.execute(select(entities.c.key, entities.c.party_id))}
        known = {row.id: row for row in connection.execute(select(parties))}
        hidden = {party for party, row in known.items() if row.hidden}
        query = select(statements).order_by(statements.c.canonical_id, statements.c.entity_id, statements.c.id)
        for identifier, rows in itertools.groupby(connection.execute(query), key=lambda row: row.canonical_id):
            entity = _joined(str(identifier), list(rows), known.get(identifier), party_of, hidden)
            if entity is not None and identifier not in hidden:
                yield entity


def _joined(
    identifier: str, rows: Sequence[Row[Any]], party: Row[Any] | None, party_of: dict[str, str], hidden: set[str]
) -> dict[str, object] | None:
    """One entity of all its statements; None for what speaks of a hidden party: half a tie is none."""
    properties: dict[str, dict[str, None]] = {"name": {party.name: None}} if party is not None else {}
    for row in rows:
        if row.prop == "id":
            continue
        value = party_of.get(row.value, row.value)
        if value in hidden:
            return None
        properties.setdefault(row.prop, {})[value] = None
    schema = party.schema if party is not None else rows[0].schema
    return _entity(identifier, schema, properties, {row.dataset for row in rows})


def _entity(
    identifier: str, schema: str, properties: dict[str, dict[str, None]], datasets: set[str]
) -> dict[str, object]:
    return {
        "id": identifier,
        "schema": schema,
        "properties": {name: list(values) for name, values in properties.items() if values},
        "datasets": sorted(datasets),
    }


def statement_csv(casefile: Casefile) -> str:
    """All statements with who they are about over the case, as ``ftm aggregate-statements`` reads them."""
    out = io.StringIO()
    writer = csv.writer(out, dialect="unix")
    writer.writerow(COLUMNS)
    query = select(statements).order_by(statements.c.canonical_id, statements.c.entity_id, statements.c.id)
    with casefile.reading_transaction() as connection:
        for row in connection.execute(query):
            get = row._mapping
            writer.writerow([("t" if get[c] else "f") if c == "external" else get[c] for c in COLUMNS])
    return out.getvalue()
