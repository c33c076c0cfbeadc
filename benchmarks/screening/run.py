"""Screening measured: labelled name pairs, whole lists, and what is screened wrongly most.

Usage: ``python benchmarks/screening/run.py [--quick] [--check]``. Part (a) needs nothing; part (b) needs the outside
query sets and lists (``ENTOURAGE_SHARED`` or the folder ``shared`` beside the repository) and is skipped without them.
``--check`` fails when a figure falls below ``floors.json``; floors only rise. Trivial baselines run in the same call.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from entourage.model import ListedParty
from entourage.names import normalise, romanise
from entourage.screening import Engine, policy, score

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(HERE.parents[1].parent / "shared")))
PairScorer = Callable[[str, str, str], float]


def _plain(name: str) -> str:
    return " ".join(sorted(normalise(romanise(name)).split()))


def _exact(_: str, one: str, other: str) -> float:
    return float(_plain(one) == _plain(other))


def _token_sort(_: str, one: str, other: str) -> float:
    return fuzz.token_sort_ratio(romanise(one), romanise(other), processor=utils.default_process) / 100


SCORERS: dict[str, tuple[PairScorer, float]] = {
    "exact, tokens sorted": (_exact, 0.5),
    "rapidfuzz token_sort at 0.80": (_token_sort, 0.80),
    "entourage": (score, policy().thresholds.name_reported),
}


def _figures(rows: list[dict[str, str]], scorer: PairScorer, threshold: float) -> dict[str, float]:
    hit = right = wanted = 0
    started = time.perf_counter()
    for row in rows:
        says = scorer(row["schema"], row["name1"], row["name2"]) >= threshold
        truth = row["same"] == "1"
        hit, right, wanted = hit + says, right + (says and truth), wanted + truth
    micros = (time.perf_counter() - started) / len(rows) * 1e6
    precision, recall = right / max(1, hit), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, "us_a_pair": micros}


def pairs() -> dict[str, float]:
    """Part (a): the labelled pairs of this folder. The second pass over warm caches gives the time."""
    with (HERE / "pairs.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    print(f"\n(a) {len(rows)} labelled pairs of names")
    print(f"{'':34}{'P':>7}{'R':>7}{'F1':>7}{'us/pair':>9}")
    figures = {}
    for name, (scorer, threshold) in SCORERS.items():
        _figures(rows, scorer, threshold)
        figures = _figures(rows, scorer, threshold)
        print(
            f"{name:34}{figures['precision']:7.3f}{figures['recall']:7.3f}{figures['f1']:7.3f}{figures['us_a_pair']:9.1f}"
        )
    print("worst misses:")
    wrong = [(score(r["schema"], r["name1"], r["name2"]), r) for r in rows]
    threshold = SCORERS["entourage"][1]
    wrong = [(s, r) for s, r in wrong if (s >= threshold) != (r["same"] == "1")]
    for value, row in sorted(wrong, key=lambda w: -abs(w[0] - threshold))[:12]:
        print(f"  {value:.2f}  same={row['same']}  {row['name1']}  |  {row['name2']}  ({row['note']})")
    return {f"pairs_{key}": value for key, value in figures.items() if key != "us_a_pair"}


def _targets() -> list[ListedParty]:
    from entourage.lists import read_list

    un = read_list([SHARED / "lists/un/un-2026-02-27.xml.gz"], dataset="un-sc")
    us = read_list([SHARED / "lists/us/sdn-2021-06"], dataset="us-ofac-sdn", date="2021-06")
    return [*un.parties, *us.parties]


def damaged(name: str, seed: int) -> str:
    """A name with one typing error in one of its longer words, and its words reordered every third time."""
    chance = random.Random(f"{seed}{name}")
    words = name.split()
    long = [i for i, word in enumerate(words) if len(word) > 4]
    if long:
        place = chance.choice(long)
        words[place] = _mistype(words[place], chance)
    if chance.random() < 1 / 3:
        words = [*words[1:], words[0]]
    return " ".join(words)


def _mistype(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(["swap", "drop", "double", "replace"])
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice("aeiourstn") + word[at + 1 :]


Finder = Callable[[str], list[tuple[str, float]]]


def _our_finder(parties: Sequence[ListedParty]) -> Finder:
    engine = Engine(parties)

    def find(name: str) -> list[tuple[str, float]]:
        return [(engine.parties[h.party].id, h.score) for h in engine.hits("Person", [name])]

    return find


def _names(parties: Iterable[ListedParty]) -> list[tuple[str, str]]:
    people = [p for p in parties if p.schema == "Person"]
    return [(p.id, n) for p in people for k in ("name", "alias") for n in p.properties.get(k, ())]


def _exact_finder(parties: Sequence[ListedParty]) -> Finder:
    known: dict[str, list[str]] = {}
    for identifier, name in _names(parties):
        known.setdefault(_plain(name), []).append(identifier)
    return lambda name: [(identifier, 1.0) for identifier in known.get(_plain(name), ())]


def _fuzzy_finder(parties: Sequence[ListedParty]) -> Finder:
    names = _names(parties)
    choices = [_plain(name) for _, name in names]

    def find(name: str) -> list[tuple[str, float]]:
        found = process.extract(_plain(name), choices, scorer=fuzz.ratio, limit=60, score_cutoff=50)
        best: dict[str, float] = {}
        for _, value, place in found:
            best.setdefault(names[place][0], value / 100)
        return list(best.items())

    return find


def _rows(name: str, most: int) -> list[dict[str, str]]:
    with (SHARED / "screening/queries" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))[:most]


def _true_ids(parties: Sequence[ListedParty], rows: list[dict[str, str]]) -> list[set[str]]:
    """Parties of the UN list whose main name is the query's, in any order of words."""
    by_name: dict[str, set[str]] = {}
    for party in parties:
        for name in party.properties.get("name", ())[:1]:
            by_name.setdefault(_plain(name), set()).add(party.id)
    return [by_name.get(_plain(row["full_name"]), set()) for row in rows]


def _recall(find: Finder, queries: list[str], truth: list[set[str]], threshold: float) -> dict[str, float]:
    first = twenty = above = 0
    for query, ids in zip(queries, truth, strict=True):
        found = find(query)
        first += bool(found and ids & {i for i, s in found if s >= found[0][1] - 1e-9})
        twenty += bool(ids & {i for i, _ in found[:20]})
        above += any(s >= threshold for i, s in found if i in ids)
    return {"r1": first / len(queries), "r20": twenty / len(queries), "rt": above / len(queries)}


def whole_lists(quick: bool) -> dict[str, float]:
    """Part (b): names of the UN list, as listed and mistyped, and invented persons, against UN and OFAC."""
    if not (SHARED / "screening/queries").is_dir():
        print("\n(b) skipped: no outside query sets")
        return {}
    parties = _targets()
    rows = _rows("positives_un_untreated.csv", 200 if quick else 10_000)
    truth = _true_ids(parties, rows)
    kept = [i for i, ids in enumerate(truth) if ids]
    clean = [rows[i]["full_name"] for i in kept]
    truth = [truth[i] for i in kept]
    noise = [row["full_name"] for row in _rows("negatives_us_10000.csv", 1_000 if quick else 10_000)]
    print(f"\n(b) {len(parties):,} parties; {len(clean)} listed names ({len(rows) - len(clean)} without a record of")
    print(f"    that name left out), the same mistyped by damaged(), {len(noise):,} invented persons; name only")
    print(f"{'':34}{'clean @1':>10}{'@20':>7}{'>=t':>7}{'mistyped @1':>13}{'@20':>7}{'>=t':>7}{'false':>8}{'per s':>9}")
    finders: list[tuple[str, Finder, float, int]] = [
        ("exact, tokens sorted", _exact_finder(parties), 0.5, len(noise)),
        ("rapidfuzz ratio, sorted, 0.80", _fuzzy_finder(parties), 0.80, min(len(noise), 1_000)),
        ("entourage", _our_finder(parties), policy().thresholds.name_reported, len(noise)),
    ]
    figures: dict[str, float] = {}
    for name, find, threshold, most in finders:
        figures = _one_engine(name, find, threshold, clean, truth, noise[:most])
    _worst(finders[-1][1], finders[-1][2], clean, truth, noise)
    return figures


def _one_engine(
    name: str, find: Finder, threshold: float, clean: list[str], truth: list[set[str]], noise: list[str]
) -> dict[str, float]:
    good = _recall(find, clean, truth, threshold)
    bad = _recall(find, [damaged(query, 7) for query in clean], truth, threshold)
    started = time.perf_counter()
    false = sum(any(s >= threshold for _, s in find(query)[:1]) for query in noise) / len(noise)
    rate = len(noise) / (time.perf_counter() - started)
    print(
        f"{name:34}{good['r1']:10.3f}{good['r20']:7.3f}{good['rt']:7.3f}"
        f"{bad['r1']:13.3f}{bad['r20']:7.3f}{bad['rt']:7.3f}{false:8.2%}{rate:9,.0f}"
    )
    return {
        "clean_recall_at_1": good["r1"],
        "clean_recall_at_20": good["r20"],
        "clean_recall_at_threshold": good["rt"],
        "damaged_recall_at_1": bad["r1"],
        "damaged_recall_at_20": bad["r20"],
        "damaged_recall_at_threshold": bad["rt"],
        "true_rejections": 1 - false,
    }


def _worst(find: Finder, threshold: float, clean: list[str], truth: list[set[str]], noise: list[str]) -> None:
    print("worst misses, mistyped:")
    missed = []
    for query, ids in zip(clean, truth, strict=True):
        wrong = damaged(query, 7)
        value = max((s for i, s in find(wrong) if i in ids), default=0.0)
        missed += [(value, query, wrong)] if value < threshold else []
    for value, query, wrong in sorted(missed)[:12]:
        print(f"  {value:.2f}  {wrong}  (listed as {query})")
    print("worst false alarms:")
    alarms = [
        (found[0][1], query, found[0][0]) for query in noise if (found := find(query)) and found[0][1] >= threshold
    ]
    for value, query, identifier in sorted(alarms, reverse=True)[:12]:
        print(f"  {value:.2f}  {query}  ->  {identifier}")


def check(figures: dict[str, float]) -> int:
    """Compares with the floors; a floor of a part that was skipped is not looked at. Returns the exit status."""
    floors: dict[str, float] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["floors"]
    low = {key: (figures[key], floor) for key, floor in floors.items() if key in figures and figures[key] < floor}
    for key, (value, floor) in low.items():
        print(f"BELOW THE FLOOR: {key} is {value:.4f}, floor {floor:.4f}", file=sys.stderr)
    return 1 if low else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="200 listed names and 1,000 invented persons")
    parser.add_argument("--check", action="store_true", help="fail when a figure is below floors.json")
    options = parser.parse_args()
    figures = {**pairs(), **whole_lists(options.quick)}
    return check(figures) if options.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
