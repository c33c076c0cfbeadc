"""What a programme of a list is about, so that programmes of two authorities can be compared.

In: a list's name and a programme in its words. Out: fields: ISO 3166-1 codes of countries, or a word such as
``terrorism``. Invariant: a programme that no rule knows has no field, never a guessed one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from entourage.names import country_code

_DATA = Path(__file__).with_name("regimes.toml")


class _Regime(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    field: frozenset[str]


class _Table(msgspec.Struct, frozen=True):
    regime: tuple[_Regime, ...]
    dataset: dict[str, frozenset[str]]


@cache
def _table() -> _Table:
    return msgspec.convert(tomllib.loads(_DATA.read_text(encoding="utf-8")), _Table)


@cache
def fields_of(dataset: str, program: str) -> frozenset[str]:
    """What a programme is about; empty when no rule knows it.

    >>> sorted(fields_of("us-ofac-sdn", "UKRAINE-EO13660; CYBER2"))
    ['ru', 'ua']
    """
    about = _table().dataset.get(dataset, frozenset())
    text = program.casefold()
    for regime in _table().regime:
        if any(re.search(rf"(?<![a-z]){re.escape(word)}", text) for word in regime.words):
            about |= regime.field
    if "south sudan" in text or "southsudan" in text:
        about -= {"sd"}
    return about


def programme_country(program: str) -> str:
    """The country that a programme is called after, ISO 3166-1; empty when it is called after none."""
    return country_code(program.split("(", maxsplit=1)[0].strip()) or ""
