"""Country names as lists print them, as ISO 3166-1 alpha-2 codes.

In: ``"Korea, North"``, ``"Iran (Islamic Republic of)"``, ``"Palestinian"``. Out: ``"kp"``, ``"ir"``, ``"ps"``.
Invariant: what is not a country's name gives an empty text, never a guess.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from entourage.lists.text import clean
from entourage.names import country_code

_DATA = Path(__file__).with_name("countries.toml")


@cache
def _printed_forms() -> dict[str, str]:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {name.casefold(): code for code, names in data["printed"].items() for name in names}


@cache
def _alpha3() -> dict[str, str]:
    pairs = tomllib.loads(_DATA.read_text(encoding="utf-8"))["alpha3"]["pairs"].split()
    return dict(pair.split("=") for pair in pairs)


@lru_cache(maxsize=4096)
def country(printed: str) -> str:
    """The code of the country that a list's value names.

    Args:
        printed: a country's name or its three-letter code in upper case; a name may be inverted (``"Congo, Democratic
            Republic of the"``) or with a remark in brackets (``"Indonesia (as at Dec. 2003)"``).

    Returns:
        ISO 3166-1 alpha-2, lower case; empty when the value names no country.
    """
    text = clean(printed)
    if len(text) == 3 and text in _alpha3():
        return _alpha3()[text]
    for form in _forms(text):
        code = _printed_forms().get(form.casefold()) or country_code(form)
        if code:
            return code
    return ""


def _forms(text: str) -> list[str]:
    forms = [text]
    head, comma, tail = text.partition(", ")
    if comma:
        forms.append(f"{tail} {head}")
    bare = text.partition(" (")[0]
    return [form for form in (*forms, bare) if form]
