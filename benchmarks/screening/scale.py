"""Screening at scale: lists of many names made from the parts of real ones, each size in a process of its own.

In: sizes. Out: a table: build time, memory, file, queries a second, recall, and what scanning the postings alone costs.
The names are recombined: given names of one listed person, family names of another, so that words are as frequent as
in real lists; every query is a name of the list with one small error. Nothing of it is kept.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

QUERIES = 600


def recombined(size: int, seed: int = 5) -> Iterator[str]:
    """So many names from the parts of listed and invented persons; equal for equal seeds."""
    from lists import rows, targets

    names = [n for p in targets() if p.schema == "Person" for n in p.properties.get("name", ())]
    names += [row["full_name"] for row in rows("negatives_us_10000.csv", 10_000)]
    split = [name.replace(",", " ").split() for name in names]
    givens = [w[:-1] for w in split if len(w) > 1]
    families = [w[-1] for w in split if len(w) > 1]
    letters = "aeioukrstnm"
    chance = random.Random(seed)
    for _ in range(size):
        family = chance.choice(families)
        if chance.random() < 0.5 and len(family) > 3:  # real lists of this size have rarer names than two small ones
            at = chance.randrange(1, len(family))
            family = family[:at] + chance.choice(letters) + family[at + chance.randrange(2) :]
        yield " ".join([*chance.choice(givens)[:2], family])


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(size: int, path: str) -> dict[str, float]:
    """Builds an index and writes it."""
    from entourage.screening import build_index
    from entourage.screening.parties import Party

    names = list(recombined(size))
    before = _peak_mb()
    started = time.perf_counter()
    index = build_index(Party(str(n), "Person", {"name": (name,)}) for n, name in enumerate(names))
    index.save(Path(path))
    return {"build_s": time.perf_counter() - started, "build_peak_mb": _peak_mb(), "names_only_mb": before}


def query(size: int, path: str) -> dict[str, float]:
    """Asks an index that is mapped from its file, and judges what it finds."""
    from damage import lightly

    from entourage.screening import NameIndex
    from entourage.screening.listed import Asked, listed_name
    from entourage.screening.parties import Party

    chosen = set(random.Random(9).sample(range(size), QUERIES))
    asked = [(n, name) for n, name in enumerate(recombined(size)) if n in chosen]
    index = NameIndex.load(Path(path))
    index.candidates("Person", ["Ada Example"])
    found = above = scored = 0
    started = time.process_time()
    for _, name in asked:
        text = Asked(lightly(name, 1), "Person")
        candidates = index.candidates("Person", [text.text])
        scored += len(candidates)
        ranked = sorted(
            (-listed_name(Party("", "Person", {}), index.text(n)).score(text), n)
            for ns in candidates.values()
            for n in ns
        )
        best = [(score, index.text(n)) for score, n in ranked[:20]]
        found += name in {listed for _, listed in best}
        above += any(listed == name and score <= -0.7 for score, listed in best)
    spent = time.process_time() - started
    started = time.process_time()
    for _, name in asked:
        for word in name.lower().split():
            if (place := index._place(word)) >= 0:
                index._posting(place).sum()
    floor = time.process_time() - started
    return {
        "judged_per_cpu_s": QUERIES / spent,
        "floor_per_cpu_s": QUERIES / floor,
        "candidates": scored / QUERIES,
        "recall_at_20": found / QUERIES,
        "recall_at_threshold": above / QUERIES,
        "query_peak_mb": _peak_mb(),
    }


def scale(sizes: list[int]) -> None:
    """Measures build, memory and speed for lists of so many names, and prints the curve."""
    heads = ("names", "build s", "peak MB", "file MB", "q/CPU s", "floor", "compared", "@20", ">=t", "MB")
    widths = (10, 9, 9, 9, 9, 9, 10, 7, 7, 7)
    print("".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)))
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "index")
            row = {}
            for task in ("build", "query"):
                done = subprocess.run(
                    [sys.executable, __file__, task, str(size), path], capture_output=True, text=True, check=True
                )
                row |= json.loads(done.stdout.splitlines()[-1])
            megabytes = Path(path).stat().st_size / 1e6
        print(
            f"{size:10,}{row['build_s']:9.1f}{row['build_peak_mb']:9.0f}{megabytes:9.0f}{row['judged_per_cpu_s']:9.0f}"
            f"{row['floor_per_cpu_s']:9.0f}{row['candidates']:10.1f}{row['recall_at_20']:7.3f}"
            f"{row['recall_at_threshold']:7.3f}{row['query_peak_mb']:7.0f}",
            flush=True,
        )


if __name__ == "__main__":
    print(json.dumps({"build": build, "query": query}[sys.argv[1]](int(sys.argv[2]), sys.argv[3])))
