"""How much a tie, a party in the middle and a listed end can bear.

In: ties, entities, verdicts. Out: factors from 0 to 1. Invariant: the numbers stand in ``strength.toml`` and
nowhere else; no factor is above 1, so that a longer chain is never stronger than its own beginning.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Any

import msgspec

from entourage.model import Entity, Listing, Status, Tie, Verdict


class RoleWeight(msgspec.Struct, frozen=True):
    """What ties of one schema bear when their role matches."""

    schema: str
    match: re.Pattern[str]
    weight: float


class StrengthTable(msgspec.Struct, frozen=True, kw_only=True):
    """The table of ``strength.toml``.

    Attributes:
        decay: factor for every hop after the first.
        floor: paths below it are left out.
        free_degree: neighbours that a party may have before it counts as a hub.
        closed_kinds, closed_schemata: parties that no path walks through.
        schema_weights: by FollowTheMoney schema; ``other`` for those that are not named.
        role_weights: see :class:`RoleWeight`; the first that matches wins over the schema's.
        status_weights: by status of the tie.
        verdict_certainty: by screening verdict; a verdict that is missing makes no listed party.
        effect_weights: by legal effect, what is left of that certainty; 1 for one that is missing.
        text_certainty: for a party that the text itself says is on a list.
        text_roles: roles of a tie from a list that say so.
    """

    decay: float
    floor: float
    free_degree: int
    closed_kinds: frozenset[str]
    closed_schemata: frozenset[str]
    schema_weights: dict[str, float]
    role_weights: tuple[RoleWeight, ...]
    status_weights: dict[Status, float]
    verdict_certainty: dict[Verdict, float]
    effect_weights: dict[str, float]
    text_certainty: float
    text_roles: re.Pattern[str]

    def of_tie(self, tie: Tie) -> float:
        """What one hop over the tie bears, 0 to 1; 0 when it must not be walked."""
        return tie.confidence * self._weight(tie) * self.status_weights.get(tie.status, 0.0)

    def sureness_of(self, tie: Tie) -> float:
        """How sure it is that the tie holds at all, 0 to 1, whatever such a tie bears."""
        return round(tie.confidence * self.status_weights.get(tie.status, 0.0), 4)

    def of_listing(self, verdict: Verdict, listing: Listing) -> float:
        """How much a verdict on a record makes its party a listed one, 0 to 1. KeyError for one that makes none."""
        return self.verdict_certainty[verdict] * self.effect_weights.get(listing.legal_effect, 1.0)

    def of_middle(self, entity: Entity, degree: int) -> float:
        """What is left of a path that walks through the party; 0 when none may.

        Args:
            entity: the party in the middle.
            degree: number of its different neighbours.
        """
        if entity.kind.casefold() in self.closed_kinds or entity.schema in self.closed_schemata:
            return 0.0
        return min(1.0, self.free_degree / max(degree, 1))

    def _weight(self, tie: Tie) -> float:
        for rule in self.role_weights:
            if rule.schema == tie.schema and rule.match.search(tie.role):
                return rule.weight
        return self.schema_weights.get(tie.schema, self.schema_weights["other"])


@functools.cache
def strength_table() -> StrengthTable:
    """The table that ships in the package."""
    text = resources.files("entourage.network").joinpath("strength.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return StrengthTable(
        decay=table["path"]["decay"],
        floor=table["path"]["floor"],
        free_degree=table["path"]["free_degree"],
        closed_kinds=frozenset(table["closed"]["kinds"]),
        closed_schemata=frozenset(table["closed"]["schemata"]),
        schema_weights=table["tie"],
        role_weights=tuple(
            RoleWeight(rule["schema"], re.compile(rule["match"], re.IGNORECASE), rule["weight"])
            for rule in table["role"]
        ),
        status_weights=table["status"],
        verdict_certainty=table["verdict"],
        effect_weights=table["effect"],
        text_certainty=table["text"]["certainty"],
        text_roles=re.compile(table["text"]["roles"], re.IGNORECASE),
    )
