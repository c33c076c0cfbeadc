"""Confidence as a share: how many of the lines found in one way were right when people looked.

In: counts of a TOML table, ``family = [right, judged]``. Out: a number from 0 to 1. Invariant: a family that nobody has
judged gets the share of all, and few judgements move a family only a little from it.
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

_WEIGHT = 6.0
"""How many judgements the share of all counts for."""


@functools.cache
def _counts(package: str, path: str) -> dict[str, dict[str, tuple[int, int]]]:
    table = tomllib.loads(files(package).joinpath(path).read_text(encoding="utf-8"))
    return {kind: {family: (row[0], row[1]) for family, row in rows.items()} for kind, rows in table.items()}


@functools.cache
def measured_share(package: str, path: str, kind: str, family: str) -> float:
    """The share of right lines of a family, drawn towards the share of its whole kind.

    Args:
        package: whose data file it is: ``"entourage.reading.ties"``.
        path: the data file, with ``[kind]`` tables of ``family = [right, judged]``.
        kind: "tie", "role", "event", "position".
        family: the way in which the line was found; one that is not in the table gets the share of all.
    """
    rows = _counts(package, path)[kind]
    right, judged = (sum(row[place] for row in rows.values()) for place in (0, 1))
    overall = right / judged
    own_right, own_judged = rows.get(family, (0, 0))
    return (own_right + _WEIGHT * overall) / (own_judged + _WEIGHT)
