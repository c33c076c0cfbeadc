"""Names of persons as lists print them, put into natural order.

In: a printed name, or its parts. Out: ``PrintedName`` with the full name in natural order and its parts.
Invariant: no word is added, changed or left out; upper case stays upper case.
"""

from __future__ import annotations

import re

import msgspec

from entourage.lists.record import Properties
from entourage.lists.text import clean
from entourage.names import patronymic_gender

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?$", re.I)


class PrintedName(msgspec.Struct, frozen=True, kw_only=True):
    """A person's name in natural order.

    Attributes:
        full: ``"Vladimir Olegovich POTANIN"``.
        last: family name; empty when the print does not say which part it is.
        first: first given name. middle: further given names that are no patronymic. father: patronymic.
    """

    full: str
    last: str = ""
    first: str = ""
    middle: str = ""
    father: str = ""


def from_parts(last: str, given: str, suffix: str = "") -> PrintedName:
    """A name from family name and given names.

    Args:
        last: family name; may be empty.
        given: given names and patronymic, in their order; may be empty.
        suffix: ``"Jr."`` and the like.
    """
    last, given, suffix = clean(last), clean(given), clean(suffix)
    words = given.split()
    first, rest = (words[0], words[1:]) if words else ("", [])
    father = rest[-1] if rest and patronymic_gender(rest[-1]) else ""
    middle = " ".join(rest[:-1] if father else rest)
    full = " ".join(part for part in (given, last, suffix) if part)
    return PrintedName(full=full, last=last, first=first, middle=middle, father=father)


def from_comma_form(printed: str) -> PrintedName:
    """A name printed as ``LAST, First Patronymic``.

    Args:
        printed: with or without a comma; ``"DOE, JR., John"`` and ``"DOE, John, Jr."`` are understood.

    Returns:
        The name; without a comma only ``full`` is set.

    >>> from_comma_form("EXAMPLE, Ada Ivanovna").full
    'Ada Ivanovna EXAMPLE'
    """
    parts = [clean(part) for part in printed.split(",")]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return PrintedName(full=clean(printed).strip(", "))
    suffixes = [part for part in parts[1:] if _SUFFIX.match(part)]
    given = [part for part in parts[1:] if not _SUFFIX.match(part)]
    return from_parts(parts[0], ", ".join(given), " ".join(suffixes))


def add_name(properties: Properties, name: PrintedName) -> None:
    """Write a main name and its parts into a party's properties."""
    properties.add("name", name.full)
    properties.add("lastName", name.last)
    properties.add("firstName", name.first)
    properties.add("middleName", name.middle)
    properties.add("fatherName", name.father)
