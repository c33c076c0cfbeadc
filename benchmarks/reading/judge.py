"""Which lines of the reading were right when one reader looked: the judgements, and the shares that they give.

    python benchmarks/reading/judge.py            # shares by kind and construction, from the judgements
    python benchmarks/reading/judge.py --rerun    # reads the articles again: which judged lines stand

``judged.csv`` holds no words of the articles (PolNeAR train and GUM news): kind, construction, article, offset of the
evidence, a digest of the line, 1 for right, and the set: "seen" articles were looked at while rules were written,
"fresh" ones were first read when they were done. One reader judged them all: right means both ends, kind of tie, status
and date as the article has them.
"""

from __future__ import annotations

import argparse
import collections
import csv
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(HERE.parents[1].parent / "shared"))) / "reading"


def rows() -> list[dict[str, str]]:
    """The judgements."""
    with (HERE / "judged.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digest(line: list[Any]) -> str:
    return hashlib.sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest()[:10]


def lines_of(reading: Any) -> Iterator[tuple[str, int, str]]:
    """(kind, offset, digest) of every line of a reading."""
    name = {entity.id: entity.name for entity in reading.entities}
    for tie in reading.ties:
        line = [tie.schema, name[tie.subject], tie.role, name[tie.object], tie.status, tie.start_date, tie.end_date]
        yield "tie", tie.evidence[0].start, digest(line)
    for entity in reading.entities:
        for role in entity.roles:
            yield "role", role.evidence[0].start, digest([entity.name, role.text, role.status])
    for position in reading.positions:
        line = [name[position.entity], position.stance, position.proposition]
        yield "position", position.evidence[0].start, digest(line)
    for event in reading.events:
        who = [name[party] for party in event.participants]
        yield "event", event.evidence[0].start, digest([event.date, event.precision, event.what, who])
    for claim in reading.claims:
        who = [name[party] for party in claim.asserted_by]
        yield "claim", claim.evidence[0].start, digest([claim.kind, claim.what, claim.value, who, claim.date])


def texts() -> dict[str, str]:
    """The articles by id."""
    sys.path.insert(0, str(SHARED))
    import gum

    with (SHARED / "data" / "polnear" / "train.jsonl").open(encoding="utf-8") as file:
        found = {row["id"]: row["text"] for row in map(json.loads, file)}
    for path in sorted((SHARED / "data" / "gum" / "dep").glob("*.conllu")):
        document = gum.read(str(path))
        found[document["id"]] = document["text"]
    return found


def rerun() -> None:
    """Read every judged article again."""
    from entourage.documents import document_from_text
    from entourage.reading import read

    known = {(row["kind"], row["article"], int(row["offset"]), row["line"]): row["right"] for row in rows()}
    judged_kinds: dict[str, set[str]] = collections.defaultdict(set)
    for row in rows():
        judged_kinds[row["article"]].add(row["kind"])
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    all_texts = texts()
    for article, kinds in judged_kinds.items():
        for kind, offset, line in lines_of(read(document_from_text(all_texts[article]))):
            if kind in kinds:
                counts[kind, {"1": "right", "0": "wrong"}.get(known.get((kind, article, offset, line), ""), "new")] += 1
    for kind in sorted({kind for kind, _ in counts}):
        right, wrong, new = (counts[kind, what] for what in ("right", "wrong", "new"))
        print(
            f"{kind:9} {right:4} right {wrong:3} wrong {new:3} not judged   share {right / max(1, right + wrong):.3f}"
        )


def shares() -> None:
    """Right and judged by kind, construction and set."""
    table: dict[tuple[str, str], list[int]] = collections.defaultdict(lambda: [0, 0])
    for row in rows():
        for family in (row["family"], f"= all, {row['set']}", "= all"):
            table[row["kind"], family][0] += int(row["right"])
            table[row["kind"], family][1] += 1
    for (kind, family), (right, judged) in sorted(table.items()):
        print(f"{kind:9} {family:32} {right:4} of {judged:4}  {right / judged:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rerun", action="store_true")
    arguments = parser.parse_args()
    shares()
    if arguments.rerun:
        rerun()


if __name__ == "__main__":
    main()
