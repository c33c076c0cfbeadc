"""Decisions: a cleared hit stays cleared for that subject until the record changes, and never crowds out a new one."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from entourage.cli.app import cli
from entourage.model import ListedParty, Listing, LoadedList, SettingsError, Snapshot
from entourage.screening import Decision, DecisionLog, Decisions, ListSet, record_hash, subject_key
from entourage.screening.batch import screen_file
from entourage.screening.decisions import CLEARED, CONFIRMED, REOPENED
from entourage.screening.list_set import query_entity

TODAY = "2026-11-22"


def loaded(*parties: ListedParty, date: str = "2026-01-01") -> LoadedList:
    snapshot = Snapshot(
        id=f"a-list@{date}-00000000", dataset="a-list", title="A list", authority="Example Authority", date=date,
        date_origin="in the file", sha256="0" * 64, party_count=len(parties),
    )  # fmt: skip
    return LoadedList(snapshot=snapshot, parties=parties)


def party(name: str, number: str, locator: str = "", **props: str) -> ListedParty:
    listing = Listing(authority="Example Authority", legal_effect="blocking", record_id=number, locator=locator)
    properties = {"name": (name,), **{key: (value,) for key, value in props.items()}}
    return ListedParty(id=f"x-{number}", schema="Person", caption=name, properties=properties, listings=(listing,))


def decided(action: str, about: ListedParty, subject: str = "c-17", **rest: str) -> Decision:
    values = {
        "action": action,
        "who": "Ada Example",
        "when": "2026-11-01T10:00:00+00:00",
        "subject": subject,
        "why": "x",
    }
    record = {"list": "a-list", "record": about.id, "record_hash": record_hash(about), "record_name": about.caption}
    return msgspec.convert({**values, **record, **rest}, Decision).sealed()


def undone(decision: Decision) -> Decision:
    return Decision(action="undo", who="Bo Sample", when="2026-11-02", undoes=decision.id).sealed()


ADA = party("Ada Example", "1", birthDate="1961-01-03")


def lists(*parties: ListedParty) -> ListSet:
    return ListSet([loaded(*parties)])


def ids(lines: object) -> list[str]:
    return [line.party.id for line in lines]  # type: ignore[attr-defined]


def features(line: object) -> set[str]:
    return {reason.feature for reason in line.reasons}  # type: ignore[attr-defined]


def test_a_cleared_record_is_left_out_for_that_subject_only() -> None:
    decisions = Decisions([decided("clear", ADA)])
    ask = lists(ADA)
    assert ids(ask.screen("Ada Example", today=TODAY, decisions=decisions, subject="c-17")) == []
    assert ids(ask.screen("Ada Example", today=TODAY, decisions=decisions, subject="c-18")) == ["x-1"]
    assert ids(ask.screen("Ada Example", today=TODAY, decisions=decisions)) == ["x-1"]
    (line,) = ask.screen("Ada Example", today=TODAY, decisions=decisions, subject="c-17", cleared=True)
    assert (line.verdict, CLEARED in features(line)) == ("same name only", True)


@pytest.mark.parametrize(
    "changed",
    [
        party("Ada Example", "1", birthDate="1961-01-04"),
        party("Ada Example", "1", birthDate="1961-01-03", nationality="lv"),
        msgspec.structs.replace(ADA, listings=(*ADA.listings, Listing(authority="Another Authority"))),
    ],
)
def test_a_record_that_changed_is_open_again_and_says_so(changed: ListedParty) -> None:
    decisions = Decisions([decided("clear", ADA)])
    (line,) = lists(changed).screen("Ada Example", today=TODAY, decisions=decisions, subject="c-17")
    reason = next(r for r in line.reasons if r.feature == REOPENED)
    assert "the record has changed since" in reason.detail
    assert "Ada Example" in reason.detail
    assert line.verdict == "possible"


def test_a_record_that_only_got_another_number_stays_cleared() -> None:
    renumbered = party("Ada Example", "900", locator="line 12", birthDate="1961-01-03")
    assert record_hash(renumbered) == record_hash(ADA)
    decisions = Decisions([decided("clear", ADA)])
    assert lists(renumbered).screen("Ada Example", today=TODAY, decisions=decisions, subject="c-17") == ()


def test_another_name_under_the_same_subject_is_open_again() -> None:
    decisions = Decisions([decided("clear", ADA, name="EXAMPLE, Ada")])
    ask = lists(ADA)
    assert ask.screen("Ada Example", today=TODAY, decisions=decisions, subject="c-17") == ()
    (line,) = ask.screen("Adda Example", today=TODAY, decisions=decisions, subject="c-17")
    assert REOPENED in features(line)


def test_many_cleared_namesakes_never_crowd_out_a_new_one() -> None:
    namesakes = [party("Ada Example", str(n), birthDate=f"{1900 + n}") for n in range(60)]
    decisions = Decisions([decided("clear", one) for one in namesakes[:59]])
    ask = lists(*namesakes)
    assert "x-59" not in ids(ask.screen("Ada Example", today=TODAY, limit=2))
    assert ids(ask.screen("Ada Example", today=TODAY, limit=2, decisions=decisions, subject="c-17")) == ["x-59"]


def test_a_cleared_record_does_not_speak_for_its_like_on_another_list() -> None:
    other = msgspec.structs.replace(loaded(ADA).snapshot, id="b-list@2026-01-01-00000000", dataset="b-list")
    bare = party("Ada Example", "7", birthDate="1961-01-03")
    ask = ListSet([loaded(ADA), LoadedList(snapshot=other, parties=(bare,))])
    decisions = Decisions([decided("clear", ADA)])
    (line,) = ask.screen("Ada Example", today=TODAY, decisions=decisions, subject="c-17")
    assert (line.list, line.verdict) == ("b-list", "possible")


def test_a_confirmed_record_is_the_party() -> None:
    decisions = Decisions([decided("confirm", ADA)])
    (before,) = lists(ADA).screen("Ada Exampel", today=TODAY)
    (line,) = lists(ADA).screen("Ada Exampel", today=TODAY, decisions=decisions, subject="c-17")
    assert (before.verdict, line.verdict, line.score) == ("possible", "listed", before.score)
    assert CONFIRMED in features(line)


def test_undo_brings_back_what_stood_before() -> None:
    first, second = decided("clear", ADA), decided("confirm", ADA)
    assert Decisions([first, second]).standing == (second,)
    assert Decisions([first, second, undone(second)]).standing == (first,)
    assert Decisions([first, second, undone(first)]).standing == (second,)
    assert Decisions([first, undone(first)]).standing == ()


def test_the_key_of_a_subject_without_an_id_holds_all_facts() -> None:
    keys = {
        subject_key(query_entity(name, birth_date=born, country=country))
        for name, born, country in [
            ("Ada Example", "", ""), ("Ada Example", "1961", ""), ("Ada Example", "1961-01-03", ""),
            ("Ada Example", "1961", "lv"), ("Ada Sample", "", ""),
        ]
    }  # fmt: skip
    assert len(keys) == 5
    assert subject_key(query_entity("EXAMPLE, Ada", country="Latvia")) == subject_key(
        query_entity("Ada Example", country="lv")
    )


@given(st.permutations(["birthDate", "nationality", "alias"]), st.permutations(["b", "a", "c"]))
def test_the_hash_of_a_record_knows_no_order(keys: list[str], values: list[str]) -> None:
    properties = {"name": ("Ada Example",), **{key: tuple(values) for key in keys}}
    plain = {"name": ("Ada Example",), **dict.fromkeys(("alias", "birthDate", "nationality"), ("a", "b", "c"))}
    one, other = (ListedParty(id="1", schema="Person", caption="", properties=p) for p in (properties, plain))
    assert record_hash(one) == record_hash(other)


def test_the_log_keeps_everything_and_survives_a_cut(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "home" / "decisions.jsonl")
    first, second = decided("clear", ADA), decided("confirm", ADA)
    assert log.read() == ()
    assert log.add([first, second]) == (first, second)
    assert log.add([second]) == ()
    whole = log.path.read_bytes()
    log.path.write_bytes(whole[:-10])
    assert log.read() == (first,)
    assert log.add([undone(first)])
    assert [d.action for d in log.read()] == ["clear", "undo"]
    log.path.write_bytes(b"{}\n" + whole)
    with pytest.raises(SettingsError, match="line 1 is no decision"):
        log.read()


def _add(path: str, start: int) -> None:
    for number in range(start, start + 10):
        DecisionLog(Path(path)).add([decided("clear", ADA, subject=f"c-{number}")])


def test_processes_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_add, args=(str(path), start)) for start in (0, 100, 200)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert len(DecisionLog(path).read()) == 30


WATCH = (
    "name,birth date,source\nAda Example,1961-01-03,https://example.org/ada\nBo Sample,1970,https://example.org/bo\n"
)


@pytest.fixture
def run(tmp_path: Path) -> CliRunner:
    (tmp_path / "watch.csv").write_text(WATCH, "utf-8")
    runner = CliRunner()
    added = runner.invoke(cli, ["lists", "add", str(tmp_path / "watch.csv"), "--as", "watch", "--date", "2026-01"])
    assert added.exit_code == 0, added.output
    return runner


def test_the_command_line_clears_says_so_and_takes_it_back(run: CliRunner) -> None:
    hit = json.loads(run.invoke(cli, ["screen", "Ada Example", "--format", "json"]).stdout)["hits"][0]["party"]["id"]
    made = run.invoke(cli, ["decide", "clear", hit, "--name", "Ada Example", "--why", "another", "--by", "Bo Sample"])
    assert made.exit_code == 0, made.output
    shown = run.invoke(cli, ["screen", "Ada Example"]).stdout
    assert "not found" in shown
    assert "left out" in shown
    assert "Cleared by Bo Sample" in shown
    assert "Possible" in run.invoke(cli, ["screen", "Ada Example", "--no-decisions"]).stdout
    assert "Possible" in run.invoke(cli, ["screen", "Ada Example", "--born", "1961"]).stdout
    listed = run.invoke(cli, ["decide", "list"]).stdout
    assert "another" in listed
    run.invoke(cli, ["decide", "undo", listed.split()[0][:4]])
    assert "Possible" in run.invoke(cli, ["screen", "Ada Example"]).stdout
    assert run.invoke(cli, ["decide", "list"]).stdout == "No decisions.\n"
    assert len(run.invoke(cli, ["decide", "list", "--all"]).stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clear", "nobody", "--name", "Ada Example"], "no-such-record"),
        (["clear", "nobody"], "no-subject"),
        (["undo", "ffff"], "no-such-decision"),
    ],
)
def test_mistakes_are_explained(run: CliRunner, arguments: list[str], code: str) -> None:
    result = run.invoke(cli, ["decide", *arguments])
    assert result.exit_code == 2
    assert f"[{code}]" in result.stderr
    assert "hint:" in result.stderr


def test_decisions_written_into_a_table_of_hits(run: CliRunner, tmp_path: Path) -> None:
    source, hits = tmp_path / "customers.csv", tmp_path / "hits.csv"
    source.write_text("id,name\nc1,Ada Example\nc2,Bo Sample\n=c3,Ada Example\n", "utf-8")
    assert run.invoke(cli, ["screen", str(source), "-o", str(hits)]).exit_code == 0
    rows = hits.read_text("utf-8").splitlines()
    assert rows[0].endswith(",decide,why")
    assert len(rows) == 4
    hits.write_text("\n".join([rows[0], rows[1][:-1] + "clear,no", rows[2][:-1] + "confirm,", rows[3][:-1] + "clear,"]))
    done = run.invoke(cli, ["decide", "import", str(hits), "--by", "Ada Example"])
    assert "3 decisions" in done.stdout, done.output
    assert "3 of them new" in done.stdout
    again = run.invoke(cli, ["screen", str(source), "-o", str(hits)])
    assert "2 hits left out" in again.stdout, again.output
    (row,) = hits.read_text("utf-8").splitlines()[1:]
    assert ",c2,Bo Sample,listed," in row
    assert "Confirmed by Ada Example" in row
    log = run.invoke(cli, ["decide", "export"]).stdout
    (tmp_path / "log.jsonl").write_text(log, "utf-8")
    assert "0 of them new" in run.invoke(cli, ["decide", "import", str(tmp_path / "log.jsonl")]).stdout


def test_a_new_decision_starts_a_stopped_run_anew(tmp_path: Path) -> None:
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,name\nc-17,Ada Example\n", "utf-8")
    assert screen_file(source, output, lists(ADA), today=TODAY).hits == 1
    done = screen_file(source, output, lists(ADA), today=TODAY, decisions=Decisions([decided("clear", ADA)]))
    assert (done.hits, done.cleared, done.resumed_at) == (0, 1, 0)
