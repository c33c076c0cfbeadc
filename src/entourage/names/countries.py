"""Countries by name, demonym and capital.

In: words of a text or of a list. Out: ISO 3166-1 alpha-2 codes in lower case. Invariant: a text that names no
country of the table gives None, never a guess.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType

from entourage.names.tables import csv_rows
from entourage.names.text import normalise

_BOTH = re.compile(r"\s*/\s*|\s*\|\s*|\s*;\s*")
_ARTICLE = re.compile(r"^(?:the|la|le|les|l) ")


def _index(column: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in csv_rows("countries.csv"):
        for text in row[column].split("|"):
            if text:
                found.setdefault(normalise(text), row["code"])
    return found


@cache
def _names() -> dict[str, str]:
    names = _index("name")
    for text, code in _index("variants").items():
        names.setdefault(text, code)
    return names


@cache
def demonym_countries() -> MappingProxyType[str, str]:
    """Demonyms in normalised form ("russian", "south korean") and the country of each."""
    return MappingProxyType(_index("demonyms"))


@cache
def country_names() -> MappingProxyType[str, str]:
    """All names and variants in normalised form and the country of each; demonyms are left out."""
    return MappingProxyType(_names())


@cache
def _capitals() -> dict[str, str]:
    return _index("capitals")


def _one(text: str) -> str | None:
    key = normalise(text)
    for form in (key, _ARTICLE.sub("", key)):
        found = _names().get(form) or demonym_countries().get(form)
        if found:
            return found
    if key.endswith("s") and len(key) > 4:
        return demonym_countries().get(key[:-1])
    return None


def country_code(text: str) -> str | None:
    """The country that a name, a variant, a two-letter code or a demonym stands for.

    Args:
        text: "Russia", "Russian Federation", "Russia / Russie", "Russians", "U.S.", "ru" ...

    Returns:
        ISO 3166-1 alpha-2, lower case; None when the text names no country of the table. Of a bilingual form the
        first half that is known decides.

    >>> country_code("Russia / Russie"), country_code("Canadian"), country_code("Atlantis")
    ('ru', 'ca', None)
    """
    text = text.strip()
    if len(text) == 2 and text.isalpha() and text.lower() in country_codes():
        return text.lower()
    found = _one(text)
    if found:
        return found
    return next((code for part in _BOTH.split(text) if part and (code := _one(part))), None)


@cache
def country_codes() -> frozenset[str]:
    """All codes of the table."""
    return frozenset(row["code"] for row in csv_rows("countries.csv"))


@cache
def country_name(code: str) -> str:
    """The English name of a country; the code itself when it is unknown."""
    return next((row["name"] for row in csv_rows("countries.csv") if row["code"] == code.lower()), code)


def capital_country(text: str) -> str | None:
    """The country whose capital (or seat of government) ``text`` names; None when it names none of the table.

    >>> capital_country("Moscow"), capital_country("Ottawa")
    ('ru', 'ca')
    """
    return _capitals().get(normalise(text))
