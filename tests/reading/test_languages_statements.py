"""Events, claims and positions in French and Russian; all persons and companies are invented."""

from __future__ import annotations

import msgspec
import pytest

from entourage.documents import document_from_text
from entourage.model import Reading
from entourage.reading import read


def reading(text: str, published: str = "2021-06-15") -> Reading:
    """Read a text, long enough to show its language, as published on a day."""
    return read(msgspec.structs.replace(document_from_text(text), published=published))


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        (
            "Le 17 mars 2014, Hélène Marchetaut a signé l'accord avec la Banque de l'Estuaire.",
            "2014-03-17",
            "Hélène Marchetaut a signé l'accord avec la Banque de l'Estuaire",
        ),
        (
            "Hélène Marchetaut a été nommée directrice de la Banque de l'Estuaire l'année dernière.",
            "2020",
            "Hélène Marchetaut a été nommée directrice de la Banque de l'Estuaire",
        ),
        (
            "Hélène Marchetaut a quitté la Banque de l'Estuaire il y a trois ans.",
            "2018",
            "Hélène Marchetaut a quitté la Banque de l'Estuaire",
        ),
        (
            "В марте 2020 года Антон Лагутин был назначен директором института «Заречье».",
            "2020-03",
            "Антон Лагутин был назначен директором института «Заречье»",
        ),
        (
            "Два года назад Антон Лагутин покинул институт «Заречье».",
            "2019",
            "Антон Лагутин покинул институт «Заречье»",
        ),
    ],
)
def test_an_event_has_its_date_and_its_clause(text: str, date: str, words: str) -> None:
    assert [(event.date, event.what) for event in reading(text).events] == [(date, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Hélène Marchetaut n'a pas signé l'accord avec la Banque de l'Estuaire en mars 2014.",
        "Si Hélène Marchetaut avait signé l'accord en mars 2014, la Banque de l'Estuaire aurait fermé.",
        "Hélène Marchetaut signera l'accord avec la Banque de l'Estuaire avant mars 2022.",
        "Антон Лагутин не подписал соглашение с институтом «Заречье» в марте 2020 года.",
        "Если бы Антон Лагутин подписал соглашение в марте 2020 года, институт «Заречье» закрылся бы.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert reading(text).events == ()


@pytest.mark.parametrize(
    ("text", "kind", "number", "comparison"),
    [
        ("Depuis, plus de 430 personnes et entreprises ont été sanctionnées par le gouvernement.", "count", 430, ">"),
        ("La Fondation Orphée dispose d'un budget de 3,5 millions d'euros.", "amount", 3_500_000, "="),
        ("Les exportations de la région ont reculé de 12 % sous ce gouvernement.", "change", -12, "="),
        ("Selon le syndicat, près de 60 % des salariés ont été reclassés.", "share", 60, "<"),
        ("L'entreprise est le troisième producteur d'acier du pays.", "rank", 3, "="),
        ("С тех пор под санкции попали более 430 человек и компаний.", "count", 430, ">"),
        ("Бюджет этого фонда составляет 3,5 млн евро.", "amount", 3_500_000, "="),
        ("В 2019 году экспорт области упал на 12%.", "change", -12, "="),
    ],
)
def test_a_claim_is_taken_apart(text: str, kind: str, number: float, comparison: str) -> None:
    assert [(c.kind, c.number, c.comparison) for c in reading(text).claims] == [(kind, number, comparison)]


@pytest.mark.parametrize(
    "text",
    [
        "Le directeur de la banque a 52 ans et habite au 12 rue de la Gare.",
        "Директору этого банка 52 года, он живёт там уже 15 лет.",
    ],
)
def test_ages_and_addresses_are_no_claims(text: str) -> None:
    assert reading(text).claims == ()


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Hélène Marchetaut soutient la reprise du dialogue. Gaspard Teyssèdre s'oppose à la reprise du dialogue.",
            {("Hélène Marchetaut", "for"), ("Gaspard Teyssèdre", "against")},
        ),
        (
            "Вера Стожарова поддерживает возобновление переговоров. "
            "Антон Лагутин выступает против возобновления переговоров.",
            {("Вера Стожарова", "for"), ("Антон Лагутин", "against")},
        ),
    ],
)
def test_two_sides_of_one_question_carry_the_same_words(text: str, sides: set[tuple[str, str]]) -> None:
    found = reading(text)
    names = {entity.id: entity.name for entity in found.entities}
    assert {(names[p.entity], p.stance) for p in found.positions} == sides
    assert len({p.proposition for p in found.positions}) == 1


def test_to_support_a_person_is_no_position() -> None:
    assert reading("Hélène Marchetaut soutient Gaspard Teyssèdre et lui souhaite bonne chance.").positions == ()


def test_a_mixed_document_keeps_the_statements_of_each_language() -> None:
    found = reading(
        "Ada Example joined the Placeholder Institute in March 2014. She said that it was a good decision for all.\n\n"
        "Le 3 mai 2015, Hélène Marchetaut a signé l'accord avec la Banque de l'Estuaire pour le gouvernement.\n\n"
        "В марте 2020 года Антон Лагутин был назначен директором института «Заречье»."
    )
    assert [(event.id, event.date) for event in found.events] == [
        ("event-1", "2014-03"),
        ("event-2", "2015-05-03"),
        ("event-3", "2020-03"),
    ]
    ids = {entity.id for entity in found.entities}
    assert all(set(event.participants) <= ids for event in found.events)
