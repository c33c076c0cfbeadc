"""Scores of pairs of names: better and worse over exact numbers, and what must hold for any two names."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entourage.screening import policy, score

PAIRS = Path(__file__).parents[2] / "benchmarks" / "screening" / "pairs.csv"
GIVEN = ["Vladimir", "Ivan", "Sergey", "Hassan", "V.", "O.", "Olegovich", "Jr", "bin"]
WORDS = st.sampled_from(
    [*GIVEN, "Potanin", "Lavrov", "al-Assad", "Ivanova", "Ivanov", "Gazprom", "Bank", "Russia", "2"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
SCHEMATA = st.sampled_from(["Person", "Organization", "LegalEntity"])


@given(SCHEMATA, NAMES, NAMES)
def test_symmetric_and_between_0_and_1(schema: str, one: str, other: str) -> None:
    value = score(schema, one, other)
    assert value == score(schema, other, one)
    assert 0.0 <= value <= 1.0


@given(SCHEMATA, NAMES, NAMES)
def test_noise_never_scores_above_identity(schema: str, one: str, other: str) -> None:
    assert score(schema, one, one) >= score(schema, one, other)


@given(SCHEMATA, st.text(max_size=40), st.text(max_size=40))
def test_any_text_has_a_score(schema: str, one: str, other: str) -> None:
    assert 0.0 <= score(schema, one, other) == score(schema, other, one) <= 1.0


@pytest.mark.parametrize(
    ("schema", "name", "better", "worse"),
    [
        ("Person", "Vladimir Potanin", "POTANIN Vladimir Olegovich", "Ivan Potanin"),
        ("Person", "Vladimir Potanin", "V. Potanin", "I. Potanin"),
        ("Person", "Vladimir Potanin", "Владимир Потанин", "Екатерина Потанина"),
        ("Person", "Sergey Viktorovich Ivanov", "Sergey Ivanov", "Sergey Borisovich Ivanov"),
        ("Person", "Maria Ivanova", "Maria Ivanov", "Mario Ivanov"),
        ("Person", "Saddam Hussein", "Saddam Husayn", "Uday Saddam Hussein"),
        ("Person", "Donald Example Jr.", "Donald Example", "Donald Example Sr."),
        ("Organization", "Gazprom", "ПАО Газпром", "Gazprombank"),
        ("Organization", "Example Trading 1", "Example Trading 1 Ltd", "Example Trading 2"),
        ("Organization", "Bank of Russia", "Russian Bank", "Bank of Iran"),
    ],
)
def test_better_and_worse(schema: str, name: str, better: str, worse: str) -> None:
    floor = policy().thresholds.threshold
    assert score(schema, name, better) >= floor > score(schema, name, worse)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia in Global Affairs", "Ministry of Foreign Affairs of the Russian Federation"),
        ("The Canadian Press", "Press TV"),
        ("Carleton University", "Imam Hossein University"),
        ("International Trading Company", "International Shipping Company"),
    ],
)
def test_generic_words_never_carry_a_match(one: str, other: str) -> None:
    assert score("Organization", one, other) <= policy().organisation.no_distinctive


def test_a_bare_name_and_a_short_acronym_stay_low() -> None:
    assert score("Person", "Potanin", "Vladimir Potanin") <= policy().person.bare
    assert score("Organization", "VTB", "VTB Bank") <= policy().organisation.short_acronym
    assert score("Person", "", "Vladimir Potanin") == 0.0


def test_labelled_pairs_keep_their_level() -> None:
    floor = policy().thresholds.threshold
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    says = [(score(row["schema"], row["name1"], row["name2"]) >= floor, row["same"] == "1") for row in rows]
    true = sum(s and t for s, t in says)
    assert true / sum(s for s, _ in says) >= 0.92
    assert true / sum(t for _, t in says) >= 0.97
