"""Records of lists that may be a claimed party's, and how sure that is.

In: a party of the text and its screenings. Out: :class:`Record` values. Invariant: that the text says so never
proves that a record is of the same person, unless the list gives names only or its programme is about the party's
own country.
"""

from __future__ import annotations

import msgspec

from entourage.checking.context import Context
from entourage.checking.knowledge import regime
from entourage.checking.snapshots import Version
from entourage.model import Entity, Screening

_OWN_WORD = frozenset({"name", "name_rarity", "text_says_listed", "text_says_some_list"})
_FACTS = (
    "birthDate",
    "nationality",
    "country",
    "position",
    "passportNumber",
    "idNumber",
    "registrationNumber",
    "address",
)
_FULL_NAME = 0.93
ON_LIST = frozenset({"listed", "formerly listed", "listed later"})
"""Screening's verdicts that a record is the party's."""


class Record(msgspec.Struct, frozen=True):
    """A record that may be the claimed party's, with how sure that is.

    Attributes:
        standing: "same" (something besides the name and the text's own word shows it, if only that the programme is
            about the party's own country), "names only" (the list holds
            nothing but names, and the names agree), "open", or "other" (something contradicts).
    """

    line: Screening
    standing: str


def records_of(party: Entity, version: Version, context: Context) -> list[Record]:
    dataset = version.kind.dataset
    lines = [
        one for one in context.screenings if one.entity == party.id and one.list == dataset and one.as_of == context.day
    ]
    return [
        Record(line, _standing(line, party)) for line in lines if line.party is not None and line.listing is not None
    ]


def _standing(line: Screening, party: Entity) -> str:
    if line.verdict == "same name only":
        return "other"
    besides = [reason for reason in line.reasons if reason.direction == "for" and reason.feature not in _OWN_WORD]
    against = [reason for reason in line.reasons if reason.direction == "against" and reason.feature != "name_rarity"]
    said = any(reason.feature == "text_says_listed" for reason in line.reasons)
    country_of = {code for prop in ("nationality", "country") for code in party.properties.get(prop, ())}
    decided = line.verdict in ON_LIST and bool([r for r in besides if r.feature != "gender"])
    if decided and not against:
        return "same"
    if said and not against and _names_agree(line) and country_of and _regime_countries(line) & country_of:
        return "same"
    facts = any(line.party.properties.get(prop) for prop in _FACTS) if line.party is not None else True
    return "names only" if said and not facts and not against and _names_agree(line) else "open"


def _regime_countries(line: Screening) -> frozenset[str]:
    """The countries that the record's programme is about."""
    if line.listing is None:
        return frozenset()
    parts = line.listing.program.split(";")
    return frozenset().union(*(regime(line.list, part.strip())[0] for part in parts))


def _names_agree(line: Screening) -> bool:
    return any(r.feature == "name" and r.direction == "for" and r.weight >= _FULL_NAME * 0.6 for r in line.reasons)


def status_of(record: Record) -> str:
    line = record.line
    return line.verdict if line.verdict in ON_LIST else line.if_same
