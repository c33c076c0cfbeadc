"""Parquet in and out, and what is said where the library is not there."""

from __future__ import annotations

import csv
import datetime
import importlib
from pathlib import Path
from typing import Any

import pytest

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
from test_screening_batch import TODAY, lists  # type: ignore[import-not-found]  # noqa: E402

from entourage.model import SettingsError  # noqa: E402
from entourage.screening import batch as batch_module  # noqa: E402
from entourage.screening.batch import screen_file  # noqa: E402
from entourage.screening.batch_rows import read_rows, rows_expected  # noqa: E402


def write(path: Path, **columns: list[Any]) -> Path:
    parquet.write_table(pyarrow.table(columns), path)
    return path


def test_values_of_every_kind_become_text(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.parquet",
        Name=["Ada Example", None, "Bo Sample"],
        born=[datetime.date(1961, 1, 3), None, None],
        passport=[123456.0, 7.0, None],
        id=[1, 2, 3],
    )
    rows = list(read_rows(source))
    assert rows_expected(source) == 3
    assert [(row.line, row.problem) for row in rows] == [(1, ""), (2, "no name"), (3, "")]
    entity = rows[0].entity
    assert entity is not None
    assert (entity.id, entity.name) == ("1", "Ada Example")
    assert entity.properties == {"birthDate": ("1961-01-03",), "idNumber": ("123456",)}


def test_hits_come_out_as_parquet_also_after_an_interruption(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "PARCEL", 10)
    names = ["Ada Example" if n % 2 else "Somebody Else" for n in range(100)]
    source = write(tmp_path / "in.parquet", id=[f"c{n}" for n in range(100)], name=names)
    output, table = tmp_path / "hits.parquet", tmp_path / "hits.csv"

    def stop(rows: int) -> None:
        if rows == 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen_file(source, output, lists(), today=TODAY, on_rows=stop)
    assert not output.exists()
    done = screen_file(source, output, lists(), today=TODAY)
    assert (done.resumed_at, done.hits) == (50, 50)
    screen_file(source, table, lists(), today=TODAY)
    found = parquet.read_table(output).to_pylist()
    with table.open(encoding="utf-8", newline="") as stream:
        assert [{key: str(value) for key, value in row.items()} for row in found] == list(csv.DictReader(stream))
    assert isinstance(found[0]["score"], float)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "hits.csv", "hits.csv.rejects.csv", "hits.parquet", "hits.parquet.rejects.csv", "in.parquet",
    ]  # fmt: skip


def test_no_hits_are_an_empty_table(tmp_path: Path) -> None:
    source = write(tmp_path / "in.parquet", name=["Nobody Atall"])
    screen_file(source, tmp_path / "hits.parquet", lists(), today=TODAY)
    assert parquet.read_table(tmp_path / "hits.parquet").num_rows == 0


def test_a_broken_file_and_one_without_names(tmp_path: Path) -> None:
    broken = tmp_path / "in.parquet"
    broken.write_bytes(b"PAR1 and nothing")
    with pytest.raises(SettingsError, match="no Parquet file"):
        screen_file(broken, tmp_path / "hits.csv", lists(), today=TODAY)
    with pytest.raises(SettingsError, match="no column of names"):
        screen_file(write(broken, a=[1]), tmp_path / "hits.csv", lists(), today=TODAY)


def test_without_the_library_the_error_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write(tmp_path / "in.parquet", name=["Ada Example"])
    real = importlib.import_module

    def missing(name: str, package: str | None = None) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, package)

    monkeypatch.setattr("entourage.screening.parquet.import_module", missing)
    for given, wanted in ((source, tmp_path / "a.csv"), (tmp_path / "in.csv", tmp_path / "a.parquet")):
        (tmp_path / "in.csv").write_text("name\nAda Example\n", "utf-8")
        with pytest.raises(SettingsError) as caught:
            screen_file(given, wanted, lists(), today=TODAY)
        assert (caught.value.code, caught.value.hint) == ("no-parquet", "pip install 'entourage[parquet]'")
