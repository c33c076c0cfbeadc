"""The peer, run by its own Python: followthemoney's statement tools over the same parties and listings.

Run by ``run.py`` with the interpreter that ``ENTOURAGE_PEER_PYTHON`` names. In: a file of FollowTheMoney entities, one
a line. Out: one JSON object on stdout: statements, seconds to make and write them (its fastest format), seconds to
read them back as entities, and bytes. Seconds are of the processor. This file uses nothing of Entourage.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from followthemoney.statement import PACK, read_path_statements, write_statements


def main(path: Path) -> None:
    dataset = Dataset.make({"name": "bench", "title": "bench"})
    count = 0

    def statements():
        nonlocal count
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                entity = StatementEntity.from_data(dataset, json.loads(line))
                for statement in entity.statements:
                    count += 1
                    yield statement

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "statements.pack"
        started = time.process_time()
        with target.open("wb") as stream:
            write_statements(stream, PACK, statements())
        written = time.process_time() - started
        size = target.stat().st_size
        started = time.process_time()
        waiting: list = []
        last = None
        entities = 0
        for statement in read_path_statements(target, PACK):
            if last is not None and statement.entity_id != last and waiting:
                StatementEntity.from_statements(dataset, waiting)
                entities += 1
                waiting = []
            waiting.append(statement)
            last = statement.entity_id
        if waiting:
            StatementEntity.from_statements(dataset, waiting)
            entities += 1
        read = time.process_time() - started
    answer = {"statements": count, "write_s": written, "read_s": read, "bytes": size, "entities": entities}
    print(json.dumps(answer))


main(Path(sys.argv[1]))
