"""Several values that a list prints in one cell with numbers before them, taken apart.

In: ``"(1) Tripoli (2) Tunis"``, ``"1) Saudi Arabia 2) Qatar"``, ``"a) Palaro b) Odek"``. Out: the values.
Invariant: a cell that does not begin with a number or letter in such form is one value.
"""

from __future__ import annotations

import re

from entourage.lists.text import clean

_MARK = re.compile(r"(?:(?<=\s)|^)\(?(?:\d{1,2}|[a-z])\)(?:\s?[-–]\s?\(?(?:\d{1,2}|[a-z])\))?(?=\s|$)")


def numbered(cell: str) -> list[str]:
    """The values of a cell; a dash that stands for no value is left out.

    >>> numbered("(1)-(2) Tunisia (3) Libya")
    ['Tunisia', 'Libya']
    """
    text = clean(cell)
    values = _MARK.split(text) if _MARK.match(text) else [text]
    return [value for value in (part.strip(" ;") for part in values) if value not in ("", "-", "–")]
