"""Screening at scale: lists of many names made from the parts of real ones, each size in a process of its own.

In: sizes. Out: a table: build time, memory, file, queries a second, recall, and what scanning the postings alone costs;
and the curve as SVG.
The names are recombined: given names of one listed person, family names of another, so that words are as frequent as
in real lists; every query is a name of the list with one small error. Nothing of it is kept.
"""

from __future__ import annotations

import json
import math
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


def scale(sizes: list[int], picture: Path | None = None) -> None:
    """Measures build, memory and speed for lists of so many names, prints the curve, and draws it.

    Args:
        sizes: numbers of names.
        picture: SVG file to write; None for none.
    """
    measured: list[dict[str, float]] = []
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
        measured.append(row | {"names": size})
        print(
            f"{size:10,}{row['build_s']:9.1f}{row['build_peak_mb']:9.0f}{megabytes:9.0f}{row['judged_per_cpu_s']:9.0f}"
            f"{row['floor_per_cpu_s']:9.0f}{row['candidates']:10.1f}{row['recall_at_20']:7.3f}"
            f"{row['recall_at_threshold']:7.3f}{row['query_peak_mb']:7.0f}",
            flush=True,
        )
    if picture is not None:
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_text(curve(measured), encoding="utf-8")
        print(f"drawn: {picture}")


LINES = (("judged_per_cpu_s", "#1f6f8b", "judged queries"), ("floor_per_cpu_s", "#b3b3b3", "postings scanned only"))
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 400, 78, 24, 44, 52


def _decades(values: list[float]) -> tuple[int, int]:
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def curve(measured: list[dict[str, float]]) -> str:
    """The curve as SVG: time of a query over the number of names, both logarithmic, with the floor beside it.

    Args:
        measured: of each size ``names``, ``judged_per_cpu_s`` and ``floor_per_cpu_s``.
    """
    micros = [1e6 / row[key] for row in measured for key, _, _ in LINES]
    low, high = _decades(micros)
    first, last = _decades([row["names"] for row in measured])
    across = (WIDTH - LEFT - RIGHT) / max(1, last - first)
    down = (HEIGHT - TOP - BOTTOM) / max(1, high - low)

    def spot(names: float, value: float) -> tuple[float, float]:
        return LEFT + (math.log10(names) - first) * across, TOP + (high - math.log10(value)) * down

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="13" role="img"><title>CPU time of one query by the number of names</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" fill="#222">CPU time of one query (both axes logarithmic)</text>',
    ]
    for power in range(low, high + 1):
        y = spot(10**first, 10**power)[1]
        label = f"{10 ** (power - 3):g} ms" if power >= 3 else f"{10**power} \u00b5s"
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#e4e4e4"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#444">{label}</text>')
    for power in range(first, last + 1):
        x = spot(10**power, 10**low)[0]
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 28}" text-anchor="middle" fill="#444">{10**power:,}</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle" fill="#444">names in the list</text>')
    for key, colour, label in LINES:
        spots = [(*spot(row["names"], 1e6 / row[key]), row[key]) for row in measured]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in spots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        for x, y, rate in spots:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
            end = "end" if x > WIDTH - 150 else "start"
            parts.append(
                f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="{end}" fill="#222">{rate:,.0f} a second</text>'
            )
        x, y, _ = spots[0]
        parts.append(f'<text x="{x:.1f}" y="{y + 22:.1f}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    print(json.dumps({"build": build, "query": query}[sys.argv[1]](int(sys.argv[2]), sys.argv[3])))
