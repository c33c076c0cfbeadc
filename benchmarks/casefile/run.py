"""A casefile as it grows: what a document, a person's page and a path cost; and the graph library beside networkx.

    python benchmarks/casefile/run.py [--documents 10000] [--quick] [--check]

Documents are made up: each names a dozen invented people and companies, drawn so that a few are in a great many of the
documents (as in real campaigns), with ties between them; nothing is read by the language model. Times are wall seconds
of this process; the table shows how they grow. Peer in the same run: networkx for the betweenness of the same graph.
On two busy cores, November 2026, at 1,000 / 3,000 / 10,000 documents (0.17 / 0.50 / 1.66 million statements): adding
70 / 50 / 61 ms, page 20 / 3 / 4 ms, path 20 / 4 / 145 ms (medians), 161 MB of memory, 978 MB of file. The invented
documents name everybody in full: surnames alone are measured in identity.py for quality, nowhere for speed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SYLLABLES = ["ba", "le", "mi", "ro", "tu", "ka", "ne", "so", "vi", "da", "go", "pe", "ru", "sa", "ti", "lo", "ma", "nu"]


def invented(number: int, seed: str) -> str:
    chance = random.Random(f"{seed}{number}")
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 3, 3)))).capitalize() + "x"


def person(number: int) -> str:
    return f"{invented(number % 400, 'given')} {invented(number, 'family')}"


def letter(number: int, people: int, companies: int) -> Any:
    """A dossier of 8 people and 4 companies, one in fifty of them everywhere."""
    from entourage.documents import document_from_text
    from entourage.dossier import build_dossier
    from entourage.model import Entity, Mention, Quote, Reading, Span, Tie

    chance = random.Random(number)
    some = sorted({int(people * chance.random() ** 3) for _ in range(8)})
    bodies = sorted({int(companies * chance.random() ** 3) for _ in range(4)})
    names = [("Person", person(one)) for one in some]
    names += [("Company", f"{invented(one, 'body')} Holding") for one in bodies]
    text, entities = f"Letter {number}. ", []
    for place, (schema, name) in enumerate(dict.fromkeys(names)):
        mention = Mention(start=len(text), end=len(text) + len(name), kind="name")
        entities.append(Entity(id=f"{schema.lower()}-{place}", schema=schema, name=name, mentions=(mention,)))
        text += f"{name} was there, on day {chance.randrange(10**6)}, with {chance.randrange(10**6)} others. "
    whole = Span(0, len(text))
    persons = [one.id for one in entities if one.schema == "Person"]
    firms = [one.id for one in entities if one.schema == "Company"]
    ties = tuple(
        Tie(id=str(n), schema="Directorship", subject=chance.choice(persons), object=chance.choice(firms),
            role="director", evidence=(whole,))
        for n in range(5)
    ) if firms else ()  # fmt: skip
    quotes = (Quote(id="1", content=(Span(0, 8),), speakers=(persons[0],), kind="direct", how="test"),)
    document = document_from_text(text, source=f"letter {number}")
    return build_dossier(
        document,
        Reading(document_id=document.id, entities=tuple(entities), ties=ties, quotes=quotes, reader="synthetic"),
    )


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def page(case: Any, name: str) -> None:
    """What ``entourage case person`` shows."""
    from entourage.casefile import said_by, told_of
    from entourage.casefile.links import links_of
    from entourage.network import strength_table

    said_by(case, name)
    told_of(case, name)
    with case.reading_transaction() as connection:
        links_of(connection, [name], strength_table())


def measure(case: Any, total: int, added: list[float]) -> dict[str, float]:
    from entourage.casefile import counts, find_case_paths, find_parties

    chance = random.Random(total)
    everyone = [one.id for one in find_parties(case, schema="Person", limit=100_000)]
    pages = [timed(lambda one=one: page(case, one)) for one in chance.sample(everyone, min(60, len(everyone)))]
    pairs = [chance.sample(everyone, 2) for _ in range(25)]
    paths = [timed(lambda a=a, b=b: find_case_paths(case, a, b)) for a, b in pairs]
    return {
        "documents": total,
        "statements": counts(case)["statements"],
        "add ms": statistics.median(added) * 1e3,
        "add worst ms": max(added) * 1e3,
        "page ms": statistics.median(pages) * 1e3,
        "path ms": statistics.median(paths) * 1e3,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def against_networkx(case: Any) -> tuple[float, float]:
    """Seconds for the betweenness of everyone: rustworkx, networkx."""
    import networkx
    import rustworkx

    from entourage.casefile.export.network import whole_network

    network = whole_network(case)
    index = {node.id: number for number, node in enumerate(network.nodes[:3_000])}
    edges = [(index[k.subject], index[k.object]) for k in network.links if {k.subject, k.object} <= index.keys()]
    ours: Any = rustworkx.PyGraph()
    ours.add_nodes_from(range(len(index)))
    ours.add_edges_from_no_data(edges)
    theirs = networkx.Graph()
    theirs.add_nodes_from(range(len(index)))
    theirs.add_edges_from(edges)
    return timed(lambda: rustworkx.betweenness_centrality(ours)), timed(lambda: networkx.betweenness_centrality(theirs))


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--documents", type=int, default=10_000)
    arguments.add_argument("--quick", action="store_true", help="1,000 documents")
    arguments.add_argument("--check", action="store_true", help="fail where a limit of floors.json does not hold")
    options = arguments.parse_args()
    total = 1_000 if options.quick else options.documents
    from entourage.casefile import create_casefile

    rows = []
    with tempfile.TemporaryDirectory() as folder, create_casefile(Path(folder) / "case.db") as case:
        added: list[float] = []
        for number in range(total):
            one = letter(number, people=max(200, total), companies=max(50, total // 4))
            added.append(timed(lambda one=one: case.add(one)))
            if number + 1 in {1_000, 3_000, 10_000, 30_000, 100_000} or number + 1 == total:
                rows.append(measure(case, number + 1, added[-500:]))
                print("  ".join(f"{name} {value:,.1f}" for name, value in rows[-1].items()), flush=True)
        size = (Path(folder) / "case.db").stat().st_size / 1e6
        native, python = against_networkx(case)
    print(f"file {size:.0f} MB")
    print(f"betweenness: rustworkx {native:.3f} s, networkx {python:.3f} s, {python / native:.0f} times")
    if not options.check:
        return 0
    limits = json.loads((HERE / "floors.json").read_text("utf-8"))
    failed = [f"{name}: {rows[-1][name]:.1f} > {limit}" for name, limit in limits.items() if rows[-1][name] > limit]
    print("\n".join(failed) if failed else "limits hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
