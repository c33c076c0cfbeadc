"""The ties of a reading as a graph to walk.

In: a reading. Out: for every party its neighbours, each over the tie that bears most. Invariants: only ties of the
text are edges (standing in one sentence is none); a negated tie is no edge; the named lists are not part of the
graph, so that nobody is linked to another by being on the same list.
"""

from __future__ import annotations

import msgspec

from entourage.model import Entity, Reading, Tie
from entourage.network.strength import StrengthTable

LIST_KIND = "list"


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """One step that can be walked: over which tie, to whom, and what it bears (0 to 1)."""

    tie: Tie
    target: str
    weight: float


class TieGraph(msgspec.Struct, frozen=True, kw_only=True):
    """Who is tied to whom.

    Attributes:
        entities: all entities of the reading by id.
        edges: by entity id, one edge for each neighbour, strongest first.
        through: by entity id, what is left of a path that walks through it.
    """

    entities: dict[str, Entity]
    edges: dict[str, tuple[Edge, ...]]
    through: dict[str, float]


def tie_graph(reading: Reading, table: StrengthTable) -> TieGraph:
    """The graph of a reading's ties.

    Args:
        reading: its ties may name any entities; ties with an unknown id are left out.
        table: what ties bear.

    Returns:
        The graph; without edges when the reading has no ties that can be walked.
    """
    entities = {entity.id: entity for entity in reading.entities}
    strongest: dict[str, dict[str, Edge]] = {entity_id: {} for entity_id in entities}
    for tie in reading.ties:
        if tie.subject == tie.object or not _is_walkable(tie, entities):
            continue
        weight = table.of_tie(tie)
        if weight <= 0.0:
            continue
        for source, target in ((tie.subject, tie.object), (tie.object, tie.subject)):
            known = strongest[source].get(target)
            if known is None or (-weight, tie.id) < (-known.weight, known.tie.id):
                strongest[source][target] = Edge(tie=tie, target=target, weight=weight)
    return TieGraph(
        entities=entities,
        edges={key: tuple(sorted(near.values(), key=_edge_order)) for key, near in strongest.items()},
        through={key: table.of_middle(entities[key], len(near)) for key, near in strongest.items()},
    )


def _is_walkable(tie: Tie, entities: dict[str, Entity]) -> bool:
    """Whether both ends are known and neither is a list."""
    ends = entities.get(tie.subject), entities.get(tie.object)
    return all(end is not None and end.kind != LIST_KIND for end in ends)


def _edge_order(edge: Edge) -> tuple[float, str, str]:
    return -edge.weight, edge.target, edge.tie.id
