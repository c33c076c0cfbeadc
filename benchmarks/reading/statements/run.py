"""How well events, claims and positions are read: own answer keys, a baseline of regular expressions, mistakes.

    python benchmarks/reading/statements/run.py [--mistakes 20]

The keys stand in ``keys``; those named ``heldout_*`` were not looked at while the reader was made and
are scored apart.
Exits with 1 when a figure falls more than the noise margin below its floor in ``floors.json``. Raise a floor when a
change raises its figure; never lower one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import baseline  # noqa: E402

KINDS = ("events", "claims", "positions")
Reader = Callable[[dict[str, Any]], dict[str, list[dict[str, Any]]]]


def entourage(key: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What the product finds in the text of a key, in the keys' shapes."""
    from entourage.documents import document_from_text
    from entourage.reading.names import find_names
    from entourage.reading.parse import parse
    from entourage.reading.quotes import find_quotes
    from entourage.reading.resolve import build_cast, link_descriptions
    from entourage.reading.statements import find_claims, find_events, find_positions
    from entourage.reading.ties import find_roles, find_ties, find_works_and_lists

    parsed = parse(document_from_text(key["text"], published=key["published"]))
    cast = build_cast(parsed, find_names(parsed))
    find_roles(parsed, cast)
    find_works_and_lists(parsed, cast)
    link_descriptions(parsed, cast)
    ties, quotes = find_ties(parsed, cast), find_quotes(parsed, cast)

    def names(ids: tuple[str, ...]) -> list[str]:
        return [cast[one].name for one in ids]

    return {
        "events": [
            {"date": e.date, "what": e.what, "who": names(e.participants), "confidence": e.confidence}
            for e in find_events(parsed, cast, published=key["published"])
        ],
        "claims": [
            {"kind": c.kind, "value": c.value, "what": c.what, "by": names(c.asserted_by)}
            for c in find_claims(parsed, cast, quotes, published=key["published"], ties=ties)
        ],
        "positions": [
            {
                "entity": cast[p.entity].name,
                "stance": p.stance,
                "proposition": p.proposition,
                "confidence": p.confidence,
            }
            for p in find_positions(parsed, cast, quotes)
        ],
    }


def same_name(one: str, other: str) -> bool:
    """Whether one name is the other or a short form of it ("Vostovia", "Republic of Vostovia")."""
    return one in other or other in one


def right(kind: str, gold: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether a line is the one that the key asks for."""
    if kind == "claims":
        return bool(gold["kind"] == found["kind"] and gold["value"].lower() == found["value"].lower())
    said = found["what" if kind == "events" else "proposition"].lower()
    if not all(word.lower() in said for word in gold["words"]):
        return False
    if kind == "events":
        return bool(gold["date"] == found["date"])
    return bool(gold["stance"] == found["stance"]) and same_name(gold["entity"], found["entity"])


def score(keys: list[dict[str, Any]], read: Reader, mistakes: int) -> dict[str, float]:
    """Precision and recall of each kind of line; of the participants of right events; of who asserts right claims."""
    counts: Counter[str] = Counter()
    by_confidence: Counter[tuple[str, float, bool]] = Counter()
    for key in keys:
        lines = read(key)
        for kind in KINDS:
            hits = [any(right(kind, gold, line) for gold in key[kind]) for line in lines[kind]]
            missed = [gold for gold in key[kind] if not any(right(kind, gold, line) for line in lines[kind])]
            counts[f"{kind}_found"] += len(hits)
            counts[f"{kind}_right"] += sum(hits)
            counts[f"{kind}_gold"] += len(key[kind])
            counts[f"{kind}_seen"] += len(key[kind]) - len(missed)
            for line, hit in zip(lines[kind], hits, strict=True):
                by_confidence[kind, line.get("confidence", 1.0), hit] += 1
            wrong = [f"wrong {line}" for line, hit in zip(lines[kind], hits, strict=True) if not hit]
            for line_ in (wrong + [f"missed {gold}" for gold in missed])[:mistakes]:
                print(f"  {key['kind']}: {kind}: {line_}")
        _count_people(counts, key, lines)
    if any(confidence < 1 for _, confidence, _ in by_confidence):
        _show_confidence(by_confidence)
    return _shares(counts)


def _count_people(counts: Counter[str], key: dict[str, Any], lines: dict[str, list[dict[str, Any]]]) -> None:
    for gold in key["events"]:
        line = next((one for one in lines["events"] if right("events", gold, one)), None)
        if line is None or "who" not in line:
            continue
        counts["who_found"] += len(line["who"])
        counts["who_right"] += sum(any(same_name(a, b) for b in gold["who"]) for a in line["who"])
        counts["who_gold"] += len(gold["who"])
        counts["who_seen"] += sum(any(same_name(a, b) for b in line["who"]) for a in gold["who"])
    for gold in key["claims"]:
        line = next((one for one in lines["claims"] if right("claims", gold, one)), None)
        if line is not None and "by" in line:
            counts["by_gold"] += 1
            counts["by_seen"] += line["by"] == gold.get("by", [])


def _shares(counts: Counter[str]) -> dict[str, float]:
    figures = {}
    for kind in (*KINDS, "who"):
        if counts[f"{kind}_gold"]:
            figures[f"{kind}_precision"] = counts[f"{kind}_right"] / max(1, counts[f"{kind}_found"])
            figures[f"{kind}_recall"] = counts[f"{kind}_seen"] / counts[f"{kind}_gold"]
    if counts["by_gold"]:
        figures["asserted_by"] = counts["by_seen"] / counts["by_gold"]
    return figures


def _show_confidence(counted: Counter[tuple[str, float, bool]]) -> None:
    for kind, confidence in sorted({(kind, confidence) for kind, confidence, _ in counted if confidence < 1}):
        good, bad = counted[kind, confidence, True], counted[kind, confidence, False]
        print(f"  {kind} at {confidence:.2f}: {good} of {good + bad} right")


def main() -> int:
    """Score, compare with the floors, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mistakes", type=int, default=20)
    arguments = parser.parse_args()
    keys = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((HERE / "keys").glob("*.json"))}
    figures: dict[str, float] = {}
    for part in ("own", "heldout"):
        chosen = [key for name, key in keys.items() if name.startswith("heldout") == (part == "heldout")]
        print(f"{part}: {len(chosen)} texts")
        print("  baseline: " + _in_words(score(chosen, lambda key: baseline.read(key["text"]), 0)))
        figures |= {f"{part}_{name}": value for name, value in score(chosen, entourage, arguments.mistakes).items()}
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    low = [name for name, value in figures.items() if value < floors["floors"].get(name, 0) - floors["noise_margin"]]
    for name, value in figures.items():
        print(f"{name:28} {value:6.3f}   floor {floors['floors'].get(name, 0):.3f}")
    print(f"below their floor: {', '.join(low)}" if low else "no figure is below its floor")
    return 1 if low else 0


def _in_words(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in figures.items())


if __name__ == "__main__":
    sys.exit(main())
