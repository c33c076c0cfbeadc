"""The full text: cut at every edge of evidence, complete, each piece once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entourage.dossier.clean import markdown, one_line, shorten, visible, web_link
from entourage.dossier.marked_text import MAX_LINES_PER_PIECE, MarkedText
from entourage.dossier.marks import Mark
from entourage.dossier.sentences import SentenceFinder
from entourage.model import Block, Document, Span


def document(text: str, *blocks: Block) -> Document:
    return Document(id="d", sha256="0", source="stdin", text=text, blocks=blocks)


def pieces(text: str, *marks: Mark) -> list[tuple[str, tuple[str, ...]]]:
    return [(p.span.of(text), p.anchors) for b in MarkedText(document(text), marks).blocks() for p in b.pieces]


def test_nested_and_overlapping_marks_are_cut_at_their_edges() -> None:
    marks = [Mark(Span(0, 9), "a", "line"), Mark(Span(4, 12), "b", "quote"), Mark(Span(4, 6), "c", "name")]
    assert pieces("Ada said it all.", *marks) == [
        ("Ada ", ("a",)),
        ("sa", ("c", "b", "a")),
        ("id ", ("b", "a")),
        ("it ", ("b",)),
        ("all.", ()),
    ]


def test_a_mark_over_two_blocks_is_in_both() -> None:
    assert pieces("One.\n\nTwo.", Mark(Span(2, 8), "a", "quote")) == [
        ("On", ()),
        ("e.", ("a",)),
        ("Tw", ("a",)),
        ("o.", ()),
    ]


def test_a_stretch_that_begins_between_blocks_leads_to_the_next() -> None:
    text = MarkedText(document("One.\n\nTwo."), [Mark(Span(5, 9), "a", "line")])
    assert text.anchor_of(Span(5, 9)) == "t6"
    assert text.anchor_of(Span(9, 10)) == "t9"


def test_text_outside_of_blocks_is_not_lost() -> None:
    text = "Head\n\nLost words\n\nBody"
    blocks = (Block(span=Span(0, 4), kind="heading"), Block(span=Span(18, 22)))
    kinds = [(b.kind, b.pieces[0].span.of(text)) for b in MarkedText(document(text, *blocks), []).blocks()]
    assert kinds == [("heading", "Head"), ("paragraph", "Lost words"), ("paragraph", "Body")]


def test_a_piece_links_to_the_tightest_of_many_lines() -> None:
    marks = [Mark(Span(0, 5 + i), f"l{i}", "line") for i in range(500)]
    ((_, first), *_) = pieces("x" * 600, *marks)
    assert first == tuple(f"l{i}" for i in range(MAX_LINES_PER_PIECE))


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=20)


@given(st.text(st.sampled_from("ab .\n"), max_size=80), SPANS)
def test_all_of_the_text_is_there_once_and_in_order(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [Span(a, min(a + n, len(text))) for a, n in spans if a < len(text)]
    marked = MarkedText(document(text), [Mark(span, f"l{i}", "line") for i, span in enumerate(inside)])
    found = [piece for block in marked.blocks() for piece in block.pieces]
    assert "".join(p.span.of(text) for p in found).split() == text.split() or "".join(
        "".join(p.span.of(text) for p in found).split()
    ) == "".join(text.split())
    assert len({p.anchor for p in found}) == len(found)
    for i, span in enumerate(inside):
        covered = {offset for p in found if f"l{i}" in p.anchors for offset in range(p.span.start, p.span.end)}
        visible_offsets = {o for p in found for o in range(p.span.start, p.span.end)}
        assert covered <= set(range(span.start, span.end))
        if len(inside) <= MAX_LINES_PER_PIECE:
            assert covered == set(range(span.start, span.end)) & visible_offsets


@pytest.mark.parametrize(
    ("text", "evidence", "sentence"),
    [
        ("It rained. Ada Example said no. It stopped.", "Example", "Ada Example said no."),
        (
            "It rained. Mr. Example met Dr. Muster in St. John. Then he left.",
            "met",
            "Mr. Example met Dr. Muster in St. John.",
        ),
        ("“No,” said Ada. “Yes,” said B. Muster.", "Yes,", "“Yes,” said B. Muster."),
        ("First.\n\nSecond one", "one", "Second one"),
    ],
)
def test_the_sentence_around_evidence(text: str, evidence: str, sentence: str) -> None:
    start = text.index(evidence)
    snippet = SentenceFinder(document(text)).around(Span(start, start + len(evidence)))
    assert snippet.evidence == evidence
    assert str(snippet) == sentence


def test_a_sentence_without_end_is_cut() -> None:
    text = "word " * 1000
    snippet = SentenceFinder(document(text)).around(Span(2500, 2504))
    assert snippet.evidence == "word"
    assert len(str(snippet)) < 640


@given(st.text(max_size=60))
def test_visible_twice_is_visible_once(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada\u202eelpmaxE", "Ada⟨U+202E⟩elpmaxE"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("Лавров", "Лавров"),
        ("نمونه", "نمونه"),
        ("a\ud800b", "a⟨U+D800⟩b"),
    ],
)
def test_hidden_characters_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("[click](javascript:alert(1))", "\\[click\\](javascript:alert(1))"),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("1. no list", "1\\. no list"),
        ("a | b", "a \\| b"),
        ("https://x.example", "https:\\//x.example"),
        ("Ada Example-Muster", "Ada Example-Muster"),
    ],
)
def test_words_of_strangers_are_no_markdown(text: str, escaped: str) -> None:
    assert markdown(text) == escaped


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://x.example/a?b=c", "https://x.example/a?b=c"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("https:///nohost", ""),
        ("https://x.example/a b", ""),
        ("http://[", ""),
        ("stdin", ""),
    ],
)
def test_only_plain_web_addresses_are_linked(url: str, link: str) -> None:
    assert web_link(url) == link


def test_shorten_cuts_at_words() -> None:
    assert shorten("head of the board of trustees", 20) == "head of the board…"
    assert shorten("short", 20) == "short"
