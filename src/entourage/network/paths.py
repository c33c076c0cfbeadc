"""Paths from the people of a document to listed parties.

In: a reading and its screenings. Out: chains of ties, strongest first, each hop with its evidence. Invariants:
co-occurrence is never a hop; a negated tie is never walked; with no list loaded, a list that the text itself names
still makes listed parties; no path means that there is none within the hops asked for, over these sources.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

from entourage.model import Entity, Hop, Path, Reading, Screening, Tie
from entourage.network.ends import ListedEnd, listed_ends
from entourage.network.graph import TieGraph, tie_graph
from entourage.network.search import Chain, chains_from
from entourage.network.sentences import tie_sentence
from entourage.network.strength import StrengthTable, strength_table

MAX_HOPS = 4
"""Default length of a path, the step onto the list included: author, article, journal, trustee, list."""

MAX_PATHS = 500
"""Default number of paths: more than anyone reads, few enough for a page."""

PERSON = "Person"
ORGANIZATIONS = frozenset({"Organization", "Company", "PublicBody", "LegalEntity"})
NOT_A_START = frozenset({"list", "place", "government", "country", "group", "article", "work"})


def find_paths(
    reading: Reading,
    screenings: Sequence[Screening],
    *,
    max_hops: int = MAX_HOPS,
    per_pair: int = 1,
    max_paths: int = MAX_PATHS,
) -> tuple[Path, ...]:
    """The strongest chains of ties from everyone in the document to the listed parties in it.

    Paths start at people and organisations and end at a party with a verdict of being listed (now, formerly, later,
    or possibly, which is weaker and marked), or that the text itself says is on a list. The last hop is the step onto
    the list. Strength is explained in ``strength.toml``.

    Args:
        reading: entities and ties.
        screenings: verdicts; may be empty.
        max_hops: longest path, the step onto the list included; at least 1.
        per_pair: paths for each pair of start and end; 1 because a second way is seldom read.
        max_paths: only that many of the strongest are returned.

    Returns:
        Paths, strongest first; equally strong ones with authors of works first, then other people, then
        organisations, then in the order of the reading. Empty when nobody is listed or nobody is tied to them.

    Raises:
        ValueError: when ``max_hops``, ``per_pair`` or ``max_paths`` is below 1.
    """
    if min(max_hops, per_pair, max_paths) < 1:
        raise ValueError(f"max_hops, per_pair, max_paths must be at least 1: {max_hops}, {per_pair}, {max_paths}")
    table = strength_table()
    ends = listed_ends(reading, screenings, table)
    if not ends:
        return ()
    graph = tie_graph(reading, table)
    ranks = _start_ranks(reading)
    found = (
        (_order(path, ranks), path)
        for end in ends
        for path in _paths_to(end, graph, table, ranks, max_ties=max_hops - 1, per_pair=per_pair)
    )
    return tuple(path for _, path in heapq.nsmallest(max_paths, found, key=lambda ranked: ranked[0]))


def headline_path(paths: Sequence[Path], reading: Reading) -> Path | None:
    """The path to show where there is room for one only.

    Args:
        paths: as :func:`find_paths` returns them.
        reading: the same that the paths were found in.

    Returns:
        The strongest path of an author of a work named in the text; otherwise of another person; of an organisation;
        a path of someone who is listed already comes last. None when there are no paths.
    """
    ranks, listed = _start_ranks(reading), {path.end for path in paths}
    last = (len(ranks), 0)
    return min(paths, key=lambda path: (path.start in listed, ranks.get(path.start, last)[0]), default=None)


def _paths_to(
    end: ListedEnd,
    graph: TieGraph,
    table: StrengthTable,
    ranks: dict[str, tuple[int, int]],
    *,
    max_ties: int,
    per_pair: int,
) -> Iterator[Path]:
    chains = chains_from(graph, end.party, table, max_ties=max_ties, per_party=per_pair, certainty=end.certainty)
    for chain in chains:
        if chain.party in ranks:
            yield _path(chain, end, graph, table)


def _path(chain: Chain, end: ListedEnd, graph: TieGraph, table: StrengthTable) -> Path:
    hops = [
        _hop(step.edge.tie, step.party, table.sureness_of(step.edge.tie), graph.entities)
        for step in chain.walk()
        if step.edge is not None
    ]
    return Path(
        start=chain.party,
        end=end.party,
        hops=(*hops, end.hop),
        strength=round(chain.strength * end.certainty, 4),
        why_listed=end.why,
    )


def _hop(tie: Tie, source: str, sureness: float, entities: dict[str, Entity]) -> Hop:
    forward = tie.subject == source
    return Hop(
        tie=tie.id,
        source=source,
        target=tie.object if forward else tie.subject,
        forward=forward,
        sentence=tie_sentence(tie, entities),
        evidence=tie.evidence,
        confidence=sureness,
    )


def _start_ranks(reading: Reading) -> dict[str, tuple[int, int]]:
    """Where a path may start, and its place among equals: authors, people, organisations; then the text's order."""
    authors = {tie.object for tie in reading.ties if tie.schema == "Documentation" and "author" in tie.role.casefold()}
    ranks = {}
    for position, entity in enumerate(reading.entities):
        if entity.kind.casefold() in NOT_A_START:
            continue
        if entity.schema == PERSON:
            ranks[entity.id] = (0 if entity.id in authors else 1, position)
        elif entity.schema in ORGANIZATIONS:
            ranks[entity.id] = (2, position)
    return ranks


def _order(path: Path, ranks: dict[str, tuple[int, int]]) -> tuple[float, tuple[int, int], str, tuple[str, ...]]:
    return -path.strength, ranks[path.start], path.end, tuple(hop.tie for hop in path.hops)
