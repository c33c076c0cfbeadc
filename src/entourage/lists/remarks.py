"""OFAC's Remarks field taken apart.

In: the remarks of one record, joined with their continuation. Out: FollowTheMoney properties, and the days
of listing that the remarks give. Invariant: every clause ends in a property, in the dates or, as printed, in
``notes``; nothing is lost.

Source: OFAC's data specification (dat_spec.txt, 2023-09-25): clauses are separated by "; ", weak aliases stand
in the remarks between quotation marks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_date
from entourage.lists.person_names import from_comma_form
from entourage.lists.record import Properties
from entourage.lists.text import clean

_DATA = Path(__file__).with_name("remarks.toml")
_ALTERNATIVE = re.compile(r"^alt(?:\.|ernate) ?", re.I)
_NUMBER = re.compile(
    r"(?P<number>.+?)(?: \((?P<country>[^()]+)\))?(?: issued (?P<issued>.+?))?(?: expires (?P<expires>.+))?$"
)
MAX_NUMBER_CHARS = 300
"""A longer clause is no number of a document; it goes to the notes, and the pattern stays cheap on hostile input."""
_LISTING_DAY = re.compile(r"(Listing Date|Effective Date)(?: \([^)]*\))?:? (.+)$")
_SEPARATOR = re.compile(r"; ?")


class ListingDays(msgspec.Struct, frozen=True, kw_only=True):
    """The earliest days of listing and of effect that the remarks give; empty when they give none."""

    listing_date: str = ""
    start_date: str = ""


class _Rule(msgspec.Struct, frozen=True):
    prefix: str
    kind: str
    target: str


@cache
def _table() -> tuple[dict[str, tuple[_Rule, ...]], frozenset[str]]:
    """Rules by first word, longest prefix first; and the first words of positions."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    rules = []
    for kind in ("country", "number", "text", "date"):
        rules += [_Rule(p, kind, target) for target, prefixes in data[kind].items() for p in prefixes]
    by_word: dict[str, list[_Rule]] = {}
    for rule in rules:
        by_word.setdefault(_first_word(rule.prefix), []).append(rule)
    ordered = {word: tuple(sorted(found, key=lambda r: -len(r.prefix))) for word, found in by_word.items()}
    return ordered, frozenset(data["position"]["first_words"])


def _first_word(text: str) -> str:
    return text.split(" ", 1)[0].rstrip(":").partition(":")[0].lower()


def read_remarks(remarks: str, properties: Properties, *, person: bool) -> ListingDays:
    """Write what the remarks say into ``properties``.

    Args:
        remarks: the whole field; empty for none.
        properties: of the party; changed in place.
        person: whether the party is an individual: only then are free clauses read as positions and names
            turned from ``LAST, First``.

    Returns:
        The days of listing given in the remarks.
    """
    return read_clauses(_SEPARATOR.split(clean(remarks).removesuffix(".")), properties, person=person)


def read_clauses(clauses: Iterable[str], properties: Properties, *, person: bool) -> ListingDays:
    """As ``read_remarks``, for clauses that a format gives one by one: ``"Passport A1 (Iran) issued 2007"``."""
    days: dict[str, list[str]] = {"Listing Date": [], "Effective Date": []}
    for printed in clauses:
        clause = clean(printed)
        if not clause or clause == "-0-":
            continue
        day = _LISTING_DAY.match(clause)
        date = parse_date(day.group(2)) if day else ""
        if day and date:
            days[day.group(1)].append(date)
            properties.add("notes", clause)
        elif not _by_rule(clause, properties, person=person):
            properties.add("position" if person and _is_position(clause) else "notes", clause)
    return ListingDays(
        listing_date=min(days["Listing Date"], default=""), start_date=min(days["Effective Date"], default="")
    )


def _is_position(clause: str) -> bool:
    return clause.split(" ", 1)[0].rstrip(",") in _table()[1]


def _by_rule(clause: str, properties: Properties, *, person: bool) -> bool:
    """Apply the first rule that fits; False when none does or its value is not understood."""
    body = _ALTERNATIVE.sub("", clause)
    for rule in _table()[0].get(_first_word(body), ()):
        if body.lower().startswith(rule.prefix.lower()):
            rest = body[len(rule.prefix) :]
            if rest[:1] in ("", " ", ":", "'") or rule.prefix.endswith((":", ".", "#")):
                return _write(rule, rest.strip(" :"), properties, person=person)
    return False


def _write(rule: _Rule, value: str, properties: Properties, *, person: bool) -> bool:
    if not value:
        return False
    if rule.kind == "number":
        return _write_number(rule.target, value, properties)
    if rule.kind == "date":
        understood = parse_birth(value)
    elif rule.kind == "country":
        understood = tuple(code for code in (country(value),) if code)
    elif rule.target == "weakAlias":
        name = _unquoted(value)
        understood = (from_comma_form(name).full if person else name,)
    else:
        understood = (value.lower() if rule.target == "gender" else value,)
    properties.add(rule.target, *understood)
    return any(understood)


def _unquoted(value: str) -> str:
    """Without one pair of quotation marks around it: ``'LLC 'DSD''`` is ``LLC 'DSD'``."""
    if len(value) > 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1].strip()
    return value.strip("'\" ")


def _write_number(target: str, value: str, properties: Properties) -> bool:
    match = _NUMBER.match(value) if len(value) <= MAX_NUMBER_CHARS else None
    if not match:
        return False
    number = match["number"].removeprefix("IMO ").removesuffix(".").strip()
    if not any(character.isdigit() for character in number):
        return False
    properties.add(target, number)
    properties.add("country", country(match["country"]) if match["country"] else "")
    return True
