"""The quick rules say of every token what spaCy's own components say."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")

from entourage.reading.language_model import english_model, english_pipeline  # noqa: E402
from entourage.reading.word_rules import quicken  # noqa: E402

TEXT = (
    "Ada Example said that she'd been better off, but y'all aren't going. Let's see: gonna, gotta, c'mon!\n\n"
    "There's the dog which it bought for 5 pounds;   nobody has done more, and anyone who gets what I got would. "
    "\tThe mice were running. Those are theirs, these were hers. ¿Qué? He himself upon whom because whilst "
)
COLUMNS = ["TAG", "POS", "DEP", "LEMMA", "MORPH", "HEAD", "ENT_TYPE"]


def test_word_rules_say_what_the_models_own_components_say() -> None:
    plain = spacy.load(english_model()[0], exclude=["senter"])
    own, quick = plain(TEXT), english_pipeline()(TEXT)
    assert quick.to_array(COLUMNS).tolist() == own.to_array(COLUMNS).tolist()


def ruled(*rules: tuple[list[list[dict[str, object]]], dict[str, str], int]) -> object:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    for patterns, attrs, index in rules:
        ruler.add(patterns, attrs, index)
    return quicken(nlp)


def test_word_rules_of_two_rules_the_later_one_wins_whatever_their_length() -> None:
    nlp = ruled(
        ([[{"LOWER": "new"}, {"LOWER": "york"}]], {"LEMMA": "York City", "POS": "PROPN"}, -1),
        ([[{"LOWER": {"IN": ["york", "leeds"]}}]], {"LEMMA": "town"}, 0),
        ([[{"LOWER": "leeds"}, {"ORTH": "United"}]], {"LEMMA": "club"}, 0),
    )
    found = [(token.lemma_, token.pos_) for token in nlp("New York , Leeds United , leeds")]  # type: ignore[operator]
    assert found == [("", ""), ("town", "PROPN"), ("", ""), ("club", ""), ("", ""), ("", ""), ("town", "")]


def test_word_rules_leave_a_pipeline_without_rules_alone() -> None:
    nlp = spacy.blank("en")
    assert [token.text for token in quicken(nlp)("One two")] == ["One", "two"]
