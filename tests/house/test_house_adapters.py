"""The product in the shapes that outside scorers ask for."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from house_tables import REPOSITORY

TEXT = (
    "Ada Example, a former diplomat, chairs the board of the Placeholder Institute in Ottawa.\n\n"
    "“We should talk,” Ms. Example said. She added that nobody else would.\n"
)


@pytest.fixture(scope="module")
def adapters() -> ModuleType:
    spec = importlib.util.spec_from_file_location("adapters", REPOSITORY / "benchmarks" / "adapters.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _words(offsets: tuple[int, int]) -> str:
    return TEXT[offsets[0] : offsets[1]]


def test_reading_gives_offsets_into_the_text(adapters: ModuleType) -> None:
    found = adapters.read(TEXT)
    assert found.keys() == {"quotes", "entities", "ties", "coref"}
    names = {(_words((one["start"], one["end"])), one["type"]) for one in found["entities"]}
    assert {("Ada Example", "PER"), ("Placeholder Institute", "ORG"), ("Ottawa", "LOC")} <= names
    said = next(quote for quote in found["quotes"] if _words(quote["content"]).startswith("We should talk"))
    assert _words(said["speaker"]) == "Ms. Example"
    assert _words(said["cue"]) == "said"
    assert [_words(part).rstrip(",") for part in said["content_parts"]] == ["We should talk"]
    pairs = {(_words(tie["subject"]), _words(tie["object"]), tie["type"]) for tie in found["ties"]}
    assert ("Ada Example", "Placeholder Institute", "MANAGER") in pairs
    assert ("She", "Example") in {(_words(one["mention"]), _words(one["name"])[-7:]) for one in found["coref"]}


def test_an_empty_text_has_nothing_in_it(adapters: ModuleType) -> None:
    assert adapters.read("") == {"quotes": [], "entities": [], "ties": [], "coref": []}


def test_a_pair_of_names_has_a_score(adapters: ModuleType) -> None:
    assert adapters.score("Person", "Vladimir Potanin", "POTANIN, Vladimir Olegovich") > 0.9
    assert adapters.score("Person", "Vladimir Potanin", "Ada Example") < 0.5


def test_the_engine_ranks_entities(adapters: ModuleType) -> None:
    entities = [
        {"id": "a", "schema": "Person", "properties": {"name": ["Ada Example"]}},
        {"id": "b", "schema": "Person", "properties": {"name": ["Bernard Sample"], "alias": ["Ben Sample"]}},
    ]
    hits = adapters.engine(entities).screen({"schema": "Person", "properties": {"name": ["Sample, Bernard"]}}, 5)
    assert hits[0][0] == "b"
    assert hits[0][1] > 0.9
