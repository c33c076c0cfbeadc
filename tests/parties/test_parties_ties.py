"""Ties of records of two lists: what makes them, what speaks against, and what people decide."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from entourage.lists import add_list
from entourage.model import ListError
from entourage.parties import Register, decide, load_decisions
from entourage.parties.inner_names import one_inside
from entourage.parties.names import joined
from entourage.parties.overlap import authorities_of, overlap
from entourage.parties.regimes import fields_of
from entourage.parties.who import who

HEADER = "id,name,date of birth,programme,schema,listed on\n"


def load(tmp_path: Path, dataset: str, *rows: str, date: str = "2020-04-15") -> None:
    path = tmp_path / f"{dataset}.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    add_list([path], dataset=dataset, date=date, legal_effect="blocking")


def words(one: str, other: str) -> dict[tuple[str, str], str]:
    """Per pair of records' numbers: what is held of it."""
    with Register() as register:
        return {
            (left.key.split(":")[1], right.key.split(":")[1]): tie.word
            for left in register.profiles(one)
            for tie, right in register.ties(left, other)
        }


def test_a_birth_date_ties_and_another_one_parts(tmp_path: Path) -> None:
    load(tmp_path, "left-list", "1,Ada Example,1961-01-03,Russia,Person,", "2,Boris Sample,1950-01-01,Russia,Person,")
    load(tmp_path, "right-list", "7,Ada EXAMPLE,1961-01-03,Iran,Person,", "8,Boris Sample,1987-07-07,Iran,Person,")
    assert words("left-list", "right-list") == {("1", "7"): "same", ("2", "8"): "apart"}


def test_a_name_alone_ties_nobody(tmp_path: Path) -> None:
    load(tmp_path, "left-list", "1,Ada Example,,Zimbabwe,Person,", "2,Eva Sample,,Russia,Person,")
    load(tmp_path, "right-list", "7,Ada Example,,Iran,Person,", "8,Eva Sample,,UKRAINE-EO13660,Person,")
    assert words("left-list", "right-list") == {("1", "7"): "open", ("2", "8"): "same"}


def test_two_who_are_as_near_stay_open(tmp_path: Path) -> None:
    load(tmp_path, "left-list", "1,Sergey Samplov,,Russia,Person,")
    load(
        tmp_path,
        "right-list",
        "7,Sergey Viktorovich Samplov,1952-08-20,Russia,Person,",
        "8,Sergey Sergeevich Samplov,2002-05-07,Russia,Person,",
    )
    assert set(words("left-list", "right-list").values()) == {"open"}


def test_a_patronymic_that_differs_parts_namesakes(tmp_path: Path) -> None:
    load(tmp_path, "left-list", "1,Gennadiy Nikolaevich Samplov,,Russia,Person,")
    load(tmp_path, "right-list", "7,Sergey Gennadevich Samplov; Gennadiy Samplov,1983-05-01,Russia,Person,")
    assert "same" not in words("left-list", "right-list").values()


def test_an_organisation_inside_a_longer_name(tmp_path: Path) -> None:
    load(tmp_path, "left-list", "1,Example winery plant,,Ukraine,Organization,", "2,Samplegaz,,Russia,Organization,")
    load(
        tmp_path,
        "right-list",
        "7,State Enterprise 'Example winery plant',,UKR,Organization,",
        "8,Samplegaz Neft,,Russia,Organization,",
    )
    found = words("left-list", "right-list")
    assert found[("1", "7")] == "same"
    assert found.get(("2", "8")) != "same"


@pytest.mark.parametrize(
    ("one", "other", "inside"),
    [
        ("Sobol", "Russian community ‘Sobol’", True),
        ("Free Donbass", "Public movement ‘Free Donbass’ (a.k.a. ‘Svobodny Donbass’)", True),
        ("Kerch ferry", "State Ferry Enterprise Kerch Ferry", True),
        ("Gazprom", "Gazprom Neft", False),
        ("VTB Bank", "VTB Bank (Kazakhstan)", True),
        ("Bank of Moscow", "Moscow Regional Bank", False),
    ],
)
def test_names_inside_names(one: str, other: str, inside: bool) -> None:
    assert one_inside(one, other) is inside


@pytest.mark.parametrize(
    ("dataset", "program", "fields"),
    [
        ("ca-sema", "Ukraine", {"ru", "ua"}),
        ("us-ofac-sdn", "UKRAINE-EO13660; SYRIA", {"ru", "ua", "sy"}),
        ("eu-ru-269", "Asset freeze", {"ru", "ua"}),
        ("un-sc", "SouthSudan", {"ss"}),
        ("un-sc", "Al-Qaida", {"terrorism"}),
        ("us-ofac-sdn", "GLOMAG", set()),
        ("own-list", "", set()),
    ],
)
def test_what_programmes_are_about(dataset: str, program: str, fields: set[str]) -> None:
    assert fields_of(dataset, program) == fields


def test_a_decision_goes_before_what_is_computed_and_can_be_undone(tmp_path: Path) -> None:
    load(tmp_path, "left-list", "1,Ada Example,1961-01-03,Russia,Person,")
    load(tmp_path, "right-list", "7,Ada Example,1961-01-03,Russia,Person,")
    pair = ("left-list:1", "right-list:7")
    decide(*pair, "not the same", who="A. Editor", why="Two sisters.")
    assert words("left-list", "right-list") == {("1", "7"): "apart"}
    with Register() as register:
        (tie, _), *_ = register.ties(next(register.profiles("left-list")), "right-list")
    assert tie.decided_by == "A. Editor"
    assert "not the same. Two sisters." in tie.reasons[0]
    assert len(tie.reasons) > 1, "what was computed stays readable"
    decide(*reversed(pair), "undo", who="A. Editor", why="")
    assert words("left-list", "right-list") == {("1", "7"): "same"}
    assert load_decisions().in_force() == ()
    assert len(load_decisions().every) == 2, "nothing that was decided is lost"


def test_a_decision_holds_when_the_list_gives_the_record_another_number(tmp_path: Path) -> None:
    load(tmp_path, "left-list", "1,Ada Example,1961-01-03,Russia,Person,", date="2020-04-15")
    load(tmp_path, "right-list", "7,Ada Example,1961-01-03,Russia,Person,")
    decide("left-list:1", "right-list:7", "not the same", who="A. Editor", why="Two sisters.")
    load(tmp_path, "left-list", "1a/22,Ada Example,1961-01-03,Russia,Person,", date="2022-04-15")
    assert words("left-list", "right-list") == {("1a/22", "7"): "apart"}


def test_decisions_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    for one, other, said in (("a:1", "a:1", "same"), ("a", "b:1", "same"), ("a:1", "b:1", "undo")):
        with pytest.raises(ListError) as caught:
            decide(one, other, said, who="A. Editor", why="")  # type: ignore[arg-type]
        assert caught.value.code == "bad-decision"
    (tmp_path / "entourage-home").mkdir(exist_ok=True)
    (tmp_path / "entourage-home" / "ties.jsonl").write_text("{}\n")
    with pytest.raises(ListError) as caught:
        load_decisions()
    assert caught.value.code == "decisions-damaged"


def test_overlap_counts_everyone_once_and_tells_the_lag(tmp_path: Path) -> None:
    load(
        tmp_path,
        "left-list",
        "1,Ada Example,1961-01-03,Russia,Person,2014-03-17",
        "2,Boris Sample,1950-01-01,Ukraine,Person,2014-03-17",
        "3,Ida Somebody,1970-01-01,Iran,Person,2014-03-17",
        "4,Eva Later,1970-01-01,Russia,Person,2022-02-24",
    )
    load(
        tmp_path,
        "right-list",
        "7,Ada Example,1961-01-03,Russia,Person,2014-03-21",
        "9,Ada Example,1999-09-09,Russia,Person,2014-03-21",
        "8,Boris Sample,1950-01-01,Russia,Person,2022-02-24",
    )
    with Register() as register:
        found = overlap(register, "left-list", {"right": ("right-list",)}, day="2020-04-15", countries=["ru", "ua"])
    rows = {row.left.key: row.beside[0] for row in found.rows}
    assert set(rows) == {"left-list:1", "left-list:2", "left-list:4"}, (
        "who is in the snapshot of the day is on the list"
    )
    assert (rows["left-list:1"].standing, rows["left-list:1"].lag_days) == ("both", 4)
    assert rows["left-list:1"].right is not None and rows["left-list:1"].right.key == "right-list:7"
    assert rows["left-list:2"].dates == ("2014-03-17", ""), "a day after the one asked for is of a later listing"
    assert (found.count("right", "both"), found.alone) == (2, 1)


def test_names_of_authorities_stand_for_lists() -> None:
    loaded = ("ca-sema", "eu-fsf", "eu-ru-269", "uk-conlist", "us-ofac-cons", "us-ofac-sdn")
    assert authorities_of(["us-ofac", "uk", "eu-fsf"], loaded, "ca-sema") == {
        "us-ofac": ("us-ofac-cons", "us-ofac-sdn"),
        "uk": ("uk-conlist",),
        "eu-fsf": ("eu-fsf",),
    }
    with pytest.raises(ListError) as caught:
        authorities_of(["un"], loaded, "ca-sema")
    assert caught.value.code == "no-such-list"


def test_segments_of_the_index_stay_few() -> None:
    ranges: list[tuple[int, int]] = []
    last = 0
    for size in (5000, *[30] * 200):
        ranges = joined([*ranges, (last + 1, last + size)])
        last += size
        assert len(ranges) < 12
    assert ranges[0][0] == 1 and ranges[-1][1] == last
    assert all(a[1] + 1 == b[0] for a, b in itertools.pairwise(ranges))


def test_who_puts_tied_records_together_and_namesakes_apart(tmp_path: Path) -> None:
    load(tmp_path, "left-list", "1,Ada Example,1961-01-03,Russia,Person,", "2,Ada Example,1990-09-09,Iran,Person,")
    load(tmp_path, "right-list", "7,Ada Example,1961-01-03,Russia,Person,")
    with Register() as register:
        found = who(register, "Ada Example", days=["2020-04-15"], birth_date="1961-01-03")
    groups = [(party.kind, {record.profile.key for record in party.records}) for party in found.found]
    assert groups == [("party", {"left-list:1", "right-list:7"}), ("namesake", {"left-list:2"})]
    assert found.found[0].ties[0].word == "same"
