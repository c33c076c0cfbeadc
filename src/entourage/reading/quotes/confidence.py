"""How sure a quote is, from the way in which it was found.

In: kind, way, and whether it stands inside another report. Out: a number from 0 to 1 that means a share of right ones,
measured on a development set (``data/confidence.toml`` says which).
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import Any

from entourage.model import QuoteKind

NOT_SHOWN_SPEAKER = frozenset({"hearsay", "passive report"})


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "confidence.toml").read_text(encoding="utf-8"))


def confidence(kind: QuoteKind, way: str, *, has_speaker: bool, inside: bool) -> float:
    """The share of right quotes among those found in the same way.

    Args:
        kind: direct, mixed or indirect.
        way: how the speaker was found, as in ``Quote.how`` without its remark on pronouns.
        has_speaker: whether the text names anybody; hearsay and passives need not.
        inside: whether it is a report inside another report.
    """
    table = _table()[kind]
    key = way if has_speaker or way in NOT_SHOWN_SPEAKER else "speaker unclear"
    value = float(table.get(key, table["otherwise"]))
    if inside and kind != "direct":
        value *= float(_table()["inside"]["factor"])
    return round(value, 2)
