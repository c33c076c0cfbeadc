"""Printed dates as ISO 8601."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entourage.lists.dates import parse_birth, parse_date


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("04 Dec 1951", ("1951-12-04",)),
        ("1958", ("1958",)),
        ("Jan 1962", ("1962-01",)),
        ("1958 to 1962", ("1958", "1959", "1960", "1961", "1962")),
        ("01 Jan 1950 to 31 Dec 1952", ("1950", "1951", "1952")),
        ("circa 1951", ("1950", "1951", "1952")),
        ("circa 01 Jan 1961", ("1960", "1961", "1962")),
        ("circa 1979-1982", ("1978", "1979", "1980", "1981", "1982", "1983")),
        ("1961-01-03", ("1961-01-03",)),
        ("1964-03", ("1964-03",)),
        ("1972-08-10 or 1972-08-11", ("1972-08-10", "1972-08-11")),
        ("1965-07-15 OR 1969-09-28", ("1965-07-15", "1969-09-28")),
        ("1963-1964", ("1963", "1964")),
        ("between 1970 and 1973", ("1970", "1971", "1972", "1973")),
        ("26.11.1972", ("1972-11-26",)),
        ("26/12/1955", ("1955-12-26",)),
        ("03/01/1961", ("1961-01-03", "1961-03-01")),
        ("00/00/1980", ("1980",)),
        ("July 4, 1970", ("1970-07-04",)),
        ("1943-05-30T00:00:00", ("1943-05-30",)),
        ("\u00a01950 ", ("1950",)),
    ],
)
def test_birth_dates_are_understood(printed: str, expected: tuple[str, ...]) -> None:
    assert parse_birth(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Sep-99",
        "born in the early 1970s",
        "1980-13-01",
        "31 Feb 1970",
        "1900 to 1990",
        "32/13/1980",
        "unknown",
        "3017",
    ],
)
def test_what_is_not_understood_gives_nothing(printed: str) -> None:
    assert parse_birth(printed) == ()


def test_a_day_that_can_be_read_two_ways_is_no_day_of_listing() -> None:
    assert parse_date("03/01/1961") == ""
    assert parse_date("24 Feb 2022") == "2022-02-24"
    assert parse_date("circa 1951") == ""


@given(st.text(max_size=40))
def test_any_text_gives_iso_dates_or_nothing(text: str) -> None:
    for date in parse_birth(text):
        assert parse_birth(date) == (date,)
