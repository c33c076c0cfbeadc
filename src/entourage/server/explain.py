"""Why a hit has its score: every feature with what was asked and what the record says.

In: a query, a party, the score of their names. Out: yente's ``explanations``. Invariants: a feature that the query does
not give is not there; ``weight`` of all features adds up to the score of the hit.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from entourage.names import country_name
from entourage.screening.facts import with_facts
from entourage.screening.parties import IDENTIFIERS, Party

COUNTRIES = ("nationality", "country", "jurisdiction")
FEATURES: Mapping[str, tuple[str, ...]] = {
    "birth_date_match": ("birthDate",),
    "country_match": COUNTRIES,
    "gender_match": ("gender",),
    "birth_place_match": ("birthPlace",),
    "identifier_match": IDENTIFIERS,
}
"""Features beside the name, with the properties that each one looks at, in the order in which they count."""

DOCS = {
    "name_match": "How well the best pair of names agrees, 0 to 1: transliteration, word order, nicknames, slips.",
    "birth_date_match": "Birth dates by precision, day and month swapped; another one more than halves the score.",
    "country_match": "Nationality, country or jurisdiction; another one lowers the score a little.",
    "gender_match": "Gender; another one more than halves the score.",
    "birth_place_match": "Place of birth; another one lowers the score very little.",
    "identifier_match": "The same official number (passport, tax, IMO ...) raises the score to 0.90 or more.",
}


class Feature(msgspec.Struct, frozen=True):
    """One feature: ``score`` says how it agrees (1 agrees, below 0 lowers), ``weight`` what it does to the hit's."""

    score: float
    detail: str
    query: str
    candidate: str
    weight: float


def explain(asked: Party, party: Party, name_score: float, query_name: str, party_name: str) -> dict[str, Feature]:
    """The features of a hit.

    Args:
        asked: the query.
        party: the hit.
        name_score: of the best pair of names, which are ``query_name`` and ``party_name``.
    """
    detail = f"{name_score:.2f} of 1" if query_name else "no name agrees"
    found = {"name_match": Feature(round(name_score, 4), detail, query_name, party_name, round(name_score, 4))}
    known: dict[str, tuple[str, ...]] = {}
    before = name_score
    for feature, props in FEATURES.items():
        given = {prop: asked.properties[prop] for prop in props if asked.properties.get(prop)}
        if not given:
            continue
        known |= given
        after = with_facts(Party(asked.id, asked.schema, known), party, name_score)
        alone = with_facts(Party(asked.id, asked.schema, given), party, 1.0)
        found[feature] = _feature(feature, asked, party, after - before, alone - 1.0)
        before = after
    return found


def _feature(feature: str, asked: Party, party: Party, weight: float, alone: float) -> Feature:
    query, candidate = _words(asked, feature), _words(party, feature)
    if not candidate:
        return Feature(round(alone, 4), "the record does not say", query, "", round(weight, 4))
    if feature == "identifier_match":
        same = set(asked.numbers()) & set(party.numbers())
        words = f"both have the number {', '.join(sorted(same))}" if same else "other numbers"
        return Feature(1.0 if same else 0.0, words, query, candidate, round(weight, 4))
    agrees = alone > -0.02
    return Feature(
        1.0 if agrees else round(alone, 4), "agrees" if agrees else "differs", query, candidate, round(weight, 4)
    )


def _words(party: Party, feature: str) -> str:
    values = party.values(*FEATURES[feature])
    if feature == "country_match":
        values = [country_name(value) or value for value in values]
    return "; ".join(dict.fromkeys(values))[:200]
