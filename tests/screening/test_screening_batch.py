"""Files of customers: killed at any moment, a run goes on without loss or repetition and leaves nobody behind."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from entourage.cli.app import cli
from entourage.model import ListedParty, Listing, LoadedList, SettingsError, Snapshot
from entourage.screening import ListSet
from entourage.screening import batch as batch_module
from entourage.screening.batch import screen_file
from entourage.screening.batch_rows import rows_expected

TODAY = "2026-11-22"
ROWS = 4_000


def lists() -> ListSet:
    snapshot = Snapshot(
        id="a-list@2026-01-01-00000000", dataset="a-list", title="A list", authority="Example Authority",
        date="2026-01-01", date_origin="in the file", sha256="0" * 64, party_count=1,
    )  # fmt: skip
    listing = Listing(authority="Example Authority", record_id="1")
    party = ListedParty(
        id="x-1", schema="Person", caption="Ada Example", properties={"name": ("Ada Example",)}, listings=(listing,)
    )
    return ListSet([LoadedList(snapshot=snapshot, parties=(party,))])


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    lines = ["id,name,birth_date"]
    for number in range(ROWS):
        name = "Ada Example" if number % 3 == 0 else f"Somebody Number{number}"
        lines.append(f"c{number},{name},{'soon' if number % 50 == 7 else 1961}")
    path = tmp_path / "customers.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def screened(source: Path, output: Path, jobs: int) -> None:
    batch_module.PARCEL = 20
    try:
        screen_file(source, output, lists(), today=TODAY, jobs=jobs)
    except KeyboardInterrupt:
        os._exit(130)


def children(process: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            if parent == process:
                found.append(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks the system who is whose child")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_run_goes_on_without_loss_or_repetition(customers: Path, tmp_path: Path, jobs: int) -> None:
    whole, output = tmp_path / "whole.csv", tmp_path / "hits.csv"
    screen_file(customers, whole, lists(), today=TODAY)
    chance = random.Random(4)
    killed = orphans = 0
    while True:
        process = multiprocessing.get_context("fork").Process(target=screened, args=(customers, output, jobs))
        process.start()
        process.join(timeout=chance.uniform(0.05, 0.4) if killed < 6 else 60)
        if process.exitcode is not None:
            assert process.exitcode == 0
            break
        left = children(process.pid or 0)
        os.kill(process.pid or 0, signal.SIGKILL if killed % 2 == 0 else signal.SIGINT)
        process.join(timeout=20)
        killed += 1
        deadline = time.monotonic() + 5
        while any(Path(f"/proc/{child}").exists() for child in left) and time.monotonic() < deadline:
            time.sleep(0.1)
        orphans += sum(Path(f"/proc/{child}").exists() for child in left)
    assert killed >= 2
    assert orphans == 0
    assert output.read_bytes() == whole.read_bytes()
    rejects = [path.with_name(path.name + ".rejects.csv").read_bytes() for path in (whole, output)]
    assert rejects[0] == rejects[1]
    assert len(rejects[0].splitlines()) == ROWS // 50 + 1
    assert not list(tmp_path.glob("hits.csv.*part")) + list(tmp_path.glob("*.journal"))


def test_two_runs_never_write_one_file(customers: Path, tmp_path: Path) -> None:
    output = tmp_path / "hits.csv"

    def again(_: int) -> None:
        with pytest.raises(SettingsError, match="Another run is writing"):
            screen_file(customers, output, lists(), today=TODAY)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen_file(customers, output, lists(), today=TODAY, on_rows=again)


def test_rows_come_out_in_order_whatever_the_jobs(
    customers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_module, "PARCEL", 3)
    customers.write_text("".join(customers.read_text("utf-8").splitlines(keepends=True)[:200]), "utf-8")
    outputs = [tmp_path / f"hits-{jobs}.jsonl" for jobs in (1, 2, 3)]
    for jobs, output in enumerate(outputs, start=1):
        screen_file(customers, output, lists(), today=TODAY, jobs=jobs)
    assert len({output.read_bytes() for output in outputs}) == 1


def test_the_command_line_tells_what_it_did(customers: Path, tmp_path: Path) -> None:
    watch = tmp_path / "watch.csv"
    watch.write_text("name,source\nAda Example,https://example.org\n", "utf-8")
    run = CliRunner().invoke
    assert run(cli, ["lists", "add", str(watch), "--as", "watch", "--date", "2026-01"]).exit_code == 0
    done = run(cli, ["screen", str(customers), "-o", str(tmp_path / "hits.csv")])
    assert "4,000 rows screened" in done.stdout, done.output
    assert "80 rows rejected" in done.stdout
    assert rows_expected(customers) == ROWS
    wrong = run(cli, ["screen", str(tmp_path / "custmers.csv")])
    assert "Did you mean" in wrong.stderr
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    assert "[not-a-table]" in run(cli, ["screen", str(tmp_path / "notes.txt")]).stderr
    assert os.environ["ENTOURAGE_HOME"]
