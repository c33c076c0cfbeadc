"""Countries, titles, given names: the tables answer, and say nothing where they know nothing."""

import pytest

from entourage.names import (
    capital_country,
    country_code,
    country_codes,
    country_name,
    demonym_countries,
    gender_of_given_name,
    same_given_name,
    strip_titles,
    title_gender,
)
from entourage.names.tables import csv_rows


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russia / Russie", "ru"),
        ("Russian Federation", "ru"),
        ("Russians", "ru"),
        ("Россия", "ru"),
        ("China/Chine", "cn"),
        ("Venezuela ", "ve"),
        ("Burma (Myanmar)", "mm"),
        ("U.S.", "us"),
        ("the United States", "us"),
        ("UK", "gb"),
        ("ru", "ru"),
        ("Democratic People's Republic of Korea", "kp"),
        ("Korea", "kr"),
        ("Canadian", "ca"),
        ("Côte d’Ivoire", "ci"),
        ("Atlantis", None),
        ("Ottawa", None),
        ("", None),
    ],
)
def test_country_code(text: str, code: str | None) -> None:
    assert country_code(text) == code


def test_capitals_are_not_countries() -> None:
    assert capital_country("Moscow") == "ru"
    assert capital_country("Kiev") == "ua"
    assert capital_country("Russia") is None


def test_the_table_of_countries_is_whole() -> None:
    rows = csv_rows("countries.csv")
    assert len(rows) == len(country_codes()) > 230
    assert all(len(row["code"]) == 2 and row["code"].islower() and row["name"] for row in rows)
    assert all(country_code(row["name"]) == row["code"] for row in rows)
    assert set(demonym_countries().values()) <= country_codes()
    assert country_name("ru") == "Russia"


@pytest.mark.parametrize(
    ("name", "bare", "titles"),
    [
        ("Mr. Breton", "Breton", ["Mr."]),
        ("Prof. Dr. Ada Example", "Ada Example", ["Prof.", "Dr."]),
        ("Lt. Gen. Ada Example", "Ada Example", ["Lt. Gen."]),
        ("Ada Example, PhD", "Ada Example", ["PhD"]),
        ("г-н Потанин", "Потанин", ["г-н"]),
        ("Ada Example", "Ada Example", []),
        ("Mr.", "Mr.", []),
        ("", "", []),
    ],
)
def test_strip_titles(name: str, bare: str, titles: list[str]) -> None:
    assert strip_titles(name) == (bare, titles)


def test_genders() -> None:
    assert [title_gender(t) for t in ("Mr.", "Mme", "Prof.", "Zzyx")] == ["male", "female", None, None]
    assert [gender_of_given_name(g) for g in ("Sergey", "Екатерина", "Jean-Pierre", "Andrea", "Zzyx")] == [
        "male",
        "female",
        "male",
        None,
        None,
    ]


def test_given_names_that_stand_for_one_another() -> None:
    assert same_given_name("Bill", "William")
    assert same_given_name("Volodymyr", "Владимир")
    assert not same_given_name("Vladimir", "Vladislav")
    assert not same_given_name("Hassan", "Hussein")
    assert not same_given_name("Zzyx", "Zzyx")
