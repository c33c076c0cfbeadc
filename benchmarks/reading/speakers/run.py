"""The true name of who says a direct quotation in a whole article, beside the nearest person's name, in the same run.

    python benchmarks/reading/speakers/run.py [--errors 40]

``key.json`` holds offsets and names only; the articles stand outside the repository (``ENTOURAGE_SHARED``, else the
folder ``shared`` beside the repository). A quotation counts as right when the quote that covers most of it names
exactly one speaker, and that is the true one: first and last name agree, initials and titles aside. Prints a table by
what stands for the speaker in the text, and ends with status 1 when a floor is not held.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(HERE.parents[2].parent / "shared"))) / "reading"
KINDS = ("full name", "surname", "pronoun", "description")
_TITLES = {"dr", "mr", "mrs", "ms", "sen", "rep", "gov", "president", "rear", "admiral", "gen", "prof", "jr", "sr"}

Answer = dict[int, list[str]]


def parts(name: str) -> list[str]:
    """Words of a name for comparison: titles and initials left out."""
    plain = re.sub(r"[’']s\b", "", name.replace("’", "'")).lower()
    words = [w.strip(".,'") for w in plain.split()]
    return [w for w in words if len(w) > 1 and w not in _TITLES]


def same(name: str, true: str) -> bool:
    """Whether a name is the true one: both first and last name agree."""
    mine, theirs = parts(name), parts(true)
    return bool(mine) and (mine == theirs or (len(mine) > 1 and mine[0] == theirs[0] and mine[-1] == theirs[-1]))


def document(text: str) -> Any:
    """A document whose blocks are the text's non-empty lines."""
    from entourage.model import Block, Document, Span

    blocks = tuple(Block(span=Span(*m.span())) for m in re.finditer(r"\S(?:[^\n]*\S)?", text))
    return Document(id="doc-text", sha256="", source="text", text=text, blocks=blocks)


def entourage(text: str, places: list[tuple[int, int]]) -> Answer:
    """Names of the speakers of the quote that covers most of each place."""
    from entourage.reading import read

    reading = read(document(text))
    names = {entity.id: entity.name for entity in reading.entities}
    out: Answer = {}
    for number, (start, end) in enumerate(places):
        best, most = None, (end - start) / 2
        for quote in reading.quotes:
            covered = sum(max(0, min(end, s.end) - max(start, s.start)) for s in quote.content)
            if quote.kind != "indirect" and not quote.parent and covered > most:
                best, most = quote, covered
        out[number] = [] if best is None else [names[s] for s in best.speakers]
    return out


def nearest(text: str, places: list[tuple[int, int]]) -> Answer:
    """The nearest person's name outside the quotation, in the fullest form that the article has of it."""
    from entourage.reading.language_model import english_pipeline

    doc = english_pipeline()(text)
    people = [(e.start_char, e.end_char, e.text) for e in doc.ents if e.label_ == "PERSON" and e.text.strip()]
    fullest: dict[str, str] = {}
    for _, _, name in people:
        last = (parts(name) or [""])[-1]
        fullest[last] = max(fullest.get(last, ""), re.sub(r"[’']s$", "", name), key=lambda n: len(n.split()))
    out: Answer = {}
    for number, (start, end) in enumerate(places):
        outside = [(min(abs(a - end), abs(b - start)), n) for a, b, n in people if b <= start or a >= end]
        name = min(outside)[1] if outside else ""
        out[number] = [fullest.get((parts(name) or [""])[-1], name)] if name else []
    return out


def score(
    reader: Callable[[str, list[tuple[int, int]]], Answer],
    texts: dict[str, str],
    key: list[dict[str, Any]],
    errors: int,
) -> dict[str, float]:
    """Share of right names in per cent, by what stands for the speaker; prints so many wrong ones."""
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for quote in key:
        by_article[quote["article"]].append(quote)
    right, total = Counter[str](), Counter[str]()
    for article, quotes in by_article.items():
        found = reader(texts[article], [(q["content"][0], q["content"][1]) for q in quotes])
        for number, quote in enumerate(quotes):
            names = found[number]
            hit = len(names) == 1 and same(names[0], quote["speaker"])
            for kind in ("all", quote["source"]):
                total[kind] += 1
                right[kind] += hit
            if not hit and errors > 0:
                errors -= 1
                print(f"WRONG {article[:34]:34} at {quote['content'][0]:6} {quote['source']:11} "
                      f"{quote['speaker']} | {', '.join(names) or 'nobody'}")  # fmt: skip
    return {kind: round(100 * right[kind] / total[kind], 1) for kind in ("all", *KINDS)}


def main() -> int:
    """Run; returns the exit status."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--errors", type=int, default=0)
    options = arguments.parse_args()
    articles = SHARED / "data" / "polnear" / "train.jsonl"
    if not articles.is_file():
        print(f"no evaluation data at {articles}; set ENTOURAGE_SHARED", file=sys.stderr)
        return 2
    key = json.loads((HERE / "key.json").read_text(encoding="utf-8"))["quotes"]
    wanted = {quote["article"] for quote in key}
    texts = {}
    with articles.open(encoding="utf-8") as lines:
        for line in lines:
            document_line = json.loads(line)
            if document_line["id"] in wanted:
                texts[document_line["id"]] = document_line["text"]
    count = Counter(quote["source"] for quote in key)
    print(f"{len(key)} direct quotations of {len(wanted)} articles: right speaker by name, per cent")
    print(f"{'':16}{'all':>8}" + "".join(f"{kind:>14}" for kind in KINDS))
    print(f"{'quotations':16}{len(key):8}" + "".join(f"{count[kind]:14}" for kind in KINDS))
    results = {
        "nearest name": score(nearest, texts, key, 0),
        "entourage": score(entourage, texts, key, options.errors),
    }
    for name, result in results.items():
        print(f"{name:16}{result['all']:8.1f}" + "".join(f"{result[kind]:14.1f}" for kind in KINDS))
    held = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    low = {k: v for k, v in held["floors"].items() if results["entourage"][k] < v - held["noise_margin"]}
    for kind, floor in low.items():
        print(f"below the floor: {kind} {results['entourage'][kind]} < {floor}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
