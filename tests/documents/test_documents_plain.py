"""Plain text: kept as it is, cut into the right paragraphs, each named for what it is."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from document_checks import check_document, check_places, code_of, kinds_of
from hypothesis import given, settings
from hypothesis import strategies as st

from entourage.documents import Limits, document_from_text, load_document
from entourage.model import Place, SettingsError

PASTED = """Skip to main content

Two engineers stand on the old bridge in 2019. It has been closed to carts since.The Canadian Press

Two engineers have asked the harbour board to keep the old iron bridge, which was to be taken down in May.

“It has stood for ninety years and nobody has fallen off it,” they wrote in a letter to the board that week.

Get the harbour’s news each morning, as picked by our editors (subscribers only). Sign up today."""

WITH_HEAD = """A bridge is kept in the north
By Ada Example and Bert Sample
Published January 11, 2021
Two engineers have asked the harbour board to keep the old iron bridge, which was to be taken down in May.
The first said so on Monday. The second said so on Tuesday, and nobody in the room said anything else for an hour or so.
What they want
They want what everybody wants, which is to be left alone by everybody else, and to be paid for it all.
Ada Example is the author of two books."""

WRAPPED = """The committee met on Monday in the large hall of the old building and
discussed the report, which had been sent to all of its members three
weeks before. Nobody objected.

The chair thanked those present, among them two guests from abroad, and
closed the meeting at noon. The next one is in May."""


def test_pasted_article_has_its_furniture_and_credit_told_apart() -> None:
    document = document_from_text(PASTED)
    check_document(document)
    assert [kind for kind, _ in kinds_of(document)] == [
        "furniture",
        "caption",
        "furniture",
        "paragraph",
        "paragraph",
        "furniture",
    ]
    assert kinds_of(document)[1][1].endswith("It has been closed to carts since.")
    assert kinds_of(document)[2][1] == "The Canadian Press"
    assert document.title == ""


def test_one_paragraph_a_line_comes_out_as_one_block_a_line() -> None:
    document = document_from_text(WITH_HEAD)
    check_document(document)
    assert [kind for kind, _ in kinds_of(document)] == [
        "title",
        "byline",
        "dateline",
        "paragraph",
        "paragraph",
        "heading",
        "paragraph",
        "bio",
    ]
    assert document.title == "A bridge is kept in the north"
    assert document.authors == ("Ada Example", "Bert Sample")
    assert document.published == "2021-01-11"
    assert document.language == "en"
    spans = [value.span for value in document.metadata if value.field == "author"]
    assert [span and span.of(document.text) for span in spans] == ["Ada Example", "Bert Sample"]


def test_wrapped_text_comes_out_as_one_block_a_paragraph() -> None:
    document = document_from_text(WRAPPED)
    check_document(document)
    assert [words[:13] for _, words in kinds_of(document)] == ["The committee", "The chair tha"]
    assert document.text == WRAPPED


def test_list_items_in_wrapped_text_stay_apart() -> None:
    text = (
        WRAPPED + "\n\n- the first thing that was decided at the meeting of the committee in\n  May\n- the second thing"
    )
    assert [words for kind, words in kinds_of(document_from_text(text)) if kind == "list item"] == [
        "- the first thing that was decided at the meeting of the committee in\n  May",
        "- the second thing",
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ada Example", "byline"),
        ("BY ADA EXAMPLE, POLITICAL REPORTER", "byline"),
        ("Par Ada Example", "byline"),
        ("By the way, nothing happened", "title"),
        ("Jan. 11, 2021", "dateline"),
        ("Published 11 January 2021 at 10:45 a.m. EST", "dateline"),
        ("OTTAWA, January 11, 2021", "dateline"),
        ("On January 11, 2021 the board met in Geneva.", "paragraph"),
        ("Advertisement", "furniture"),
        ("We use cookies to make this site better.", "furniture"),
        ("REUTERS/Ada Example", "furniture"),
        ("Ada Example/Reuters", "furniture"),
        ("File photo: the square at night", "caption"),
        ("The minister said so in a letter, he told Reuters.", "paragraph"),
        ("* * *", "furniture"),
    ],
)
def test_lines_above_the_text_are_what_they_look_like(line: str, kind: str) -> None:
    body = "The board met in the large hall of the old building, and nobody who was there said much about it."
    document = document_from_text(f"{line}\n\n{body}\n\n{body}")
    assert kinds_of(document)[0] == (kind, line)


def test_prose_that_speaks_of_newsletters_stays_prose() -> None:
    text = "The company asked readers to sign up for a newsletter, which the court found to be unlawful."
    assert kinds_of(document_from_text(text)) == [("paragraph", text)]


def test_line_ends_become_newlines_and_places_hold() -> None:
    document = document_from_text("First line\r\nSecond\rThird\n")
    check_document(document)
    assert document.text == "First line\nSecond\nThird\n"
    assert document.place_of(document.text.index("Third") + 2) == Place(locator="line 3", page=0, source_offset=2)
    assert document.place_of(10) == Place(locator="line 1", page=0, source_offset=10)


def test_characters_that_no_text_may_hold_are_replaced_in_place() -> None:
    document = document_from_text("a\0b\ud800c")
    check_document(document)
    assert document.text == "a�b�c"
    assert any("2 characters" in warning for warning in document.warnings)


def test_hidden_characters_stay_and_are_counted() -> None:
    text = "Pot\u200banin paid \u202eknab\u202c a visit."
    document = document_from_text(text)
    assert document.text == text
    assert any("2 characters that change the direction" in warning for warning in document.warnings)
    assert any("1 invisible characters" in warning for warning in document.warnings)


def test_empty_text_is_a_document_without_blocks() -> None:
    document = document_from_text("")
    assert (document.text, document.blocks, document.segments, document.language) == ("", (), (), "")


def test_id_depends_on_the_text_alone() -> None:
    assert document_from_text("same", source="a").id == document_from_text("same", source="b").id
    assert document_from_text("same").id != document_from_text("other").id


def test_the_user_has_the_last_word_on_date_and_title() -> None:
    document = document_from_text(WITH_HEAD, published="March 2022", title="Given")
    assert (document.published, document.title) == ("2022-03", "Given")
    published = [(value.value, value.origin) for value in document.metadata if value.field == "published"]
    assert published == [("2022-03", "given by the user"), ("2021-01-11", "visible date line")]
    with pytest.raises(SettingsError) as caught:
        document_from_text("x", published="last week")
    assert caught.value.code == "published-not-a-date"


def test_too_long_a_text_is_an_error() -> None:
    assert code_of(lambda: document_from_text("abcdef", limits=Limits(max_chars=5))) == "document-too-long"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The authors said that they are for it, and that the others were not.", "en"),
        ("Les auteurs ont écrit que la politique du gouvernement est dans une impasse.", "fr"),
        ("Der Minister hat gesagt, dass die Gespräche nicht einfach sind und noch dauern.", "de"),
        ("Об этом в понедельник сказал министр, который был на встрече, но не как гость.", "ru"),
        ("Про це в понеділок сказав міністр, який був на зустрічі, але не як гість.", "uk"),
        ("大臣は月曜日に会議でこのように述べた", "ja"),
        ("Xyzzy plugh", ""),
    ],
)
def test_language_is_told_by_small_words_or_script(text: str, language: str) -> None:
    assert document_from_text(text).language == language


def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Ада Example spoke.".encode())))
    document = load_document("-")
    assert (document.source, document.media_type, document.text) == ("stdin", "text/plain", "Ада Example spoke.")


def test_file_and_string_give_the_same_text(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(PASTED, encoding="utf-8")
    loaded = load_document(path)
    assert (loaded.text, loaded.blocks) == (PASTED, document_from_text(PASTED).blocks)
    assert loaded.id == document_from_text(PASTED).id


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("aB .\n\r\t-—“”By1éж\u2028\x0c\u202e\0"), max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    document = document_from_text(text)
    check_document(document)
    assert document.text == text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "�")
    lines = [""]
    for char in text.replace("\0", "�").replace("\r\n", "\r").replace("\r", "\r"):
        lines[-1] += "\n" if char == "\n" else char
        if char in "\r\n":
            lines.append("")
    check_places(document, lambda segment: lines[int(segment.locator.removeprefix("line ")) - 1])


def test_seed_article_keeps_its_text(shared: Path) -> None:
    path = shared / "seed" / "article.txt"
    document = load_document(path)
    check_document(document)
    assert document.text == path.read_text(encoding="utf-8")
    kinds = [kind for kind, _ in kinds_of(document)]
    assert kinds[:3] == ["furniture", "caption", "furniture"] and kinds[-1] == "furniture"
    assert set(kinds[3:-1]) == {"paragraph"}
