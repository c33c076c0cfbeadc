"""The picture: the same every time, no box over another, no tie that the text does not state."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entourage.dossier.index import Index
from entourage.dossier.layout import MAX_NODES, place_nodes
from entourage.dossier.picture import box_area, box_of, draw, label_lines, overlap
from entourage.model import Document, Dossier, Entity, Mention, Reading, Span, Tie

EDGES = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=30)


@settings(max_examples=25, deadline=None)
@given(EDGES)
def test_no_box_lies_over_another(edges: list[tuple[int, int]]) -> None:
    sizes = [(60.0 + 10 * (i % 5), 45.0 + 16 * (i % 3)) for i in range(14)]
    points = place_nodes(sizes, edges)
    areas = [box_area(point, size) for point, size in zip(points, sizes, strict=True)]
    assert not any(overlap(a, b) for i, a in enumerate(areas) for b in areas[i + 1 :])
    assert min(area[0] for area in areas) > -0.01
    assert min(area[1] for area in areas) > -0.01


def test_the_same_graph_has_the_same_picture() -> None:
    sizes, edges = [(80.0, 50.0)] * 8, [(0, 1), (1, 2), (2, 3), (4, 5), (0, 3)]
    assert place_nodes(sizes, edges) == place_nodes(sizes, list(edges))
    assert place_nodes([], []) == []


def test_neighbours_are_nearer_than_others() -> None:
    points = place_nodes([(20.0, 20.0)] * 5, [(0, 1), (1, 2), (2, 3), (3, 4)])
    assert abs(points[0][0] - points[1][0]) < abs(points[0][0] - points[4][0])


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ada Example", ("Ada Example",)),
        ("Exampleland Samplia Trade Association", ("Exampleland Samplia", "Trade Association")),
        ("x" * 50, ("x" * 23 + "…",)),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", None),
    ],
)
def test_labels_are_short(name: str, lines: tuple[str, ...] | None) -> None:
    found = label_lines(name)
    assert len(found) <= 3
    assert all(len(line) <= 24 for line in found)
    if lines is not None:
        assert found == lines
    else:
        assert found[-1].endswith("…")


def test_the_small_picture(dossier: Dossier) -> None:
    picture = draw(Index(dossier))
    drawn = {node.entity: node for node in picture.nodes}
    # The only tie of e10 is one that the text denies.
    assert set(drawn) == {f"e{i}" for i in range(1, 14)} - {"e10"}
    assert (drawn["e3"].shape, drawn["e6"].shape, drawn["e12"].shape) == ("person", "body", "other")
    assert [drawn[e].badge for e in ("e4", "e3", "e8", "e1")] == ["listed", "listed later", "possible", ""]
    assert len(picture.lines) == 12
    assert sum(not line.solid for line in picture.lines) == 2
    assert picture.left_out == "3 names for which the text states no tie are left out."
    areas = [box_area((n.x, n.y), box_of(n.lines)) for n in picture.nodes]
    assert all(area[0] >= 0 and area[2] <= picture.width for area in areas)


def crowd(number: int) -> Dossier:
    """A dossier of ``number`` people in a row, each tied to the next."""
    text = " ".join(f"Person{i}" for i in range(number))
    starts = [text.index(f"Person{i}") for i in range(number)]
    entities = tuple(
        Entity(id=f"e{i}", schema="Person", name=f"Person{i}", mentions=(Mention(start=s, end=s + 7),))
        for i, s in enumerate(starts)
    )
    ties = tuple(
        Tie(id=f"t{i}", schema="Associate", subject=f"e{i}", object=f"e{i + 1}", evidence=(Span(0, 5),))
        for i in range(number - 1)
    )
    document = Document(id="d", sha256="0", source="stdin", text=text)
    return Dossier(document=document, reading=Reading(document_id="d", entities=entities, ties=ties))


def test_a_crowd_is_drawn_in_part_and_the_picture_says_so() -> None:
    picture = draw(Index(crowd(100)))
    assert len(picture.nodes) == MAX_NODES
    assert "40 more have ties" in picture.left_out


def test_without_ties_there_is_no_picture(empty_dossier: Dossier) -> None:
    picture = draw(Index(empty_dossier))
    assert (picture.nodes, picture.lines, picture.left_out) == ((), (), "")


def test_a_tie_of_someone_with_himself_draws_no_line(dossier: Dossier) -> None:
    tie = msgspec.structs.replace(dossier.reading.ties[0], object="e1")
    alone = msgspec.structs.replace(dossier, reading=msgspec.structs.replace(dossier.reading, ties=(tie,)), paths=())
    assert draw(Index(alone)).lines == ()
