"""When was a record on its list: before a day, on it, after it?

In: a record's versions and the snapshots of its list. Out: a temporal word and what it rests on. Invariants: absence
counts only in full snapshots, never in the starter list; nothing is said of days that no snapshot and no date covers.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence

import msgspec

from entourage.model import Listing, Snapshot, Verdict
from entourage.screening.groups import RecordGroup, Version

_STRENGTH = ("blocking", "sectoral", "trade control", "travel ban", "unknown", "named only")


class Timing(msgspec.Struct, frozen=True):
    """What is known of a record at a day.

    Attributes:
        verdict: ``listed``, ``formerly listed`` or ``listed later``; ``possible`` when the loaded snapshots do not
            show whether the record was on the list on that day.
        rests_on: the dates in words.
        version: the version that is shown.
        listing: its listing that is shown.
        snapshots: ids that the word rests on.
        missing: for ``possible``: what would decide.
    """

    verdict: Verdict
    rests_on: str
    version: Version
    listing: Listing | None
    snapshots: tuple[str, ...]
    missing: str = ""


def last_day(date: str) -> str:
    """The last day that an ISO date of year, month or day precision can mean; an empty text stays empty.

    >>> last_day("2020-04"), last_day("2021"), last_day("2021-01-11")
    ('2020-04-30', '2021-12-31', '2021-01-11')
    """
    parts = date[:10].split("-")
    if not parts[0].isdigit() or len(parts[0]) != 4:
        return ""
    if len(parts) == 1:
        return f"{parts[0]}-12-31"
    if len(parts) == 2 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
        return f"{parts[0]}-{parts[1]}-{calendar.monthrange(int(parts[0]) or 1, int(parts[1]))[1]:02d}"
    return date[:10] if len(parts) == 3 else ""


def strongest_listing(version: Version, day: str) -> Listing | None:
    """The listing that is shown: one that had begun by ``day`` before one that had not, strongest effect first."""
    order = {effect: rank for rank, effect in enumerate(_STRENGTH)}

    def rank(listing: Listing) -> tuple[bool, int, str]:
        began = last_day(listing.listing_date or listing.start_date)
        return (began > day, order.get(listing.legal_effect, len(order)), began)

    return min(version.party.listings, key=rank, default=None)


def _listing_dates(group: RecordGroup) -> list[tuple[str, Version]]:
    dates = [(li.listing_date, v) for v in group.versions for li in v.party.listings if last_day(li.listing_date)]
    return sorted(dates, key=lambda pair: last_day(pair[0]))


def _size(snapshot: Snapshot) -> str:
    count = snapshot.party_count or snapshot.records_kept
    return f" ({count:,} parties)" if count else ""


def _named(snapshot: Snapshot) -> str:
    return f"{'the starter list' if snapshot.starter else 'the snapshot'} of {snapshot.date}"


def timing(group: RecordGroup, snapshots: Sequence[Snapshot], day: str) -> Timing:
    """What is known of a record at a day.

    Args:
        group: the record's versions.
        snapshots: all loaded snapshots of the list, newest first.
        day: ISO 8601, as precise as known; a month or year counts as its last day.
    """
    limit = last_day(day)
    full = [s for s in snapshots if not s.starter]
    before = next((s for s in full if last_day(s.date) <= limit), None)
    ended = _ended(group, limit)
    if ended:
        return ended
    if before is not None and group.of(before.id):
        return _present(group, before, limit)
    dates = _listing_dates(group)
    if dates:
        return _by_listing_date(group, dates[0], full, before, limit)
    return _by_snapshots(group, snapshots, before, limit)


def _ended(group: RecordGroup, limit: str) -> Timing | None:
    version = group.newest
    ends = [listing.end_date for listing in version.party.listings]
    if not ends or not all(last_day(end) and last_day(end) <= limit for end in ends):
        return None
    end = max(ends, key=last_day)
    words = f"the record ends on {end}; in {_named(version.snapshot)}"
    return Timing("formerly listed", words, version, strongest_listing(version, limit), (version.snapshot.id,))


def _present(group: RecordGroup, before: Snapshot, limit: str) -> Timing:
    version = group.of(before.id) or group.newest
    listing = strongest_listing(version, limit)
    since = f", listed on {listing.listing_date} by its own record" if listing and listing.listing_date else ""
    return Timing("listed", f"in {_named(before)}{_size(before)}{since}", version, listing, (before.id,))


def _by_listing_date(
    group: RecordGroup, first: tuple[str, Version], full: Sequence[Snapshot], before: Snapshot | None, limit: str
) -> Timing:
    date, version = first
    listing = strongest_listing(version, limit)
    words = f"listed on {date} by its own record in {_named(version.snapshot)}"
    ids = (version.snapshot.id,)
    if last_day(date) > limit:
        return Timing("listed later", words, version, listing, ids)
    if before is None or last_day(before.date) < last_day(date):
        return Timing("listed", words, version, listing, ids)
    if any(last_day(v.snapshot.date) > last_day(before.date) for v in group.versions):
        doubt = f"{words}; but absent in {_named(before)}"
        missing = f"Was the record taken off and listed again? It is absent in {_named(before)}."
        return Timing("possible", doubt, version, listing, (*ids, before.id), missing)
    words += f"; absent in {_named(before)}{_size(before)}"
    return Timing("formerly listed", words, version, listing, (*ids, before.id))


def _by_snapshots(group: RecordGroup, snapshots: Sequence[Snapshot], before: Snapshot | None, limit: str) -> Timing:
    earlier = [v for v in group.versions if last_day(v.snapshot.date) <= limit]
    later = [v for v in group.versions if last_day(v.snapshot.date) > limit]
    if before is not None and earlier and last_day(earlier[0].snapshot.date) < last_day(before.date):
        version = earlier[0]
        words = f"in {_named(version.snapshot)}; absent in {_named(before)}{_size(before)}"
        ids = (version.snapshot.id, before.id)
        return Timing("formerly listed", words, version, strongest_listing(version, limit), ids)
    if earlier:
        version = earlier[0]
        words = f"in {_named(version.snapshot)}{_size(version.snapshot)}"
        return Timing("listed", words, version, strongest_listing(version, limit), (version.snapshot.id,))
    version = later[-1]
    listing = strongest_listing(version, limit)
    if before is not None:
        words = f"in {_named(version.snapshot)}; absent in {_named(before)}{_size(before)}"
        if last_day(before.date) < limit:
            words += "; the day in between on which it was added is not shown"
        return Timing("listed later", words, version, listing, (version.snapshot.id, before.id))
    words = f"in {_named(version.snapshot)}; no snapshot from before that day is loaded, and the record has no date"
    missing = (
        "Was the record already on the list on that day? A snapshot from before it, or the date of listing, decides."
    )
    return Timing("possible", words, version, listing, (version.snapshot.id,), missing)
