"""Roles, ties, named works and named lists of a text."""

from entourage.reading.ties.roles import find_roles
from entourage.reading.ties.ties import find_ties
from entourage.reading.ties.works import find_works_and_lists

__all__ = ["find_roles", "find_ties", "find_works_and_lists"]
