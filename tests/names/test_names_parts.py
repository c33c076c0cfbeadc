"""Taking names apart: persons and organisations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entourage.names import (
    acronym_of,
    distinctive_words,
    gender_of_person_name,
    is_acronym,
    legal_form,
    normalise,
    patronymic_gender,
    split_person_name,
    strip_legal_form,
)


@pytest.mark.parametrize(
    ("name", "given_name", "patronymic", "family", "sure"),
    [
        ("Vladimir Olegovich Potanin", "Vladimir", "Olegovich", "Potanin", True),
        ("Потанин Владимир Олегович", "Владимир", "Олегович", "Потанин", True),
        ("POTANIN, Vladimir Olegovich", "Vladimir", "Olegovich", "POTANIN", True),
        ("POTANIN Vladimir", "Vladimir", "", "POTANIN", True),
        ("Vladimir Olegovich", "Vladimir", "Olegovich", "", True),
        ("Slobodan Milosevic", "Slobodan", "", "Milosevic", False),
        ("Потанин В. О.", "В. О.", "", "Потанин", True),
        ("Potanin V.O.", "V. O.", "", "Potanin", True),
        ("Yulia Volodymyrivna Tymoshenko", "Yulia", "Volodymyrivna", "Tymoshenko", True),
        ("M. Charles de Gaulle", "Charles", "", "de Gaulle", False),
        ("François-Philippe Champagne", "François-Philippe", "", "Champagne", False),
        ("Dr. Ada Example", "Ada", "", "Example", False),
    ],
)
def test_split_person_name(name: str, given_name: str, patronymic: str, family: str, sure: bool) -> None:
    parts = split_person_name(name)
    assert (parts.given, parts.patronymic, parts.family, parts.sure) == (given_name, patronymic, family, sure)


def test_bare_words_and_suffixes_are_the_rest() -> None:
    assert split_person_name("Prof. Example").rest == ("Example",)
    assert split_person_name("Ada Example Jr.").rest == ("Jr",)
    assert split_person_name("").words == ()


def test_fields_of_a_record_decide() -> None:
    parts = split_person_name("Example Ada", given="Ada", family="Example")
    assert (parts.given, parts.family, parts.sure) == ("Ada", "Example", True)


@given(st.lists(st.sampled_from(["Ada", "EXAMPLE", "V.", "van", "Olegovich", "Jr", "Потанин", "al"]), max_size=6))
def test_no_word_is_lost(words: list[str]) -> None:
    name = " ".join(words)
    kept = normalise(" ".join(split_person_name(name).words)).split()
    assert sorted(kept) == sorted(normalise(name).split())


def test_gender_of_a_name() -> None:
    assert patronymic_gender("Viktorivna") == "female"
    assert gender_of_person_name("Zzyx Ivanovich Zzyxov") == "male"
    assert gender_of_person_name("Zzyx Example") is None


@pytest.mark.parametrize(
    ("name", "core", "forms"),
    [
        ("Gazprom PJSC", "Gazprom", ["PJSC"]),
        ('ООО "Ромашка"', "Ромашка", ["ООО"]),
        ("Example Trading Co., Ltd.", "Example Trading", ["Co., Ltd."]),
        ("Public Joint Stock Company Example", "Example", ["Public Joint Stock Company"]),
        ("Example S.A. de C.V.", "Example", ["S.A. de C.V."]),
        ("Ltd", "Ltd", []),
    ],
)
def test_strip_legal_form(name: str, core: str, forms: list[str]) -> None:
    assert strip_legal_form(name) == (core, forms)


def test_what_distinguishes_an_organisation() -> None:
    assert distinctive_words("Russia in Global Affairs") == ()
    assert distinctive_words("The Canadian Press") == ()
    assert distinctive_words("Ministry of Foreign Affairs of the Russian Federation") == ()
    assert distinctive_words("Example Trading Bank of Russia") == ("example",)
    assert legal_form("ООО") == legal_form("LLC") == "llc"
    assert legal_form("Example") is None


def test_acronyms() -> None:
    assert acronym_of("Canada Eurasia Russia Business Association") == "CERBA"
    assert acronym_of("Example") == ""
    assert is_acronym("NATO")
    assert is_acronym("F.S.B.")
    assert not is_acronym("Example")
