"""Who is who, whatever came when: against the same case read in one go; all persons and companies are invented."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from case_makers import dossier, parties_of
from casefile_places import Place
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from entourage.casefile import Casefile, all_decisions, create_casefile, decide, undo
from entourage.casefile.identity import block_of, full_names
from entourage.casefile.tables import entities, parties, profiles, statements
from entourage.model import Dossier

EXAMPLES = int(os.environ.get("ENTOURAGE_EXAMPLES", "10"))
"""Random cases; a hundred take minutes."""
PEOPLE = ["Ada Example", "Example", "Ada B. Example", "Bernard Example", "A. Example", "Bernard Example Jr.",
          "Carla Sample", "Sample", "Placeholder"]  # fmt: skip
BODIES = ["Placeholder Bank", "Beispiel Shipping", "The Placeholder Bank Ltd"]
LETTER = st.tuples(
    st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True), st.sampled_from(["", *BODIES])
)


def made(number: int, people: list[str], body: str) -> Dossier:
    employers = {people[0]: body} if body else {}
    return dossier(f"{number}", f"Letter {number}: {', '.join(people)}; {body}.", people, employers=employers)


def table_of_parties(case: Casefile) -> set[tuple[object, ...]]:
    with case.reading_transaction() as connection:
        return {tuple(row) for row in connection.execute(select(parties))}


def is_sound(case: Casefile) -> bool:
    """Whether profiles, entities and statements say the same of who is who."""
    with case.reading_transaction() as connection:
        of_profile = dict(connection.execute(select(profiles.c.id, profiles.c.party_id)).all())
        rows = connection.execute(select(entities.c.key, entities.c.profile_id, entities.c.party_id)).all()
        party_of = {row.key: row.party_id for row in rows}
        canonical = connection.execute(select(statements.c.entity_id, statements.c.canonical_id)).all()
    return all(of_profile[row.profile_id] == row.party_id for row in rows) and all(
        row.canonical_id == party_of.get(row.entity_id, row.entity_id) for row in canonical
    )


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(letters=st.lists(LETTER, min_size=2, max_size=6), data=st.data())
def test_no_order_no_reading_again_and_no_removal_changes_who_is_who(
    letters: list[tuple[list[str], str]], data: st.DataObject
) -> None:
    documents = [made(number, people, body) for number, (people, body) in enumerate(letters)]
    numbers = range(len(documents))
    again = data.draw(st.lists(st.sampled_from(numbers), max_size=3))
    steps = data.draw(st.permutations([*numbers, *again]))
    gone = data.draw(st.sets(st.sampled_from(numbers), max_size=len(documents) - 1))
    with (
        TemporaryDirectory() as folder,
        create_casefile(Path(folder) / "one.db") as one,
        create_casefile(Path(folder) / "two.db") as two,
    ):
        for step in steps:
            one.add(documents[step])
        for number in sorted(gone):
            one.remove(documents[number].document.id, who="Carla Tester")
        for number, document in enumerate(documents):
            if number not in gone:
                two.add(document)
        assert parties_of(one) == parties_of(two)
        assert table_of_parties(one) == table_of_parties(two)
        assert is_sound(one) and is_sound(two)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(letters=st.lists(LETTER, min_size=2, max_size=5), kind=st.sampled_from(["same", "not the same"]), data=st.data())
def test_a_decision_holds_whatever_comes_and_its_undoing_is_complete(
    letters: list[tuple[list[str], str]], kind: str, data: st.DataObject
) -> None:
    documents = [made(number, people, body) for number, (people, body) in enumerate(letters)]
    with TemporaryDirectory() as folder, create_casefile(Path(folder) / "case.db") as case:
        for document in documents:
            case.add(document)
        before, rows = parties_of(case), table_of_parties(case)
        keys = sorted(key for party in before for key in party)
        pair = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True)) if len(keys) > 1 else []
        if not pair:
            return
        decide(case, kind, pair, who="Carla Tester")  # type: ignore[arg-type]
        for document in documents:  # read anew, by whatever version
            case.add(document)
            assert any(set(pair) <= party for party in parties_of(case)) == (kind == "same")
            assert is_sound(case)
        for decision in all_decisions(case, undone=False):
            undo(case, decision.id, who="Carla Tester")
        assert parties_of(case) == before
        assert table_of_parties(case) == rows


def test_order_on_either_database(place: Place) -> None:
    letters = [made(1, ["Ada Example", "Sample"], "Placeholder Bank"), made(2, ["Example", "Carla Sample"], ""),
               made(3, ["A. Example", "Bernard Example"], "Placeholder Bank")]  # fmt: skip
    found = []
    for number, order in enumerate(itertools.permutations(letters)):
        if number % 2:
            with create_casefile(place(f"{number}")) as case:
                for letter in order:
                    case.add(letter)
                assert is_sound(case)
                found.append(parties_of(case))
    assert found.count(found[0]) == len(found) == 3


def test_a_short_name_is_the_full_one_where_a_document_writes_both(place: Place) -> None:
    body = dossier("a", "The Placeholder Bank of Nowhere (PBN) is a bank, says Ada Example.", ["Ada Example"],
                   employers={"Ada Example": "Placeholder Bank of Nowhere"})  # fmt: skip
    entities_ = tuple(
        msgspec.structs.replace(one, aliases=("PBN",)) if one.schema == "Organization" else one
        for one in body.reading.entities
    )
    body = msgspec.structs.replace(body, reading=msgspec.structs.replace(body.reading, entities=entities_))
    short = dossier("b", "PBN denied it, said Bernard Sample.", ["Bernard Sample"], employers={"Bernard Sample": "PBN"})
    with create_casefile(place("case")) as case:
        case.add(short)
        apart = parties_of(case)
        case.add(body)
        joined = parties_of(case)
        assert any(len(party) == 2 for party in joined)
        case.remove(body.document.id, who="Carla Tester")
        assert parties_of(case) == apart


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The U.S. Supreme Court", "United States Supreme Court", True),
        ("F.B.I.", "Federal Bureau of Investigation", True),
        ("Placeholder Bank Ltd", "the Placeholder Bank", True),
        ("PlaceholderMetrics", "Placeholder Metrics", True),
        ("US Supreme Court", "UK Supreme Court", False),
        ("Placeholder Bank", "Placeholder Banking", False),
    ],
)
def test_spellings_of_an_organisation(one: str, other: str, same: bool) -> None:
    assert (block_of("Organization", "", one) == block_of("Company", "", other)) is same


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Post", "Placeholder Post"], {"Post": "Placeholder Post"}),
        (["Post", "Placeholder Post", "Beispiel Post"], {}),
        (["State", "State Department"], {"State": "State Department"}),
        (["Placeholder", "Placeholder University"], {}),
    ],
)
def test_a_part_of_a_name_beside_the_whole(names: list[str], found: dict[str, str]) -> None:
    assert full_names(dict.fromkeys(names, "Organization")) == found


def test_the_senate_of_one_land_is_no_short_name_of_anothers() -> None:
    assert full_names({"Senate": "PublicBody", "Missouri Senate": "PublicBody"}) == {}


def test_a_son_is_not_his_father_where_a_document_names_both(place: Place) -> None:
    with create_casefile(place("case")) as case:
        case.add(made(1, ["Bernard Example", "Bernard Example Jr."], ""))
        case.add(made(2, ["Bernard Example"], ""))
        case.add(made(3, ["Bernard Example Jr."], ""))
        assert sorted(len(party) for party in parties_of(case)) == [2, 2]


def test_a_surname_alone_goes_to_whom_the_case_leaves(place: Place) -> None:
    with create_casefile(place("case")) as case:
        case.add(made(1, ["Ada Example"], ""))
        case.add(made(2, ["Example"], ""))
        assert len(parties_of(case)) == 1
        case.add(made(3, ["Bernard Example"], ""))  # now there is a choice
        assert len(parties_of(case)) == 3
