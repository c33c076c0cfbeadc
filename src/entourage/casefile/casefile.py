"""A casefile: many documents, one network, every decision kept.

In: dossiers and decisions. Out: the case as it stands. Invariants: a document enters whole or not at all; reading it
again replaces what the machine said and nothing that a person said; who is who depends on what is in the case, not on
the order in which it came; every change is in the log.
"""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, delete, insert, select, update

from entourage.casefile import database
from entourage.casefile.rows import rows_of
from entourage.casefile.sameness import group_of, keep_marks, sketch
from entourage.casefile.settling import settle_again, settle_new
from entourage.casefile.tables import (
    MACHINE_TABLES,
    documents,
    entities,
    event_participants,
    log,
    metadata,
    quote_speakers,
    quotes,
    readings,
    statements,
    story_marks,
)
from entourage.model import CasefileError, Document, Dossier, Reading, Screening, Snapshot

MACHINE = "entourage"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What a reading's ``body`` holds."""

    reading: Reading
    screenings: tuple[Screening, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    as_of_document: str = ""
    as_of_today: str = ""
    generator: str = ""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a document.

    Attributes:
        replaced: it was in the case and has been read anew.
        same_story_as: ids of documents with nearly the same text; they count as one source.
    """

    document: str
    replaced: bool = False
    same_story_as: tuple[str, ...] = ()
    parties: int = 0


class Casefile:
    """One open casefile. Use :func:`open_casefile` or :func:`create_casefile`; close it, or use it with ``with``."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __enter__(self) -> Casefile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def reading_transaction(self) -> Any:
        """A connection that sees one state of the case throughout."""
        return self.engine.begin()

    def writing(self) -> Any:
        """A connection that holds the writer's lock until it is committed."""
        return self.engine.execution_options(writes=True).begin()

    # -- adding ------------------------------------------------------------------------------------------
    def add(self, dossier: Dossier, *, who: str = MACHINE, at: str = "") -> Added:
        """Put a document into the case, or put its new reading in the place of the former one.

        Args:
            dossier: of one document.
            who: who adds it; goes into the log.
            at: ISO 8601 time; now (UTC) by default.

        Returns:
            What became of it.
        """
        at = at or now()
        rows = rows_of(dossier, seen=at)
        document, mark = dossier.document, sketch(dossier.document.text)
        with self.writing() as connection:
            former = connection.execute(select(documents.c.id).where(documents.c.id == document.id)).first()
            if former is not None:
                blocks, left = self._places_of(connection, document.id)
                self._forget_machine_rows(connection, document.id)
                settle_again(connection, blocks, left=left)
            group, alike = group_of(connection, document.id, mark)
            values = _document_row(document, mark, group)
            if former is not None:
                connection.execute(update(documents).where(documents.c.id == document.id).values(values))
            else:
                connection.execute(insert(documents).values(**values, added_at=at, added_by=who))
            keep_marks(connection, document.id, mark)
            self._keep_reading(connection, dossier, at)
            party_of = settle_new(connection, rows.get("entities", []))
            self._write(connection, rows, party_of)
            action = "read again" if former is not None else "added"
            self.note(connection, at, who, action, document.id, dossier.reading.reader)
        return Added(
            document=document.id,
            replaced=former is not None,
            same_story_as=alike,
            parties=len(rows.get("entities", [])),
        )

    def remove(self, document_id: str, *, who: str, at: str = "") -> None:
        """Take a document out of the case; decisions about its parties stay and come back with it.

        Raises:
            CasefileError: ``no-such-document``.
        """
        with self.writing() as connection:
            if connection.execute(select(documents.c.id).where(documents.c.id == document_id)).first() is None:
                raise CasefileError("no-such-document", f"There is no document {document_id!r} in this casefile.")
            blocks, left = self._places_of(connection, document_id)
            self._forget_machine_rows(connection, document_id)
            connection.execute(delete(readings).where(readings.c.document_id == document_id))
            connection.execute(delete(story_marks).where(story_marks.c.document_id == document_id))
            connection.execute(delete(documents).where(documents.c.id == document_id))
            settle_again(connection, blocks, left=left)
            self.note(connection, at or now(), who, "removed", document_id, "")

    def _places_of(self, connection: Connection, document_id: str) -> tuple[set[str], set[str]]:
        """The blocks and the parties of a document's entities."""
        query = select(entities.c.block, entities.c.party_id).where(entities.c.document_id == document_id)
        rows = connection.execute(query).all()
        return {row.block for row in rows}, {row.party_id for row in rows}

    def _forget_machine_rows(self, connection: Connection, document_id: str) -> None:
        spoken = select(quotes.c.key).where(quotes.c.document_id == document_id)
        connection.execute(delete(quote_speakers).where(quote_speakers.c.quote_key.in_(spoken)))
        events = metadata.tables["events"]
        told = select(events.c.key).where(events.c.document_id == document_id)
        connection.execute(delete(event_participants).where(event_participants.c.event_key.in_(told)))
        for table in MACHINE_TABLES:
            connection.execute(delete(table).where(table.c.document_id == document_id))
        connection.execute(delete(statements).where(statements.c.dataset == document_id))

    def _keep_reading(self, connection: Connection, dossier: Dossier, at: str) -> None:
        connection.execute(update(readings).where(readings.c.document_id == dossier.document.id).values(current=False))
        body = msgspec.json.encode(Kept(**{name: getattr(dossier, name) for name in Kept.__struct_fields__}))
        connection.execute(
            insert(readings).values(
                document_id=dossier.document.id, reader=dossier.reading.reader, read_at=at, current=True,
                body=zlib.compress(body),
            )
        )  # fmt: skip

    def _write(
        self, connection: Connection, rows: dict[str, list[dict[str, Any]]], party_of: Mapping[str, str]
    ) -> None:
        for row in rows.get("statements", ()):
            row["canonical_id"] = party_of.get(row["entity_id"], row["entity_id"])
        rows["statements"] = list({row["id"]: row for row in rows.get("statements", ())}.values())
        for name, of_table in rows.items():
            if name != "entities" and of_table:
                connection.execute(insert(metadata.tables[name]), of_table)

    def settle_entities(self, connection: Connection, keys: Sequence[str]) -> None:
        """Decide anew who is who around some entities, after a decision on them."""
        blocks = set[str]()
        for at in range(0, len(keys), 400):
            query = select(entities.c.block).where(entities.c.key.in_(keys[at : at + 400])).distinct()
            blocks |= set(connection.execute(query).scalars())
        settle_again(connection, blocks)

    # -- what was put in ---------------------------------------------------------------------------------
    def document(self, document_id: str) -> Document:
        """A document as it was read.

        Raises:
            CasefileError: ``no-such-document``.
        """
        query = select(documents.c.body, documents.c.text).where(documents.c.id == document_id)
        with self.reading_transaction() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise CasefileError("no-such-document", f"There is no document {document_id!r} in this casefile.")
        document = msgspec.json.decode(zlib.decompress(row.body), type=Document)
        return msgspec.structs.replace(document, text=row.text)

    def dossier(self, document_id: str) -> Dossier:
        """The dossier of one document, without paths.

        Raises:
            CasefileError: ``no-such-document``.
        """
        document = self.document(document_id)
        query = select(readings.c.body).where(readings.c.document_id == document_id, readings.c.current)
        with self.reading_transaction() as connection:
            body = connection.execute(query).scalar_one()
        kept = msgspec.json.decode(zlib.decompress(body), type=Kept)
        return Dossier(document=document, **msgspec.structs.asdict(kept))

    def note(self, connection: Connection, at: str, who: str, action: str, subject: str, detail: str) -> None:
        """One line of the log."""
        connection.execute(insert(log).values(at=at, who=who, action=action, subject=subject, detail=detail))


def create_casefile(place: str | Path) -> Casefile:
    """Begin a casefile.

    Args:
        place: path of a SQLite file that does not exist, or the URL of an empty database.

    Raises:
        CasefileError: ``casefile-exists``, ``no-casefile``.
    """
    engine = database.connect(place)
    database.create(engine)
    return Casefile(engine)


def open_casefile(place: str | Path) -> Casefile:
    """Open a casefile.

    Raises:
        CasefileError: ``no-casefile``, ``casefile-of-another-version``.
    """
    url = database.url_of(place)
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        raise CasefileError(
            "no-casefile", f"There is no file {str(place)!r}.", f"Begin one: entourage case new {place}"
        )
    engine = database.connect(place)
    database.check(engine)
    return Casefile(engine)


def now() -> str:
    """The time as ISO 8601 in UTC."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _document_row(document: Document, mark: bytes, group: str) -> dict[str, Any]:
    return {
        "id": document.id,
        "sha256": document.sha256,
        "source": document.source,
        "title": document.title,
        "authors": "; ".join(document.authors),
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "text": document.text,
        "body": zlib.compress(msgspec.json.encode(msgspec.structs.replace(document, text=""))),
        "sketch": mark,
        "source_group": group,
    }
