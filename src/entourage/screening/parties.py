"""What matching needs of a party, whether it comes from a list or as a FollowTheMoney dict.

In: :class:`ListedParty` values or FollowTheMoney entity dicts. Out: :class:`Party` with its names. Invariant: the names
keep the order of the record, and weak aliases are marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from entourage.model import ListedParty
from entourage.names import normalise
from entourage.screening.pair import MAX_CHARS, ORGANISATIONS
from entourage.screening.person_words import PersonName, person_name

_MAX_NAMES = 200


IDENTIFIERS = (
    "passportNumber", "idNumber", "taxNumber", "registrationNumber", "imoNumber", "innCode", "ogrnCode", "vatCode",
    "leiCode", "swiftBic", "bikCode", "publicKey", "cryptoWallet", "mmsi", "callSign", "dunsCode", "uscCode",
    "okpoCode",
)  # fmt: skip
"""FollowTheMoney properties that hold official numbers; ``publicKey`` is a wallet's address."""

_NOT_IN_NUMBERS = re.compile(r"[\W_]+")


_IMO = re.compile(r"IMO\d{7}")


def plain_number(text: str) -> str:
    """An official number as it is compared: letters and digits only, upper case; "IMO" before seven digits left out."""
    plain = _NOT_IN_NUMBERS.sub("", text).upper()
    return plain[3:] if _IMO.fullmatch(plain) else plain


class PartyName(msgspec.Struct, frozen=True):
    """One name of a party: its text, the property it stands in, and whether it is a weak alias."""

    text: str
    prop: str
    weak: bool


class Party(msgspec.Struct, frozen=True):
    """A party as matching sees it."""

    id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]

    def names(self) -> list[PartyName]:
        """All names, best first; equal texts once; at most two hundred."""
        found: dict[str, PartyName] = {}
        for prop in ("name", "alias", "weakAlias"):
            for text in self.properties.get(prop, ()):
                if text.strip():
                    found.setdefault(text[:MAX_CHARS], PartyName(text[:MAX_CHARS], prop, prop == "weakAlias"))
        return list(found.values())[:_MAX_NAMES]

    def person_name(self, text: str) -> PersonName:
        """A name of this party taken apart; the record's own fields decide where they make up just this name."""
        given, father, family = (self.first(p) for p in ("firstName", "fatherName", "lastName"))
        middle = self.first("middleName")
        if given and family:
            fields = normalise(f"{given} {middle} {father} {family}").split()
            if sorted(set(fields)) == sorted(set(normalise(text).split())):
                both = f"{given} {middle}".strip() if middle not in given else given
                return person_name(text, given=both, patronymic=father, family=family)
        return person_name(text)

    def first(self, prop: str) -> str:
        """The first value of a property; empty when it has none."""
        values = self.properties.get(prop, ())
        return values[0] if values else ""

    def numbers(self) -> list[str]:
        """All official numbers of five characters or more, punctuation left out, each once."""
        found = (plain_number(value) for prop in IDENTIFIERS for value in self.properties.get(prop, ()))
        return list(dict.fromkeys(number for number in found if len(number) > 4))

    def values(self, *props: str) -> list[str]:
        """All values of the properties, in order."""
        return [value for prop in props for value in self.properties.get(prop, ())]


def as_party(entity: ListedParty | Mapping[str, Any]) -> Party:
    """A party from a list's value or from a FollowTheMoney dict (``{"id", "schema", "properties": {...}}``).

    Args:
        entity: property values of a dict may be lists or single strings; other values are ignored.
    """
    if isinstance(entity, ListedParty):
        return Party(entity.id, entity.schema, entity.properties)
    properties: dict[str, tuple[str, ...]] = {}
    for prop, value in dict(entity.get("properties") or {}).items():
        values = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else []
        properties[str(prop)] = tuple(v for v in values if isinstance(v, str))
    if "name" not in properties and isinstance(entity.get("caption"), str):
        properties["name"] = (entity["caption"],)
    return Party(str(entity.get("id", "")), str(entity.get("schema", "LegalEntity")), properties)


def comparable(one: str, other: str) -> bool:
    """Whether parties of two schemata can be the same: persons with persons, organisations with organisations.

    A ``LegalEntity`` may be either; a vessel is neither.
    """
    if one == other or "Thing" in {one, other}:
        return True
    if {one, other} <= ORGANISATIONS:
        return True
    return "LegalEntity" in {one, other} and "Person" in {one, other}
