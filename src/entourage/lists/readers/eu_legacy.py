"""European Union: what the files of before version 1.1 say of a party, whichever form they have.

In: facts of one entity (names, births, documents, citizenships, addresses) as maps. Out: a party with its listing.
Invariants: a name without a language or in English is the caption where there is one; the date of an act is that of
its newest amendment and never taken for the day of listing.

Source: the consolidated list of persons, groups and entities subject to EU financial sanctions, as published until
2018 (files global.xml and csvFullSanctionsList), dataset page
https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions
"""

from __future__ import annotations

import re

import msgspec

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_in_order
from entourage.lists.person_names import PrintedName, add_name, from_parts
from entourage.lists.record import Properties
from entourage.lists.text import clean, slug
from entourage.model import ListedParty, Listing

Facts = dict[str, str]

_SCHEMATA = {"p": "Person", "e": "Organization"}
_GENDERS = {"m": "male", "f": "female"}
_APPROXIMATE = " (approximative)"
_FALSE = "known to be false"
_PAPER = re.compile(r"(?P<number>.+?) \((?P<code>[a-z]+)-[^()]*\)")
_NUMBERS = {
    "passport": "passportNumber",
    "diplpassport": "passportNumber",
    "regnumber": "registrationNumber",
    "fiscalcode": "taxNumber",
}
_LISTED = re.compile(r"\bdate of (?:listing|designation referred to in Article \d+ ?\(\d+\)) ?:? ?(\d{1,2}[./]\d{1,2}[./]\d{4})", re.I)  # fmt: skip  # noqa: E501
"""Of the EU's own listing; "date of UN designation" is another one and not meant."""


class Entity(msgspec.Struct, kw_only=True):
    """One entity of a file.

    Attributes:
        number: the list's own number. reference: ``EU.36.64``, where the file has it.
        kind: ``P`` or ``E``.
        programs, urls, remarks: of the entity, without repetition.
        names, births, papers, citizens, addresses: keys as the XML's elements, in lower case.
        record: the record as printed.
    """

    number: str
    kind: str
    reference: str = ""
    programs: list[str] = []
    urls: list[str] = []
    remarks: list[str] = []
    names: list[Facts] = []
    births: list[Facts] = []
    papers: list[Facts] = []
    citizens: list[Facts] = []
    addresses: list[Facts] = []
    record: dict[str, str] = {}


def party(entity: Entity, locator: str, info: ListInfo) -> ListedParty | None:
    """The entity as a party; None when it has no name."""
    schema = _SCHEMATA.get(entity.kind.lower(), "LegalEntity")
    properties = Properties()
    caption = _write_names(entity, properties, person=schema == "Person")
    if not caption:
        return None
    _write_details(entity, properties, person=schema == "Person")
    properties.add("notes", *entity.remarks)
    properties.add("program", *entity.programs)
    properties.add("topics", info.topic)
    stated = {parse_in_order(day, day_first=True) for text in entity.remarks for day in _LISTED.findall(text)}
    listing = Listing(
        authority=info.authority,
        program="; ".join(entity.programs),
        legal_effect=info.effect_of(entity.programs),
        listing_date=stated.pop() if len(stated) == 1 else "",
        record_id=entity.reference or entity.number,
        source_url=next((url for url in entity.urls if url.startswith(("https://", "http://"))), info.url),
        record=entity.record,
        locator=locator,
    )
    return ListedParty(
        id=f"{info.dataset}-{slug(listing.record_id)}",
        schema=schema,
        caption=caption,
        properties=properties.freeze(),
        listings=(listing,),
    )


def _name(facts: Facts) -> PrintedName:
    parts = from_parts(facts.get("lastname", ""), f"{facts.get('firstname', '')} {facts.get('middlename', '')}")
    return msgspec.structs.replace(parts, full=clean(facts.get("wholename", "")) or parts.full)


def _write_names(entity: Entity, properties: Properties, *, person: bool) -> str:
    names = [facts for facts in entity.names if _name(facts).full]
    if not names:
        return ""
    main = min(names, key=lambda facts: facts.get("language", "") not in ("", "EN"))
    add_name(properties, _name(main)) if person else properties.add("name", _name(main).full)
    for facts in names:
        full = _name(facts).full
        weak = person and len(full.split()) < 2
        properties.add("weakAlias" if weak else "alias", "" if facts is main else full)
        properties.add("position" if person else "notes", facts.get("function", ""))
        properties.add("title", facts.get("title", ""))
        properties.add("gender", _GENDERS.get(facts.get("gender", "").lower(), ""))
    return _name(main).full


def _write_details(entity: Entity, properties: Properties, *, person: bool) -> None:
    for birth in entity.births:
        printed = birth.get("date", "").replace("N/A", "")
        dates = parse_birth(_plain_date(printed))
        properties.add("birthDate" if person else "incorporationDate", *dates)
        properties.add("notes", f"birth date as printed: {printed}" if printed and not dates else "")
        place = (birth.get("place", ""), birth.get("country", ""))
        properties.add("birthPlace", ", ".join(part for part in place if part))
    for paper in entity.papers:
        _write_paper(paper, properties)
    for citizen in entity.citizens:
        properties.add("nationality", country(citizen.get("country", "")))
    for address in entity.addresses:
        parts = [address.get(part, "") for part in ("number", "street", "zipcode", "city", "country")]
        properties.add("address", ", ".join(part for part in parts if part))
        properties.add("country", country(address.get("country", "")))
        properties.add("notes", address.get("other", ""))


def _plain_date(printed: str) -> str:
    if not printed.endswith(_APPROXIMATE):
        return printed
    bare = printed.removesuffix(_APPROXIMATE)
    return f"circa {bare}"


def _write_paper(paper: Facts, properties: Properties) -> None:
    printed = paper.get("number", "")
    match = _PAPER.match(printed)
    if not match or _FALSE in printed:
        properties.add("notes", printed)
        return
    properties.add(_NUMBERS.get(match["code"], "idNumber"), match["number"])
    properties.add("country", country(paper.get("country", "")))
    properties.add("notes", printed if match.end() < len(printed.strip()) else "")
