"""Ties as a graph, and the paths in it from the people of a document to listed parties."""

from entourage.network.paths import MAX_HOPS, MAX_PATHS, find_paths, headline_path
from entourage.network.sentences import tie_sentence
from entourage.network.strength import StrengthTable, strength_table

__all__ = [
    "MAX_HOPS",
    "MAX_PATHS",
    "StrengthTable",
    "find_paths",
    "headline_path",
    "strength_table",
    "tie_sentence",
]
