"""Reference tables that a user adds: trade by partner and year, and anything else of that shape.

In: a CSV or Parquet file, and the description beside it if there is one. Out: :class:`ReferenceTable`. Invariants: a
row without a measure, or with a value that is no number, is an error that names its line; rows whose value and rank
are both empty say that the figure was looked for and not found.

The format is described in ``docs/checking.md``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from entourage.model import SettingsError

COLUMNS = ("subject", "measure", "partner", "year", "value", "rank", "unit", "source", "note")
_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".parquet"})
_MAX_ROWS = 1_000_000
_NUMBER = re.compile(r"[-+]?[\d,\u00a0\u202f ]*\.?\d+")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One fact.

    Attributes:
        subject: whose figure it is: "Canada".
        measure: what is measured: "exports", "merchandise trade".
        partner: with whom: "Russia"; empty where there is none.
        year: "2019"; empty where the table has no years.
        value: the figure in ``unit``; None where it is not known.
        rank: place of the partner among all partners; None where it is not known.
        unit: "billion CAD", "CAD", "people".
        line: of the file, from 1.
    """

    subject: str = ""
    measure: str = ""
    partner: str = ""
    year: str = ""
    value: float | None = None
    rank: int | None = None
    unit: str = ""
    source: str = ""
    note: str = ""
    line: int = 0


class ReferenceTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table with what its description says.

    Attributes:
        name: short name: of the file without its ending.
        title, source: for display.
        date: ISO 8601, when the table was made; empty when unknown.
        complete: whether it holds all partners of each subject, measure and year, so that ranks can be counted from
            values.
        sha256: of the file's bytes.
    """

    name: str
    title: str = ""
    source: str = ""
    date: str = ""
    complete: bool = False
    sha256: str = ""
    rows: tuple[Row, ...] = ()

    @property
    def version(self) -> str:
        """The table with its date and hash, as a list's snapshot has one."""
        return f"{self.name}@{self.date or 'undated'}-{self.sha256[:8]}"


def read_table(path: Path) -> ReferenceTable:
    """A reference table from a file.

    Args:
        path: CSV (comma, semicolon or tab, UTF-8) or Parquet; ``NAME.toml`` beside it may describe it.

    Raises:
        SettingsError: ``table-not-found``, ``table-format``, ``table-columns``, ``table-value``, ``table-description``.
    """
    if not path.is_file():
        raise SettingsError("table-not-found", f"{path} is no file.", "Name a CSV or Parquet file.")
    if path.suffix.lower() not in _SUFFIXES:
        raise SettingsError("table-format", f"{path.name} is neither CSV nor Parquet.", "See docs/checking.md.")
    data = path.read_bytes()
    described = _description(path)
    plain = _parquet(path) if path.suffix.lower() == ".parquet" else _csv(path.name, data)
    same = {key: str(described[key]) for key in ("subject", "partner", "measure", "unit") if key in described}
    rows = tuple(
        _rows(path.name, [{**row, **{k: v for k, v in same.items() if not row.get(k, "").strip()}} for row in plain])
    )
    return ReferenceTable(
        name=re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "table",
        title=str(described.get("title", path.stem)),
        source=str(described.get("source", "")),
        date=str(described.get("date", "")),
        complete=bool(described.get("complete", False)),
        sha256=hashlib.sha256(data).hexdigest(),
        rows=rows,
    )


def _description(path: Path) -> Mapping[str, Any]:
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        return {}
    try:
        return tomllib.loads(beside.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            "table-description", f"{beside.name} is no TOML: {error}.", "See docs/checking.md."
        ) from error


def _csv(name: str, data: bytes) -> list[dict[str, str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError("table-format", f"{name} is not UTF-8.", "Save it as CSV in UTF-8.") from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, restval="")
    try:
        return [{(key or "").strip().lower(): value or "" for key, value in row.items() if key} for row in reader]
    except csv.Error as error:
        raise SettingsError("table-format", f"{name} is no CSV: {error}.", "See docs/checking.md.") from error


def _parquet(path: Path) -> list[dict[str, str]]:
    try:
        from pyarrow import parquet  # type: ignore[import-untyped]
    except ImportError as error:
        hint = "Install it: pip install 'entourage[parquet]'; or save the table as CSV."
        raise SettingsError("table-format", "Reading Parquet needs pyarrow.", hint) from error
    try:
        rows = parquet.read_table(path).to_pylist()
    except Exception as error:
        raise SettingsError(
            "table-format", f"{path.name} is no Parquet file: {error}.", "See docs/checking.md."
        ) from error
    return [{str(key).lower(): "" if value is None else str(value) for key, value in row.items()} for row in rows]


def _rows(name: str, rows: list[dict[str, str]]) -> Iterable[Row]:
    if not rows:
        raise SettingsError("table-columns", f"{name} has no rows.", f"Its columns: {', '.join(COLUMNS)}.")
    present = {key for row in rows for key in row}
    missing = {"measure", "value"} - present
    if "rank" in present:
        missing -= {"value"}
    if missing or len(rows) > _MAX_ROWS:
        what = f"has no column {' nor '.join(sorted(missing))}" if missing else "is too long"
        raise SettingsError("table-columns", f"{name} {what}.", f"Columns: {', '.join(COLUMNS)}; see docs/checking.md.")
    for line, row in enumerate(rows, 2):
        yield _row(name, line, row)


def _row(name: str, line: int, row: Mapping[str, str]) -> Row:
    said = {column: " ".join(row.get(column, "").split()) for column in COLUMNS}
    value, rank = _number(name, line, "value", said["value"]), _number(name, line, "rank", said["rank"])
    unit = said["unit"]
    if rank is None and unit.lower() == "rank":
        value, rank, unit = None, value, ""
    if not said["measure"]:
        raise SettingsError("table-value", f"{name}, line {line}: no measure.", "Say what the row measures.")
    return Row(
        subject=said["subject"],
        measure=said["measure"],
        partner=said["partner"],
        year=said["year"].removesuffix(".0"),
        value=value,
        rank=int(rank) if rank is not None else None,
        unit=unit,
        source=said["source"],
        note=said["note"],
        line=line,
    )


def _number(name: str, line: int, column: str, text: str) -> float | None:
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise SettingsError(
            "table-value",
            f"{name}, line {line}: {column} {text!r} is no number.",
            "Write it as 1234.5, or leave it empty.",
        )
    return float(re.sub(r"[,\u00a0\u202f ]", "", text))
