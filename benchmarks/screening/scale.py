"""Screening at scale: lists of many names made from the parts of real ones."""

from __future__ import annotations


def scale(sizes: list[int]) -> None:
    """Measures build, memory and speed for lists of so many names."""
    print(sizes)
