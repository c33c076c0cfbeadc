"""Two snapshots of one list side by side: who came, who went, who changed.

In: parties of two dates. Out: ``ListDiff``. Invariants: every party of either date is in exactly one of came, went,
changed and same; what makes two records one party stands in ``pairing.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from entourage.lists.catalogue import catalogue
from entourage.lists.pairing import Keys, lasting_ids, pairs
from entourage.lists.store import load_list, snapshots
from entourage.model import ListedParty, ListError, Snapshot

_FACTS = ("birthDate", "nationality", "alias", "passportNumber", "imoNumber", "topics")
"""Properties whose change is told, beside name, programme, legal effect and day of listing."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What one party's record says otherwise: per field the values that went and those that came."""

    before: ListedParty
    after: ListedParty
    fields: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


class ListDiff(msgspec.Struct, frozen=True, kw_only=True):
    """The difference of two snapshots of one list; ``same`` counts the parties that did not change."""

    before: Snapshot
    after: Snapshot
    came: tuple[ListedParty, ...] = ()
    went: tuple[ListedParty, ...] = ()
    changed: tuple[Change, ...] = ()
    same: int = 0


def diff_list(dataset: str, first: str, second: str) -> ListDiff:
    """Compare two stored snapshots of a list.

    Args:
        dataset: the list's name, as in ``--as``.
        first, second: dates, ISO 8601; of several snapshots of a year or month the newest counts. In either order:
            the difference is told from the first to the second.

    Raises:
        ListError: ``no-such-list``; ``no-such-snapshot`` when none is of that date.
    """
    present = snapshots(dataset=dataset)
    if not present:
        known = "It is in the catalogue and not loaded." if dataset in catalogue() else ""
        raise ListError("no-such-list", f"{dataset!r} is not loaded. {known}".rstrip(), "See: entourage lists")
    wanted = [_of_date(present, date) for date in (first, second)]
    before, after = (load_list(snapshot.id) for snapshot in wanted)
    return compare(before.snapshot, before.parties, after.snapshot, after.parties)


def _of_date(present: Sequence[Snapshot], date: str) -> Snapshot:
    exact = [snapshot for snapshot in present if snapshot.date == date]
    within = [snapshot for snapshot in present if date and snapshot.date.startswith(f"{date}-")]
    for found in (exact, within):
        if found:
            return found[-1]
    dates = ", ".join(snapshot.date for snapshot in present)
    raise ListError(
        "no-such-snapshot", f"There is no snapshot of {date!r} of {present[0].dataset}.", f"There are: {dates}."
    )


def compare(before: Snapshot, former: Sequence[ListedParty], after: Snapshot, later: Sequence[ListedParty]) -> ListDiff:
    """Compare the parties of two snapshots; ``pairing.py`` says what makes two parties one."""
    left = {number: Keys(party) for number, party in enumerate(former)}
    right = {number: Keys(party) for number, party in enumerate(later)}
    changed: list[Change] = []
    same = 0
    for one, other, _ in pairs(left, right, lasting=before.dataset in lasting_ids()):
        old, new = left.pop(one).party, right.pop(other).party
        fields = changed_fields(old, new)
        if fields:
            changed.append(Change(before=old, after=new, fields=fields))
        else:
            same += 1
    came, went = tuple(keys.party for keys in right.values()), tuple(keys.party for keys in left.values())
    return ListDiff(before=before, after=after, came=came, went=went, changed=tuple(changed), same=same)


def _values(party: ListedParty) -> dict[str, set[str]]:
    listings = party.listings
    found = {name: set(party.properties.get(name, ())) for name in _FACTS}
    found["name"] = {party.caption}
    found["programme"] = {listing.program for listing in listings if listing.program}
    found["legal effect"] = {listing.legal_effect for listing in listings}
    found["day of listing"] = {listing.listing_date for listing in listings if listing.listing_date}
    return found


def changed_fields(before: ListedParty, after: ListedParty) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Of two states of one record: per field what went and what came; empty when nothing did."""
    old, new = _values(before), _values(after)
    return {
        field: (tuple(sorted(old[field] - new[field])), tuple(sorted(new[field] - old[field])))
        for field in ("name", *sorted(set(old) - {"name"}))
        if old[field] != new[field]
    }
