"""The search against a slow, obvious oracle: all simple paths, tried one by one."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from network_cases import entity, screening, tie

from entourage.model import Entity, Reading, Tie
from entourage.network import find_paths
from entourage.network.strength import StrengthTable, strength_table

SCHEMATA = ["Directorship", "Membership", "Employment", "Family", "UnknownLink"]


def _strongest_by_trying_all(
    entities: tuple[Entity, ...], ties: tuple[Tie, ...], end: str, table: StrengthTable
) -> dict:
    """Strength of the best path of up to three ties from everyone to ``end``."""
    weight: dict[frozenset[str], float] = {}
    for one in ties:
        if one.subject != one.object and table.of_tie(one) > 0:
            pair = frozenset((one.subject, one.object))
            weight[pair] = max(weight.get(pair, 0.0), table.of_tie(one))
    degree = {e.id: sum(e.id in pair for pair in weight) for e in entities}
    best: dict[str, float] = {}
    ids = [e.id for e in entities if e.id != end]
    by_id = {e.id: e for e in entities}
    for length in (1, 2, 3):
        for chain in itertools.permutations(ids, length):
            parties = (*chain, end)
            strength = 1.0
            for one, two in itertools.pairwise(parties):
                strength *= weight.get(frozenset((one, two)), 0.0) * table.decay
            for middle in parties[1:-1]:
                strength *= table.of_middle(by_id[middle], degree[middle])
            if strength >= table.floor:
                best[chain[0]] = max(best.get(chain[0], 0.0), round(strength, 4))
    return best


@given(st.data())
def test_the_search_finds_what_trying_all_finds(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 6))
    kinds = data.draw(st.lists(st.sampled_from(["", "", "", "place"]), min_size=count, max_size=count))
    entities = tuple(entity(f"p{i}", f"Person {i}", kind=kind if i else "") for i, kind in enumerate(kinds))
    pair = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    edges = data.draw(st.lists(st.tuples(pair, st.sampled_from(SCHEMATA), st.floats(0.1, 1.0)), max_size=14))
    ties = tuple(
        tie(f"t{n}", schema, f"p{a}", f"p{b}", confidence=confidence)
        for n, ((a, b), schema, confidence) in enumerate(edges)
    )
    paths = find_paths(Reading(document_id="d", entities=entities, ties=ties), [screening("p0", "listed")])
    expected = _strongest_by_trying_all(entities, ties, "p0", strength_table())
    starts = {e.id for e in entities if e.kind != "place"}
    assert {path.start: path.strength for path in paths} == {k: v for k, v in expected.items() if k in starts}


def test_ten_thousand_people_on_one_board_end_quickly_and_empty() -> None:
    entities = (entity("x", "Vast Board", "Organization"), *(entity(f"p{i}", f"Person {i}") for i in range(10_000)))
    ties = tuple(tie(f"t{i}", "Directorship", f"p{i}", "x") for i in range(10_000))
    reading = Reading(document_id="d", entities=entities, ties=ties)
    paths = find_paths(reading, [screening(f"p{i}", "listed") for i in range(0, 10_000, 10)])
    assert {path.start for path in paths} == {"x"}
    assert len(paths) == 500
