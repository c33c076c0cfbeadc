"""Russian: inflected names, roles, ties and quotes, and names that meet across scripts."""

from __future__ import annotations

import importlib.util

import pytest

from entourage.documents import document_from_text
from entourage.model import Reading
from entourage.reading import read
from entourage.reading.languages import by_language

pytestmark = pytest.mark.skipif(
    any(importlib.util.find_spec(p) is None for p in ("natasha", "slovnet", "navec", "razdel", "pymorphy3")),
    reason="the extra [ru] is not installed",
)


def reading(text: str) -> Reading:
    return read(document_from_text(text))


def quotes(text: str) -> list[tuple[list[str], str, str]]:
    found = reading(text)
    names = {entity.id: entity.name for entity in found.entities}
    return [([s.of(text) for s in q.content], names[q.speakers[0]] if q.speakers else "", q.kind) for q in found.quotes]


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("«Мы готовы к переговорам», — заявил Иван Примеров.", ["Мы готовы к переговорам"], "direct"),
        ("«Мы готовы, — сказал Иван Примеров. — Но не сейчас».", ["Мы готовы,", "Но не сейчас"], "direct"),
        ("— Не знаю, — ответил Иван Примеров. — Приходите завтра.", ["Не знаю,", "Приходите завтра."], "direct"),
        ("Иван Примеров подчеркнул: «Решение окончательное».", ["Решение окончательное"], "direct"),
        ("По словам Ивана Примерова, решение примут в мае.", ["решение примут в мае"], "indirect"),
        ("Иван Примеров сообщил, что встреча состоится в мае.", ["что встреча состоится в мае"], "indirect"),
        ("Как отметил Иван Примеров, цены скоро вырастут.", ["цены скоро вырастут"], "indirect"),
    ],
    ids=["after", "incise", "dialogue", "colon", "according", "that", "as said"],
)
def test_a_quote_and_its_speaker(text: str, content: list[str], kind: str) -> None:
    assert quotes(text) == [(content, "Иван Примеров", kind)]


def test_a_company_in_quotation_marks_is_no_quote() -> None:
    assert quotes("Компания «Газпром» построила завод.") == []


def test_inflected_forms_are_one_person() -> None:
    text = "Министр Сергей Лавров прибыл в Париж. У Лаврова была встреча, Лаврову вручили письмо, с Лавровым говорили."
    people = [entity for entity in reading(text).entities if entity.schema == "Person"]
    assert [(p.name, set(p.aliases)) for p in people] == [("Сергей Лавров", {"Лаврова", "Лаврову", "Лавровым"})]


def test_a_role_ties_its_holder_in_any_case() -> None:
    found = reading("Бывшего директора «Газпрома» Ивана Примерова видели в Москве.")
    names = {entity.id: entity.name for entity in found.entities}
    assert [(t.schema, names[t.subject], names[t.object], t.status) for t in found.ties] == [
        ("Directorship", "Иван Примеров", "Газпром", "former")
    ]


def test_names_meet_across_scripts_in_a_mixed_document() -> None:
    text = "Sergey Lavrov said that he was in the city with the others.\n\nПо словам Лаврова, встреча прошла хорошо."
    document = document_from_text(text)
    assert set(by_language(document)) == {"en", "ru"}
    people = [entity for entity in read(document).entities if entity.schema == "Person"]
    assert [(p.name, "Лаврова" in p.aliases) for p in people] == [("Sergey Lavrov", True)]


@pytest.mark.parametrize(
    "text", ["«", "— ", "«" * 500, "Лавров " * 300, "«Да», — сказал " * 100, "а" * 5_000 + " и не на"]
)
def test_odd_texts_are_read(text: str) -> None:
    found = reading(text)
    assert all(0 <= s.start < s.end <= len(text) for q in found.quotes for s in q.content)
