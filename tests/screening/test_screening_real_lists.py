"""Public facts that the real lists bear out; skipped where the lists are not at hand."""

import atexit
import shutil
import tempfile
from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.model import Entity, LoadedList, Reading, Role, Screening, Span, Tie
from entourage.screening import screen

INDEXES = Path(tempfile.mkdtemp(prefix="entourage-test-indexes-"))
atexit.register(shutil.rmtree, INDEXES, ignore_errors=True)


@pytest.fixture(scope="module")
def lists(shared: Path) -> list[LoadedList]:
    folder = shared / "lists"
    return [
        read_list([folder / "ca" / "sema-lmes-2020-04.xml"], dataset="ca-sema", date="2020-04"),
        read_list([folder / "ca" / "sema-lmes-2022-05-11.xml"], dataset="ca-sema", date="2022-05-11"),
        read_list([folder / "us" / "sdn-2023-07-12"], dataset="us-ofac-sdn", date="2023-07-12"),
    ]


def lines(
    lists: list[LoadedList], *entities: Entity, ties: tuple[Tie, ...] = ()
) -> dict[tuple[str, str, str], Screening]:
    reading = Reading(document_id="d", entities=entities, ties=ties)
    found = screen(reading, lists, document_date="2021-01-11", today="2026-11-22", cache=INDEXES)
    return {(line.entity, line.list, line.as_of_kind): line for line in reversed(found)}


def person(name: str, *roles: str, identifier: str = "p", **props: str) -> Entity:
    held = tuple(Role(text=role, evidence=(Span(0, 1),)) for role in roles)
    return Entity(id=identifier, schema="Person", name=name, roles=held, properties={k: (v,) for k, v in props.items()})


def test_potanin_by_his_birth_date(lists: list[LoadedList]) -> None:
    for name in ("Vladimir Potanin", "Владимир Потанин", "Vladimir Potanine"):
        found = lines(lists, person(name, birthDate="1961-01-03"))
        assert found["p", "ca-sema", "document"].verdict == "listed later"
        assert found["p", "ca-sema", "today"].verdict == "listed"
        assert found["p", "us-ofac-sdn", "today"].verdict == "listed"
        assert found["p", "us-ofac-sdn", "today"].legal_effect == "blocking"


def test_potanin_by_the_text_and_carried_over(lists: list[LoadedList]) -> None:
    named = Entity(id="l", schema="Document", name="U.S. Treasury's list of 210 Russians", kind="list")
    tie = Tie(id="t", schema="Documentation", subject="l", object="p", evidence=(Span(0, 1),))
    found = lines(lists, person("Vladimir Potanin"), named, ties=(tie,))
    assert found["p", "us-ofac-sdn", "today"].verdict == "listed"
    canada = found["p", "ca-sema", "today"]
    assert canada.verdict == "listed"
    assert "same_as_record" in {reason.feature for reason in canada.reasons}


def test_potanin_with_another_birth_date_or_given_name(lists: list[LoadedList]) -> None:
    found = lines(lists, person("Vladimir Potanin", birthDate="1985-06-07"), person("Gleb Potanin", identifier="q"))
    assert found["p", "ca-sema", "today"].verdict == "same name only"
    assert found["q", "ca-sema", "today"].verdict == "not found"
    assert found["q", "us-ofac-sdn", "today"].verdict == "not found"


def test_the_foreign_minister_by_his_office(lists: list[LoadedList]) -> None:
    found = lines(lists, person("Sergey Lavrov", "Russian Foreign Minister"), person("Sergey Lavrov", identifier="q"))
    assert found["p", "us-ofac-sdn", "today"].verdict == "listed"
    assert found["q", "us-ofac-sdn", "today"].verdict == "possible"


def test_people_and_bodies_that_are_on_no_list(lists: list[LoadedList]) -> None:
    names = [
        "Carleton University",
        "The Canadian Press",
        "Russia in Global Affairs",
        "Canada Eurasia Russia Business Association",
    ]
    bodies = [Entity(id=name, schema="Organization", name=name) for name in names]
    people = [person(name, identifier=name) for name in ("Chrystia Freeland", "François-Philippe Champagne")]
    assert {line.verdict for line in lines(lists, *bodies, *people).values()} == {"not found"}
