"""The data files of this folder.

In: the name of a table. Out: its content. Invariant: each file is read once in a process.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``data/<name>.toml``.

    Args:
        name: file name without its ending; never comes from a document.

    Returns:
        The parsed file.

    Raises:
        FileNotFoundError: when the package lacks that file.
    """
    return tomllib.loads((files("entourage.documents") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
