"""European Union: consolidated list of financial sanctions, XML 1.1; earlier forms are handed on to their readers.

In: the XML with root ``export`` in the namespace of the FSD export; or the XML or CSV of before 2018. Out: parties with
listings; the publisher's date from generationDate. Invariants: every ``sanctionEntity`` is read; the caption is a name
of the English text where there is one, names in other languages are aliases; the date of an amending act is never a day
of listing.

Source: the XSD 1.1 and the description of the files that the Commission publishes beside them
(https://webgate.ec.europa.eu/fsd/fsf, files xmlFullSanctionsList_1_1), dataset page
https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec
from lxml import etree

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_date, parse_in_order
from entourage.lists.person_names import PrintedName, add_name, from_parts
from entourage.lists.readers import eu_csv, eu_whole
from entourage.lists.record import Properties, ReadResult, Source, Tally, check_fields, one_file, unique_id
from entourage.lists.text import clean, slug
from entourage.lists.xml import elements, root_attributes, root_tag
from entourage.model import ListedParty, Listing

_SCHEMATA = {"person": "Person", "p": "Person", "enterprise": "Organization", "e": "Organization"}
_GENDERS = {"M": "male", "F": "female"}
_NUMBERS = {
    "passport": "passportNumber",
    "diplpassport": "passportNumber",
    "regnumber": "registrationNumber",
    "fiscalcode": "taxNumber",
    "swiftbic": "swiftBic",
    "imo": "imoNumber",
}
_CONTACTS = {"PHONE": "phone", "EMAIL": "email", "WEB": "website"}
_ADDRESS = ("street", "poBox", "zipCode", "city", "place", "region", "countryDescription")
_PLACE = ("city", "place", "region", "countryDescription")
_UNKNOWN = "UNKNOWN"
_ACT, _SECTORAL = "833/2014", "/833/2014"
_HEAD = 4096
_WEAK = re.compile(r"low quality", re.I)
_LISTED = re.compile(r"\bdate of listing ?:? ?(\d{1,2}[./]\d{1,2}[./]\d{4})", re.I)
"""Of the EU's own listing; "date of UN designation" is another one and not meant."""


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``xml-broken``, ``xml-declares-entities``, ``field-too-long``.
    """
    source = one_file(sources, info.dataset)
    head = source.data[:_HEAD]
    if b"<WHOLE" in head:
        return eu_whole.read(sources, info)
    if head.lstrip(b'\xef\xbb\xbf"').startswith(b"Date_file"):
        return eu_csv.read(sources, info)
    root = root_tag(source.data, source.name, "export")
    space = root[: root.rfind("}") + 1]
    generated = root_attributes(source.data, source.name, root).get("generationDate", "")
    tally, taken = Tally(), dict[str, int]()
    parties = []
    for number, element in enumerate(elements(source.data, source.name, root, (f"{space}sanctionEntity",)), start=1):
        record = _record(element)
        check_fields(record, f"{source.name} record {number}")
        party = _party(element, space, number, record, info)
        if party is None:
            tally.drop("record without a name", f"record {number}")
        else:
            tally.keep()
            parties.append(msgspec.structs.replace(party, id=unique_id(party.id, taken)))
    return tally.result(parties, date=parse_date(generated[:10]))


def _get(element: etree._Element, name: str) -> str:
    return clean(str(element.get(name, "")))


def _joined(element: etree._Element, names: Iterable[str]) -> str:
    return ", ".join(text for text in (_get(element, name) for name in names) if text not in ("", "-", _UNKNOWN))


def _remarks(element: etree._Element, space: str) -> list[str]:
    return [clean(remark.text) for remark in element.iterfind(f"{space}remark")]


def _party(
    element: etree._Element, space: str, number: int, record: dict[str, str], info: ListInfo
) -> ListedParty | None:
    subject = element.find(f"{space}subjectType")
    code = _get(subject, "code") or _get(subject, "classificationCode") if subject is not None else ""
    schema = _SCHEMATA.get(code.lower(), "LegalEntity")
    properties = Properties()
    caption = _write_names(element, space, properties, person=schema == "Person")
    if not caption:
        return None
    _write_births(element, space, properties)
    for citizenship in element.iterfind(f"{space}citizenship"):
        properties.add("nationality", _country(citizenship))
        properties.add("notes", *_remarks(citizenship, space))
    _write_numbers(element, space, properties)
    _write_addresses(element, space, properties)
    listing = _listing(element, space, number, record, info)
    properties.add("notes", _get(element, "designationDetails"), *_remarks(element, space))
    properties.add("program", *listing.program.split("; "))
    properties.add("topics", info.topic)
    party_id = f"{info.dataset}-{slug(listing.record_id) or number}"
    values = properties.freeze()
    return ListedParty(id=party_id, schema=schema, caption=caption, properties=values, listings=(listing,))


def _write_names(element: etree._Element, space: str, properties: Properties, *, person: bool) -> str:
    """Write all names; the main one is the first of the English text, of good quality, where there is one."""
    names = [alias for alias in element.iterfind(f"{space}nameAlias") if _whole(alias).full]
    if not names:
        return ""
    main = min(names, key=lambda alias: (_get(alias, "nameLanguage") not in ("", "EN"), _is_weak(alias, space)))
    add_name(properties, _whole(main)) if person else properties.add("name", _whole(main).full)
    for alias in names:
        name = _whole(alias).full
        weak = _is_weak(alias, space) or (person and len(name.split()) < 2)
        properties.add("weakAlias" if weak else "alias", "" if alias is main else name)
        properties.add("position", _get(alias, "function") if person else "")
        properties.add("title", _get(alias, "title"))
        properties.add("gender", _GENDERS.get(_get(alias, "gender"), ""))
        properties.add("notes", *(f"{name}: {remark}" for remark in _remarks(alias, space) if remark))
        properties.add("notes", "" if person else _get(alias, "function"))
    return _whole(main).full


def _whole(alias: etree._Element) -> PrintedName:
    given = f"{_get(alias, 'firstName')} {_get(alias, 'middleName')}"
    parts = from_parts(_get(alias, "lastName"), given)
    return msgspec.structs.replace(parts, full=_get(alias, "wholeName") or parts.full)


def _is_weak(alias: etree._Element, space: str) -> bool:
    return _get(alias, "strong") == "false" or any(_WEAK.search(remark) for remark in _remarks(alias, space))


def _country(element: etree._Element) -> str:
    """From the code; "00" stands for unknown."""
    return country(_get(element, "countryIso2Code")) or country(_get(element, "countryDescription"))


def _write_births(element: etree._Element, space: str, properties: Properties) -> None:
    for birth in element.iterfind(f"{space}birthdate"):
        dates = _birth_dates(birth)
        properties.add("birthDate", *dates)
        if not dates and _get(birth, "year"):
            printed = _joined(birth, ("year", "monthOfYear", "dayOfMonth", "calendarType"))
            properties.add("notes", f"birth date as printed: {printed}")
        properties.add("birthPlace", _joined(birth, _PLACE))
        properties.add("notes", *_remarks(birth, space))


def _birth_dates(birth: etree._Element) -> tuple[str, ...]:
    """The date is Gregorian; year, month and day alone are of the calendar that calendarType names."""
    date = _get(birth, "birthdate")
    first, last = _get(birth, "yearRangeFrom"), _get(birth, "yearRangeTo")
    gregorian = _get(birth, "calendarType") in ("", "GREGORIAN")
    if not date and first and last and gregorian:
        return parse_birth(f"{first} to {last}")
    if not date and gregorian:
        date = "-".join(part for part in (_get(birth, "year"), _get(birth, "monthOfYear")) if part)
    return parse_birth(f"circa {date}" if date and _get(birth, "circa") == "true" else date)


def _write_numbers(element: etree._Element, space: str, properties: Properties) -> None:
    for paper in element.iterfind(f"{space}identification"):
        number = _get(paper, "number") or _get(paper, "latinNumber")
        target = _NUMBERS.get(_get(paper, "identificationTypeCode").lower(), "idNumber")
        doubtful = _get(paper, "knownFalse") == "true"
        properties.add(target, "" if doubtful else number)
        properties.add("country", "" if doubtful else _country(paper))
        properties.add("notes", f"false document: {number}" if doubtful else "")
        kind = _get(paper, "identificationTypeDescription")
        properties.add("notes", *(f"{kind} {number}: {remark}" for remark in _remarks(paper, space) if remark))


def _write_addresses(element: etree._Element, space: str, properties: Properties) -> None:
    for address in element.iterfind(f"{space}address"):
        printed = _joined(address, _ADDRESS)
        properties.add("address", printed)
        properties.add("country", _country(address))
        properties.add("notes", *(f"{printed}: {remark}" for remark in _remarks(address, space) if remark))
        for contact in address.iterfind(f"{space}contactInfo"):
            key, value = _get(contact, "key"), _get(contact, "value")
            target = _CONTACTS.get(key)
            properties.add(target or "notes", value if target else f"{key}: {value}")


def _listing(element: etree._Element, space: str, number: int, record: dict[str, str], info: ListInfo) -> Listing:
    regulations = list(element.iterfind(f"{space}regulation"))
    programs = list(dict.fromkeys(program for program in (_get(one, "programme") for one in regulations) if program))
    keys = [
        f"{_get(one, 'programme')}{_SECTORAL if _get(one, 'numberTitle').startswith(_ACT) else ''}"
        for one in regulations
    ]
    urls = [clean(url.text) for one in regulations for url in one.iterfind(f"{space}publicationUrl")]
    return Listing(
        authority=info.authority,
        program="; ".join(programs),
        legal_effect=info.effect_of(keys),
        listing_date=_listing_date(element, space),
        record_id=_get(element, "euReferenceNumber") or _get(element, "logicalId"),
        source_url=next((url for url in urls if url.startswith(("https://", "http://"))), info.url),
        record=record,
        locator=f"record {number}",
    )


def _listing_date(element: etree._Element, space: str) -> str:
    """designationDate; else the one date of listing that the remarks state."""
    date = parse_date(_get(element, "designationDate")[:10])
    texts = [_get(element, "designationDetails"), *_remarks(element, space)]
    stated = {parse_in_order(day, day_first=True) for text in texts for day in _LISTED.findall(text)}
    return date or (stated.pop() if len(stated) == 1 else "")


def _record(element: etree._Element) -> dict[str, str]:
    """The record as printed: attributes that say something, one line per kind of child."""
    record = {str(key): clean(str(value)) for key, value in element.attrib.items() if clean(str(value))}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        values = [clean(str(value)) for key, value in child.attrib.items() if key not in ("logicalId", "strong")]
        values += [clean(str(part)) for part in child.itertext()]
        text = ", ".join(dict.fromkeys(value for value in values if value and value not in ("false", _UNKNOWN, "00")))
        tag = child.tag.rpartition("}")[2]
        if text:
            record[tag] = f"{record[tag]}; {text}" if tag in record else text
    return record
