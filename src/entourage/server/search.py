"""Text search: entities whose words begin with the words that somebody types.

In: words and filters. Out: entities, best first, with counts. Invariants: every word has to be found, as the beginning
of a word of a name, or the whole as an id or an official number; the same question gives the same order. This is for
finding an entry, not for screening: it knows no slips unless ``fuzzy`` is asked for.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from entourage.names import country_name, normalise, romanise
from entourage.screening.parties import as_party, plain_number
from entourage.server.entities import Entities
from entourage.server.errors import ClientError
from entourage.server.holdings import Entry, Holdings
from entourage.server.match import allowed, of_schema
from entourage.server.query import Params

COUNTRIES = ("nationality", "country", "jurisdiction")
FACETS = {"countries": "Countries", "topics": "Topics", "datasets": "Datasets", "schema": "Types"}
DEFAULT_FACETS = ("countries", "topics", "datasets")
_NAMES = ("name", "alias", "weakAlias", "firstName", "lastName")
_PREFIX_WORDS = 2_000


class SearchQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """What is searched for.

    Attributes:
        q: words; empty for everything.
        dataset: of the address.
        schema: FollowTheMoney's; also those of its kind.
        countries: two-letter codes, one of which has to be there.
        filters: ``property:value``, all of them, or one of them where ``any_filter``.
        sort: ``caption``, ``first_seen``, ``last_seen`` or ``last_change``, each with ``:asc`` or ``:desc``.
        as_of: ISO 8601 day; empty for today's lists.
    """

    q: str = ""
    dataset: str = "default"
    schema: str = "Thing"
    countries: Sequence[str] = ()
    filters: Sequence[str] = ()
    any_filter: bool = False
    params: Params = Params()
    sort: Sequence[str] = ()
    facets: Sequence[str] = DEFAULT_FACETS
    limit: int = 10
    offset: int = 0
    fuzzy: bool = False
    as_of: str = ""


class _Words:
    """Words of a scope's names, and where they stand."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        places: dict[str, dict[int, None]] = {}
        self.exact: dict[str, list[int]] = {}
        self.lengths = []
        for number, entry in enumerate(entries):
            values = {text: None for prop in _NAMES for text in entry.party.properties.get(prop, ())}
            words = {word for text in values for word in normalise(romanise(text)).split()}
            for word in words:
                places.setdefault(word, {})[number] = None
            ids = {entry.party.id, *(li.record_id for li in entry.party.listings), *as_party(entry.party).numbers()}
            for text in ids:
                self.exact.setdefault(plain_number(text), []).append(number)
            self.lengths.append(len(normalise(romanise(entry.party.caption)).split()))
        self.words = sorted(places)
        self.places = places

    def beginning(self, prefix: str) -> set[int]:
        """Numbers of entries that have a word with this beginning."""
        found: set[int] = set()
        start = bisect_left(self.words, prefix)
        for word in self.words[start : start + _PREFIX_WORDS]:
            if not word.startswith(prefix):
                break
            found.update(self.places[word])
        return found


class Searcher:
    """Searches holdings; the words of a scope are collected when it is first searched."""

    def __init__(self, holdings: Holdings, entities: Entities) -> None:
        self._holdings, self._entities = holdings, entities
        self._words: dict[tuple[str, ...], _Words] = {}
        self._lock = threading.Lock()

    def answer(self, question: SearchQuestion) -> dict[str, Any]:
        """The response of ``/search``. May take a second when a scope is searched first.

        Raises:
            ClientError: 404 for a list that is not there, 400 for a filter or an order that is none.
        """
        params = question.params
        names = self._holdings.names(question.dataset, params.include_dataset, params.exclude_dataset)
        scope = self._holdings.scope(names, question.as_of)
        entries = scope.entries
        found = self._find(entries, tuple(s.id for s in scope.snapshots), question, scope)
        kept = [entry for entry in found if self._fits(entry, question)]
        kept = self._sorted(kept, question.sort)
        shown = kept[question.offset : question.offset + question.limit]
        return {
            "results": [self._entities.of(entry) for entry in shown],
            "facets": {name: self._facet(name, kept) for name in question.facets if name in FACETS},
            "total": {"value": len(kept), "relation": "eq"},
            "limit": question.limit,
            "offset": question.offset,
        }

    def _find(
        self, entries: Sequence[Entry], key: tuple[str, ...], question: SearchQuestion, scope: Any
    ) -> list[Entry]:
        asked = normalise(romanise(question.q[:500])).split()[:20]
        if not asked:
            return sorted(entries, key=lambda e: e.party.id) if not question.q.strip() else []
        with self._lock:
            words = self._words.get(key)
            if words is None:
                words = self._words[key] = _Words(entries)
        numbers = set(words.exact.get(plain_number(question.q), ()))
        exact = frozenset(numbers)
        by_words = [words.beginning(word) for word in asked]
        numbers |= set.intersection(*by_words)
        whole = [set(words.places.get(word, ())) for word in asked]

        def rank(number: int) -> tuple[int, int, int, str]:
            complete = sum(number in places for places in whole)
            return (number not in exact, -complete, words.lengths[number], entries[number].party.id)

        ranked = [entries[number] for number in sorted(numbers, key=rank)]
        return ranked + (self._fuzzy(scope, question, ranked) if question.fuzzy else [])

    def _fuzzy(self, scope: Any, question: SearchQuestion, known: Iterable[Entry]) -> list[Entry]:
        """Entries whose names only nearly agree, behind the others."""
        there = {entry.party.id for entry in known}
        schemata = ("Person", "Organization") if question.schema == "Thing" else (question.schema,)
        best: dict[str, tuple[float, Entry]] = {}
        for part in scope.parts:
            for schema in schemata:
                for hit in part.engine.hits(schema, [question.q[:500]], floor=0.6):
                    entry = part.entries[hit.party]
                    if entry.party.id not in there and hit.score > best.get(entry.party.id, (0.0, entry))[0]:
                        best[entry.party.id] = (hit.score, entry)
        return [entry for _, entry in sorted(best.values(), key=lambda pair: (-pair[0], pair[1].party.id))]

    def _fits(self, entry: Entry, question: SearchQuestion) -> bool:
        party = entry.party
        if not of_schema(party.schema, [question.schema]):
            return False
        if question.countries and not set(question.countries) & set(_countries(entry)):
            return False
        if question.filters:
            held = [_holds(entry, text) for text in question.filters]
            if not (any(held) if question.any_filter else all(held)):
                return False
        return allowed(entry, self._entities, question.params)

    def _sorted(self, entries: list[Entry], sort: Sequence[str]) -> list[Entry]:
        for text in reversed(sort):
            field, _, direction = text.partition(":")
            if field not in {"caption", "first_seen", "last_seen", "last_change"} or direction not in {
                "",
                "asc",
                "desc",
            }:
                raise ClientError(400, f"Cannot sort by {text[:60]!r}: caption, first_seen, last_seen or last_change.")
            entries = sorted(entries, key=lambda e: self._entities.of(e)[field] or "", reverse=direction == "desc")
        return entries

    def _facet(self, name: str, entries: Sequence[Entry]) -> dict[str, Any]:
        counts: Counter[str] = Counter()
        for entry in entries:
            counts.update(dict.fromkeys(_facet_values(name, entry), 1))
        titles = {dataset: snapshots[0].title for dataset, snapshots in self._holdings.datasets.items()}
        values = [
            {"name": value, "label": _label(name, value, titles), "count": count}
            for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        return {"label": FACETS[name], "values": values}


def _countries(entry: Entry) -> list[str]:
    return [value for prop in COUNTRIES for value in entry.party.properties.get(prop, ())]


def _facet_values(name: str, entry: Entry) -> Iterable[str]:
    if name == "countries":
        return _countries(entry)
    if name == "topics":
        return entry.party.properties.get("topics", ())
    return [entry.snapshot.dataset if name == "datasets" else entry.party.schema]


def _label(name: str, value: str, titles: Mapping[str, str]) -> str:
    return country_name(value) or value if name == "countries" else titles.get(value, value)


def _holds(entry: Entry, text: str) -> bool:
    """Whether a filter ``property:value`` holds.

    Raises:
        ClientError: 400 for a filter that is none.
    """
    prop, colon, value = text.partition(":")
    if not colon or not prop:
        raise ClientError(400, f"{text[:60]!r} is no filter: write it as property:value.")
    values = entry.party.properties.get(prop.removeprefix("properties."), ())
    return value in values or any(value.casefold() == one.casefold() for one in values)
