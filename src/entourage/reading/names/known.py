"""Forms that say by themselves what they name, whatever stands beside them.

In: a written form. Out: a country, a kind. Invariant: two letters are a country only where newspapers write it so
("US", "UK"), for "BA", "GM" and "AI" are hardly ever Bosnia, the Gambia and Anguilla.
"""

from __future__ import annotations

import re

from entourage.names import country_code, normalise
from entourage.names.countries import country_names, demonym_countries
from entourage.reading.names.draft import NameKind
from entourage.reading.words import table, words

_SHORT_COUNTRIES = frozenset({"US", "UK"})
# "D-Newport News", "R-Ohio" after a politician's name; "15:11 GMT".
_NO_PARTY = re.compile(r"[DRI]-.*|\d{1,2}[:.]\d\d\b.*")
_MODEL_NUMBER = re.compile(r"(?:[A-Z][A-Za-z]{0,7}[- ]?\d{1,4}[A-Za-z]?|[A-Z][A-Za-z]+ \d{1,2}(?:\.\d+)?)")
_BELIEF = re.compile(r"[A-Z][a-z]+(?:ism|isms|phobia|pathy)")


def named_country(text: str) -> str | None:
    """The country that a form of running text names; None for other forms.

    >>> named_country("Canada"), named_country("UK"), named_country("BA")
    ('ca', 'gb', None)
    """
    text = text.strip()
    if len(text) <= 2 and text not in _SHORT_COUNTRIES:
        return None
    return country_code(text)


def kind_by_form(form: str) -> NameKind | None:
    """What a form always names: a people, a state, a house of power; None when its words do not decide."""
    if form.lower() in words("name_words", "peoples") or is_demonym(form):
        return "people"
    if form in words("name_words", "state_abbreviations"):
        return "place"
    return "organization" if metonym(form) else None


def is_demonym(form: str) -> bool:
    """Whether a form names the people of a country in the plural ("Belgians"), and not the country."""
    key = normalise(form)
    return key.endswith("s") and key[:-1] in demonym_countries() and key not in country_names()


def names_no_party(form: str) -> bool:
    """Whether a form can be no party: a belief, a time, a constituency, a common abbreviation."""
    lower = form.lower()
    if lower in words("name_words", "never_parties") | words("name_words", "common_abbreviations"):
        return True
    return bool(_NO_PARTY.fullmatch(form) or _BELIEF.fullmatch(form))


def is_model_number(form: str) -> bool:
    """ "IE6", "STS-1", "Windows 10": letters and a number as things that are made bear it."""
    return bool(_MODEL_NUMBER.fullmatch(form)) and normalise(form) not in words("name_words", "known_organizations")


def metonym(form: str) -> tuple[str, str] | None:
    """(name of the body, country) when the form is a house that stands for the power inside it."""
    entry = table("name_words")["metonyms"].get(form.lower())
    return (entry[0], entry[1]) if entry else None
