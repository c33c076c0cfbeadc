"""What a check of a membership says: the record found, an open one, or nothing.

In: records, lists and a verdict. Out: a :class:`ClaimCheck`. Invariant: a record is shown with what it rests on,
and being named in a report is never worded as a sanction.
"""

from __future__ import annotations

import msgspec

from entourage.checking.context import Context
from entourage.checking.outcome import Verdict, not_checkable, outcome
from entourage.checking.records import Record, status_of
from entourage.checking.snapshots import Version
from entourage.model import ClaimCheck, RecordRef

_STATUS = {
    "listed": "on the list",
    "formerly listed": "no longer on the list",
    "listed later": "not yet on the list, added later",
}
_SINCE_UNKNOWN = "listed, since when"
"""How screening words a record of which the loaded snapshots do not show whether it was there on the day."""
_NO_SANCTION = " (being named there is not a sanction)"


def found(
    verdict: Verdict,
    record: Record,
    query: str,
    context: Context,
    needs: str = "",
    *,
    value: str = "",
    gap: str = "",
) -> ClaimCheck:
    line = record.line
    listing, party = line.listing, line.party
    if listing is None or party is None:  # pragma: no cover - records are made of lines with both
        return not_checkable(needs, query)
    snapshot = line.snapshots[0] if line.snapshots else ""
    caveat = (
        "; the list gives names only, so that is all that ties the record to this person"
        if record.standing == "names only"
        else ""
    )
    status = status_of(record)
    effect = (
        "; being named there is not a sanction"
        if line.legal_effect == "named only" and "not a sanction" not in line.rests_on
        else ""
    )
    return outcome(
        verdict,
        query=query,
        value=value or f"{party.caption}: {_STATUS.get(status, status)}",
        dataset=line.list,
        snapshot=snapshot,
        as_of=context.day,
        rests_on=f"{line.rests_on}{effect}{caveat}",
        gap=gap
        or f"{_STATUS.get(status, status)}: {party.caption}{_NO_SANCTION if line.legal_effect == 'named only' else ''}",
        needs=needs if verdict in {"undecided", "needs data"} else "",
        records=(RecordRef(dataset=line.list, snapshot=snapshot, record_id=listing.record_id or party.id),),
        source=listing.source_url,
    )


def still_open(records: list[Record], query: str, context: Context) -> ClaimCheck:
    best = max(records, key=lambda one: one.line.score)
    line = best.line
    caption = line.party.caption if line.party is not None else ""
    needs = line.to_settle or f"Is the record “{caption}” of the same party? The text gives nothing but the name."
    shown = found("undecided", best, query, context, needs, value=f"a record of that name: {caption}")
    if line.if_same.startswith(_SINCE_UNKNOWN):
        return msgspec.structs.replace(shown, gap=f"on the list: {caption}; since when, the snapshots do not show")
    status = _STATUS.get(status_of(best), status_of(best))
    gap = f"a record of that name is {status}; whether it is the same party is open"
    return msgspec.structs.replace(shown, gap=gap)


def nothing(
    verdict: Verdict,
    lists: tuple[Version, ...],
    query: str,
    context: Context,
    needs: str = "",
    *,
    gap: str = "not found",
) -> ClaimCheck:
    loaded = [one for version in lists for one in (version.before, version.after) if one is not None]
    searched = ", ".join(
        f"{one.snapshot.dataset} of {one.snapshot.date} ({len(one.parties):,} parties)" for one in loaded
    )
    return outcome(
        verdict,
        query=query,
        dataset=", ".join(version.kind.dataset for version in lists),
        snapshot=", ".join(one.snapshot.id for one in loaded),
        as_of=context.day,
        rests_on=f"searched {searched}",
        gap=gap,
        needs=needs if verdict in {"undecided", "needs data"} else "",
        source=next((one.snapshot.url for one in loaded if one.snapshot.url), ""),
    )
