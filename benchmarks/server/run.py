"""The server measured: many clients at once on loopback, no error, the 99th percentile of the time to an answer.

Usage: ``python benchmarks/server/run.py [--quick] [--check] [--clients 200] [--seconds 120] [--workers N]``. Lists: UN
and OFAC SDN (about 25,000 names) from the outside folder ``shared`` (``ENTOURAGE_SHARED``). Queries: listed persons and
invented ones, one in ten listed, each with name only. Client and server share the machine's cores. Baselines in the
same run, by the same client: ``/healthz`` of the same server (HTTP alone), and a scan of all names with rapidfuzz
behind the barest server of the same kind (HTTP and the trivial matcher). ``--quick`` asks for 6 seconds; ``--check``
fails below ``floors.json``.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from client import Load, get, load, post

HERE = Path(__file__).resolve().parent
START = "from entourage.cli import main; main()"
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(HERE.parents[2] / "shared")))


def requests(count: int) -> list[bytes]:
    """Requests with one name each, one in ten of a listed person; no two are alike, for a year of birth is given."""
    folder = SHARED / "screening/queries"

    def names(file: str) -> list[str]:
        with (folder / file).open(encoding="utf-8", newline="") as stream:
            return [row["full_name"] for row in csv.DictReader(stream)]

    listed, invented = names("positives_un_untreated.csv"), names("negatives_us_10000.csv")
    found = []
    for number in range(count):
        name = listed[number // 10 % len(listed)] if number % 10 == 0 else invented[number % len(invented)]
        properties = {"name": [name], "birthDate": [str(1900 + number // len(invented))]}
        body = {"queries": {"q": {"schema": "Person", "properties": properties}}}
        found.append(post("/match/default", json.dumps(body).encode()))
    return found


def cpu_seconds(process: int) -> float:
    """CPU time of a process and its children, where the system tells; else 0."""
    total = 0.0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(folder.name) == process or int(fields[1]) == process:
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


@contextmanager
def server(command: list[str], home: Path) -> Iterator[tuple[int, int]]:
    """A server in a process of its own; its port, and its number."""
    environment = {**os.environ, "ENTOURAGE_HOME": str(home)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, cwd=HERE) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "serving" in line:
                break
        try:
            port = int(line.split("127.0.0.1:")[1].split()[0])
            wait_for(port)
            yield port, process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(port: int) -> None:
    """Waits until a server answers."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def load_lists(home: Path) -> int:
    """Loads the lists; how many names they have."""
    os.environ["ENTOURAGE_HOME"] = str(home)
    from entourage.lists import add_list, load_lists
    from entourage.screening.parties import as_party

    add_list([SHARED / "lists/un/un-2026-02-27.xml.gz"], dataset="un-sc")
    add_list([SHARED / "lists/us/sdn-2021-06"], dataset="us-ofac-sdn", date="2021-06")
    names = [name.text for one in load_lists() for party in one.parties for name in as_party(party).names()]
    (home / "names.json").write_text(json.dumps(names), "utf-8")
    return len(names)


def line(what: str, found: Load) -> str:
    """A line of the table."""
    return (
        f"{what:<44} {found.per_second:>8,.0f} {found.at(0.5):>8.1f} {found.at(0.99):>8.1f} {found.at(0.999):>8.1f} "
        f"{found.at(1):>8.1f} {len(found.times):>9,} {found.errors:>7}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
    given = parser.parse_args()
    seconds = given.seconds or (6.0 if given.quick else 120.0)
    if not (SHARED / "screening/queries").is_dir():
        print("no outside lists and queries beside the repository: nothing is measured")
        return 0
    asked = requests(min(400_000, max(40_000, int(seconds * 4_000))))
    same = asked[:1_000]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        print(f"{load_lists(home):,} names; {given.clients} clients; load of the machine {os.getloadavg()[0]:.1f}")
        heads = ("a second", "p50 ms", "p99 ms", "p99.9", "longest")
        print(f"{'':<44}", *(f"{head:>8}" for head in heads), f"{'answers':>9} {'errors':>7} {'CPU ms':>7}")
        command = [sys.executable, "-c", START, "serve", "--port", "0", "--workers", str(given.workers)]
        with server(command, home) as (port, process):

            def measure(what: str, them: list[bytes], clients: int, how_long: float) -> Load:
                before = cpu_seconds(process)
                found = load(port, them, clients=clients, seconds=how_long)
                took = (cpu_seconds(process) - before) / max(1, len(found.times)) * how_long / (how_long + 1)
                print(line(what, found), f"{took * 1000:>7.2f}")
                return found

            alone = measure("entourage /match, one client", asked[::-1], 1, min(seconds, 5))
            found = measure(f"entourage /match, {given.clients} clients, all different", asked, given.clients, seconds)
            again = measure("entourage /match, the same 1,000 again", same, given.clients, min(seconds, 5))
            measure("the same server's /healthz: HTTP alone", [get("/healthz")], given.clients, min(seconds, 5))
        with server([sys.executable, str(HERE / "scan.py"), str(home / "names.json")], home) as (port, process):
            measure("rapidfuzz over all names, same HTTP", asked, given.clients, min(seconds, 5))
    return check(found, alone, again) if given.check else 0


def check(found: Load, alone: Load, again: Load) -> int:
    """1 when a figure falls below the floors."""
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))["floors"]
    figures = {
        "answers_without_error": 1 - (found.errors + alone.errors + again.errors) / max(1, len(found.times)),
        "answers_a_second": found.per_second,
        "answers_a_second_again": again.per_second,
        "p99_under_ms": found.at(0.99),
        "one_client_median_under_ms": alone.at(0.5),
    }
    bad = [n for n, v in figures.items() if (v > floors[n] if n.endswith("_under_ms") else v < floors[n])]
    for name in bad:
        print(f"BELOW THE FLOOR: {name} is {figures[name]:.4g}, wanted {floors[name]:g}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
