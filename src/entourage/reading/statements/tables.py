"""The words that statements rest on, as tables.

In: the TOML files of ``data``. Out: dictionaries and sets, loaded once. Invariant: words are in lower case.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """A data file as a dictionary: ``table("dates")``."""
    folder = resources.files("entourage.reading.statements")
    return tomllib.loads(folder.joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


@functools.cache
def words(name: str, section: str, key: str) -> frozenset[str]:
    """A list of a data file as a set: ``words("events", "verbs", "states")``."""
    return frozenset(table(name)[section][key])
