"""Ties as a graph, and the paths in it from the people of a document to listed parties."""

from entourage.network.paths import MAX_HOPS, MAX_PATHS, find_paths, headline_path
from entourage.network.sentences import tie_sentence

__all__ = ["MAX_HOPS", "MAX_PATHS", "find_paths", "headline_path", "tie_sentence"]
