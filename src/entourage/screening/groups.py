"""The same record over the snapshots of a list: a group of its versions.

In: hits per snapshot. Out: :class:`RecordGroup` values. Invariant: a group holds at most one record of each snapshot;
the list's own numbers are not trusted alone, because some lists renumber.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from entourage.model import ListedParty, Snapshot
from entourage.screening.birth import compare_births
from entourage.screening.engine import Hit
from entourage.screening.pair import score
from entourage.screening.parties import as_party
from entourage.screening.person_words import person_name
from entourage.screening.policy import policy


class Version(msgspec.Struct, frozen=True):
    """A record as it stands in one snapshot, and how well its name fits."""

    snapshot: Snapshot
    party: ListedParty
    hit: Hit


class RecordGroup(msgspec.Struct):
    """All versions of one record, newest first."""

    versions: list[Version]

    @property
    def newest(self) -> Version:
        """The version of the newest snapshot."""
        return self.versions[0]

    @property
    def best(self) -> Hit:
        """The best fitting name of any version."""
        return max((v.hit for v in self.versions), key=lambda h: (h.score, h.party_name, h.query_name))

    def of(self, snapshot_id: str) -> Version | None:
        """The version in a snapshot; None when the record is absent there."""
        return next((v for v in self.versions if v.snapshot.id == snapshot_id), None)

    def values(self, *props: str) -> list[tuple[str, str, Version]]:
        """Values of properties over all versions, each once: (value, property, newest version that has it)."""
        found: dict[tuple[str, str], Version] = {}
        for version in self.versions:
            for prop in props:
                for value in version.party.properties.get(prop, ()):
                    found.setdefault((value, prop), version)
        return [(value, prop, version) for (value, prop), version in found.items()]


def _words(party: ListedParty) -> frozenset[str]:
    name = next(iter(party.properties.get("name", ())), party.caption)
    return frozenset(word.keys[0] for word in person_name(name).words)


def _same(one: ListedParty, other: ListedParty) -> int:
    """How surely two records of different snapshots are one: 0 (not), 1 (same name), 2 (id too), 3 (birth too)."""
    births = compare_births(one.properties.get("birthDate", ()), other.properties.get("birthDate", ()))
    if births == "conflict" or one.schema != other.schema:
        return 0
    left, right = _words(one), _words(other)
    if left != right:
        same_id = one.id == other.id and bool(left & right)
        nested = births == "day" and (left <= right or right <= left)
        return 1 if same_id or nested else 0
    return 1 + (one.id == other.id) + (births in {"day", "month"})


def group_records(hits: Sequence[tuple[Snapshot, Sequence[ListedParty], Sequence[Hit]]]) -> list[RecordGroup]:
    """Versions of the same record joined over snapshots.

    Args:
        hits: per snapshot, newest first: the snapshot, its parties, and the hits among them.

    Returns:
        Groups in order of their best name, then of the newest record's id; empty for no hits.
    """
    groups: list[RecordGroup] = []
    for snapshot, parties, found in hits:
        fresh: list[RecordGroup] = []
        taken: set[int] = set()
        for hit in sorted(found, key=lambda h: (-h.score, parties[h.party].id)):
            version = Version(snapshot, parties[hit.party], hit)
            ranked = [(_same(g.versions[-1].party, version.party), -n) for n, g in enumerate(groups) if n not in taken]
            best, place = max(ranked, default=(0, 0))
            if best:
                groups[-place].versions.append(version)
                taken.add(-place)
            else:
                fresh.append(RecordGroup([version]))
        groups += fresh
    return sorted(groups, key=lambda g: (-g.best.score, g.newest.party.id, g.newest.snapshot.id))


SameRecord = Literal["day", "year", "no"]


def same_person_record(one: RecordGroup, other: RecordGroup) -> SameRecord:
    """Whether two records, of one list or two, are of one person.

    Returns:
        ``"day"``: names agree and the day of birth is the same; ``"year"``: three or more words of the names agree
        completely, patronymic included, and the year of birth is the same; ``"no"`` otherwise.
    """
    births = compare_births([v for v, _, _ in one.values("birthDate")], [v for v, _, _ in other.values("birthDate")])
    left, right = as_party(one.newest.party), as_party(other.newest.party)
    if births not in {"day", "month", "year"} or left.schema != right.schema:
        return "no"
    rules = policy().thresholds
    names = [(a.text, b.text) for a in left.names()[:8] for b in right.names()[:8] if not a.weak and not b.weak]
    if births == "day":
        return "day" if any(score(left.schema, a, b) >= rules.same_record_name for a, b in names) else "no"
    full = [pair for pair in names if min(len(person_name(name).words) for name in pair) > 2]
    return "year" if any(score(left.schema, a, b) >= rules.same_record_full for a, b in full) else "no"
