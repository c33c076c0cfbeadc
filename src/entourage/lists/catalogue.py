"""The catalogue of lists: who publishes each, which reader reads it, and what being on it means.

In: ``catalogue.toml``. Out: ``ListInfo``. Invariants: every legal effect has a source; a programme without a rule
is ``unknown``, never a guess.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec

from entourage.model import LegalEffect

_DATA = Path(__file__).with_name("catalogue.toml")

STRENGTH: tuple[LegalEffect, ...] = (
    "blocking",
    "sectoral",
    "travel ban",
    "trade control",
    "named only",
    "unknown",
)
"""Strongest first: what a record under several programmes is called."""


class EffectRule(msgspec.Struct, frozen=True, kw_only=True):
    """What being listed under some programmes or schedules means, and where that is written."""

    patterns: tuple[str, ...]
    effect: LegalEffect
    source: str
    why: str


class ListInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One list.

    Attributes:
        dataset: short name, as in ``--as``.
        reader: name of the reader (``entourage.lists.readers``).
        format, licence, attribution, dates: in words, for people.
        files: endings of the files to take from a folder or archive; later ones where there is none of the first.
        marks: regular expressions, one of which the beginning of a file of the list holds.
        headings: sets of column headings, one of which stands in a row near the top of a table of the list.
        topic: FollowTheMoney topic of its parties; empty for lists that designate nobody.
        schema: of rows that do not say what they are; empty where the reader decides.
        listing_date: the one day of listing of everyone on it, where the list has only one.
        effects: rules in order; the first that fits decides.
    """

    dataset: str
    title: str
    authority: str
    jurisdiction: str = ""
    url: str = ""
    reader: str = ""
    files: tuple[tuple[str, ...], ...] = ()
    marks: tuple[str, ...] = ()
    headings: tuple[tuple[str, ...], ...] = ()
    format: str = ""
    licence: str = ""
    attribution: str = ""
    dates: str = ""
    topic: str = ""
    schema: str = ""
    listing_date: str = ""
    effects: tuple[EffectRule, ...] = ()

    def effect_of(self, programs: Sequence[str]) -> LegalEffect:
        """What being listed under these programmes means: the strongest effect that a rule gives to one of them.

        Args:
            programs: keys as described in ``catalogue.toml``; none counts as one empty programme.

        Returns:
            The effect; ``unknown`` when no rule fits.
        """
        found = {self._effect(program) for program in programs or ("",)}
        return min(found, key=STRENGTH.index)

    def _effect(self, program: str) -> LegalEffect:
        key = program.casefold()
        for rule in self.effects:
            if any(fnmatchcase(key, pattern.casefold()) for pattern in rule.patterns):
                return rule.effect
        return "unknown"


@cache
def catalogue() -> dict[str, ListInfo]:
    """Every list of the catalogue, by dataset name, in the file's order."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {name: msgspec.convert({"dataset": name, **entry}, ListInfo) for name, entry in data.items()}


def legal_effects() -> tuple[LegalEffect, ...]:
    """The words that a legal effect may be."""
    return get_args(LegalEffect)
