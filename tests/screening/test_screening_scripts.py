"""Names in other scripts and spellings: by consonants, by syllables, by tables; companies by what their words mean."""

import pytest

from entourage.screening import Engine, policy, score
from entourage.screening.consonants import consonants, is_abjad, script_score, script_words
from entourage.screening.organisation_vocabulary import joined_letters, known_word
from entourage.screening.organisation_words import organisation_name

THRESHOLD = policy().thresholds.threshold
LISTED = ["Bashar al-Assad", "Maher al-Assad", "Ayman al-Zawahiri", "Kim Jong Un", "Xi Jinping"]
ENGINE = Engine([{"id": name, "schema": "Person", "properties": {"name": [name]}} for name in LISTED])


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("بشار الأسد", "Bashar al-Assad"),
        ("ماهر الأسد", "Maher al-Assad"),
        ("أيمن الظواهري", "Ayman al-Zawahiri"),
        ("김정은", "Kim Jong Un"),
        ("习近平", "Xi Jinping"),
    ],
)
def test_a_name_in_its_own_script_is_found(query: str, listed: str) -> None:
    (first, value), *others = ENGINE.screen({"schema": "Person", "properties": {"name": [query]}})
    assert first == listed
    assert value >= THRESHOLD > max((v for _, v in others), default=0.0)


def test_written_vowels_have_to_agree() -> None:
    assert script_score(script_words("حسن نصر الله"), ("hassan", "nasrallah")) == policy().person.consonants
    assert script_score(script_words("حسين نصر الله"), ("hassan", "nasrallah")) < THRESHOLD
    assert consonants("gaddafi") == consonants("qadhafi")
    assert is_abjad("בנימין")
    assert not is_abjad("Benjamin")


def test_little_that_agrees_names_nobody() -> None:
    assert script_score(script_words("علي"), ("ali",)) < THRESHOLD
    assert script_score((), ("ali",)) < THRESHOLD


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Pak Pong Ju", "Park Bong-ju", True),
        ("Yasser Exampleh", "Yasir Exampleh", True),
        ("Exempel Viktor", "Viktor Exempel", True),
        ("Jose Daniel Exempel Soto", "Daniel Exempel", True),
        ("Uday Exampleh Nemirovski", "Exampleh Nemirovski", False),
        ("Chen Wei", "Cheng Wei", False),
        ("Hassan Ali Hussein", "Hussein Ali Hassan", False),
        ("Primerov Oleg", "Primerova Olga", False),
        ("J. Smith", "John Smart", False),
    ],
)
def test_names_of_persons(one: str, other: str, same: bool) -> None:
    assert (score("Person", one, other) >= THRESHOLD) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Министерство обороны Российской Федерации", "Ministry of Defence of the Russian Federation", True),
        ("Banco Central de Venezuela", "Central Bank of Venezuela", True),
        ("Ejército de Liberación Nacional", "National Liberation Army", True),
        ("Nemi Intl Trading", "Nemi International Trading", True),
        ("Nemi S. de R.L. de C.V.", "Nemi SRL de CV", True),
        ("Nemi Fund IV", "Nemi Fund Four", True),
        ("First Nemi Bank", "1st Nemi Bank", True),
        ("First Nemi Bank", "Second Nemi Bank", False),
        ("N.I.S.A.", "NISA", True),
        ("Nemirovski Tradnig Company", "Nemirovski Trading Company", True),
        ("Nemirovski", "Nemirovski Media", False),
        ("Nemi Insurance", "Nemi Reinsurance", False),
        ("Nemi Fund", "Nemi Fund 7", False),
        ("ABC Trading", "ACB Trading", False),
    ],
)
def test_names_of_organisations(one: str, other: str, same: bool) -> None:
    assert (score("Company", one, other) >= THRESHOLD) is same


def test_words_and_what_they_stand_for() -> None:
    assert known_word("mezhdunarodnyi") == known_word("intl") == ("generic", "international")
    assert known_word("oboronprom") == ("distinctive", "oboronprom")
    assert known_word("viii") == ("number", "8")
    assert joined_letters(["h", "and", "m", "stores"]) == ["hm", "stores"]
    assert organisation_name("Nemi Bank of Korea 3 Ltd").numbers == {"3"}


def test_a_company_or_a_person_under_a_broader_schema() -> None:
    assert score("Thing", "Ada Example", "EXAMPLE, Ada") == score("Person", "Ada Example", "EXAMPLE, Ada")
    assert score("LegalEntity", "Example Trading Ltd", "Example Shipping Ltd") < THRESHOLD
