"""French and Russian: names, quotes with speakers, and ties on keys of our own; Russian names on outside sets.

    python benchmarks/reading/languages/run.py [--errors] [--check]

Beside us, in the same run: the language model's names alone (spaCy's for French, natasha's for Russian) and a regular
expression for quotes. ``--check`` stops with status 1 when a figure lies below its floor in ``floors.json``.

names: F1, strict, PER and ORG. quotes: F1, a quote counts when its words are those of the key (Jaccard of word sets at
least 0.5, one to one); with speaker: and the speaker's true name is right (a quote whose speaker the text does not name
must have none). ties: F1 over (subject, object, schema). The outside sets (UNER ru_pud, factRuEval dev) are
measured where they lie beside the repository.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(ROOT.parent / "shared"))) / "reading"
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

import peers  # noqa: E402
import statements  # noqa: E402

import adapters  # noqa: E402

Span = tuple[int, int]


def f1(hit: float, found: int, gold: int) -> float:
    return round(200 * hit / (found + gold), 1) if found + gold else 100.0


def keys(language: str) -> list[dict[str, Any]]:
    texts = tomllib.loads((HERE / "keys" / f"{language}.toml").read_text(encoding="utf-8"))["text"]
    for one in texts:
        one["text"] = one["text"].strip() + "\n"
    return texts


def gold_names(key: dict[str, Any]) -> set[tuple[int, int, str]]:
    """Every place where a listed form stands, the longest first."""
    out: set[tuple[int, int, str]] = set()
    taken: set[int] = set()
    forms = sorted(((f, k) for k in ("PER", "ORG") for f in key[k]), key=lambda one: -len(one[0]))
    for form, kind in forms:
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", key["text"]):
            if not taken & set(range(*found.span())):
                taken |= set(range(*found.span()))
                out.add((*found.span(), kind))
    return out


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def same_words(a: str, b: str) -> bool:
    x, y = words(a), words(b)
    return len(x & y) >= 0.5 * len(x | y)


class Tally:
    def __init__(self) -> None:
        self.hit, self.found, self.gold = {}, {}, {}
        self.errors: list[str] = []

    def add(self, name: str, hit: int, found: int, gold: int) -> None:
        for table, value in ((self.hit, hit), (self.found, found), (self.gold, gold)):
            table[name] = table.get(name, 0) + value

    def figures(self) -> dict[str, float]:
        return {name: f1(self.hit[name], self.found[name], self.gold[name]) for name in self.hit}


def add_names(tally: Tally, key: dict[str, Any], rows: list[dict[str, Any]], name: str) -> None:
    gold = gold_names(key)
    found = {(r["start"], r["end"], r["type"]) for r in rows if r["type"] in {"PER", "ORG"}}
    for kind in ("PER", "ORG"):
        a, b = {g for g in gold if g[2] == kind}, {f for f in found if f[2] == kind}
        tally.add(f"{name} {kind}", len(a & b), len(b), len(a))
    tally.errors += [f"{name} {key['id']} MISSED {k} {key['text'][s:e]!r}" for s, e, k in sorted(gold - found)]
    tally.errors += [f"{name} {key['id']} WRONG {k} {key['text'][s:e]!r}" for s, e, k in sorted(found - gold)]


def add_quotes(tally: Tally, key: dict[str, Any], rows: list[tuple[str, str]], name: str) -> None:
    free, hits, right = list(rows), 0, 0
    for content, speaker in key["quotes"]:
        same = next((row for row in free if same_words(row[0], content.replace(" / ", " "))), None)
        if same is None:
            tally.errors.append(f"{name} {key['id']} MISSED quote {content!r}")
            continue
        free.remove(same)
        hits += 1
        right += same[1] == speaker
        if same[1] != speaker:
            tally.errors.append(f"{name} {key['id']} SPEAKER {same[1]!r} for {speaker!r} of {content[:50]!r}")
    tally.errors += [f"{name} {key['id']} WRONG quote {row}" for row in free]
    tally.add(f"{name} quotes", hits, len(rows), len(key["quotes"]))
    tally.add(f"{name} quotes with speaker", right, len(rows), len(key["quotes"]))


def product(text: str) -> tuple[list[dict[str, Any]], list[tuple[str, str]], set[tuple[str, str, str]]]:
    """Names, quotes with the speaker's name, and ties of the product."""
    from entourage.documents import document_from_text
    from entourage.reading import read

    reading = read(document_from_text(text))
    name = {entity.id: entity.name for entity in reading.entities}
    quotes = [
        (" ".join(span.of(text) for span in q.content), name[q.speakers[0]] if q.speakers else "")
        for q in reading.quotes
    ]
    ties = {(name[t.subject], name[t.object], t.schema) for t in reading.ties if t.status != "negated"}
    return adapters.read(text)["entities"], quotes, ties


def measure(language: str) -> Tally:
    tally = Tally()
    peer = peers.spacy_french_names if language == "french" else peers.natasha_names
    for key in keys(language):
        names, quotes, ties = product(key["text"])
        add_names(tally, key, names, "entourage")
        add_names(tally, key, peer(key["text"])["entities"], "model alone")
        add_quotes(tally, key, quotes, "entourage")
        text = key["text"]
        regex = [
            (text[slice(*q["content"])], text[slice(*q["speaker"])] if q["speaker"] else "")
            for q in peers.regex_quotes(text)["quotes"]
        ]
        add_quotes(tally, key, regex, "regular expression")
        gold = {tuple(tie) for tie in key["ties"]}
        tally.add("entourage ties", len(gold & ties), len(ties), len(gold))
        tally.errors += [f"entourage {key['id']} MISSED tie {t}" for t in sorted(gold - ties)]
        tally.errors += [f"entourage {key['id']} WRONG tie {t}" for t in sorted(ties - gold)]
    return tally


def outside_sets() -> dict[str, dict[str, float]]:
    """Strict F1 on the outside Russian sets; empty where they are absent."""
    if not (SHARED / "eval_ner.py").is_file():
        return {}
    sys.path.insert(0, str(SHARED))
    import eval_ner

    folder = str(SHARED / "data" / "ner")
    sets = {"ru_pud": list(eval_ner.sets("ru_pud")), "factRuEval dev": list(eval_ner.factru(folder + "/factru/devset"))}
    out = {}
    for name, documents in sets.items():
        for reader, call in (("entourage", adapters.read), ("natasha", peers.natasha_names)):
            result = eval_ner.score(documents, call)["strict"]
            out[f"{reader} {name}"] = {kind: result[kind]["f"] for kind in ("PER", "ORG", "LOC")}
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print every miss of ours")
    parser.add_argument("--check", action="store_true", help="compare with floors.json")
    asked = parser.parse_args()
    figures: dict[str, dict[str, float]] = {}
    for language in ("french", "russian"):
        tally = measure(language)
        figures[language] = tally.figures()
        if asked.errors:
            print("\n".join(e for e in tally.errors if e.startswith("entourage")))
        figures |= statements.measure(language)
    figures |= outside_sets()
    for name, row in figures.items():
        print(name, row)
    if not asked.check:
        return 0
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    low = [
        f"{name} {what}: {figures[name][what]} < {floor}"
        for name, row in floors.items() if name in figures
        for what, floor in row.items() if figures[name][what] < floor
    ]  # fmt: skip
    print("\n".join(low) or "all floors hold")
    return bool(low)


if __name__ == "__main__":
    raise SystemExit(main())
