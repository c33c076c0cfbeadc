"""Any table of names with a header, as comma-separated values or a spreadsheet.

In: one file; delimiter, encoding and columns are recognised. Out: one party per row (rows with one record id are
joined), with a listing each. Invariants: every cell of a row is in the listing's record; a column that is not
understood is named in the notes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from entourage.lists.aliases import split_aliases
from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_date
from entourage.lists.person_names import PrintedName, add_name, from_comma_form, from_parts
from entourage.lists.record import Properties, ReadResult, Source, Tally, check_fields, unique_id
from entourage.lists.spreadsheet import first_sheet, is_spreadsheet
from entourage.lists.tables import decode, rows
from entourage.lists.text import clean, slug
from entourage.model import ListedParty, ListError, Listing
from entourage.names import strip_legal_form

_DATA = Path(__file__).parent.parent / "columns.toml"
_DELIMITERS = ",;\t|"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_URL = re.compile(r"https?://[^\s\"'<>|]+")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_BORN = re.compile(r"(?:born|née?|geb\.?)\b", re.I)
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_PLAIN = {
    "birth_place": "birthPlace",
    "passport_number": "passportNumber",
    "id_number": "idNumber",
    "tax_number": "taxNumber",
    "registration_number": "registrationNumber",
    "imo_number": "imoNumber",
    "address": "address",
}
_PERSONAL = ("first_name", "last_name", "birth_date", "gender", "nationality", "position")


@cache
def _meanings() -> tuple[dict[str, str], dict[str, str]]:
    """What each known heading means, and the schema of each known word for a type."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    headings = {heading: meaning for meaning, found in data["columns"].items() for heading in found}
    schemata = {word: schema for schema, found in data["schemata"].items() for word in found}
    return headings, schemata


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one table.

    Args:
        sources: exactly one file.
        info: from the catalogue, or made from what the user said of the list.

    Raises:
        ListError: ``one-file-only``, ``unknown-encoding``, ``csv-broken``, ``list-truncated``, ``no-name-column``,
            ``spreadsheet-broken``, ``too-large``.
    """
    if len(sources) != 1:
        names = ", ".join(source.name for source in sources) or "none"
        raise ListError("one-file-only", f"A table of names is one file, given: {names}.", "Name the one to load.")
    source = sources[0]
    found = _rows(source)
    header = [clean(cell) for cell in found[0][1]] if found else []
    columns = _columns(header, source.name)
    tally = Tally()
    parties: dict[str, ListedParty] = {}
    taken: dict[str, int] = {}
    seen: set[tuple[str, ...]] = set()
    for line, row in found[1:]:
        cells = _fitted(row, header, source.name, line)
        if tuple(cells) in seen:
            tally.drop("row repeated word for word", f"line {line}")
            continue
        seen.add(tuple(cells))
        record = dict(zip(header, cells, strict=True))
        values = {meaning: clean(record[heading]) for meaning, heading in columns.items()}
        party = _party(values, record, f"{source.name} line {line}", info)
        if party is None:
            tally.drop("row without a name", f"line {line}")
            continue
        tally.keep()
        _store(party, bool(values.get("record_id")), parties, taken)
    unknown = [heading for heading in header if heading and heading not in columns.values()]
    notes = [f"columns kept in the record only: {', '.join(unknown)}"] if unknown else []
    return tally.result(parties.values(), notes=notes)


def _rows(source: Source) -> list[tuple[int, list[str]]]:
    """All rows with their lines; of a spreadsheet those of the first sheet with text, blank rows left out."""
    if is_spreadsheet(source.data):
        table = [row for row in enumerate(first_sheet(source).rows, start=1) if any(cell.strip() for cell in row[1])]
        for line, row in table:
            check_fields(
                {f"column {place}": cell for place, cell in enumerate(row, start=1)}, f"{source.name} row {line}"
            )
        return table
    text = decode(source.data, source.name)
    return list(rows(text, source.name, delimiter=_delimiter(text)))


def _delimiter(text: str) -> str:
    """The delimiter that parts the first line into most cells; a comma where none does."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _heading(text: str) -> str:
    return " ".join(re.split(r"[\W_]+", _CAMEL.sub(" ", text))).strip().lower()


def _columns(header: list[str], name: str) -> dict[str, str]:
    """The heading that stands for each meaning; of two headings of one meaning the first counts."""
    headings, _ = _meanings()
    columns: dict[str, str] = {}
    for printed in header:
        meaning = headings.get(_heading(printed))
        if meaning:
            columns.setdefault(meaning, printed)
    if "name" not in columns and "last_name" not in columns:
        seen = ", ".join(header)[:200] or "none"
        raise ListError(
            "no-name-column",
            f"{name} has no column of names; its headings: {seen}.",
            "The first line must be a header with a column such as name, full_name or last_name.",
        )
    return columns


def _fitted(row: list[str], header: list[str], name: str, line: int) -> list[str]:
    if len(row) < len(header):
        raise ListError(
            "list-truncated",
            f"{name} line {line} has {len(row)} cells, the header {len(header)}.",
            "The file is cut off or damaged. Nothing was stored.",
        )
    if any(cell.strip() for cell in row[len(header) :]):
        raise ListError(
            "csv-broken",
            f"{name} line {line} has {len(row)} cells, the header {len(header)}.",
            "Put cells that hold the delimiter between quotation marks.",
        )
    return [cell.strip() for cell in row[: len(header)]]


def _schema(values: dict[str, str], name: str, info: ListInfo) -> str:
    stated = _meanings()[1].get(_heading(values.get("schema", "")))
    if stated:
        return stated
    if info.schema:
        return info.schema
    if strip_legal_form(name)[1] and not any(values.get(column) for column in _PERSONAL):
        return "Organization"
    return "Person" if any(values.get(column) for column in _PERSONAL) else "LegalEntity"


def _name(values: dict[str, str]) -> PrintedName:
    printed = values.get("name", "")
    last = values.get("last_name", "")
    given = " ".join(part for part in (values.get("first_name", ""), values.get("middle_name", "")) if part)
    if not printed:
        return from_parts(last, given)
    return msgspec.structs.replace(from_parts(last, given), full=printed)


def _party(values: dict[str, str], record: dict[str, str], locator: str, info: ListInfo) -> ListedParty | None:
    name = _name(values)
    schema = _schema(values, name.full, info)
    if schema == "Person" and not name.last and name.full.count(",") == 1:
        name = from_comma_form(name.full)
    properties = Properties()
    if schema == "Person" and "(" in name.full:
        name = _without_brackets(name, properties)
    if not name.full:
        return None
    add_name(properties, name)
    person = schema == "Person"
    aliases = split_aliases(values.get("alias", "").replace("|", ";"), person=person, commas=False)
    for alias in aliases.full:
        properties.add("alias", from_comma_form(alias).full if person and alias.count(",") == 1 else alias)
    properties.add("weakAlias", *aliases.weak, *_SEVERAL.split(values.get("weak_alias", "")))
    _write_details(values, properties, person=person)
    properties.add("topics", info.topic)
    listing = _listing(values, record, locator, info)
    properties.add("program", listing.program)
    frozen = properties.freeze()
    key = slug(values.get("record_id", "")) or slug(name.full) or slug(locator)
    return ListedParty(
        id=f"{info.dataset}-{key}", schema=schema, caption=name.full, properties=frozen, listings=(listing,)
    )


def _without_brackets(name: PrintedName, properties: Properties) -> PrintedName:
    """``Ada EXAMPLE (Ада ПРИМЕР)``: the name without the bracket, which is an alias when it is a name of its own."""
    for inside in _BRACKETS.findall(name.full):
        bare = inside.partition(":")[2].strip() or inside.strip()
        if len(bare.split()) > 1 and not _BORN.match(bare):
            properties.add("alias", bare)
    properties.add("notes", f"name as printed: {name.full}")
    return msgspec.structs.replace(name, full=clean(_BRACKETS.sub("", name.full)))


def _write_details(values: dict[str, str], properties: Properties, *, person: bool) -> None:
    printed = values.get("birth_date", "")
    dates = parse_birth(printed)
    properties.add("birthDate" if person else "incorporationDate", *dates)
    properties.add("notes", f"birth date as printed: {printed}" if printed and not dates else "", values.get("notes"))
    for meaning in ("country", "nationality"):
        for nation in _SEVERAL.split(values.get(meaning, "")):
            properties.add(meaning, country(nation) if nation else "")
    properties.add("gender", values.get("gender", "").lower())
    properties.add("position", *_SEVERAL.split(values.get("position", "")))
    for meaning, target in _PLAIN.items():
        properties.add(target, *_SEVERAL.split(values.get(meaning, "")))


def _listing(values: dict[str, str], record: dict[str, str], locator: str, info: ListInfo) -> Listing:
    program = values.get("program", "")
    urls = _URL.findall(values.get("source_url", ""))
    dates = {meaning: parse_date(values.get(meaning, "")) for meaning in ("listing_date", "start_date", "end_date")}
    return Listing(
        authority=info.authority,
        program=program,
        legal_effect=info.effect_of([program]),
        listing_date=dates["listing_date"] or dates["start_date"] or info.listing_date,
        start_date=dates["start_date"],
        end_date=dates["end_date"],
        record_id=values.get("record_id", ""),
        reason=values.get("reason", ""),
        source_url=urls[0] if urls else info.url,
        record={heading: cell for heading, cell in record.items() if cell},
        locator=locator,
    )


def _store(party: ListedParty, has_id: bool, parties: dict[str, ListedParty], taken: dict[str, int]) -> None:
    """Keep a party; rows that share a record id and a name are one party with several listings."""
    former = parties.get(party.id)
    if former and has_id and former.caption == party.caption:
        joined = Properties()
        for one in (former, party):
            for name, values in one.properties.items():
                joined.add(name, *values)
        listings = former.listings + party.listings
        parties[party.id] = msgspec.structs.replace(former, properties=joined.freeze(), listings=listings)
        return
    own_id = unique_id(party.id, taken)
    parties[own_id] = msgspec.structs.replace(party, id=own_id)
