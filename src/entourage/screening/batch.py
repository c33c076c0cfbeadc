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
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from entourage.model import EntourageError, Screening, SettingsError
from entourage.screening.batch_rows import JSON_SUFFIXES, Row, read_rows
from entourage.screening.list_set import ListSet
from entourage.screening.policy import table

PARCEL = 200
COLUMNS = (
    "row", "id", "name", "verdict", "score", "list", "legal_effect", "record_name", "record_id", "authority", "program",
    "listing_date", "for", "against", "to_settle", "rests_on", "snapshots",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Done(msgspec.Struct, frozen=True):
    """What a run came to."""

    rows: int
    hits: int
    rejects: int
    resumed_at: int


class _Journal(msgspec.Struct):
    fingerprint: str
    rows: int = 0
    hits: int = 0
    rejects: int = 0
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


class _Worker:
    """Screens parcels; one in every process."""

    def __init__(self, lists: ListSet, today: str, as_json: bool) -> None:
        self.lists, self.today, self.as_json = lists, today, as_json

    def __call__(self, rows: Sequence[Row]) -> tuple[int, bytes, int, bytes, int]:
        records: list[dict[str, Any]] = []
        rejects: list[list[Any]] = []
        for row in rows:
            problem = row.problem
            if row.entity is not None:
                try:
                    records += [_record(row, line) for line in self.lists.screen_entity(row.entity, today=self.today)]
                except (EntourageError, ValueError, RecursionError) as error:
                    problem = str(error)
            if problem:
                rejects.append([row.line, problem, row.text[:2_000]])
        return len(rows), _hits_text(records, self.as_json), len(records), _csv(rejects), len(rejects)


_worker: _Worker | None = None


def _start(worker: _Worker) -> None:
    global _worker  # noqa: PLW0603 - the one value of a process
    _worker = worker


def _work(rows: Sequence[Row]) -> tuple[int, bytes, int, bytes, int]:
    if _worker is None:
        raise RuntimeError("a process was not started as a worker")
    return _worker(rows)


def _fingerprint(source: Path, lists: ListSet, today: str, as_json: bool) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    settings = [today, as_json, PARCEL, COLUMNS, [s.id for s in lists.snapshots], table("policy.toml")]
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


def _results(parcels: Iterator[tuple[Row, ...]], worker: _Worker, jobs: int) -> Iterator[Any]:
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
) -> Done:
    """Screens every row of a file.

    Args:
        source: CSV with a header, or FollowTheMoney entities, one JSON object a line.
        output: hits, one a line: JSON where its suffix says so, else CSV. Rejected rows go beside it, to
            ``<output>.rejects.csv`` with line and reason.
        lists: to screen against.
        today: ISO 8601 day that verdicts speak of.
        jobs: processes.
        on_rows: called with the number of rows done, after each parcel.

    Returns:
        Counts; ``resumed_at`` rows had been done by a run that was stopped.

    Raises:
        SettingsError: ``no-name-column``, ``output-is-the-source``, ``not-a-number-of-jobs``.
        OSError: when a file cannot be read or written.
    """
    if jobs < 1:
        raise SettingsError("not-a-number-of-jobs", f"{jobs} processes cannot work.", "Give --jobs 1 or more.")
    if output.exists() and output.samefile(source):
        raise SettingsError("output-is-the-source", f"{output} is the file itself.", "Name another file with -o.")
    as_json = output.suffix.lower() in JSON_SUFFIXES
    fingerprint = _fingerprint(source, lists, today, as_json)
    next(read_rows(source), None)  # a file without names stops before anything is written
    rejects = output.with_name(output.name + ".rejects.csv")
    parts = [path.with_name(path.name + ".part") for path in (output, rejects)]
    journal_path = output.with_name(output.name + ".journal")
    journal = _read_journal(journal_path, fingerprint) if all(p.exists() for p in parts) else _Journal(fingerprint)
    resumed_at = journal.rows
    with parts[0].open("ab") as hits_file, parts[1].open("ab") as rejects_file:
        if not journal.hits_bytes + journal.rejects_bytes:
            hits_file.truncate(0)
            rejects_file.truncate(0)
            _append(hits_file, b"" if as_json else _csv([COLUMNS]))
            _append(rejects_file, _csv([("line", "reason", "row")]))
        else:
            hits_file.truncate(journal.hits_bytes)
            rejects_file.truncate(journal.rejects_bytes)
        for rows, hits_text, hits, rejects_text, rejected in _results(
            _parcels(source, journal.rows), _Worker(lists, today, as_json), jobs
        ):
            journal.hits_bytes = _append(hits_file, hits_text)
            journal.rejects_bytes = _append(rejects_file, rejects_text)
            journal.rows, journal.hits = journal.rows + rows, journal.hits + hits
            journal.rejects += rejected
            _write_journal(journal_path, journal)
            on_rows(journal.rows)
    parts[0].replace(output)
    parts[1].replace(rejects)
    journal_path.unlink(missing_ok=True)
    return Done(journal.rows, journal.hits, journal.rejects, resumed_at)


def _append(stream: Any, data: bytes) -> int:
    stream.seek(0, os.SEEK_END)
    stream.write(data)
    stream.flush()
    return int(stream.tell())
