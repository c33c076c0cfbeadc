"""OFAC: SDN list and consolidated non-SDN list, in XML (sdn.xml, consolidated.xml).

In: the XML with root sdnList. Out: parties with listings; the publisher's date from Publish_Date. Invariants: every
sdnEntry is read, and there are as many as Record_Count says; ids are those of the CSV set.

Source: OFAC's schema of the XML files (sdn.xsd and consolidated.xsd), https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from lxml import etree

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_in_order
from entourage.lists.person_names import PrintedName, add_name, from_parts
from entourage.lists.record import Properties, ReadResult, Source, Tally, check_fields, one_file, unique_id
from entourage.lists.remarks import read_clauses, read_remarks
from entourage.lists.text import clean
from entourage.lists.xml import elements, root_tag
from entourage.model import ListedParty, ListError, Listing

_SCHEMATA = {"individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}
_ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
_VESSEL = {
    "callSign": "callSign",
    "vesselType": "type",
    "tonnage": "tonnage",
    "grossRegisteredTonnage": "grossRegisteredTonnage",
}


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one XML file.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``xml-broken``, ``xml-declares-entities``, ``field-too-long``;
            ``list-truncated`` when the file holds fewer records than its Record_Count.
    """
    source = one_file(sources, info.dataset)
    root = root_tag(source.data, source.name, "sdnList")
    space = root[: root.rfind("}") + 1]
    tally, taken = Tally(), dict[str, int]()
    parties: list[ListedParty] = []
    published = stated = ""
    for element in elements(source.data, source.name, root, (f"{space}publshInformation", f"{space}sdnEntry")):
        entry = _Entry(element, space)
        if element.tag != f"{space}sdnEntry":
            published, stated = entry.text("Publish_Date"), entry.text("Record_Count")
            continue
        number = tally.read + 1
        record = entry.record()
        check_fields(record, f"{source.name} record {number}")
        party = _party(entry, number, record, info)
        if party is None:
            tally.drop("record without a name", f"record {number}")
        else:
            tally.keep()
            parties.append(msgspec.structs.replace(party, id=unique_id(party.id, taken)))
    _check_count(tally.read, stated, source.name)
    return tally.result(parties, date=parse_in_order(published, day_first=False))


def _check_count(read_count: int, stated: str, name: str) -> None:
    if stated.isascii() and stated.isdigit() and len(stated) < 10 and int(stated) > read_count:
        raise ListError(
            "list-truncated",
            f"{name} says that it has {int(stated):,} records and holds {read_count:,}.",
            "It is a part of the list: download it again. Nothing was stored.",
        )


class _Entry:
    """An element whose children are found by their local names."""

    def __init__(self, element: etree._Element, space: str) -> None:
        self._element = element
        self._space = space

    def text(self, tag: str) -> str:
        """Cleaned text of the first child of this name; empty without one."""
        return clean(self._element.findtext(f"{self._space}{tag}"))

    def all(self, path: str) -> Iterator[_Entry]:
        """The elements at ``path``, for example ``akaList/aka``."""
        full = "/".join(f"{self._space}{tag}" for tag in path.split("/"))
        return (_Entry(element, self._space) for element in self._element.iterfind(full))

    def texts(self, path: str) -> list[str]:
        """Cleaned, non-empty texts of the elements at ``path``."""
        found = (clean(entry._element.text) for entry in self.all(path))
        return [text for text in found if text]

    def record(self) -> dict[str, str]:
        """The record as printed; parts of one list are joined by "; "."""
        record: dict[str, str] = {}
        for child in self._element:
            if not isinstance(child.tag, str):
                continue
            parts = [", ".join(_printed(part)) for part in child] or _printed(child)
            text = "; ".join(part for part in parts if part)
            if text:
                record[child.tag.rpartition("}")[2]] = text
        return record


def _printed(element: etree._Element) -> list[str]:
    """Texts inside an element, without OFAC's own numbers of its parts."""
    inside = [child for child in element.iter() if isinstance(child.tag, str) and not child.tag.endswith("}uid")]
    return [text for text in (clean(child.text) for child in inside) if text]


def _name(entry: _Entry, *, person: bool) -> PrintedName:
    last, first = entry.text("lastName"), entry.text("firstName")
    return from_parts(last, first) if person else PrintedName(full=" ".join(part for part in (first, last) if part))


def _party(entry: _Entry, number: int, record: dict[str, str], info: ListInfo) -> ListedParty | None:
    schema = _SCHEMATA.get(entry.text("sdnType").lower(), "LegalEntity")
    person = schema == "Person"
    name = _name(entry, person=person)
    uid = entry.text("uid")
    if not name.full or not uid:
        return None
    properties = Properties()
    add_name(properties, name) if person else properties.add("name", name.full)
    _write_aliases(entry, properties, person=person)
    _write_addresses(entry, properties)
    _write_details(entry, properties, person=person)
    _write_vessel(entry, properties)
    from_ids = read_clauses(_clauses(entry), properties, person=person)
    from_remarks = read_remarks(entry.text("remarks"), properties, person=person)
    programs = entry.texts("programList/program")
    properties.add("program", *programs)
    properties.add("topics", info.topic)
    listing = Listing(
        authority=info.authority,
        program="; ".join(programs),
        legal_effect=info.effect_of(programs),
        listing_date=from_ids.listing_date or from_remarks.listing_date,
        start_date=from_ids.start_date or from_remarks.start_date,
        record_id=uid,
        source_url=info.url,
        record=record,
        locator=f"record {number}",
    )
    values, party_id = properties.freeze(), f"{info.dataset}-{uid}"
    return ListedParty(id=party_id, schema=schema, caption=name.full, properties=values, listings=(listing,))


def _write_aliases(entry: _Entry, properties: Properties, *, person: bool) -> None:
    for alias in entry.all("akaList/aka"):
        weak = alias.text("category").lower() == "weak"
        properties.add("weakAlias" if weak else "alias", _name(alias, person=person).full)


def _write_addresses(entry: _Entry, properties: Properties) -> None:
    for address in entry.all("addressList/address"):
        properties.add("address", ", ".join(text for text in (address.text(tag) for tag in _ADDRESS) if text))
        properties.add("country", country(address.text("country")))


def _write_details(entry: _Entry, properties: Properties, *, person: bool) -> None:
    for title in entry.text("title").split(";"):
        properties.add("position" if person else "notes", title)
    for printed in entry.texts("dateOfBirthList/dateOfBirthItem/dateOfBirth"):
        dates = parse_birth(printed)
        properties.add("birthDate", *dates)
        properties.add("notes", "" if dates else f"DOB {printed}")
    properties.add("birthPlace", *entry.texts("placeOfBirthList/placeOfBirthItem/placeOfBirth"))
    for path in ("nationalityList/nationality/country", "citizenshipList/citizenship/country"):
        for printed in entry.texts(path):
            properties.add("nationality", country(printed))
            properties.add("notes", "" if country(printed) else f"nationality as printed: {printed}")


def _write_vessel(entry: _Entry, properties: Properties) -> None:
    for vessel in entry.all("vesselInfo"):
        for tag, target in _VESSEL.items():
            properties.add(target, vessel.text(tag))
        properties.add("flag", country(vessel.text("vesselFlag")))
        owner = vessel.text("vesselOwner")
        properties.add("notes", f"Vessel owner: {owner}" if owner else "")


def _clauses(entry: _Entry) -> Iterator[str]:
    """Numbers of documents and other facts, each as the CSV set prints it in its remarks."""
    for paper in entry.all("idList/id"):
        nation, issued, expires = (paper.text(tag) for tag in ("idCountry", "issueDate", "expirationDate"))
        clause = f"{paper.text('idType')} {paper.text('idNumber')}"
        clause += f" ({nation})" if nation else ""
        clause += f" issued {issued}" if issued else ""
        yield clause + (f" expires {expires}" if expires else "")
