"""Claims, on the answer keys of own making and on small literal texts."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statement_cases import KEYS, analysed

from entourage.model import Claim
from entourage.reading.statements import find_claims
from entourage.reading.statements.numbers import find_numbers


def claims(text: str, published: str = "2021-01-11") -> list[Claim]:
    parsed, cast, ties, quotes = analysed(text, published)
    return list(find_claims(parsed, cast, quotes, ties=ties))


def values(text: str) -> list[tuple[str, str]]:
    return [(claim.kind, claim.value) for claim in claims(text)]


@pytest.mark.parametrize("name", KEYS)
def test_no_claim_but_those_of_the_key(name: str) -> None:
    key = KEYS[name]
    gold = [(one["kind"], one["value"]) for one in key["claims"]]
    assert [one for one in values(key["text"]) if one not in gold] == []


@pytest.mark.parametrize("name", KEYS)
def test_every_claim_opens_inside_the_text_and_is_not_checked(name: str) -> None:
    text = KEYS[name]["text"]
    for claim in claims(text):
        assert all(0 <= span.start < span.end <= len(text) for span in claim.evidence)
        assert claim.verdict == "not checked"
        assert claim.what


@pytest.mark.parametrize(
    ("text", "kind", "value", "number", "comparison"),
    [
        (
            "Norland has sanctions on more than 430 people, companies and organizations.",
            "count",
            "> 430 people, companies and organizations",
            430,
            ">",
        ),
        ("Example Bank has at least 2,300 employees.", "count", ">= 2,300 employees", 2300, ">="),
        ("The union represents some 140 firms.", "count", "~ 140 firms", 140, "~"),
        ("The party won 48 of the 120 seats.", "share", "= 48 of 120 seats", 48, "="),
        ("Nearly half of the voters stayed at home.", "share", "~ 50 % of the voters", 50, "~"),
        (
            "Norland imposed sanctions on 30 people, most of these together with its allies.",
            "share",
            "> 50 % of these",
            50,
            ">",
        ),
        ("Exports fell by 12 percent in 2019.", "change", "- 12 %", -12, "="),
        ("Example Bank paid $1.3 billion for the firm.", "amount", "= $1.3 billion", 1.3e9, "="),
        ("The city paid 12 million crowns for the land.", "amount", "= 12 million crowns", 1.2e7, "="),
        (
            "Sampleland was Norland's 32nd biggest trading partner in 2019.",
            "rank",
            "32nd biggest trading partner",
            32,
            "=",
        ),
        (
            "Norland is home to the largest population of bears outside Asia.",
            "superlative",
            "largest population of bears outside Asia",
            1,
            "=",
        ),
    ],
)
def test_a_claim_has_its_value_and_its_parts(text: str, kind: str, value: str, number: float, comparison: str) -> None:
    found = [claim for claim in claims(text) if claim.kind == kind]
    assert [(claim.value, claim.number, claim.comparison) for claim in found] == [(value, number, comparison)]


@pytest.mark.parametrize(
    "text",
    [
        "Two people said that Ada Example left.",
        "Ada Example, 61, met Ben Sample, aged 42.",
        "The team won 3-1 at 12 Example Street.",
        "She waited for 45 minutes and walked 20 kilometres.",
        "The plan would cost 3,000 jobs.",
        "The bank will hire 200 workers.",
        "If 400 people come, the hall is full.",
        "Norland did not ban 40 firms.",
        "It was the best film in Norland.",
        "Ada Example is one of the largest owners in Norland.",
        "The rate of interest was 5 percent.",
        "The families of the 9/11 victims met.",
        "Norland's biggest donors met.",
        "Ada Example spent most of her life in Norland.",
    ],
)
def test_what_no_data_bears_out_is_no_claim(text: str) -> None:
    assert values(text) == []


def test_who_asserts_a_claim() -> None:
    parsed, cast, ties, quotes = analysed('"We employ 400 workers," Ada Example said. The bank has 900 customers.')
    found = find_claims(parsed, cast, quotes, ties=ties)
    assert [[cast[one].name for one in claim.asserted_by] for claim in found] == [["Ada Example"], []]


def test_the_date_that_a_claim_holds_for() -> None:
    dates = [claim.date for claim in claims("Norland had 400 banks in 2019. Since 2014, it has banned 90 firms.")]
    assert dates == ["2019", "2014/.."]


def test_a_sanction_with_its_date_is_a_claim_of_a_date() -> None:
    found = claims("Ada Example was sanctioned by Canada in June 2022.", published="2023-01-01")
    assert [(claim.kind, claim.value) for claim in found] == [("date", "2022-06")]


def test_the_article_that_started_it(shared: Path) -> None:
    found = values((shared / "seed" / "article.txt").read_text("utf-8"))
    assert ("count", "> 430 people, companies and organizations") in found
    assert ("share", "> 50 % of these") in found
    assert ("rank", "32nd biggest trading partner") in found
    assert ("superlative", "largest population of ethnic Ukrainians outside Ukraine and Russia") in found
    assert ("count", "= 210 Russians") in found
    assert [kind for kind, _ in found].count("membership") == 1
    assert len(found) == 6


@pytest.mark.parametrize(
    ("text", "value", "comparison"),
    [
        ("more than 430 people", 430, ">"),
        ("twenty-five percent", 25, "="),
        ("a hundred and twenty seats", 120, "="),
        ("1.5 million or more", 1.5e6, ">="),
        ("up to three hundred", 300, "<="),
        ("two-thirds of them", 66.6667, "="),
        ("US$4m", 4e6, "="),
    ],
)
def test_numbers_in_digits_and_words(text: str, value: float, comparison: str) -> None:
    (number,) = find_numbers(text, 0, len(text))
    assert (number.value, number.comparison) == (value, comparison)


@given(st.text(alphabet="0123456789.,%$€ moreathnwoufv-", max_size=60))
def test_whatever_the_characters_numbers_are_finite_and_apart(text: str) -> None:
    numbers = find_numbers(text, 0, len(text))
    assert all(number.value < 1e30 for number in numbers)
    assert all(one.end <= other.start for one, other in itertools.pairwise(numbers))
