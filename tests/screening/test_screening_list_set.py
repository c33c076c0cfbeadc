"""One name, and files of names, against lists without a document."""

import csv
import json
from pathlib import Path

import pytest

import entourage
from entourage.model import ListedParty, Listing, LoadedList, SettingsError, Snapshot
from entourage.screening import Engine, ListSet
from entourage.screening import batch as batch_module
from entourage.screening.batch import screen_file
from entourage.screening.batch_rows import read_rows

TODAY = "2026-11-22"


def loaded(dataset: str, *parties: ListedParty) -> LoadedList:
    snapshot = Snapshot(
        id=f"{dataset}@2026-01-01-00000000",
        dataset=dataset,
        title=dataset,
        authority="Example Authority",
        date="2026-01-01",
        date_origin="in the file",
        sha256="0" * 64,
        party_count=len(parties),
    )
    return LoadedList(snapshot=snapshot, parties=parties)


def party(name: str, number: str, schema: str = "Person", **props: str) -> ListedParty:
    return ListedParty(
        id=f"x-{number}",
        schema=schema,
        caption=name,
        properties={"name": (name,), **{key: (value,) for key, value in props.items()}},
        listings=(Listing(authority="Example Authority", legal_effect="blocking", record_id=number),),
    )


PEOPLE = loaded(
    "a-list",
    party("EXAMPLE, Adalbert Maria", "1", birthDate="1961-01-03", birthPlace="Riga, Latvia", nationality="lv"),
    party("Boris Nemirovski", "2", birthDate="1970", passportNumber="AB 123-456"),
    party("Northern Sample Trading Ltd", "3", "Company", registrationNumber="77-0001234"),
)


@pytest.fixture
def lists(tmp_path: Path) -> ListSet:
    return ListSet([PEOPLE], cache=tmp_path / "indexes")


def test_the_package_has_it() -> None:
    assert entourage.ListSet is ListSet


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("Adalbert Example", {"birth_date": "1961-01-03"}, [("listed", "x-1")]),
        ("Adalbret Example", {}, [("possible", "x-1")]),
        ("Адальберт Эксампле", {"birth_date": "1961-01-03"}, [("listed", "x-1")]),
        ("Adalbert Example", {"birth_date": "1990"}, [("same name only", "x-1")]),
        ("Adalbert Example", {"birth_date": "1961-03-01"}, [("possible", "x-1")]),
        ("Adalbert Example", {"country": "Latvia"}, [("possible", "x-1")]),
        ("Boris Nemirovsky", {"identifiers": ["ab123456"]}, [("listed", "x-2")]),
        ("Sample Trading Northern", {"schema": "Company"}, [("possible", "x-3")]),
        ("Adele Example", {}, []),
        ("Gilles Somebody", {}, []),
    ],
)
def test_one_name(lists: ListSet, name: str, facts: dict[str, str], expected: list[tuple[str, str]]) -> None:
    found = lists.screen(name, today=TODAY, **facts)  # type: ignore[arg-type]
    assert [(line.verdict, line.party.id if line.party else "") for line in found] == expected


def test_swapped_day_and_month_and_the_place_of_birth_are_said(lists: ListSet) -> None:
    (line,) = lists.screen("Adalbert Example", birth_date="1961-03-01", birth_place="Riga", today=TODAY)
    assert {"birth_near", "birth_place"} <= {r.feature for r in line.reasons if r.direction == "for"}


def test_the_score_orders_what_the_name_leaves_equal() -> None:
    both = loaded("b-list", party("Ada Example", "1", birthDate="1950"), party("Ada Example", "2", birthDate="1961"))
    lines = ListSet([both], cache=None).screen("Ada Example", birth_date="1961", today=TODAY)
    assert [line.party.id for line in lines if line.party] == ["x-2", "x-1"]


@pytest.mark.parametrize("birth_date", ["soon", "1961-1-3", "61", "1961-01-03T00"])
def test_a_date_that_is_none_is_refused(lists: ListSet, birth_date: str) -> None:
    with pytest.raises(SettingsError, match="is no date"):
        lists.screen("Ada Example", birth_date=birth_date)


def test_an_airplane_is_not_screened(lists: ListSet) -> None:
    with pytest.raises(SettingsError, match="not screened"):
        lists.screen("Ada Example", schema="Airplane")


@pytest.mark.parametrize("number", ["AB123456", "ab 123 456", "AB-123.456"])
def test_the_engine_finds_by_number_alone(number: str) -> None:
    engine = Engine(PEOPLE.parties)
    query = {"schema": "Person", "properties": {"name": ["Nobody Known"], "passportNumber": [number]}}
    assert engine.screen(query) == [("x-2", 0.9)]
    assert engine.screen({"schema": "Person", "properties": {"name": ["Nobody Known"], "passportNumber": ["X1"]}}) == []


CUSTOMERS = """id,name,birth_date,country,schema
c1,Adalbert Example,03.01.1961,lv,
c2,Gilles Somebody,,,
c3,"Boris
Nemirovski",1970,,Person
c4,Too,few
c5,Ada Example,soon,,
c6,,1961,,
c7,Sample Northern Trading,,,Company
c8,Somebody Else,,,Robot
"""
REJECTED = {6: "3 fields, 5 wanted", 7: "birth date 'soon'", 8: "no name", 10: "unknown schema 'Robot'"}


def customers(tmp_path: Path, copies: int = 1) -> Path:
    path = tmp_path / "customers.csv"
    head, _, body = CUSTOMERS.partition("\n")
    path.write_text(f"{head}\n{body * copies}", encoding="utf-8")
    return path


def test_a_file_with_good_and_bad_rows(lists: ListSet, tmp_path: Path) -> None:
    output = tmp_path / "hits.csv"
    done = screen_file(customers(tmp_path), output, lists, today=TODAY)
    assert (done.rows, done.hits, done.rejects, done.resumed_at) == (8, 3, 4, 0)
    with output.open(encoding="utf-8", newline="") as stream:
        hits = list(csv.DictReader(stream))
    assert [(h["id"], h["verdict"], h["record_id"]) for h in hits] == [
        ("c1", "listed", "1"),
        ("c3", "possible", "2"),
        ("c7", "possible", "3"),
    ]
    with (tmp_path / "hits.csv.rejects.csv").open(encoding="utf-8", newline="") as stream:
        rejects = {int(r["line"]): r["reason"] for r in csv.DictReader(stream)}
    assert rejects.keys() == REJECTED.keys()
    assert all(rejects[line].startswith(reason) for line, reason in REJECTED.items())
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == [
        "customers.csv",
        "hits.csv",
        "hits.csv.rejects.csv",
    ]


def test_equal_output_whatever_the_jobs_and_the_interruptions(
    lists: ListSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_module, "PARCEL", 7)
    source = customers(tmp_path, copies=20)
    whole, parallel, stopped = (tmp_path / name for name in ("whole.csv", "parallel.csv", "stopped.csv"))
    screen_file(source, whole, lists, today=TODAY)
    screen_file(source, parallel, lists, today=TODAY, jobs=2)

    def stop(rows: int) -> None:
        if rows >= 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen_file(source, stopped, lists, today=TODAY, on_rows=stop)
    assert not stopped.exists()
    with (tmp_path / "stopped.csv.part").open("ab") as stream:
        stream.write(b"half a line that was not noted")
    done = screen_file(source, stopped, lists, today=TODAY)
    assert done.resumed_at >= 49
    assert done.rows == 160
    rejects = [path.with_name(path.name + ".rejects.csv").read_bytes() for path in (whole, parallel, stopped)]
    assert whole.read_bytes() == parallel.read_bytes() == stopped.read_bytes()
    assert rejects[0] == rejects[1] == rejects[2]


def test_another_file_starts_anew(lists: ListSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "PARCEL", 2)
    source, output = customers(tmp_path), tmp_path / "hits.csv"

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen_file(source, output, lists, today=TODAY, on_rows=stop)
    source.write_text(CUSTOMERS.replace("c1", "d1"), encoding="utf-8")
    done = screen_file(source, output, lists, today=TODAY)
    assert done.resumed_at == 0
    assert "d1," in output.read_text(encoding="utf-8")


def test_followthemoney_in_and_json_out(lists: ListSet, tmp_path: Path) -> None:
    source = tmp_path / "entities.ftm.json"
    entity = {
        "id": "e1",
        "schema": "Person",
        "properties": {"name": ["Adalbert Example"], "birthDate": ["1961-01-03"], "nationality": ["lv"]},
    }
    deep = "[" * 100_000
    source.write_text(f"{json.dumps(entity)}\n{{broken\n\n{deep}\n[]\n", encoding="utf-8")
    done = screen_file(source, tmp_path / "hits.jsonl", lists, today=TODAY)
    assert (done.rows, done.hits, done.rejects) == (4, 1, 3)
    (hit,) = [json.loads(line) for line in (tmp_path / "hits.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (hit["id"], hit["verdict"], hit["score"]) == ("e1", "listed", pytest.approx(0.9, abs=0.09))


def test_cells_are_no_formulas(tmp_path: Path) -> None:
    lists = ListSet([loaded("f-list", party("=HYPERLINK Example", "1"))])
    source = tmp_path / "in.csv"
    source.write_text("name\n=Hyperlink Example\n", encoding="utf-8")
    screen_file(source, tmp_path / "out.csv", lists, today=TODAY)
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "'=Hyperlink Example" in text
    assert ",=" not in text


def test_a_file_without_names_and_the_file_itself_are_refused(lists: ListSet, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="no column of names"):
        screen_file(source, tmp_path / "out.csv", lists, today=TODAY)
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["in.csv"]
    with pytest.raises(SettingsError, match="the file itself"):
        screen_file(source, source, lists, today=TODAY)


def test_rows_know_their_lines(tmp_path: Path) -> None:
    rows = list(read_rows(customers(tmp_path)))
    assert [(row.number, row.line) for row in rows][:4] == [(1, 2), (2, 3), (3, 4), (4, 6)]
