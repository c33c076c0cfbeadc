"""Names and pronouns on outside news texts, beside the language model alone, in the same run.

    python benchmarks/reading/names/run.py

Data: UNER English PUD (news half) and GUM news, with the scorers that come with them (outside evaluation data; the
script stops with a word when they are absent). Both sets were looked at while the rules were written: development
figures, not held-out ones.
PUD: strict F1 (span and type). GUM: overlap F1, because its mentions hold more than the name. Pronouns: share of he,
she, his ...
in GUM news with the right person; the baseline takes the nearest person before.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(ROOT.parent / "shared"))) / "reading"
FLOORS = Path(__file__).with_name("floors.json")
TYPES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def model_alone(text: str) -> dict[str, list[dict[str, Any]]]:
    """The model's own entities; every pronoun goes to the nearest person before it."""
    from entourage.reading.language_model import english_pipeline

    doc = english_pipeline()(text)
    people = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    coref = []
    for token in doc:
        if token.lower_ in {"he", "she", "him", "her", "his", "hers", "himself", "herself"}:
            before = [ent for ent in people if ent.end <= token.i]
            if before:
                name = (before[-1].start_char, before[-1].end_char)
                coref.append({"mention": (token.idx, token.idx + len(token)), "name": name})
    entities = [
        {"start": ent.start_char, "end": ent.end_char, "type": TYPES[ent.label_]}
        for ent in doc.ents
        if ent.label_ in TYPES
    ]
    return {"entities": entities, "coref": coref}


def pronouns_right(reader: Callable[[str], dict[str, Any]], gum: Any) -> float:
    """Share of the pronouns whose person was found, by span or by last word of the name."""
    right = total = 0
    for document in gum.pronouns():
        text = document["text"]
        found = {tuple(row["mention"]): tuple(row["name"]) for row in reader(text)["coref"]}
        for item in document["items"]:
            total += 1
            name = found.get(tuple(item["pronoun"]))
            right += name is not None and any(
                (name[0] < end and start < name[1]) or last_word(text, name) == last_word(text, (start, end))
                for start, end in item["names"]
            )
    return round(100 * right / total, 1)


def last_word(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].removesuffix("'s").removesuffix("’s").split()[-1].lower()


def figures(reader: Callable[[str], dict[str, Any]], scorer: Any, gum: Any) -> dict[str, float]:
    out: dict[str, float] = {}
    for name, how in (("en_pud_news", "strict"), ("gum_news", "overlap")):
        with contextlib.redirect_stdout(io.StringIO()):
            result = scorer.score(list(scorer.sets(name)), reader)
        for kind in ("PER", "ORG", "LOC"):
            out[f"{name}_{kind}"] = result[how][kind]["f"]
    out["pronouns"] = pronouns_right(reader, gum)
    return out


def main() -> int:
    if not SHARED.is_dir():
        print(f"no evaluation data at {SHARED}: nothing measured")
        return 0
    sys.path[:0] = [str(SHARED), str(ROOT / "benchmarks")]
    scorer, gum, adapters = (importlib.import_module(name) for name in ("eval_ner", "gum", "adapters"))
    ours, model = figures(adapters.read, scorer, gum), figures(model_alone, scorer, gum)
    print(f"{'':18}{'model alone':>12}{'entourage':>12}")
    for key, value in ours.items():
        print(f"{key:18}{model[key]:12.1f}{value:12.1f}")
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    below = {key: floor for key, floor in floors.items() if ours[key] < floor}
    for key, floor in below.items():
        print(f"BELOW THE FLOOR {key}: {ours[key]} < {floor}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
