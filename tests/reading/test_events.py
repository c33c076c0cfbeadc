"""Events, on the answer keys of own making and on small literal texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from statement_cases import KEYS, analysed

from entourage.model import Event
from entourage.reading.statements import find_events


def events(text: str, published: str = "2021-01-11") -> list[Event]:
    parsed, cast, _, _ = analysed(text, published)
    return list(find_events(parsed, cast))


def told(text: str, published: str = "2021-01-11") -> list[tuple[str, str]]:
    return [(event.date, event.what) for event in events(text, published)]


@pytest.mark.parametrize("name", KEYS)
def test_no_event_but_those_of_the_key(name: str) -> None:
    key = KEYS[name]
    wrong = [
        (event.date, event.what)
        for event in events(key["text"], key["published"])
        if not any(
            gold["date"] == event.date
            and gold["precision"] == event.precision
            and all(word.lower() in event.what.lower() for word in gold["words"])
            for gold in key["events"]
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("name", KEYS)
def test_evidence_holds_the_words_and_ids_are_in_order(name: str) -> None:
    key = KEYS[name]
    found = events(key["text"], key["published"])
    assert [event.id for event in found] == [f"event-{number}" for number in range(1, len(found) + 1)]
    for event in found:
        shown = " ".join(event.evidence[0].of(key["text"]).split())
        assert event.what.split()[-1] in shown
        assert 0 < event.confidence < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Relations never recovered from 2014 when Norland invaded and annexed the peninsula.",
            [("2014", "Norland invaded and annexed the peninsula")],
        ),
        (
            "Ada Example, who founded Example Bank in 1994, lives in Norland.",
            [("1994", "Ada Example founded Example Bank")],
        ),
        ("Example Bank, founded in 1994, is small.", [("1994", "Example Bank founded")]),
        (
            "Ben Sample was arrested in 2017 and acquitted two years later.",
            [("2017", "Ben Sample was arrested"), ("2019", "Ben Sample was acquitted")],
        ),
        ("Ada Example met Ben Sample. She left Norland last month.", [("2020-12", "[Ada Example] left Norland")]),
        (
            "Since 2014, Norland has imposed sanctions on 30 people.",
            [("2014", "since 2014, Norland has imposed sanctions on 30 people")],
        ),
        ("Prosecutors allege that Ada Example took a bribe in 2015.", [("2015", "alleged: Ada Example took a bribe")]),
    ],
)
def test_an_event_is_a_short_clause_in_the_words_of_the_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norland did not invade Sampleland in 2014.",
        "Ada Example never left Norland in 2014.",
        "If Norland had invaded Sampleland in 2014, Ada Example would have left.",
        "Had Norland invaded Sampleland in 2014, nobody would know.",
        "Norland could have invaded Sampleland in 2014.",
        "Ada Example denied that she had met Ben Sample in 2014.",
        "Ada Example hopes that Norland signed the treaty in 2014.",
        "Norland planned to invade Sampleland in 2014.",
        "Did Norland invade Sampleland in 2014?",
        "No one signed the treaty in 2014.",
        "Ada Example will meet Ben Sample on Friday.",
        "Ada Example met Ben Sample before 2014.",
        "Ada Example said on Monday that relations were good.",
        "Ada Example was rich in 2014.",
        "It was released in 2014.",
        "Norland will sign the treaty in 2035.",
        "Returns from 1995 were published by Example Bank.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert told(text) == []


def test_an_undated_day_is_kept_only_for_what_readers_look_for() -> None:
    assert [(e.date, e.precision) for e in events("Ada Example resigned on Monday.", published="")] == [("", "unknown")]
    assert told("Ada Example painted a wall on Monday.", published="") == []


def test_who_takes_part() -> None:
    text = "Norland imposed sanctions on Ada Example and Ben Sample in 2014. He was appointed by Example Bank in 2016."
    parsed, cast, _, _ = analysed(text)
    first, second = find_events(parsed, cast)
    assert [cast[one].name for one in first.participants] == ["Norland", "Ada Example", "Ben Sample"]
    assert [cast[one].name for one in second.participants] == ["Ben Sample", "Example Bank"]


def test_a_place_where_it_happened_takes_no_part() -> None:
    (event,) = events("Ada Example met Ben Sample in Geneva in 2014.")
    assert event.participants == ("person-ada-example", "person-ben-sample")


def test_the_same_thing_told_twice_is_one_event_with_two_places() -> None:
    (event,) = events("Norland invaded Sampleland in 2014.\n\nNorland invaded Sampleland in 2014.")
    assert len(event.evidence) == 2


def test_a_text_without_dates_has_no_events() -> None:
    assert told("Ada Example met Ben Sample.") == []
    assert told("") == []


def test_the_article_that_started_it(shared: Path) -> None:
    found = told((shared / "seed" / "article.txt").read_text("utf-8"))
    assert ("2014", "Moscow invaded and annexed Ukraine’s Crimean Peninsula") in found
    assert any(
        date == "2014" and what.startswith("since 2014, Ottawa has slapped sanctions on") for date, what in found
    )
    assert any(date == "2020-08" and what.startswith("attempt to assassinate") for date, what in found)
    assert len(found) <= 8
