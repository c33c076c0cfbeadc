"""Roles, ties, named works and named lists of a text; and the probable type of a tie that is known otherwise."""

from entourage.reading.ties.pair_type import PairType, guess_type, tie_type, tie_types
from entourage.reading.ties.roles import find_roles
from entourage.reading.ties.ties import find_ties
from entourage.reading.ties.works import find_works_and_lists

__all__ = ["PairType", "find_roles", "find_ties", "find_works_and_lists", "guess_type", "tie_type", "tie_types"]
