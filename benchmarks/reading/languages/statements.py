"""Events, claims and positions on the keys of our own, beside a baseline.

In: the keys ``keys/*_statements.toml``. Out: F1 by kind for the texts that the rules were put right on and, apart, for
those that were not. Right means: an event has the date, the word and the party of the key; a claim its kind, number
and a word of its unit; a position its party, stance and words. Baseline: every date, with the first name in its
sentence; every number with the word after it; positions: everyone who stands in one sentence with the words is for it.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

KEYS = Path(__file__).parent / "keys"
KINDS = ("events", "claims", "positions")
Rows = dict[str, list[tuple[Any, ...]]]


def texts(language: str) -> list[dict[str, Any]]:
    return tomllib.loads((KEYS / f"{language}_statements.toml").read_text(encoding="utf-8"))["text"]


def document(key: dict[str, Any]) -> Any:
    from entourage.documents import document_from_text

    return msgspec.structs.replace(document_from_text(key["text"].strip() + "\n"), published=key["published"])


def ours(key: dict[str, Any]) -> Rows:
    from entourage.reading import read

    reading = read(document(key))
    name = {entity.id: entity.name for entity in reading.entities}
    return {
        "events": [(e.date, e.what, " ".join(name[one] for one in e.participants)) for e in reading.events],
        "claims": [(c.kind, c.number or 0, f"{c.unit} {c.value}") for c in reading.claims],
        "positions": [(name[p.entity], p.stance, p.proposition) for p in reading.positions],
    }


def baseline(key: dict[str, Any], language: str) -> Rows:
    from entourage.reading import read
    from entourage.reading.languages.statements.dates import calendar
    from entourage.reading.languages.statements.numbers import find_numbers

    code, text = {"french": "fr", "russian": "ru"}[language], key["text"].strip() + "\n"
    entities = read(document(key)).entities
    rows: Rows = {kind: [] for kind in KINDS}
    for sentence in re.finditer(r"[^.\n]+", text):
        start, end = sentence.span()
        named = [e.name for e in entities if any(start <= m.start < end for m in e.mentions) and e.schema != "Address"]
        for when in calendar(code, key["published"]).read(text, start, end, 0):
            rows["events"].append((when.iso, sentence[0], named[0] if named else ""))
        for number in find_numbers(code, text, start, end):
            kind = {"money": "amount", "percent": "share"}.get(number.kind, "count")
            rows["claims"].append((kind, number.value, number.unit + text[number.end : number.end + 20]))
        rows["positions"] += [(name, "for", sentence[0]) for name in named]
    return rows


def is_right(kind: str, gold: tuple[Any, ...], found: tuple[Any, ...]) -> bool:
    if kind == "events":
        return bool(gold[0] == found[0]) and gold[1] in found[1] and gold[2] in found[2]
    if kind == "claims":
        return gold[0] == found[0] and gold[1] == found[1] and gold[2] in found[2]
    return gold[0] in found[0] and gold[1] == found[1] and gold[2] in found[2]


def measure(language: str) -> dict[str, dict[str, float]]:
    """F1 by set ("statements", "statements held out", "baseline") and kind."""
    counts: dict[tuple[str, str], list[int]] = {}
    for key in texts(language):
        group = "statements held out" if key.get("held_out") else "statements"
        for name, rows in ((group, ours(key)), ("baseline", baseline(key, language))):
            for kind in KINDS:
                gold, free, hits = [tuple(row) for row in key[kind]], list(rows[kind]), 0
                for one in gold:
                    found = next((row for row in free if is_right(kind, one, row)), None)
                    if found is not None:
                        free.remove(found)
                        hits += 1
                tally = counts.setdefault((name, kind), [0, 0])
                tally[0] += 2 * hits
                tally[1] += len(gold) + len(rows[kind])
    out: dict[str, dict[str, float]] = {}
    for (name, kind), (double, total) in counts.items():
        out.setdefault(f"{language} {name}", {})[kind] = round(100 * double / total, 1) if total else 100.0
    return out
