"""Damaged, endless and hostile texts: no crash, no hang, time linear in length; and the time to a first answer.

    python benchmarks/reading/robustness/run.py [--texts 2000] [--quick] [--check]

Each damaged text is read in full and every span of the reading is held against the text. Cost is processor time per
1,000 characters beside the undamaged text's in the same run (the baseline). Growth is measured in a process of its own
per length, on the same text repeated to that length. Base texts: the article that ships in the package, the
benchmark's own short articles and, where the outside evaluation data is at hand, news articles of PolNeAR train.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(ROOT.parent / "shared")))
sys.path.insert(0, str(HERE))

from mutations import MUTATIONS  # noqa: E402  (beside this script)

MAX_SECONDS = 60
"""Processor-idle or not, a text of an article's length that takes longer counts as hung."""
ARTICLE_CHARS = 4_000
OTHER_LANGUAGES = (
    "Le directeur de l'institut a déclaré mardi que la réunion aurait lieu à Paris. « Nous y serons », a-t-il dit.",
    "Директор института заявил во вторник, что встреча пройдет в Москве. «Мы будем там», — сказал он.",
)

GROWTH = """
import json, resource, sys, time
from entourage.documents import document_from_text
from entourage.reading import read
text, length, joint = open(sys.argv[1], encoding="utf-8").read(), int(sys.argv[2]), sys.argv[3]
words = text.split(" ")
read(document_from_text("Ada Example said hello to Bernard Sample."))
whole = joint.join([text] * (length // len(words) + 1))
whole = " ".join(whole.split(" ")[:length])
before = resource.getrusage(resource.RUSAGE_SELF)
start = time.process_time()
reading = read(document_from_text(whole))
after = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"seconds": time.process_time() - start, "quotes": len(reading.quotes),
                  "mb": after.ru_maxrss / 1024, "before_mb": before.ru_maxrss / 1024}))
"""

ENTOURAGE_START = """
import entourage
entourage.investigate("letter", text="Ada Example chairs the board of the Placeholder Institute.")
"""
MODEL_START = """
import spacy
from entourage.reading.language_model import english_model
spacy.load(english_model()[0])("Ada Example chairs the board of the Placeholder Institute.")
"""


class Hung(Exception):
    """A text took longer than ``MAX_SECONDS``."""


def base_texts() -> list[str]:
    texts = [(ROOT / "src/entourage/demo/article.md").read_text("utf-8")]
    keys = ROOT / "benchmarks/reading/statements/keys"
    texts += [json.loads(path.read_text("utf-8"))["text"] for path in sorted(keys.glob("*.json"))]
    news = SHARED / "reading/data/polnear/train.jsonl"
    if news.is_file():
        with news.open(encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line, _ in zip(lines, range(20), strict=False)]
    return [text[:ARTICLE_CHARS] for text in texts]


def spans(value: Any) -> Iterator[Any]:
    """Every span in a reading, wherever it stands."""
    from entourage.model import Mention, Span

    if isinstance(value, (Span, Mention)):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))


def read_one(text: str) -> tuple[float, str]:
    """Processor seconds for one text, and what went wrong (empty: nothing)."""
    from entourage.documents import document_from_text
    from entourage.reading import read

    start = time.process_time()
    signal.alarm(MAX_SECONDS)
    try:
        document = document_from_text(text)
        reading = read(document)
    except Hung:
        return time.process_time() - start, f"longer than {MAX_SECONDS} s"
    except Exception as error:
        from entourage.model import EntourageError

        if isinstance(error, EntourageError):
            return time.process_time() - start, ""
        return time.process_time() - start, f"{type(error).__name__}: {error}"
    finally:
        signal.alarm(0)
    bad = [one for one in spans(reading) if not 0 <= one.start < one.end <= len(document.text)]
    return time.process_time() - start, f"span outside the text: {bad[0]}" if bad else ""


def on_alarm(number: int, frame: FrameType | None) -> None:
    raise Hung


def damaged(count: int) -> tuple[list[dict[str, Any]], float]:
    """Read ``count`` damaged texts.

    Returns:
        Rows by kind of damage, and what 1,000 undamaged characters cost, in milliseconds of processor time.
    """
    signal.signal(signal.SIGALRM, on_alarm)
    texts = base_texts()
    for warm_up in (texts[0], *OTHER_LANGUAGES):  # a model that loads is no cost of the text that came first
        read_one(warm_up)
    plain = sum(read_one(text)[0] for text in texts) / sum(map(len, texts)) * 1e6
    costs: dict[str, list[float]] = collections.defaultdict(list)
    faults: dict[str, list[str]] = collections.defaultdict(list)
    names = list(MUTATIONS)
    for number in range(count):
        chance = random.Random(number)
        kind = names[number % len(names)]
        text = MUTATIONS[kind](chance.choice(texts), chance)
        seconds, fault = read_one(text)
        costs[kind].append(seconds / max(len(text), 300) * 1e6)
        if fault:
            faults[kind].append(f"text {number}: {fault}")
    rows = [
        {
            "kind": kind,
            "texts": len(costs[kind]),
            "faults": faults[kind],
            "median": statistics.median(costs[kind]) / plain,
            "worst": max(costs[kind]) / plain,
        }
        for kind in names
        if costs[kind]
    ]
    return rows, plain


def growth(lengths: list[int], joint: str, source: Path) -> list[dict[str, float]]:
    rows = []
    for length in lengths:
        done = subprocess.run(
            [sys.executable, "-c", GROWTH, str(source), str(length), joint],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        rows.append({"words": length, **json.loads(done.stdout)})
    return rows


def start_seconds(code: str, rounds: int) -> float:
    """Wall seconds of a cold process that runs ``code``; the median."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--texts", type=int, default=2_000)
    arguments.add_argument("--quick", action="store_true", help="160 texts and short lengths")
    arguments.add_argument("--check", action="store_true", help="fail where a floor of floors.json does not hold")
    options = arguments.parse_args()
    count = 160 if options.quick else options.texts

    rows, plain = damaged(count)
    print(f"undamaged: {plain:.1f} ms of processor time per 1,000 characters; below, times that")
    print(f"{'damage':28} {'texts':>6} {'faults':>7} {'median':>7} {'worst':>7}")
    for row in rows:
        print(f"{row['kind']:28} {row['texts']:6} {len(row['faults']):7} {row['median']:7.2f} {row['worst']:7.2f}")
    faults = [fault for row in rows for fault in row["faults"]]
    print("\n".join(faults[:20]))

    lengths = [2_500, 10_000] if options.quick else [5_000, 25_000, 100_000]
    source = ROOT / "src/entourage/demo/article.md"
    worst_growth = 0.0
    for name, joint in (("paragraphs", "\n\n"), ("one line", " ")):
        curve = growth(lengths, joint, source)
        print(f"\n{name:12} {'words':>8} {'CPU s':>8} {'ms/1,000 words':>15} {'MB over the model':>18} {'quotes':>7}")
        for row in curve:
            print(
                f"{'':12} {row['words']:8.0f} {row['seconds']:8.2f} {row['seconds'] / row['words'] * 1e6:15.0f} "
                f"{row['mb'] - row['before_mb']:18.0f} {row['quotes']:7.0f}"
            )
        a, b = curve[0], curve[-1]
        worst_growth = max(worst_growth, (b["seconds"] / b["words"]) / (a["seconds"] / a["words"]))
    print(f"cost per word, longest beside shortest: {worst_growth:.2f} times")

    ours, model = (start_seconds(code, 3) for code in (ENTOURAGE_START, MODEL_START))
    print(f"\nimport to first answer: {ours:.2f} s (the language model alone: {model:.2f} s), {ours / model:.2f} times")
    if not options.check:
        return 0
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    measured = {"faults_at_most": len(faults), "growth_at_most": worst_growth, "start_ratio_at_most": ours / model}
    failed = [f"{name}: {measured[name]:.2f} > {limit}" for name, limit in floors.items() if measured[name] > limit]
    print("\n".join(failed) if failed else "floors hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
