"""The cast of a text: its parties while they are being put together.

In: names and descriptions as they are found. Out: model entities, once everything is found. Invariants: a party's
mentions do not overlap one another; ids are stable for the same text; ``party_at`` gives the party of the smallest
mention that covers a place.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from dataclasses import dataclass, field

from anyascii import anyascii

from entourage.model import Entity, Mention, MentionKind, Role, Span

PERSON_SCHEMATA = frozenset({"Person"})
ORGANIZATION_SCHEMATA = frozenset({"Organization", "Company", "PublicBody", "LegalEntity"})


@dataclass(eq=False)
class Party:
    """One party in the making.

    Attributes:
        id, schema, name, kind: as in :class:`entourage.model.Entity`; ``kind`` is "publication", "government", "list",
            "article", "place", "group", "people" (Germans, Russians) or empty.
        mentions: kept in order of the text.
        members: ids of the members, for a group ("the authors").
        gender: "male", "female" or empty; ``plural`` for groups.
        properties: FollowTheMoney properties beside name and alias.
    """

    id: str
    schema: str
    name: str
    kind: str = ""
    mentions: list[Mention] = field(default_factory=list)
    members: tuple[str, ...] = ()
    gender: str = ""
    plural: bool = False
    roles: list[Role] = field(default_factory=list)
    properties: dict[str, list[str]] = field(default_factory=dict)
    confidence: float = 0.9

    @property
    def is_person(self) -> bool:
        return self.schema in PERSON_SCHEMATA

    @property
    def is_organization(self) -> bool:
        return self.schema in ORGANIZATION_SCHEMATA

    @property
    def first_mention(self) -> Mention:
        return self.mentions[0]

    def add_property(self, name: str, value: str) -> None:
        """Add a value once."""
        values = self.properties.setdefault(name, [])
        if value and value not in values:
            values.append(value)


class Cast:
    """All parties of a text, found by id and by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parties: dict[str, Party] = {}
        self.groups: dict[tuple[str, ...], Party] = {}
        """Groups by the sorted ids of their members."""
        self.governments: dict[str, Party] = {}
        """Governments that a seat stands for, by country."""
        self._mentions: list[tuple[int, int, str, MentionKind]] = []  # sorted by start
        self._longest_mention = 0

    # -- building ---------------------------------------------------------------------------------
    def add(self, schema: str, name: str, *, kind: str = "") -> Party:
        """A new party with an id made of its schema and name ("person-ada-example", "-2" for a namesake)."""
        slug = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")[:60] or "unnamed"
        base = f"{schema.lower()}-{slug}"
        party_id, number = base, 1
        while party_id in self.parties:
            number += 1
            party_id = f"{base}-{number}"
        party = Party(id=party_id, schema=schema, name=name, kind=kind)
        self.parties[party_id] = party
        return party

    def mention(self, party: Party, start: int, end: int, kind: MentionKind = "name") -> None:
        """Record that ``[start, end)`` names or describes a party. A second record of the same span is ignored."""
        entry = (start, end, party.id, kind)
        position = bisect.bisect_left(self._mentions, (start, end))
        if position < len(self._mentions) and self._mentions[position][:2] == (start, end):
            return
        self._mentions.insert(position, entry)
        self._longest_mention = max(self._longest_mention, end - start)
        bisect.insort(party.mentions, Mention(start=start, end=end, kind=kind))

    def names_before(self, place: int, chars: int) -> list[tuple[int, Party]]:
        """Mentions by name or description that start in the ``chars`` characters before a place, nearest first."""
        first = bisect.bisect_left(self._mentions, (place - chars, 0))
        last = bisect.bisect_left(self._mentions, (place, 0))
        return [
            (start, self.parties[party])
            for start, _, party, kind in reversed(self._mentions[first:last])
            if kind != "pronoun"
        ]

    # -- asking -----------------------------------------------------------------------------------
    def __getitem__(self, party_id: str) -> Party:
        return self.parties[party_id]

    def people(self) -> list[Party]:
        """All persons, in order of first mention."""
        return sorted((p for p in self.parties.values() if p.is_person and p.mentions), key=lambda p: p.mentions[0])

    def organizations(self) -> list[Party]:
        """All organisations (publications and governments too), in order of first mention."""
        return sorted(
            (p for p in self.parties.values() if p.is_organization and p.mentions), key=lambda p: p.mentions[0]
        )

    def mentions_in(self, start: int, end: int) -> list[tuple[Span, Party, MentionKind]]:
        """All mentions that lie wholly inside ``[start, end)``, in order."""
        out = []
        position = bisect.bisect_left(self._mentions, (start, 0))
        while position < len(self._mentions) and self._mentions[position][0] < end:
            a, b, party_id, kind = self._mentions[position]
            if b <= end:
                out.append((Span(a, b), self.parties[party_id], kind))
            position += 1
        return out

    def mention_at(self, start: int, end: int | None = None) -> tuple[Span, Party, MentionKind] | None:
        """The smallest mention that covers ``[start, end)`` (one character when ``end`` is left out), or None."""
        end = start + 1 if end is None else end
        best: tuple[int, int, str, MentionKind] | None = None
        position = bisect.bisect_right(self._mentions, (start, 1 << 60)) - 1
        while position >= 0 and self._mentions[position][0] >= start - self._longest_mention:
            candidate = self._mentions[position]
            if candidate[1] >= end and (best is None or candidate[1] - candidate[0] < best[1] - best[0]):
                best = candidate
            position -= 1
        return None if best is None else (Span(best[0], best[1]), self.parties[best[2]], best[3])

    def party_at(self, start: int, end: int | None = None) -> Party | None:
        """The party of the smallest mention that covers ``[start, end)``, or None."""
        found = self.mention_at(start, end)
        return None if found is None else found[1]

    def persons_of(self, party: Party) -> list[Party]:
        """The party itself, or a group's members."""
        return [self.parties[member] for member in party.members] if party.members else [party]

    # -- finishing --------------------------------------------------------------------------------
    def entities(self) -> tuple[Entity, ...]:
        """The finished entities, in order of first mention; parties without a mention are left out."""
        parties = sorted((p for p in self.parties.values() if p.mentions), key=lambda p: (p.mentions[0], p.id))
        return tuple(self._entity(party) for party in parties)

    def _entity(self, party: Party) -> Entity:
        forms = Counter(self.text[m.start : m.end] for m in party.mentions if m.kind == "name")
        aliases = tuple(form for form, _ in forms.most_common() if form != party.name)
        return Entity(
            id=party.id,
            schema=party.schema,
            name=party.name,
            aliases=aliases,
            roles=tuple(party.roles),
            mentions=tuple(party.mentions),
            properties={key: tuple(values) for key, values in party.properties.items() if values},
            confidence=party.confidence,
            kind=party.kind,
        )
