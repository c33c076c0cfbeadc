"""A document in several languages where a model is missing: what can be read is read, and the rest is said."""

from __future__ import annotations

import pytest

from entourage.documents import document_from_text
from entourage.model import ReadingError
from entourage.reading import read
from entourage.reading.languages.choose import by_language

ENGLISH = "Anna Quillfeather is a professor at Ashford University. “We agree,” Ms. Quillfeather said."
RUSSIAN = (
    "Директор института Пётр Примеров заявил, что переговоры состоятся в мае. "
    "«Мы согласны», — сказал Примеров журналистам в Москве после встречи с коллегами."
)


@pytest.fixture
def without_russian(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    module = sys.modules["entourage.reading.read"]

    def missing(*args: object, **kwargs: object) -> None:
        raise ReadingError("no-language-model", "Reading Russian needs a model.", "pip install 'entourage[ru]'")

    monkeypatch.setattr(module, "read_blocks", missing)


def test_the_other_passages_are_read_and_the_gap_is_said(without_russian: None) -> None:
    steps: list[str] = []
    reading = read(document_from_text(f"{ENGLISH}\n\n{RUSSIAN}"), progress=steps.append)
    assert [entity.name for entity in reading.entities if entity.schema == "Person"] == ["Anna Quillfeather"]
    assert "1 passages in ru were not read: pip install 'entourage[ru]'" in reading.reader
    assert any("were not read" in step for step in steps)


def test_a_document_that_cannot_be_read_at_all_is_an_error(without_russian: None) -> None:
    with pytest.raises(ReadingError, match="Russian"):
        read(document_from_text(RUSSIAN))


def test_an_english_genitive_is_no_french_elision() -> None:

    assert list(by_language(document_from_text("Canada's sanctions list contains 2,500 people."))) == ["en"]
    assert list(by_language(document_from_text("Le ministre s'est dit d'accord."))) == ["fr"]
