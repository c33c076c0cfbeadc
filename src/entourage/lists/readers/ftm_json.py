"""FollowTheMoney entities, one JSON object per line.

In: a stream such as ``entities.ftm.json`` of OpenSanctions (its extra keys are tolerated). Out: parties with a
listing per linked Sanction. Invariants: a Sanction whose party is not in the stream, and an entity that is no
party, are counted as dropped with the reason; an entity that no Sanction names has one listing of unknown
effect, because being in the file is all that is known.

Source: https://followthemoney.tech/docs/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from entourage.lists.catalogue import ListInfo
from entourage.lists.dates import parse_date
from entourage.lists.record import Properties, ReadResult, Source, Tally, check_fields
from entourage.lists.text import clean
from entourage.model import ListedParty, ListError, Listing

PARTY_SCHEMATA = frozenset(
    ("Person", "Organization", "Company", "LegalEntity", "PublicBody", "Vessel", "Airplane", "Vehicle")
)
_CODES = ("country", "nationality", "citizenship", "flag", "jurisdiction")
_URL = re.compile(r"https?://\S+$")


class _Entity(msgspec.Struct):
    """One line; keys that are not named here are ignored."""

    id: str
    schema: str
    properties: dict[str, list[Any]]
    caption: str = ""
    datasets: list[str] = []
    first_seen: str | None = None
    last_seen: str | None = None


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one stream.

    Raises:
        ListError: ``one-file-only``, ``json-broken`` with the line when it is no FollowTheMoney entity or is cut off.
    """
    if len(sources) != 1:
        names = ", ".join(source.name for source in sources) or "none"
        raise ListError("one-file-only", f"A stream of entities is one file, given: {names}.", "Name the one to load.")
    tally = Tally()
    entities: dict[str, tuple[int, _Entity]] = {}
    sanctions: list[tuple[int, _Entity]] = []
    for line, entity in _lines(sources[0]):
        check_fields(_record(entity), f"{sources[0].name} line {line}")
        if entity.schema == "Sanction":
            sanctions.append((line, entity))
        elif entity.schema not in PARTY_SCHEMATA:
            tally.drop(f"schema {entity.schema[:40]} is no party", entity.id)
        elif entity.id in entities:
            tally.drop("entity repeated", entity.id)
        elif not _names(entity):
            tally.drop("entity without a name", entity.id)
        else:
            entities[entity.id] = (line, entity)
    listings = _listings(sanctions, entities, tally, info)
    parties = []
    for identifier, (line, entity) in entities.items():
        tally.keep()
        nested = [_listing(one, line, info) for one in _nested(entity)]
        found = tuple(listings.get(identifier, [])) + tuple(nested)
        parties.append(_party(entity, found or (_bare_listing(entity, line, info),)))
    return tally.result(parties)


def _lines(source: Source) -> Iterator[tuple[int, _Entity]]:
    decoder = msgspec.json.Decoder(_Entity)
    for number, line in enumerate(source.data.split(b"\n"), start=1):
        bare = line.strip(b"\xef\xbb\xbf \t\r")
        if not bare:
            continue
        try:
            yield number, decoder.decode(bare)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise ListError(
                "json-broken",
                f"{source.name} line {number} is no FollowTheMoney entity: {error}.",
                "One JSON object per line is expected; a file that is cut off must be downloaded again.",
            ) from error


def _texts(entity: _Entity, name: str) -> list[str]:
    return [clean(value) for value in entity.properties.get(name, []) if isinstance(value, str) and clean(value)]


def _first(entity: _Entity, *names: str) -> str:
    return next((text for name in names for text in _texts(entity, name)), "")


def _names(entity: _Entity) -> list[str]:
    return _texts(entity, "name") or ([clean(entity.caption)] if clean(entity.caption) else [])


def _nested(entity: _Entity) -> list[_Entity]:
    """Sanctions that stand inside their party, as in OpenSanctions' nested export."""
    found = []
    for value in entity.properties.get("sanctions", []):
        if isinstance(value, dict) and isinstance(value.get("properties"), dict):
            found.append(msgspec.convert({"id": "", "schema": "Sanction", **value}, _Entity))
    return found


def _listings(
    sanctions: list[tuple[int, _Entity]], entities: dict[str, tuple[int, _Entity]], tally: Tally, info: ListInfo
) -> dict[str, list[Listing]]:
    found: dict[str, list[Listing]] = {}
    for line, sanction in sanctions:
        parties = [identifier for identifier in _texts(sanction, "entity") if identifier in entities]
        if not parties:
            tally.drop("Sanction whose party is not in the file", sanction.id)
            continue
        tally.keep()
        for identifier in parties:
            found.setdefault(identifier, []).append(_listing(sanction, line, info))
    return found


def _listing(sanction: _Entity, line: int, info: ListInfo) -> Listing:
    program = "; ".join(_texts(sanction, "program") or _texts(sanction, "programId"))
    url = _first(sanction, "sourceUrl", "programUrl")
    return Listing(
        authority=_first(sanction, "authority") or info.authority,
        program=program,
        legal_effect=info.effect_of([program]),
        listing_date=parse_date(_first(sanction, "listingDate", "date")),
        start_date=parse_date(_first(sanction, "startDate")),
        end_date=parse_date(_first(sanction, "endDate")),
        record_id=_first(sanction, "authorityId", "recordId", "unscId") or sanction.id,
        reason=" ".join(_texts(sanction, "reason")),
        source_url=url if _URL.match(url) else info.url,
        record=_record(sanction),
        locator=f"line {line}",
    )


def _bare_listing(entity: _Entity, line: int, info: ListInfo) -> Listing:
    program = "; ".join(_texts(entity, "program"))
    url = _first(entity, "sourceUrl")
    return Listing(
        authority=info.authority,
        program=program,
        legal_effect=info.effect_of([program]),
        listing_date=info.listing_date,
        record_id=entity.id,
        source_url=url if _URL.match(url) else info.url,
        record=_record(entity),
        locator=f"line {line}",
    )


def _record(entity: _Entity) -> dict[str, str]:
    record = {"id": entity.id, "schema": entity.schema}
    return record | {name: "; ".join(_texts(entity, name)) for name in entity.properties if _texts(entity, name)}


def _party(entity: _Entity, listings: tuple[Listing, ...]) -> ListedParty:
    properties = Properties()
    names = _names(entity)
    properties.add("name", *names)
    for name in entity.properties:
        values = _texts(entity, name)
        properties.add(name, *(value.lower() for value in values) if name in _CODES else values)
    return ListedParty(
        id=entity.id,
        schema=entity.schema,
        caption=clean(entity.caption) or names[0],
        properties=properties.freeze(),
        listings=listings,
    )
