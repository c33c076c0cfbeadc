"""Screening measured: labelled name pairs, whole lists, perturbation classes, scale, and what is screened wrongly most.

Usage: ``python benchmarks/screening/run.py [--quick] [--check] [--final] [--scale N] [parts]``. Part ``pairs`` needs
nothing; ``lists`` and ``kinds`` need the outside query sets and lists (``ENTOURAGE_SHARED`` or the folder ``shared``
beside the repository); ``classes`` and the peer's columns need ``ENTOURAGE_PEER_PYTHON``, the Python of an environment
with nomenklatura and sanctions-screening-benchmark. What is missing is said and skipped. Trivial baselines run in the
same call. ``--check`` fails when a figure falls below ``floors.json``; floors only rise. ``--final`` measures the half
of the damaged names that nothing was tuned on.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from damage import KINDS, damaged, lightly
from rapidfuzz import fuzz, process, utils
from scale import scale

from entourage.model import ListedParty
from entourage.names import romanise
from entourage.screening import Engine, policy, score
from lists import SHARED, at_hand, held_out, listed_queries, main_names, rows, sorted_words, targets

HERE = Path(__file__).resolve().parent
THRESHOLD = policy().thresholds.threshold
PEER_PYTHON = os.environ.get("ENTOURAGE_PEER_PYTHON", "")
PEER_QUERIES = 600
"""Negative queries the peer is asked; it needs most of a minute for them."""

PairScorer = Callable[[str, str, str], float]
Finder = Callable[[str, str], list[tuple[str, float]]]


def _peer(task: dict[str, Any]) -> dict[str, Any] | None:
    if not PEER_PYTHON:
        return None
    done = subprocess.run(
        [PEER_PYTHON, str(HERE / "peer.py")], input=json.dumps(task), capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"the peer failed: {done.stderr.strip()[-300:]}")
        return None
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _exact(_: str, one: str, other: str) -> float:
    return float(sorted_words(one) == sorted_words(other))


def _token_sort(_: str, one: str, other: str) -> float:
    return fuzz.token_sort_ratio(romanise(one), romanise(other), processor=utils.default_process) / 100


def _figures(truth: Sequence[bool], scores: Sequence[float], threshold: float) -> dict[str, float]:
    says = [value >= threshold for value in scores]
    right = sum(a and b for a, b in zip(says, truth, strict=True))
    precision, recall = right / max(1, sum(says)), right / max(1, sum(truth))
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}


def _timed(scorer: PairScorer, pairs: Sequence[tuple[str, str, str]]) -> tuple[list[float], float]:
    scores, micros = [], []
    for pair in pairs:
        started = time.perf_counter()
        scores.append(scorer(*pair))
        micros.append((time.perf_counter() - started) * 1e6)
    return scores, statistics.median(micros)


TABLES = (
    ("pairs", "pairs.csv", "written before the matcher; tuning has seen them"),
    ("pairs_second", "pairs_second.csv", "written before this matcher was tuned: P .885, R .807, F1 .844 at first"),
)


def pairs() -> dict[str, float]:
    """Part (a): the labelled pairs of this folder."""
    figures: dict[str, float] = {}
    for schema in ("Person", "Organization"):  # tables of words are read at the first pair; every process does so once
        score(schema, "Ada Bedrov", "Petra Bedrow")
    for name, file, about in TABLES:
        with (HERE / file).open(encoding="utf-8", newline="") as stream:
            figures |= _pairs(name, list(csv.DictReader(stream)), about)
    return figures


def kept_aside(row: dict[str, str]) -> bool:
    """Whether a pair is in the half that nobody looked at one by one when the matcher was tuned on the other."""
    return crc32(f"{row['name1']}|{row['name2']}".encode()) % 2 == 1


def _pairs(key: str, table: list[dict[str, str]], about: str) -> dict[str, float]:
    asked = [(row["schema"], row["name1"], row["name2"]) for row in table]
    truth = [row["same"] == "1" for row in table]
    print(f"\n(a) {len(table)} labelled pairs of names ({about})")
    print(f"{'':34}{'P':>7}{'R':>7}{'F1':>7}{'us, new names':>14}{'known':>7}")

    def line(name: str, found: dict[str, float], cold: float, warm: float) -> None:
        print(f"{name:34}{found['precision']:7.3f}{found['recall']:7.3f}{found['f1']:7.3f}{cold:14.1f}{warm:7.1f}")

    figures: dict[str, float] = {}
    scores: list[float] = []
    scorers: list[tuple[str, PairScorer, float]] = [
        ("exact, tokens sorted", _exact, 0.5),
        ("rapidfuzz token_sort at 0.80", _token_sort, 0.80),
        (f"entourage at {THRESHOLD:.2f}", score, THRESHOLD),
    ]
    cold = warm = 0.0
    for name, scorer, threshold in scorers:
        scores, cold = _timed(scorer, asked)
        _, warm = _timed(getattr(scorer, "__wrapped__", scorer), asked)  # without the memory of equal pairs
        figures = _figures(truth, scores, threshold)
        line(name, figures, cold, warm)
    answer = _peer({"task": "pairs", "pairs": asked})
    if answer:
        line("LogicV2 at 0.70", _figures(truth, answer["scores"], 0.70), answer["median_us"], answer["median_us"])
        print(
            f"    our time a pair is 1/{answer['median_us'] / cold:.1f} of the peer's when both names are new, "
            f"1/{answer['median_us'] / warm:.1f} after"
        )
    else:
        print("LogicV2: not measured (ENTOURAGE_PEER_PYTHON is not set)")
    _by_schema(table, truth, scores)
    _worst_pairs(table, truth, scores)
    return {f"{key}_{name}": value for name, value in figures.items()}


def _by_schema(table: list[dict[str, str]], truth: list[bool], scores: list[float]) -> None:
    """The same by schema, and for the half of the pairs that tuning did not look at."""
    groups = [(s, [row["schema"] == s for row in table]) for s in dict.fromkeys(row["schema"] for row in table)]
    for name, chosen in [*groups, ("half not looked at", [kept_aside(row) for row in table])]:
        some = [(t, s) for t, s, c in zip(truth, scores, chosen, strict=True) if c]
        got = _figures([t for t, _ in some], [s for _, s in some], THRESHOLD)
        print(f"    {name:20}{len(some):5}  P {got['precision']:.3f}  R {got['recall']:.3f}  F1 {got['f1']:.3f}")


def _worst_pairs(table: list[dict[str, str]], truth: list[bool], scores: list[float]) -> None:
    wrong = [
        (abs(s - THRESHOLD), s, r)
        for s, r, t in zip(scores, table, truth, strict=True)
        if (s >= THRESHOLD) != t and not kept_aside(r)
    ]
    print("worst misses of the other half:")
    for _, value, row in sorted(wrong, key=lambda w: -w[0])[:12]:
        print(f"  {value:.2f}  same={row['same']}  {row['name1']}  |  {row['name2']}  ({row['note']})")


def _our_finder(engine: Engine) -> Finder:
    def find(schema: str, name: str) -> list[tuple[str, float]]:
        return [(engine.parties[h.party].id, h.score) for h in engine.hits(schema, [name])]

    return find


def _names(parties: Sequence[ListedParty]) -> list[tuple[str, str]]:
    people = [p for p in parties if p.schema == "Person"]
    return [(p.id, n) for p in people for k in ("name", "alias") for n in p.properties.get(k, ())]


def _exact_finder(parties: Sequence[ListedParty]) -> Finder:
    known: dict[str, list[str]] = defaultdict(list)
    for identifier, name in _names(parties):
        known[sorted_words(name)].append(identifier)
    return lambda _, name: [(identifier, 1.0) for identifier in known.get(sorted_words(name), ())]


def _fuzzy_finder(parties: Sequence[ListedParty]) -> Finder:
    names = _names(parties)
    choices = [sorted_words(name) for _, name in names]

    def find(_: str, name: str) -> list[tuple[str, float]]:
        found = process.extract(sorted_words(name), choices, scorer=fuzz.ratio, limit=60, score_cutoff=50)
        best: dict[str, float] = {}
        for _, value, place in found:
            best.setdefault(names[place][0], value / 100)
        return list(best.items())

    return find


class Answers:
    """What an engine finds for the three sets of queries, and how long the invented persons took."""

    def __init__(self, find: Finder, clean: list[str], light: list[str], noise: list[str]) -> None:
        self.clean = [find("Person", name) for name in clean]
        self.light = [find("Person", name) for name in light]
        wall, cpu = time.perf_counter(), time.process_time()
        each = []
        self.noise = []
        for name in noise:
            started = time.perf_counter()
            self.noise.append(find("Person", name))
            each.append(time.perf_counter() - started)
        self.wall_rate = len(noise) / (time.perf_counter() - wall)
        self.cpu_rate = len(noise) / max(1e-9, time.process_time() - cpu)
        self.median_ms = statistics.median(each) * 1e3


def _recall(found: list[list[tuple[str, float]]], truth: list[set[str]], threshold: float) -> dict[str, float]:
    first = twenty = above = 0
    for hits, ids in zip(found, truth, strict=True):
        first += bool(hits and ids & {i for i, s in hits if s >= hits[0][1] - 1e-9})
        twenty += bool(ids & {i for i, _ in hits[:20]})
        above += any(s >= threshold for i, s in hits if i in ids)
    return {"r1": first / len(found), "r20": twenty / len(found), "rt": above / len(found)}


def _false_at(
    found: list[list[tuple[str, float]]], truth: list[set[str]], noise: list[list[tuple[str, float]]]
) -> float:
    """Share of invented persons with a hit, at the threshold that finds 99 % of the damaged names."""
    best = sorted((max((s for i, s in hits if i in ids), default=0.0) for hits, ids in zip(found, truth, strict=True)))
    threshold = best[int(len(best) * 0.01)]
    return sum(any(s >= threshold for _, s in hits) for hits in noise) / len(noise)


def whole_lists(parties: list[ListedParty], engine: Engine, quick: bool, final: bool) -> dict[str, float]:
    """Part (b): names of the UN list, as listed and damaged, and invented persons, against UN and OFAC."""
    asked = listed_queries(parties, 200 if quick else 10_000)
    clean = [row["full_name"] for row, _ in asked]
    truth = [ids for _, ids in asked]
    light = [lightly(name, 2 if final else 1) for name in clean]
    noise = [row["full_name"] for row in rows("negatives_us_10000.csv", 1_000 if quick else 10_000)]
    print(
        f"\n(b) {len(parties):,} parties, {len(engine.index.owners):,} names; {len(clean)} listed names, the same with"
    )
    print(f"    one small error (seed {2 if final else 1}), {len(noise):,} invented persons; names only")
    heads = ("@1", "@20", ">=t")
    print(f"{'':30}clean" + "".join(f"{h:>7}" for h in heads) + "  damaged" + "".join(f"{h:>7}" for h in heads), end="")
    print(f"{'false >=t':>11}{'at 99 %':>9}{'q/s':>9}{'per CPU s':>11}{'one, ms':>9}")
    found: dict[str, Answers] = {}
    engines: list[tuple[str, Finder, float, int]] = [
        ("exact, tokens sorted", _exact_finder(parties), 0.5, len(noise)),
        ("rapidfuzz ratio, sorted, 0.80", _fuzzy_finder(parties), 0.80, min(len(noise), 1_000)),
        (f"entourage at {THRESHOLD:.2f}", _our_finder(engine), THRESHOLD, len(noise)),
    ]
    figures: dict[str, float] = {}
    for name, find, threshold, most in engines:
        got = found[name] = Answers(find, clean, light, noise[:most])
        figures = _line(name, got.clean, got.light, got.noise, truth, threshold)
        print(f"{got.wall_rate:9,.0f}{got.cpu_rate:11,.0f}{got.median_ms:9.2f}")
    ours = found[engines[-1][0]]
    figures["true_rejections_one_in_six"] = 1 - _one_in_six(ours, truth)
    _threshold_table(ours, truth)
    _peer_line(parties, clean, light, noise, truth, ours)
    _facts_line(engine, asked, noise_rows=rows("negatives_us_10000.csv", 1_000 if quick else 10_000))
    _worst(ours, clean, light, truth, noise)
    return figures


def _line(
    name: str,
    clean: list[list[tuple[str, float]]],
    light: list[list[tuple[str, float]]],
    noise: list[list[tuple[str, float]]],
    truth: list[set[str]],
    threshold: float,
) -> dict[str, float]:
    good, bad = _recall(clean, truth, threshold), _recall(light, truth, threshold)
    false = sum(any(s >= threshold for _, s in hits) for hits in noise) / len(noise)
    at_99 = _false_at(light, truth, noise)
    print(f"{name:35}{good['r1']:7.3f}{good['r20']:7.3f}{good['rt']:7.3f}", end="")
    print(f"         {bad['r1']:7.3f}{bad['r20']:7.3f}{bad['rt']:7.3f}{false:11.2%}{at_99:9.2%}", end="")
    return {
        "clean_recall_at_1": good["r1"],
        "clean_recall_at_20": good["r20"],
        "clean_recall_at_threshold": good["rt"],
        "damaged_recall_at_1": bad["r1"],
        "damaged_recall_at_20": bad["r20"],
        "damaged_recall_at_threshold": bad["rt"],
        "true_rejections": 1 - false,
        "true_rejections_at_99": 1 - at_99,
    }


def _one_in_six(ours: Answers, truth: list[set[str]]) -> float:
    """False alarms at 99 % recall where, as in yente's own query set, only every sixth name is damaged."""
    mixed = [bad if n % 6 == 0 else good for n, (good, bad) in enumerate(zip(ours.clean, ours.light, strict=True))]
    false = _false_at(mixed, truth, ours.noise)
    recall = _recall(mixed, truth, THRESHOLD)
    print(f"    one name in six damaged: >=t {recall['rt']:.3f}, @20 {recall['r20']:.3f}, false at 99 % {false:.2%}")
    return false


def _threshold_table(ours: Answers, truth: list[set[str]]) -> None:
    """Score to share of true hits: best hits of damaged and clean names, and of the invented persons."""
    print("    threshold: listed names found (clean, damaged), invented persons with a hit, share of true hits")
    for threshold in (0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90, 0.95):
        clean, light = (_recall(found, truth, threshold)["rt"] for found in (ours.clean, ours.light))
        false = sum(any(s >= threshold for _, s in hits) for hits in ours.noise)
        true = light * len(truth)
        print(
            f"    {threshold:.2f}: {clean:.3f}, {light:.3f}, {false / len(ours.noise):.2%}, {true / (true + false):.3f}"
        )


def _peer_line(
    parties: list[ListedParty],
    clean: list[str],
    light: list[str],
    noise: list[str],
    truth: list[set[str]],
    ours: Answers,
) -> None:
    few = noise[:PEER_QUERIES]
    entities = [(p.schema, p.id, {k: list(v) for k, v in p.properties.items()}) for p in parties]
    answer = _peer({"task": "screen", "entities": entities, "queries": [*clean, *light, *few]})
    if answer is None:
        print("nomenklatura index + LogicV2: not measured (ENTOURAGE_PEER_PYTHON is not set)")
        return
    hits = [[(i, s) for i, s in found] for found in answer["hits"]]
    n, count = len(clean), len(hits)
    _line("nomenklatura + LogicV2 at 0.70", hits[:n], hits[n : 2 * n], hits[2 * n :], truth, 0.70)
    wall, cpu = count / answer["wall_s"], count / answer["cpu_s"]
    print(f"{wall:9,.0f}{cpu:11,.0f}{'':>9}")
    after = Answers(_our_finder(Engine(parties)), [], [], noise)  # other work may have begun or ended: before and after
    print(
        f"    ours: {ours.wall_rate / wall:.0f} and {after.wall_rate / wall:.0f} times the peer's queries per second "
        f"(before and after it ran), {ours.cpu_rate / cpu:.0f} and {after.cpu_rate / cpu:.0f} times per CPU second"
    )


def _facts_line(engine: Engine, asked: list[tuple[dict[str, str], set[str]]], noise_rows: list[dict[str, str]]) -> None:
    """The same with birth dates and countries in the query."""

    def hits(row: dict[str, str]) -> list[tuple[str, float]]:
        facts = {"name": [row["full_name"]], "birthDate": [row["date_of_birth"]], "nationality": [row["nationality"]]}
        return engine.screen({"schema": "Person", "properties": {k: v for k, v in facts.items() if v[0]}}, limit=20)

    good = _recall([hits(row) for row, _ in asked], [ids for _, ids in asked], THRESHOLD)
    false = sum(any(s >= THRESHOLD for _, s in hits(row)) for row in noise_rows) / len(noise_rows)
    print(f"entourage with facts:  clean @1 {good['r1']:.3f}, >=t {good['rt']:.3f}; false alarms {false:.2%}")


def _worst(ours: Answers, clean: list[str], light: list[str], truth: list[set[str]], noise: list[str]) -> None:
    missed = []
    for listed, query, hits, ids in zip(clean, light, ours.light, truth, strict=True):
        value = max((s for i, s in hits if i in ids), default=0.0)
        if value < THRESHOLD:
            missed.append((value, query, listed))
    print("worst misses, damaged:")
    for value, query, listed in sorted(missed)[:14]:
        print(f"  {value:.2f}  {query}  (listed as {listed})")
    print("worst false alarms:")
    alarms = [(hits[0][1], name, hits[0][0]) for hits, name in zip(ours.noise, noise, strict=True) if hits]
    for value, name, identifier in sorted(alarms, key=lambda a: -a[0])[:14]:
        print(f"  {value:.2f}  {name}  ->  {identifier}")


def kinds(parties: list[ListedParty], engine: Engine, quick: bool, final: bool) -> dict[str, float]:
    """Part (b'), by kind of damage: persons and organisations of both lists."""
    find = _our_finder(engine)
    figures: dict[str, float] = {}
    for schema, one_in in (("Person", 4), ("Organization", 6)):
        names = [n for n in main_names(parties, schema, one_in * (6 if quick else 1)) if held_out(n[0]) == final]
        half = "held out" if final else "the half that tuning saw"
        print(f"\n(b') {len(names)} {schema} names of both lists, one damage of each kind ({half})")
        print(f"{'':24}{'n':>6}{'@20':>8}{'>=t':>8}")
        totals = [0, 0, 0]
        for kind in KINDS:
            if schema != "Person" and kind in {"initial", "middle left out"}:
                continue  # of organisations, another name rather than a damaged one
            asked = [(text, ids, name) for name, ids in names if (text := damaged(name, kind, 3))]
            missed = []
            twenty = above = 0
            for text, ids, name in asked:
                hits = find(schema, text)
                twenty += bool(ids & {i for i, _ in hits[:20]})
                value = max((s for i, s in hits if i in ids), default=0.0)
                above += value >= THRESHOLD
                if value < THRESHOLD:
                    missed.append(f"{value:.2f} {text} ({name})")
            totals = [totals[0] + len(asked), totals[1] + twenty, totals[2] + above]
            print(
                f"{kind:24}{len(asked):6}{twenty / max(1, len(asked)):8.3f}{above / max(1, len(asked)):8.3f}"
                f"  {'; '.join(missed[:3])}"
            )
        print(f"{'all':24}{totals[0]:6}{totals[1] / totals[0]:8.3f}{totals[2] / totals[0]:8.3f}")
        figures[f"kinds_{schema.lower()}_at_20"] = totals[1] / totals[0]
        figures[f"kinds_{schema.lower()}_at_threshold"] = totals[2] / totals[0]
    return figures


def classes(final: bool) -> dict[str, float]:
    """Part (c): the perturbation classes of sanctions-screening-benchmark, generated from OFAC's list."""
    with tempfile.TemporaryDirectory() as folder:
        sdn = Path(folder) / "sdn.csv"
        sdn.write_bytes(gzip.decompress((SHARED / "lists/us/sdn-2021-06/sdn.csv.gz").read_bytes()))
        alt = str(SHARED / "lists/us/sdn-2021-06/alt.csv")
        made = _peer({"task": "cases", "sdn": str(sdn), "alt": alt, "limit": 500 if final else 250, "seed": int(final)})
    if made is None:
        print("\n(c) perturbation classes: not measured (ENTOURAGE_PEER_PYTHON is not set)")
        return {}
    chosen = set(list(made["candidates"])[250:] if final else made["candidates"])
    entities = [
        {"id": i, "schema": "Person", "properties": {"name": names[:1], "alias": names[1:]}}
        for i, names in made["candidates"].items()
        if i in chosen
    ]
    names = {n for e in entities for k in ("name", "alias") for n in e["properties"][k]}  # type: ignore[index]
    engine = Engine(entities)
    found: dict[str, list[bool]] = defaultdict(list)
    missed: dict[str, list[str]] = defaultdict(list)
    for query, expected, kind, family in made["cases"]:
        if expected is not None and expected not in chosen:
            continue
        hits = engine.screen({"schema": "Person", "properties": {"name": [query]}}, limit=1)
        fired = bool(hits and hits[0][1] >= THRESHOLD)
        key = f"{family}: {kind}"
        found[key].append(fired if expected is None else fired and hits[0][0] == expected)
        if found[key][-1] == (expected is None):
            missed[key].append(f"{query} ({(expected and made['candidates'][expected][0]) or hits[0]})")
    print(
        f"\n(c) perturbation classes, {len(entities)} OFAC persons, {len(names)} names "
        f"({'held out; its negatives are of both halves' if final else 'tuning saw them'})"
    )
    for key, says in sorted(found.items()):
        print(f"  {key:32}{len(says):6}{sum(says) / len(says):8.3f}  {'; '.join(missed[key][:3])}")
    positive = [v for key, says in found.items() if not key.startswith("negative") for v in says]
    negative = [v for key, says in found.items() if key.startswith("negative") for v in says]
    recall, false = sum(positive) / len(positive), sum(negative) / len(negative)
    print(f"  recall {recall:.3f} of {len(positive)}; false positives {false:.3f} of {len(negative)}")
    return {"classes_recall": recall, "classes_true_rejections": 1 - false}


def check(figures: dict[str, float]) -> int:
    """Compares with ``floors.json``; says what fell."""
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["floors"]
    low = {key: (figures[key], floor) for key, floor in floors.items() if key in figures and figures[key] < floor}
    for key, (value, floor) in low.items():
        print(f"BELOW THE FLOOR: {key} is {value:.4f}, floor {floor:.4f}", file=sys.stderr)
    return 1 if low else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("parts", nargs="*", default=[], help="pairs, lists, kinds, classes; all when none is named")
    parser.add_argument("--quick", action="store_true", help="fewer names")
    parser.add_argument("--check", action="store_true", help="fail when a figure is below floors.json")
    parser.add_argument("--final", action="store_true", help="the damaged names that nothing was tuned on")
    parser.add_argument("--picture", default="", metavar="FILE", help="with --scale: draw the curve (SVG)")
    parser.add_argument("--scale", type=int, action="append", default=[], metavar="N", help="a list of N names")
    options = parser.parse_args()
    if options.scale:
        scale(options.scale, Path(options.picture) if options.picture else None)
        return 0
    wanted = set(options.parts) or {"pairs", "lists", "kinds", "classes"}
    figures = pairs() if "pairs" in wanted else {}
    if wanted & {"lists", "kinds", "classes"} and not at_hand():
        print("\n(b), (c) skipped: no outside query sets and lists")
    elif wanted & {"lists", "kinds", "classes"}:
        parties = targets() if wanted & {"lists", "kinds"} else []
        engine = Engine(parties)
        figures |= whole_lists(parties, engine, options.quick, options.final) if "lists" in wanted else {}
        figures |= kinds(parties, engine, options.quick, options.final) if "kinds" in wanted else {}
        figures |= classes(options.final) if "classes" in wanted else {}
    return check(figures) if options.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
