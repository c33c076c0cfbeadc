"""Memberships, dates and shares against made lists."""

from __future__ import annotations

import pytest
from checking_cases import entity, loaded, party, reading_of

from entourage.checking import check
from entourage.model import Claim, ClaimCheck, Entity, LoadedList, Role, Span

TODAY = "2021-01-11"
MUSTEROV = party(
    1, "Person", "Belarus", "Egon Musterov", "2020-09-29", birthDate="1961-02-03", position="Deputy Minister"
)
CANADA = loaded("ca-sema", "2021-01-05", [MUSTEROV, party(2, "Person", "Belarus")])
NAMES_ONLY = loaded("us-caatsa-241", "2018-01-29", [party(3, "Person", "oligarch", "Bruno Beispiel", "2018-01-29")])


def claim(
    what: str, value: str, *entities: str, kind: str = "membership", comparison: str = "=", date: str = ""
) -> Claim:
    return Claim(
        id="claim-1", kind=kind, what=what, value=value, entities=entities, evidence=(Span(0, 1),),
        comparison=comparison, date=date,
    )  # fmt: skip


def checked(one: Claim, *entities: Entity, lists: tuple[LoadedList, ...] = (CANADA,), as_of: str = TODAY) -> ClaimCheck:
    found = check(reading_of(one, entities=entities), lists, as_of=as_of, today=TODAY)[0].against
    assert found is not None
    return found


def sanctioned(name: str, text: str = "sanctioned by Canada", **properties: str) -> Entity:
    role = Role(text=text, evidence=(Span(0, 1),), how="sanction statement")
    one = entity("p", name, **properties)
    return Entity(id="p", schema="Person", name=name, roles=(role,), mentions=one.mentions, properties=one.properties)


PLACE = entity("ca", "Canada", "Address", "place")
ON = ("Egon Musterov sanctioned by Canada", "sanctioned by Canada", "p", "ca")


def test_a_birth_date_makes_it_the_same_person() -> None:
    found = checked(claim(*ON), sanctioned("Egon Musterov", birthDate="1961-02-03"), PLACE)
    assert found.verdict == "supported"
    assert [record.record_id for record in found.records] == ["Belarus/1/1"]


def test_the_text_s_own_word_proves_no_identity() -> None:
    found = checked(claim(*ON), sanctioned("Egon Musterov"), PLACE)
    assert found.verdict == "undecided"
    assert "same party" in found.gap


def test_the_country_of_the_programme_speaks_for_it() -> None:
    assert checked(claim(*ON), sanctioned("Egon Musterov", nationality="by"), PLACE).verdict == "supported"


def test_another_birth_date_is_someone_else() -> None:
    found = checked(claim(*ON), sanctioned("Egon Musterov", birthDate="1990-01-01"), PLACE)
    assert found.verdict == "undecided"
    assert not found.records


@pytest.mark.parametrize(
    ("date", "verdict"),
    [("2020-09", "supported"), ("2020", "supported"), ("2020-09-24", "close"), ("2014", "contradicted")],
)
def test_a_date_of_listing(date: str, verdict: str) -> None:
    one = claim(f"Egon Musterov sanctioned by Canada ({date})", date, "p", "ca", kind="date", date=date)
    assert checked(one, sanctioned("Egon Musterov", birthDate="1961-02-03"), PLACE).verdict == verdict


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("Egon Musterov", "contradicted"), ("Karl Nirgendwo", "supported"), ("Nirgendwo", "undecided")],
)
def test_a_denial(name: str, verdict: str) -> None:
    one = claim(f"{name} not sanctioned by Canada", "not sanctioned by Canada", "p", "ca", comparison="!=")
    assert checked(one, entity("p", name, birthDate="1961-02-03"), PLACE).verdict == verdict


def test_absence_contradicts_only_a_list_that_is_named() -> None:
    named = entity("list", "Canada's sanctions list", "Document", "list")
    on_list = claim("Karl Nirgendwo is on the Canada's sanctions list", "Canada's sanctions list", "p", "list")
    assert checked(on_list, entity("p", "Karl Nirgendwo"), named).verdict == "contradicted"
    by = claim("Karl Nirgendwo sanctioned by Canada", "sanctioned by Canada", "p", "ca")
    assert checked(by, entity("p", "Karl Nirgendwo"), PLACE).verdict == "undecided"
    assert checked(on_list, entity("p", "Karl Nirgendwo"), named, as_of="2024-01-01").verdict == "undecided"


def test_without_the_list_it_says_which_one_is_needed() -> None:
    found = checked(claim(*ON), sanctioned("Egon Musterov"), PLACE, lists=(NAMES_ONLY,))
    assert found.verdict == "needs data"
    assert "Canada" in found.needs
