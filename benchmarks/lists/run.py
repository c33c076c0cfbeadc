"""Lists through time measured: load, bytes kept, memory, an update, ``who``, and the overlap against a key by hand.

Usage: ``python benchmarks/lists/run.py [--quick] [--check]``. Needs the outside snapshots (``ENTOURAGE_SHARED`` or the
folder ``shared`` beside the repository). With ``ENTOURAGE_PEER_PYTHON`` (the Python of an environment with
followthemoney) its statement tools are measured in the same run, over the same parties and listings; statements per
second are of the processor. ``--quick`` loads
only what the overlap needs. ``--check`` fails when a figure falls below ``floors.json``; floors only rise.

The key (``overlap-key.csv``): 120 of the 439 records of Canada's list of April 2020 under Russia and Ukraine, drawn at
random, each looked up by hand in the lists of OFAC (2019-08, 2020-08), the EU (Annex I with its days, names of May
2020) and the UK (2018, 2022, names of May 2020). It holds the number of the record there that was listed by 2020-04-15,
or "-".
The rules were mended on what they first missed of it, so it guards what was reached and is no test on unseen records.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(HERE.parents[2] / "shared"))) / "lists"
PEER_PYTHON = os.environ.get("ENTOURAGE_PEER_PYTHON", "")
QUICK = {
    "ca/sema-lmes-2020-04.xml",
    "ca/sema-2026-01.converted.json.gz",
    "us/sdn-2019-08",
    "us/sdn-2020-08-18",
    "us/cons-2019-03-14/consolidated.xml",
    "us/consolidated-2022-03-24.xml",
    "uk/conlist-2018-04-13.csv.gz",
    "uk/conlist-2022-05-04.xlsx",
    "reference/eu-269-2014-names-startdates-2026-07-17.csv",
}
"""What the overlap of April 2020 needs."""

DAY = "2020-04-15"
FIELDS = ("authority", "program", "listing_date", "start_date", "end_date", "record_id", "reason", "source_url")
SANCTION = ("authority", "program", "listingDate", "startDate", "endDate", "authorityId", "reason", "sourceUrl")


def wanted(quick: bool) -> list[dict[str, str]]:
    with (HERE / "snapshots.csv").open(encoding="utf-8") as rows:
        every = list(csv.DictReader(rows))
    return [row for row in every if not quick or row["files"] in QUICK]


def raw_bytes(path: Path) -> int:
    """Bytes of a list's files after decompression."""
    from entourage.lists.sources import collect

    return sum(len(source.data) for source in collect([path]))


def load(rows: list[dict[str, str]], home: Path, out: Path | None) -> dict[str, float]:
    """Load every snapshot; write the same parties as FollowTheMoney entities for the peer."""
    from entourage.lists import add_list

    started = time.process_time(), time.perf_counter()
    for row in rows:
        add_list([SHARED / row["files"]], dataset=row["dataset"], date=row["date"], home=home)
    seconds = time.perf_counter() - started[1]
    return {"load_s": seconds, "load_cpu_s": time.process_time() - started[0], "load_mb": memory()}


def read_back(home: Path, out: Path | None) -> dict[str, float]:
    from entourage.lists import load_lists

    started = time.process_time()
    loaded = load_lists(home)
    seconds = time.process_time() - started
    found = {"read_cpu_s": seconds, "read_mb": memory(), "snapshots": len(loaded)}
    parties = [party for one in loaded for party in one.parties]
    statements = 0
    stream = out.open("w", encoding="utf-8") if out else None
    for number, party in enumerate(parties):
        statements += 1 + sum(len(values) for values in party.properties.values())
        for place, listing in enumerate(party.listings):
            filled = {to: getattr(listing, name) for name, to in zip(FIELDS, SANCTION, strict=True)}
            kept = {name: [value] for name, value in filled.items() if value}
            statements += 2 + len(kept)
            if stream:
                entity = {
                    "id": f"s{number}-{place}",
                    "schema": "Sanction",
                    "properties": {**kept, "entity": [f"p{number}"]},
                }
                stream.write(json.dumps(entity) + "\n")
        if stream:
            properties = {name: list(values) for name, values in party.properties.items()}
            stream.write(json.dumps({"id": f"p{number}", "schema": party.schema, "properties": properties}) + "\n")
    if stream:
        stream.close()
    return found | {"parties": len(parties), "statements": statements}


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def kept_bytes(home: Path) -> int:
    return sum(path.stat().st_size for path in home.rglob("history.sqlite"))


def update(rows: list[dict[str, str]], home: Path) -> dict[str, float]:
    """What one more snapshot costs: the same bytes again, and records that are nearly all known."""
    from entourage.lists import add_list
    from entourage.lists.archive import Archive
    from entourage.lists.load import read_list
    from entourage.lists.store import history_file, save

    row = [row for row in rows if row["dataset"] == "us-ofac-sdn"][-1]
    started = time.perf_counter()
    loaded = read_list([SHARED / row["files"]], dataset="us-ofac-sdn", date=row["date"])
    parse = time.perf_counter() - started
    before = history_file("us-ofac-sdn", home).stat().st_size
    import msgspec

    changed = msgspec.structs.replace(loaded.parties[0], caption="Example changed")
    snapshot = msgspec.structs.replace(loaded.snapshot, id="us-ofac-sdn@2026-11-22-00000000", date="2026-11-22")
    started = time.perf_counter()
    save(snapshot, [changed, *loaded.parties[1:]], home)
    store = time.perf_counter() - started
    with Archive(history_file("us-ofac-sdn", home), write=True) as archive:
        grown = history_file("us-ofac-sdn", home).stat().st_size - before
        archive.remove([snapshot.id])
    started = time.perf_counter()
    add_list([SHARED / row["files"]], dataset="us-ofac-sdn", date=row["date"], home=home)
    again = time.perf_counter() - started
    return {"update_parse_s": parse, "update_store_s": store, "update_grown_bytes": grown, "same_again_s": again}


def prepare(home: Path) -> dict[str, float]:
    from entourage.parties import Register

    started = time.perf_counter()
    with Register(home):
        pass
    return {"tie_and_index_s": time.perf_counter() - started}


def ask(home: Path) -> dict[str, float]:
    """``who``: opening everything and asking, in one process; and the whole command."""
    from entourage.parties import Register
    from entourage.parties.who import who

    times = []
    for name in (
        "Vladimir Potanin",
        "Sergei Lavrov",
        "Vladimir Potanin",
        "Igor Sechin",
        "Ada Example",
        "Sergei Lavrov",
    ):
        started = time.perf_counter()
        with Register(home) as register:
            who(register, name, days=["2021-01-11", "2026-11-22"])
        times.append(time.perf_counter() - started)
    command = [
        sys.executable,
        "-c",
        "from entourage.cli.app import main; main()",
        "who",
        "Vladimir Potanin",
        "--on",
        "2021-01-11",
    ]
    environment = {**os.environ, "ENTOURAGE_HOME": str(home)}
    whole = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        whole.append(time.perf_counter() - started)
    return {"who_first_ms": 1000 * times[0], "who_ms": 1000 * sorted(times[1:])[2], "who_command_ms": 1000 * min(whole)}


def against_key(home: Path) -> dict[str, Any]:
    """Pairs of the overlap against the key: precision, recall, and how far the counts are off."""
    from entourage.lists import loaded_datasets
    from entourage.parties import Register
    from entourage.parties.overlap import authorities_of, overlap

    with (HERE / "overlap-key.csv").open(encoding="utf-8") as rows:
        key = {row["record"]: row for row in csv.DictReader(rows)}
    authorities = authorities_of(["us-ofac", "eu", "uk"], loaded_datasets(home), "ca-sema")
    right = wrong = missed = 0
    off: dict[str, list[int]] = {name: [0, 0] for name in authorities}
    started = time.perf_counter()
    with Register(home, ["ca-sema", *(one for lists in authorities.values() for one in lists)]) as register:
        found = overlap(register, "ca-sema", authorities, day=DAY, countries=["ru", "ua"])
        for row in found.rows:
            first = register.versions("ca-sema").party(row.left.record.versions[0][1])
            answers = key.get(first.listings[0].record_id)
            for one in row.beside if answers else ():
                truth = answers[one.authority.removesuffix("-ofac")] if answers else "-"
                told = one.right.key.split(":", 1)[1] if one.right and one.standing in ("both", "not known") else "-"
                off[one.authority][0] += truth != "-"
                off[one.authority][1] += told != "-"
                right += told != "-" and told in truth.split("|")
                wrong += told != "-" and told not in truth.split("|")
                missed += truth != "-" and told not in truth.split("|")
    seconds = time.perf_counter() - started
    counts = {f"overlap_{name}_by_hand_and_told": f"{hand}, {told}" for name, (hand, told) in off.items()}
    hand, told = (sum(pair[place] for pair in off.values()) for place in (0, 1))
    return counts | {
        "overlap_records": len(found.rows),
        "overlap_s": seconds,
        "overlap_precision": right / max(1, right + wrong),
        "overlap_recall": right / max(1, right + missed),
        "overlap_count_agrees": 1 - abs(hand - told) / hand,
    }


def peer(entities: Path) -> dict[str, float]:
    if not PEER_PYTHON:
        print("the peer is not measured: ENTOURAGE_PEER_PYTHON names no Python with followthemoney")
        return {}
    done = subprocess.run(
        [PEER_PYTHON, str(HERE / "peer.py"), str(entities)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"the peer failed: {done.stderr.strip()[-300:]}")
        return {}
    return {f"peer_{name}": value for name, value in json.loads(done.stdout).items()}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true")
    options.add_argument("--check", action="store_true")
    options.add_argument("--home", help="keep the loaded lists here, and do not load again what is there")
    given = options.parse_args()
    if not SHARED.is_dir():
        print("no outside snapshots beside the repository: nothing is measured")
        return 0
    rows = wanted(given.quick)
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(given.home or Path(folder) / "home")
        entities = Path(folder) / "entities.json"
        figures |= load(rows, home, None)
        figures["kept_bytes"] = kept_bytes(home)
        figures["raw_bytes"] = sum(raw_bytes(SHARED / row["files"]) for row in rows)
        figures |= update(rows, home)
        figures |= prepare(home)
        figures |= ask(home)
        figures |= against_key(home)
        figures |= read_back(home, None if given.quick else entities)
        if not given.quick:
            figures |= peer(entities)
    figures["statements_per_s_loaded"] = figures["statements"] / figures["load_cpu_s"]
    figures["statements_per_s_read"] = figures["statements"] / figures["read_cpu_s"]
    if "peer_statements" in figures:
        figures["peer_statements_per_s_written"] = figures["peer_statements"] / figures["peer_write_s"]
        figures["peer_statements_per_s_read"] = figures["peer_statements"] / figures["peer_read_s"]
    figures["raw_to_kept"] = figures["raw_bytes"] / figures["kept_bytes"]
    for name, value in figures.items():
        print(f"{name:34} {value:,.3f}" if isinstance(value, float) else f"{name:34} {value}")
    return check(figures) if given.check else 0


def check(figures: dict[str, Any]) -> int:
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    failed = [
        f"{name} {figures[name]:.3f} is below {least}"
        for name, least in floors["floors"].items()
        if figures[name] < least
    ]
    failed += [
        f"{name} {figures[name]:.1f} is above {most}"
        for name, most in floors["ceilings"].items()
        if figures[name] > most
    ]
    for words in failed:
        print(words)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
