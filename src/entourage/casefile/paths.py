"""How one party of a case is connected to another, or to anyone on a list.

In: a casefile, a party, another party or "listed". Out: :class:`CasePath` values, strongest first. Invariants: every
hop is a link with its sources; only what lies within the hops asked for is ever loaded, from both ends, so that a
path costs what its neighbourhood costs; nobody is connected by a place, a country or a list.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

import msgspec
import rustworkx
from sqlalchemy import Connection, select

from entourage.casefile.casefile import Casefile
from entourage.casefile.links import Link, links_of, neighbours
from entourage.casefile.tables import entities, parties, screenings
from entourage.model import Entity
from entourage.network import StrengthTable, strength_table

MAX_HOPS = 4
MOST_NEIGHBOURS = 400
"""A party with more neighbours is a hub that a path may end at but is not looked through."""


class CaseHop(msgspec.Struct, frozen=True, kw_only=True):
    """One step: over which link, from whom to whom."""

    source: str
    target: str
    link: Link


class CasePath(msgspec.Struct, frozen=True, kw_only=True):
    """A chain of links.

    Attributes:
        parties: names, from the start to the end.
        strength: 0 to 1, as of ``network/strength.toml``: the product of what the hops bear, less with every hop and
            with every hub on the way.
        why_listed: the verdicts on the end, where the path was asked for to listed parties.
    """

    parties: tuple[str, ...]
    hops: tuple[CaseHop, ...]
    strength: float
    why_listed: str = ""


def find_case_paths(
    casefile: Casefile, start: str, end: str, *, best: int = 5, max_hops: int = MAX_HOPS, as_of: str = ""
) -> tuple[CasePath, ...]:
    """The strongest chains of links between two parties.

    Args:
        start, end: ids of parties; "listed" as ``end`` for every party with a verdict of being listed.
        best: number of paths, at most.
        max_hops: longest path in links.
        as_of: ISO 8601 date for which the links must hold; empty for all time.

    Returns:
        Paths, strongest first; empty when there is none within ``max_hops`` over the case's documents.
    """
    table = strength_table()
    with casefile.reading_transaction() as connection:
        ends = listed_parties(connection) if end == "listed" else {end: ""}
        ends = {party: why for party, why in ends.items() if party != start}
        if not ends:
            return ()
        links, degree = _between(connection, start, set(ends), table, max_hops, as_of)
        names = _parties(connection, {start, *ends, *(p for link in links for p in (link.subject, link.object))})
    graph = _Graph(links, names, table, degree)
    found = [
        path
        for one in sorted(ends)
        for path in graph.best(start, one, best, max_hops, ends[one])
        if not any(hop.target in ends for hop in path.hops[:-1])  # that path ends at the first listed party
    ]
    return tuple(sorted(found, key=lambda path: (-path.strength, path.parties))[:best])


def listed_parties(connection: Connection) -> dict[str, str]:
    """Parties with a verdict of being listed and the verdicts in words; without those a person hid."""
    table = strength_table()
    query = (
        select(entities.c.party_id, screenings.c.verdict, screenings.c.list)
        .join(entities, entities.c.key == screenings.c.entity_key)
        .join(parties, parties.c.id == entities.c.party_id)
        .where(screenings.c.verdict.in_(sorted(table.verdict_certainty)), parties.c.hidden.is_(False))
        .distinct()
    )
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for row in connection.execute(query):
        rank = table.verdict_certainty[row.verdict], row.verdict
        best[row.party_id, row.list] = max(best.get((row.party_id, row.list), (0.0, "")), rank)
    found: dict[str, dict[str, list[str]]] = {}
    for (party, dataset), (_, verdict) in sorted(best.items()):
        found.setdefault(party, {}).setdefault(verdict, []).append(dataset)
    return {
        party: "; ".join(f"{verdict}: {', '.join(datasets)}" for verdict, datasets in why.items())
        for party, why in found.items()
    }


def _parties(connection: Connection, ids: set[str]) -> dict[str, Entity]:
    ordered, out = sorted(ids), dict[str, Entity]()
    for at in range(0, len(ordered), 500):
        query = select(parties.c.id, parties.c.schema, parties.c.name).where(parties.c.id.in_(ordered[at : at + 500]))
        out |= {row.id: Entity(id=row.id, schema=row.schema, name=row.name) for row in connection.execute(query)}
    return out


def _between(
    connection: Connection, start: str, ends: set[str], table: StrengthTable, max_hops: int, as_of: str
) -> tuple[list[Link], dict[str, int]]:
    """Links that may be part of a path, and how many neighbours each party on the way has.

    First who is tied to whom, grown from both ends in turn until they must have met; only links between parties that
    lie on a chain short enough are then asked for in full.
    """
    near: dict[str, set[str]] = {}
    sides: list[tuple[set[str], set[str]]] = [({start}, {start}), (set(ends), set(ends))]
    for step in range(max_hops):
        side = 0 if step % 2 == 0 or len(ends) > MOST_NEIGHBOURS else 1
        seen, front = sides[side]
        _learn(connection, front, near)
        following = {other for one in front for other in near.get(one, ())} - seen
        sides[side] = (seen | following, following)
    adjacent: dict[str, set[str]] = {}
    for one, others in near.items():
        for other in others:
            adjacent.setdefault(one, set()).add(other)
            adjacent.setdefault(other, set()).add(one)
    from_start, from_end = _distances(adjacent, {start}, max_hops), _distances(adjacent, ends, max_hops)
    on_way = {one for one, far in from_start.items() if far + from_end.get(one, max_hops + 1) <= max_hops}
    _learn(connection, on_way, near)
    links = links_of(connection, on_way, table, as_of=as_of, among=True)
    return sorted(links, key=lambda link: link.tie.id), {one: len(near.get(one, ())) for one in on_way}


def _learn(connection: Connection, ids: set[str], near: dict[str, set[str]]) -> None:
    """Ask for the neighbours of parties that were not asked for yet."""
    new = ids - near.keys()
    near |= {one: set() for one in new}
    for one, other in neighbours(connection, new):
        near[one].add(other)


def _distances(adjacent: dict[str, set[str]], start: set[str], most: int) -> dict[str, int]:
    found, front = dict.fromkeys(start, 0), start
    for far in range(1, most + 1):
        front = {other for one in front for other in adjacent.get(one, ())} - found.keys()
        found |= dict.fromkeys(front, far)
    return found


class _Graph:
    """Links as a graph in rustworkx: the strongest path is the shortest, with the logarithm of what it bears."""

    def __init__(
        self, links: Sequence[Link], names: dict[str, Entity], table: StrengthTable, degree: dict[str, int]
    ) -> None:
        self._names, self._table, self._degree = names, table, degree
        self._strongest: dict[tuple[str, str], Link] = {}
        for link in links:
            for pair in ((link.subject, link.object), (link.object, link.subject)):
                known = self._strongest.get(pair)
                if known is None or (-link.weight, link.tie.id) < (-known.weight, known.tie.id):
                    self._strongest[pair] = link
        self._graph: rustworkx.PyDiGraph[str, float] = rustworkx.PyDiGraph()
        self._index = {
            party: self._graph.add_node(party) for party in sorted({end for pair in self._strongest for end in pair})
        }
        for (source, target), link in sorted(self._strongest.items()):
            bears = link.weight * table.decay * self._through(target)
            if bears > 0:
                self._graph.add_edge(self._index[source], self._index[target], -math.log(bears))

    def _through(self, party: str) -> float:
        """What is left of a path that goes on behind a party; an end loses nothing, see :meth:`_strength`."""
        entity = self._names.get(party)
        return max(self._table.of_middle(entity, self._degree[party]), 1e-6) if entity else 0.0

    def best(self, start: str, end: str, number: int, max_hops: int, why: str) -> Iterator[CasePath]:
        """The strongest paths without a party twice, by Yen's method over the library's shortest paths."""
        if start not in self._index or end not in self._index:
            return
        found: list[tuple[int, ...]] = []
        waiting: list[tuple[float, tuple[int, ...]]] = []
        first = self._shortest(self._graph, self._index[start], self._index[end])
        if first:
            waiting.append((self._cost(first), first))
        tried = 0
        while waiting and len(found) < number and tried < 40 * number:
            tried += 1
            waiting.sort()
            _, path = waiting.pop(0)
            if path in found:
                continue
            if len(path) - 1 <= max_hops and all(self._may_pass(node) for node in path[1:-1]):
                found.append(path)
                yield self._path(path, why)
            for spur in self._spurs(path, found):
                if spur not in found and all(spur != other for _, other in waiting):
                    waiting.append((self._cost(spur), spur))

    def _may_pass(self, node: int) -> bool:
        entity = self._names.get(self._graph[node])
        return entity is not None and self._table.of_middle(entity, self._degree[entity.id]) > 0

    def _shortest(self, graph: rustworkx.PyDiGraph[str, float], start: int, end: int) -> tuple[int, ...]:
        paths = rustworkx.dijkstra_shortest_paths(graph, start, end, weight_fn=float)
        return tuple(paths[end]) if end in paths else ()

    def _spurs(self, path: tuple[int, ...], found: list[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
        for i in range(len(path) - 1):
            root, graph = path[: i + 1], self._graph.copy()
            for other in (*found, path):
                if other[: i + 1] == root and graph.has_edge(other[i], other[i + 1]):
                    graph.remove_edge(other[i], other[i + 1])
            for node in root[:-1]:
                for neighbour in list(graph.successor_indices(node)):
                    graph.remove_edge(node, neighbour)
                for neighbour in list(graph.predecessor_indices(node)):
                    graph.remove_edge(neighbour, node)
            rest = self._shortest(graph, path[i], path[-1])
            if rest and not set(rest[1:]) & set(root):
                yield (*root[:-1], *rest)

    def _cost(self, path: tuple[int, ...]) -> float:
        return sum(self._graph.get_edge_data(a, b) for a, b in itertools.pairwise(path))

    def _path(self, nodes: tuple[int, ...], why: str) -> CasePath:
        ids = [self._graph[node] for node in nodes]
        hops = tuple(CaseHop(source=a, target=b, link=self._strongest[a, b]) for a, b in itertools.pairwise(ids))
        return CasePath(
            parties=tuple(self._names[one].name for one in ids),
            hops=hops,
            strength=round(self._strength(ids, hops), 4),
            why_listed=why,
        )

    def _strength(self, ids: Sequence[str], hops: Sequence[CaseHop]) -> float:
        strength = math.prod(hop.link.weight for hop in hops) * self._table.decay ** (len(hops) - 1)
        for middle in ids[1:-1]:
            strength *= self._table.of_middle(self._names[middle], self._degree[middle])
        return strength
