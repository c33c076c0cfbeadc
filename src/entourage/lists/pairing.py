"""Which records of two snapshots of one list are of one party.

In: parties of two snapshots, each under a key of the caller's. Out: pairs of keys with the reason. Invariants: every
key is in at most one pair; a record id alone pairs nobody, unless the list never gives a number twice; a name pairs
only who has it alone on both sides; no birth date ever speaks against a pair that is not made by a lasting number.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import token_sort_ratio

from entourage.model import ListedParty
from entourage.names import romanise

_DATA = Path(__file__).with_name("history.toml")
_WORD = re.compile(r"[^\W_]+")
_NEAR = 80.0
"""Share of letters, 0 to 100, that two names under one record id must have in common: a spelling that was corrected."""


def folded(name: str) -> str:
    """Words of a name in one order, case and script: lists change all three."""
    return " ".join(sorted(_WORD.findall(romanise(name).casefold()))) or name


class Keys:
    """What a party can be recognised by; worked out when it is asked for."""

    def __init__(self, party: ListedParty) -> None:
        self.party = party

    @cached_property
    def record_ids(self) -> frozenset[str]:
        """The list's own ids of the party's records."""
        return frozenset(listing.record_id for listing in self.party.listings if listing.record_id)

    @cached_property
    def caption(self) -> frozenset[str]:
        """The party's first name, and whether it is a person."""
        return frozenset({f"{self.party.schema == 'Person'} {folded(self.party.caption)}"})

    @cached_property
    def names(self) -> frozenset[str]:
        """All names but weak ones."""
        return frozenset(folded(name) for prop in ("name", "alias") for name in self.party.properties.get(prop, ()))

    @cached_property
    def births(self) -> frozenset[str]:
        """Birth dates, as precise as known."""
        return frozenset(self.party.properties.get("birthDate", ()))

    @cached_property
    def days(self) -> frozenset[str]:
        """Birth dates that are complete."""
        return frozenset(date for date in self.births if len(date) == 10)

    @cached_property
    def print(self) -> frozenset[str]:
        """All that tells a record from others of the same name: those that share even this go by order."""
        facts = [f"{listing.program} {listing.listing_date}" for listing in self.party.listings]
        return frozenset({"|".join([*self.caption, *sorted(self.births), *facts])})

    def agrees_in_birth(self, other: Keys) -> bool:
        """Whether no birth date speaks against the two being one."""
        if not self.births or not other.births:
            return True
        return any(a.startswith(b) or b.startswith(a) for a in self.births for b in other.births)


Fits = Callable[[Keys, Keys], bool]


def _shares_name_or_birth(one: Keys, other: Keys) -> bool:
    return bool(one.names & other.names) or bool(one.days & other.days)


def _near_name(one: Keys, other: Keys) -> bool:
    """One id, the same kind of party, and a name that differs by its spelling or by a word."""
    if (one.party.schema == "Person") != (other.party.schema == "Person") or not one.agrees_in_birth(other):
        return False
    pairs = ((a, b) for a in one.names for b in other.names)
    return any(token_sort_ratio(a, b) >= _NEAR or _nested(a, b) for a, b in pairs)


def _nested(one: str, other: str) -> bool:
    """Whether all words of one name, two at least, are in the other."""
    left, right = set(one.split()), set(other.split())
    return min(len(left), len(right)) > 1 and (left <= right or right <= left)


def _nested_names(one: Keys, other: Keys) -> bool:
    return any(_nested(a, b) for a in one.names for b in other.names)


def _agree(one: Keys, other: Keys) -> bool:
    return one.agrees_in_birth(other)


def _same_kind(one: Keys, other: Keys) -> bool:
    return (one.party.schema == "Person") == (other.party.schema == "Person")


_Round = tuple[str, Callable[[Keys], Iterable[str]], Fits, bool]
_BY_NUMBER: _Round = ("the same record id, which this list gives only once", lambda k: k.record_ids, _same_kind, True)
_ROUNDS: tuple[_Round, ...] = (
    ("the same record id, and a name or birth date in common", lambda k: k.record_ids, _shares_name_or_birth, True),
    ("the same name, birth date, programme and day of listing", lambda k: k.print, _agree, False),
    ("the same record id, and nearly the same name", lambda k: k.record_ids, _near_name, True),
    ("a name that nobody else has, and no birth date against it", lambda k: k.caption, _agree, True),
    ("the same day of birth, and all words of the shorter name", lambda k: k.days, _nested_names, True),
)
"""Surest first: the reason, what two parties must share, what must fit beside, and whether nobody else may share it."""


@cache
def lasting_ids() -> frozenset[str]:
    """Lists whose numbers are never given twice."""
    return frozenset(tomllib.loads(_DATA.read_text(encoding="utf-8"))["lasting_ids"])


def pairs(
    left: Mapping[Any, Keys], right: Mapping[Any, Keys], *, lasting: bool = False
) -> Iterator[tuple[Any, Any, str]]:
    """Parties of two snapshots that are one; see the module for what makes them so.

    Args:
        left, right: the parties' keys, each under a name of the caller's.
        lasting: whether the list gives a number only once.

    Returns:
        Names of the left and right party, and the reason; none when nothing is shared.
    """
    ones, others = dict(left), dict(right)
    for why, keys, fits, unique in (*_ROUNDS[:1], *([_BY_NUMBER] if lasting else []), *_ROUNDS[1:]):
        first, second = _by_key(ones, keys), _by_key(others, keys)
        groups = [(found, second[key]) for key, found in first.items() if key in second]
        if unique:
            groups = [(a, b) for a, b in groups if len(a) == len(b) == 1]
        for one, other in (pair for a, b in groups for pair in zip(a, b, strict=False)):
            if one in ones and other in others and fits(ones[one], others[other]):
                del ones[one], others[other]
                yield one, other, why


def _by_key(parties: Mapping[Any, Keys], keys: Callable[[Keys], Iterable[str]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name, party in parties.items():
        for key in keys(party):
            found.setdefault(key, []).append(name)
    return found
