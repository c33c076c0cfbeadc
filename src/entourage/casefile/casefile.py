"""A casefile: many documents, one network, every decision kept.

In: dossiers and decisions. Out: the case as it stands. Invariants: a document enters whole or not at all; reading it
again replaces what the machine said and nothing that a person said; who is who depends on what is in the case, not on
the order in which it came; every change is in the log.
"""

from __future__ import annotations

import datetime
import hashlib
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from entourage.casefile import database
from entourage.casefile.identity import CaseEntity, Decided, groups, party_name
from entourage.casefile.rows import rows_of
from entourage.casefile.sameness import group_of, keep_marks, sketch
from entourage.casefile.tables import (
    MACHINE_TABLES,
    decisions,
    documents,
    entities,
    event_participants,
    log,
    metadata,
    parties,
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
            blocks = {row["block"] for row in rows.get("entities", [])}
            former_parties: set[str] = set()
            if former is not None:
                former_blocks, former_parties = self._places_of(connection, document.id)
                blocks |= former_blocks
                self._forget_machine_rows(connection, document.id)
            group, alike = group_of(connection, document.id, mark)
            values = _document_row(document, mark, group)
            if former is not None:
                connection.execute(update(documents).where(documents.c.id == document.id).values(values))
            else:
                connection.execute(insert(documents).values(**values, added_at=at, added_by=who))
            keep_marks(connection, document.id, mark)
            self._keep_reading(connection, dossier, at)
            self._write(connection, rows)
            self._settle(connection, blocks, fresh=rows.get("entities", []), left=former_parties)
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
            self._settle(connection, blocks, left=left)
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

    def _write(self, connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
        for name, table_rows in rows.items():
            if name == "entities" or not table_rows:
                continue
            unique = list({row["id"]: row for row in table_rows}.values()) if name == "statements" else table_rows
            connection.execute(insert(metadata.tables[name]), unique)

    def settle_entities(self, connection: Connection, keys: Sequence[str]) -> None:
        """Decide anew who is who around some entities, after a decision on them."""
        query = select(entities.c.block).where(entities.c.key.in_(keys)).distinct()
        self._settle(connection, set(connection.execute(query).scalars()))

    # -- who is who --------------------------------------------------------------------------------------
    def _settle(
        self,
        connection: Connection,
        blocks: Iterable[str],
        *,
        fresh: Sequence[dict[str, Any]] = (),
        left: AbstractSet[str] = frozenset(),
    ) -> None:
        """Decide anew who is who in some blocks, and in those that a decision ties to them.

        Args:
            fresh: rows of entities that are not stored yet.
            left: parties that lost entities.
        """
        decided = decided_pairs(connection)
        wanted = self._with_decided(connection, set(blocks), decided, fresh)
        known = connection.execute(
            select(entities.c.key, entities.c.body, entities.c.party_id).where(entities.c.block.in_(sorted(wanted)))
        ).all()
        judged = [msgspec.json.decode(row["body"], type=CaseEntity) for row in fresh]
        judged += [msgspec.json.decode(body, type=CaseEntity) for _, body, _ in known]
        before = {key: party for key, _, party in known}
        by_key = {one.key: one for one in judged}
        party_of: dict[str, str] = {}
        for keys in groups(judged, decided):
            party = party_id(keys[0])
            party_of |= dict.fromkeys(keys, party)
            self._put_party(connection, party, [by_key[key] for key in keys])
        for row in fresh:
            connection.execute(insert(entities).values(**row, party_id=party_of[row["key"]]))
        for key, party in before.items():
            if party_of[key] != party:
                connection.execute(update(entities).where(entities.c.key == key).values(party_id=party_of[key]))
        changed = [key for key in party_of if before.get(key) != party_of[key]]
        for key in changed:
            connection.execute(
                update(statements).where(statements.c.entity_id == key).values(canonical_id=party_of[key])
            )
        self._drop_empty(connection, ({*before.values()} | left) - {*party_of.values()})

    def _with_decided(
        self, connection: Connection, blocks: set[str], decided: Decided, fresh: Sequence[dict[str, Any]]
    ) -> set[str]:
        """Blocks that a person's "the same" joins to these."""
        if not decided.same:
            return blocks
        keys = {key for pair in decided.same for key in pair}
        known = connection.execute(select(entities.c.key, entities.c.block).where(entities.c.key.in_(sorted(keys))))
        block_of_key = {row.key: row.block for row in known} | {row["key"]: row["block"] for row in fresh}
        grown = set(blocks)
        while True:
            before = len(grown)
            for pair in decided.same:
                of_pair = {block_of_key[key] for key in pair if key in block_of_key}
                if of_pair & grown:
                    grown |= of_pair
            if len(grown) == before:
                return grown

    def _put_party(self, connection: Connection, party: str, members: Sequence[CaseEntity]) -> None:
        names = Counter(one.name for one in members)
        schemata = Counter(one.schema for one in members)
        schema = max(schemata, key=lambda name: (schemata[name], name))
        said = last_decisions(connection, [one.key for one in members])
        values = {
            "schema": schema,
            "name": said.get("rename") or party_name(names),
            "documents": len({one.document for one in members}),
            "confirmed": "confirm" in said,
            "hidden": "delete" in said,
        }
        if connection.execute(select(parties.c.id).where(parties.c.id == party)).first() is None:
            connection.execute(insert(parties).values(id=party, **values))
        else:
            connection.execute(update(parties).where(parties.c.id == party).values(values))

    def _drop_empty(self, connection: Connection, candidates: set[str]) -> None:
        for party in sorted(candidates):
            used = select(func.count()).select_from(entities).where(entities.c.party_id == party)
            if not connection.execute(used).scalar_one():
                connection.execute(delete(parties).where(parties.c.id == party))

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


def decided_pairs(connection: Connection) -> Decided:
    """What people said about who is who, as far as it has not been undone."""
    query = select(decisions.c.kind, decisions.c.left_key, decisions.c.right_key).where(
        decisions.c.undone_at == "", decisions.c.kind.in_(("same", "not the same"))
    )
    rows = sorted(tuple(row) for row in connection.execute(query))
    return Decided(
        same=tuple((left, right) for kind, left, right in rows if kind == "same"),
        different=tuple((left, right) for kind, left, right in rows if kind == "not the same"),
    )


def last_decisions(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """Kind to value of the decisions on any of these entities, the last of each kind winning."""
    query = (
        select(decisions.c.kind, decisions.c.value)
        .where(decisions.c.left_key.in_(keys), decisions.c.undone_at == "")
        .order_by(decisions.c.at, decisions.c.id)
    )
    return {row.kind: row.value for row in connection.execute(query)}


def party_id(key: str) -> str:
    """The id of the party whose first entity has that key."""
    return f"party-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


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
