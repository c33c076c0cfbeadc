"""The engine: a name against many parties. The seam behind which matching can be replaced as a whole.

In: parties and a query. Out: parties with name scores, best first. Invariants: the order of the parties never changes
a score; a weak alias never scores above "worth a look".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from entourage.model import ListedParty
from entourage.screening.birth import compare_births
from entourage.screening.cache import index_of
from entourage.screening.organisation_score import organisation_score
from entourage.screening.parties import Party, as_party, comparable
from entourage.screening.person_score import person_score
from entourage.screening.person_words import person_name
from entourage.screening.policy import policy

_MAX_CHARS = 500
_WEAK = 0.84  # a weak alias confirms; alone it stays below the policy's ``name_agrees``


class Hit(msgspec.Struct, frozen=True):
    """A party whose name fits.

    Attributes:
        party: number of the party in the engine's order.
        score: how well the best pair of names agrees, 0 to 1.
        query_name, party_name: that pair, as written.
        weak: whether the party's name is a weak alias.
    """

    party: int
    score: float
    query_name: str
    party_name: str
    weak: bool


class Engine:
    """Screens names against a set of parties.

    Args:
        entities: :class:`ListedParty` values or FollowTheMoney dicts.
        cache: folder for the index, so that a later process need not build it; None for none.
    """

    def __init__(self, entities: Iterable[ListedParty | Mapping[str, Any]], *, cache: Path | None = None) -> None:
        self.parties: Sequence[Party] = [as_party(entity) for entity in entities]
        self.index = index_of(self.parties, cache)

    def hits(self, schema: str, names: Sequence[str], *, floor: float = 0.0) -> list[Hit]:
        """Parties whose names fit, best first; equal scores in order of the party's id.

        Args:
            schema: FollowTheMoney schema of the one who is looked for.
            names: all names to try, as written.
            floor: hits below this name score are left out.
        """
        names = [name[:_MAX_CHARS] for name in names]
        found = []
        for number, name_numbers in self.index.candidates(schema, names).items():
            party = self.parties[number]
            if comparable(schema, party.schema):
                hit = self._best(schema, number, party, names, [self.index.texts[n] for n in name_numbers])
                if hit.score > 0 and hit.score >= floor:
                    found.append(hit)
        return sorted(found, key=lambda hit: (-hit.score, self.parties[hit.party].id, hit.party))

    def _best(self, schema: str, number: int, party: Party, names: Sequence[str], texts: Sequence[str]) -> Hit:
        order = {name.text: place for place, name in enumerate(party.names())}
        weak = {name.text for name in party.names() if name.weak}
        best = Hit(number, 0.0, "", "", False)
        for text in sorted(texts, key=lambda t: order.get(t, len(order))):
            for name in names:
                value = self._score(schema, party, name, text)
                if text in weak:
                    value = min(value, _WEAK)
                if value > best.score:
                    best = Hit(number, value, name, text, text in weak)
        return best

    def _score(self, schema: str, party: Party, name: str, text: str) -> float:
        value = 0.0
        if "Person" in {schema, party.schema} or schema == party.schema == "LegalEntity":
            value = person_score(person_name(name), party.person_name(text))
        if not {schema, party.schema} & {"Person"}:
            value = max(value, organisation_score(name, text))
        return value

    def screen(self, query: Mapping[str, Any], limit: int = 10) -> list[tuple[str, float]]:
        """Screens one FollowTheMoney query.

        Args:
            query: ``{"schema": "Person", "properties": {"name": [...], "birthDate": [...], "country": [...]}}``;
                ``alias`` counts as a name. Birth dates and countries order hits of the same name.
            limit: most hits to return.

        Returns:
            Ids and scores (0 to 1), best first; an empty list when nothing fits.
        """
        asked = as_party(query)
        names = asked.values("name", "alias")
        scored = [(self.parties[h.party].id, self._with_facts(asked, h)) for h in self.hits(asked.schema, names)]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[: max(0, limit)]

    def _with_facts(self, asked: Party, hit: Hit) -> float:
        party = self.parties[hit.party]
        rules = policy()
        score = hit.score
        births = compare_births(asked.values("birthDate"), party.values("birthDate"))
        countries = set(asked.values("nationality", "country"))
        listed = set(party.values("nationality", "country"))
        if births == "conflict":
            score *= rules.score.contradicted
        elif births == "unknown" or not births:
            score *= 0.99
        if countries and listed and not countries & listed:
            score *= 0.9
        return round(score, 6)
