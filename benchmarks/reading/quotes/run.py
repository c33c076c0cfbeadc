"""Score the quote reader on PolNeAR, beside a trivial baseline, with the set's own scorer; hold the floors.

    python benchmarks/reading/quotes/run.py [--split dev] [--misses 30]

The scorer and the texts stand outside the repository (``ENTOURAGE_SHARED``, else the folder ``shared`` beside the
repository). Prints a table, the worst misses with ``--misses``, and ends with status 1 when a floor is not held.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(HERE.parents[2].parent / "shared"))) / "reading"
KINDS = ("all", "direct", "mixed", "indirect")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{20,})[”\"],? (?:said )?((?:[A-Z]\w+ ?){1,3})(?:said)?")


def baseline(text: str) -> dict[str, Any]:
    """The trivial reader: words in marks with a capitalised name after them."""
    return {"quotes": [{"content": m.span(1), "speaker": m.span(2), "cue": None} for m in _QUOTED.finditer(text)]}


def score(reader: Callable[[str], dict[str, Any]], documents: list[dict[str, Any]], misses: int) -> dict[str, Any]:
    """The scorer's result for a reader; prints missed pieces of direct and mixed quotes first."""
    import eval_quotes

    scorer, shown = eval_quotes.Scorer(), 0
    for document in documents:
        quotes = reader(document["text"])["quotes"]
        scorer.add(document, document["attributions"], quotes)
        if shown < misses:
            shown += print_misses(document, quotes, misses - shown)
    return dict(scorer.result())


def print_misses(document: dict[str, Any], quotes: list[dict[str, Any]], most: int) -> int:
    """Print pieces of the key that nothing matches, direct and mixed ones; returns how many."""
    import eval_quotes

    text = document["text"]
    starts, mask = eval_quotes.index(text), eval_quotes.quote_mask(text)
    gold = eval_quotes.gold_units(document, starts, document["attributions"])
    found = eval_quotes.pred_units(document, starts, quotes, mask)
    hit = {pair[0] for pair in eval_quotes.match(gold, found) if pair[2] >= 0.5}
    missed = [unit for number, unit in enumerate(gold) if number not in hit and unit["kind"] != "indirect"][:most]
    for unit in missed:
        passage = text[min(unit["w"]) : max(unit["w"]) + 12].replace("\n", " ")
        print(f"MISS {unit['kind']:8} {document['id'][:30]:30} {passage[:150]}")
    return len(missed)


def row(name: str, result: dict[str, Any]) -> str:
    """One line of the table: end-to-end F1 by kind."""
    figures = [result["end_to_end"]["f"], *(result["e2e_" + kind]["f"] for kind in KINDS[1:])]
    return f"{name:24}" + "".join(f"{figure:10.1f}" for figure in figures)


def main() -> int:
    """Run; returns the exit status."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--split", default="dev")
    arguments.add_argument("--misses", type=int, default=0)
    options = arguments.parse_args()
    if not (SHARED / "eval_quotes.py").is_file():
        print(f"no development set at {SHARED}; set ENTOURAGE_SHARED", file=sys.stderr)
        return 2
    sys.path[:0] = [str(SHARED), str(HERE)]
    import reader

    with (SHARED / "data" / "polnear" / f"{options.split}.jsonl").open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    result = score(reader.read, documents, options.misses)
    print(f"{options.split}, {len(documents)} articles" + " " * 6 + "".join(f"{kind:>10}" for kind in KINDS))
    print(row("marks and a name", score(baseline, documents, 0)))
    print(row("entourage", result))
    if options.split != "dev":
        return 0
    held = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    now = {"all": result["end_to_end"]["f"]} | {kind: result["e2e_" + kind]["f"] for kind in KINDS[1:]}
    low = {kind: figure for kind, figure in now.items() if figure < held["floors"][kind] - held["noise_margin"]}
    for kind, figure in low.items():
        print(f"below the floor: {kind} {figure} < {held['floors'][kind]}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
