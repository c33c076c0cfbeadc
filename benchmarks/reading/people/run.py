"""People of whole articles: who is found, and whether all their names are joined in one entity.

    python benchmarks/reading/people/run.py [--errors 20]

Data: the Wikinews articles of GUM with their coreference (outside evaluation data; the script stops with a word when
absent).
Gold persons are chains of one human being with at least one proper name. Beside us, in the same run: the language
model's own
PERSON entities joined by their last word.

people P/R: a found person counts when one of its name mentions overlaps a name of a gold person, one to one.
joined: B-cubed F1 over the gold name mentions that a reader marks.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(ROOT.parent / "shared"))) / "reading"
FLOORS = Path(__file__).with_name("floors.json")
Cluster = list[tuple[int, int]]


def gold_clusters(document: dict) -> list[Cluster]:
    """Name mentions of every person of a GUM document."""
    import gum

    chains: dict[str, Cluster] = defaultdict(list)
    plural = set()
    for mention in document["mentions"]:
        if mention["type"] != "person":
            continue
        head = document["toks"][mention["head"]]
        if "Number=Plur" in head["feats"]:
            plural.add(mention["grp"])
        span = gum.name_span(document, mention) or name_beside_head(document, mention)
        if span and document["text"][span[0]].isupper():
            chains[mention["grp"]].append(span)
    return [sorted(set(spans)) for group, spans in chains.items() if group not in plural]


def name_beside_head(document: dict, mention: dict) -> tuple[int, int] | None:
    """The proper nouns that hang on a common noun: "Swedish captain Andreas Granqvist"."""
    tokens, head = document["toks"], mention["head"]
    k = head + 1
    while k <= mention["b"] and tokens[k]["pos"] == "PROPN":
        k += 1
    return (tokens[head + 1]["s"], tokens[k - 1]["e"]) if k > head + 1 and tokens[head]["pos"] != "PROPN" else None


def entourage_clusters(text: str) -> list[Cluster]:
    from entourage.documents import document_from_text
    from entourage.reading import read

    reading = read(document_from_text(text))
    return [
        [(m.start, m.end) for m in entity.mentions if m.kind == "name"]
        for entity in reading.entities
        if entity.schema == "Person"
    ]


def model_clusters(text: str) -> list[Cluster]:
    """The baseline: PERSON entities of the model, joined by their last word."""
    from entourage.reading.language_model import english_pipeline

    clusters: dict[str, Cluster] = defaultdict(list)
    for ent in english_pipeline()(text).ents:
        if ent.label_ == "PERSON":
            clusters[ent.text.removesuffix("'s").removesuffix("’s").split()[-1]].append((ent.start_char, ent.end_char))
    return list(clusters.values())


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


class Score:
    def __init__(self) -> None:
        self.found = self.predicted = self.gold = 0
        self.precisions: list[float] = []
        self.recalls: list[float] = []
        self.errors: list[str] = []

    def add(self, name: str, text: str, gold: list[Cluster], predicted: list[Cluster]) -> None:
        self.gold += len(gold)
        self.predicted += len(predicted)
        free = list(range(len(predicted)))
        for cluster in gold:
            hits = {j: sum(any(overlap(g, p) for g in cluster) for p in predicted[j]) for j in free}
            best = max(hits, key=lambda j: hits[j], default=None)
            if best is not None and hits[best]:
                free.remove(best)
                self.found += 1
            else:
                self.errors.append(f"MISSED {name}: {text[slice(*cluster[0])]!r}")
        for j in free:
            start, end = predicted[j][0]
            self.errors.append(f"WRONG {name}: {text[start:end]!r} in {text[max(0, start - 40) : end + 30]!r}")
        self._b_cubed(gold, predicted)

    def _b_cubed(self, gold: list[Cluster], predicted: list[Cluster]) -> None:
        place = {g: i for i, cluster in enumerate(gold) for g in cluster}
        of = {g: next((j for j, c in enumerate(predicted) if any(overlap(g, p) for p in c)), None) for g in place}
        marked = [g for g in place if of[g] is not None]
        for g in marked:
            same_gold = {h for h in marked if place[h] == place[g]}
            same_found = {h for h in marked if of[h] == of[g]}
            self.precisions.append(len(same_gold & same_found) / len(same_found))
            self.recalls.append(len(same_gold & same_found) / len(same_gold))

    def result(self) -> dict[str, float]:
        p, r = self.found / self.predicted, self.found / self.gold
        bp, br = sum(self.precisions) / len(self.precisions), sum(self.recalls) / len(self.recalls)
        return {
            "people_precision": round(p, 3),
            "people_recall": round(r, 3),
            "joined_f1": round(2 * bp * br / (bp + br), 3),
        }


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--errors", type=int, default=0)
    options = arguments.parse_args()
    if not SHARED.is_dir():
        print(f"no evaluation data at {SHARED}: nothing measured")
        return 0
    sys.path.insert(0, str(SHARED))
    import gum

    ours, model = Score(), Score()
    for document in gum.docs():
        gold = gold_clusters(document)
        ours.add(document["id"], document["text"], gold, entourage_clusters(document["text"]))
        model.add(document["id"], document["text"], gold, model_clusters(document["text"]))
    results = {"entourage": ours.result(), "model joined by last word": model.result()}
    for name, result in results.items():
        print(f"{name:28}", result)
    for line in ours.errors[: options.errors]:
        print("  ", line)
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    below = {
        key: (results["entourage"][key], floor) for key, floor in floors.items() if results["entourage"][key] < floor
    }
    for key, (value, floor) in below.items():
        print(f"BELOW THE FLOOR {key}: {value} < {floor}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
