"""One record over snapshots, and what is known of it on a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entourage.lists import Presence, add_list, open_history, remove_list, state_on
from entourage.lists.history_days import last_day
from entourage.lists.pairing import Keys, pairs
from entourage.model import ListedParty, Listing

HEADER = "id,name,date of birth\n"


def load(tmp_path: Path, *dated: tuple[str, list[str]]) -> None:
    path = tmp_path / "names.csv"
    for date, rows in dated:
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        add_list([path], dataset="own-list", date=date)


ADA, EVA, IDA = "1,Ada Example,1961-01-03", "2,Eva Example,1970-05-05", "3,Ida Sample,"


def test_a_record_is_followed_over_its_changes(tmp_path: Path) -> None:
    load(
        tmp_path,
        ("2020", [ADA, EVA]),
        ("2021", [EVA, "1,Ada Exampel,1961-01-03", IDA]),
        ("2022", ["1,Ada Exampel,1961-01-03", IDA]),
    )
    history = open_history("own-list")
    records = [history.record(number) for number in history.numbers]
    assert [[place for place, _ in record.versions] for record in records] == [[0, 1, 2], [0, 1], [1, 2]]
    assert [why for _, why in records[0].reasons] == ["the same record id, and a name or birth date in common"]
    assert history.party(records[0]).caption == "Ada Exampel"
    assert history.party(records[0], 0).listings[0].locator
    assert records[0].number == history.record_of(records[0].versions[-1][1])


def test_someone_who_gets_a_freed_number_is_someone_else(tmp_path: Path) -> None:
    load(tmp_path, ("2020", [ADA]), ("2021", ["1,Boris Sample,1950-01-01"]))
    history = open_history("own-list")
    assert len(list(history.numbers)) == 2


def test_one_after_the_other_is_as_all_at_once(tmp_path: Path) -> None:
    dated = [("2020", [ADA, EVA]), ("2021", [EVA, IDA]), ("2022", ["9,Ada Example,1961-01-03", IDA])]
    for one in dated:
        load(tmp_path, one)
        step = open_history("own-list")
    all_at_once = [step.record(number) for number in step.numbers]
    assert [[place for place, _ in record.versions] for record in all_at_once] == [[0, 2], [0, 1], [1, 2]]
    for path in (tmp_path / "entourage-home").rglob("records.msgpack"):
        path.unlink()
    again = open_history("own-list")
    assert [again.record(number) for number in again.numbers] == all_at_once


def test_a_snapshot_that_goes_takes_its_part_of_the_history_with_it(tmp_path: Path) -> None:
    load(tmp_path, ("2020", [ADA]), ("2021", [ADA, EVA]))
    assert len(list(open_history("own-list").numbers)) == 2
    remove_list(open_history("own-list").snapshots[1].id)
    assert [open_history("own-list").record(number).versions for number in open_history("own-list").numbers] == [
        ((0, 1),)
    ]


def party(name: str, record_id: str, schema: str = "Person", born: str = "") -> Keys:
    properties = {"name": (name,)} | ({"birthDate": (born,)} if born else {})
    listing = Listing(authority="Example Authority", record_id=record_id)
    return Keys(ListedParty(id=name, schema=schema, caption=name, properties=properties, listings=(listing,)))


def paired(one: Keys, other: Keys, *, lasting: bool = False) -> bool:
    return bool(list(pairs({1: one}, {1: other}, lasting=lasting)))


def test_a_lasting_number_ties_whatever_the_name() -> None:
    one, other = (
        party("Example Winery", "13061", "Organization"),
        party("Federal Institute of Wine", "13061", "Organization"),
    )
    assert paired(one, other, lasting=True)
    assert not paired(one, other)
    assert not paired(one, party("Ada Example", "13061"), lasting=True)


def test_a_longer_form_of_a_name_with_the_same_birth_date_is_one() -> None:
    assert paired(party("Ada Example", "1", born="1961-01-03"), party("Ada Maria Example", "7", born="1961-01-03"))
    assert not paired(party("Ada Example", "1", born="1961-01-03"), party("Ada Maria Example", "7", born="1961-01-04"))


def presence(
    *seen: bool, listed_on: str = "", days: tuple[str, ...] = ("2020-04", "2021-06-30", "2022-11")
) -> Presence:
    return Presence(days=days, seen=seen, listed_on=listed_on, stated_in=days[-1] if listed_on else "")


@pytest.mark.parametrize(
    ("what", "day", "on", "rests_on"),
    [
        (presence(True, True, True), "2021-01-11", "listed", "in the snapshot of 2020-04"),
        (presence(True, True, True), "2020-04-15", "listed", "in the snapshot of 2020-04"),
        (presence(False, True, True), "2020-04-15", "listed later",
         "absent in the snapshot of 2020-04, first in that of 2021-06-30"),
        (presence(False, True, True), "2021-01-11", "not known",
         "absent in the snapshot of 2020-04, first in that of 2021-06-30"),
        (presence(False, False, True), "2021-01-11", "listed later",
         "absent in the snapshot of 2021-06-30, first in that of 2022-11"),
        (presence(False, True, True, listed_on="2020-09-01"), "2021-01-11", "listed",
         "listed 2020-09-01 by the list's own date (snapshot of 2022-11)"),
        (presence(False, True, True, listed_on="2021-02-01"), "2021-01-11", "listed later",
         "listed 2021-02-01 by the list's own date (snapshot of 2022-11)"),
        (presence(False, True, True, listed_on="2014-03-17"), "2021-01-11", "not known",
         "absent in the snapshot of 2020-04, first in that of 2021-06-30; "
         "listed 2014-03-17 by the list's own date (snapshot of 2022-11)"),
        (presence(True, False, False), "2021-01-11", "not known",
         "in the snapshot of 2020-04; absent in that of 2021-06-30"),
        (presence(True, False, False), "2021-07-01", "formerly listed",
         "last in the snapshot of 2020-04, absent in that of 2021-06-30"),
        (presence(True, False, True), "2021-06-30", "formerly listed",
         "last in the snapshot of 2020-04, absent in the snapshot of 2021-06-30, back in that of 2022-11"),
        (presence(True, True, True), "2019-01-01", "not known",
         "first in the snapshot of 2020-04; no earlier one is loaded"),
        (presence(True, True, True, listed_on="2014-03-17"), "2019-01-01", "listed",
         "listed 2014-03-17 by the list's own date (snapshot of 2022-11)"),
    ],
)  # fmt: skip
def test_what_is_known_on_a_day(what: Presence, day: str, on: str, rests_on: str) -> None:
    state = state_on(what, day)
    assert (state.on, state.rests_on) == (on, rests_on)


def test_a_record_that_ends_by_itself() -> None:
    ended = Presence(days=("2019-06", "2022-09"), seen=(True, True), ends_on="2020-01-01")
    assert state_on(ended, "2019-12-31").on == "listed"
    assert state_on(ended, "2021-01-11").on == "formerly listed"


def test_first_last_and_gone() -> None:
    one = presence(False, True, False)
    assert (one.came_after, one.days[one.first], one.days[one.last], one.gone_by) == (
        "2020-04", "2021-06-30", "2021-06-30", "2022-11",
    )  # fmt: skip
    assert presence(True, False, True).gaps == (("2020-04", "2022-11"),)


DAYS = st.dates().map(lambda day: day.isoformat())


@given(st.lists(DAYS, min_size=1, max_size=5, unique=True), st.data(), DAYS)
def test_what_is_known_rests_on_what_is_there(days: list[str], data: st.DataObject, day: str) -> None:
    """Listed or gone is only said with a snapshot on the right side, or a day that the record states."""
    seen = data.draw(st.lists(st.booleans(), min_size=len(days), max_size=len(days)).filter(any))
    stated = data.draw(st.sampled_from(["", *days]))
    one = Presence(days=tuple(sorted(days)), seen=tuple(seen), listed_on=stated, stated_in=days[0] if stated else "")
    state = state_on(one, day)
    had = [date for date, there in zip(one.days, one.seen, strict=True) if there and date <= day]
    lacked = [date for date, there in zip(one.days, one.seen, strict=True) if not there and date <= day]
    if state.on == "listed":
        assert had or (stated and stated <= day)
    if state.on == "formerly listed":
        assert had and lacked
    assert all(0 <= place < len(days) for place in state.snapshots)


@given(DAYS)
def test_the_last_day_of_a_month_is_in_it(day: str) -> None:
    assert last_day(day) == day
    assert last_day(day[:7])[:7] == day[:7] and last_day(day[:7]) >= day
