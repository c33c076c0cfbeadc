"""Queries matched: parties that may be the one who is asked for, with score and reasons, in yente's shape.

In: queries, options, holdings. Out: the response as JSON. Invariants: the same holdings, query and options give the
same answer; what a person cleared is left out before the cut to ``limit``; a name alone is a match only in yente's
sense of the word (a score at the threshold), the verdict of being listed is for ``entourage screen`` and a person.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from entourage.screening import Decisions
from entourage.screening.facts import with_facts
from entourage.screening.parties import Party, as_party
from entourage.server.entities import Entities, encode
from entourage.server.errors import ClientError
from entourage.server.explain import explain
from entourage.server.holdings import DEFAULT, Entry, Holdings, Part, Scope
from entourage.server.query import SCHEMATA, EntityExample, MatchBody, Options, Params, checked, party_of
from entourage.server.settings import ServerSettings
from entourage.server.verdicts import verdicts

SUBSCHEMATA: Mapping[str, frozenset[str]] = {
    "Thing": frozenset(
        {"LegalEntity", "Person", "Organization", "Company", "PublicBody", "Vessel", "Airplane", "Vehicle"}
    ),
    "LegalEntity": frozenset({"Person", "Organization", "Company", "PublicBody"}),
    "Organization": frozenset({"Company", "PublicBody"}),
    "Vehicle": frozenset({"Vessel", "Airplane"}),
    "Asset": frozenset({"Company", "Vessel", "Airplane", "Vehicle"}),
}
"""FollowTheMoney schemata and those that are of their kind."""

MOST_KNOWN_BYTES = 64_000_000
"""Answers kept; customers and counterparties are asked for again and again. Beyond, all are forgotten."""

_STRIDE = 7_919
"""A prime, so that the warm-up goes over all of a list and meets each party once."""

_YIELD_EVERY_S = 0.01
Pause = Callable[[], Awaitable[None]]


class Scored(msgspec.Struct, frozen=True):
    """A hit: where it stands, its score, and the names that agree."""

    entry: Entry
    party: Party
    score: float
    name_score: float
    query_name: str
    party_name: str


class Matcher:
    """Answers queries from holdings."""

    def __init__(self, holdings: Holdings, entities: Entities, settings: ServerSettings) -> None:
        self._holdings, self._entities, self._settings = holdings, entities, settings
        self._known: dict[bytes, bytes] = {}
        self._known_bytes = 0

    def warm_up(self, seconds: float) -> None:
        """Asks for names of the lists themselves, so that tables are read and words known before anybody waits."""
        until = time.monotonic() + seconds
        scope = self._holdings.scope(self._holdings.names(DEFAULT))
        entries = scope.entries
        for number in range(len(entries)):
            party = as_party(entries[number * _STRIDE % len(entries)].party)
            if party.schema in SCHEMATA:
                for _ in scored(scope, party):
                    pass
            if time.monotonic() > until:
                return

    async def answer(
        self, dataset: str, body: MatchBody, options: Options, decisions: Decisions | None, pause: Pause
    ) -> bytes:
        """The whole response.

        Args:
            dataset: of the address.
            body, options: checked.
            decisions: what people decided; None where the server does not ask.
            pause: awaited now and then, so that a large batch lets others in.

        Raises:
            ClientError: 404 for an unknown list, 400 and 422 for queries that cannot be asked, 503 after
                ``max_seconds``.
        """
        parties = {key: party_of(query, self._settings) for key, query in body.queries.items()}
        started = paused = time.monotonic()
        responses: dict[str, Any] = {}
        for key, query in body.queries.items():
            params = _params(query, body, options.params)
            names = self._holdings.names(dataset, params.include_dataset, params.exclude_dataset)
            if options.verdicts:
                await asyncio.to_thread(self._holdings.list_set)
            if not self._holdings.is_open(names, options.as_of):
                await asyncio.to_thread(self._holdings.scope, names, options.as_of)
            scope = self._holdings.scope(names, options.as_of)
            if options.verdicts or (decisions is not None and query.id):  # these change with the day and the log
                responses[key] = self._one(query, parties[key], scope, params, options, decisions)
            else:
                responses[key] = self._remembered(query, parties[key], names, scope, params, options)
            now = time.monotonic()
            if now - started > self._settings.max_seconds:
                raise ClientError(503, f"Not done within {self._settings.max_seconds:g} seconds; send fewer queries.")
            if now - paused > _YIELD_EVERY_S and len(parties) > 1:
                await pause()
                paused = time.monotonic()
        return encode({"responses": responses, "limit": options.limit})

    def _remembered(
        self, query: EntityExample, asked: Party, names: Sequence[str], scope: Scope, params: Params, options: Options
    ) -> msgspec.Raw:
        """The answer to a query, from memory where the very same was asked before; the lists never change here."""
        whole = msgspec.json.encode([query.id, asked.schema, asked.properties, names, params, options])
        key = hashlib.blake2b(whole, digest_size=16).digest()
        known = self._known.get(key)
        if known is None:
            known = encode(self._one(query, asked, scope, params, options, None))
            self._known_bytes += len(known) + 100
            if self._known_bytes > MOST_KNOWN_BYTES:
                self._known.clear()
                self._known_bytes = len(known) + 100
            self._known[key] = known
        return msgspec.Raw(known)

    def _one(
        self,
        query: EntityExample,
        asked: Party,
        scope: Scope,
        params: Params,
        options: Options,
        decisions: Decisions | None,
    ) -> dict[str, Any]:
        hits = [hit for hit in scored(scope, asked, by_name=options.by_name) if hit.score >= options.cutoff]
        if params != Params():
            hits = [hit for hit in hits if allowed(hit.entry, self._entities, params)]
        if decisions is not None and query.id:
            review = decisions.review(query.id, next(iter(asked.values("name")), ""))
            hits = [hit for hit in hits if not _cleared(review.ruling(hit.entry.snapshot.dataset, hit.entry.party))]
        hits.sort(key=lambda hit: (-hit.score, hit.entry.party.id))
        results = [self._result(asked, hit, options) for hit in hits[: options.limit]]
        if options.verdicts and results:
            said = verdicts(self._holdings.list_set(), asked, options.as_of)
            results = [{**one, "verdict": said.get((one["datasets"][0], one["id"]))} for one in results]
        echo: dict[str, Any] = {"schema": asked.schema, "properties": asked.properties}
        return {
            "status": 200,
            "results": results,
            "total": {"value": sum(hit.score >= options.threshold for hit in hits), "relation": "eq"},
            "query": {"id": query.id, **echo} if query.id is not None else echo,
        }

    def _result(self, asked: Party, hit: Scored, options: Options) -> dict[str, Any]:
        given = Party(asked.id, asked.schema, {}) if options.by_name else asked
        return {
            **self._entities.of(hit.entry),
            "score": hit.score,
            "match": hit.score >= options.threshold,
            "explanations": explain(given, hit.party, hit.name_score, hit.query_name, hit.party_name),
        }


def _params(query: EntityExample, body: MatchBody, address: Params) -> Params:
    """The nearest that are given count: of the query, of the body, of the address."""
    nearest = query.params or body.params
    return address if nearest is None else checked(nearest)


def _cleared(ruling: Any) -> bool:
    return ruling is not None and ruling[0].action == "clear" and not ruling[1]


def scored(scope: Scope, asked: Party, *, by_name: bool = False) -> Iterator[Scored]:
    """All hits of a query, in no order.

    Args:
        scope: where to look.
        asked: what for.
        by_name: let nothing but names count.
    """
    for part in scope.parts:
        yield from _of_part(part, asked, by_name)


def _of_part(part: Part, asked: Party, by_name: bool) -> Iterator[Scored]:
    engine = part.engine
    hits = {hit.party: hit for hit in engine.hits(asked.schema, asked.values("name", "alias", "weakAlias"))}
    for number, hit in hits.items():
        party = engine.parties[number]
        score = hit.score if by_name else with_facts(asked, party, hit.score)
        yield Scored(part.entries[number], party, round(score, 4), hit.score, hit.query_name, hit.party_name)
    if not by_name:
        for official in asked.numbers():
            for number in engine.index.parties_with_number(official):
                if number not in hits:
                    party = engine.parties[number]
                    yield Scored(part.entries[number], party, round(with_facts(asked, party, 0.0), 4), 0.0, "", "")


def allowed(entry: Entry, entities: Entities, params: Params) -> bool:
    """Whether an entry may answer under parameters (lists aside)."""
    party = entry.party
    if party.id in params.exclude_entity_ids or of_schema(party.schema, params.exclude_schema):
        return False
    if params.topics and not set(params.topics) & set(party.properties.get("topics", ())):
        return False
    return not params.changed_since or (entities.of(entry)["last_change"] or "")[:10] >= params.changed_since


def of_schema(schema: str, wanted: Sequence[str]) -> bool:
    """Whether a schema is one of those wanted, or of their kind."""
    return any(schema == one or schema in SUBSCHEMATA.get(one, ()) for one in wanted)
