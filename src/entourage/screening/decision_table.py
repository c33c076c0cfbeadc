"""Decisions that a person wrote into a table of hits.

In: the CSV that a file of customers was screened into, with its columns ``decide`` and ``why`` filled in. Out:
decisions. Invariant: they are about the records as the table shows them, so one that changed since is open again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from entourage.model import SettingsError
from entourage.screening.decisions import Action, Decision

WANTED = ("subject", "name", "list", "entity_id", "record_hash", "record_name", "decide")


def decisions_of_hits(path: Path, *, who: str, when: str) -> Iterator[Decision]:
    """The decisions of a table of hits.

    Args:
        path: of the CSV; a column that is missing stops it.
        who, when: for all of them; a column ``who`` goes before.

    Raises:
        SettingsError: ``no-table-of-hits``, ``unknown-decision``.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [column for column in WANTED if column not in (reader.fieldnames or ())]
        if missing:
            raise SettingsError(
                "no-table-of-hits",
                f"{path.name} is no table of hits: it has no column {', '.join(missing)}.",
                "Use the CSV that entourage screen FILE -o hits.csv wrote.",
            )
        for row in reader:
            given = {key: plain_cell(value) for key, value in row.items() if isinstance(value, str) and key}
            if word := given["decide"].strip().lower():
                yield _decision(word, given, who, when, f"{path.name}, line {reader.line_num}")


def plain_cell(text: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t\r" else text


def _decision(word: str, given: dict[str, str], who: str, when: str, where: str) -> Decision:
    action: Any = {"cleared": "clear", "confirmed": "confirm"}.get(word, word)
    if action not in get_args(Action) or action == "undo":
        raise SettingsError("unknown-decision", f"{where}: {word[:40]!r} is no decision.", "Write clear or confirm.")
    return Decision(
        action=action,
        who=given.get("who", "").strip() or who,
        when=when,
        why=given.get("why", "").strip(),
        subject=given["subject"],
        name=given["name"],
        list=given["list"],
        record=given["entity_id"],
        record_name=given["record_name"],
        record_hash=given["record_hash"],
    )
