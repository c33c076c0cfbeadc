"""United States: Consolidated Screening List, CSV.

In: consolidated.csv in any of its generations (sources as letters; sources in words; with ``_id``). Out: parties
with listings, each of the authority whose list the row is from. Invariants: every row is read; rows of one source
with one name and one notice are one party; what a row's list means in law is told by its source, not by the whole.

Source: International Trade Administration, https://www.trade.gov/consolidated-screening-list
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_date
from entourage.lists.person_names import add_name, from_comma_form
from entourage.lists.record import Properties, ReadResult, Source, Tally, merged, one_file, unique_id
from entourage.lists.remarks import read_clauses
from entourage.lists.tables import decode, records
from entourage.lists.text import clean, slug
from entourage.model import ListedParty, Listing
from entourage.names import strip_legal_form

NEEDED = ("source", "entity_number", "type", "programs", "name", "addresses", "start_date", "alt_names")
_DATA = Path(__file__).parent.parent / "csl_sources.toml"
_SCHEMATA = {"individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}
_LETTERS = re.compile(r"\(([A-Z0-9]{2,5})\)|^([A-Z0-9]{2,5})$")
_CAPTA = re.compile(r"^Capta List", re.I)
_SEVERAL = re.compile(r";\s+|;$")
_CODE = re.compile(r"[A-Z]{2}$")
_PLAIN = {
    "call_sign": "callSign",
    "vessel_type": "type",
    "gross_tonnage": "tonnage",
    "gross_registered_tonnage": "grossRegisteredTonnage",
    "places_of_birth": "birthPlace",
}
_TOPICS = {"blocking": "sanction", "sectoral": "sanction", "trade control": "export.control"}
_NOTES = ("remarks", "federal_register_notice", "license_requirement", "license_policy")

Row = dict[str, str]
Key = tuple[str, ...]


@cache
def _authorities() -> dict[str, str]:
    return dict(tomllib.loads(_DATA.read_text(encoding="utf-8"))["authority"])


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``csv-broken``, ``list-truncated``, ``unknown-encoding``,
            ``field-too-long``.
    """
    source = one_file(sources, info.dataset)
    tally, taken = Tally(), dict[str, int]()
    groups: dict[Key, list[tuple[int, Row]]] = {}
    for line, row in records(decode(source.data, source.name), source.name, needed=NEEDED):
        name = clean(row["name"])
        if not name:
            tally.drop("row without a name", f"line {line}")
            continue
        tally.keep()
        groups.setdefault(_key(row, name), []).append((line, row))
    return tally.result(_party(found, source.name, info, taken) for found in groups.values())


def _key(row: Row, name: str) -> Key:
    notice = row.get("federal_register_notice", "")
    return (row["source"], row["entity_number"], name, "" if row["entity_number"] else notice, row["start_date"])


def _letters(source: str) -> str:
    """``"SDN"`` of ``"Specially Designated Nationals (SDN) - Treasury Department"``; the text itself where none fit."""
    match = _LETTERS.search(source)
    if match:
        return match[1] or match[2]
    return "CAP" if _CAPTA.match(source) else clean(source)


def _party(found: list[tuple[int, Row]], file: str, info: ListInfo, taken: dict[str, int]) -> ListedParty:
    row = found[0][1]
    name, letters = clean(row["name"]), _letters(row["source"])
    schema = _SCHEMATA.get(row["type"].lower()) or ("Organization" if strip_legal_form(name)[1] else "LegalEntity")
    properties = Properties()
    if schema == "Person":
        add_name(properties, from_comma_form(name))
    else:
        properties.add("name", name)
    for _, one in found:
        _write(one, properties, person=schema == "Person")
    programs = [clean(program) for program in _SEVERAL.split(row["programs"]) if clean(program)]
    properties.add("program", letters, *programs)
    properties.add("topics", _TOPICS.get(info.effect_of([letters]), ""))
    listing = Listing(
        authority=_authorities().get(letters, info.authority),
        program=f"{letters}: {'; '.join(programs)}" if programs else letters,
        legal_effect=info.effect_of([letters]),
        listing_date=parse_date(row["start_date"]),
        start_date=parse_date(row["start_date"]),
        end_date=parse_date(row.get("end_date", "")),
        record_id=row["entity_number"] or row.get("_id", ""),
        source_url=next((url for url in (row.get("source_list_url", ""),) if url.startswith("http")), info.url),
        record=merged(one for _, one in found),
        locator=f"{file} line {', '.join(str(line) for line, _ in found)}",
    )
    values = properties.freeze()
    wanted = f"{info.dataset}-{slug(letters)}-{slug(row['entity_number']) or slug(name) or found[0][0]}"
    party_id = unique_id(wanted, taken)
    return ListedParty(id=party_id, schema=schema, caption=values["name"][0], properties=values, listings=(listing,))


def _parts(row: Row, column: str) -> list[str]:
    return [part for part in (clean(text) for text in _SEVERAL.split(row.get(column, ""))) if part]


def _write(row: Row, properties: Properties, *, person: bool) -> None:
    for alias in _parts(row, "alt_names"):
        name = from_comma_form(alias).full if person and alias.count(",") == 1 else alias
        properties.add("weakAlias" if person and len(name.split()) < 2 else "alias", name)
    properties.add("position" if person else "notes", *_parts(row, "title"))
    for address in _parts(row, "addresses"):
        properties.add("address", address)
        code = address.rpartition(",")[2].strip()
        properties.add("country", country(code) if _CODE.match(code) else "")
    for printed in _parts(row, "dates_of_birth"):
        dates = parse_birth(printed)
        properties.add("birthDate", *dates)
        properties.add("notes", "" if dates else f"birth date as printed: {printed}")
    for column in ("nationalities", "citizenships"):
        properties.add("nationality", *(country(code) for code in _parts(row, column)))
    for column, target in _PLAIN.items():
        properties.add(target, *_parts(row, column))
    properties.add("flag", country(row.get("vessel_flag", "")))
    properties.add("notes", *(row.get(column, "") for column in _NOTES))
    read_clauses(_numbers(row), properties, person=person)


def _numbers(row: Row) -> Iterator[str]:
    """``ids`` as OFAC writes them: the kind comes first in files with ``_id``, last in those before."""
    for printed in _parts(row, "ids"):
        parts = printed.split(", ")
        if "_id" not in row:
            parts.reverse()
        code = parts.pop() if len(parts) > 2 and _CODE.match(parts[-1]) else ""
        kind, *rest = parts
        values = rest if "_id" in row else reversed(rest)
        yield f"{kind} {', '.join(values)}" + (f" ({code})" if code else "")
