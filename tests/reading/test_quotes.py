"""Quotes and their speakers, on small literal texts: literal in, literal out."""

from __future__ import annotations

import re
import sys
from types import FrameType

import pytest

from entourage.model import Block, BlockKind, Document, Entity, Quote, Span
from entourage.reading.cast import Cast
from entourage.reading.names import find_names
from entourage.reading.parse import parse
from entourage.reading.quotes import find_quotes
from entourage.reading.resolve import build_cast


def read(text: str, kinds: dict[int, BlockKind] | None = None) -> tuple[tuple[Quote, ...], Cast]:
    kinds = kinds or {}
    lines = [m.span() for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    blocks = tuple(Block(span=Span(*span), kind=kinds.get(n, "paragraph")) for n, span in enumerate(lines))
    parsed = parse(Document(id="doc-x", sha256="", source="x", text=text, blocks=blocks))
    cast = build_cast(parsed, find_names(parsed))
    return find_quotes(parsed, cast), cast


def plain(text: str, kinds: dict[int, BlockKind] | None = None) -> list[tuple[list[str], str | None, str]]:
    """Content, what stands for the speaker, kind; quotes inside quotes left out."""
    quotes, _ = read(text, kinds)
    return [
        ([s.of(text) for s in q.content], q.speaker_span.of(text) if q.speaker_span else None, q.kind)
        for q in quotes
        if not q.parent
    ]


def entity_name(cast: Cast, party_id: str) -> str:
    found: list[Entity] = [e for e in cast.entities() if e.id == party_id]
    return found[0].name


# -- direct -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("“We tried hard,” Ada Example said.", ["We tried hard,"], "Ada Example"),
        ("“We tried hard,” said Ada Example.", ["We tried hard,"], "Ada Example"),
        ('"We tried hard," Ada Example said.', ["We tried hard,"], "Ada Example"),
        ("«We tried hard,» Ada Example said.", ["We tried hard,"], "Ada Example"),
        ("‘We tried hard,’ Ada Example said.", ["We tried hard,"], "Ada Example"),
        ("Ada Example said: “We tried hard.”", ["We tried hard."], "Ada Example"),
        ("Ada Example said, “We tried hard.”", ["We tried hard."], "Ada Example"),
        ("“We tried hard,“ Ada Example said.", ["We tried hard,"], "Ada Example"),
        ("“We tried,” Ada Example said, “and we failed.”", ["We tried,", "and we failed."], "Ada Example"),
        ("“We tried,” Ada Example said. “Then we failed.”", ["We tried,", "Then we failed."], "Ada Example"),
    ],
    ids=["before", "inverted", "straight", "guillemets", "single", "colon", "comma", "mistyped", "split", "two"],
)
def test_a_direct_quote_with_its_cue(text: str, content: list[str], speaker: str) -> None:
    assert plain(text) == [(content, speaker, "direct")]


def test_a_quote_over_two_paragraphs_is_one_quote() -> None:
    text = "“We tried hard,” Ada Example said. “It was cold.\n\n“It was dark as well.”"
    assert plain(text) == [(["We tried hard,", "It was cold.", "It was dark as well."], "Ada Example", "direct")]


def test_a_paragraph_quote_without_cue_goes_on_with_the_speaker_before() -> None:
    text = "“We tried hard,” Ada Example said.\n\n“Nobody can say we did not try.”"
    quotes, _ = read(text)
    assert [q.how for q in quotes] == ["cue after the quotation", "continued from the paragraph before"]
    assert quotes[0].speakers == quotes[1].speakers != ()


def test_no_speaker_is_handed_on_across_a_heading() -> None:
    text = "“We tried hard,” Ada Example said.\n\nThe harbour\n\n“Nobody can say we did not try.”"
    quotes, _ = read(text, {1: "heading"})
    assert (quotes[1].speakers, quotes[1].speaker_span, quotes[1].how) == ((), None, "speaker unclear")


def test_the_speaker_of_the_sentence_before_in_the_same_paragraph() -> None:
    text = "Ada Example said the harbour is full. “We have no room for one more ship.”"
    assert plain(text)[1] == (["We have no room for one more ship."], "Ada Example", "direct")


def test_a_mistyped_closing_mark_ends_the_quote() -> None:
    text = "“Call Mr. Example and say ‘I would like to talk,’ “ Ada Sample said, smiling."
    assert plain(text)[0] == (["Call Mr. Example and say ‘I would like to talk,’"], "Ada Sample", "direct")


def test_a_quote_inside_a_quote_has_its_parent_and_is_only_supposed() -> None:
    text = "“I would like to see Mr. Example pick up the phone and say ‘Let us talk,’” Ada Sample said."
    quotes, _ = read(text)
    inner = next(q for q in quotes if q.parent)
    assert (inner.content[0].of(text), inner.negated, inner.parent) == ("Let us talk,", True, quotes[0].id)


def test_two_authors_quoted_together_are_both_speakers() -> None:
    text = "Ada Example and Ben Sample wrote: “We were wrong about the harbour.”"
    quotes, cast = read(text)
    assert [entity_name(cast, s) for s in quotes[0].speakers] == ["Ada Example", "Ben Sample"]


def test_a_signature_under_the_quotation_names_its_speaker() -> None:
    text = "“Open records make honest ports.”\n— Tobias Quillfeather, Chair"
    assert plain(text) == [(["Open records make honest ports."], "Tobias Quillfeather", "direct")]


@pytest.mark.parametrize(
    "text",
    [
        "The “Solar Tide” attack hit many offices.",
        "He works on so-called “green” ports every day.",
        "The plan, titled “A Clean Tide”, runs to 300 pages.",
        "Old Jonas “the Hook” Pellworm ran the docks for years.",
        "The museum shows “Boats at Night” until May.",
    ],
)
def test_terms_titles_and_nicknames_are_nobodys_words(text: str) -> None:
    assert plain(text) == []


def test_page_furniture_gives_no_quotes() -> None:
    text = "“Sign up today,” the editors said.\nThe harbour is full."
    assert plain(text, {0: "furniture"}) == []


# -- mixed and indirect ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "content", "speaker", "kind"),
    [
        ("Ada Example said that the harbour is full.", "that the harbour is full", "Ada Example", "indirect"),
        ("The harbour is full, Ada Example said.", "The harbour is full", "Ada Example", "indirect"),
        ("According to Ada Example, the harbour is full.", "the harbour is full", "Ada Example", "indirect"),
        ("Ada Example is certain that ships will come.", "that ships will come", "Ada Example", "indirect"),
        ("Ada Example worries that ships will come.", "that ships will come", "Ada Example", "indirect"),
        ("Ada Example urged Ben Sample to resign.", "to resign", "Ada Example", "indirect"),
        ("Ada Example called for new talks with the port.", "new talks with the port", "Ada Example", "indirect"),
        ("Ada Example denied that ships had come.", "that ships had come", "Ada Example", "indirect"),
        ("Ada Example said the harbour is “completely full” today.", "the harbour is “completely full” today",
         "Ada Example", "mixed"),
        ("Ada Example called the plan “a poem with invoices”.", "the plan “a poem with invoices”",
         "Ada Example", "mixed"),
    ],
)  # fmt: skip
def test_reported_words(text: str, content: str, speaker: str, kind: str) -> None:
    assert plain(text) == [([content], speaker, kind)]


def test_a_negated_report_is_marked() -> None:
    quotes, _ = read("Ada Example did not say that the harbour is full.")
    assert [q.negated for q in quotes] == [True]


def test_would_only_say_is_no_supposition() -> None:
    quotes, _ = read("The department would only say that the harbour “remains closed” today.")
    assert [(q.negated, q.kind) for q in quotes] == [(False, "mixed")]


def test_a_report_inside_a_report_has_its_parent() -> None:
    quotes, _ = read("Ada Example said that Ben Sample believes that ships will come.")
    assert [(q.id, q.parent) for q in quotes] == [("quote-1", ""), ("quote-2", "quote-1")]


def test_a_passive_question_has_no_speaker() -> None:
    text = "Asked why ships were late, Ada Example said the wind was wrong."
    quotes, _ = read(text)
    assert [(q.speaker_span.of(text) if q.speaker_span else None) for q in quotes] == [None, "Ada Example"]


def test_a_transcript_gives_each_turn_to_its_label() -> None:
    text = "HOLLOWAY: Did you know?\n\nMARBURY: We did not.\n\nHOLLOWAY: Thank you."
    assert [(c, s) for c, s, _ in plain(text)] == [
        (["Did you know?"], "HOLLOWAY"),
        (["We did not."], "MARBURY"),
        (["Thank you."], "HOLLOWAY"),
    ]


# -- hostile and odd ------------------------------------------------------------------------------------
def test_no_text_no_quotes() -> None:
    assert read("")[0] == ()


@pytest.mark.parametrize(
    "text",
    [
        "“" * 400,
        '" ' * 400,
        "‘a ’ “b ” ” “ «",
        "HE SAID “WE ARE FULL” AND SHE SAID NO " * 20,
        "he said she said he said she said " * 50,
        "<script>alert(“1”)</script> “{{7*7}}” said “",
        "“\n”\n“\n\n”",
        "\u202e“abc” said Ada\u202c",
        "Q: \nA: \nQ:",
    ],
)
def test_odd_texts_give_quotes_that_stand_in_them(text: str) -> None:
    quotes, _ = read(text)
    for quote in quotes:
        assert all(0 <= s.start < s.end <= len(text) for s in quote.content)


def test_the_same_input_gives_the_same_quotes() -> None:
    text = "“We tried,” Ada Example said. Ben Sample denied it.\n\n“Nobody tried,” he added."
    assert read(text)[0] == read(text)[0]


def lines_run(text: str) -> int:
    """How many lines of the quote reader run for an analysed text: a count that no slow machine changes."""
    parsed = parse(Document(id="doc-x", sha256="", source="x", text=text))
    cast, count = Cast(text), 0

    def local(frame: FrameType, event: str, arg: object) -> object:
        nonlocal count
        count += event == "line"
        return local

    def trace(frame: FrameType, event: str, arg: object) -> object:
        return local if "quotes" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        find_quotes(parsed, cast)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", ["he said she said ", "“We go. ” ", "He said “it is bad” and she said no. "])
def test_work_grows_linearly_with_the_text(unit: str) -> None:
    # from 10,000 characters on the text is analysed in pieces, so both sizes lie beyond that
    many = 24_000 // len(unit)
    assert lines_run(unit * 2 * many) <= 2.4 * lines_run(unit * many)
