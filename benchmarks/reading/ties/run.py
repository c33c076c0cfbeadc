"""How well ties are read: own keys, articles marked up by hand, CoNLL04 and StoryWeb, a baseline, the worst mistakes.

    python benchmarks/reading/ties/run.py [--mistakes 20] [--no-outside]

Outside sets stand in a folder ``shared`` beside the repository (or where ENTOURAGE_SHARED says); without it only the
own keys are scored. Exits with 1 when a figure falls more than the noise margin below its floor in ``floors.json``.
Raise a floor when a change raises its figure; never lower one.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
sys.path[:0] = [str(HERE), str(HERE.parent), str(REPOSITORY / "benchmarks")]

import judge  # noqa: E402
import read_ties  # noqa: E402

import adapters  # noqa: E402

SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(REPOSITORY.parent / "shared"))) / "reading"
KEYS = REPOSITORY / "tests" / "reading" / "data" / "ties_keys.json"


def score_keys(mistakes: int) -> dict[str, float]:
    """Precision, recall and roles found over the own answer keys (schema, both ends and status must be right)."""
    gold = predicted = right = roles = roles_found = 0
    for key in json.loads(KEYS.read_text("utf-8")):
        _, cast, ties = read_ties.analyse(key["text"])
        got = [[tie.schema, cast[tie.subject].name, cast[tie.object].name, tie.status] for tie in ties]
        wrong = [("missed", g) for g in key["ties"] if g not in got] + [
            ("wrong", g) for g in got if g not in key["ties"]
        ]
        for kind, line in wrong[:mistakes]:
            print(f"  {key['kind']}: {kind} {line}")
        gold, predicted = gold + len(key["ties"]), predicted + len(got)
        right += sum(line in got for line in key["ties"])
        shown = [[party.name, role.text] for party in cast.parties.values() for role in party.roles]
        roles, roles_found = roles + len(key["roles"]), roles_found + sum(line in shown for line in key["roles"])
    return {
        "keys_precision": right / predicted,
        "keys_recall": right / gold,
        "keys_roles": roles_found / roles,
    }


def score_by_hand(mistakes: int) -> dict[str, float]:
    """Ties of whole articles against ``hand_key.json``: offsets of the names of both ends; works are left out."""
    from entourage.documents import document_from_text
    from entourage.reading import read

    gold = predicted = right = found = shown = 0
    articles = judge.texts()
    for article, key in json.loads((HERE / "hand_key.json").read_text("utf-8")).items():
        reading = read(document_from_text(articles[article]))
        places = {entity.id: [(m.start, m.end) for m in entity.mentions] for entity in reading.entities}
        hits: set[int] = set()
        for tie in reading.ties:
            if tie.schema == "Documentation" or tie.status == "negated":
                continue
            ends = [places[tie.subject], places[tie.object]]
            fitting = {number for number, line in enumerate(key) if _joins(line, ends) or _joins(line, ends[::-1])}
            predicted, right, hits = predicted + 1, right + bool(fitting), hits | fitting
        gold, found = gold + len(key), found + len(hits)
        for number, line in enumerate(key):
            if number not in hits and shown < mistakes:
                shown += 1
                names = [articles[article][slice(*line[end][0])] for end in ("subject", "object")]
                print(f"  {article[:40]}: missed {names}")
    return {"hand_precision": right / predicted, "hand_recall": found / gold}


def _joins(line: dict[str, list[list[int]]], ends: list[list[tuple[int, int]]]) -> bool:
    return all(
        any(start < last and first < end for start, end in places for first, last in line[name])
        for name, places in zip(("subject", "object"), ends, strict=True)
    )


def co_occurrence(text: str) -> dict[str, Any]:
    """The trivial baseline: every person and organisation of one sentence are tied."""
    parsed, cast, _ = read_ties.analyse(text)
    ties = []
    for sentence in parsed.doc.sents:
        named = [m for m in cast.mentions_in(sentence.start_char, sentence.end_char) if m[2] == "name"]
        ties += [
            {"subject": (a.start, a.end), "object": (b.start, b.end), "type": "EMPLOYEE", "span": (a.start, b.end)}
            for a, person, _ in named
            if person.is_person
            for b, organization, _ in named
            if organization.is_organization
        ]
    return {"ties": ties}


def score_outside(mistakes: int) -> dict[str, float]:
    """CoNLL04 dev and StoryWeb, by the outside scorer."""
    sys.path.insert(0, str(SHARED))
    import eval_ties

    documents = eval_ties.conll04("dev")
    baseline = eval_ties.pairs(co_occurrence, documents)["all"]
    print(f"CoNLL04 dev, co-occurrence baseline: {baseline}")
    result = eval_ties.pairs(adapters.read, documents)
    print(f"CoNLL04 dev, Entourage: pairs {result['gold_pair']}, all {result['all']}")
    only = eval_ties.pairs(read_ties.read_person_organization, documents)
    print(f"CoNLL04 dev, ties of a person and an organisation only: pairs {only['gold_pair']}, all {only['all']}")
    _show_mistakes(eval_ties, documents, mistakes)
    web = eval_ties.sw_reader(read_ties.read)
    print(f"StoryWeb: {web}")
    return {
        "conll04_f1": result["gold_pair"]["f"] / 100,
        "conll04_all_f1": result["all"]["f"] / 100,
        "conll04_precision": result["gold_pair"]["p"] / 100,
        "conll04_all_precision": result["all"]["p"] / 100,
        "storyweb_right_of_linked": web["right_type_of_linked_%"] / 100,
    }


def _show_mistakes(eval_ties: Any, documents: list[dict[str, Any]], limit: int) -> None:
    shown = 0
    for document in documents:
        ties = adapters.read(document["text"])["ties"]
        for gold in sorted(document["ties"]):
            hit = any(
                {True} == {eval_ties.over(tie["subject"], gold[0]), eval_ties.over(tie["object"], gold[1])}
                for tie in ties
            )
            if not hit and shown < limit:
                shown += 1
                names = " | ".join(document["text"][start:end] for start, end, _ in gold)
                print(f"  missed: {names} in: {document['text'][:160]}")


def main() -> int:
    """Score, compare with the floors, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mistakes", type=int, default=20)
    parser.add_argument("--no-outside", action="store_true")
    arguments = parser.parse_args()
    figures = score_keys(arguments.mistakes)
    if SHARED.is_dir() and not arguments.no_outside:
        figures |= score_by_hand(arguments.mistakes)
        figures |= score_outside(arguments.mistakes)
    floors = json.loads((HERE / "floors.json").read_text("utf-8"))
    low = []
    for name, value in figures.items():
        floor = floors["floors"][name]
        print(f"{name:26} {value:6.3f}   floor {floor:.3f}")
        if value < floor - floors["noise_margin"]:
            low.append(name)
    print(f"below their floor: {', '.join(low)}" if low else "no figure is below its floor")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
