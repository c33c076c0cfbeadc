"""Potanin and Lavrov on 11 January 2021 and today, on every real snapshot at hand; looked up by hand in the raw files.

Public facts: Canada listed Lavrov on 2022-02-28 and Potanin on 2022-04-05; the UK on 2022-02-25 and 2022-06-29; the EU
Lavrov on 2022-02-25, Potanin never; OFAC has Lavrov in the file of 2022-11 and Potanin only in that of 2023-07.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import msgspec
import pytest

from entourage.lists import keep_list, read_list
from entourage.model import ListedParty, ListError
from entourage.parties import Register
from entourage.parties.who import Who, who

THEN, NOW = "2021-01-11", "2026-11-22"
WORDS = re.compile(r"potanin|lavrov|vinokurov|nirvana|interros|потанин|лавров", re.IGNORECASE)
BESIDE = {"us-bis-dpl", "ca-osfi", "eu-fsf", "ru-entry-ban", "us-ofac-cons"}
LEFT_OUT = {"us/sdn-2019-01", "us/sdn-2019-07-25", "us/sdn-2019-08", "us/sdn-2018-01-26"}
LEFT_OUT |= {"uk/conlist-2022-05-04.xlsx", "uk/conlist-2018-04-13.csv.gz", "jp/mof-2022-05-05.xls"}
LEFT_OUT |= {f"un/un-{day}.xml.gz" for day in ("2018-12-27", "2025-04-19", "2025-11-15")}
"""Lists without either name, and dates that tell nothing more."""

SNAPSHOTS = Path(__file__).resolve().parents[2] / "benchmarks" / "lists" / "snapshots.csv"


@pytest.fixture(scope="module")
def home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the real snapshots everyone whose name has one of these words: an index of all names takes half a minute."""
    folder = tmp_path_factory.mktemp("home")
    with SNAPSHOTS.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["dataset"] not in BESIDE and row["files"] not in LEFT_OUT:
                loaded = read_list([shared / "lists" / row["files"]], dataset=row["dataset"], date=row["date"])
                parties = tuple(party for party in loaded.parties if WORDS.search(" ".join(names_of(party))))
                keep_list(msgspec.structs.replace(loaded, parties=parties or loaded.parties[:1]), folder)
    return folder


def names_of(party: ListedParty) -> list[str]:
    return [name for prop in ("name", "alias", "weakAlias") for name in party.properties.get(prop, ())]


def ask(home: Path, name: str, born: str) -> Who:
    with Register(home) as register:
        return who(register, name, days=[THEN, NOW], birth_date=born)


def told(found: Who) -> dict[str, tuple[str, str, str]]:
    """Per record of the first party: what is said of both days, and its legal effect."""
    first, *_ = found.found
    return {
        record.profile.key: (record.states[THEN].on, record.states[NOW].on, record.effect) for record in first.records
    }


def test_potanin(home: Path) -> None:
    found = ask(home, "Vladimir Potanin", "1961-01-03")
    assert told(found) == {
        "ca-sema:Russia/1, Part 1/721": ("listed later", "listed", "blocking"),
        "us-ofac-sdn:38241": ("listed later", "listed", "blocking"),
        "uk-conlist:15417": ("listed later", "listed", "blocking"),
        "uk-sl:RUS1466": ("listed later", "listed", "blocking"),
        "au-dfat:6914": ("not known", "listed", "blocking"),
        "us-caatsa-241:us-caatsa-241-vladimir-potanin": ("listed", "listed", "named only"),
    }
    assert {"eu-ru-269", "jp-mof", "ua-nsdc", "un-sc"} <= {snapshot.dataset for snapshot in found.not_found}
    by_list = {record.profile.dataset: record for record in found.found[0].records}
    assert by_list["ca-sema"].profile.presence.listed_on == "2022-04-05"
    rests = by_list["us-ofac-sdn"].states[THEN].rests_on
    assert rests == "absent in the snapshot of 2022-11, first in that of 2023-07-12"


def test_lavrov(home: Path) -> None:
    found = ask(home, "Sergei Lavrov", "1950-03-21")
    states = told(found)
    assert {key.split(":")[0] for key in states} == {
        "ca-sema", "us-ofac-sdn", "uk-conlist", "uk-sl", "au-dfat", "jp-mof", "eu-ru-269", "us-caatsa-241",
    }  # fmt: skip
    assert states["us-ofac-sdn:35233"] == ("listed later", "listed", "blocking")
    assert states["ca-sema:Russia/1, Part 1/505"] == ("listed later", "listed", "blocking")
    assert states["us-caatsa-241:us-caatsa-241-sergey-lavrov"] == ("listed", "listed", "named only")
    days = {record.profile.dataset: record.profile.presence.listed_on for record in found.found[0].records}
    assert (days["eu-ru-269"], days["uk-conlist"], days["ca-sema"], days["jp-mof"]) == (
        "2022-02-25", "2022-02-25", "2022-02-28", "2022-03-01",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "born", "relatives"),
    [
        ("Vladimir Potanin", "1961-01-03", {"us-ofac-sdn:38242", "us-ofac-sdn:38243", "us-ofac-sdn:38244"}),
        ("Sergei Lavrov", "1950-03-21", {"us-ofac-sdn:36404", "jp-mof:33/498"}),
    ],
)
def test_relatives_and_their_ships_stand_apart(home: Path, name: str, born: str, relatives: set[str]) -> None:
    for asked in (born, ""):
        keys = set(told(ask(home, name, asked)))
        assert not keys & relatives
        assert "us-ofac-sdn:38245" not in keys, "the yacht Nirvana"


def test_the_wife_is_found_under_her_own_name(home: Path) -> None:
    found = ask(home, "Ekaterina Potanina", "")
    assert "us-ofac-sdn:38242" in told(found)
    assert "us-ofac-sdn:38241" not in told(found)


def test_a_name_alone_is_open(home: Path) -> None:
    found = ask(home, "Vladimir Potanin", "")
    assert {record.standing for record in found.found[0].records} == {"open"}
    assert found.found[0].records[0].to_settle


def test_unknown_lists_are_named(home: Path) -> None:
    with pytest.raises(ListError) as caught:
        Register(home, ["ca-semma"])
    assert caught.value.code == "no-such-list"
