"""How well a document's own claims are checked: 143 labelled sentences against made and real lists, and a baseline.

    python benchmarks/checking/run.py [--mistakes 20] [--made]

Every sentence of ``cases.csv`` was labelled before it was first run: with the verdict that is right, others that
would do ("also"), and whether the claim is true, false, or open as far as the data goes. Figures of the real lists
were counted on the authorities' files. What counts most: no claim that is not true is "supported", none that is not
false "contradicted".

The sets "made" and "real" are development sets: their first run gave 0.79 right, 1 false "supported" and 1 false
"contradicted"; one label of "real" was wrong and was put right. "second" was written and labelled when these were at
1.00; its first run gave 0.78, 1 and 1, and it is a development set since.

The baseline is the nearest number: a claim is supported when any list, programme or kind of party of it has a count
within 5 percent (or beyond it, for "more than"), or when the name stands on any list; else contradicted.

Exits with 1 when a figure falls below its floor in ``floors.json``. Floors only rise.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from made import made_lists, made_tables  # noqa: E402

from entourage.checking import check, read_table  # noqa: E402
from entourage.documents import document_from_text  # noqa: E402
from entourage.lists import read_list  # noqa: E402
from entourage.model import Claim, LoadedList  # noqa: E402
from entourage.reading import read  # noqa: E402

SHARED = Path(os.environ.get("ENTOURAGE_SHARED", HERE.parents[2] / "shared"))
TODAY = "2026-11-22"
CONTEXT = "\n\nThe newspaper wrote this when it looked back at what had been said about the matter that week.\n"
"""A paragraph behind every sentence: one short sentence alone may be taken for another language."""

REAL = [
    ("ca/sema-lmes-2020-04.xml", "ca-sema", "2020-04"),
    ("ca/sema-lmes-2022-05-11.xml", "ca-sema", "2022-05-11"),
    ("us/sdn-2020-08-18", "us-ofac-sdn", "2020-08-18"),
    ("us/sdn-2021-06", "us-ofac-sdn", "2021-06"),
    ("us/cons-2025-12", "us-ofac-cons", "2025-12"),
    ("un/un-2026-02-27.xml.gz", "un-sc", ""),
    ("reference/us-caatsa-241-2018-partial.csv", "us-caatsa-241", "2018-01-29"),
]


def real_lists() -> tuple[LoadedList, ...]:
    """The real lists, read from their files."""
    root = SHARED / "lists"
    return tuple(read_list([root / file], dataset=dataset, date=date) for file, dataset, date in REAL)


def answer(case: dict[str, str], data: dict[str, Any]) -> tuple[str, Claim | None]:
    """The verdict of the product on the first claim of the case's kind; "none" where the reader finds none."""
    lists, tables = data[case["set"]]
    document = document_from_text(case["text"] + CONTEXT, published=case["as_of"])
    for claim in check(read(document), lists, tables, as_of=case["as_of"], today=TODAY, text=document.text):
        if claim.kind == case["kind"]:
            return claim.verdict, claim
    return "none", None


def baseline(claim: Claim | None, lists: tuple[LoadedList, ...], counts: list[int]) -> str:
    """The nearest number of any list, or the name on any list."""
    if claim is None:
        return "none"
    if claim.number is None:
        name = claim.what.split(" is ")[0].split(" was ")[0].split(" not ")[0].split(" under ")[0].casefold()
        found = any(set(name.split()) <= set(p.caption.casefold().split()) for one in lists for p in one.parties)
        return "supported" if found == (claim.comparison != "!=") else "contradicted"
    number = claim.number
    if claim.comparison in {">", ">="}:
        return "supported" if any(number < count < 1.25 * number for count in counts) else "contradicted"
    return "supported" if any(abs(count - number) <= 0.05 * number for count in counts) else "contradicted"


def all_counts(lists: tuple[LoadedList, ...]) -> list[int]:
    """Every count that a list offers: all of it, by kind, by programme, by both."""
    found: list[int] = []
    for one in lists:
        tally: Counter[tuple[str, ...]] = Counter()
        for party in one.parties:
            programs = {listing.program for listing in party.listings}
            tally.update([("all",), ("kind", party.schema), *(("program", p) for p in programs)])
            tally.update(("both", p, party.schema) for p in programs)
        found += tally.values()
    return found


def score(rows: list[tuple[dict[str, str], str]]) -> dict[str, float]:
    """Shares and counts over (case, verdict)."""
    right = [v == c["verdict"] or v in c["also"].split("|") for c, v in rows]
    decided = [(c, v) for c, v in rows if v in {"supported", "contradicted"}]
    decidable = [(c, v) for c, v in rows if c["truth"] in {"true", "false"}]
    return {
        "right": sum(right) / len(rows),
        "false_supported": float(sum(v == "supported" and c["truth"] != "true" for c, v in decided)),
        "false_contradicted": float(sum(v == "contradicted" and c["truth"] != "false" for c, v in decided)),
        "decided_of_decidable": sum(
            v == {"true": "supported", "false": "contradicted"}[c["truth"]] for c, v in decidable
        )
        / len(decidable),
    }


def main() -> int:
    """Runs all cases; see the module's docstring."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mistakes", type=int, default=12)
    parser.add_argument("--made", action="store_true", help="made lists only")
    options = parser.parse_args()
    cases = list(csv.DictReader((HERE / "cases.csv").open(encoding="utf-8")))
    sets = {"made", "second"} if options.made or not SHARED.is_dir() else {"made", "real", "second"}
    data: dict[str, Any] = {"made": (made_lists(), made_tables())}
    data["second"] = data["made"]
    if "real" in sets:
        data["real"] = (real_lists(), (read_table(SHARED / "lists/reference/canada-russia-trade-facts.csv"),))
    counts = {name: all_counts(lists) for name, (lists, _) in data.items()}
    ours, theirs, wrong = [], [], []
    started = time.monotonic()
    for case in cases:
        if case["set"] not in sets:
            continue
        verdict, claim = answer(case, data)
        ours.append((case, verdict))
        theirs.append((case, baseline(claim, data[case["set"]][0], counts[case["set"]])))
        if verdict != case["verdict"] and verdict not in case["also"].split("|"):
            wrong.append((case, verdict, claim))
    figures = {"baseline": score(theirs), "Entourage": score(ours)}
    figures |= {name: score([row for row in ours if row[0]["set"] == name]) for name in sorted(sets)}
    print(f"{len(ours)} claims, {(time.monotonic() - started) / len(ours):.2f} s each, reading included")
    for name, found in figures.items():
        print(f"{name:10s}", "  ".join(f"{key} {value:.3f}" for key, value in found.items()))
    for case, verdict, claim in wrong[: options.mistakes]:
        print(f"\n  {case['text']}\n    {verdict}, should be {case['verdict']} ({case['truth']})")
        if claim is not None and claim.against is not None:
            print(f"    {claim.against.query} | {claim.against.value} | {claim.against.gap} | {claim.against.needs}")
    return below_floor(figures["Entourage"]) if "real" in sets else 0


def below_floor(found: dict[str, float]) -> int:
    """1 when a figure is below its floor, or a count of faults above its ceiling."""
    limits = json.loads((HERE / "floors.json").read_text("utf-8"))
    low = [key for key, limit in limits["floors"].items() if found[key] < limit]
    high = [key for key, limit in limits["ceilings"].items() if found[key] > limit]
    for key in (*low, *high):
        print(f"beyond its limit: {key} {found[key]:.3f}")
    return 1 if low or high else 0


if __name__ == "__main__":
    raise SystemExit(main())
