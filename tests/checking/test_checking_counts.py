"""Counts against made lists: a verdict only where data and wording allow one."""

from __future__ import annotations

import msgspec
import pytest
from checking_cases import count, loaded, people_and_bodies, reading_of

from entourage.checking import check
from entourage.model import Claim, ClaimCheck, LoadedList, Span

TODAY = "2024-01-01"
CANADA = loaded("ca-sema", "2020-12", people_and_bodies(30, 14, "Russia") + people_and_bodies(10, 6, "Iran", 100))


def checked(claim: Claim, *lists: LoadedList, as_of: str = "2021-01-11") -> ClaimCheck:
    found = check(reading_of(claim), lists or (CANADA,), as_of=as_of, today=TODAY)[0]
    assert found.against is not None
    assert found.verdict == found.against.verdict
    return found.against


@pytest.mark.parametrize(
    ("what", "number", "unit", "comparison", "verdict", "value"),
    [
        ("Canada's sanctions list names 60 people and entities", 60, "people and entities", "=", "supported", "60"),
        ("Canada's sanctions list names 61 people and entities", 61, "people and entities", "=", "close", "60"),
        ("Canada's sanctions list names 90 people and entities", 90, "people and entities", "=", "contradicted", "60"),
        ("over 59 people and entities are on Canada's sanctions list", 59, "people and entities", ">",
         "supported", "60"),
        ("more than 80 people and entities are on Canada's sanctions list", 80, "people and entities", ">",
         "contradicted", "60"),
        ("16 people and entities are on Canada's Iran sanctions list", 16,
         "people and entities", "=", "supported", "16"),
        ("44 people and organizations are under Canadian sanctions over Russia's aggression toward Ukraine",
         44, "people and organizations", "=", "supported", "44"),
        ("40 people are on Canada's sanctions list", 40, "people", "=", "supported", "40"),
        ("60 people are on Canada's sanctions list", 60, "people", "=", "close", "40"),
        ("some 25 oligarchs are on Canada's sanctions list", 25, "oligarchs", "~", "not checkable", ""),
        ("Western countries have sanctioned 60 people", 60, "people", "=", "not checkable", ""),
        ("60 people are under sanctions", 60, "people", "=", "not checkable", ""),
        ("60 people are on Canada's and Britain's sanctions lists", 60, "people", "=", "not checkable", ""),
        ("the European Union has sanctioned 60 people", 60, "people", "=", "needs data", ""),
        ("60 people were removed from Canada's sanctions list", 60, "people", "=", "not checkable", ""),
        ("Canada has sanctioned 20 more people", 20, "more people", "=", "not checkable", ""),
        ("the company has 60 employees", 60, "employees", "=", "needs data", ""),
        ("20 companies are on Canada's sanctions list", 20, "companies", "=", "close", "20"),
    ],
)  # fmt: skip
def test_a_count(what: str, number: float, unit: str, comparison: str, verdict: str, value: str) -> None:
    found = checked(count(what, number, unit, comparison))
    assert (found.verdict, found.value) == (verdict, value)
    assert found.rests_on or found.needs


def test_a_window_is_counted_where_nobody_can_have_come_before() -> None:
    what = (
        "Since 2014 Ottawa has slapped sanctions on more than 40 people and organizations over Russia's war on Ukraine"
    )
    found = checked(count(what, 40, "people and organizations", ">", "2014/.."))
    assert (found.verdict, found.value) == ("supported", "44")
    later = checked(count(what, 40, "people and organizations", ">", "2018/.."))
    assert later.verdict == "needs data"
    assert "no dates of listing" in later.needs


def test_readings_decide_only_where_they_agree() -> None:
    both = loaded("ca-sema", "2020-12", people_and_bodies(10, 0, "Russia") + people_and_bodies(30, 0, "Ukraine", 50))
    what = "Canada has put sanctions on {} people over Russia"
    assert checked(count(what.format(10), 10, "people"), both).verdict == "undecided"
    assert len(checked(count(what.format(10), 10, "people"), both).readings) == 2
    near = loaded("ca-sema", "2020-12", people_and_bodies(10, 0, "Russia") + people_and_bodies(5, 0, "Ukraine", 50))
    assert checked(count(what.format("more than 9"), 9, "people", ">"), near).verdict == "supported"
    assert checked(count(what.format(90), 90, "people"), both).verdict == "contradicted"


def test_an_old_snapshot_says_so_and_contradicts_only_with_one_behind_the_day() -> None:
    before = loaded("ca-sema", "2020-01", people_and_bodies(40, 0, "Iran"))
    same = loaded("ca-sema", "2022-01", people_and_bodies(41, 0, "Iran"))
    grown = loaded("ca-sema", "2022-01", people_and_bodies(400, 0, "Iran"))
    claim = count("Canada's sanctions list names 90 people", 90, "people")
    assert checked(claim, before).verdict == "undecided"
    assert (
        "12 months before the day" in checked(claim, before).rests_on or "11 months" in checked(claim, before).rests_on
    )
    assert checked(claim, before, same).verdict == "contradicted"
    assert checked(claim, before, grown).verdict == "undecided"


def test_parts_of_a_list_support_at_most_a_lower_bound() -> None:
    starter = loaded("starter-ca-sema", "2021-01", people_and_bodies(40, 0, "Iran"), starter=True)
    assert checked(count("Canada's sanctions list names 90 people", 90, "people"), starter).verdict == "needs data"
    more = count("more than 30 people are on Canada's sanctions list", 30, "people", ">")
    assert checked(more, starter).verdict == "supported"


def test_removed_parties_leave_a_slightly_higher_claim_open() -> None:
    fresh = loaded("ca-sema", "2021-01", people_and_bodies(90, 0, "Iran"))
    claim = count("Canada has sanctioned 100 people over Iran", 100, "people")
    assert checked(claim, fresh).verdict == "undecided"
    assert checked(count("Canada has sanctioned 300 people over Iran", 300, "people"), fresh).verdict == "contradicted"


def test_without_claims_there_is_nothing() -> None:
    assert check(reading_of(), (CANADA,), as_of="2021-01-11", today=TODAY) == ()


def test_today_is_told_beside_the_document_s_day() -> None:
    newer = loaded("ca-sema", "2023-12", people_and_bodies(30, 0, "Iran"))
    one = count("Canada's sanctions list names 60 people and entities", 60, "people and entities")
    claim = check(reading_of(one), (CANADA, newer), as_of="2021-01-11", today=TODAY)[0]
    assert claim.verdict == "supported"
    assert claim.today is not None
    assert (claim.today.verdict, claim.today.value) == ("contradicted", "30")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Canada's sanctions list names 20 people and entities.", "contradicted"),
        ("Canada's sanctions list names 20 people and entities who took part in the poisoning.", "undecided"),
        ("Canada has sanctioned 20 people and entities.", "undecided"),
    ],
)
def test_a_figure_far_above_contradicts_only_the_size_of_a_list(text: str, verdict: str) -> None:
    what = text.partition(" who")[0].removesuffix(".")
    end = text.index("entities") + len("entities")
    claim = msgspec.structs.replace(count(what, 20, "people and entities"), evidence=(Span(0, end),))
    found = check(reading_of(claim), (CANADA,), as_of="2021-01-11", today=TODAY, text=text)
    assert found[0].verdict == verdict
    unseen = check(reading_of(claim), (CANADA,), as_of="2021-01-11", today=TODAY)
    assert unseen[0].verdict == "undecided"
