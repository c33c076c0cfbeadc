"""Names of both sides, taken apart once, so that comparing does only what differs from pair to pair.

In: a name that is looked for, a name of a party. Out: their score. Invariant: a weak alias never scores above
"worth a look".
"""

from __future__ import annotations

from functools import cached_property

from entourage.screening.organisation_score import organisation_score
from entourage.screening.parties import Party
from entourage.screening.person_score import person_score
from entourage.screening.person_words import PersonName, person_name
from entourage.screening.policy import policy


class Asked:
    """A name that is looked for, and the schema of its bearer."""

    def __init__(self, text: str, schema: str) -> None:
        self.text, self.schema = text, schema

    @cached_property
    def person(self) -> PersonName:
        """The name as a person's."""
        return person_name(self.text)


class Listed:
    """A name of a party.

    Attributes:
        text: as written.
        schema: of the party.
        weak: whether it is a weak alias.
        person: the name as a person's; None for a party that is none.
    """

    __slots__ = ("person", "schema", "text", "weak")

    def __init__(self, text: str, schema: str, weak: bool, person: PersonName | None) -> None:
        self.text, self.schema, self.weak, self.person = text, schema, weak, person

    def score(self, asked: Asked) -> float:
        """How well a name that is looked for agrees with this one, 0 to 1; the schemata are comparable."""
        value = 0.0
        either = "Person" in {asked.schema, self.schema}
        if self.person is not None and (either or asked.schema == self.schema == "LegalEntity"):
            value = person_score(asked.person, self.person)
        if not either:
            ship = "Vessel" in {asked.schema, self.schema}
            value = max(value, organisation_score(asked.text, self.text, ship))
        return min(value, policy().thresholds.weak_alias) if self.weak else value


def listed_name(party: Party, text: str) -> Listed:
    """A name of a party, taken apart by the record's own fields where it has them."""
    weak = text in party.properties.get("weakAlias", ()) and not any(
        text in party.properties.get(prop, ()) for prop in ("name", "alias")
    )
    person = party.person_name(text) if party.schema in {"Person", "LegalEntity", "Thing"} else None
    return Listed(text, party.schema, weak, person)
