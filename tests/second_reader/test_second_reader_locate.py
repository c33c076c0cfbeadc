"""Words found in a text, and the kind of a quote read off it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entourage.model import Block, Document, Span
from entourage.second_reader.chunks import chunks_of
from entourage.second_reader.locate import Paragraph, fold, without_marks
from entourage.second_reader.marks import kind_of


def _found(text: str, words: str) -> list[str]:
    return [span.of(text) for span in Paragraph(text, Span(0, len(text))).find(words)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("He said no.", "said no", ["said no"]),
        ("He\u00a0said\n  no.", "He said no", ["He\u00a0said\n  no"]),
        ("It’s “his” plan", 'It\'s "his" plan', ["It’s “his” plan"]),
        ("no no no", "no", ["no", "no", "no"]),
        ("Acmeland", "Acme", []),
        ("the Acme", "he Acme", []),
        ("He said no.", "He said  yes", []),
        ("He said no.", " ", []),
        ("Он сказал: «нет»", "сказал", ["сказал"]),
    ],
)
def test_words_are_found_where_they_stand(text: str, words: str, found: list[str]) -> None:
    assert _found(text, words) == found


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_what_is_found_is_what_was_asked_for(text: str, start: int, end: int) -> None:
    words = text[start:end]
    for span in Paragraph(text, Span(0, len(text))).find(words) if text else ():
        assert fold(span.of(text)) == fold(words)


def test_marks_at_the_ends_are_left_out() -> None:
    assert without_marks("“ no ”", Span(0, 6)) == Span(2, 4)
    assert without_marks("“”", Span(0, 2)) is None


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("“We go. We stay,” she said.", "We stay", "direct"),
        ("“We go,” she said. We know.", "We know", "indirect"),
        ('"We go," she said. "We stay."', "We stay", "direct"),
        ('"We go," she said that we stay.', "we stay", "indirect"),
        ("She called it “a bad day” again", "called it “a bad day”", "mixed"),
        ("«Мы идём», — сказала она", "Мы идём", "direct"),
        ("„Wir gehen“, sagte sie, wir bleiben", "wir bleiben", "indirect"),
        ("— Nous partons, dit-elle.", "Nous partons", "direct"),
        ("— Nous partons, dit-elle, demain.", "demain", "indirect"),
    ],
)
def test_the_kind_is_read_off_the_text(text: str, words: str, kind: str) -> None:
    start = text.index(words)
    assert kind_of(text, Span(0, len(text)), (Span(start, start + len(words)),)) == kind


@given(st.text(alphabet="ab. ", min_size=1, max_size=200), st.integers(1, 50), st.integers(1, 250))
def test_chunks_hold_the_text_in_order_within_their_limits(text: str, chunk_chars: int, max_chars: int) -> None:
    document = Document(id="doc-1", sha256="0" * 64, source="x", text=text)
    chunks, left_out = chunks_of(document, chunk_chars=chunk_chars, max_chars=max_chars)
    sent = "".join(span.of(text) for chunk in chunks for span in chunk)
    assert text.startswith(sent)
    assert len(sent) + left_out == len(text)
    assert len(sent) <= max_chars
    assert all(sum(map(len, chunk)) <= chunk_chars for chunk in chunks)


def test_furniture_is_not_sent() -> None:
    blocks = (Block(span=Span(0, 3)), Block(span=Span(5, 9), kind="furniture"), Block(span=Span(11, 14)))
    document = Document(id="doc-1", sha256="0" * 64, source="x", text="one\n\nmenu\n\ntwo", blocks=blocks)
    assert chunks_of(document, chunk_chars=50, max_chars=50) == (((Span(0, 3), Span(11, 14)),), 0)
