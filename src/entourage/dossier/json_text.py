"""JSON as text that shows what it holds.

In: plain values. Out: JSON. Invariants: reading it back gives the same values, except that lone surrogates, which no
encoding can write, become U+FFFD; no hidden character and no line break other than JSON's own stands in the text.
"""

from __future__ import annotations

import json
import re
from typing import Any

from entourage.dossier.clean import HIDDEN

SURROGATE = re.compile("[\ud800-\udfff]")
SPREAD_SPAN = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")


def json_text(value: Any, *, indent: int | None = None) -> str:
    """``value`` as JSON in which strings keep their script, and hidden characters are escaped.

    Args:
        value: dictionaries, lists, strings, numbers, booleans and None.
        indent: spaces per level; None for a single line. A span ``[start, end]`` stays on one line either way.

    Returns:
        The text, without a line end.

    >>> json_text({"name": "Ada\\u202eelpmaxE", "span": [0, 12]})
    '{"name":"Ada\\\\u202eelpmaxE","span":[0,12]}'
    """
    separators = None if indent is not None else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    # A raw line break cannot stand in a JSON string, so this touches nothing but layout.
    return SPREAD_SPAN.sub(r"[\1, \2]", HIDDEN.sub(lambda match: escaped(match.group()), text))


def escaped(character: str) -> str:
    """A hidden character as a JSON escape."""
    return "\ufffd" if SURROGATE.match(character) else json.dumps(character)[1:-1]
