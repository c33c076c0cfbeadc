"""Names in natural order, and alias fields taken apart. Names are invented unless they are quoted from a list."""

from __future__ import annotations

import pytest

from entourage.lists.aliases import split_aliases
from entourage.lists.countries import country
from entourage.lists.person_names import from_comma_form, from_parts
from entourage.lists.text import clean, slug


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("EXAMPLE, Ada Ivanovna", "Ada Ivanovna EXAMPLE"),
        ("EXAMPLE", "EXAMPLE"),
        ("DOE, John Quincy, Jr.", "John Quincy DOE Jr."),
        ("DOE, JR., John Quincy", "John Quincy DOE JR."),
        ("AL-EXAMPLE, Abu Ali", "Abu Ali AL-EXAMPLE"),
        ("EXAMPLE, ", "EXAMPLE"),
    ],
)
def test_comma_form_becomes_natural_order(printed: str, full: str) -> None:
    assert from_comma_form(printed).full == full


def test_a_patronymic_is_told_from_a_second_given_name() -> None:
    assert from_comma_form("POTANIN, Vladimir Olegovich").father == "Olegovich"
    name = from_comma_form("EXAMPLE, Ada Maria")
    assert (name.first, name.middle, name.father, name.last) == ("Ada", "Maria", "", "EXAMPLE")


def test_a_person_with_only_a_given_name_has_no_family_name() -> None:
    name = from_parts("", "Than Example")
    assert (name.full, name.last) == ("Than Example", "")


@pytest.mark.parametrize(
    ("field", "full", "weak"),
    [
        ("", (), ()),
        ("Anna Example; Ханна Пример", ("Anna Example", "Ханна Пример"), ()),
        ("Andrei ", ("Andrei Petrovich EXEMPLAR",), ()),
        ("Andrei, Andrii", ("Andrei Petrovich EXEMPLAR", "Andrii Petrovich EXEMPLAR"), ()),
        ("EKSEMPLAR", ("Andrey Petrovich EKSEMPLAR",), ()),
        ("Batya, Kazak", (), ("Batya", "Kazak")),
        ("Azat", (), ("Azat",)),
        ("(Андрей Петрович ПРИМЕР / Андрiй Петрович ПРИМЕР", ("Андрей Петрович ПРИМЕР", "Андрiй Петрович ПРИМЕР"), ()),
        ("Dzmitry (Zmitser) Prykład", ("Dzmitry Prykład", "Zmitser Prykład"), ()),
        ("Katsiaryna or Katerina Example", ("Katsiaryna Example", "Katerina Example"), ()),
        ("Ivan Alekseyevich or Alexeevich Example", ("Ivan Alekseyevich Example", "Ivan Alexeevich Example"), ()),
        ("Dimitri Example or Дмитрий Пример", ("Dimitri Example", "Дмитрий Пример"), ()),
        ("Belarusian: Мікалай Прыклад; Russian: Николай Пример", ("Мікалай Прыклад", "Николай Пример"), ()),
        ("Arabic: أحمد مثال", ("أحمد مثال",), ()),
        ("Ada\nExample Two", ("Example Two",), ("Ada",)),
    ],
)
def test_aliases_of_a_person(field: str, full: tuple[str, ...], weak: tuple[str, ...]) -> None:
    found = split_aliases(field, person=True, given="Andrey Petrovich", last="EXEMPLAR")
    assert (found.full, found.weak) == (full, weak)


@pytest.mark.parametrize(
    ("field", "full", "weak"),
    [
        (
            "Example Air Holdings Pte. Ltd., Example Air Limited",
            ("Example Air Holdings Pte. Ltd.", "Example Air Limited"),
            (),
        ),
        ("Example Trading, Ltd.", ("Example Trading, Ltd.",), ()),
        ("Пример, ООО", ("Пример, ООО",), ()),
        ("ОАО, БЭТО", ("БЭТО",), ("ОАО",)),
        ("(Rosselkhozbank)", ("Rosselkhozbank",), ()),
        ("ZAO Interavtomatika (IA)", ("ZAO Interavtomatika",), ("IA",)),
        ('ОАО "Пример, Опытный завод"', ('ОАО "Пример, Опытный завод"',), ()),
        ("ОАО РЖД or Российские железные дороги", ("ОАО РЖД", "Российские железные дороги"), ()),
        ("Следственный комитет or СКР)", ("Следственный комитет", "СКР"), ()),
        ("НПО Образец\nОбразец", ("НПО Образец", "Образец"), ()),
    ],
)
def test_aliases_of_an_organisation(field: str, full: tuple[str, ...], weak: tuple[str, ...]) -> None:
    found = split_aliases(field, person=False)
    assert (found.full, found.weak) == (full, weak)


def test_without_comma_splitting_a_comma_form_stays_whole() -> None:
    assert split_aliases("EXAMPLE, Ada; EXEMPLE, Ada", person=True, commas=False).full == (
        "EXAMPLE, Ada",
        "EXEMPLE, Ada",
    )


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Korea, North", "kp"),
        ("Congo, Democratic Republic of the", "cd"),
        ("Iran (Islamic Republic of)", "ir"),
        ("Democratic People's Republic of Korea ", "kp"),
        ("Palestinian", "ps"),
        ("Russia", "ru"),
        ("Russian Federation", "ru"),
        ("Indonesia (as at Dec. 2003)", "id"),
        ("undetermined", ""),
        ("Possibly Ethiopian", ""),
        ("", ""),
    ],
)
def test_countries_as_lists_print_them(printed: str, code: str) -> None:
    assert country(printed) == code


def test_clean_folds_blanks_and_removes_direction_marks() -> None:
    assert clean("  Ada\u00a0\u202eExample\n\u200f ") == "Ada Example"
    assert clean(None) == ""
    assert clean(clean("A\u2067b  c")) == clean("A\u2067b  c")


def test_slug_is_plain_ascii() -> None:
    assert slug("Russia/1, Part 2/7") == "russia-1-part-2-7"
    assert slug("../../etc") == "etc"
