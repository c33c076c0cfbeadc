"""Japan: the Ministry of Finance's workbook of those under measures such as asset freezes, XLS or XLSX.

In: the workbook, one sheet per regime, each in a layout of its own. Out: parties with listings. Invariants: columns are
known by their headings, not by their place; entries that were deleted are counted, with sheet, number and day; a sheet
in a layout that is not understood is an error, never passed over.

Source: https://www.mof.go.jp/policy/international_policy/gaitame_kawase/gaitame/economic_sanctions/list.html
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_date, parse_japanese
from entourage.lists.readers.jp_names import aliases, english_name
from entourage.lists.record import (
    Properties,
    ReadResult,
    Source,
    Tally,
    check_fields,
    listed_party,
    one_file,
    unique_id,
)
from entourage.lists.spreadsheet import Sheet, sheets
from entourage.lists.text import clean
from entourage.model import ListedParty, ListError, Listing

_DATA = Path(__file__).parent.parent / "jp_columns.toml"
_DATE, _NUMBER, _JAPANESE, _ENGLISH = "告示日付", "告示番号", "日本語表記", "英語表記"
NEEDED = (_DATE, _NUMBER, _JAPANESE, _ENGLISH)
_DELETED = "削除"
_ABOLISHED, _INDEX = "解除", "一覧"
_UNKNOWN = ("", "不明", "なし", "-", "－")
_DAY = re.compile(r"\d{4}[.\-]\d{1,2}[.\-]\d{1,2}")
_SHEET = re.compile(r"^\d+\s*\.\s*")
_PERSONS, _ENTITIES = "個人", ("団体", "銀行")
_PERSONAL = ("title", "position", "birth_date", "birth_place", "nationality", "passport", "id_number")
_ITEMS = re.compile(r"\([a-z]{1,2}\)|[\n、；;]")

Row = dict[str, str]


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    meanings = {heading: meaning for meaning, found in data["columns"].items() for heading in found}
    return meanings, data["regimes"], data["countries"]


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read the workbook.

    Raises:
        ListError: ``one-file-only``, ``spreadsheet-broken``, ``too-large``, ``field-too-long``;
            ``wrong-format`` when no sheet is in the workbook's form or one is in none that is known.
    """
    source = one_file(sources, info.dataset)
    tally, taken = Tally(), dict[str, int]()
    parties: list[ListedParty] = []
    empty, unknown = list[str](), dict[str, None]()
    found = sheets(source)
    if not any(_header(sheet) is not None for sheet in found):
        raise ListError("wrong-format", f"{source.name} has no sheet with {_DATE}.", "Is this the Ministry's workbook?")
    for sheet in found:
        start = _header(sheet)
        if start is None:
            _check_no_table(sheet, source.name)
            empty.append(sheet.name)
            continue
        for entry in _entries(sheet, start, source.name, unknown, tally):
            party = _party(entry, info)
            if party is None:
                tally.drop("record without a name", entry.locator)
                continue
            tally.keep(entry.rows)
            parties.append(msgspec.structs.replace(party, id=unique_id(party.id, taken)))
    notes = [f"sheets without entries: {', '.join(empty)}"] if empty else []
    notes += [f"columns kept in the record only: {', '.join(unknown)}"] if unknown else []
    return tally.result(parties, notes=notes)


class _Entry(msgspec.Struct, kw_only=True):
    """One entry: its sheet, its cells by heading, and how many rows it takes."""

    sheet: str
    locator: str
    row: Row
    rows: int = 1


def _bare(cell: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", cell))


def _header(sheet: Sheet) -> int | None:
    for place, row in enumerate(sheet.rows):
        cells = [_bare(cell) for cell in row]
        if cells[:1] == [_DATE] and all(heading in cells for heading in NEEDED):
            return place
    return None


def _check_no_table(sheet: Sheet, name: str) -> None:
    """Only the index, abolished regimes and empty sheets may be without a table."""
    filled = [row for row in sheet.rows if any(cell.strip() for cell in row)]
    if filled and _ABOLISHED not in sheet.name and _INDEX not in sheet.name:
        raise ListError(
            "wrong-format",
            f"{name}: sheet {sheet.name!r} has no row of headings with {', '.join(NEEDED)}.",
            "The Ministry may have changed the layout. Please report this list.",
        )


def _entries(sheet: Sheet, start: int, name: str, unknown: dict[str, None], tally: Tally) -> Iterator[_Entry]:
    headings = [_bare(cell) for cell in sheet.rows[start]]
    known = {unicodedata.normalize("NFKC", heading) for heading in _tables()[0]}
    unknown.update(dict.fromkeys(h for h in headings if h and h not in known and h not in NEEDED))
    pending: _Entry | None = None
    for place, cells in enumerate(sheet.rows[start + 1 :], start=start + 2):
        row = {heading: cell.strip() for heading, cell in zip(headings, cells, strict=False) if heading}
        if not any(row.values()):
            continue
        check_fields(row, f"{name} {sheet.name} row {place}")
        named = clean(row[_JAPANESE]) or clean(row[_ENGLISH])
        if named:
            if pending:
                yield pending
            pending = _Entry(sheet=sheet.name, locator=f"{sheet.name} row {place}", row=row)
        elif _DELETED in row[_DATE] or row[_DATE] or row[_NUMBER]:
            reason = "entry deleted by the authority" if _DELETED in row[_DATE] else "record without a name"
            tally.drop(reason, f"{sheet.name} number {clean(row[_NUMBER])}: {clean(row[_DATE])}")
        elif pending:
            pending.rows += 1
            for heading, cell in row.items():
                pending.row[heading] = "\n".join(text for text in (pending.row[heading], cell) if text)
        else:
            tally.drop("row that goes on from no entry", f"{sheet.name} row {place}")
    if pending:
        yield pending


def _values(row: Row) -> dict[str, list[str]]:
    """Cells by meaning; cells that say nothing are left out."""
    meanings = {unicodedata.normalize("NFKC", heading): meaning for heading, meaning in _tables()[0].items()}
    found: dict[str, list[str]] = {}
    for heading, cell in row.items():
        meaning = meanings.get(heading)
        if meaning and cell:
            found.setdefault(meaning, []).append(cell)
    return found


def _schema(sheet: str, values: dict[str, list[str]]) -> str:
    """Entries of persons have something, if only "unknown", under birth date, nationality and the like."""
    if _PERSONS in sheet and not any(word in sheet for word in _ENTITIES):
        return "Person"
    if any(word in sheet for word in _ENTITIES):
        return "Organization"
    return "Person" if any(values.get(meaning) for meaning in _PERSONAL) else "Organization"


def _items(cells: Sequence[str]) -> list[str]:
    """Several values of a cell, parted by ``(a)`` or lines."""
    parts = [clean(part) for cell in cells for part in _ITEMS.split(unicodedata.normalize("NFKC", cell))]
    return [part for part in parts if part not in _UNKNOWN]


def _party(entry: _Entry, info: ListInfo) -> ListedParty | None:
    values = _values(entry.row)
    schema = _schema(entry.sheet, values)
    person = schema == "Person"
    properties = Properties()
    name, others = english_name(entry.row[_ENGLISH], person=person)
    japanese = clean(entry.row[_JAPANESE])
    properties.add("name", name or japanese)
    properties.add("alias", japanese, *others)
    for meaning, target in (("alias", "alias"), ("weak_alias", "weakAlias")):
        for text in (alias for cell in values.get(meaning, ()) for alias in aliases(cell)):
            single = person and len(text.split()) < 2 and "・" not in text
            properties.add("weakAlias" if single else target, text)
    if not properties.has("name"):
        return None
    _write_details(values, properties, person=person)
    days = _DAY.findall(unicodedata.normalize("NFKC", entry.row[_DATE]))
    title = _SHEET.sub("", clean(entry.sheet))
    regime = next((english for word, english in _tables()[1].items() if word in title), "")
    number = clean(entry.row[_NUMBER]).replace("*", "").replace("#", "")
    listing = Listing(
        authority=info.authority,
        program=f"{regime} / {title}" if regime else title,
        legal_effect=info.effect_of([title]),
        listing_date=min((parse_date(day.replace("-", ".")) for day in days), default=""),
        record_id=f"{entry.sheet.partition('.')[0].strip()}/{number}",
        source_url=info.url,
        record={heading: cell for heading, cell in entry.row.items() if cell},
        locator=entry.locator,
    )
    key = re.sub(r"[^0-9a-z]+", "-", unicodedata.normalize("NFKC", listing.record_id).lower()).strip("-")
    return listed_party(info, key or "entry", schema, properties, listing)


def _write_details(values: dict[str, list[str]], properties: Properties, *, person: bool) -> None:
    for cell in values.get("birth_date", ()):
        dates = parse_japanese(cell) or parse_birth(cell)
        properties.add("birthDate" if person else "incorporationDate", *dates)
        printed = clean(cell)
        properties.add("notes", f"birth date as printed: {printed}" if printed not in _UNKNOWN and not dates else "")
    for cell in _items(values.get("nationality", ())):
        properties.add("nationality", _country(cell))
        properties.add("notes", "" if _country(cell) else f"nationality as printed: {cell}")
    for meaning, target in (
        ("birth_place", "birthPlace"),
        ("address", "address"),
        ("title", "title"),
        ("phone", "phone"),
    ):
        properties.add(target, *_items(values.get(meaning, ())))
    properties.add("position" if person else "notes", *_items(values.get("position", ())))
    for meaning, target in (("passport", "passportNumber"), ("id_number", "idNumber")):
        for cell in _items(values.get(meaning, ())):
            number = re.search(r"\b(?=[A-Z0-9/-]*\d{3})[A-Z0-9][A-Z0-9/-]{4,24}\b", cell)
            properties.add(target, number[0] if number else "")
            properties.add("notes", cell)
    properties.add("notes", *(text for cell in values.get("notes", ()) if (text := clean(cell)) not in _UNKNOWN))


def _country(printed: str) -> str:
    """From the Japanese or English name; a remark in brackets and the words for republic and state are left out."""
    text = clean(printed.partition("(")[0])
    forms = (text, text.removesuffix("共和国"), text.removesuffix("国"))
    return next((code for form in forms if (code := _tables()[2].get(form, ""))), "") or country(text)
