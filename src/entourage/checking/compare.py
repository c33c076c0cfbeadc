"""Is a figure within what the words around a number allow?

In: the words before a number, the number claimed and the figure found. Out: "supported", "close" or "contradicted".
Invariant: the bounds stand in ``data/words.toml``; a plain number may be rounded by half of its last digit that is
not zero.
"""

from __future__ import annotations

from typing import Any, Literal

from entourage.checking.knowledge import table

Fit = Literal["supported", "close", "contradicted"]
_LARGEST_ROUNDING = 0.08


def fit(figure: float, number: float, comparison: str, before: str = "") -> Fit:
    """How a figure fits a claim.

    Args:
        figure: found in the data.
        number: claimed.
        comparison: "=", ">", ">=", "<", "<=" or "~".
        before: the text's words up to and with the number; a word such as "nearly" right before the number decides.

    >>> fit(439, 430, ">"), fit(439, 430, "="), fit(400, 430, ">")
    ('supported', 'close', 'contradicted')
    """
    row = compare_row(comparison, before)
    low, high = _bounds(row["supported"], number)
    inside = low <= figure <= high
    if (row.get("above") and figure <= number) or (row.get("below") and figure >= number):
        inside = False
    if inside:
        return "supported"
    low, high = _bounds(row["close"], number)
    room = rounding(number) if row.get("sign") == "=" else 0.0
    return "close" if low <= figure <= high or abs(figure - number) <= room else "contradicted"


def compare_row(comparison: str, before: str) -> dict[str, Any]:
    """The row of the table that holds for the words right before a number, else for the sign."""
    said = f" {' '.join(before.lower().split())} "
    rows: list[dict[str, Any]] = table("words")["compare"]
    for row in rows:
        for word in row.get("words", ()):
            if f" {word} " in said:
                return row
    return next(
        (row for row in rows if row.get("sign") == comparison), next(row for row in rows if row.get("sign") == "=")
    )


def _bounds(pair: list[float], number: float) -> tuple[float, float]:
    return pair[0] * number, pair[1] * number if pair[1] else float("inf")


def said(value: str) -> str:
    """A claim's value as people say it.

    >>> said("> 50 % of these"), said("= 210 Russians")
    ('more than 50 % of these', '210 Russians')
    """
    sign, _, rest = value.partition(" ")
    return f"{_SAID[sign]}{rest}" if sign in _SAID and rest else value


_SAID = {"=": "", ">": "more than ", ">=": "at least ", "<": "fewer than ", "<=": "at most ", "~": "about "}


def rounding(number: float) -> float:
    """Half a unit of the last digit that is not zero, for round numbers; at most 8 percent of the number.

    >>> rounding(430), rounding(1300000000), rounding(439)
    (5.0, 50000000.0, 0.5)
    """
    unit = 1.0
    value = abs(number)
    while value >= 10 and value == int(value) and int(value) % 10 == 0:
        value /= 10
        unit *= 10
    return min(unit / 2, _LARGEST_ROUNDING * abs(number)) if number else 0.0
