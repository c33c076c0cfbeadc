"""What is sent.

In: paragraphs and the names of those who stand in them. Out: chat messages. Invariant: of the document, only the
paragraphs' text and names that stand in it leave; no path, no title, no list, no verdict.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from entourage.second_reader.endpoint import Message


def messages_for(passage: str, parties: Sequence[str]) -> list[Message]:
    """The question about one passage.

    Args:
        passage: paragraphs, a blank line between them.
        parties: names that the answer may use.

    Returns:
        Two messages. The passage is a JSON string, so that nothing in it can end it.
    """
    question = json.dumps({"passage": passage, "parties": list(parties)}, ensure_ascii=False)
    return [{"role": "system", "content": _instructions()}, {"role": "user", "content": question}]


@lru_cache(maxsize=1)
def schemata() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Ties that may be proposed: schema to the schemata of subject and object."""
    table = _table()
    ends = {name: frozenset(names) for name, names in table["ends"].items()}
    return {name: (ends[row["subject"]], ends[row["object"]]) for name, row in table["schema"].items()}


@lru_cache(maxsize=1)
def _instructions() -> str:
    rows = "\n".join(f"  {name}: {row['means']}" for name, row in _table()["schema"].items())
    return (files(__package__) / "prompt.txt").read_text("utf-8").replace("$SCHEMATA", rows)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "schemata.toml").read_text("utf-8"))
