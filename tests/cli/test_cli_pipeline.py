"""The whole chain as one call."""

from __future__ import annotations

import pytest

import entourage
from entourage.model import SettingsError

TEXT = "Ada Example, a former diplomat, chairs the board of the Placeholder Institute."


def test_a_text_becomes_a_dossier() -> None:
    steps: list[str] = []
    dossier = entourage.investigate(
        "letter", text=TEXT, published="2021-01-11", today="2026-11-22", on_step=steps.append
    )
    assert dossier.document.source == "letter"
    assert dossier.document.text == TEXT
    assert (dossier.as_of_document, dossier.as_of_today) == ("2021-01-11", "2026-11-22")
    assert "Ada Example" in [entity.name for entity in dossier.reading.entities]
    assert dossier.snapshots
    assert all(snapshot.starter for snapshot in dossier.snapshots)
    assert steps[0] == "opening the document"
    assert steps[-1] == "finding paths to listed parties"


def test_the_same_call_gives_the_same_dossier() -> None:
    one, two = (entourage.investigate("letter", text=TEXT, today="2026-11-22") for _ in range(2))
    assert one == two


def test_the_source_can_be_called_something_else() -> None:
    named = entourage.investigate("letter", text=TEXT, name="a letter to the editor", lists=())
    assert named.document.source == "a letter to the editor"
    assert named.document.id == entourage.investigate("letter", text=TEXT, lists=()).document.id


def test_no_lists_is_no_screening() -> None:
    dossier = entourage.investigate("letter", text=TEXT, lists=())
    assert dossier.screenings == ()
    assert dossier.snapshots == ()


def test_a_text_that_names_nobody_is_an_empty_dossier() -> None:
    dossier = entourage.investigate("nothing", text="it rained all day and then it stopped.")
    assert dossier.reading.quotes == ()
    assert dossier.paths == ()


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "2026"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(SettingsError) as caught:
        entourage.investigate("letter", text=TEXT, today=day)
    assert caught.value.code == "not-a-day"


def test_the_root_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = entourage.nonsense
