"""Parts that OFAC's Advanced XML refers to by number: values, dates, places, documents.

In: elements of the file. Out: texts. Invariants: a number that the file does not define gives an empty text, never a
guess; a period is as precise as its two ends say.

Source: OFAC's schema sdn_advanced.xsd (namespace http://www.un.org/sanctions/1.0),
https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator

import msgspec
from lxml import etree

from entourage.lists.countries import country
from entourage.lists.dates import MONTHS
from entourage.lists.text import clean

_STREET = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE", "Unknown")
_NO_AREA = "undetermined"
_NOTHING: tuple[str, dict[str, str]] = ("", {})


class Node:
    """An element whose children are found by their local names."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        tag = str(element.tag)
        self._space = tag[: tag.rfind("}") + 1]

    @property
    def tag(self) -> str:
        """Local name."""
        return str(self.element.tag)[len(self._space) :]

    @property
    def text(self) -> str:
        """Cleaned text; empty without one."""
        return clean(self.element.text)

    def get(self, name: str) -> str:
        """Cleaned attribute; empty without one."""
        return clean(str(self.element.get(name, "")))

    def all(self, path: str) -> Iterator[Node]:
        """The elements at ``path``, for example ``Identity/Alias``."""
        full = "/".join(f"{self._space}{tag}" for tag in path.split("/"))
        return (Node(element) for element in self.element.iterfind(full))

    def one(self, path: str) -> Node | None:
        """The first element at ``path``."""
        return next(self.all(path), None)

    def find_text(self, path: str) -> str:
        """Text of the first element at ``path``; empty without one."""
        found = self.one(path)
        return found.text if found else ""


class Place(msgspec.Struct, frozen=True):
    """A location as one line, and the code of its country; either may be empty."""

    line: str = ""
    code: str = ""


class Reference:
    """The values of ``ReferenceValueSets`` by kind and number."""

    def __init__(self, sets: etree._Element | None = None) -> None:
        self._values: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
        for holder in () if sets is None else sets:
            for element in holder:
                if isinstance(element.tag, str):
                    # The sets are emptied after use, so that what is needed of them is kept apart.
                    node = Node(element)
                    attributes = {str(key): clean(str(value)) for key, value in element.attrib.items()}
                    self._values[node.tag, node.get("ID")] = (node.text, attributes)

    def name(self, kind: str, number: str) -> str:
        """The text of a value: ``name("AliasType", "1400")`` is ``"A.K.A."``."""
        return self._values.get((kind, number), _NOTHING)[0]

    def attribute(self, kind: str, number: str, attribute: str) -> str:
        """An attribute of a value: the ``PartyTypeID`` of a ``PartySubType``."""
        return self._values.get((kind, number), _NOTHING)[1].get(attribute, "")

    def country_name(self, number: str) -> str:
        """A country's printed name, from its number."""
        return self.name("Country", number)

    def place(self, location: Node) -> Place:
        """A ``Location`` as one line."""
        parts: dict[str, list[str]] = {}
        for part in location.all("LocationPart"):
            kind = self.name("LocPartType", part.get("LocPartTypeID"))
            values = [value.find_text("Value") for value in part.all("LocationPartValue")]
            parts.setdefault(kind if kind in _STREET else "Unknown", []).extend(value for value in values if value)
        area = location.one("LocationAreaCode")
        nation = location.one("LocationCountry")
        name = self.country_name(nation.get("CountryID")) if nation else ""
        if not name and area:
            name = self.attribute("AreaCode", area.get("AreaCodeID"), "Description")
        name = "" if name == _NO_AREA else name
        street = [value for kind in _STREET for value in parts.get(kind, ())]
        regions = (name, *parts.get("REGION", ()))
        code = next((found for found in map(country, regions) if found), "")
        return Place(", ".join(text for text in (*street, name) if text), code)


def _day(node: Node | None) -> tuple[int, int, int] | None:
    if node is None:
        return None
    found = [node.find_text(tag) for tag in ("Year", "Month", "Day")]
    if not all(text.isascii() and text.isdigit() and len(text) <= 4 for text in found):
        return None
    year, month, day = (int(text) for text in found)
    if not (1 <= month <= 12 and 1 <= year <= 2100 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return year, month, day


def day(node: Node | None) -> str:
    """An element with Year, Month and Day as an ISO date; empty when it is none."""
    found = _day(node)
    return f"{found[0]:04d}-{found[1]:02d}-{found[2]:02d}" if found else ""


def period(node: Node) -> str:
    """A ``DatePeriod`` as OFAC's other files print it: ``"26 Oct 1955"``, ``"Jan 1962"``, ``"1958 to 1962"``.

    Returns:
        The print, with ``circa`` where an end is marked approximate; empty when the period has no dates.
    """
    start, end = node.one("Start"), node.one("End")
    first = _day(start.one("From") if start else None)
    last = _day(end.one("To") if end else None) or _day(start.one("To") if start else None)
    if not first or not last:
        return ""
    approximate = any(side is not None and side.get("Approximate") == "true" for side in (start, end))
    return f"circa {_printed(first, last)}" if approximate else _printed(first, last)


def _printed(first: tuple[int, int, int], last: tuple[int, int, int]) -> str:
    month = MONTHS[first[1] - 1].capitalize()
    if first == last:
        return f"{first[2]:02d} {month} {first[0]:04d}"
    whole_months = first[2] == 1 and last[2] == calendar.monthrange(last[0], last[1])[1]
    if whole_months and first[:2] == last[:2]:
        return f"{month} {first[0]:04d}"
    if whole_months and first[0] == last[0] and (first[1], last[1]) == (1, 12):
        return f"{first[0]:04d}"
    if whole_months and (first[1], last[1]) == (1, 12):
        return f"{first[0]:04d} to {last[0]:04d}"
    return f"{_printed(first, first)} to {_printed(last, last)}"
