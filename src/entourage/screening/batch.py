"""A file of customers against the lists: hits, rejects, and a journal that lets a stopped run go on.

In: a file, lists, a number of processes. Out: two files. Invariants: the same input gives the same bytes whatever the
number of processes and however often the run was stopped; no row is lost or written twice; memory does not grow with
the file; the files are there whole or only as ``.part``.

How: rows are screened in parcels; after each the journal notes how many rows are done and how long both files are.
A run that finds a journal cuts the files to these lengths and goes on behind the last parcel.
"""

from __future__ import annotations

import csv
import hashlib
import io
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from entourage.model import Entity, EntourageError, Screening, SettingsError
from entourage.screening.batch_rows import JSON_SUFFIXES, PARQUET_SUFFIXES, Row, read_rows
from entourage.screening.decisions import CLEARED, CONFIRMED, REOPENED, Decisions, record_hash, subject_key
from entourage.screening.list_set import ListSet
from entourage.screening.parquet import need_parquet, write_parquet
from entourage.screening.policy import table

PARCEL = 200
COLUMNS = (
    "row", "id", "name", "verdict", "score", "list", "legal_effect", "record_name", "record_id", "authority", "program",
    "listing_date", "for", "against", "to_settle", "rests_on", "snapshots", "subject", "entity_id", "record_hash",
    "decision", "decide", "why",
)  # fmt: skip
"""Of the table of hits. ``decide`` and ``why`` are empty, for a person to fill in (see ``decision_table``)."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Done(msgspec.Struct, frozen=True):
    """What a run came to; ``cleared`` hits were cleared before by a person and are left out."""

    rows: int
    hits: int
    rejects: int
    resumed_at: int
    cleared: int = 0


class _Journal(msgspec.Struct):
    fingerprint: str
    rows: int = 0
    hits: int = 0
    rejects: int = 0
    cleared: int = 0
    hits_bytes: int = 0
    rejects_bytes: int = 0


def _record(row: Row, line: Screening) -> dict[str, Any]:
    listing, party = line.listing, line.party
    spoken = {d: "; ".join(r.detail for r in line.reasons if r.direction == d) for d in ("for", "against")}
    return {
        "row": row.number,
        "id": row.entity.id if row.entity else "",
        "name": row.entity.name if row.entity else "",
        "verdict": line.verdict,
        "score": line.score,
        "list": line.list,
        "legal_effect": line.legal_effect,
        "record_name": party.caption if party else "",
        "record_id": listing.record_id if listing else "",
        "authority": listing.authority if listing else "",
        "program": listing.program if listing else "",
        "listing_date": listing.listing_date if listing else "",
        **spoken,
        "to_settle": line.to_settle,
        "rests_on": line.rests_on,
        "snapshots": " ".join(line.snapshots),
        "subject": row.entity.id or subject_key(row.entity) if row.entity else "",
        "entity_id": party.id if party else "",
        "record_hash": record_hash(party) if party else "",
        "decision": next((r.detail for r in line.reasons if r.feature in {CONFIRMED, REOPENED}), ""),
        "decide": "",
        "why": "",
    }


def _harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _csv(rows: Sequence[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8", "replace")


def _hits_text(records: Sequence[dict[str, Any]], as_json: bool) -> bytes:
    if as_json:
        text = "".join(msgspec.json.encode(record).decode() + "\n" for record in records)
        return text.encode("utf-8", "replace")
    return _csv([[record[column] for column in COLUMNS] for record in records])


class Parcel(msgspec.Struct, frozen=True, array_like=True):
    """Some rows done: how many, and what is to be written of them."""

    rows: int
    hits_text: bytes
    hits: int
    rejects_text: bytes
    rejects: int
    cleared: int


class _Worker:
    """Screens parcels; one in every process."""

    def __init__(self, lists: ListSet, today: str, as_json: bool, decisions: Decisions | None) -> None:
        self.lists, self.today, self.as_json, self.decisions = lists, today, as_json, decisions

    def _lines(self, entity: Entity) -> tuple[Screening, ...]:
        return self.lists.screen_entity(
            entity, today=self.today, decisions=self.decisions, subject=entity.id, cleared=True
        )

    def __call__(self, rows: Sequence[Row]) -> Parcel:
        records: list[dict[str, Any]] = []
        rejects: list[list[Any]] = []
        cleared = 0
        for row in rows:
            problem = row.problem
            if row.entity is not None:
                try:
                    lines = self._lines(row.entity)
                    shown = [line for line in lines if not any(r.feature == CLEARED for r in line.reasons)]
                    cleared += len(lines) - len(shown)
                    records += [_record(row, line) for line in shown]
                except (EntourageError, ValueError, RecursionError) as error:
                    problem = str(error)
            if problem:
                rejects.append([row.line, problem, row.text[:2_000]])
        hits = _hits_text(records, self.as_json)
        return Parcel(len(rows), hits, len(records), _csv(rejects), len(rejects), cleared)


_worker: _Worker | None = None


def _start(worker: _Worker) -> None:
    global _worker  # noqa: PLW0603 - the one value of a process
    _worker = worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()


def _end_with(parent: int) -> None:
    """Ends this process soon after its parent, even when that was killed and could not say so."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _work(rows: Sequence[Row]) -> Parcel:
    if _worker is None:
        raise RuntimeError("a process was not started as a worker")
    return _worker(rows)


def _fingerprint(source: Path, lists: ListSet, today: str, as_json: bool, decisions: Decisions | None) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    standing = [decision.id for decision in decisions.standing] if decisions else []
    settings = [today, as_json, PARCEL, COLUMNS, [s.id for s in lists.snapshots], table("policy.toml"), standing]
    digest.update(msgspec.json.encode(settings))
    return digest.hexdigest()


def _read_journal(path: Path, fingerprint: str) -> _Journal:
    try:
        journal = msgspec.json.decode(path.read_bytes(), type=_Journal)
    except (OSError, msgspec.MsgspecError):
        return _Journal(fingerprint)
    return journal if journal.fingerprint == fingerprint else _Journal(fingerprint)


def _write_journal(path: Path, journal: _Journal) -> None:
    aside = path.with_name(path.name + ".new")
    aside.write_bytes(msgspec.json.encode(journal))
    aside.replace(path)


def _parcels(source: Path, done: int) -> Iterator[tuple[Row, ...]]:
    rows = read_rows(source)
    for _ in range(done):
        next(rows, None)
    return iter(lambda: tuple(islice(rows, PARCEL)), ())


def _results(parcels: Iterator[tuple[Row, ...]], worker: _Worker, jobs: int) -> Generator[Parcel, None, None]:
    if jobs == 1:
        yield from map(worker, parcels)
        return
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in ways else "spawn")
    with context.Pool(jobs, initializer=_start, initargs=(worker,)) as pool:
        waiting: list[Any] = []
        for parcel in parcels:  # few are under way at once, so that memory stays constant
            waiting.append(pool.apply_async(_work, (parcel,)))
            if len(waiting) >= 2 * jobs:
                yield waiting.pop(0).get()
        for result in waiting:
            yield result.get()


def screen_file(
    source: Path,
    output: Path,
    lists: ListSet,
    *,
    today: str,
    jobs: int = 1,
    on_rows: Callable[[int], None] = lambda _: None,
    decisions: Decisions | None = None,
) -> Done:
    """Screens every row of a file.

    Args:
        source: CSV with a header, Parquet, or FollowTheMoney entities, one JSON object a line.
        output: hits: JSON (one object a line) or Parquet where its suffix says so, else CSV. Rejected rows go beside
            it, to ``<output>.rejects.csv`` with line and reason.
        lists: to screen against.
        today: ISO 8601 day that verdicts speak of.
        jobs: processes.
        on_rows: called with the number of rows done, after each parcel.
        decisions: what people decided; hits they cleared for a row's id (or, where it has none, its name and facts)
            are left out and counted.

    Returns:
        Counts; ``resumed_at`` rows had been done by a run that was stopped.

    Raises:
        SettingsError: ``no-name-column``, ``output-is-the-source``, ``not-a-number-of-jobs``, ``output-in-use``,
            ``no-parquet``, ``parquet-broken``.
        OSError: when a file cannot be read or written.
    """
    if jobs < 1:
        raise SettingsError("not-a-number-of-jobs", f"{jobs} processes cannot work.", "Give --jobs 1 or more.")
    if output.exists() and output.samefile(source):
        raise SettingsError("output-is-the-source", f"{output} is the file itself.", "Name another file with -o.")
    as_parquet = output.suffix.lower() in PARQUET_SUFFIXES
    if as_parquet:
        need_parquet()
    as_json = as_parquet or output.suffix.lower() in JSON_SUFFIXES  # a Parquet file is made of JSON lines at the end
    fingerprint = _fingerprint(source, lists, today, as_json, decisions)
    next(read_rows(source), None)  # a file without names stops before anything is written
    paths = _Paths.of(output)
    with paths.hits.open("ab") as hits_file, paths.rejects.open("ab") as rejects_file, _only_run(hits_file, output):
        journal = _begin(paths, fingerprint, hits_file, rejects_file, as_json)
        resumed_at = journal.rows
        worker = _Worker(lists, today, as_json, decisions)
        with closing(_results(_parcels(source, journal.rows), worker, jobs)) as results:
            for parcel in results:
                journal.hits_bytes = _append(hits_file, parcel.hits_text)
                journal.rejects_bytes = _append(rejects_file, parcel.rejects_text)
                journal.rows, journal.hits = journal.rows + parcel.rows, journal.hits + parcel.hits
                journal.rejects, journal.cleared = journal.rejects + parcel.rejects, journal.cleared + parcel.cleared
                _write_journal(paths.journal, journal)
                on_rows(journal.rows)
    if as_parquet:
        write_parquet(paths.hits, output, COLUMNS)
        paths.hits.unlink()
    else:
        paths.hits.replace(output)
    paths.rejects.replace(output.with_name(output.name + ".rejects.csv"))
    paths.journal.unlink(missing_ok=True)
    return Done(journal.rows, journal.hits, journal.rejects, resumed_at, journal.cleared)


class _Paths(msgspec.Struct, frozen=True):
    """Where a run writes until it is done."""

    hits: Path
    rejects: Path
    journal: Path

    @classmethod
    def of(cls, output: Path) -> _Paths:
        ends = (".part", ".rejects.csv.part", ".journal")
        return cls(*(output.with_name(output.name + end) for end in ends))


def _begin(paths: _Paths, fingerprint: str, hits_file: Any, rejects_file: Any, as_json: bool) -> _Journal:
    """The journal of a run that was stopped, with both files cut to what it noted; or of a new one."""
    journal = _read_journal(paths.journal, fingerprint)
    lengths = hits_file.seek(0, os.SEEK_END), rejects_file.seek(0, os.SEEK_END)
    if journal.rows and lengths >= (journal.hits_bytes, 0) and lengths[1] >= journal.rejects_bytes:
        hits_file.truncate(journal.hits_bytes)
        rejects_file.truncate(journal.rejects_bytes)
        return journal
    hits_file.truncate(0)
    rejects_file.truncate(0)
    _append(hits_file, b"" if as_json else _csv([COLUMNS]))
    _append(rejects_file, _csv([("line", "reason", "row")]))
    return _Journal(fingerprint)


@contextmanager
def _only_run(stream: Any, output: Path) -> Iterator[None]:
    """Two runs that write one file would spoil it: the second stops at once, where the system can tell."""
    try:
        import fcntl
    except ImportError:  # Windows does not let two processes write one file
        yield
        return
    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise SettingsError(
            "output-in-use", f"Another run is writing {output}.", "Wait for it, or name another file with -o."
        ) from error
    yield


def _append(stream: Any, data: bytes) -> int:
    """Adds to a file; how long it is then. What a power cut may lose of it makes the next run start anew."""
    stream.seek(0, os.SEEK_END)
    stream.write(data)
    stream.flush()
    return int(stream.tell())
