"""Which records of which lists a claim is about.

In: parts of a claim. Out: :class:`Scope`, and the parties of a list that it holds. Invariant: a scope that a list
cannot tell (no programme of that country, no nationality, no dates) says so instead of counting something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

import msgspec

from entourage.checking.counted import Counted
from entourage.checking.knowledge import authority_name, regime
from entourage.checking.leftover import Theme
from entourage.checking.snapshots import Version, begins
from entourage.model import ListedParty, Listing, LoadedList
from entourage.names import country_name
from entourage.screening.timeline import last_day

_DATED_SHARE = 0.98


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted of an authority's lists.

    Attributes:
        authority: whose lists.
        counted: which kinds of parties.
        programs: countries whose programmes count; None for all programmes.
        nationals: countries whose nationals and bodies count, by the records; None for all.
        since, until: ISO 8601; listed in this window only. Empty for no bound.
        theme: what the programmes are about, where the sentence says so ("corruption"); None for all.
    """

    authority: str
    counted: Counted = Counted()
    programs: frozenset[str] | None = None
    nationals: frozenset[str] | None = None
    since: str = ""
    until: str = ""
    theme: Theme | None = None

    def listings(self, dataset: str, party: ListedParty) -> list[Listing]:
        """The listings of a party that are under the programmes."""
        found = list(party.listings)
        if self.theme is not None:
            patterns = self.theme.programs.get(dataset.removeprefix("starter-"), ())
            found = [one for one in found if _is_under(one.program, patterns)]
        if self.programs is None:
            return found
        return [one for one in found if _countries(dataset, one.program) & self.programs]

    def holds(self, dataset: str, party: ListedParty) -> bool:
        """Whether a party counts, dates aside."""
        if not self.counted.holds(party) or not self.listings(dataset, party):
            return False
        if self.nationals is None:
            return True
        props = ("nationality", "country")
        return bool(self.nationals & {value for prop in props for value in party.properties.get(prop, ())})

    def words(self, versions: Sequence[Version]) -> str:
        """What is counted, in words."""
        lists = " and ".join(version.kind.dataset for version in versions)
        whose = authority_name(self.authority)
        parts = [f"{self.counted.words} on the list of {whose} ({lists})"]
        if self.programs is not None:
            parts.append(f"under its programmes for {_names(self.programs)}")
        if self.theme is not None:
            parts.append(f"under its programmes on {self.theme.words[0]}")
        if self.nationals is not None:
            parts.append(f"whose record names {_names(self.nationals)} as country")
        if self.since and self.until:
            parts.append(f"listed from {self.since} to {self.until}")
        elif self.since:
            parts.append(f"listed since {self.since}")
        return ", ".join(parts)


def _names(codes: Iterable[str]) -> str:
    return " or ".join(sorted(country_name(code) for code in codes))


def _is_under(program: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(part.strip(), pattern) for part in program.split(";") for pattern in patterns)


def _countries(dataset: str, program: str) -> frozenset[str]:
    found: set[str] = set()
    for part in program.split(";"):
        found |= regime(dataset, part.strip())[0]
    return frozenset(found)


class Selection(msgspec.Struct, frozen=True):
    """The parties of a snapshot that a scope holds.

    Attributes:
        parties: those that count.
        problem: why the list cannot tell; empty where it can.
    """

    parties: tuple[ListedParty, ...]
    problem: str = ""


def select(scope: Scope, loaded: LoadedList) -> Selection:
    """The parties of a snapshot that a scope holds; see :class:`Selection`."""
    dataset = loaded.snapshot.dataset
    parties = tuple(party for party in loaded.parties if scope.holds(dataset, party))
    if not parties and (scope.programs or scope.nationals or scope.theme):
        return Selection((), "the list at hand has no such programme or country, so it cannot tell")
    if not scope.since:
        return Selection(parties)
    if not scope.until and all(_since(dataset, scope, party) for party in parties):
        return Selection(parties)
    dated = [(party, _first_listed(scope, dataset, party)) for party in parties]
    if sum(1 for _, date in dated if date) < _DATED_SHARE * len(dated):
        return Selection(parties, "the list gives no dates of listing")
    end = last_day(scope.until) if scope.until else "9999"
    start = begins(scope.since)
    return Selection(tuple(party for party, date in dated if date and start <= begins(date) and last_day(date) <= end))


def _since(dataset: str, scope: Scope, party: ListedParty) -> bool:
    """Whether nobody under this party's programmes can have been listed before the window."""
    start = begins(scope.since)
    programs = [part.strip() for one in scope.listings(dataset, party) for part in one.program.split(";")]
    wanted = [p for p in programs if scope.programs is None or regime(dataset, p)[0] & scope.programs]
    return bool(wanted) and all(regime(dataset, program)[1] >= start for program in wanted)


def _first_listed(scope: Scope, dataset: str, party: ListedParty) -> str:
    dates = [one.listing_date for one in scope.listings(dataset, party) if one.listing_date]
    return min(dates, default="")


def listed_by(selection: Selection, day: str) -> tuple[ListedParty, ...] | None:
    """Those of a later snapshot that were listed by a day, by their own dates; None where the list gives no dates."""
    dated = [(party, [one.listing_date for one in party.listings if one.listing_date]) for party in selection.parties]
    if not dated or sum(1 for _, dates in dated if dates) < _DATED_SHARE * len(dated):
        return None
    return tuple(party for party, dates in dated if dates and begins(min(dates)) <= last_day(day))
