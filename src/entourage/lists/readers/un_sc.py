"""United Nations Security Council: consolidated list, XML.

In: the XML with root CONSOLIDATED_LIST. Out: parties with listings; the publisher's date from dateGenerated.
Invariants: every INDIVIDUAL and ENTITY is read; a low-quality alias is a weak one; a birth date that is only
approximate stands as several years.

Source: https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_date
from entourage.lists.record import Properties, ReadResult, Source, Tally, check_fields, unique_id
from entourage.lists.text import clean, slug
from entourage.lists.xml import elements, root_attributes
from entourage.model import ListedParty, ListError, Listing

ROOT = "CONSOLIDATED_LIST"
_SCHEMATA = {"INDIVIDUAL": "Person", "ENTITY": "Organization"}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_WEAK_QUALITIES = ("low",)
_PASSPORT = re.compile(r"pass", re.I)
_ORIGINAL = re.compile(r"original script: ?([^;,(]+)$", re.I)
_ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
_GENDERS = ("male", "female")


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``xml-broken``, ``xml-declares-entities``.
    """
    if len(sources) != 1:
        names = ", ".join(source.name for source in sources) or "none"
        raise ListError("one-file-only", f"{info.dataset} is one file, given: {names}.", "Name the one to load.")
    source = sources[0]
    generated = root_attributes(source.data, source.name, ROOT).get("dateGenerated", "")
    tally, taken = Tally(), dict[str, int]()
    parties = []
    for number, element in enumerate(elements(source.data, source.name, ROOT, tuple(_SCHEMATA)), start=1):
        check_fields(_record(element), f"{source.name} record {number}")
        party = _party(element, number, info, taken)
        if party is None:
            tally.drop("record without a name", f"record {number}")
        else:
            tally.keep()
            parties.append(party)
    return tally.result(parties, date=parse_date(generated[:10]))


def _text(element: etree._Element, tag: str) -> str:
    return clean(element.findtext(tag))


def _values(element: etree._Element, tag: str) -> list[str]:
    """Cleaned texts of ``<tag><VALUE>...</VALUE></tag>``."""
    return [clean(value.text) for holder in element.iterfind(tag) for value in holder.iterfind("VALUE")]


def _joined(element: etree._Element, tags: Iterable[str]) -> str:
    return ", ".join(text for text in (_text(element, tag) for tag in tags) if text)


def _party(element: etree._Element, number: int, info: ListInfo, taken: dict[str, int]) -> ListedParty | None:
    schema = _SCHEMATA[element.tag]
    name = " ".join(text for text in (_text(element, tag) for tag in _NAMES) if text)
    if not name:
        return None
    properties = Properties()
    properties.add("name", name)
    properties.add("alias", _text(element, "NAME_ORIGINAL_SCRIPT"))
    _write_aliases(element, properties)
    _write_person(element, properties)
    _write_documents(element, properties)
    _write_addresses(element, properties)
    listing = _listing(element, number, info)
    properties.add("notes", _text(element, "COMMENTS1"), _text(element, "NOTE"))
    properties.add("program", listing.program)
    properties.add("topics", info.topic)
    values = properties.freeze()
    party_id = unique_id(f"{info.dataset}-{slug(listing.record_id) or number}", taken)
    return ListedParty(id=party_id, schema=schema, caption=name, properties=values, listings=(listing,))


def _write_aliases(element: etree._Element, properties: Properties) -> None:
    for alias in (*element.iterfind("INDIVIDUAL_ALIAS"), *element.iterfind("ENTITY_ALIAS")):
        weak = _text(alias, "QUALITY").lower() in _WEAK_QUALITIES
        properties.add("weakAlias" if weak else "alias", _text(alias, "ALIAS_NAME"))
        properties.add("birthDate", *parse_birth(_text(alias, "DATE_OF_BIRTH")))
        note = _text(alias, "NOTE")
        original = _ORIGINAL.match(note)
        properties.add("weakAlias" if weak else "alias", original[1] if original else "")
        properties.add("notes", f"{_text(alias, 'ALIAS_NAME')}: {note}" if note else "")


def _write_person(element: etree._Element, properties: Properties) -> None:
    properties.add("position", *_values(element, "DESIGNATION"))
    properties.add("title", *_values(element, "TITLE"))
    gender = _text(element, "GENDER").lower()
    properties.add("gender", gender if gender in _GENDERS else "")
    for nationality in _values(element, "NATIONALITY"):
        code = country(nationality)
        properties.add("nationality", code)
        properties.add("notes", f"Nationality as printed: {nationality}" if nationality and not code else "")
    for birth in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        properties.add("birthDate", *_birth_dates(birth))
        properties.add("notes", _text(birth, "NOTE"))
    for place in element.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
        properties.add("birthPlace", _joined(place, _PLACE))
        properties.add("notes", _text(place, "NOTE"))


def _birth_dates(birth: etree._Element) -> tuple[str, ...]:
    if _text(birth, "TYPE_OF_DATE").upper() == "BETWEEN":
        return parse_birth(f"{_text(birth, 'FROM_YEAR')} to {_text(birth, 'TO_YEAR')}")
    date = _text(birth, "DATE") or _text(birth, "YEAR")
    approximate = _text(birth, "TYPE_OF_DATE").upper() == "APPROXIMATELY"
    return parse_birth(f"circa {date}" if approximate and date else date)


def _write_documents(element: etree._Element, properties: Properties) -> None:
    for document in element.iterfind("INDIVIDUAL_DOCUMENT"):
        kind = f"{_text(document, 'TYPE_OF_DOCUMENT')} {_text(document, 'TYPE_OF_DOCUMENT2')}"
        target = "passportNumber" if _PASSPORT.search(kind) else "idNumber"
        properties.add(target, _text(document, "NUMBER"))
        issuer = _text(document, "ISSUING_COUNTRY") or _text(document, "COUNTRY_OF_ISSUE")
        properties.add("country", country(issuer) if issuer else "")
        note = _text(document, "NOTE")
        properties.add("notes", f"{clean(kind)}: {note}" if note else "")


def _write_addresses(element: etree._Element, properties: Properties) -> None:
    for address in (*element.iterfind("INDIVIDUAL_ADDRESS"), *element.iterfind("ENTITY_ADDRESS")):
        printed = _joined(address, _ADDRESS)
        nation = _text(address, "COUNTRY")
        properties.add("address", printed)
        properties.add("country", country(nation) if nation else "")
        note = _text(address, "NOTE")
        properties.add("notes", f"{printed}: {note}" if note else "")


def _listing(element: etree._Element, number: int, info: ListInfo) -> Listing:
    program = _text(element, "UN_LIST_TYPE")
    return Listing(
        authority=info.authority,
        program=program,
        legal_effect=info.effect_of([program]),
        listing_date=parse_date(_text(element, "LISTED_ON")[:10]),
        record_id=_text(element, "REFERENCE_NUMBER") or _text(element, "DATAID"),
        reason=_text(element, "COMMENTS1"),
        source_url=info.url,
        record=_record(element),
        locator=f"record {number}",
    )


def _record(element: etree._Element) -> dict[str, str]:
    """The record as printed, one line per child: repeated ones are joined by "; "."""
    record: dict[str, str] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        text = ", ".join(clean(str(part)) for part in child.itertext() if clean(str(part)))
        if text:
            record[child.tag] = f"{record[child.tag]}; {text}" if child.tag in record else text
    return record
