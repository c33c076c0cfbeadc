"""The peer, run by its own Python: nomenklatura's LogicV2 and index, and the cases of sanctions-screening-benchmark.

Run by ``run.py`` with the interpreter that ``ENTOURAGE_PEER_PYTHON`` names. In: one JSON object on stdin,
``{"task": "pairs" | "screen" | "cases", ...}``. Out: one JSON object on stdout. This file uses nothing of Entourage.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PROPERTIES = frozenset(
    {
        "name",
        "alias",
        "weakAlias",
        "firstName",
        "lastName",
        "fatherName",
        "middleName",
        "birthDate",
        "nationality",
        "country",
    }
)


def _entity(schema: str, identifier: str, properties: dict[str, list[str]], dataset: Any) -> Any:
    from followthemoney import StatementEntity

    data = {"id": identifier, "schema": schema, "properties": properties}
    return StatementEntity.from_data(dataset, data)


def _dataset() -> Any:
    from followthemoney import Dataset

    return Dataset.make({"name": "benchmark", "title": "Benchmark"})


def _compare() -> Any:
    from nomenklatura.matching import get_algorithm
    from nomenklatura.matching.types import ScoringConfig

    algorithm = get_algorithm("logic-v2")
    config = ScoringConfig.defaults()
    return lambda query, result: algorithm.compare(query, result, config).score


def pairs(asked: dict[str, Any]) -> dict[str, Any]:
    """Scores of name pairs and the median time of one."""
    dataset, compare = _dataset(), _compare()
    scores, micros = [], []
    made = [
        (_entity(schema, "a", {"name": [one]}, dataset), _entity(schema, "b", {"name": [other]}, dataset))
        for schema, one, other in asked["pairs"]
    ]
    compare(*made[0])
    for one, other in made:
        started = time.perf_counter()
        scores.append(compare(one, other))
        micros.append((time.perf_counter() - started) * 1e6)
    return {"scores": scores, "median_us": statistics.median(micros)}


def screen(asked: dict[str, Any]) -> dict[str, Any]:
    """Hits of queries in a list: index candidates judged by LogicV2."""
    from nomenklatura.blocker import Index
    from nomenklatura.resolver import Linker
    from nomenklatura.store import MemoryStore

    dataset, compare = _dataset(), _compare()
    store = MemoryStore(dataset, Linker({}))
    writer = store.writer()
    for schema, identifier, properties in asked["entities"]:
        kept = {key: value for key, value in properties.items() if key in PROPERTIES}
        writer.add_entity(_entity(schema, identifier, kept, dataset))
    writer.flush()
    view = store.default_view()
    queries = {
        f"q{n}": _entity("Person", f"q{n}", {"name": [name]}, dataset) for n, name in enumerate(asked["queries"])
    }
    found: dict[str, list[tuple[str, float]]] = {key: [] for key in queries}
    with tempfile.TemporaryDirectory() as folder:
        index = Index(view, Path(folder), {})
        index.build()
        started, cpu = time.perf_counter(), time.process_time()
        for subject, matches in index.match_entities(queries.values()):
            query = queries[subject.id]
            for identifier, _ in matches:
                entity = view.get_entity(identifier.id)
                if entity is not None:
                    found[subject.id].append((identifier.id, compare(query, entity)))
        wall, cpu = time.perf_counter() - started, time.process_time() - cpu
        index.close()
    hits = [sorted(found[f"q{n}"], key=lambda h: -h[1])[:60] for n in range(len(queries))]
    return {"hits": hits, "wall_s": wall, "cpu_s": cpu}


def cases(asked: dict[str, Any]) -> dict[str, Any]:
    """Perturbation cases of a list in OFAC's CSV format."""
    from ssb import benchmark, sources

    entities = sources._parse_sdn(Path(asked["sdn"]).read_text(encoding="utf-8", errors="replace"))
    if asked.get("alt"):
        sources._parse_alt(Path(asked["alt"]).read_text(encoding="utf-8", errors="replace"), entities)
    snapshot = sources.ListSnapshot("ofac_sdn", "", list(entities.values()))
    bench = benchmark.build(snapshot, limit=asked["limit"], seed=asked["seed"])
    rows = [(c.query, c.expected_entity_id, c.perturbation, c.family) for c in bench.cases]
    return {"candidates": bench.candidates, "cases": rows}


def main() -> None:
    asked = json.load(sys.stdin)
    answer = {"pairs": pairs, "screen": screen, "cases": cases}[asked["task"]](asked)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
