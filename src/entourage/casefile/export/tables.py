"""A case as tables: parties, ties with both ends written out, quotes, positions, events, listings, documents.

In: an open casefile. Out: rows by table, as CSV files or sheets of one workbook. Invariant: no cell begins a formula
in a spreadsheet: what a stranger wrote is shown, never run.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from sqlalchemy import select

from entourage.casefile.casefile import Casefile
from entourage.casefile.export.network import whole_network
from entourage.casefile.look import all_documents, places
from entourage.casefile.tables import (
    documents,
    entities,
    event_participants,
    events,
    parties,
    positions,
    quote_speakers,
    quotes,
    screenings,
)

Table = list[list[object]]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MAX_CELL = 32_000


def sheets(casefile: Casefile) -> dict[str, Table]:
    """The tables by name, each with its heading row."""
    network = whole_network(casefile)
    name = {node.id: node.name for node in network.nodes}
    shown = places(casefile, [link.sources[0].tie_key for link in network.links])
    ties: Table = [["subject", "role", "object", "schema", "status", "start", "end", "independent sources",
                    "confidence", "in words", "evidence", "document", "subject id", "object id"]]  # fmt: skip
    for link in network.links:
        found = shown.get(link.sources[0].tie_key, ())
        ties.append(
            [name[link.subject], link.tie.role, name[link.object], link.tie.schema, link.tie.status,
             link.tie.start_date, link.tie.end_date, link.independent, link.tie.confidence, link.sentence,
             found[0].words if found else "", link.sources[0].title, link.subject, link.object]
        )  # fmt: skip
    everyone: Table = [["name", "schema", "documents", "aliases", "listed", "confirmed", "id"]]
    for node in network.nodes:
        everyone.append([node.name, node.schema, node.documents, "; ".join(node.aliases), node.listed,
                         node.confirmed, node.id])  # fmt: skip
    papers: Table = [["published", "title", "publisher", "source", "id"]]
    papers += [[one.published, one.title, one.publisher, one.source, one.id] for one in all_documents(casefile)]
    return {"parties": everyone, "ties": ties, **_said(casefile), "documents": papers}


def _said(casefile: Casefile) -> dict[str, Table]:
    who = entities.join(parties, parties.c.id == entities.c.party_id)
    spoken = (
        select(parties.c.name, quotes.c.words, quotes.c.kind, quotes.c.confidence, documents.c.title,
               documents.c.published)
        .select_from(quotes.join(quote_speakers).join(who, entities.c.key == quote_speakers.c.entity_key)
                     .join(documents, documents.c.id == quotes.c.document_id))
    )  # fmt: skip
    sided = (
        select(parties.c.name, positions.c.stance, positions.c.proposition, positions.c.confidence,
               documents.c.title, documents.c.published)
        .select_from(positions.join(who, entities.c.key == positions.c.entity_key)
                     .join(documents, documents.c.id == positions.c.document_id))
    )  # fmt: skip
    happened = (
        select(events.c.date, events.c.what, parties.c.name, documents.c.title)
        .select_from(events.join(event_participants).join(who, entities.c.key == event_participants.c.entity_key)
                     .join(documents, documents.c.id == events.c.document_id))
    )  # fmt: skip
    judged = (
        select(parties.c.name, screenings.c.list, screenings.c.as_of, screenings.c.verdict, screenings.c.score,
               screenings.c.legal_effect, screenings.c.listed_party, screenings.c.record_id, screenings.c.rests_on)
        .select_from(screenings.join(who, entities.c.key == screenings.c.entity_key))
        .where(screenings.c.verdict != "not found").distinct()
    )  # fmt: skip
    asked = {
        "quotes": (["speaker", "words", "kind", "confidence", "document", "published"], spoken),
        "positions": (["party", "stance", "proposition", "confidence", "document", "published"], sided),
        "events": (["date", "what", "who", "document"], happened),
        "listings": (["party", "list", "as of", "verdict", "score", "legal effect", "record's name", "record",
                      "rests on"], judged),
    }  # fmt: skip
    out: dict[str, Table] = {}
    with casefile.reading_transaction() as connection:
        for name, (heading, query) in asked.items():
            rows = [list(row) for row in connection.execute(query)]
            out[name] = [list(heading), *sorted(rows, key=lambda row: [str(value) for value in row])]
    return out


def csv_text(table: Table) -> str:
    """A table as CSV (RFC 4180, UTF-8)."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_cell(value) for value in row] for row in table)
    return out.getvalue()


def xlsx_bytes(tables: dict[str, Table]) -> bytes:
    """The tables as sheets of an Excel workbook; every text cell is text."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    for name, table in tables.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(table):
            _write(sheet, r, row, bold if r == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(table) - 1, 0), len(table[0]) - 1)
        sheet.set_column(0, len(table[0]) - 1, 24)
    book.close()
    return out.getvalue()


def _write(sheet: object, r: int, row: Sequence[object], style: object) -> None:
    write_number, write_string = sheet.write_number, sheet.write_string  # type: ignore[attr-defined]
    for c, value in enumerate(row):
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            write_number(r, c, value, style)
        else:
            write_string(r, c, str(value)[:_MAX_CELL], style)


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
