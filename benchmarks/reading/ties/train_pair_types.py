"""Train the weights of ``entourage.reading.ties.pair_type`` and measure them on pairs not seen in training.

    python benchmarks/reading/ties/train_pair_types.py [--write] [--folds 5]

Trained on StoryWeb's tagged pairs (MIT) and the sentences of our own in ``pair_sentences.toml``: multinomial logistic
regression in numpy. Folds part pairs, not sentences: no pair stands in two folds. Own sentences are in every training
set and never scored. ``--write`` writes ``pair_types.tsv`` with the share right by how clear the guess was.
"""

from __future__ import annotations

import argparse
import collections
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(REPOSITORY.parent / "shared"))) / "reading"
sys.path[:0] = [str(HERE), str(SHARED)]
WEIGHTS = REPOSITORY / "src" / "entourage" / "reading" / "ties" / "pair_types.tsv"

MIN_PAIRS, PENALTY, STEPS, RATE = 3, 3e-3, 200, 0.05
CLEAR = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

Example = tuple[dict[str, float], str, str]  # features, type, pair


def features_of(text: str, subject: str, object_: str, kinds: dict[str, str] | None = None) -> dict[str, float]:
    """Features of two names of a sentence; ``kinds`` gives names whose kind is known."""
    import read_ties

    from entourage.model import Span
    from entourage.reading.ties.pair_features import pair_features
    from entourage.reading.ties.pair_type import stated_features

    a, b = (Span(text.find(name), text.find(name) + len(name)) for name in (subject, object_))
    given = {(span.start, span.end): kinds[span.of(text)] for span in (a, b)} if kinds else None
    parsed, cast, ties = read_ties.analyse(text, given)
    return pair_features(parsed, cast, a, b) | stated_features(ties, cast, a, b)


def own_examples() -> list[Example]:
    """The sentences of our own, each with two pairs of names; a sentence is a pair of its own."""
    table = tomllib.loads((HERE / "pair_sentences.toml").read_text("utf-8"))
    names = table.pop("names")
    found: list[Example] = []
    for key, row in table.items():
        ends = row["ends"].split()
        for number, sentence in enumerate(row["sentences"]):
            for shift in (0, 2):
                pair = [names[kind][(number + shift + 3 * place) % len(names[kind])] for place, kind in enumerate(ends)]
                text = sentence.replace("[a]", pair[0]).replace("[b]", pair[1])
                found_in = features_of(text, *pair, kinds=dict(zip(pair, ends, strict=True)))
                kept = {name: value for name, value in found_in.items() if not name.startswith("word ")}
                found.append((kept, row.get("type", key), f"own {key} {number}"))
    return found


def outside_examples() -> tuple[list[Example], list[Example]]:
    """StoryWeb's rows: as we see them, and as bare words without any name (the baseline)."""
    import eval_ties

    ours, words = [], []
    for row in eval_ties.sw_rows():
        pair = "|".join(sorted((row["src"], row["tgt"])))
        ours.append((features_of(row["sentence"], row["src"], row["tgt"]), row["type"], pair))
        bare = re.findall(r"\b[a-z]+\b", row["sentence"])  # lower case only: no names
        middle = re.search(re.escape(row["src"]) + "(.*?)" + re.escape(row["tgt"]), row["sentence"])
        inner = re.findall(r"\b[a-z]+\b", middle.group(1)) if middle else []
        weighed = {f"w {word}": 1 / len(bare) ** 0.5 for word in bare} | {f"m {word}": 1.0 for word in inner}
        words.append((weighed, row["type"], pair))
    return ours, words


def folds_of(pairs: list[str], count: int) -> list[int]:
    """A fold for each row, whole pairs together, folds about equal in rows."""
    load, where = [0] * count, {}
    for pair, rows in sorted(collections.Counter(pairs).items(), key=lambda item: (-item[1], item[0])):
        where[pair] = load.index(min(load))
        load[where[pair]] += rows
    return [where[pair] for pair in pairs]


def matrix(examples: list[Example], vocabulary: dict[str, int]) -> Any:
    rows = np.zeros((len(examples), len(vocabulary)), np.float32)
    for number, (features, _, _) in enumerate(examples):
        for name, value in (features | {"bias": 1.0}).items():
            if name in vocabulary:
                rows[number, vocabulary[name]] = value
    return rows


def train(examples: list[Example], types: list[str]) -> tuple[dict[str, int], Any]:
    """Vocabulary (features of at least MIN_PAIRS pairs) and weights; rare types and rare pairs weigh more."""
    pairs_of: dict[str, set[str]] = collections.defaultdict(set)
    for features, _, pair in examples:
        for name in features:
            pairs_of[name].add(pair)
    kept = ["bias", *sorted(name for name, pairs in pairs_of.items() if len(pairs) >= MIN_PAIRS)]
    vocabulary = {name: number for number, name in enumerate(kept)}
    x, y = matrix(examples, vocabulary), np.array([types.index(kind) for _, kind, _ in examples])
    rows = collections.Counter(pair for _, _, pair in examples)
    weight = np.array([rows[pair] ** -0.5 for _, _, pair in examples])
    weight = weight / np.bincount(y, weights=weight, minlength=len(types))[y]
    weight = (weight / weight.sum())[:, None].astype(np.float32)
    target = np.eye(len(types), dtype=np.float32)[y]
    w = np.zeros((x.shape[1], len(types)), np.float32)
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):  # Adam, all rows at once
        slope = x.T @ ((softmax(x @ w) - target) * weight) + PENALTY * w
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope * slope
        w -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return vocabulary, w


def softmax(sums: Any) -> Any:
    shares = np.exp(sums - sums.max(1, keepdims=True))
    return shares / shares.sum(1, keepdims=True)


def crossed(examples: list[Example], own: list[Example], types: list[str], count: int) -> Any:
    """Shares of every type for every row, by a model that has not seen the row's pair."""
    folds = np.array(folds_of([pair for _, _, pair in examples], count))
    shares = np.zeros((len(examples), len(types)))
    for fold in range(count):
        training = [example for example, place in zip(examples, folds, strict=True) if place != fold]
        vocabulary, weights = train(training + own, types)
        held_out = np.where(folds == fold)[0]
        shares[held_out] = softmax(matrix([examples[row] for row in held_out], vocabulary) @ weights)
    return shares


def report(title: str, examples: list[Example], shares: Any, types: list[str]) -> None:
    import eval_ties

    gold = [kind for _, kind, _ in examples]
    print(title, eval_ties.macro(gold, [types[best] for best in shares.argmax(1)]))
    pooled: dict[str, Any] = collections.defaultdict(float)
    for (_, _, pair), share in zip(examples, shares, strict=True):
        pooled[pair] = pooled[pair] + np.log(share + 1e-6)
    by_pair = [types[int(pooled[pair].argmax())] for _, _, pair in examples]
    print(f"{title}, all sentences of a pair together", eval_ties.macro(gold, by_pair))


def steps_of(examples: list[Example], shares: Any, types: list[str]) -> list[tuple[float, float, int]]:
    """(weight of the clearest type from, share right, rows), smoothed by one right and one wrong."""
    right = np.array([types[best] == kind for best, (_, kind, _) in zip(shares.argmax(1), examples, strict=True)])
    clear, found = shares.max(1), []
    for low, high in zip(CLEAR, [*CLEAR[1:], 1.01], strict=True):
        inside = (clear >= low) & (clear < high)
        found.append((low, round(float((right[inside].sum() + 1) / (inside.sum() + 2)), 2), int(inside.sum())))
    return found


def write(vocabulary: dict[str, int], weights: Any, types: list[str], steps: list[tuple[float, float, int]]) -> None:
    lines = [
        "# Weights of tie types by feature; names of parties are no features. Trained on StoryWeb (MIT) and own",
        "# sentences by benchmarks/reading/ties/train_pair_types.py. #right: weight from, share right, rows.",
        "\t".join(["#types", *types]),
        *("\t".join(["#right", *map(str, step)]) for step in steps),
    ]
    for name, number in vocabulary.items():
        cells = [f"{value:.2f}".replace("0.", ".", 1) if abs(value) >= 0.05 else "" for value in weights[number]]
        if any(cells):
            lines.append("\t".join([name, *cells]))
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    arguments = parser.parse_args()
    ours, words = outside_examples()
    own = own_examples()
    types = sorted({kind for _, kind, _ in ours})
    report("words alone, without names", words, crossed(words, [], types, arguments.folds), types)
    report("Entourage, without own sentences", ours, crossed(ours, [], types, arguments.folds), types)
    shares = crossed(ours, own, types, arguments.folds)
    report("Entourage", ours, shares, types)
    steps = steps_of(ours, shares, types)
    print("clear from, right, rows:", steps)
    if arguments.write:
        vocabulary, weights = train(ours + own, types)
        write(vocabulary, weights, types, steps)
        print(f"{WEIGHTS}: {len(vocabulary)} features, {WEIGHTS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
