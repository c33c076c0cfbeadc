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
from entourage.screening.cache import index_of
from entourage.screening.facts import with_facts
from entourage.screening.index import NameIndex
from entourage.screening.listed import Asked, Listed, listed_name
from entourage.screening.pair import MAX_CHARS
from entourage.screening.parties import Party, as_party, comparable, plain_number

_REMEMBERED = 100_000


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
        self._names: dict[int, Listed] = {}

    @classmethod
    def over(cls, parties: Sequence[Party], index: NameIndex) -> Engine:
        """An engine over parties whose index is at hand; they may be decoded when they are asked for."""
        engine = cls.__new__(cls)
        engine.parties, engine.index, engine._names = parties, index, {}
        return engine

    def hits(self, schema: str, names: Sequence[str], *, floor: float = 0.0, numbers: Sequence[str] = ()) -> list[Hit]:
        """Parties whose names fit, or that have one of the numbers; best names first, equal ones in order of ids.

        Args:
            schema: FollowTheMoney schema of the one who is looked for.
            names: all names to try, as written.
            floor: hits below this name score are left out, unless a number agrees.
            numbers: official numbers of the one who is looked for.
        """
        asked = [Asked(name[:MAX_CHARS], schema) for name in names]
        found = []
        for number, name_numbers in self.index.candidates(schema, [a.text for a in asked]).items():
            if comparable(schema, self.parties[number].schema):
                hit = self._best(number, asked, name_numbers)
                if hit is not None and hit.score >= floor:
                    found.append(hit)
        known = {hit.party for hit in found}
        found += [hit for hit in self._by_numbers(schema, asked, numbers) if hit.party not in known]
        return sorted(found, key=lambda hit: (-hit.score, self.parties[hit.party].id, hit.party))

    def _by_numbers(self, schema: str, asked: Sequence[Asked], numbers: Sequence[str]) -> list[Hit]:
        """Parties with one of the numbers, each with the best pair of names, however far apart they are."""
        plain = dict.fromkeys(plain_number(number) for number in numbers)
        found = []
        for party in dict.fromkeys(p for number in plain for p in self.index.parties_with_number(number)):
            entity = self.parties[party]
            if plain.keys() & entity.numbers() and comparable(schema, entity.schema) and asked:
                pairs = [(listed_name(entity, n.text).score(a), a.text, n) for n in entity.names() for a in asked]
                score, text, name = max(pairs, key=lambda pair: pair[0])
                found.append(Hit(party, score, text, name.text, name.weak))
        return found

    def _best(self, number: int, asked: Sequence[Asked], name_numbers: Sequence[int]) -> Hit | None:
        """The best pair of names; of equal ones that of the party's name that stands first."""
        best: tuple[float, int, Asked] | None = None
        for name_number in name_numbers:
            listed = self._listed(name_number, number)
            for name in asked:
                value = listed.score(name)
                if value > 0 and (best is None or value > best[0]):
                    best = (value, name_number, name)
        if best is None:
            return None
        listed = self._listed(best[1], number)
        return Hit(number, best[0], best[2].text, listed.text, listed.weak)

    def _listed(self, name_number: int, number: int) -> Listed:
        """A party's name taken apart; remembered, because the same names are met again and again."""
        known = self._names.get(name_number)
        if known is None:
            if len(self._names) >= _REMEMBERED:
                self._names.clear()
            known = self._names[name_number] = listed_name(self.parties[number], self.index.text(name_number))
        return known

    def screen(self, query: Mapping[str, Any], limit: int = 10) -> list[tuple[str, float]]:
        """Screens one FollowTheMoney query.

        Args:
            query: ``{"schema": "Person", "properties": {"name": [...], "birthDate": [...], "country": [...]}}``;
                ``alias`` counts as a name. Birth dates, places, countries, genders and official numbers raise or
                lower what the name alone would score, by the policy's ``[facts]``.
            limit: most hits to return.

        Returns:
            Ids and scores (0 to 1), best first; an empty list when nothing fits. From the policy's ``threshold``
            (0.70) a person should look at it.
        """
        asked = as_party(query)
        hits = {h.party: h.score for h in self.hits(asked.schema, asked.values("name", "alias"))}
        for number in asked.numbers():
            hits.update({party: hits.get(party, 0.0) for party in self.index.parties_with_number(number)})
        scored = [(self.parties[n].id, with_facts(asked, self.parties[n], value)) for n, value in hits.items()]
        found = sorted((pair for pair in scored if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))
        return found[: max(0, limit)]
