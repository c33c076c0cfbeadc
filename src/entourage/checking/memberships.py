"""Memberships and dates of listing held against lists: "appears on the U.S. Treasury's list", "was sanctioned in 2022".

In: a claim of kind "membership" or "date" and the screenings of its party. Out: a :class:`ClaimCheck`. Invariants:
that the text says so never proves that a record is of the same person, unless the list gives names only or the
claimed date agrees; absence contradicts only a claim that names the very list, in whole files that are near the day
or on both sides of it.
"""

from __future__ import annotations

from entourage.checking.actors import actors
from entourage.checking.clause import places, tokens
from entourage.checking.context import Context, lists_meant
from entourage.checking.knowledge import authority_name
from entourage.checking.membership_words import found, nothing, still_open
from entourage.checking.outcome import Verdict, needs_data, not_checkable
from entourage.checking.records import Record, records_of, status_of
from entourage.checking.snapshots import Version, begins, days_between
from entourage.model import Claim, ClaimCheck, Entity
from entourage.screening.timeline import last_day

_NEAR_DAYS = 7


def check_membership(claim: Claim, context: Context) -> ClaimCheck | None:
    """The check of a membership or a date of listing; None where the claim has no party of a list's kind."""
    party = next((one for one in context.reading.entities if one.id == (claim.entities or ("",))[0]), None)
    return _check(party, claim, context) if party is not None else None


def _check(party: Entity, claim: Claim, context: Context) -> ClaimCheck:
    name = context.name(claim.entities[1]) if len(claim.entities) > 1 else claim.what.replace(party.name, " ")
    authority = _authority(name, context)
    if authority is None and not places(tokens(name)):
        return _anywhere(party, claim, context)
    if authority is None:
        return not_checkable(f"It is not clear whose list “{name}” is.")
    day = context.day
    at = context.versions(day)
    lists, named = lists_meant(f"{name} {claim.value} {claim.what}", authority, at)
    query = f"{party.name} on {'the list' if named else 'the lists'} of {authority_name(authority)}"
    if not lists:
        return needs_data(query, f"The sanctions list of {authority_name(authority)}, as of {day}.", as_of=day)
    query += f" ({', '.join(version.kind.dataset for version in lists)})"
    named = named or any(one.kind == "list" and one.id in claim.entities[1:] for one in context.reading.entities)
    records = [record for version in lists for record in records_of(party, version, context)]
    if claim.comparison == "!=":
        return _negation(party, claim, records, lists, query, named, context)
    judge = _dated if claim.kind == "date" or claim.date else _present
    return judge(claim, records, lists, query, named, context)


def _anywhere(party: Entity, claim: Claim, context: Context) -> ClaimCheck:
    """ "The sanctioned Ada Example": on some authority's list, whichever."""
    lists = tuple(version for version in context.versions().values() if version.kind.kind == "sanctions")
    query = f"{party.name} on any loaded list of sanctions"
    if not lists:
        return needs_data(query, f"Lists of sanctions as of {context.day}.")
    records = [record for version in lists for record in records_of(party, version, context)]
    if claim.date and claim.comparison != "!=":
        return _dated(claim, records, lists, query, False, context)
    for record in records:
        if record.standing == "same" and status_of(record) == "listed":
            return found("contradicted" if claim.comparison == "!=" else "supported", record, query, context)
    likely = [one for one in records if one.standing != "other"]
    if likely:
        return still_open(likely, query, context)
    return nothing("undecided", lists, query, context, "Whose list is meant? Not found on those that are loaded.")


def _authority(name: str, context: Context) -> str | None:
    """Whose list is meant: of the list that is named, else the agent of its name, else the one place that it names."""
    said = f" {name.lower()} "
    signed = {one.kind.authority for one in context.versions().values() if any(f" {s}" in said for s in one.kind.signs)}
    if len(signed) == 1 and not places(tokens(name)):
        return signed.pop()
    codes = actors(name).agents or tuple(dict.fromkeys(place.code for place in places(tokens(name)) if place.code))
    return codes[0] if len(codes) == 1 else None


# -- verdicts ---------------------------------------------------------------------------------------
def _present(
    claim: Claim, records: list[Record], lists: tuple[Version, ...], query: str, named: bool, context: Context
) -> ClaimCheck:
    sure = [one for one in records if one.standing in {"same", "names only"}]
    past = " was on " in f" {claim.what} "
    for record in sure:
        status = status_of(record)
        if status == "listed" or (past and status == "formerly listed"):
            return found("supported", record, query, context)
    for record in sure:
        status = status_of(record)
        if status == "formerly listed":
            decided: Verdict = "contradicted" if _decides(lists, record) else "undecided"
            return found(decided, record, query, context, "Was it taken off before the day? A snapshot nearer to it.")
        if status == "listed later":
            decided = (
                "contradicted" if _decides(lists, record) and (named or record.standing == "same") else "undecided"
            )
            return found(decided, record, query, context, "A snapshot nearer to the day, or the date of listing.")
    likely = [one for one in records if one.standing in {"open", "same", "names only"}]
    if likely:
        return still_open(likely, query, context)
    return _absent(lists, query, named, context)


def _decides(lists: tuple[Version, ...], record: Record) -> bool:
    version = next((one for one in lists if one.kind.dataset == record.line.list), None)
    dated = bool(record.line.listing is not None and record.line.listing.listing_date)
    return version is not None and version.kind.whole and (version.fresh or dated)


def _dated(
    claim: Claim, records: list[Record], lists: tuple[Version, ...], query: str, named: bool, context: Context
) -> ClaimCheck:
    query = f"{query}, and since when"
    said = claim.date.removesuffix("/..")
    possible = [one for one in records if one.standing != "other"]
    dates = {date: one for one in possible for date in _dates(one)}
    for date, one in dates.items():
        if _agrees(said, date):
            # The claimed date in the record speaks for the same party as well.
            return found(
                "supported", one, query, context, value=f"listed {date}", gap=f"listed {date}; the text says {said}"
            )
    near = next((date for date in dates if _distance(said, date) <= _NEAR_DAYS), "")
    if near:
        gap = f"listed {near}; the text says {said}"
        return found("close", dates[near], query, context, value=f"listed {near}", gap=gap)
    sure = [one for one in possible if one.standing in {"same", "names only"}]
    if sure and dates:
        first = min(dates)
        one = dates[first]
        verdict: Verdict = "contradicted" if one in sure and _decides(lists, one) else "undecided"
        gap = f"listed {' and '.join(sorted(dates))}; the text says {said}"
        needs = "A list with all dates of listing: it may have been listed, removed and listed again."
        return found(verdict, one, query, context, needs, value=f"listed {first}", gap=gap)
    if not possible:
        return _absent(lists, query, named, context)
    if not sure:
        return still_open(possible, query, context)
    return _between(sure[0], said, lists, query, context)


def _dates(record: Record) -> list[str]:
    party = record.line.party
    return [one.listing_date for one in party.listings if one.listing_date] if party is not None else []


def _agrees(said: str, date: str) -> bool:
    """Whether a claimed year, month or day holds a date of listing."""
    return bool(said) and begins(said) <= begins(date) and last_day(date) <= last_day(said)


def _distance(said: str, date: str) -> int:
    return max(days_between(date, begins(said)), days_between(said, begins(date))) if said else 10**6


def _between(record: Record, said: str, lists: tuple[Version, ...], query: str, context: Context) -> ClaimCheck:
    """A record without a date: what the snapshots show."""
    version = next(one for one in lists if one.kind.dataset == record.line.list)
    needs = "A version of the list that gives dates of listing, or snapshots from around the day claimed."
    gap = f"{record.line.rests_on}; the text says {said}"
    absent_until = (
        version.before.snapshot.date if version.before is not None and status_of(record) == "listed later" else ""
    )
    if absent_until and last_day(said) < begins(absent_until) and version.kind.whole and record.standing == "same":
        return found("contradicted", record, query, context, needs, gap=gap)
    return found("undecided", record, query, context, needs, gap=gap)


def _negation(
    party: Entity,
    claim: Claim,
    records: list[Record],
    lists: tuple[Version, ...],
    query: str,
    named: bool,
    context: Context,
) -> ClaimCheck:
    for record in records:
        if record.standing == "same" and status_of(record) == "listed":
            return found("contradicted", record, query, context, gap="on the list; the text says not")
    later = [one for one in records if one.standing == "same" and status_of(one) == "listed later"]
    if later and all(version.kind.whole and (version.fresh or _dates(later[0])) for version in lists):
        return found("supported", later[0], query, context, gap="listed only later; the text says not listed")
    if any(one.standing != "other" for one in records):
        return still_open([one for one in records if one.standing != "other"], query, context)
    if all(version.kind.whole and version.fresh for version in lists) and _full_name(party):
        return nothing("supported", lists, query, context, gap="not found on it; the text says not on it")
    return nothing("undecided", lists, query, context, "A snapshot of the list from the day, or shortly before.")


def _full_name(party: Entity) -> bool:
    return len(party.name.split()) >= 2


def _absent(lists: tuple[Version, ...], query: str, named: bool, context: Context) -> ClaimCheck:
    whole = all(version.kind.whole for version in lists)
    if whole and named and all(version.fresh for version in lists):
        return nothing("contradicted", lists, query, context, gap="not found on it")
    if not whole:
        return nothing("needs data", lists, query, context, "The complete list; what is loaded is only a part of it.")
    if any(version.before is None for version in lists):
        return nothing(
            "needs data", lists, query, context, f"A snapshot of the list from {context.day} or shortly before."
        )
    needs = "Not found. A snapshot nearer to the day, other lists of this authority, or another spelling of the name."
    return nothing("undecided", lists, query, context, needs)
