"""Who is who over 70 articles of one campaign: precision and recall of "the same party" over documents.

    python benchmarks/casefile/identity.py [--check] [--mistakes 40]

The key (``identity_key.csv``) has 429 pairs of names in different articles, 230 of them hard: one surname for several
people, a surname or a first name alone, initials, nicknames, short names of organisations, namesakes. People and bodies
were labelled by reading the texts, before any result of the casefile was seen; a pair is the same where the labels are.
The articles are those that rules were looked at on, so this is a development set. A name is given by its place; a place
where the reader found no party is counted apart. Baseline in the same run: the same name, apart from capitals and
points. Needs PolNeAR's texts beside the repository; without them nothing is measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
KINDS = {"Person", "Organization", "Company", "PublicBody", "LegalEntity"}


class Entities:
    """Entities of the articles by place, with their parties in a casefile."""

    def __init__(self) -> None:
        from articles import dossiers
        from sqlalchemy import select

        from entourage.casefile import create_casefile
        from entourage.casefile.tables import entities
        from entourage.dossier import ftm_id

        self._at: dict[tuple[str, int], tuple[str, str]] = {}
        with tempfile.TemporaryDirectory() as folder, create_casefile(Path(folder) / "case.db") as case:
            for one in dossiers():
                case.add(one)
                for entity in one.reading.entities:
                    if entity.schema in KINDS:
                        key = ftm_id(one.document.id, entity.id)
                        for mention in entity.mentions:
                            for place in range(mention.start, mention.end):
                                self._at.setdefault((one.document.source, place), (key, entity.name))
            with case.reading_transaction() as connection:
                self._party = dict(connection.execute(select(entities.c.key, entities.c.party_id)).all())

    def at(self, article: str, start: int) -> tuple[str, str] | None:
        """(id of the party, name) of the entity named there."""
        found = self._at.get((article, start))
        return (self._party[found[0]], found[1]) if found and found[0] in self._party else None


def score(pairs: list[tuple[bool, bool]]) -> dict[str, float]:
    """Precision and recall of (said, true)."""
    right = sum(said and true for said, true in pairs)
    return {
        "precision": right / max(1, sum(said for said, _ in pairs)),
        "recall": right / max(1, sum(true for _, true in pairs)),
    }


def plain(name: str) -> str:
    return name.casefold().replace(".", "").strip()


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--check", action="store_true", help="fail where a floor does not hold")
    arguments.add_argument("--mistakes", type=int, default=40)
    options = arguments.parse_args()
    from articles import campaign

    if not campaign():
        print("PolNeAR's articles are not here: nothing is measured")
        return 0
    entities = Entities()
    with (HERE / "identity_key.csv").open(encoding="utf-8", newline="") as file:
        key = list(csv.DictReader(file))
    ours: dict[str, list[tuple[bool, bool]]] = {"all": [], "hard": []}
    base: dict[str, list[tuple[bool, bool]]] = {"all": [], "hard": []}
    mistakes, unread = list[str](), 0
    for row in key:
        one = entities.at(row["one"], int(row["one_start"]))
        other = entities.at(row["other"], int(row["other_start"]))
        if one is None or other is None:
            unread += 1
            continue
        said, true = one[0] == other[0], row["same"] == "1"
        for kind in ("all", *(["hard"] if row["hard"] == "1" else [])):
            ours[kind].append((said, true))
            base[kind].append((plain(one[1]) == plain(other[1]), true))
        if said != true:
            what = "joined wrongly" if said else "left apart"
            mistakes.append(f"{what}: {row['one_name']!r} in {row['one']} / {row['other_name']!r} in {row['other']}")
    print("\n".join(sorted(mistakes)[: options.mistakes]))
    result: dict[str, Any] = {kind: score(pairs) for kind, pairs in ours.items()}
    for kind, pairs in ours.items():
        for who, some in (("entourage", pairs), ("same name", base[kind])):
            found = score(some)
            print(
                f"{kind:5} {len(some)} pairs  {who:10} precision {found['precision']:.3f}  recall {found['recall']:.3f}"
            )
    print(f"{unread} pairs have a place where the reader found no party")
    if not options.check:
        return 0
    floors = json.loads((HERE / "identity_floors.json").read_text("utf-8"))
    failed = [
        f"{kind} {name}: {result[kind][name]:.3f} < {floor}"
        for kind, some in floors.items() for name, floor in some.items() if result[kind][name] < floor
    ]  # fmt: skip
    print("\n".join(failed) if failed else "floors hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
