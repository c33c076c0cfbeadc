"""Canada: Consolidated Canadian Autonomous Sanctions List.

In: the XML of Global Affairs Canada in any of its tag generations (2020 to 2026), or the same records turned
into JSON by a third party. Out: parties with listings. Invariants: ``Country`` names the regime and is never
taken for a nationality; a birth date that cannot be read stays in ``notes`` as printed.

Source: https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from entourage.lists.aliases import split_aliases
from entourage.lists.catalogue import ListInfo
from entourage.lists.dates import parse_birth, parse_date
from entourage.lists.person_names import add_name, from_parts
from entourage.lists.record import (
    Properties,
    ReadResult,
    Source,
    Tally,
    check_fields,
    joined_by_birth,
    json_of,
    unique_id,
)
from entourage.lists.text import clean, slug
from entourage.lists.xml import elements
from entourage.model import ListedParty, ListError, Listing

_SAME_FIELD = {"EntityOrShip": "Entity", "DateOfBirthOrShipBuildDate": "DateOfBirth", "TitleOrShip": "Title"}
_ABBREVIATION = re.compile(r"\(([A-Z]{4,})\)")
_NO_SCHEDULE = ("", "N/A")


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Args:
        sources: exactly one file.
        info: the catalogue's entry.

    Raises:
        ListError: ``wrong-format``, ``xml-broken``, ``xml-declares-entities``, ``json-broken``, ``one-file-only``.
    """
    if len(sources) != 1:
        names = ", ".join(source.name for source in sources) or "none"
        raise ListError("one-file-only", f"{info.dataset} is one file, given: {names}.", "Name the one to load.")
    tally, taken = Tally(), dict[str, int]()
    parties: list[ListedParty] = []
    for number, record in enumerate(_records(sources[0]), start=1):
        check_fields(record, f"{sources[0].name} record {number}")
        party = _party(record, number, info, taken)
        if party is None:
            tally.drop("record without a name", f"record {number}: {record}")
        else:
            tally.keep()
            parties.append(party)
    return tally.result(joined_by_birth(parties))


def _records(source: Source) -> Iterator[dict[str, str]]:
    if source.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        yield from _json_records(source)
        return
    for element in elements(source.data, source.name, "data-set", ("record",)):
        fields: dict[str, str] = {}
        for child in element:
            if isinstance(child.tag, str):
                fields[child.tag] = "".join(str(text) for text in child.itertext())
        yield {tag: text for tag, text in fields.items() if text.strip()}


def _json_records(source: Source) -> Iterator[dict[str, str]]:
    """Records of a JSON copy: ``{"record": [...]}``, perhaps inside ``data-set``, values single or in arrays."""
    data = json_of(source)
    inner = data.get("data-set", data) if isinstance(data, dict) else data
    records = inner.get("record") if isinstance(inner, dict) else inner
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise ListError("wrong-format", f"{source.name} holds no array of records.", "Is this the right list?")
    for record in records:
        flat = {str(key): _single(value) for key, value in record.items()}
        yield {key: value for key, value in flat.items() if value.strip()}


def _single(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_single(item) for item in value)
    return value if isinstance(value, str) else "" if value is None else str(value)


def _party(record: dict[str, str], number: int, info: ListInfo, taken: dict[str, int]) -> ListedParty | None:
    fields = {_SAME_FIELD.get(tag, tag): text for tag, text in record.items()}
    properties = Properties()
    schema = _write_names(fields, properties)
    if not properties.has("name"):
        return None
    _write_details(fields, properties, schema)
    listing = _listing(record, fields, number, info)
    properties.add("program", listing.program)
    properties.add("topics", info.topic)
    values = properties.freeze()
    return ListedParty(
        id=unique_id(f"{info.dataset}-{slug(listing.record_id) or number}", taken),
        schema=schema,
        caption=values["name"][0],
        properties=values,
        listings=(listing,),
    )


def _write_names(fields: dict[str, str], properties: Properties) -> str:
    """Write names and aliases; return the schema."""
    entity = clean(fields.get("Entity"))
    last, given = fields.get("LastName", ""), fields.get("GivenName", "")
    person = bool(clean(last) or clean(given)) and not entity
    if person:
        name = from_parts(last, given)
        add_name(properties, name)
        given_words = " ".join(word for word in (name.first, name.middle, name.father) if word)
        aliases = split_aliases(fields.get("Aliases", ""), person=True, given=given_words, last=name.last)
    else:
        properties.add("name", entity)
        aliases = split_aliases(fields.get("Aliases", ""), person=False)
    properties.add("alias", *aliases.full)
    properties.add("weakAlias", *aliases.weak)
    if person:
        return "Person"
    return "Vessel" if clean(fields.get("ShipIMONumber")) else "Organization"


def _write_details(fields: dict[str, str], properties: Properties, schema: str) -> None:
    printed = clean(fields.get("DateOfBirth"))
    dates = parse_birth(printed)
    properties.add({"Person": "birthDate", "Vessel": "buildDate"}.get(schema, "incorporationDate"), *dates)
    if printed and not dates:
        properties.add("notes", f"DateOfBirth as printed: {printed}")
    properties.add({"Person": "position", "Vessel": "type"}.get(schema, "notes"), fields.get("Title"))
    properties.add("imoNumber", fields.get("ShipIMONumber"))


def regime_of(country: str) -> str:
    """The regime in English: ``"Russia / Russie"`` is ``"Russia"``; a regime with an abbreviation is called by it.

    >>> regime_of("China/Chine")
    'China'
    """
    english = clean(clean(country).split("/")[0])
    if "(" in english and ")" not in english:
        english += ")"
    abbreviation = _ABBREVIATION.search(english)
    return abbreviation.group(1) if abbreviation else english


def _listing(record: dict[str, str], fields: dict[str, str], number: int, info: ListInfo) -> Listing:
    regime = regime_of(fields.get("Country", ""))
    schedule = re.sub(r",\s*", ", ", clean(fields.get("Schedule")))
    item = clean(fields.get("Item"))
    effect = info.effect_of([f"{regime}/{schedule}"])
    parts = (regime, "" if schedule in _NO_SCHEDULE else schedule, item)
    return Listing(
        authority=info.authority,
        program=regime,
        legal_effect=effect,
        listing_date=parse_date(fields.get("DateOfListing", "")),
        record_id="/".join(part for part in parts if part),
        source_url=info.url,
        record={tag: text.strip("\r\n\t ") for tag, text in record.items()},
        locator=f"record {number}",
    )
