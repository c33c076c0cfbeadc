"""The text of ``second_reader_cases`` as a document, its reading, and a server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from second_reader_cases import ACME, ADA, BO, INSTITUTE, LIST, PARAGRAPHS, TEXT, Server, mentions, span_of

from entourage.model import Block, Document, Entity, Quote, Reading, Tie


@pytest.fixture
def document() -> Document:
    blocks = tuple(Block(span=span_of(paragraph)) for paragraph in PARAGRAPHS)
    return Document(id="doc-1", sha256="0" * 64, source="letter", text=TEXT, blocks=blocks)


@pytest.fixture
def reading() -> Reading:
    return Reading(
        document_id="doc-1",
        entities=(
            Entity(
                id=ADA, schema="Person", name="Ada Example", aliases=("Ms. Example", "Example"),
                mentions=mentions(
                    ("Ada Example", 0, "name"), ("her", 0, "pronoun"), ("Ms. Example", 0, "name"),
                    ("Ada Example", 1, "name"), ("Ada Example", 2, "name"),
                ),
            ),
            Entity(
                id=BO, schema="Person", name="Bo Sample", aliases=("Mr. Sample",),
                mentions=mentions(("Bo Sample", 0, "name"), ("Mr. Sample", 0, "name"), ("he said", 0, "pronoun")),
            ),
            Entity(
                id=INSTITUTE, schema="Organization", name="Placeholder Institute",
                mentions=mentions(("Placeholder Institute", 0, "name")),
            ),
            Entity(
                id=ACME, schema="Company", name="Acme", mentions=mentions(("Acme", 0, "name"), ("Acme", 1, "name"))
            ),
            Entity(
                id=LIST, schema="Document", name="Grey List", kind="list", mentions=mentions(("Grey List", 0, "name"))
            ),
        ),
        ties=(
            Tie(
                id="tie-1", schema="Directorship", subject=ADA, object=INSTITUTE, role="chairs the board",
                evidence=(span_of("Ada Example chairs the board of the Placeholder Institute."),),
            ),
        ),
        quotes=(Quote(id="quote-1", content=(span_of("We should talk to each other,"),), speakers=(ADA,)),),
        reader="first reader",
    )  # fmt: skip


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    thread = threading.Thread(target=one.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield one
    one.over.set()
    one.http.shutdown()
    one.http.server_close()
    thread.join()
