"""Screening: every person and organisation of a reading against every loaded list, as of the document's day and today.

In: a reading and loaded lists. Out: :class:`Screening` values. Invariants: a verdict of being listed never rests on a
name alone; everyone who is screened has at least one line for every list and day, "not found" included; the order of
records never changes a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from entourage.model import Entity, ListedParty, ListError, LoadedList, Reading, Screening, Snapshot, Span
from entourage.names import name_key, split_person_name
from entourage.screening.engine import Engine
from entourage.screening.evidence import Rarity, all_reasons, support
from entourage.screening.groups import RecordGroup, group_records
from entourage.screening.policy import policy
from entourage.screening.subject import Subject, screenable, subject_of
from entourage.screening.timeline import Timing, last_day, timing
from entourage.screening.verdicts import Match, carry_over, to_settle

Days = tuple[tuple[str, Literal["document", "today"]], ...]
_BARE = "The text gives no given name; a bare family name is not screened, because it fits too many people."
_NAMED_ONLY = "being named there is not a sanction"


class Searched(msgspec.Struct, frozen=True):
    """A snapshot that is searched."""

    snapshot: Snapshot
    parties: Sequence[ListedParty]
    engine: Engine


def screen(
    reading: Reading,
    lists: Sequence[LoadedList],
    *,
    document_date: str = "",
    today: str,
    cache: Path | None = None,
    keep_indexes: bool = True,
) -> tuple[Screening, ...]:
    """Screens everyone of a reading against all lists.

    Args:
        reading: what was read in a document.
        lists: snapshots with their parties; several snapshots of one list show who was on it when.
        document_date: ISO 8601 day, month or year of the document; empty when unknown, then only today is judged.
        today: ISO 8601 day that "today" means.
        cache: folder in which name indexes are kept for later runs; None means beside each loaded snapshot.
        keep_indexes: False builds indexes in memory each time and touches no file.

    Returns:
        Lines in order of entities, lists and days; several for one list when several records stay open. Empty when
        there is nobody to screen or no list.
    """
    days: Days = ((document_date, "document"), (today, "today")) if last_day(document_date) else ((today, "today"),)
    datasets = open_lists(lists, cache, keep=keep_indexes)
    floor = policy().thresholds.name_reported
    found: list[Screening] = []
    for entity in reading.entities:
        if screenable(entity):
            found += screen_entity(entity, subject_of(entity, reading), datasets, days, floor)
    return tuple(found)


def _folder(snapshot: Snapshot, cache: Path | None) -> Path | None:
    from entourage.lists import cache_dir

    if cache is not None:
        return cache
    with suppress(ListError):  # a list that is not in the data folder, or a folder that cannot be written
        return cache_dir(snapshot.id)
    return None


def open_lists(lists: Sequence[LoadedList], cache: Path | None, *, keep: bool) -> dict[str, list[Searched]]:
    """Lists with their engines, by dataset, newest snapshot first; see :func:`screen` for the arguments."""
    found: dict[str, list[Searched]] = {}
    newest_first = sorted(lists, key=lambda item: (last_day(item.snapshot.date), item.snapshot.id), reverse=True)
    for item in newest_first:
        engine = Engine(item.parties, cache=_folder(item.snapshot, cache) if keep else None)
        found.setdefault(item.snapshot.dataset, []).append(Searched(item.snapshot, item.parties, engine))
    return dict(sorted(found.items()))


def prepare_indexes(lists: Sequence[LoadedList], *, cache: Path | None = None) -> None:
    """Builds and keeps the name indexes of lists, so that the next run need not; call it after loading a list.

    Args:
        lists: snapshots with their parties.
        cache: folder for the indexes; None means beside each loaded snapshot.
    """
    open_lists(lists, cache, keep=True)


def screen_entity(
    entity: Entity,
    subject: Subject,
    datasets: Mapping[str, list[Searched]],
    days: Days,
    floor: float,
    review: Callable[[Sequence[Match]], list[Match]] = list,
) -> list[Screening]:
    """Lines of one entity against opened lists; records with a name score below ``floor`` only with support.

    ``review`` says what people decided on the matches and leaves out what they cleared; it is asked before any cut.
    """
    mentions = tuple(m.span for m in entity.mentions if m.kind == "name")[:1]
    matches = review([m for name, searched in datasets.items() for m in _matches(subject, name, searched, mentions)])
    carry_over(matches)
    found = []
    for name, searched in datasets.items():
        ours = shown_of([m for m in matches if m.dataset == name], floor)
        snapshots = [s.snapshot for s in searched]
        for day, kind in days:
            lines = [line_of(subject, match, snapshots, day, kind) for match in ours]
            found += lines or [_not_found(subject, name, searched, day, kind)]
    return found


def _matches(subject: Subject, dataset: str, searched: list[Searched], mentions: tuple[Span, ...]) -> list[Match]:
    if subject.bare:
        return []
    floor = policy().thresholds.name_supported
    numbers = [fact.value for fact in subject.identifiers]
    hits = [(s, s.engine.hits(subject.schema, subject.names, floor=floor, numbers=numbers)) for s in searched]
    groups = group_records([(s.snapshot, s.parties, found) for s, found in hits])
    return [
        Match(dataset, group, all_reasons(subject, group, _rarity(group, groups, searched), mentions))
        for group in groups
    ]


def _rarity(group: RecordGroup, groups: Sequence[RecordGroup], searched: list[Searched]) -> Rarity:
    agrees = policy().thresholds.name_agrees
    newest = group.newest.snapshot.id
    full = sum(1 for g in groups if g.of(newest) and g.best.score >= agrees)
    parts = split_person_name(group.best.query_name)
    family = parts.family.split()[-1] if parts.family else ""
    engine = next(s.engine for s in searched if s.snapshot.id == newest)
    return Rarity(max(1, full), engine.index.parties_with(name_key(family)) if family else 0, family)


def shown_of(matches: list[Match], floor: float) -> list[Match]:
    """What is shown of one list: proven records, else open ones, then namesakes; weak aliases only with support."""
    ranked = sorted(matches, key=lambda m: (-m.score, m.group.newest.party.id))
    proven = [m for m in ranked if m.standing == "proven"]
    still_open = _worth_a_look([m for m in ranked if m.standing == "open"], floor)
    agrees = policy().thresholds.name_agrees
    others = [m for m in ranked if m.standing == "contradicted" and m.group.best.score >= agrees]
    most = policy().thresholds.max_records
    return proven + ([] if proven else still_open[:most]) + others[: max(1, most // 2)]


def _worth_a_look(matches: list[Match], floor: float) -> list[Match]:
    """Open matches without weak or distant names that nothing supports, and without sister companies."""
    limits = policy().thresholds
    organisations = limits.organisation_reported if floor >= limits.name_reported else floor
    near = [
        m
        for m in matches
        if not m.group.best.weak
        and m.group.best.score >= (floor if m.group.newest.party.schema == "Person" else organisations)
    ]
    kept = [m for m in matches if m in near or support(m.reasons)[1]]
    best = max((m.group.best.score for m in kept), default=0.0)
    nearest = best - policy().thresholds.sister
    return [m for m in kept if m.group.newest.party.schema == "Person" or m.group.best.score >= nearest]


def line_of(
    subject: Subject, match: Match, snapshots: list[Snapshot], day: str, kind: Literal["document", "today"]
) -> Screening:
    """The line of one match on one day; ``snapshots`` are those of its list, newest first."""
    when = timing(match.group, snapshots, day)
    standing = match.standing
    effect = when.listing.legal_effect if when.listing else "unknown"
    rests_on = when.rests_on + (f"; {_NAMED_ONLY}" if effect == "named only" else "")
    proven = standing == "proven"
    settle = when.missing if proven else to_settle(match) if standing == "open" else ""
    return Screening(
        entity=subject.id,
        list=match.dataset,
        as_of=day,
        as_of_kind=kind,
        verdict=when.verdict if proven else "possible" if standing == "open" else "same name only",
        score=match.score,
        legal_effect=effect,
        party=when.version.party,
        listing=when.listing,
        snapshots=when.snapshots,
        rests_on=rests_on,
        if_same=_if_same(when, proven) if standing != "contradicted" else "",
        to_settle=settle,
        reasons=tuple(sorted(match.reasons, key=lambda r: (r.feature != "name", -abs(r.weight), r.feature))),
    )


def _if_same(when: Timing, proven: bool) -> str:
    if when.verdict == "possible":
        return "listed, since when is not shown by the loaded snapshots"
    return "" if proven else when.verdict


def _not_found(
    subject: Subject, dataset: str, searched: list[Searched], day: str, kind: Literal["document", "today"]
) -> Screening:
    def words(item: Searched) -> str:
        what = "starter list" if item.snapshot.starter else "snapshot"
        return f"{item.snapshot.date} ({what}, {len(item.parties):,} parties)"

    rests_on = "searched " + ", ".join(words(item) for item in searched)
    return Screening(
        entity=subject.id,
        list=dataset,
        as_of=day,
        as_of_kind=kind,
        verdict="not found",
        snapshots=tuple(item.snapshot.id for item in searched),
        rests_on="not searched: " + _BARE[0].lower() + _BARE[1:] if subject.bare else rests_on,
        to_settle=_BARE if subject.bare else "",
    )
