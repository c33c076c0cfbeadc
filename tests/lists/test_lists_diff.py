# ruff: noqa: E501 - one case on one line
"""Two snapshots of one list side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.lists import add_list, diff_list, read_list
from entourage.lists.diff import ListDiff, compare
from entourage.model import ListedParty, ListError, Listing, Snapshot

DAY = Snapshot(
    id="x@2020-00000000", dataset="x", title="x", authority="x", date="2020", date_origin="given by the user", sha256=""
)


def party(
    number: str, name: str, *births: str, record: str = "", program: str = "A", schema: str = "Person"
) -> ListedParty:
    properties = {"name": (name,)} | ({"birthDate": births} if births else {})
    listing = Listing(authority="x", program=program, record_id=record)
    return ListedParty(id=number, schema=schema, caption=name, properties=properties, listings=(listing,))


def told(former: list[ListedParty], later: list[ListedParty]) -> tuple[list[str], list[str], list[str], int]:
    found: ListDiff = compare(DAY, former, DAY, later)
    changed = [f"{change.after.caption}: {', '.join(change.fields)}" for change in found.changed]
    assert len(found.went) + len(found.changed) + found.same == len(former)
    assert len(found.came) + len(found.changed) + found.same == len(later)
    return [one.caption for one in found.came], [one.caption for one in found.went], changed, found.same


ADA, BERNARD = party("1", "Ada EXAMPLE", "1961-01-03", record="7"), party("2", "Bernard Sample", "1970", record="8")


@pytest.mark.parametrize(
    ("former", "later", "result"),
    [
        ([ADA], [ADA], ([], [], [], 1)),
        ([ADA], [ADA, BERNARD], (["Bernard Sample"], [], [], 1)),
        ([ADA, BERNARD], [ADA], ([], ["Bernard Sample"], [], 1)),
        ([], [], ([], [], [], 0)),
        ([ADA], [party("9", "Example, ADA", "1961-01-03")], ([], [], ["Example, ADA: name"], 0)),
        ([ADA], [party("9", "EXAMPLE ADA", "1961-01-03")], ([], [], ["EXAMPLE ADA: name"], 0)),
        ([ADA], [party("9", "Ada Changed", "1961-01-03", record="7")], ([], [], ["Ada Changed: name"], 0)),
        ([ADA], [party("9", "Ada EXAMPLE", "1961-01-03", record="99", program="B")], ([], [], ["Ada EXAMPLE: programme"], 0)),
        ([ADA], [party("9", "Carla Else", "1980-05-05", record="7")], (["Carla Else"], ["Ada EXAMPLE"], [], 0)),
        ([ADA], [party("9", "Ada EXAMPLE", "1985-05-05")], (["Ada EXAMPLE"], ["Ada EXAMPLE"], [], 0)),
        ([ADA], [party("9", "Ada EXAMPLE", "1961")], ([], [], ["Ada EXAMPLE: birthDate"], 0)),
        ([ADA], [party("9", "Ada EXAMPLE", schema="Vessel")], (["Ada EXAMPLE"], ["Ada EXAMPLE"], [], 0)),
    ],
)  # fmt: skip
def test_who_came_went_and_changed(
    former: list[ListedParty], later: list[ListedParty], result: tuple[list[str], list[str], list[str], int]
) -> None:
    assert told(former, later) == result


def test_namesakes_are_kept_apart() -> None:
    twins = [party("1", "Ada EXAMPLE", "1961"), party("2", "Ada EXAMPLE", "1972")]
    assert told(twins, twins[1:]) == ([], ["Ada EXAMPLE"], [], 1)
    alike = [party("1", "Ada EXAMPLE"), party("2", "Ada EXAMPLE")]
    assert told(alike, [*alike, party("3", "Ada EXAMPLE")]) == (["Ada EXAMPLE"], [], [], 2)


def test_stored_snapshots_are_found_by_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTOURAGE_HOME", str(tmp_path))
    path = tmp_path / "watch.csv"
    for date, rows in (("2020-04", "Ada Example"), ("2022-05-11", "Ada Example\nBernard Sample")):
        path.write_text(f"name\n{rows}\n", encoding="utf-8")
        add_list([path], dataset="watch", date=date)
    found = diff_list("watch", "2020", "2022-05")
    assert ([one.caption for one in found.came], found.went, found.same) == (["Bernard Sample"], (), 1)
    assert [one.caption for one in diff_list("watch", "2022-05-11", "2020-04").went] == ["Bernard Sample"]
    with pytest.raises(ListError) as missing:
        diff_list("watch", "2020", "2021")
    assert (missing.value.code, "2020-04, 2022-05-11" in missing.value.hint) == ("no-such-snapshot", True)
    with pytest.raises(ListError) as unknown:
        diff_list("ca-sema", "2020", "2021")
    assert unknown.value.code == "no-such-list"


def test_real_snapshots(shared: Path) -> None:
    us = shared / "lists" / "us"
    one, other = (read_list([us / name], dataset="us-ofac-sdn") for name in ("sdn-2019-07-25", "sdn-2019-08"))
    found = compare(one.snapshot, one.parties, other.snapshot, other.parties)
    assert [party.caption for party in found.came] == ["Su Il KIM", "Mohammad Javad ZARIF"]
    assert len(found.went) == 38
