"""Readings of the passages of one document put together; parties meet across languages and scripts.

In: readings of the same document. Out: one Reading. Invariants: ids are unique; every id that a line names is the id of
an entity; ties and quotes are in order of the text and numbered anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from entourage.model import Claim, Entity, Event, Position, Quote, Reading, Tie
from entourage.names import country_code, normalise, romanise
from entourage.reading.languages.resolve import person_keys, same_person

Line = TypeVar("Line", Event, Claim)
_ORGANIZATIONS = frozenset({"Organization", "Company", "PublicBody", "LegalEntity"})


def join(readings: Sequence[Reading]) -> Reading:
    """One reading of several, by language, of one document.

    Args:
        readings: at least one; the first one's names are kept where parties meet.

    Returns:
        All lines; persons of one name (in any script), organisations of one romanised name, countries are one entity.
    """
    if len(readings) == 1:
        return readings[0]
    joined: dict[str, Entity] = {}
    maps = [_add_all(joined, reading.entities) for reading in readings]
    entities = sorted(joined.values(), key=lambda one: (one.mentions[0], one.id))
    ties = [_renamed_tie(tie, ids) for reading, ids in zip(readings, maps, strict=True) for tie in reading.ties]
    quotes = [
        _renamed_quote(quote, ids, number)
        for number, (reading, ids) in enumerate(zip(readings, maps, strict=True))
        for quote in reading.quotes
    ]
    return Reading(
        document_id=readings[0].document_id,
        entities=tuple(entities),
        ties=_numbered_ties(ties),
        quotes=_numbered_quotes(quotes),
        positions=tuple(_renamed_position(p, ids) for r, ids in zip(readings, maps, strict=True) for p in r.positions),
        events=_in_order([_renamed_event(e, ids) for r, ids in zip(readings, maps, strict=True) for e in r.events]),
        claims=_in_order([_renamed_claim(c, ids) for r, ids in zip(readings, maps, strict=True) for c in r.claims]),
        reader="; ".join(dict.fromkeys(reading.reader for reading in readings)),
    )


def _add_all(joined: dict[str, Entity], entities: Sequence[Entity]) -> dict[str, str]:
    """Old id to new id. Index by surname keeps the work linear."""
    known: dict[str, list[str]] = {}
    for entity in joined.values():
        for key in _index_keys(entity):
            known.setdefault(key, []).append(entity.id)
    ids: dict[str, str] = {}
    for entity in entities:
        candidates = dict.fromkeys(i for key in _index_keys(entity) for i in known.get(key, []))
        same = [i for i in candidates if _is_same(joined[i], entity)]
        if len(same) == 1:
            ids[entity.id] = same[0]
        else:
            ids[entity.id] = _free_id(joined, entity.id)
            joined[ids[entity.id]] = msgspec.structs.replace(entity, id=ids[entity.id], roles=(), mentions=())
    for entity in entities:
        roles = tuple(
            msgspec.structs.replace(role, organization=ids.get(role.organization, "")) for role in entity.roles
        )
        place = ids[entity.id]
        joined[place] = _merged(joined[place], msgspec.structs.replace(entity, roles=roles))
    return ids


def _free_id(joined: dict[str, Entity], wanted: str) -> str:
    number, free = 1, wanted
    while free in joined:
        number += 1
        free = f"{wanted}-{number}"
    return free


def _index_keys(entity: Entity) -> set[str]:
    if entity.schema == "Person":
        keys = person_keys(entity.name)
        return {keys[-1], keys[0]} if keys else set()
    code = country_code(entity.name) if entity.kind == "place" else None
    return {code} if code else {_plain(name) for name in (entity.name, *entity.aliases)}


def _plain(name: str) -> str:
    return normalise(romanise(name))


def _is_same(a: Entity, b: Entity) -> bool:
    """Whether two entities of different passages are one party."""
    if a.schema == "Person" or b.schema == "Person":
        return a.schema == b.schema and _same_people(a, b)
    if "place" in {a.kind, b.kind}:
        return a.kind == b.kind and bool(_index_keys(a) & _index_keys(b))
    return a.schema in _ORGANIZATIONS and b.schema in _ORGANIZATIONS and bool(_index_keys(a) & _index_keys(b))


def _same_people(a: Entity, b: Entity) -> bool:
    genders = {gender for one in (a, b) for gender in one.properties.get("gender", ())}
    if len(genders) > 1:
        return False
    x, y = person_keys(a.name), person_keys(b.name)
    if same_person(x, y):
        return True
    short, long = sorted((x, y), key=len)
    return len(short) == 1 and len(long) > 1 and long[-1] == short[0]


def _merged(kept: Entity, other: Entity) -> Entity:
    names = dict.fromkeys((*kept.aliases, other.name, *other.aliases))
    name = kept.name
    if kept.schema == "Person" and len(other.name.split()) > len(kept.name.split()):
        names[kept.name] = None
        name = other.name
    properties = {key: tuple(dict.fromkeys((*kept.properties.get(key, ()), *other.properties.get(key, ()))))
                  for key in {**kept.properties, **other.properties}}  # fmt: skip
    return msgspec.structs.replace(
        kept,
        name=name,
        aliases=tuple(one for one in names if one != name),
        mentions=tuple(sorted((*kept.mentions, *other.mentions))),
        roles=(*kept.roles, *other.roles),
        properties=properties,
    )


def _renamed_tie(tie: Tie, ids: dict[str, str]) -> Tie:
    return msgspec.structs.replace(tie, subject=ids[tie.subject], object=ids[tie.object])


def _renamed_quote(quote: Quote, ids: dict[str, str], number: int) -> Quote:
    return msgspec.structs.replace(
        quote,
        id=f"{number}/{quote.id}",
        parent=f"{number}/{quote.parent}" if quote.parent else "",
        speakers=tuple(ids[one] for one in quote.speakers),
    )


def _renamed_position(position: Position, ids: dict[str, str]) -> Position:
    return msgspec.structs.replace(position, entity=ids[position.entity])


def _renamed_event(event: Event, ids: dict[str, str]) -> Event:
    return msgspec.structs.replace(event, participants=tuple(dict.fromkeys(ids[one] for one in event.participants)))


def _renamed_claim(claim: Claim, ids: dict[str, str]) -> Claim:
    return msgspec.structs.replace(
        claim,
        entities=tuple(dict.fromkeys(ids[one] for one in claim.entities)),
        asserted_by=tuple(dict.fromkeys(ids[one] for one in claim.asserted_by)),
    )


def _in_order(lines: list[Line]) -> tuple[Line, ...]:
    """Lines in order of the text, numbered anew."""
    ordered = sorted(lines, key=lambda one: (one.evidence[0], one.id))
    return tuple(msgspec.structs.replace(one, id=f"{one.id.split('-')[0]}-{n}") for n, one in enumerate(ordered, 1))


def _numbered_ties(ties: list[Tie]) -> tuple[Tie, ...]:
    ordered = sorted(ties, key=lambda tie: (tie.evidence[0], tie.id))
    return tuple(msgspec.structs.replace(tie, id=f"tie-{n}") for n, tie in enumerate(ordered, 1))


def _numbered_quotes(quotes: list[Quote]) -> tuple[Quote, ...]:
    ordered = sorted(quotes, key=lambda quote: (quote.content[0].start, -quote.content[-1].end))
    ids = {quote.id: f"quote-{n}" for n, quote in enumerate(ordered, 1)}
    return tuple(msgspec.structs.replace(q, id=ids[q.id], parent=ids.get(q.parent, "")) for q in ordered)
