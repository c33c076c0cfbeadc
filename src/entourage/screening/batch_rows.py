"""Rows of a file of customers as entities to be screened.

In: CSV with a header, Parquet, or FollowTheMoney entities, one JSON object a line. Out: numbered rows, good or with a
reason why not. Invariants: every line of the file is in exactly one row; a bad row never stops the file; memory does
not grow with the file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

import msgspec

from entourage.model import Entity, Mention, SettingsError
from entourage.names import country_code
from entourage.screening.pair import SCREENED
from entourage.screening.parquet import parquet_size, read_parquet

MAX_CHARS = 100_000
"""Longest line of a file; a longer one is rejected."""

PARQUET_SUFFIXES = (".parquet", ".pq")
JSON_SUFFIXES = (".json", ".jsonl", ".ijson", ".ndjson")
COLUMNS = {
    "name": ("name", "full_name", "fullname", "customer", "caption"),
    "first": ("first_name", "firstname", "given_name", "forename"),
    "middle": ("middle_name", "middlename", "patronymic"),
    "last": ("last_name", "lastname", "family_name", "surname"),
    "id": ("id", "customer_id", "reference", "ref"),
    "schema": ("schema", "type"),
    "birthDate": ("birth_date", "birthdate", "date_of_birth", "dob", "born"),
    "birthPlace": ("birth_place", "birthplace", "place_of_birth"),
    "country": ("country", "nationality", "citizenship", "jurisdiction"),
    "gender": ("gender", "sex"),
    "idNumber": (
        "identifier", "id_number", "passport", "passport_number", "tax_number", "registration_number", "inn", "imo",
    ),
}  # fmt: skip
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")
_DAY_FIRST = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})$")
_SCHEMATA = {schema.lower(): schema for schema in SCREENED} | {
    "": "Person", "individual": "Person", "entity": "Organization", "organisation": "Organization", "vessel": "Vessel",
}  # fmt: skip


class Row(msgspec.Struct, frozen=True):
    """One row: ``entity`` when it can be screened, else ``problem``.

    Attributes:
        number: 1 for the first row after the header.
        line: where it begins in the file, 1 for the first line.
        text: the row as it stands, for the rejects file.
    """

    number: int
    line: int
    entity: Entity | None
    problem: str
    text: str


class _BadRow(Exception):
    """Why a row cannot be screened."""


def entity_of(values: Mapping[str, str]) -> Entity:
    """An entity from the values of a CSV row under the names of :data:`COLUMNS`."""
    name = values.get("name", "").strip() or " ".join(
        part for key in ("first", "middle", "last") if (part := values.get(key, "").strip())
    )
    schema = _SCHEMATA.get(values.get("schema", "").strip().lower())
    if schema is None or schema not in SCREENED:
        raise _BadRow(f"unknown schema {values.get('schema', '')[:40]!r}")
    properties = {
        "birthDate": _date(values.get("birthDate", "")),
        "birthPlace": values.get("birthPlace", "").strip(),
        "nationality" if schema == "Person" else "country": _country(values.get("country", "")),
        "gender": _gender(values.get("gender", "")),
        "idNumber": values.get("idNumber", "").strip(),
    }
    return _entity(values.get("id", "").strip(), schema, [name], {k: (v,) for k, v in properties.items() if v})


def _entity(identifier: str, schema: str, names: list[str], properties: dict[str, tuple[str, ...]]) -> Entity:
    names = [name for name in names if any(map(str.isalnum, name))]
    if not names:
        raise _BadRow("no name")
    if any("\udc80" <= c <= "\udcff" for name in names for c in name):
        raise _BadRow("not UTF-8")
    mention = Mention(start=0, end=len(names[0]))
    return Entity(
        id=identifier,
        schema=schema,
        name=names[0],
        aliases=tuple(names[1:]),
        mentions=(mention,),
        properties=properties,
    )


def _date(text: str) -> str:
    text = text.strip()
    if found := _DAY_FIRST.match(text):
        text = f"{found[3]}-{found[2]}-{found[1]}"
    if text and not _ISO.match(text):
        raise _BadRow(f"birth date {text[:40]!r} is not written as 1961, 1961-01 or 1961-01-03")
    return text


def _country(text: str) -> str:
    text = text.strip()
    return country_code(text) or text.lower() if text else ""


def _gender(text: str) -> str:
    return {"m": "male", "male": "male", "f": "female", "w": "female", "female": "female"}.get(text.strip().lower(), "")


def _ftm_entity(line: str) -> Entity:
    try:
        data: Any = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise _BadRow("no valid JSON") from error
    if not isinstance(data, dict) or not isinstance(data.get("properties"), dict):
        raise _BadRow("no FollowTheMoney entity: an object with schema and properties is wanted")
    schema = str(data.get("schema", ""))
    if schema not in SCREENED:
        raise _BadRow(f"schema {schema[:40]!r} is not screened")
    properties = {
        str(key): tuple(v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str))
        for key, value in data["properties"].items()
    }
    names = [*properties.pop("name", ()), *properties.pop("alias", ()), *properties.pop("weakAlias", ())]
    for value in properties.get("birthDate", ()):
        _date(value)
    return _entity(str(data.get("id", "")), schema, names, properties)


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file, in order.

    Args:
        path: CSV (comma, semicolon or tab), Parquet, or FollowTheMoney entities, one a line, by its suffix.

    Raises:
        SettingsError: ``no-name-column`` for a table without a column of names; ``no-parquet``, ``parquet-broken``.
        OSError: when it cannot be opened.
    """
    if path.suffix.lower() in PARQUET_SUFFIXES:
        yield from _parquet_rows(path)
        return
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        yield from _json_rows(stream) if path.suffix.lower() in JSON_SUFFIXES else _csv_rows(stream, path)


def rows_expected(path: Path) -> int:
    """About how many rows a file has, for a progress bar: cells with line breaks make it less. It is read once."""
    if path.suffix.lower() in PARQUET_SUFFIXES:
        return parquet_size(path)
    lines = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            lines += block.count(b"\n")
    return lines if path.suffix.lower() in JSON_SUFFIXES else max(0, lines - 1)


def _json_rows(stream: TextIO) -> Iterator[Row]:
    number = 0
    for line_number, line in enumerate(stream, start=1):
        if line.strip():
            number += 1
            yield _row(number, line_number, line.strip(), lambda text=line: _ftm_entity(text))


def _row(number: int, line: int, text: str, make: Any) -> Row:
    if len(text) > MAX_CHARS:
        return Row(number, line, None, f"longer than {MAX_CHARS:,} characters", text[:200])
    try:
        return Row(number, line, make(), "", text)
    except _BadRow as problem:
        return Row(number, line, None, str(problem), text)


def _csv_rows(stream: TextIO, path: Path) -> Iterator[Row]:
    head = stream.readline()
    delimiter = max(",;\t", key=head.count)
    header = next(csv.reader([head], delimiter=delimiter), [])
    columns = _columns(header, path)
    reader = csv.reader(stream, delimiter=delimiter)
    number, before = 0, 1
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Row(number, before + 1, None, f"no valid CSV: {error}", "")
            before = reader.line_num + 1
            continue
        line, before = before + 1, reader.line_num + 1
        if not values:
            continue
        number += 1
        text = delimiter.join(values)
        if len(values) != len(header):
            yield Row(number, line, None, f"{len(values)} fields, {len(header)} wanted", text[:MAX_CHARS])
        else:
            given = {key: values[place] for key, place in columns.items()}
            yield _row(number, line, text, lambda given=given: entity_of(given))


def _parquet_rows(path: Path) -> Iterator[Row]:
    """Rows of a Parquet file; their line is their number."""
    rows = read_parquet(path)
    header = next(rows)
    columns = _columns(header, path)
    for number, values in enumerate(rows, start=1):
        given = {key: values[place] for key, place in columns.items()}
        yield _row(number, number, ",".join(values), lambda given=given: entity_of(given))


def _columns(header: list[str], path: Path) -> dict[str, int]:
    plain = [re.sub(r"[\s-]+", "_", name.strip().lower()) for name in header]
    found = {key: plain.index(name) for key, names in COLUMNS.items() for name in reversed(names) if name in plain}
    if "name" not in found and "last" not in found:
        raise SettingsError(
            "no-name-column",
            f"{path.name} has no column of names; its columns: {', '.join(header)[:200] or 'none'}.",
            "Name one of them: name (or first_name and last_name).",
        )
    return found
