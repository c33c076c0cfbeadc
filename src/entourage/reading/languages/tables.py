"""The data files of the languages, loaded once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A data file of ``entourage/reading/languages/data`` as a dictionary: ``table("french")``."""
    file = resources.files("entourage.reading.languages").joinpath("data", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
