"""Tables in Parquet, in and out, where the extra ``parquet`` is installed.

In: a Parquet file, or JSON lines. Out: rows of texts, or a Parquet file. Invariants: a file is never held in memory as
a whole; an output is there whole or not at all; without the library the error says how to install it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from entourage.model import SettingsError

_ROWS = 2_000
"""Rows held at once."""


def need_parquet() -> Any:
    """The library's module, ``pyarrow.parquet``.

    Raises:
        SettingsError: ``no-parquet`` where it is not installed.
    """
    try:
        return import_module("pyarrow.parquet")  # by its name, because type checkers find no types in it
    except ImportError as error:
        raise SettingsError(
            "no-parquet", "Parquet needs a library that is not installed.", "pip install 'entourage[parquet]'"
        ) from error


def _open(path: Path) -> Any:
    parquet, pyarrow = need_parquet(), import_module("pyarrow")
    try:
        return parquet.ParquetFile(path)
    except (pyarrow.ArrowException, ValueError) as error:
        raise SettingsError("parquet-broken", f"{path.name} is no Parquet file: {error}.") from error


def parquet_size(path: Path) -> int:
    """How many rows a file has.

    Raises:
        SettingsError: ``no-parquet``, ``parquet-broken``.
    """
    with _open(path) as file:
        return int(file.metadata.num_rows)


def read_parquet(path: Path) -> Iterator[list[str]]:
    """The names of a file's columns, then its rows, every value as text; what is missing is empty.

    Raises:
        SettingsError: ``no-parquet``, ``parquet-broken``.
        OSError: when it cannot be opened.
    """
    with _open(path) as file:
        yield list(file.schema_arrow.names)
        for batch in file.iter_batches(batch_size=_ROWS):
            columns = [column.to_pylist() for column in batch.columns]
            for values in zip(*columns, strict=True):
                yield [_text(value) for value in values]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return str(value)


def write_parquet(lines: Path, output: Path, columns: Sequence[str]) -> None:
    """JSON lines as a Parquet file with these columns; ``score`` is a number, ``row`` a whole one, all else text.

    Args:
        lines: one object a line, each with all columns.
        output: there whole or not at all.
        columns: in their order.

    Raises:
        SettingsError: ``no-parquet``.
        OSError: when it cannot be written.
    """
    parquet, pyarrow = need_parquet(), import_module("pyarrow")
    kinds = {"score": pyarrow.float64(), "row": pyarrow.int64()}
    schema = pyarrow.schema([(name, kinds.get(name, pyarrow.string())) for name in columns])
    aside = output.with_name(output.name + ".new")
    with lines.open("rb") as stream, parquet.ParquetWriter(aside, schema, compression="zstd") as writer:
        while block := list(islice(stream, _ROWS)):
            records = [msgspec.json.decode(line) for line in block]
            table = {name: [record[name] for record in records] for name in columns}
            writer.write_table(pyarrow.table(table, schema=schema))
    aside.replace(output)
