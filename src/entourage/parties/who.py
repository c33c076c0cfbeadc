"""One name on every list over all snapshots: which party it may be, and where it stood on a day and stands today.

In: an open register, a name and what else is known. Out: :class:`Found` parties. Invariants: whether a record is the
party is judged as in documents, never on a name alone; when it was on its list is told by the list's own dates and by
the snapshots, and what that rests on is said; records that are tied to each other stand together, others apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from entourage.lists import State, state_on
from entourage.model import Entity, LegalEffect, Mention, Reading, Reason, Snapshot
from entourage.names import name_key, split_person_name
from entourage.parties.profile import Profile
from entourage.parties.register import Register, one_party
from entourage.parties.tie import Tie, tie
from entourage.screening import Hit, policy
from entourage.screening import score as pair_score
from entourage.screening.evidence import Rarity, all_reasons
from entourage.screening.groups import RecordGroup, Version
from entourage.screening.screen import shown_of
from entourage.screening.subject import subject_of
from entourage.screening.timeline import strongest_listing
from entourage.screening.verdicts import Match, Standing, carry_over, to_settle

Kind = Literal["party", "namesake", "ship"]
_SHIP = 0.9
_FEW = 6


class OnList(msgspec.Struct, frozen=True, kw_only=True):
    """A record that may be the party.

    Attributes:
        profile: the record.
        standing: ``proven`` to be who is asked for, ``open``, or ``contradicted``.
        score: of the identification, 0 to 1.
        states: for each day asked for, what is known of the record.
        effect: what being listed under it means.
        reasons: for and against its being who is asked for.
        to_settle: what would decide, where it is open.
    """

    profile: Profile
    standing: Standing
    score: float
    states: dict[str, State]
    effect: LegalEffect
    reasons: tuple[Reason, ...] = ()
    to_settle: str = ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One party as far as records are tied: its records on all lists, and the ties between them."""

    kind: Kind
    records: tuple[OnList, ...]
    ties: tuple[Tie, ...] = ()

    @property
    def caption(self) -> str:
        """The name of the surest record."""
        return self.records[0].profile.party.caption


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """The answer.

    Attributes:
        name: as asked.
        days: that were asked for, in order.
        found: parties, surest first; namesakes and ships after them.
        not_found: lists without a record of that name, with the snapshot that is the newest.
        searched: all snapshots.
    """

    name: str
    days: tuple[str, ...]
    found: tuple[Found, ...]
    not_found: tuple[Snapshot, ...]
    searched: tuple[Snapshot, ...]


def who(
    register: Register,
    name: str,
    *,
    days: Sequence[str],
    schema: str = "Person",
    birth_date: str = "",
    country: str = "",
    limit: int = 50,
) -> Who:
    """Look a name up.

    Args:
        register: open.
        name: any script, any order of words.
        days: ISO 8601 days to be told of.
        schema: FollowTheMoney's.
        birth_date: ISO 8601 year, month or day; empty when unknown.
        country: ISO 3166-1, or a country's name; empty when unknown.
        limit: most records.
    """
    entity = _entity(name, schema, birth_date, country)
    subject = subject_of(entity, Reading(document_id="", entities=(entity,)))
    matches: list[Match] = []
    profiles: dict[int, Profile] = {}
    for dataset in register.histories:
        groups = [] if subject.bare else _groups(register, dataset, schema, subject.names, profiles)
        matches += [
            Match(dataset, group, all_reasons(subject, group, _rarity(register, dataset, group, groups), ()))
            for group in groups
        ]
    carry_over(matches)
    floor = policy().thresholds.threshold
    shown = [
        match
        for dataset in register.histories
        for match in shown_of([one for one in matches if one.dataset == dataset], floor)
    ]
    shown = sorted(shown, key=lambda match: -match.score)[:limit]
    lines = [_line(match, profiles[id(match.group)], days) for match in shown]
    found = _parties(register, lines)
    if schema == "Person" and not subject.bare:
        found += [Found(kind="ship", records=(line,)) for line in _ships(register, name, days)]
    named = {line.profile.dataset for line in lines}
    histories = register.histories.values()
    return Who(
        name=name,
        days=tuple(days),
        found=tuple(found),
        not_found=tuple(history.snapshots[-1] for history in histories if history.dataset not in named),
        searched=tuple(snapshot for history in histories for snapshot in history.snapshots),
    )


def _entity(name: str, schema: str, birth_date: str, country: str) -> Entity:
    properties = {"birthDate": birth_date, "nationality" if schema == "Person" else "country": country}
    return Entity(
        id="query",
        schema=schema,
        name=name,
        mentions=(Mention(start=0, end=max(1, len(name))),),
        properties={key: (value,) for key, value in properties.items() if value},
    )


def _groups(
    register: Register, dataset: str, schema: str, names: Sequence[str], profiles: dict[int, Profile]
) -> list[RecordGroup]:
    """Records whose names fit, each with all its versions, newest first."""
    history, versions = register.histories[dataset], register.versions(dataset)
    best: dict[int, Hit] = {}
    for hit in register.names[dataset].hits(schema, names, floor=policy().thresholds.name_supported):
        number = history.record_of(hit.party)
        if number and (number not in best or hit.score > best[number].score):
            best[number] = hit
    groups = []
    for number, hit in best.items():
        profile = register.profile(dataset, number)
        group = RecordGroup(
            [
                Version(history.snapshots[place], versions.party(version), hit)
                for place, version in reversed(profile.record.versions)
            ]
        )
        profiles[id(group)] = profile
        groups.append(group)
    return sorted(groups, key=lambda group: (-group.best.score, group.newest.party.id))


def _rarity(register: Register, dataset: str, group: RecordGroup, groups: Sequence[RecordGroup]) -> Rarity:
    newest = group.newest.snapshot.id
    agrees = policy().thresholds.name_agrees
    full = sum(1 for one in groups if one.newest.snapshot.id == newest and one.best.score >= agrees)
    family = split_person_name(group.best.query_name).family
    word = family.split()[-1] if family else ""
    return Rarity(max(1, full), register.names[dataset].with_word(name_key(word)) if word else 0, word)


def _line(match: Match, profile: Profile, days: Sequence[str]) -> OnList:
    listing = strongest_listing(match.group.newest, "9999")
    return OnList(
        profile=profile,
        standing=match.standing,
        score=match.score,
        states={day: state_on(profile.presence, day) for day in days},
        effect=listing.legal_effect if listing else "unknown",
        reasons=tuple(match.reasons),
        to_settle=to_settle(match) if match.standing == "open" else "",
    )


def _parties(register: Register, lines: Sequence[OnList]) -> list[Found]:
    """Records that are tied to each other stand together; surest first, namesakes last."""
    heads = list(range(len(lines)))
    ties: list[tuple[int, Tie]] = []

    def head(place: int) -> int:
        while heads[place] != place:
            place = heads[place]
        return place

    for one in range(len(lines)):
        for other in range(one + 1, len(lines)):
            found = _tie(register, lines, one, other)
            if found is not None and found.word == "same":
                heads[head(other)] = head(one)
                ties.append((one, found))
    grouped: dict[int, list[OnList]] = {}
    for place, line in enumerate(lines):
        grouped.setdefault(head(place), []).append(line)
    result = []
    for top, records in grouped.items():
        kind: Kind = "namesake" if all(record.standing == "contradicted" for record in records) else "party"
        between = tuple(found for place, found in ties if head(place) == top)
        result.append(Found(kind=kind, records=tuple(records), ties=between))
    order = {"proven": 0, "open": 1, "contradicted": 2}
    return sorted(result, key=lambda found: (min(order[r.standing] for r in found.records), -found.records[0].score))


def _tie(register: Register, lines: Sequence[OnList], one: int, other: int) -> Tie | None:
    """What is held of two of the records; None where nothing is."""
    left, right = lines[one].profile, lines[other].profile
    decision = register.decisions.between(left.keys, right.keys)
    score, names = _best_pair(left, right)
    if left.dataset == right.dataset:
        if decision is None and not one_party(left, right):
            return None
        words = "One list has them twice: the same day of birth, or the same name."
        found = Tie(left=left.key, right=right.key, word="same", score=score, names=names, reasons=(words,))
    else:
        rivals = [line.profile for line in lines if line.profile.dataset == right.dataset and line.profile != right]
        alone = not any(
            _best_pair(left, rival)[0] >= score
            and not one_party(rival, right)
            and tie(left, rival, score, names, alone=True).word != "apart"
            for rival in rivals
        )
        found = tie(left, right, score, names, alone=alone)
    return decision.applied(found) if decision else found


def _best_pair(left: Profile, right: Profile) -> tuple[float, tuple[str, str]]:
    pairs = [(a, b) for a in left.names[:_FEW] for b in right.names[:_FEW]]
    return max(((pair_score(left.party.schema, a, b), (a, b)) for a, b in pairs), default=(0.0, ("", "")))


def _ships(register: Register, name: str, days: Sequence[str]) -> list[OnList]:
    """Ships that bear the name: never the person."""
    found = []
    for dataset, history in register.histories.items():
        numbers = {
            history.record_of(hit.party)
            for hit in register.names[dataset].hits("Vessel", [name], floor=_SHIP)
            if register.versions(dataset).party(hit.party).schema == "Vessel"
        }
        for number in sorted(numbers - {0}):
            profile = register.profile(dataset, number)
            states = {day: state_on(profile.presence, day) for day in days}
            effect = profile.listing.legal_effect
            found.append(OnList(profile=profile, standing="contradicted", score=0.0, states=states, effect=effect))
    return found
