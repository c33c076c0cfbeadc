"""Switzerland: consolidated list of sanctions targets of the State Secretariat for Economic Affairs, XML.

In: the XML with root ``swiss-sanctions-list``. Out: parties with listings; the publisher's date from the root.
Invariants: every ``target`` is read; one whose newest modification is a delisting has an end date; a name of low
quality is a weak alias; what the listing means is not said by the file.

No file with targets was at hand when this was written: the reader goes by the published schema and is tested on a
skeleton without targets and on a written example.

Source: https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit/Wirtschaftsbeziehungen/exportkontrollen-und-sanktionen/sanktionen-embargos.html
(schema swiss-sanctions-list-v1.0.xsd there)
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from lxml import etree

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_date
from entourage.lists.person_names import PrintedName, add_name, from_parts
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
from entourage.lists.text import clean, slug
from entourage.lists.xml import elements, root_attributes
from entourage.model import ListedParty, Listing

ROOT = "swiss-sanctions-list"
_LAST = ("family-name", "tribal-name")
_GIVEN = ("given-name", "further-given-name", "father-name", "grand-father-name")
_DELISTED = "de-listed"


class _File(msgspec.Struct, kw_only=True):
    """What targets refer to."""

    programs: dict[str, str] = {}
    places: dict[str, tuple[str, str]] = {}


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``xml-broken``, ``xml-declares-entities``, ``field-too-long``.
    """
    source = one_file(sources, info.dataset)
    published = root_attributes(source.data, source.name, ROOT).get("date", "")
    kept = _File()
    for element in elements(source.data, source.name, ROOT, ("sanctions-program", "place")):
        _keep(element, kept)
    tally, taken = Tally(), dict[str, int]()
    parties = []
    for number, element in enumerate(elements(source.data, source.name, ROOT, ("target",)), start=1):
        record = _record(element)
        check_fields(record, f"{source.name} record {number}")
        party = _party(element, number, record, kept, info)
        if party is None:
            tally.drop("record without a name", f"record {number}")
        else:
            tally.keep()
            parties.append(msgspec.structs.replace(party, id=unique_id(party.id, taken)))
    return tally.result(parties, date=parse_date(published[:10]))


def _get(element: etree._Element | None, name: str) -> str:
    return clean(str(element.get(name, ""))) if element is not None else ""


def _text(element: etree._Element, path: str) -> str:
    return clean(element.findtext(path))


def _keep(element: etree._Element, kept: _File) -> None:
    if element.tag == "place":
        nation = element.find("country")
        parts = [_text(element, "location"), _text(element, "area"), clean(nation.text) if nation is not None else ""]
        code = country(_get(nation, "iso-code")) or country(parts[2])
        kept.places[_get(element, "ssid")] = (", ".join(part for part in parts if part), code)
        return
    names = {_get(one, "lang"): clean(one.text) for one in element.iterfind("program-key")}
    for one in element.iterfind("sanctions-set"):
        program = names.get("eng") or next(iter(names.values()), "")
        if _get(one, "lang") == "eng" or _get(one, "ssid") not in kept.programs:
            words = dict.fromkeys(part for part in (program, clean(one.text)) if part)
            kept.programs[_get(one, "ssid")] = ": ".join(words)


def _party(
    element: etree._Element, number: int, record: dict[str, str], kept: _File, info: ListInfo
) -> ListedParty | None:
    subject = next((child for child in element if child.tag in ("individual", "entity", "object")), None)
    if subject is None:
        return None
    schema = _schema(subject)
    properties = Properties()
    identities = sorted(subject.iterfind("identity"), key=lambda identity: _get(identity, "main") != "true")
    for identity in identities:
        _write_identity(identity, properties, kept, person=schema == "Person")
    if not properties.has("name"):
        return None
    properties.add("gender", {"male": "male", "female": "female"}.get(_get(subject, "sex"), ""))
    properties.add("notes", *(clean(one.text) for one in subject.iterfind("other-information")))
    numbers = [clean(one.text) for one in element.iterfind("sanctions-set-id")]
    numbers += [part for part in _get(element, "sanctions-set-id").split() if part not in numbers]
    programs = [kept.programs.get(one, "") for one in numbers]
    listing = Listing(
        authority=info.authority,
        program="; ".join(dict.fromkeys(program for program in programs if program)),
        legal_effect=info.effect_of([program for program in programs if program]),
        listing_date=_days(element, "listed", earliest=True),
        end_date=_end(element),
        record_id=_get(element, "ssid"),
        reason=" ".join(clean(one.text) for one in subject.iterfind("justification")),
        source_url=info.url,
        record=record,
        locator=f"record {number}",
    )
    return listed_party(info, slug(listing.record_id) or str(number), schema, properties, listing)


def _schema(subject: etree._Element) -> str:
    if subject.tag == "individual":
        return "Person"
    kinds = {"vessel": "Vessel", "aircraft": "Airplane"}
    return kinds.get(_get(subject, "object-type"), "LegalEntity") if subject.tag == "object" else "Organization"


def _days(element: etree._Element, kind: str, *, earliest: bool) -> str:
    """The first or last day on which a modification of a kind took effect."""
    found = [one for one in element.iterfind("modification") if _get(one, "modification-type") == kind]
    days = [parse_date(_get(one, "effective-date") or _get(one, "enactment-date")) for one in found]
    known = [day for day in days if day]
    return (min(known) if earliest else max(known)) if known else ""


def _end(element: etree._Element) -> str:
    """The day of the last delisting, unless the target was listed again after it."""
    gone, back = _days(element, _DELISTED, earliest=False), _days(element, "listed", earliest=False)
    return gone if gone and gone >= back else ""


def _spellings(part: etree._Element) -> list[str]:
    return [clean(one.text) for one in part.iterfind("spelling-variant") if clean(one.text)]


def _names(name: etree._Element) -> tuple[PrintedName, list[str]]:
    """The name, and its other spellings: the n-th of each part together."""
    parts = sorted(name.iterfind("name-part"), key=lambda part: _order(_get(part, "order")))
    kinds = [_get(part, "name-part-type") for part in parts]

    def whole(values: list[str]) -> PrintedName:
        last = " ".join(v for v, kind in zip(values, kinds, strict=True) if kind in _LAST)
        given = " ".join(v for v, kind in zip(values, kinds, strict=True) if kind in _GIVEN)
        if last:
            return from_parts(last, given)
        return PrintedName(full=clean(" ".join(values)))

    variants = [_spellings(part) for part in parts]
    most = max(map(len, variants), default=0)
    values = [_text(part, "value") for part in parts]
    others = [
        whole([own[index] if index < len(own) else value for own, value in zip(variants, values, strict=True)]).full
        for index in range(min(most, 20))
    ]
    return whole(values), others


def _order(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _write_identity(identity: etree._Element, properties: Properties, kept: _File, *, person: bool) -> None:
    names = sorted(identity.iterfind("name"), key=lambda name: _get(name, "name-type") != "primary-name")
    for name in names:
        main, others = _names(name)
        weak = _get(name, "quality") == "low" or (person and len(main.full.split()) < 2)
        if not properties.has("name"):
            add_name(properties, main) if person else properties.add("name", main.full)
        else:
            properties.add("weakAlias" if weak else "alias", main.full)
        properties.add("weakAlias" if weak else "alias", *others)
    for nation in identity.iterfind("nationality/country"):
        properties.add("nationality", country(_get(nation, "iso-code")) or country(clean(nation.text)))
    for birth in identity.iterfind("day-month-year"):
        parts = [_get(birth, part) for part in ("year", "month", "day")]
        printed = "-".join(part for part in parts if part)
        gregorian = _get(birth, "calendar") in ("", "Gregorian", "gregorian")
        dates = parse_birth(printed) if gregorian else ()
        properties.add("birthDate" if person else "incorporationDate", *dates)
        properties.add("notes", f"birth date as printed: {printed}" if printed and not dates else "")
    for place in identity.iterfind("place-of-birth"):
        properties.add("birthPlace", kept.places.get(_get(place, "place-id"), ("", ""))[0])
    for address in identity.iterfind("address"):
        line, code = kept.places.get(_get(address, "place-id"), ("", ""))
        parts = [_text(address, "address-details"), _text(address, "p-o-box"), _text(address, "zip-code"), line]
        properties.add("address", ", ".join(part for part in parts if part))
        properties.add("country", code)
    for paper in identity.iterfind("identification-document"):
        target = "passportNumber" if "passport" in _get(paper, "document-type") else "idNumber"
        properties.add(target, _text(paper, "number"))


def _record(element: etree._Element) -> dict[str, str]:
    """The record as printed: texts and attributes that say something, by kind."""
    record = {f"target {key!s}": clean(str(value)) for key, value in element.attrib.items()}
    for child in element.iter():
        if not isinstance(child.tag, str) or child is element:
            continue
        values = [clean(child.text), *(clean(str(value)) for key, value in child.attrib.items() if key != "ssid")]
        text = ", ".join(value for value in values if value)
        if text:
            record[child.tag] = f"{record[child.tag]}; {text}" if child.tag in record else text
    return record
