"""United Kingdom: Consolidated List of financial sanctions targets (ConList), CSV or XLSX.

In: the table with 29 columns (until about 2018) or 36 (later). Out: parties with listings; the publisher's date from
the first line. Invariants: rows of one Group ID are one party, whatever they repeat; dates are read day first, as
the list prints them; the primary name is the caption.

Source: OFSI's page of the list and the guide to its formats there,
https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_in_order
from entourage.lists.numbered import numbered
from entourage.lists.person_names import PrintedName, add_name, from_parts
from entourage.lists.record import Properties, ReadResult, Source, Tally, merged, one_file
from entourage.lists.spreadsheet import first_sheet, is_spreadsheet
from entourage.lists.spreadsheet import records as sheet_records
from entourage.lists.tables import decode, records, rows
from entourage.lists.text import clean, slug
from entourage.model import ListedParty, ListError, Listing

NEEDED = ("Name 6", "Name 1", "Name 5", "DOB", "Group Type", "Alias Type", "Regime", "Listed On", "Group ID")
_FIRST = "Last Updated"
_SCHEMATA = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
_GIVEN = tuple(f"Name {number}" for number in range(1, 6))
_PRIMARY = ("prime alias", "primary name")
_ADDRESS = (*(f"Address {number}" for number in range(1, 7)), "Post/Zip Code", "Country")
_NUMBERS = {
    "Passport Number": "passportNumber",
    "Passport Details": "passportNumber",
    "National Identification Number": "idNumber",
    "NI Number": "idNumber",
}
_TEXTS = ("Other Information", "NI Details", "Passport Details")
_NUMBER = re.compile(r"\b(?=[A-Z0-9/-]*\d{4})[A-Z0-9][A-Z0-9/-]{4,19}\b")
"""A number of a document inside a free text: at least five characters, four digits in a row; never a bare year."""
_GENDER = re.compile(r"\(Gender\): ?(Male|Female)\b")
_REASON = re.compile(r"\(UK Statement of Reasons\): ?(.+?)(?= \([A-Z][A-Za-z /-]{2,40}\):|$)", re.S)
_IMO = re.compile(r"\bIMO(?: number)?\)?\s*:?\s*(\d{7})\b", re.I)

Row = dict[str, str]


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``csv-broken``, ``list-truncated``, ``unknown-encoding``,
            ``field-too-long``, ``spreadsheet-broken``, ``too-large``.
    """
    source = one_file(sources, info.dataset)
    published, table = _from_spreadsheet(source) if is_spreadsheet(source.data) else _from_text(source)
    tally = Tally()
    groups: dict[str, list[tuple[int, Row]]] = {}
    for line, row in table:
        if not row["Group ID"]:
            tally.drop("row without a Group ID", f"line {line}: {row['Name 6']}")
            continue
        groups.setdefault(row["Group ID"], []).append((line, row))
    parties: dict[str, ListedParty] = {}
    for group, found in groups.items():
        party = _party(group, found, source.name, info)
        if party is None or party.id in parties:
            for line, _ in found:
                tally.drop("record without a name" if party is None else "Group ID written two ways", f"line {line}")
            continue
        tally.keep(len(found))
        parties[party.id] = party
    return tally.result(parties.values(), date=published)


def _from_text(source: Source) -> tuple[str, Iterator[tuple[int, Row]]]:
    text = decode(source.data, source.name)
    _, first = next(rows(text.partition("\n")[0], source.name), (0, []))
    return _published(first, source.name), records(text, source.name, needed=NEEDED, skip=1)


def _from_spreadsheet(source: Source) -> tuple[str, Iterator[tuple[int, Row]]]:
    table = first_sheet(source).rows
    published = _published(table[0] if table else [], source.name)
    return published, sheet_records(table, source.name, needed=NEEDED, skip=1)


def _published(first: Sequence[str], name: str) -> str:
    """The date in the first line, ``Last Updated,13/04/2018``."""
    if len(first) < 2 or clean(first[0]) != _FIRST:
        raise ListError(
            "wrong-format", f"{name} does not begin with {_FIRST!r} and a date.", "Is this the ConList as published?"
        )
    return parse_in_order(first[1], day_first=True)


def _name(row: Row, *, person: bool) -> PrintedName:
    given = " ".join(part for part in (row.get(column, "") for column in _GIVEN) if part)
    if person:
        return from_parts(row["Name 6"], given)
    return PrintedName(full=clean(f"{row['Name 6']} {given}"))


def _party(group: str, found: list[tuple[int, Row]], file: str, info: ListInfo) -> ListedParty | None:
    schema = _SCHEMATA.get(found[0][1]["Group Type"].lower(), "LegalEntity")
    person = schema == "Person"
    table = [row for _, row in found if _name(row, person=person).full]
    if not table:
        return None
    main = next((row for row in table if row["Alias Type"].lower() in _PRIMARY), table[0])
    name = _name(main, person=person)
    properties = Properties()
    add_name(properties, name) if person else properties.add("name", name.full)
    for row in table:
        _write_names(row, properties, person=person)
        _write_details(row, properties, person=person)
    listing = _listing(group, found, file, info)
    properties.add("program", *listing.program.split("; "))
    properties.add("topics", info.topic)
    party_id, values = f"{info.dataset}-{slug(group) or found[0][0]}", properties.freeze()
    return ListedParty(id=party_id, schema=schema, caption=name.full, properties=values, listings=(listing,))


def _write_names(row: Row, properties: Properties, *, person: bool) -> None:
    """A repeated name costs nothing: ``freeze`` leaves out an alias that is the name."""
    name = _name(row, person=person).full
    weak = row.get("Alias Quality", "").lower().startswith("low") or (person and len(name.split()) < 2)
    properties.add("weakAlias" if weak else "alias", name)
    properties.add("alias", row.get("Name Non-Latin Script", ""))
    properties.add("title", row.get("Title", ""))


def _write_details(row: Row, properties: Properties, *, person: bool) -> None:
    printed = row["DOB"]
    ordered = parse_in_order(printed, day_first=True)
    dates = (ordered,) if ordered else parse_birth(printed)
    properties.add("birthDate" if person else "incorporationDate", *dates)
    properties.add("notes", f"birth date as printed: {printed}" if printed and not dates else "")
    _write_places(row, properties)
    for nation in numbered(row.get("Nationality", "")):
        properties.add("nationality" if person else "country", country(nation))
        properties.add("notes", "" if country(nation) else f"nationality as printed: {nation}")
    properties.add("position" if person else "notes", *numbered(row.get("Position", "")))
    properties.add("address", ", ".join(part for part in (row.get(column, "") for column in _ADDRESS) if part))
    properties.add("country", country(row.get("Country", "")))
    for column, target in _NUMBERS.items():
        for value in numbered(row.get(column, "")):
            number = _NUMBER.search(value)
            properties.add(target, number[0] if number else "")
    properties.add("notes", *(row.get(column, "") for column in _TEXTS))
    properties.add("gender", *(word.lower() for word in _GENDER.findall(row.get("Other Information", ""))))
    properties.add("imoNumber", *_IMO.findall(row.get("Other Information", "")))


def _write_places(row: Row, properties: Properties) -> None:
    towns, countries = numbered(row.get("Town of Birth", "")), numbered(row.get("Country of Birth", ""))
    if len(towns) == len(countries) == 1:
        properties.add("birthPlace", f"{towns[0]}, {countries[0]}")
    else:
        properties.add("birthPlace", *towns, *countries)


def _listing(group: str, found: list[tuple[int, Row]], file: str, info: ListInfo) -> Listing:
    table = [row for _, row in found]
    regimes = list(dict.fromkeys(clean(row["Regime"]) for row in table if row["Regime"]))
    kinds = {row["Group Type"] for row in table}
    dates = [parse_in_order(row["Listed On"], day_first=True) for row in table]
    first, last = found[0][0], found[-1][0]
    return Listing(
        authority=info.authority,
        program="; ".join(regimes),
        legal_effect=info.effect_of([f"{regime}/{kind}" for regime in regimes for kind in kinds]),
        listing_date=min((date for date in dates if date), default=""),
        record_id=group,
        reason=next((clean(text) for row in table for text in _REASON.findall(row.get("Other Information", ""))), ""),
        source_url=info.url,
        record=merged(table),
        locator=f"{file} line {first}" if first == last else f"{file} lines {first} to {last}, {len(found)} rows",
    )
