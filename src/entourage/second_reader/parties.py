"""Who is meant by a name, and where they stand.

In: the entities of a reading. Out: entities by name, mentions by place. Invariants: a name is matched letter by letter
(white space folded); a name of two entities is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from entourage.model import Entity, Reading, Span

NOBODY = frozenset({"people", "event", "product"})
"""Kinds that do nothing themselves: "Russians" own nothing. The first reader ties none of them either."""


class Parties:
    """The parties of a reading, for looking up."""

    def __init__(self, reading: Reading) -> None:
        self._entities = [entity for entity in reading.entities if entity.kind not in NOBODY]
        self._by_name: dict[str, list[Entity]] = {}
        for entity in self._entities:
            for name in {" ".join(name.split()) for name in (entity.name, *entity.aliases)} - {""}:
                self._by_name.setdefault(name, []).append(entity)

    def named(self, name: str) -> Entity | None:
        """The one entity of that name or alias; None when there is none, or more than one."""
        found = self._by_name.get(" ".join(name.split()), [])
        return found[0] if len(found) == 1 else None

    def names_in(self, spans: Sequence[Span]) -> list[str]:
        """Names of everybody who is mentioned in these stretches, in the reading's order."""
        return [
            entity.name
            for entity in self._entities
            if self.named(entity.name) is entity and any(next(mentions_in(entity, span), None) for span in spans)
        ]


def mentions_in(entity: Entity, span: Span) -> Iterator[Span]:
    """The mentions of an entity that lie wholly in a stretch, pronouns and descriptions too."""
    return (mention.span for mention in entity.mentions if span.covers(mention.span))
