"""The article that started it: every board, role and tie that a careful reader notes, and no false one."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.model import Block, Document, Reading
from entourage.reading.parse import trimmed
from entourage.reading.read import read

EXPECTED = {
    ("Documentation", "An Action Brief for Canadian-Russian Bilateral Relations", "Gilles Breton", "author"),
    ("Documentation", "An Action Brief for Canadian-Russian Bilateral Relations", "Piotr Dutkiewicz", "author"),
    (
        "UnknownLink",
        "An Action Brief for Canadian-Russian Bilateral Relations",
        "Russia in Global Affairs",
        "published in",
    ),
    (
        "UnknownLink",
        "An Action Brief for Canadian-Russian Bilateral Relations",
        "Centre for Governance and Public Management",
        "published on the website",
    ),
    ("UnknownLink", "Russia in Global Affairs", "Kremlin", "strong connections to"),
    ("Employment", "Piotr Dutkiewicz", "Carleton University", "political-science professor"),
    ("Directorship", "Gilles Breton", "Canada Eurasia Russia Business Association", "member of the board"),
    ("Directorship", "Piotr Dutkiewicz", "Canada Eurasia Russia Business Association", "member of the board"),
    ("Directorship", "Vladimir Potanin", "Russia in Global Affairs", "head of the board of trustees"),
    ("Directorship", "Sergey Lavrov", "Russia in Global Affairs", "member of the editorial board"),
    ("Employment", "Marcus Kolga", "Macdonald-Laurier Institute", "senior fellow"),
    ("Employment", "Jason Kung", "department of Global Affairs", "media spokesperson"),
    ("UnknownLink", "Centre for Governance and Public Management", "Carleton University", "part of"),
}


@pytest.fixture(scope="module")
def article() -> Reading:
    path = Path(__file__).parents[2] / ".." / "shared" / "seed" / "article.txt"
    if not path.is_file():
        pytest.skip("the article is not here")
    text = path.read_text("utf-8")
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(span=trimmed(text, start, start + len(line))))
        start += len(line)
    return read(Document(id="doc-seed", sha256="0" * 64, source="seed", text=text, blocks=tuple(blocks)))


def test_every_tie_and_no_false_one(article: Reading) -> None:
    names = {entity.id: entity.name for entity in article.entities}
    shown = {(tie.schema, names[tie.subject], names[tie.object], tie.role) for tie in article.ties}
    on_the_list = {line for line in shown if line[3] in {"on the list", "list of"}}
    assert shown - on_the_list == EXPECTED
    assert {(line[2], line[3]) for line in on_the_list} == {
        ("Vladimir Potanin", "on the list"),
        ("U.S. Treasury", "list of"),
    }


def test_roles(article: Reading) -> None:
    roles = {(entity.name, role.text, role.status) for entity in article.entities for role in entity.roles}
    assert {
        ("Gilles Breton", "former diplomat", "former"),
        ("Gilles Breton", "deputy head of mission", "former"),
        ("Vladimir Potanin", "billionaire oligarch", "current"),
        ("Marcus Kolga", "human-rights advocate", "current"),
        ("Alexey Navalny", "opposition leader", "current"),
        ("François-Philippe Champagne", "Foreign Affairs Minister", "current"),
    } <= roles
