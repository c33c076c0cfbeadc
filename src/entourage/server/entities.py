"""Parties as FollowTheMoney entities in yente's shape.

In: an entry. Out: a dict, or the JSON of it. Invariants: every value is a string in a list; ``listings`` says of every
listing whose list it is, since when and with what legal effect.
"""

from __future__ import annotations

from typing import Any

import msgspec

from entourage.server.holdings import Entry, Holdings

SANCTIONS = "sanctionEntities"
"""FollowTheMoney's property of a party that leads to its Sanction entities."""


class Entities:
    """Entities of holdings; what was made once is kept."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._made: dict[tuple[str, str], dict[str, Any]] = {}

    def of(self, entry: Entry) -> dict[str, Any]:
        """The entity of an entry, without its score. It must not be changed."""
        key = (entry.snapshot.id, entry.party.id)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._entity(entry)
        return found

    def _entity(self, entry: Entry) -> dict[str, Any]:
        party = entry.party
        first, last, changed = (f"{day}T00:00:00" if day else None for day in self._holdings.dates(entry))
        return {
            "id": party.id,
            "caption": party.caption,
            "schema": party.schema,
            "properties": party.properties,
            "datasets": [entry.snapshot.dataset],
            "referents": [],
            "target": True,
            "first_seen": first,
            "last_seen": last,
            "last_change": changed,
            "listings": _listings(entry),
        }

    def nested(self, entry: Entry) -> dict[str, Any]:
        """The entity with its listings as Sanction entities."""
        entity = self.of(entry)
        return {**entity, "properties": {**entity["properties"], SANCTIONS: self.sanctions(entry)}}

    def sanctions(self, entry: Entry) -> list[dict[str, Any]]:
        """The listings of a party as Sanction entities."""
        return [self._sanction(entry, number) for number in range(len(entry.party.listings))]

    def sanction(self, entity_id: str) -> dict[str, Any] | None:
        """A Sanction entity by its id; None when there is none."""
        owner, found, number = entity_id.rpartition("-sanction-")
        entry = self._holdings.newest(owner) if found and number.isascii() and number.isdigit() else None
        if entry is None or not 0 < int(number[:9]) <= len(entry.party.listings):
            return None
        return self._sanction(entry, int(number[:9]) - 1)

    def _sanction(self, entry: Entry, number: int) -> dict[str, Any]:
        listing, party = entry.party.listings[number], entry.party
        values = {
            "entity": party.id,
            "authority": listing.authority,
            "program": listing.program,
            "provisions": "" if listing.legal_effect == "unknown" else listing.legal_effect,
            "listingDate": listing.listing_date,
            "startDate": listing.start_date,
            "endDate": listing.end_date,
            "authorityId": listing.record_id,
            "reason": listing.reason,
            "sourceUrl": listing.source_url,
        }
        entity = self.of(entry)
        return {
            "id": f"{party.id}-sanction-{number + 1}",
            "caption": listing.program or listing.authority,
            "schema": "Sanction",
            "properties": {key: [value] for key, value in values.items() if value},
            "datasets": entity["datasets"],
            "referents": [],
            "target": False,
            "first_seen": entity["first_seen"],
            "last_seen": entity["last_seen"],
            "last_change": entity["last_change"],
        }


def _listings(entry: Entry) -> list[dict[str, str]]:
    return [
        {
            "list": entry.snapshot.dataset,
            "authority": li.authority,
            "program": li.program,
            "legal_effect": li.legal_effect,
            "listing_date": li.listing_date,
            "end_date": li.end_date,
            "record_id": li.record_id,
            "source_url": li.source_url,
            "snapshot": entry.snapshot.id,
        }
        for li in entry.party.listings
    ]


def encode(value: Any) -> bytes:
    """JSON; a lone surrogate of a stranger becomes a question mark instead of an error."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        import json

        return json.dumps(value, ensure_ascii=True).encode()
