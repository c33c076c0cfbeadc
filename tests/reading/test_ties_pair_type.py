"""The guessed type of a pair, and that a guess never becomes a tie of a reading."""

from __future__ import annotations

import math

import pytest

from entourage.documents import document_from_text
from entourage.reading import read
from entourage.reading.ties import tie_type


@pytest.mark.parametrize(
    ("text", "subject", "object_", "kind", "schema"),
    [
        (
            "Ada Example, a spokeswoman for Sample Energy, said so.",
            "Ada Example",
            "Sample Energy",
            "EMPLOYEE",
            "Employment",
        ),
        (
            "Ada Example, the chief executive of Sample Bank, left.",
            "Ada Example",
            "Sample Bank",
            "MANAGER",
            "Directorship",
        ),
        ("Ada Example married Boris Samplov in 2011.", "Ada Example", "Boris Samplov", "FAMILY", "Family"),
        ("The flat in Paris, France, was sold.", "Paris", "France", "WITHIN", ""),
    ],
)
def test_the_words_around_a_pair_tell_its_type(text: str, subject: str, object_: str, kind: str, schema: str) -> None:
    guess = tie_type(text, subject, object_)
    assert guess is not None
    assert (guess.type, guess.schema) == (kind, schema)
    assert 0 < guess.share_right < 1
    assert math.isclose(sum(guess.shares.values()), 1)


@pytest.mark.parametrize(("subject", "object_"), [("Nobody", "Sample Bank"), ("", "Sample Bank"), ("Ada Example", "")])
def test_a_name_that_the_text_lacks_has_no_type(subject: str, object_: str) -> None:
    assert tie_type("Ada Example left Sample Bank.", subject, object_) is None


def test_a_guess_is_no_tie() -> None:
    text = "Ada Example spoke on Monday, and shares of Sample Bank fell."
    assert tie_type(text, "Ada Example", "Sample Bank") is not None
    assert read(document_from_text(text)).ties == ()
