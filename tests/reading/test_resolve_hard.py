"""Constructions on which readers stumble: given names like small words, nicknames, firms and owners, page
furniture. All people and organisations here are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entourage.reading.cast import Cast
from entourage.reading.parse import Parsed

Resolve = Callable[[str], tuple[Parsed, Cast]]


def mentions(resolved: Resolve, text: str) -> dict[str, list[str]]:
    """Party -> its mentions, as they stand in the text."""
    _, cast = resolved(text)
    return {party.name: [text[m.start : m.end] for m in party.mentions] for party in cast.parties.values()}


@pytest.mark.parametrize(
    "text", ["Per Olav Quill\nOslo\n\nPer Olav Quill runs the mill.", "Per Olav Quill said no. He left Oslo."]
)
def test_given_name_like_a_small_word(resolved: Resolve, text: str) -> None:
    assert "Per Olav Quill" in mentions(resolved, text)


def test_small_word_like_a_given_name_stays_outside(resolved: Resolve) -> None:
    assert "Per Olav Quill" not in mentions(resolved, "Per Olav Quill's report, the mill lost money.")


def test_nickname_in_quotation_marks_is_one_person(resolved: Resolve) -> None:
    text = "Robert “Bob” Quillfeather met Bob Ostrow. Bob Quillfeather was late."
    assert mentions(resolved, text) == {
        "Robert “Bob” Quillfeather": ["Robert “Bob” Quillfeather", "Bob Quillfeather"],
        "Bob Ostrow": ["Bob Ostrow"],
    }


def test_firm_speaks_before_its_owner_is_named(resolved: Resolve) -> None:
    text = (
        "Ostrow Holdings Ltd. bought Quill Mills Inc. Ostrow said it would pay. Anna Ostrow, who owns Ostrow "
        "Holdings, left. Ms. Ostrow lives in Oslo."
    )
    found = mentions(resolved, text)
    assert found["Ostrow Holdings Ltd."][:2] == ["Ostrow Holdings Ltd.", "Ostrow"]
    assert found["Anna Ostrow"] == ["Anna Ostrow", "Ostrow"]


def test_family_name_that_stands_first(resolved: Resolve) -> None:
    assert mentions(resolved, "Li Wei spoke to the board. Mr. Li then left.")["Li Wei"] == ["Li Wei", "Li"]


def test_foreign_newspapers_are_no_people(resolved: Resolve) -> None:
    _, cast = resolved("According to Der Spiegel and Le Figaro, no. El País agreed.")
    assert cast.people() == []


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for the Daily Peat newsletter from Editor Jane Fennimore.",
        "Follow Jane Fennimore on Twitter.",
        "Read more: Norway Mill Burns As Jane Fennimore Looks On",
        "Top headlines and commentary as selected by Jane Fennimore. Sign up today.",
        "Copyright Fennimore Press Ltd. All rights reserved.",
    ],
)
def test_page_furniture_names_no_party(resolved: Resolve, line: str) -> None:
    text = f"The mill burned on Monday.\n\nPeter Ostrow was there, he said.\n\n{line}"
    assert set(mentions(resolved, text)) == {"Peter Ostrow"}


def test_party_of_the_text_keeps_its_name_in_furniture(resolved: Resolve) -> None:
    text = "The mill burned on Monday.\n\nPeter Ostrow was there.\n\nFollow Peter Ostrow on Twitter."
    assert mentions(resolved, text) == {"Peter Ostrow": ["Peter Ostrow", "Peter Ostrow"]}


def test_sentence_about_signing_up_is_text(resolved: Resolve) -> None:
    text = "Anna Quillfeather asked farmers to sign up for the Alder Birch Foundation today, and many did so at once."
    assert "Anna Quillfeather" in mentions(resolved, text)
