"""Dates: what the words bear, and nothing more."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entourage.reading.statements.dates import Calendar


def dates(text: str, published: str = "2021-01-11") -> list[tuple[str, str]]:
    return [(text[when.start : when.end], when.iso) for when in Calendar(published).read(text, 0, len(text), 0)]


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("It ended on 3 March 2020.", "3 March 2020", "2020-03-03"),
        ("It ended on March 3rd, 2020.", "March 3rd, 2020", "2020-03-03"),
        ("It ended on 2020-03-03.", "2020-03-03", "2020-03-03"),
        ("It ended on 31 June 2020.", "June 2020", "2020-06"),
        ("It ended in August, 2020.", "August, 2020", "2020-08"),
        ("It ended in 2014.", "2014", "2014"),
        ("It ended last month.", "last month", "2020-12"),
        ("It ended last year.", "last year", "2020"),
        ("It ended two years ago.", "two years ago", "2019"),
        ("It ended three months ago.", "three months ago", "2020-10"),
        ("It ended yesterday.", "yesterday", "2021-01-10"),
        ("It ended on Friday.", "Friday", "2021-01-08"),
        ("It ended last Monday.", "last Monday", "2021-01-04"),
        ("It ended on Dec. 3.", "Dec. 3", "2020-12-03"),
        ("It ended in August.", "August", "2020-08"),
    ],
)
def test_a_date_is_as_precise_as_its_words(text: str, words: str, iso: str) -> None:
    assert dates(text) == [(words, iso)]


@pytest.mark.parametrize(
    "text",
    [
        "It cost $2014.",
        "There were 2,014 of them.",
        "In the 1990s it was cheap.",
        "She may march on.",
        "Room 2014 was locked.",
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("It began in May 1999 and ended the following month.", ["1999-05", "1999-06"]),
        ("It began in 1999 and ended five years later.", ["1999", "2004"]),
        ("It began on 31 December 2019 and ended the next day.", ["2019-12-31", "2020-01-01"]),
        ("It began in 1999. The following month it ended.", ["1999", ""]),
        ("It ended the following year.", [""]),
    ],
)
def test_a_date_that_follows_another_is_worked_out_from_it(text: str, isos: list[str]) -> None:
    assert [iso for _, iso in dates(text, published="")] == isos


@pytest.mark.parametrize("text", ["It ended last month.", "It ended on Monday.", "It ended two years ago."])
def test_without_a_day_of_publication_nothing_is_worked_out(text: str) -> None:
    assert [iso for _, iso in dates(text, published="")] == [""]


def test_a_week_bears_its_month_and_one_that_spans_two_its_year() -> None:
    assert dates("It ended last week.", published="2021-01-20") == [("last week", "2021-01")]
    assert dates("It ended last week.", published="2021-03-05") == [("last week", "2021-02")]
    assert dates("It ended this week.", published="2021-03-30") == [("this week", "2021")]


@pytest.mark.parametrize(
    ("text", "relation", "until"),
    [
        ("It has grown since 2014.", "since", ""),
        ("It grew until 2014.", "bound", ""),
        ("It grew before March 2014.", "bound", ""),
        ("It grew from 2014 to 2016.", "on", "2016"),
        ("It grew between March 2014 and June 2015.", "on", "2015-06"),
    ],
)
def test_how_a_date_bounds_what_happened(text: str, relation: str, until: str) -> None:
    (when,) = Calendar("").read(text, 0, len(text), 0)
    assert (when.relation, when.until) == (relation, until)


def test_a_date_after_publication_is_to_come() -> None:
    text = "It ends in 2022."
    assert Calendar("2021-01-11").read(text, 0, len(text), 0)[0].to_come
    assert not Calendar("2023").read(text, 0, len(text), 0)[0].to_come


_WORDS = st.sampled_from(
    [
        "in",
        "since",
        "2014",
        "May",
        "3",
        "last",
        "year",
        "Monday",
        "two",
        "years",
        "ago",
        "later",
        "the",
        "following",
        "31",
        "June",
        ",",
        "from",
        "to",
        "-",
        "2020-13-45",
        "9999",
        "0",
        "a",
        "week",
        "month",
        "of",
    ]
)


@given(
    st.lists(_WORDS, max_size=30).map(" ".join), st.sampled_from(["", "2021", "2021-01", "2021-01-11", "2020-02-29"])
)
def test_whatever_the_words_dates_are_valid_in_order_and_apart(text: str, published: str) -> None:
    whens = Calendar(published).read(text, 0, len(text), 0)
    assert all(len(when.iso) in {0, 4, 7, 10} for when in whens)
    assert all(0 <= when.start < when.end <= len(text) for when in whens)
    assert all(one.end <= other.start for one, other in itertools.pairwise(whens))
