"""United Kingdom: the UK Sanctions List of the Foreign, Commonwealth & Development Office.

In: the XML (root ``Designations``), the CSV, or a JSON array of its rows as third parties make it. Out: parties with
listings. Invariants: everything under one Unique ID is one party; what the listing means is read from "Sanctions
Imposed" of the record itself; dates are day first, ``dd`` and ``mm`` stand for what is not known.

No file in the official forms was at hand when this was written: XML and CSV are read by the names of their elements
and headings as published, and are tested on written examples; the JSON on a real copy of 2026-01-10.

Source: https://www.gov.uk/government/publications/the-uk-sanctions-list (the list and its guide to formats)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from lxml import etree

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_date, parse_in_order
from entourage.lists.person_names import PrintedName, add_name, from_parts
from entourage.lists.record import (
    Properties,
    ReadResult,
    Source,
    Tally,
    check_fields,
    json_of,
    listed_party,
    one_file,
    unique_id,
)
from entourage.lists.spreadsheet import first_sheet, is_spreadsheet
from entourage.lists.tables import decode, rows
from entourage.lists.text import clean, slug
from entourage.lists.xml import elements, root_tag
from entourage.model import ListedParty, ListError, Listing

ROOT = "Designations"
_SCHEMATA = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
_SAME = {
    "individualentityship": "designationtype", "type": "designationtype", "nationalityies": "nationality",
    "businessregistrationnumbers": "businessregistrationnumber", "nametype": "nametype",
    "currentbelievedflagofship": "flag", "currentbelievedflagofships": "flag", "parentcompanies": "parentcompany",
}  # fmt: skip
"""Headings of the CSV and tags of the XML that mean the same, in lower case and without other signs."""
_NAME = ("name1", "name2", "name3", "name4", "name5")
_ADDRESS = (*(f"addressline{number}" for number in range(1, 7)), "addresspostalcode", "addresscountry")
_HOLDERS = ("name", "address")
_PLAIN = {
    "businessregistrationnumber": "registrationNumber",
    "imonumber": "imoNumber",
    "website": "website",
    "emailaddress": "email",
    "phonenumber": "phone",
    "passportnumber": "passportNumber",
    "nationalidentifiernumber": "idNumber",
}
_NOTES = ("otherinformation", "typeofentity", "parentcompany", "subsidiaries", "subsidiary")
_MEASURES = re.compile(r"\s*[|,;]\s*")
_REPORT = re.compile(r"report date\s*:?\s*(.+)", re.I)
_HEADER = "uniqueid"

Fields = dict[str, str]


class _Designation(msgspec.Struct, kw_only=True):
    """What a file says under one Unique ID."""

    names: list[Fields] = []
    addresses: list[Fields] = []
    values: dict[str, dict[str, None]] = {}
    record: dict[str, str] = {}
    places: list[int] = []

    def add(self, key: str, text: str) -> None:
        """Add a value of a field."""
        if text:
            self.values.setdefault(key, {})[text] = None

    def all(self, key: str) -> list[str]:
        """The values of a field; empty without any."""
        return list(self.values.get(key, ()))

    def one(self, key: str) -> str:
        """The first value of a field; empty without one."""
        return next(iter(self.values.get(key, ())), "")


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``xml-broken``, ``xml-declares-entities``, ``csv-broken``,
            ``json-broken``, ``list-truncated``, ``unknown-encoding``, ``field-too-long``.
    """
    source = one_file(sources, info.dataset)
    start = source.data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    tally = Tally()
    published, found = "", dict[str, _Designation]()
    if start.startswith(b"<"):
        published = _from_xml(source, found, tally)
    elif start.startswith((b"[", b"{")):
        _from_json(source, found, tally)
    else:
        published = _from_table(source, found, tally)
    parties, taken = list[ListedParty](), dict[str, int]()
    for key, designation in found.items():
        party = _party(key, designation, source.name, info)
        if party is None:
            for place in designation.places:
                tally.drop("record without a name", f"record {place}: {key}")
            continue
        tally.keep(len(designation.places))
        parties.append(msgspec.structs.replace(party, id=unique_id(party.id, taken)))
    return tally.result(parties, date=published)


def _key(heading: str) -> str:
    bare = re.sub(r"[^a-z0-9]", "", heading.lower())
    return _SAME.get(bare, bare)


def _from_xml(source: Source, found: dict[str, _Designation], tally: Tally) -> str:
    root = root_tag(source.data, source.name, ROOT)
    space = root[: root.rfind("}") + 1]
    published = ""
    tags = (f"{space}DateGenerated", f"{space}Designation")
    number = 0
    for element in elements(source.data, source.name, root, tags):
        if element.tag == tags[0]:
            published = published or parse_in_order(clean(element.text), day_first=True)
            continue
        number += 1
        one = _Designation(places=[number])
        _walk(element, one)
        check_fields(one.record, f"{source.name} record {number}")
        key = one.one("uniqueid")
        if not key or key in found:
            tally.drop("row without a Unique ID" if not key else "Unique ID repeated", f"record {number}")
        else:
            found[key] = one
    return published


def _walk(element: etree._Element, one: _Designation) -> None:
    """Texts of the leaves by tag; those of one name or one address are kept together."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        tag = child.tag.rpartition("}")[2]
        if len(child) and _key(tag) in _HOLDERS:
            fields = {_key(str(part.tag).rpartition("}")[2]): clean(part.text) for part in child.iter()}
            (one.names if _key(tag) == "name" else one.addresses).append({k: v for k, v in fields.items() if v})
            _note(one.record, tag, ", ".join(value for value in fields.values() if value))
        elif len(child):
            _walk(child, one)
        else:
            one.add(_key(tag), clean(child.text))
            _note(one.record, tag, clean(child.text))


def _note(record: dict[str, str], tag: str, text: str) -> None:
    if text:
        record[tag] = f"{record[tag]}; {text}" if tag in record else text


def _from_json(source: Source, found: dict[str, _Designation], tally: Tally) -> None:
    data = json_of(source)
    if not isinstance(data, list) or not all(isinstance(row, dict) and "Unique ID" in row for row in data):
        raise ListError("wrong-format", f"{source.name} is no array of rows with a Unique ID.", "Is this the list?")
    for number, row in enumerate(data, start=1):
        _add_row({str(name): "" if cell is None else str(cell) for name, cell in row.items()}, number, found, tally)


def _from_table(source: Source, found: dict[str, _Designation], tally: Tally) -> str:
    if is_spreadsheet(source.data):
        table = [(line, row) for line, row in enumerate(first_sheet(source).rows, start=1) if any(row)]
    else:
        table = list(rows(decode(source.data, source.name), source.name))
    published, start = "", 0
    if table and _REPORT.match(clean(table[0][1][0])):
        text = " ".join(clean(cell) for cell in table[0][1])
        stated = _REPORT.match(text)
        published, start = parse_date(clean(stated[1])) if stated else "", 1
    header = [clean(cell) for cell in table[start][1]] if len(table) > start else []
    if _HEADER not in map(_key, header):
        raise ListError("wrong-format", f"{source.name} has no column Unique ID.", "Is this the UK Sanctions List?")
    for line, row in table[start + 1 :]:
        if len(row) < len(header):
            message = f"{source.name} line {line} has {len(row)} cells, the header {len(header)}."
            raise ListError("list-truncated", message, "The file is cut off or damaged. Nothing was stored.")
        _add_row(dict(zip(header, row, strict=False)), line, found, tally)
    return published


def _add_row(row: Fields, number: int, found: dict[str, _Designation], tally: Tally) -> None:
    check_fields(row, f"row {number}")
    fields = {_key(heading): clean(cell) for heading, cell in row.items() if clean(cell)}
    key = fields.get("uniqueid", "")
    if not key:
        tally.drop("row without a Unique ID", f"row {number}")
        return
    one = found.setdefault(key, _Designation())
    one.places.append(number)
    one.names.append({name: text for name, text in fields.items() if name.startswith(("name", "alias", "title"))})
    one.addresses.append({name: text for name, text in fields.items() if name in _ADDRESS})
    for name, text in fields.items():
        one.add(name, text)
    for heading, cell in row.items():
        if clean(cell) and clean(cell) not in one.record.get(heading, "").split("; "):
            _note(one.record, heading, clean(cell))


def _party(key: str, one: _Designation, file: str, info: ListInfo) -> ListedParty | None:
    schema = _SCHEMATA.get(one.one("designationtype").lower(), "LegalEntity")
    person = schema == "Person"
    properties = Properties()
    _write_names(one, properties, person=person)
    if not properties.has("name"):
        return None
    _write_details(one, properties, person=person)
    measures = [part for text in one.all("sanctionsimposed") for part in _MEASURES.split(text) if part]
    regime = one.one("regimename")
    first, last = one.places[0], one.places[-1]
    listing = Listing(
        authority=info.authority,
        program=regime,
        legal_effect=info.effect_of(measures),
        listing_date=parse_in_order(one.one("datedesignated"), day_first=True),
        record_id=key,
        reason=one.one("ukstatementofreasons"),
        source_url=info.url,
        record=one.record,
        locator=f"{file} record {first}" if first == last else f"{file} rows {first} to {last}",
    )
    return listed_party(info, slug(key) or str(first), schema, properties, listing)


def _printed(fields: Fields, *, person: bool) -> PrintedName:
    """A name from its parts; of a whole name the upper-case words at its beginning are the family name."""
    last, given = fields.get("name6", ""), " ".join(fields[part] for part in _NAME if fields.get(part))
    if last or given:
        return from_parts(last, given) if person else PrintedName(full=clean(f"{last} {given}"))
    whole = fields.get("name", "")
    words = whole.split()
    upper = next((index for index, word in enumerate(words) if not word.isupper()), len(words))
    if person and 0 < upper < len(words):
        return from_parts(" ".join(words[:upper]), " ".join(words[upper:]))
    return PrintedName(full=whole)


def _write_names(one: _Designation, properties: Properties, *, person: bool) -> None:
    named = [fields for fields in one.names if _printed(fields, person=person).full]
    if not named:
        return
    main = next((f for f in named if f.get("nametype", "primary name").lower() == "primary name"), named[0])
    name = _printed(main, person=person)
    add_name(properties, name) if person else properties.add("name", name.full)
    for fields in named:
        full = _printed(fields, person=person).full
        weak = fields.get("aliasstrength", "").lower().startswith("low") or (person and len(full.split()) < 2)
        properties.add("weakAlias" if weak else "alias", full)
    properties.add("alias", *one.all("namenonlatinscript"))
    properties.add("title", *one.all("title"))


def _write_details(one: _Designation, properties: Properties, *, person: bool) -> None:
    for printed in one.all("dob"):
        text = printed.lower().replace("dd", "00").replace("mm", "00")
        ordered = parse_in_order(text, day_first=True)
        dates = (ordered,) if ordered else parse_birth(printed)
        properties.add("birthDate" if person else "incorporationDate", *dates)
        properties.add("notes", "" if dates else f"birth date as printed: {printed}")
    towns, nations = one.all("townofbirth"), one.all("countryofbirth")
    places = [f"{towns[0]}, {nations[0]}"] if len(towns) == len(nations) == 1 else [*towns, *nations]
    properties.add("birthPlace", *places)
    for nation in one.all("nationality"):
        properties.add("nationality" if person else "country", country(nation))
    for code in one.all("gender"):
        properties.add("gender", code.lower() if code.lower() in ("male", "female") else "")
    properties.add("position" if person else "notes", *one.all("position"))
    for fields in one.addresses:
        properties.add("address", ", ".join(fields[part] for part in _ADDRESS if fields.get(part)))
        properties.add("country", country(fields.get("addresscountry", "")))
    for key, target in _PLAIN.items():
        properties.add(target, *one.all(key))
    properties.add("flag", *(country(flag) for flag in one.all("flag")))
    for key in _NOTES:
        properties.add("notes", *one.all(key))
