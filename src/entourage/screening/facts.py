"""What a record's other values do to the score of its name, where a query gives them too.

In: a query and a party as FollowTheMoney properties, and the score of their names. Out: a score. Invariants: a value
that is missing in the query changes nothing; nothing raises a name's score but an official number; equal names are
ordered by what else agrees.
"""

from __future__ import annotations

from entourage.names import normalise, romanise
from entourage.screening.birth import compare_births
from entourage.screening.parties import Party
from entourage.screening.policy import policy


def with_facts(asked: Party, party: Party, name_score: float) -> float:
    """The score of a party under the policy's ``[facts]``.

    Args:
        asked: what is looked for.
        party: of a list.
        name_score: of their names, 0 to 1.
    """
    weights = policy().facts
    score = name_score
    if births := asked.values("birthDate"):
        score *= weights.birth[compare_births(births, party.values("birthDate"))]
    score *= _agrees(
        set(asked.values("nationality", "country", "jurisdiction", "flag")),
        set(party.values("nationality", "country", "jurisdiction", "flag")),
        weights.country_missing,
        weights.country_differs,
    )
    score *= _agrees(
        set(asked.values("gender")), set(party.values("gender")), weights.gender_missing, weights.gender_differs
    )
    places = {_place(value) for value in asked.values("birthPlace")}
    if places and not any(place in _place(value) for value in party.values("birthPlace") for place in places):
        score *= weights.birth_place_differs
    numbers = set(asked.numbers())
    if numbers and numbers & set(party.numbers()):
        score = max(score, weights.number_agrees + (1 - weights.number_agrees) * score)
    return round(score, 6)


def _agrees(asked: set[str], listed: set[str], missing: float, differs: float) -> float:
    if not asked or asked & listed:
        return 1.0
    return differs if listed else missing


def _place(text: str) -> str:
    return normalise(romanise(text))
