"""Speed of reading beside the bare language model, on the same weights, in the same process, by turns.

    python benchmarks/reading/speed/run.py [--docs 20] [--rounds 3]

Data: news articles of outside evaluation data (PolNeAR train); the script stops with a word when they are absent.
Figures are words a
second of the process's own processor time, so that other work on the machine does not show; what counts is their ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[3]
ARTICLES = Path(os.environ.get("ENTOURAGE_SHARED", str(ROOT.parent / "shared"))) / "reading/data/polnear/train.jsonl"


def processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def words_a_second(work: Callable[[str], object], texts: list[str]) -> float:
    start = processor_seconds()
    for text in texts:
        work(text)
    return sum(len(text.split()) for text in texts) / (processor_seconds() - start)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--docs", type=int, default=20)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    if not ARTICLES.is_file():
        print(f"no evaluation data at {ARTICLES}: nothing measured")
        return 0
    with ARTICLES.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line, _ in zip(lines, range(options.docs), strict=False)]
    import spacy

    from entourage.documents import document_from_text
    from entourage.reading import read
    from entourage.reading.language_model import english_model

    bare = spacy.load(english_model()[0], exclude=["attribute_ruler", "lemmatizer", "senter"])
    readers: dict[str, Callable[[str], object]] = {
        "bare model (tok2vec, tagger, parser, ner)": bare,
        "entourage": lambda text: read(document_from_text(text)),
    }
    for work in readers.values():
        work(texts[0][:600])
    rounds = [{name: words_a_second(work, texts) for name, work in readers.items()} for _ in range(options.rounds)]
    for name in readers:
        print(f"{name:45} {statistics.median(r[name] for r in rounds):8.0f} words a CPU second")
    bare_name, our_name = readers
    ratio = statistics.median(r[our_name] / r[bare_name] for r in rounds)
    print(f"ratio {ratio:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
