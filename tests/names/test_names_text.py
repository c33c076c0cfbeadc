"""Normalising and romanising: literal in, literal out, and what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entourage.names import fold_look_alikes, name_key, name_keys, normalise, romanise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  GLAZ’YEV,\u00a0Sergey ", "glazyev sergey"),
        ("Jean-Pierre  RAFFARIN", "jean pierre raffarin"),
        ("U.S.", "u s"),
        ("Po\u200btanin", "potanin"),
        ("\u202eVladimir\u202c", "vladimir"),
        ("ＰＯＴＡＮＩＮ", "potanin"),
        ("P\u043etanin", "potanin"),
        ("Straße & Söhne", "strasse and söhne"),
        ("Потанин", "потанин"),
        ("…", ""),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_a_text_that_is_no_name_costs_no_time() -> None:
    assert len(normalise("a" * 5_000_000)) == 2_000


def test_words_of_one_script_keep_it() -> None:
    assert fold_look_alikes("сосо") == "сосо"
    assert fold_look_alikes("пoтанин") == "потанин"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Потанин Владимир Олегович", "Potanin Vladimir Olegovich"),
        ("Зеленський Володимир", "Zelenskyi Volodymyr"),
        ("Щукин", "Shchukin"),
        ("Łódź", "Lodz"),
        ("Vladimir", "Vladimir"),
        ("", ""),
    ],
)
def test_romanise(text: str, expected: str) -> None:
    assert romanise(text) == expected


@pytest.mark.parametrize(
    "spellings",
    [
        "Sergey Sergei Serguei Сергей Sergej",
        "Alexey Aleksei Alexei Aleksey Алексей",
        "Yury Iouri Yuri Yuriy Юрий Juri",
        "Romanov Romanoff Романов",
        "Zelensky Zelenskyy Zelenskiy Зеленский",
        "Khodorkovsky Chodorkowski Hodorkovski Ходорковский",
        "Shuvalov Chouvalov Schuwalow Шувалов",
        "Glazyev Glaz'yev Glazev Глазьев",
        "Yevgeny Evgeni Evgeniy Евгений",
        "Poutine Putin Путин",
        "Fyodor Fedor Фёдор",
        "Vasiliev Vasilyev Васильев",
        "Zhirinovsky Jirinovski Жириновский",
        "Maxim Maksim Максим",
    ],
)
def test_competing_romanisations_meet(spellings: str) -> None:
    first, *others = spellings.split()
    for other in others:
        assert set(name_keys(first)) & set(name_keys(other)), (first, other)


@pytest.mark.parametrize(("one", "other"), [("Ivanov", "Petrov"), ("Potanin", "Potapin"), ("Putin", "Pushin")])
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert not set(name_keys(one)) & set(name_keys(other))


def test_nothing_has_no_key() -> None:
    assert name_keys("…") == ()
    assert name_key("") == ""
