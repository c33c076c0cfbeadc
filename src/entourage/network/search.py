"""The strongest chains of ties between a listed party and everyone within a few hops of it.

In: the graph and one listed party. Out: chains, strongest first. Invariants: no party twice in one chain; no chain
longer than asked or below the floor; the same graph gives the same chains in the same order.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from entourage.network.graph import Edge, TieGraph
from entourage.network.strength import StrengthTable


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """A chain of ties, walked from its far party back to the listed one.

    Attributes:
        party: the far end, where a path starts.
        edge: the step that was walked to reach ``party`` (its tie links ``party`` and ``rest.party``).
        rest: what remains to the listed party; None when ``party`` is the listed one.
        hops: number of ties.
        strength: 0 to 1, with decay and hubs, without the certainty of the listing.
    """

    party: str
    edge: Edge | None = None
    rest: Chain | None = None
    hops: int = 0
    strength: float = 1.0

    def walk(self) -> Iterator[Chain]:
        """This chain and its rests, from the far party to the listed one."""
        chain: Chain | None = self
        while chain is not None:
            yield chain
            chain = chain.rest


def chains_from(
    graph: TieGraph, listed: str, table: StrengthTable, *, max_ties: int, per_party: int = 1, certainty: float = 1.0
) -> Iterator[Chain]:
    """Chains from a listed party to every party in reach, strongest first.

    A best-first search. A partial chain is dropped once ``per_party`` stronger chains with no more hops have reached
    the same party, which is exact for ``per_party=1``; for more, the alternatives are the next best ones met.

    Args:
        graph: what can be walked.
        listed: entity id where all chains end.
        table: decay and floor.
        max_ties: longest chain, in ties; 0 yields nothing.
        per_party: chains for each far party, at least 1.
        certainty: of the listing; only lowers what the floor leaves.

    Yields:
        Chains of at least one tie.
    """
    heap: list[tuple[float, int, tuple[str, ...], Chain]] = [(-1.0, 0, (listed,), Chain(party=listed))]
    hops_seen: defaultdict[str, list[int]] = defaultdict(list)
    yielded: defaultdict[str, int] = defaultdict(int)
    while heap:
        _, hops, parties, chain = heapq.heappop(heap)
        party = chain.party
        if sum(seen <= hops for seen in hops_seen[party]) >= per_party:
            continue
        hops_seen[party].append(hops)
        if hops and yielded[party] < per_party:
            yielded[party] += 1
            yield chain
        if hops >= max_ties:
            continue
        through = graph.through[party] if hops else 1.0
        for edge in graph.edges[party]:
            strength = chain.strength * through * edge.weight * table.decay
            if strength * certainty < table.floor:
                break  # edges are sorted: the rest bears less
            if edge.target in parties:
                continue
            longer = Chain(party=edge.target, edge=edge, rest=chain, hops=hops + 1, strength=strength)
            heapq.heappush(heap, (-strength, hops + 1, (edge.target, *parties), longer))
