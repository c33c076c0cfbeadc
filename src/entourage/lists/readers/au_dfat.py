"""Australia: Consolidated List of the Department of Foreign Affairs and Trade, XLS or XLSX.

In: the spreadsheet ("regulation8_consolidated"), in the columns of 2010 or later. Out: parties with listings.
Invariants: all rows of one Reference (2, 2a, 2b1) are one party; a date in a cell of numbers is Excel's own, a date in
text is day first; the day of listing is the first one that "Listing Information" states, amendments are none.

Source: https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

import msgspec

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_date, parse_in_order
from entourage.lists.numbered import numbered
from entourage.lists.record import (
    Properties,
    ReadResult,
    Source,
    Tally,
    listed_party,
    merged,
    one_file,
    unique_id,
)
from entourage.lists.spreadsheet import first_sheet, records
from entourage.lists.text import clean
from entourage.model import ListedParty, Listing

NEEDED = ("Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Listing Information",
          "Control Date", "Committees")  # fmt: skip
_NAME = "Name of Individual or Entity"
_REFERENCE = re.compile(r"(\d+)\s*[a-z0-9]*$", re.I)
_NOTHING = ("", "na", "n/a", "unknown")
_SEVERAL = re.compile(r";|>>|\balt\.? ?DOB:?|(?<=\d{4}) {2,}|(?<=\d{4}),(?=\s|$)", re.I)
_BRACKETS = re.compile(r"\([^()]*\)")
_DAY = r"\d{1,2}(?:st|nd|rd|th)? ?[A-Z][a-z]{2,8}\.? ?\d{4}"
_LISTED = re.compile(rf"\b(?:listed|designated)(?:\b[^;]{{0,160}}?\bon|on):? ?({_DAY})", re.I | re.S)
_POSITION = re.compile(r"\bDesignation:\s*(.+?)(?=\.\s+[A-Z]|\.?\s*$)", re.S)
_TIGHT = re.compile(r"\b[a-z]\)(?=\d)|(?<=[A-Za-z]{3})\.(?=\d)")
"""Where the list leaves out a blank: ``a)1994``, ``14 Mar.1960``."""
_SERIAL = re.compile(r"[1-6]\d{4}$")
_EPOCH = datetime.date(1899, 12, 30)

Row = dict[str, str]


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``spreadsheet-broken``, ``too-large``, ``field-too-long``,
            ``list-empty``.
    """
    source = one_file(sources, info.dataset)
    sheet = first_sheet(source)
    tally = Tally()
    groups: dict[str, list[tuple[int, Row]]] = {}
    for line, row in records(sheet.rows, f"{source.name} {sheet.name}", needed=NEEDED):
        match = _REFERENCE.match(clean(row["Reference"]))
        if not match:
            tally.drop("row without a Reference", f"row {line}: {row[_NAME]}")
            continue
        groups.setdefault(match[1], []).append((line, {name: clean(cell) for name, cell in row.items()}))
    parties, taken = list[ListedParty](), dict[str, int]()
    for reference, found in groups.items():
        party = _party(reference, found, source.name, info)
        if party is None:
            for line, _ in found:
                tally.drop("record without a name", f"row {line}")
            continue
        tally.keep(len(found))
        parties.append(msgspec.structs.replace(party, id=unique_id(party.id, taken)))
    return tally.result(parties, notes=_notes(groups))


def _notes(groups: dict[str, list[tuple[int, Row]]]) -> list[str]:
    days = [_control_date(row) for found in groups.values() for _, row in found]
    newest = max((day for day in days if day), default="")
    return [f"newest Control Date: {newest}; the file is of that day or later"] if newest else []


def _control_date(row: Row) -> str:
    return parse_in_order(_unserial(row["Control Date"]), day_first=True)


def _unserial(cell: str) -> str:
    """A number of days as Excel counts them, as an ISO date; any other cell as it is."""
    if not _SERIAL.match(cell):
        return cell
    return (_EPOCH + datetime.timedelta(days=int(cell))).isoformat()


def _value(cell: str) -> str:
    return "" if cell.lower().rstrip(".") in _NOTHING else cell


def _party(reference: str, found: list[tuple[int, Row]], file: str, info: ListInfo) -> ListedParty | None:
    named = [row for _, row in found if row[_NAME]]
    if not named:
        return None
    main = next((row for row in named if row["Name Type"].lower().startswith("primary")), named[0])
    schema = "Person" if main["Type"].lower() == "individual" else "Organization"
    properties = Properties()
    properties.add("name", main[_NAME])
    for row in named:
        weak = schema == "Person" and len(row[_NAME].split()) < 2
        properties.add("weakAlias" if weak else "alias", row[_NAME])
    table = [row for _, row in found]
    for row in table:
        _write_details(row, properties, person=schema == "Person")
    committees = list(dict.fromkeys(row["Committees"] for row in table if row["Committees"]))
    days = [parse_date(text) for row in table for text in _LISTED.findall(row["Listing Information"])[:1]]
    first, last = found[0][0], found[-1][0]
    listing = Listing(
        authority=info.authority,
        program="; ".join(committees),
        legal_effect=info.effect_of(committees),
        listing_date=min((day for day in days if day), default=""),
        record_id=reference,
        source_url=info.url,
        record=merged(table),
        locator=f"{file} row {first}" if first == last else f"{file} rows {first} to {last}, {len(found)} rows",
    )
    return listed_party(info, reference, schema, properties, listing)


def _write_details(row: Row, properties: Properties, *, person: bool) -> None:
    printed = _value(row["Date of Birth"])
    dates = births(printed)
    properties.add("birthDate" if person else "incorporationDate", *dates)
    properties.add("notes", f"birth date as printed: {printed}" if printed and not dates else "")
    properties.add("birthPlace" if person else "address", *map(_value, numbered(row.get("Place of Birth", ""))))
    for nation in numbered(_value(row.get("Citizenship", ""))):
        properties.add("nationality" if person else "country", country(nation))
    properties.add("address", *map(_value, numbered(row.get("Address", ""))))
    information = row.get("Additional Information", "")
    changed = _control_date(row)
    properties.add("notes", _value(information), row["Listing Information"])
    properties.add("notes", f"entry last changed on {changed} (Control Date)" if changed else "")
    position = _POSITION.search(information)
    properties.add("position", *(numbered(position[1]) if position and person else ()))


def births(printed: str) -> tuple[str, ...]:
    """Birth dates of a cell: ``"a) 25 Jun. 1964 b) 5 Dec. 1965"``, ``"12/05/1950; alt DOB: 1952"``, ``"23456"``.

    Returns:
        ISO dates; empty when nothing is understood. A value among several that is not understood is left out.

    >>> births("12/05/1950; alt DOB: 1952")
    ('1950-05-12', '1952')
    """
    found: dict[str, None] = {}
    spaced = _TIGHT.sub(r"\g<0> ", _unserial(printed))
    for value in numbered(spaced):
        for part in _SEVERAL.split(_BRACKETS.sub(" ", value)):
            text = clean(part).strip(" ,.;")
            ordered = parse_in_order(text, day_first=True)
            found.update(dict.fromkeys((ordered,) if ordered else parse_birth(text)))
    return tuple(found)
