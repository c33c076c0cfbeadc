"""The policy table as typed values: read ``policy.toml`` to see or change what counts, and how much.

In: the table that ships in the package. Out: read-only values. Invariant: no number of the policy stands in code.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


class Support(msgspec.Struct, frozen=True):
    """What one feature adds when it agrees.

    Attributes:
        weight: points of the score.
        support: points towards "this is the same party".
        decides: whether it may carry a proof; at least one deciding feature must agree.
    """

    weight: float
    support: float
    decides: bool


class Against(msgspec.Struct, frozen=True):
    """What one feature takes away when it disagrees; ``contradicts`` ends in "same name only"."""

    weight: float
    contradicts: bool


class Thresholds(msgspec.Struct, frozen=True):
    """See ``[thresholds]`` of the table."""

    threshold: float
    name_reported: float
    organisation_reported: float
    name_supported: float
    name_agrees: float
    proof: float
    same_record_name: float
    same_record_full: float
    sister: float
    weak_alias: float
    max_records: int


class ScoreShares(msgspec.Struct, frozen=True):
    """See ``[score]`` of the table."""

    name: float
    ceiling: float
    contradicted: float


class EditCosts(msgspec.Struct, frozen=True):
    """See ``[edits]`` of the table."""

    weight: float
    letter: float
    neighbour: float
    close: float
    vowel: float
    same_vowel: float
    vowel_at_end: float
    transposed: float
    doubled: float
    letter_missing: float
    vowel_missing: float
    first: float
    misread: float


class FactWeights(msgspec.Struct, frozen=True):
    """See ``[facts]`` of the table."""

    birth: dict[str, float]
    country_missing: float
    country_differs: float
    gender_missing: float
    gender_differs: float
    birth_place_differs: float
    number_agrees: float


class PersonWeights(msgspec.Struct, frozen=True):
    """See ``[person]`` of the table."""

    key: float
    spelling: float
    consonants: float
    joined: float
    syllables: float
    syllables_alike: float
    spaced: float
    nickname: float
    translated: float
    gender_form: float
    female_form: float
    vowels_dropped: float
    both_known: float
    initial: float
    initial_of_family: float
    cut: float
    long_name: tuple[float, float, float]
    initial_left_out: float
    patronymic_left_out: float
    middle_left_out: float
    abdul_left_out: float
    family_left_out: float
    first_family_left_out: float
    initial_and_left_out: float
    initial_and_no_family: float
    given_names_only: float
    given_left_out: float
    given_left_out_sure: float
    suffix_left_out: float
    slip_and_left_out: float
    common_left_out: float
    initial_and_slip: float
    turned_and_slip: float
    generations: float
    most_left_out: float
    bare: float
    contradicted: float
    contradicted_long: float
    suffix_contradicted: float
    crossed: float
    crossed_and_left_out: float


class OrganisationWeights(msgspec.Struct, frozen=True):
    """See ``[organisation]`` of the table."""

    legal_form: float
    order: float
    joined: float
    least_joined: float
    one_slip: float
    long_name: tuple[float, float, float, float]
    generic_share: float
    generic_left_out: float
    generic_contradicted: float
    daughter_left_out: float
    daughter_left_out_long: float
    place_left_out: float
    place_contradicted: float
    number_left_out: float
    number_contradicted: float
    distinctive_left_out: float
    distinctive_left_out_long: float
    soft: float
    distinctive_contradicted: float
    no_distinctive: float
    acronym: float
    short_acronym_of: float
    short_acronym: float


class Policy(msgspec.Struct, frozen=True):
    """The whole table."""

    thresholds: Thresholds
    score: ScoreShares
    features: dict[str, Support]
    against: dict[str, Against]
    edits: EditCosts
    facts: FactWeights
    person: PersonWeights
    organisation: OrganisationWeights


def table(name: str) -> dict[str, Any]:
    """A TOML table of this room.

    Args:
        name: file name, for example ``policy.toml``.
    """
    return tomllib.loads(files("entourage.screening").joinpath(name).read_text(encoding="utf-8"))


@cache
def policy() -> Policy:
    """The policy that screening follows."""
    return msgspec.convert(table("policy.toml"), Policy)
