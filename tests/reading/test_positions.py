"""Positions, on the answer keys of own making and on small literal texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from statement_cases import KEYS, analysed

from entourage.reading.statements import find_positions


def positions(text: str, published: str = "2021-01-11") -> list[tuple[str, str, str]]:
    parsed, cast, _, quotes = analysed(text, published)
    return [(cast[one.entity].name, one.stance, one.proposition) for one in find_positions(parsed, cast, quotes)]


@pytest.mark.parametrize("name", KEYS)
def test_no_position_but_those_of_the_key(name: str) -> None:
    key = KEYS[name]
    wrong = [
        (entity, stance, proposition)
        for entity, stance, proposition in positions(key["text"], key["published"])
        if not any(
            (gold["entity"] in entity or entity in gold["entity"])
            and gold["stance"] == stance
            and all(word.lower() in proposition.lower() for word in gold["words"])
            for gold in key["positions"]
        )
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Example supports a new tunnel.", [("Ada Example", "for", "new tunnel")]),
        ("Ada Example does not support the tunnel.", [("Ada Example", "against", "tunnel")]),
        ("Ada Example called for a ban on hotels.", [("Ada Example", "for", "ban on hotels")]),
        ("Ada Example is in favour of a park.", [("Ada Example", "for", "park")]),
        (
            "Ada Example urged the council to end its policy of silence.",
            [("Ada Example", "for", "end the council’s policy of silence")],
        ),
        ('"We should not reward aggression," Ada Example said.', [("Ada Example", "against", "reward aggression")]),
        (
            '"There is no reason to open our market to dumped metal," Ada Example said.',
            [("Ada Example", "against", "open our market to dumped metal")],
        ),
    ],
)
def test_who_is_for_and_against(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert positions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example said that Ben Sample opposes the tunnel.",
        "Ada Example is not urging Norland to remove sanctions.",
        "Ada Example might support the tunnel.",
        "Would Ada Example support the tunnel?",
        "Ada Example supports her family.",
        "Ada Example rejected the allegations.",
        "Ada Example supports Ben Sample.",
        "Ada Example supports Ben Sample's campaign.",
        "Ada Example asked the crowd to welcome the winners.",
        "Ada Example urged her husband to come out of the car.",
        "If Ada Example opposes the tunnel, it will fail.",
        "Ada Example does not blame Ben Sample for the fire.",
        "Ada Example was held responsible for the fire.",
        "Would Ada Example blame Ben Sample for the fire?",
    ],
)
def test_nobody_is_given_a_stance_that_they_did_not_take(text: str) -> None:
    assert positions(text) == []


def test_two_sides_of_one_question_share_its_words() -> None:
    text = "Ada Example supports a new railway tunnel. Ben Sample opposes the tunnel."
    assert positions(text) == [
        ("Ada Example", "for", "new railway tunnel"),
        ("Ben Sample", "against", "new railway tunnel"),
    ]


def test_the_proposal_points_back_to_what_was_proposed() -> None:
    text = "Ada Example called for talks with Norland. Ben Sample warned that this proposal would fail."
    assert [(who, side) for who, side, what in positions(text) if what == "talks with Norland"] == [
        ("Ada Example", "for"),
        ("Ben Sample", "against"),
    ]


def test_who_blames_and_who_denies_stand_on_two_sides() -> None:
    text = "Many small countries hold Norland responsible for the attack on the port.\n\n"
    text += "Ada Example blamed Norland for the attack on the port."
    what = "holding Norland responsible for the attack on the port"
    assert positions(text) == [("Many small countries", "for", what), ("Ada Example", "for", what)]


def test_the_proposal_that_points_nowhere_is_left_out() -> None:
    assert positions("Ben Sample criticised the proposal.") == []


def test_ending_a_thing_is_not_the_thing() -> None:
    text = "Ada Example supports sanctions on Norland. Ben Sample called for an end to sanctions on Norland."
    assert len({what for _, _, what in positions(text)}) == 2


def test_one_who_is_for_and_against_is_of_two_minds() -> None:
    text = "Ada Example supports the tunnel. In 2019 Ada Example opposed the tunnel."
    assert positions(text) == [("Ada Example", "mixed", "tunnel")]


def test_the_article_that_started_it(shared: Path) -> None:
    found = positions((shared / "seed" / "article.txt").read_text("utf-8"))
    for author in ("Gilles Breton", "Piotr Dutkiewicz"):
        assert (author, "for", "thaw in relations between Canada and the Russian Federation") in found
        assert (author, "for", "end the federal government’s policy of limited contact with Moscow") in found
        assert (author, "for", "resumption of talks between senior Canadian and Russian bureaucrats") in found
    assert ("Marcus Kolga", "against", "thaw in relations between Canada and the Russian Federation") in found
    blamed = [one for one in found if one[0] == "Many Western countries"]
    assert [(side, what.split(", ")[0]) for _, side, what in blamed] == [
        ("for", "holding Moscow responsible for an August")
    ]
    assert {who for who, _, _ in found} == {
        "Gilles Breton",
        "Piotr Dutkiewicz",
        "Marcus Kolga",
        "U.S. intelligence agencies",
        "Many Western countries",
    }
