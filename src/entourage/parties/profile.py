"""What is known of one record over all its versions, as ties are decided by.

In: a record's versions. Out: :class:`Profile`. Invariant: a fact of any version counts, the newest version first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from entourage.lists import ListHistory, Presence, Record
from entourage.model import ListedParty, Listing
from entourage.parties.names import Versions
from entourage.parties.regimes import fields_of
from entourage.screening.parties import as_party

_MOST_NAMES = 24


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A record as ties are decided by.

    Attributes:
        key: ``<dataset>:<record id>`` in the list's own words: what decisions name the record by.
        keys: ``key`` and those that it had in former snapshots: lists give records new numbers.
        record: its versions.
        party: the newest version.
        names, weak_names: best first, each once.
        births: ISO 8601 as precise as known.
        countries: nationalities and countries, ISO 3166-1.
        fields: what its programmes are about, see ``regimes.py``.
        numbers: official numbers without punctuation.
        presence: when it was seen on its list.
    """

    key: str
    keys: tuple[str, ...]
    record: Record
    party: ListedParty
    names: tuple[str, ...]
    weak_names: tuple[str, ...]
    births: tuple[str, ...]
    genders: tuple[str, ...]
    countries: frozenset[str]
    fields: frozenset[str]
    numbers: frozenset[str]
    presence: Presence

    @property
    def dataset(self) -> str:
        """The list."""
        return self.record.dataset

    @property
    def programs(self) -> tuple[str, ...]:
        """The programmes of the newest version."""
        return tuple(dict.fromkeys(listing.program for listing in self.party.listings))

    @property
    def listing(self) -> Listing:
        """The first listing of the newest version."""
        return self.party.listings[0]


def profile_of(history: ListHistory, versions: Versions, number: int) -> Profile:
    """What is known of a record.

    Args:
        history: of the record's list.
        versions: of the same list.
        number: of the record.
    """
    record = history.record(number)
    numbers = tuple(dict.fromkeys(version for _, version in reversed(record.versions)))
    parties = [versions.party(one) for one in numbers]
    newest = parties[0]
    names = _values(parties, "name", "alias")[:_MOST_NAMES]
    keys = tuple(dict.fromkeys(f"{record.dataset}:{one}" for party in parties for one in _ids(party)))
    programs = {listing.program for party in parties for listing in party.listings}
    return Profile(
        key=keys[0],
        keys=keys,
        record=record,
        party=newest,
        names=names or (newest.caption,),
        weak_names=tuple(n for n in _values(parties, "weakAlias")[:_MOST_NAMES] if n not in names),
        births=_values(parties, "birthDate"),
        genders=_values(parties, "gender"),
        countries=frozenset(_values(parties, "nationality", "country", "jurisdiction")),
        fields=frozenset(field for program in programs for field in fields_of(record.dataset, program)),
        numbers=frozenset(number for party in parties for number in as_party(party).numbers()),
        presence=presence_of(history, record, versions),
    )


def presence_of(history: ListHistory, record: Record, versions: Versions) -> Presence:
    """When a record was seen on its list, and the days that it states itself."""
    places = {place for place, _ in record.versions}
    stated = ""
    stated_in = ""
    ends: list[str] = []
    for place, version in record.versions:
        listings = versions.party(version).listings
        ends = [listing.end_date for listing in listings]
        first = min((one for listing in listings if (one := listing.listing_date)), default="")
        if first:
            stated, stated_in = first, history.snapshots[place].date
    return Presence(
        days=tuple(snapshot.date for snapshot in history.snapshots),
        seen=tuple(place in places for place in range(len(history.snapshots))),
        listed_on=stated,
        stated_in=stated_in,
        ends_on=max(ends) if ends and all(ends) else "",
    )


def _ids(party: ListedParty) -> tuple[str, ...]:
    """What the list calls a record: its record ids, or its own id where it gives none."""
    return tuple(listing.record_id for listing in party.listings if listing.record_id) or (party.id,)


def _values(parties: Sequence[ListedParty], *props: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_every(parties, props)))


def _every(parties: Sequence[ListedParty], props: Sequence[str]) -> Iterable[str]:
    for prop in props:
        for party in parties:
            yield from party.properties.get(prop, ())
