"""Opening the database of a casefile: one SQLite file, or a PostgreSQL database by its URL.

In: a path or URL. Out: a SQLAlchemy engine. Invariants: SQLite runs in WAL mode with foreign keys on, a writer takes
its lock at the start of its transaction and waits for another one; nothing is created in a file that exists and is no
casefile.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.exc import ArgumentError, DatabaseError

from entourage.casefile.tables import VIEWS, metadata
from entourage.model import CasefileError

SCHEMA_VERSION = "2"
_WAIT_MS = 30_000
_CACHE_KIB = 64 * 1024
"""Of a large case, the indexes that every document writes to are more than SQLite's usual 2 MiB."""
_LOG_IS_FOR_EVER = {
    "sqlite": (
        "CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log "
        "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
        "CREATE TRIGGER log_is_never_cut BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION log_is_for_ever() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$",
        "CREATE TRIGGER log_is_for_ever BEFORE UPDATE OR DELETE ON log FOR EACH ROW EXECUTE FUNCTION log_is_for_ever()",
    ),
}
_WRITERS_LOCK = 7_305_113
"""Number of the advisory lock that writers of a PostgreSQL casefile take in turn: who is who is decided by one."""


def url_of(place: str | Path) -> str:
    """A path as the URL of a SQLite file; a URL as it is ("postgresql://" means "postgresql+psycopg://")."""
    place = str(place)
    if place.startswith("postgresql://"):
        return place.replace("postgresql://", "postgresql+psycopg://", 1)
    return place if "://" in place else f"sqlite:///{place}"


def connect(place: str | Path) -> Engine:
    """An engine on the database; nothing is read or written yet."""
    url = url_of(place)
    if not url.startswith("sqlite"):
        engine = _create_engine(url)
        if engine.dialect.name == "postgresql":
            event.listen(engine, "begin", _take_turns)
        return engine
    engine = create_engine(url, connect_args={"timeout": _WAIT_MS / 1000})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _create_engine(url: str) -> Engine:
    try:
        return create_engine(url)
    except ModuleNotFoundError as error:
        raise CasefileError(
            "no-database-driver", f"{error.name} is not installed.", "For PostgreSQL: pip install 'entourage[postgres]'"
        ) from error
    except ArgumentError as error:
        raise CasefileError("no-casefile", f"{url!r} is no database's URL.", "postgresql://USER@HOST/NAME") from error


def _take_turns(connection: Any) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _on_begin, with the lock of a writer
    for pragma in (
        "foreign_keys = ON", "synchronous = NORMAL", f"busy_timeout = {_WAIT_MS}", f"cache_size = -{_CACHE_KIB}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def create(engine: Engine) -> None:
    """Lay the tables of a new casefile.

    Raises:
        CasefileError: ``casefile-exists`` where tables of any kind stand already.
    """
    if _tables(engine):
        raise CasefileError(
            "casefile-exists", f"{_shown(engine)} is a database already.", "Open it, or choose another name."
        )
    if engine.dialect.name == "sqlite":  # a mode of the file, kept from then on; outside any transaction
        raw = engine.raw_connection()
        raw.cursor().execute("PRAGMA journal_mode = WAL")
        raw.close()
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
        for name, query in VIEWS.items():
            connection.execute(text(f"CREATE VIEW {name} AS {query}"))
        connection.execute(text("CREATE TABLE casefile (version TEXT NOT NULL)"))
        connection.execute(text("INSERT INTO casefile VALUES (:version)"), {"version": SCHEMA_VERSION})
        for statement in _LOG_IS_FOR_EVER.get(engine.dialect.name, ()):
            connection.execute(text(statement))


def check(engine: Engine) -> None:
    """Make sure that the database is a casefile of this version.

    Raises:
        CasefileError: ``no-casefile``, ``casefile-of-another-version``.
    """
    if "casefile" not in _tables(engine):
        raise CasefileError(
            "no-casefile", f"{_shown(engine)} is no casefile.", "Begin one with: entourage case new FILE"
        )
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version FROM casefile")).scalar_one()
    if version != SCHEMA_VERSION:
        raise CasefileError(
            "casefile-of-another-version",
            f"{_shown(engine)} has version {version}, this program writes version {SCHEMA_VERSION}.",
            "Export a bundle with the program that wrote it, and read that into a new casefile: entourage case import",
        )


def _tables(engine: Engine) -> list[str]:
    try:
        return list(inspect(engine).get_table_names())
    except DatabaseError as error:
        raise CasefileError("no-casefile", f"{_shown(engine)} cannot be opened: {error.orig}.") from error


def _shown(engine: Engine) -> str:
    return engine.url.database or engine.url.render_as_string() if engine.dialect.name == "sqlite" else str(engine.url)
