"""The store: whole documents, one party over many, decisions kept; all persons and companies are invented."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from case_makers import dossier, parties_of
from casefile_places import Place
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from entourage.casefile import (
    all_decisions,
    create_casefile,
    decide,
    import_decisions,
    log_lines,
    open_casefile,
    undo,
)
from entourage.model import CasefileError, Dossier

LETTERS = [
    dossier("a", "Ada Example chairs the Placeholder Institute.", ["Ada Example"],
            employers={"Ada Example": "Placeholder Institute"}),
    dossier("b", "Ada Example, of the Placeholder Institute, met Bernard Sample.", ["Ada Example", "Bernard Sample"],
            employers={"Ada Example": "Placeholder Institute"}),
    dossier("c", "Example was not there, said Bernard Sample in the evening.", ["Example", "Bernard Sample"]),
]  # fmt: skip


def names(at: str) -> list[tuple[str, int]]:
    with open_casefile(at) as case, case.reading_transaction() as connection:
        rows = connection.execute(text("SELECT name, documents FROM people ORDER BY name"))
        return [(row.name, row.documents) for row in rows]


def test_one_person_of_three_documents_is_one_party(place: Place) -> None:
    at = place("case")
    with create_casefile(at) as case:
        for one in LETTERS:
            case.add(one)
    assert names(at) == [("Ada Example", 3), ("Bernard Sample", 2)]


def test_the_order_of_reading_never_changes_who_is_who(place: Place) -> None:
    found = set()
    for number, order in enumerate(itertools.permutations(LETTERS)):
        with create_casefile(place(f"{number}")) as case:
            for one in order:
                case.add(one)
            found.add(frozenset(parties_of(case)))
    assert len(found) == 1


def test_reading_a_document_again_changes_nothing(place: Place) -> None:
    with create_casefile(place("case")) as case:
        for one in LETTERS:
            case.add(one)
        before = parties_of(case)
        assert case.add(LETTERS[1]).replaced
        assert parties_of(case) == before
        assert case.dossier(LETTERS[1].document.id).reading == LETTERS[1].reading
        assert case.document(LETTERS[1].document.id) == LETTERS[1].document


def test_a_merge_and_its_undoing_leave_the_case_as_it_was(place: Place) -> None:
    with create_casefile(place("case")) as case:
        for one in LETTERS:
            case.add(one)
        before = parties_of(case)
        ada = next(key for keys in before for key in keys if key.endswith("ada-example"))
        bernard = next(key for keys in before for key in keys if key.endswith("bernard-sample"))
        (made,) = decide(case, "same", [ada, bernard], who="Carla Tester", why="a pen name")
        assert len(parties_of(case)) == len(before) - 1
        undo(case, made.id, who="Carla Tester")
        assert parties_of(case) == before
        assert [(d.kind, d.undone_by) for d in all_decisions(case)] == [("same", "Carla Tester")]


def test_what_a_person_kept_apart_stays_apart_when_it_is_read_again(place: Place) -> None:
    with create_casefile(place("case")) as case:
        case.add(LETTERS[0])
        case.add(LETTERS[1])
        first, second = sorted(key for keys in parties_of(case) for key in keys if key.endswith("ada-example"))
        decide(case, "not the same", [first, second], who="Carla Tester", why="mother and daughter")
        for one in (*LETTERS, *LETTERS):
            case.add(one)
        assert not any({first, second} <= keys for keys in parties_of(case))


def test_decisions_travel_to_another_copy_of_the_case(place: Place) -> None:
    with create_casefile(place("one")) as one, create_casefile(place("two")) as two:
        for letter in LETTERS:
            one.add(letter)
        keys = sorted(key for keys in parties_of(one) for key in keys if "person" in key)
        decide(one, "same", [keys[0], keys[-1]], who="Carla Tester")
        decide(one, "rename", [keys[0]], value="A. Example", who="Carla Tester")
        assert import_decisions(two, all_decisions(one), who="Carla Tester") == 2
        assert import_decisions(two, all_decisions(one), who="Carla Tester") == 0
        for letter in LETTERS:
            two.add(letter)
        assert parties_of(two) == parties_of(one)


def test_a_removed_document_takes_its_parties_with_it(place: Place) -> None:
    at = place("case")
    with create_casefile(at) as case:
        for one in LETTERS:
            case.add(one)
        case.remove(LETTERS[1].document.id, who="Carla Tester")
        case.remove(LETTERS[2].document.id, who="Carla Tester")
    assert names(at) == [("Ada Example", 1)]


def test_the_log_is_append_only(place: Place) -> None:
    with create_casefile(place("case")) as case:
        case.add(LETTERS[0])
        assert [line[2] for line in log_lines(case)] == ["added"]
        with pytest.raises(DBAPIError, match="append-only"), case.writing() as connection:
            connection.execute(text("DELETE FROM log"))


def test_copies_of_one_story_are_one_source(place: Place) -> None:
    story = "Ada Example told the committee that the harbour would open in spring, that no money was missing, " * 3
    copies: list[Dossier] = [dossier(source, story + source, ["Ada Example"]) for source in ("one", "two")]
    other = dossier("three", "Ada Example wrote an essay on herons, which nobody has read so far, she says. " * 4,
                    ["Ada Example"])  # fmt: skip
    with create_casefile(place("case")) as case:
        assert case.add(copies[0]).same_story_as == ()
        assert case.add(other).same_story_as == ()
        assert case.add(copies[1]).same_story_as == (copies[0].document.id,)


@pytest.mark.parametrize("content", [b"", b"no database at all, " * 40])
def test_a_file_that_is_no_casefile_is_refused(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "case.db"
    place.write_bytes(content)
    with pytest.raises(CasefileError) as caught:
        open_casefile(place)
    assert caught.value.code == "no-casefile"
    assert place.read_bytes() == content


def test_an_existing_casefile_is_not_begun_anew(place: Place) -> None:
    at = place("case")
    create_casefile(at).close()
    with pytest.raises(CasefileError) as caught:
        create_casefile(at)
    assert caught.value.code == "casefile-exists"
