"""The word lists of reading, loaded once from data files."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """A data file of ``entourage/reading/data`` as a dictionary: ``table("name_words")``."""
    text = resources.files("entourage.reading").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def words(name: str, key: str) -> frozenset[str]:
    """A list of a data file as a set."""
    return frozenset(table(name)[key])
