"""Exports: complete, readable by the programs they are for, and safe; all persons and companies are invented."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import networkx
import pytest
import python_calamine
from case_makers import dossier, parties_of
from casefile_places import Place

from entourage.casefile import Casefile, all_decisions, create_casefile, decide, the_party
from entourage.casefile.export import export, read_bundle
from entourage.casefile.export.followthemoney import COLUMNS
from entourage.casefile.export.tables import csv_text
from entourage.model import CasefileError

HOSTILE = 'Robert\'); DROP "Tables" <b>&'


@pytest.fixture
def case(place: Place) -> Iterator[Casefile]:
    with create_casefile(place("case")) as opened:
        opened.add(
            dossier("a", "Ada Example is a director of Placeholder Bank.", ["Ada Example"],
                    employers={"Ada Example": "Placeholder Bank"})
        )  # fmt: skip
        opened.add(dossier("b", f"Ada Example met {HOSTILE} in spring.", ["Ada Example", HOSTILE]))
        yield opened


def only(case: Casefile, format_: str) -> bytes:
    (content,) = export(case, format_).values()
    return content


@pytest.mark.parametrize(("format_", "read"), [("gexf", networkx.read_gexf), ("graphml", networkx.read_graphml)])
def test_a_graph_reads_back_with_its_names_and_ties(case: Casefile, format_: str, read: object) -> None:
    graph = read(io.BytesIO(only(case, format_)))  # type: ignore[operator]
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert labels == {"Ada Example", "Placeholder Bank", HOSTILE}
    ((source, target, edge),) = graph.edges(data=True)
    assert (graph.nodes[source]["label"], edge["role"], graph.nodes[target]["label"]) == (
        "Ada Example", "director", "Placeholder Bank",
    )  # fmt: skip


def test_followthemoney_joins_what_the_case_joins(case: Casefile) -> None:
    entities = [json.loads(line) for line in only(case, "ftm").decode().splitlines()]
    (ada,) = [one for one in entities if one["properties"].get("name") == ["Ada Example"] and one["schema"] == "Person"]
    assert len(ada["datasets"]) == 2
    (tie,) = [one for one in entities if one["schema"] == "Employment"]
    assert tie["properties"]["employee"] == [ada["id"]]


def test_the_statement_csv_has_followthemoneys_columns_and_every_value(case: Casefile) -> None:
    rows = list(csv.reader(io.StringIO(only(case, "statements").decode())))
    assert tuple(rows[0]) == COLUMNS
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert any(row[5] == HOSTILE for row in rows)
    assert len({row[-1] for row in rows}) == len(rows)


def test_cypher_holds_names_as_data(case: Casefile) -> None:
    text = only(case, "cypher").decode()
    assert r"name: 'Robert\'); DROP \"Tables\" <b>&'" not in text  # double quotes need no escape
    assert r"name: 'Robert\'); DROP " in text
    assert all(line.endswith(";") for line in text.splitlines())


def test_senzing_records_point_at_each_other(case: Casefile) -> None:
    records = [json.loads(line) for line in only(case, "senzing").decode().splitlines()]
    ids = {one["RECORD_ID"] for one in records}
    pointers = {f["REL_POINTER_KEY"] for one in records for f in one["FEATURES"] if "REL_POINTER_KEY" in f}
    assert len(ids) == 3 and len(pointers) == 1 and pointers <= ids


def test_tables_write_out_both_ends_of_a_tie(case: Casefile) -> None:
    files = export(case, "csv")
    rows = list(csv.DictReader(io.StringIO(files["ties.csv"].decode())))
    assert [(row["subject"], row["role"], row["object"]) for row in rows] == [
        ("Ada Example", "director", "Placeholder Bank")
    ]
    book = python_calamine.load_workbook(io.BytesIO(only(case, "xlsx")))
    assert book.sheet_names == [name.removesuffix(".csv") for name in files]
    assert book.get_sheet_by_name("ties").to_python()[1][:3] == ["Ada Example", "director", "Placeholder Bank"]


def test_no_cell_begins_a_formula() -> None:
    assert csv_text([["=1+1", "@x", 3]]) == "'=1+1,'@x,3\n"


def test_a_bundle_reads_back_into_the_same_case(case: Casefile, place: Place) -> None:
    decide(case, "rename", [the_party(case, "Ada Example").id], value="A. Example", who="Carla Tester", why="so signed")
    bundle = only(case, "bundle")
    with create_casefile(place("copy")) as copy:
        assert read_bundle(copy, bundle.splitlines(), who="Carla Tester") == (2, 1)
        assert parties_of(copy) == parties_of(case)
        assert all_decisions(copy) == all_decisions(case)
        assert only(copy, "bundle") == bundle
        assert only(copy, "statements") == only(case, "statements")


def test_a_line_that_is_none_of_a_bundle_is_named(place: Place) -> None:
    with create_casefile(place("case")) as case, pytest.raises(CasefileError, match="Line 2"):
        read_bundle(case, [b"{}", b"{not json"], who="Carla Tester")


def test_what_a_person_hid_is_in_no_export(case: Casefile) -> None:
    decide(case, "delete", [the_party(case, "Ada Example").id], who="Carla Tester")
    for format_ in ("gexf", "graphml", "cypher", "senzing"):
        assert b"Ada Example" not in only(case, format_)
    entities = [json.loads(line) for line in only(case, "ftm").decode().splitlines()]
    assert {one["schema"] for one in entities} == {"Document", "Organization", "Person", "Mention"}  # no half of a tie
    assert [one["properties"]["name"] for one in entities if one["schema"] == "Person"] == [[HOSTILE]]
