"""OFAC: SDN list and consolidated non-SDN list, in the CSV sets of the legacy formats.

In: the main table (sdn.csv, cons_prim.csv) and, where at hand, aliases, addresses and the continuation of
remarks. Out: parties with listings. Invariants: every row of the main table is a party; rows after its end mark are of
another list and dropped with their lines; rows of the other tables without a party are counted in the notes; a
continuation is joined only where it continues a cut remark.

Which table a file is shows in its number of columns, not in its name.

Source: OFAC's data specification, dat_spec.txt of 2023-09-25.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.person_names import add_name, from_comma_form
from entourage.lists.readers.us_ofac_tables import NULL, REMARK_LIMIT, TableSet, read_tables
from entourage.lists.record import Properties, ReadResult, Source, Tally, unique_id
from entourage.lists.remarks import read_remarks
from entourage.lists.text import clean
from entourage.model import ListedParty, Listing

MAIN = (
    "ent_num",
    "SDN_Name",
    "SDN_Type",
    "Program",
    "Title",
    "Call_Sign",
    "Vess_type",
    "Tonnage",
    "GRT",
    "Vess_flag",
    "Vess_owner",
    "Remarks",
)
_SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_PROGRAM_SEPARATOR = re.compile(r"\]\s*\[")


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one set of files.

    Args:
        sources: the main table and up to three others, in any order and under any name.
        info: the catalogue's entry.

    Raises:
        ListError: ``csv-broken``, ``list-truncated``, ``wrong-format``, ``set-without-main-table``,
            ``set-mixed`` when two files are the same table.
    """
    tables = read_tables(sources, info.dataset)
    tally, taken = Tally(), dict[str, int]()
    parties = []
    seen: set[tuple[str, ...]] = set()
    for line, row in tables.main:
        if tuple(row) in seen:
            tally.drop("row repeated word for word", f"{tables.main_name} line {line}: {row[0]}")
            continue
        seen.add(tuple(row))
        party = _party(row, line, tables, info)
        if party is None:
            tally.drop("record without a name", f"{tables.main_name} line {line}")
        else:
            tally.keep()
            parties.append(msgspec.structs.replace(party, id=unique_id(party.id, taken)))
    for line, row in tables.beyond:
        tally.drop("row after the end mark, of another list", f"{tables.main_name} line {line}: {row[0]} {row[1]}")
    return tally.result(parties, notes=tables.notes)


def _value(cell: str) -> str:
    text = clean(cell)
    return "" if text == NULL else text


def _party(row: list[str], line: int, tables: TableSet, info: ListInfo) -> ListedParty | None:
    number = row[0].strip()
    remarks = row[11] + tables.comment.get(number, "")
    fields = {name: _value(cell) for name, cell in zip(MAIN, [*row[:11], remarks], strict=True)}
    schema = _SCHEMATA.get(fields["SDN_Type"].lower(), "Organization")
    properties = Properties()
    person = schema == "Person"
    if person:
        add_name(properties, from_comma_form(fields["SDN_Name"]))
    else:
        properties.add("name", fields["SDN_Name"])
    if not properties.has("name") or not number:
        return None
    aliases = _write_aliases(tables.alias.get(number, []), properties, person=person)
    addresses = _write_addresses(tables.address.get(number, []), properties)
    _write_columns(fields, properties, person=person)
    whole, torn = _whole_clauses(fields["Remarks"], cut=len(row[11]) >= REMARK_LIMIT and number not in tables.comment)
    days = read_remarks(whole, properties, person=person)
    properties.add("notes", f"{torn} [cut off in the file]" if torn else "")
    programs = [clean(program) for program in _PROGRAM_SEPARATOR.split(fields["Program"]) if clean(program)]
    properties.add("program", *programs)
    properties.add("topics", info.topic)
    record = {name: value for name, value in fields.items() if value} | aliases | addresses
    listing = Listing(
        authority=info.authority,
        program="; ".join(programs),
        legal_effect=info.effect_of(programs),
        listing_date=days.listing_date,
        start_date=days.start_date,
        record_id=number,
        source_url=info.url,
        record=record,
        locator=f"{tables.main_name} line {line}",
    )
    values = properties.freeze()
    party_id = f"{info.dataset}-{number}"
    return ListedParty(id=party_id, schema=schema, caption=values["name"][0], properties=values, listings=(listing,))


def _whole_clauses(remarks: str, *, cut: bool) -> tuple[str, str]:
    """Remarks without the last clause where the file cut it off, and that clause."""
    if not cut:
        return remarks, ""
    whole, _, torn = remarks.rpartition("; ")
    return whole, torn


def _write_columns(fields: dict[str, str], properties: Properties, *, person: bool) -> None:
    for title in fields["Title"].split(";"):
        properties.add("position" if person else "notes", title)
    properties.add("callSign", fields["Call_Sign"])
    properties.add("type", fields["Vess_type"])
    properties.add("tonnage", fields["Tonnage"])
    properties.add("grossRegisteredTonnage", fields["GRT"])
    flag = fields["Vess_flag"]
    properties.add("flag", country(flag) if flag else "")
    if fields["Vess_owner"]:
        properties.add("notes", f"Vessel owner: {fields['Vess_owner']}")


def _write_aliases(rows: list[list[str]], properties: Properties, *, person: bool) -> dict[str, str]:
    printed = []
    for row in rows:
        kind, name, remark = _value(row[2]), _value(row[3]), _value(row[4])
        properties.add("alias", from_comma_form(name).full if person else name)
        properties.add("notes", f"{name}: {remark}" if remark else "")
        printed.append(f"{kind} {name}")
    return {"Alt_name": "; ".join(printed)} if printed else {}


def _write_addresses(rows: list[list[str]], properties: Properties) -> dict[str, str]:
    printed = []
    for row in rows:
        street, city, nation, remark = (_value(cell) for cell in row[2:6])
        address = ", ".join(part for part in (street, city, nation) if part)
        properties.add("address", address)
        properties.add("country", country(nation) if nation else "")
        properties.add("notes", f"{address}: {remark}" if remark else "")
        if address:
            printed.append(address)
    return {"Address": "; ".join(printed)} if printed else {}
