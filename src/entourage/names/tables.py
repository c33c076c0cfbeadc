"""The tables of ``names/data`` as Python values, each read once and only when it is needed.

In: nothing. Out: read-only mappings. Invariant: a table is read from the package, never from a user's folder.
"""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def _text(name: str) -> str:
    return files("entourage.names").joinpath("data", name).read_text(encoding="utf-8")


@cache
def csv_rows(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a CSV table of the package, header names as keys."""
    return tuple(csv.DictReader(_text(name).splitlines()))


@cache
def toml_table(name: str) -> dict[str, Any]:
    """A TOML table of the package."""
    return tomllib.loads(_text(name))


def words(text: str) -> frozenset[str]:
    """The blank-separated words of ``text`` as a set."""
    return frozenset(text.split())
