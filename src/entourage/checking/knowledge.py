"""What checking knows of authorities, their lists, their regimes and of words: tables, read once.

In: the TOML files of ``data``. Out: small values. Invariant: a list or programme without a row is taken for what its
own names say, never for more.
"""

from __future__ import annotations

import tomllib
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from entourage.lists import catalogue
from entourage.model import Snapshot
from entourage.names import country_code, country_name


class ListKind(msgspec.Struct, frozen=True, kw_only=True):
    """What a list can bear out; see ``data/lists.toml``."""

    dataset: str
    authority: str = ""
    kind: str = "sanctions"
    whole: bool = False
    main: bool = True
    signs: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    total: int = 0
    total_words: str = ""
    total_source: str = ""


@cache
def table(name: str) -> dict[str, Any]:
    """A data file as a dictionary: ``table("words")``."""
    return tomllib.loads(files("entourage.checking").joinpath("data", f"{name}.toml").read_text("utf-8"))


@cache
def words(section: str, key: str) -> frozenset[str]:
    """A list of ``words.toml`` as a set."""
    return frozenset(table("words")[section][key])


def list_kind(snapshot: Snapshot) -> ListKind:
    """What a loaded list can bear out; of one without a row, what its authority's name says, and nothing whole."""
    name = snapshot.dataset.removeprefix("starter-")
    row = table("lists").get(name)
    if row is not None:
        kind = msgspec.convert({"dataset": snapshot.dataset, **row}, ListKind)
    else:
        info = catalogue().get(name)
        by_name = country_code(snapshot.authority) or next(iter(authority_codes(snapshot.authority)), "")
        code = info.jurisdiction if info is not None else by_name
        kind = ListKind(dataset=snapshot.dataset, authority=code, main=info is not None, whole=False)
    return msgspec.structs.replace(kind, whole=False) if snapshot.starter else kind


def authority_codes(text: str) -> tuple[str, ...]:
    """The authorities whose names stand in a text, in order; empty for none."""
    from entourage.checking.clause import places, tokens

    return tuple(dict.fromkeys(place.code for place in places(tokens(text))))


def authority_name(code: str) -> str:
    """An authority in words: "Canada", "the European Union"."""
    return str(table("authorities")["names"].get(code) or country_name(code))


def allies_of(code: str) -> tuple[str, ...]:
    """The authorities that are looked at for "allies"; empty where the table has none."""
    return tuple(table("authorities")["allies"].get(code, ()))


@cache
def regime(dataset: str, program: str) -> tuple[frozenset[str], str]:
    """What a programme is about: countries, and the day since when anyone can be under it (empty: not known)."""
    name = dataset.removeprefix("starter-")
    for row in table("regimes")["regime"]:
        if fnmatchcase(name, row["dataset"]) and any(fnmatchcase(program, pattern) for pattern in row["programs"]):
            return frozenset(row["countries"]), row.get("since", "")
    code = country_code(program) if len(program) > 2 else None
    return (frozenset({code}) if code else frozenset()), ""


def joined_countries(countries: frozenset[str]) -> frozenset[str]:
    """The countries with those of the same conflict."""
    found = set(countries)
    for row in table("regimes")["conflict"]:
        if found & set(row["countries"]):
            found |= set(row["countries"])
    return frozenset(found)
