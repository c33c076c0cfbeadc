"""Two snapshots of one list side by side: who came, who went, who changed.

In: parties of two dates. Out: ``ListDiff``. Invariants: every party of either date is in exactly one of came, went,
changed and same; two parties are one only by a record id with a name or birth date in common, by a record that says
the same, or by a name that is unique on both sides and no birth date that speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from entourage.lists.catalogue import catalogue
from entourage.lists.store import load_lists, snapshots
from entourage.model import ListedParty, ListError, Snapshot
from entourage.names import romanise

_WORD = re.compile(r"[^\W_]+")
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
    present = [snapshot for snapshot in snapshots() if snapshot.dataset == dataset]
    if not present:
        known = "It is in the catalogue and not loaded." if dataset in catalogue() else ""
        raise ListError("no-such-list", f"{dataset!r} is not loaded. {known}".rstrip(), "See: entourage lists")
    wanted = [_of_date(present, date) for date in (first, second)]
    loaded = {one.snapshot.id: one for one in load_lists(datasets=[dataset])}
    before, after = (loaded[snapshot.id] for snapshot in wanted)
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
    """Compare the parties of two snapshots; see the module for what makes two parties one."""
    left, right = dict(enumerate(former)), dict(enumerate(later))
    changed: list[Change] = []
    same = 0
    for key, fits, unique in _ROUNDS:
        for one, other in _pairs(left, right, key, fits, unique=unique):
            fields = _fields(left.pop(one), right[other])
            found = right.pop(other)
            if fields:
                changed.append(Change(before=former[one], after=found, fields=fields))
            else:
                same += 1
    came, went = tuple(right.values()), tuple(left.values())
    return ListDiff(before=before, after=after, came=came, went=went, changed=tuple(changed), same=same)


_Keys = Callable[[ListedParty], set[str]]
_Fits = Callable[[ListedParty, ListedParty], bool]


def _pairs(
    left: dict[int, ListedParty],
    right: dict[int, ListedParty],
    keys: _Keys,
    fits: _Fits,
    *,
    unique: bool,
) -> Iterator[tuple[int, int]]:
    """Parties that share a key and fit, each at most once; with ``unique`` only where no other party has the key."""
    first, second = _by_key(left, keys), _by_key(right, keys)
    groups = [(ones, second[key]) for key, ones in first.items() if key in second]
    if unique:
        groups = [(ones, others) for ones, others in groups if len(ones) == len(others) == 1]
    for one, other in (pair for ones, others in groups for pair in zip(ones, others, strict=False)):
        if one in left and other in right and fits(left[one], right[other]):
            yield one, other


def _by_key(parties: dict[int, ListedParty], keys: _Keys) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, party in parties.items():
        for key in keys(party):
            found.setdefault(key, []).append(number)
    return found


def _record_ids(party: ListedParty) -> set[str]:
    return {listing.record_id for listing in party.listings if listing.record_id}


def _folded(name: str) -> str:
    """Words of a name in one order, case and script: lists change all three."""
    return " ".join(sorted(_WORD.findall(romanise(name).casefold()))) or name


def _names(party: ListedParty) -> set[str]:
    return {f"{party.schema == 'Person'} {_folded(party.caption)}"}


def _prints(party: ListedParty) -> set[str]:
    """All that tells a record from others of the same name: those that share even this are told apart by order."""
    facts = [*sorted(_births(party)), *(f"{listing.program} {listing.listing_date}" for listing in party.listings)]
    return {"|".join([*_names(party), *facts])}


def _all_names(party: ListedParty) -> set[str]:
    return {_folded(name) for prop in ("name", "alias") for name in party.properties.get(prop, ())}


def _births(party: ListedParty) -> set[str]:
    return set(party.properties.get("birthDate", ()))


def _shares_name_or_birth(one: ListedParty, other: ListedParty) -> bool:
    """A record id alone is not enough: some lists give the number of who went to who came."""
    return bool(_all_names(one) & _all_names(other)) or bool(_full(_births(one)) & _full(_births(other)))


def _full(dates: set[str]) -> set[str]:
    return {date for date in dates if len(date) == 10}


def _births_agree(one: ListedParty, other: ListedParty) -> bool:
    first, second = _births(one), _births(other)
    if not first or not second:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in first for b in second)


_ROUNDS: tuple[tuple[_Keys, _Fits, bool], ...] = (
    (_record_ids, _shares_name_or_birth, True),
    (_prints, _births_agree, False),
    (_names, _births_agree, True),
)
"""Surest first: what two parties must share, what must fit beside, and whether nobody else may share it."""


def _values(party: ListedParty) -> dict[str, set[str]]:
    listings = party.listings
    found = {name: set(party.properties.get(name, ())) for name in _FACTS}
    found["name"] = {party.caption}
    found["programme"] = {listing.program for listing in listings if listing.program}
    found["legal effect"] = {listing.legal_effect for listing in listings}
    found["day of listing"] = {listing.listing_date for listing in listings if listing.listing_date}
    return found


def _fields(before: ListedParty, after: ListedParty) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Per field what went and what came; empty when nothing did."""
    old, new = _values(before), _values(after)
    return {
        field: (tuple(sorted(old[field] - new[field])), tuple(sorted(new[field] - old[field])))
        for field in ("name", *sorted(set(old) - {"name"}))
        if old[field] != new[field]
    }
