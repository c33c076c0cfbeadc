"""A score as a picture: what raised and lowered it, step by step.

In: a screening. Out: steps with bars of letters that any terminal shows. Invariant: the steps add up to the score.
"""

from __future__ import annotations

from typing import NamedTuple

from entourage.model import Screening

WIDTH = 20
CEILING = "What the policy allows at most, and rounding."
_SMALLEST = 0.005


class Step(NamedTuple):
    """One feature: what it adds or takes, and its bar."""

    feature: str
    weight: float
    bar: str


def bar(start: float, end: float) -> str:
    """A bar of ``WIDTH`` letters from one score to another, 0 to 1.

    >>> bar(0.5, 1.0)
    '··········██████████'
    """
    low, high = (max(0.0, min(1.0, value)) for value in sorted((start, end)))
    first, last = round(low * WIDTH), round(high * WIDTH)
    last = max(last, first + 1) if first < WIDTH else last
    body = ("█" if end >= start else "░") * (last - first)
    return ("·" * first + body + "·" * WIDTH)[:WIDTH]


def steps_of(screening: Screening) -> list[Step]:
    """The steps from nothing to the score, the name first; a last one where a ceiling or a floor cut the sum.

    Args:
        screening: with a record; one without reasons has no steps.
    """
    rest = sum(reason.weight for reason in screening.reasons if reason.feature != "name")
    steps: list[Step] = []
    total = 0.0
    for reason in screening.reasons:
        weight = reason.weight
        if reason.feature == "name" and reason.direction == "against":
            weight = max(0.0, screening.score - rest)  # a doubtful name counts by how near it comes
        steps.append(Step(reason.feature, weight, bar(total, total + weight)))
        total += weight
    if steps and abs(screening.score - total) >= _SMALLEST:
        steps.append(Step("", screening.score - total, bar(total, screening.score)))
    return steps
