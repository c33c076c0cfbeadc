"""Ties and roles over the own answer keys: short texts of eight kinds with invented names."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from entourage.model import Block, Document, Reading
from entourage.reading.parse import trimmed
from entourage.reading.read import read

KEYS = json.loads((Path(__file__).parent / "data" / "ties_keys.json").read_text("utf-8"))


def document_of(text: str) -> Document:
    """A Document whose blocks are its lines."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(span=trimmed(text, start, start + len(line))))
        start += len(line)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(id="doc-test", sha256=digest, source="test", text=text, blocks=tuple(blocks))


def lines(reading: Reading) -> list[list[str]]:
    names = {entity.id: entity.name for entity in reading.entities}
    return [[tie.schema, names[tie.subject], names[tie.object], tie.status] for tie in reading.ties]


@pytest.mark.parametrize("key", KEYS, ids=[key["kind"] for key in KEYS])
def test_no_tie_is_shown_that_the_text_does_not_state(key: dict[str, Any]) -> None:
    assert [line for line in lines(read(document_of(key["text"]))) if line not in key["ties"]] == []


def test_nearly_all_stated_ties_are_found() -> None:
    gold = found = 0
    for key in KEYS:
        shown = lines(read(document_of(key["text"])))
        gold += len(key["ties"])
        found += sum(line in shown for line in key["ties"])
    assert found / gold >= 0.9


@pytest.mark.parametrize("key", KEYS, ids=[key["kind"] for key in KEYS])
def test_roles_are_in_the_words_of_the_text(key: dict[str, Any]) -> None:
    reading = read(document_of(key["text"]))
    shown = [[entity.name, role.text] for entity in reading.entities for role in entity.roles]
    assert [line for line in key["roles"] if line not in shown] == []


@pytest.mark.parametrize("key", KEYS, ids=[key["kind"] for key in KEYS])
def test_every_tie_and_role_has_evidence_inside_the_text(key: dict[str, Any]) -> None:
    reading = read(document_of(key["text"]))
    spans = [span for tie in reading.ties for span in tie.evidence]
    spans += [span for entity in reading.entities for role in entity.roles for span in role.evidence]
    assert spans
    assert all(0 <= span.start < span.end <= len(key["text"]) for span in spans)
    assert all(tie.evidence for tie in reading.ties)
    assert len({tie.id for tie in reading.ties}) == len(reading.ties)
