"""Forms of reporting: labels, press releases, posts, letters, marks of many kinds, hedges (names are invented)."""

from __future__ import annotations

import re

import pytest

from entourage.model import Block, Document, Quote, Span
from entourage.reading.names import find_names
from entourage.reading.parse import parse
from entourage.reading.quotes import find_quotes
from entourage.reading.resolve import build_cast

Row = tuple[list[str], str | None, str]


def read(text: str) -> tuple[Quote, ...]:
    blocks = tuple(Block(span=Span(*m.span())) for m in re.finditer(r"\S(?:[^\n]*\S)?", text))
    parsed = parse(Document(id="doc-x", sha256="", source="x", text=text, blocks=blocks))
    return find_quotes(parsed, build_cast(parsed, find_names(parsed)))


def rows(text: str) -> list[Row]:
    """Content, what stands for the speaker, kind."""
    return [
        ([s.of(text) for s in q.content], q.speaker_span.of(text) if q.speaker_span else None, q.kind)
        for q in read(text)
        if not q.parent
    ]


ADA = "Ada Example"

TRANSCRIPTS: list[tuple[str, list[tuple[str, str]]]] = [
    ("Q: Did you know?\n\nA: I did not.\n\nQ: When were you told?\n\nA: In May.",
     [("Did you know?", "Q"), ("I did not.", "A"), ("When were you told?", "Q"), ("In May.", "A")]),
    ("Q. Did you know?\n\nA. I did not.\n\nQ. When were you told?\n\nA. In May.",
     [("Did you know?", "Q"), ("I did not.", "A"), ("When were you told?", "Q"), ("In May.", "A")]),
    ("INTERVIEWER: Why now?\nADA EXAMPLE: The port is full.\nINTERVIEWER: And then?",
     [("Why now?", "INTERVIEWER"), ("The port is full.", "ADA EXAMPLE"), ("And then?", "INTERVIEWER")]),
    ("**Moderator:** Why now?\n\n**Example:** The port is full.\n\n**Moderator:** And then?\n\n**Example:** We build.",
     [("Why now?", "Moderator"), ("The port is full.", "Example"), ("And then?", "Moderator"),
      ("We build.", "Example")]),
    ("Ada Example: We are ready.\nBen Sample: We are not.\nAda Example: Then wait.\nBen Sample: Fine.",
     [("We are ready.", ADA), ("We are not.", "Ben Sample"), ("Then wait.", ADA), ("Fine.", "Ben Sample")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "turns"), TRANSCRIPTS, ids=["colon", "stop", "capitals", "bold", "names"])
def test_turns_of_a_transcript_are_direct(text: str, turns: list[tuple[str, str]]) -> None:
    assert rows(text) == [([content], label, "direct") for content, label in turns]


DIRECT = [
    ("“Open ports need open books.” - Commissioner Ada Example", "Open ports need open books.",
     "Commissioner Ada Example"),
    ("“Open ports need open books.”\n\n- Ada Example, Commissioner for Harbours", "Open ports need open books.", ADA),
    ("Commissioner Ada Example said: \"Open ports need open books.\"", "Open ports need open books.",
     "Commissioner Ada Example"),
    ("Ada Example, Commissioner for Harbours, said: “We will publish them.”", "We will publish them.", ADA),
    ("Ada Example – the port’s director – said: “Nobody can berth.”", "Nobody can berth.", ADA),
    ("“The port is full! #harbour,” Ada Example tweeted on Monday.", "The port is full! #harbour,", ADA),
    ("Ada Example (@adaexample) wrote on Twitter: “The port is full.”", "The port is full.", ADA),
    ("“The port is full,” the company said in a statement on Monday.", "The port is full,", "the company"),
    ("“We ask you to keep it open,” wrote Ada Example, Ben Sample and Cleo Placeholder in a letter.",
     "We ask you to keep it open,", "Ada Example, Ben Sample and Cleo Placeholder"),
    ("“It was a mess,” said one official.", "It was a mess,", "one official"),
    ("„The port is full“, Ada Example said.", "The port is full", ADA),
    ("„The port is full”, said Ada Example.", "The port is full", ADA),
    ("« The port is full », said Ada Example.", "The port is full", ADA),
    ("»The port is full«, said Ada Example.", "The port is full", ADA),
    ("``The port is full,'' Ada Example said.", "The port is full,", ADA),
    ("“The port is full”, Ada Example said.", "The port is full", ADA),
    ("‘The port’s full and the Smiths’ boats can’t leave,’ Ada Example said.",
     "The port’s full and the Smiths’ boats can’t leave,", ADA),
    ("'The port's full and they can't leave,' Ada Example said.", "The port's full and they can't leave,", ADA),
    ("Ada Example warned: ‘Nobody can berth.’", "Nobody can berth.", ADA),
    ("“The port is full,” Ada Example was quoted as saying.", "The port is full,", ADA),
    ("\"It is full,\" Ada Example (R-Fla.) said Saturday night at the debate.", "It is full,", ADA),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "speaker"), DIRECT)
def test_direct_forms(text: str, content: str, speaker: str) -> None:
    assert rows(text) == [([content], speaker, "direct")]


SPLIT = [
    ("“The port,” Ada Example said on Monday, “is full.”", ["The port,", "is full."]),
    ("“The port is full, Ada Example said. “Nobody can berth.”", ["The port is full,", "Nobody can berth."]),
    ("\"This deal needs teeth,\" Ada Example said, and \"clear results for all.\"",
     ["This deal needs teeth,", "clear results for all."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pieces"), SPLIT, ids=["in the middle", "not closed", "after the tag"])
def test_a_quotation_in_pieces(text: str, pieces: list[str]) -> None:
    assert rows(text) == [(pieces, ADA, "direct")]


MIXED = [
    ("These ports, Ada Example said, “all lead to one end” that nobody wants.",
     ["These ports", "all lead to one end” that nobody wants"], ADA),
    ("After the storm of last year, “there was no boat left,” Ada Example said.",
     ["After the storm of last year", "there was no boat left,"], ADA),
    ("Ada Example said following a vote in 2001 that she had “very serious doubts” about the port.",
     ["that she had “very serious doubts” about the port"], ADA),
    ("Ada Example referred to Ben Sample as “the best of pilots” in the bay.",
     ["Ben Sample as “the best of pilots” in the bay"], ADA),
    ("Ada Example stressed the need for an “iron promise” to the pilots.",
     ["the need for an “iron promise” to the pilots"], ADA),
    ("Ada Example condemned what she called a “brazen breach” of the rules.",
     ["what she called a “brazen breach” of the rules"], ADA),
    ("Ada Example said the harbour was “finished” as she left the meeting.", ["the harbour was “finished”"], ADA),
    ("Ada Example said ships had come, but “they were empty and late.”",
     ["ships had come, but “they were empty and late.”"], ADA),
    ("Ada Example told a rally in the north that she would “sink the plan,” adding, “We will win.”",
     ["that she would “sink the plan"], ADA),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "speaker"), MIXED)
def test_sentences_half_in_marks(text: str, content: list[str], speaker: str) -> None:
    first = next(row for row in rows(text) if row[2] == "mixed")
    assert ([piece.rstrip("”,") for piece in first[0]], first[1]) == (
        [piece.rstrip("”,") for piece in content],
        speaker,
    )


INDIRECT = [
    ("In a statement, Ada Example said the port was full.", "the port was full", ADA),
    ("Harbour is full, says Ada Example", "Harbour is full", ADA),
    ("A senior official, who spoke on condition of anonymity, said the port was full.", "the port was full",
     "A senior official"),
    ("Two people familiar with the talks said the port was full.", "the port was full",
     "Two people familiar with the talks"),
    ("The Example Harbour Authority said the port was full.", "the port was full", "The Example Harbour Authority"),
    ("Many coastal towns hold the ministry responsible for the loss of the fleet.",
     "the ministry responsible for the loss of the fleet", "Many coastal towns"),
    ("Ben Sample quoted Ada Example as saying that the port was full.", "that the port was full", ADA),
    ("Ada Example noted that pilots talk to the owners, and it makes no sense to stay away.",
     "that pilots talk to the owners, and it makes no sense to stay away", ADA),
    ("The port was full, according to the Example Times.", "The port was full", "the Example Times"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "speaker"), INDIRECT)
def test_indirect_forms(text: str, content: str, speaker: str) -> None:
    assert ([content], speaker, "indirect") in rows(text)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Ada Example did not say whether the port was full.", True),
        ("Ada Example never said that the port was full.", True),
        ("Ada Example would say that the port is full.", True),
        ("If Ada Example says the port is full, ships will turn away.", True),
        ("Ada Example denied that the port was full.", False),
        ("They keep the port open, even if Ada Example says the port is full.", False),
    ],
)
def test_what_was_not_said_is_marked(text: str, negated: bool) -> None:
    assert [quote.negated for quote in read(text) if "full" in quote.content[0].of(text)] == [negated]


def test_who_refuses_to_say_has_not_said() -> None:
    text = "Ada Example refused to say who paid."
    assert [q.negated for q in read(text) if q.content[0].of(text) == "who paid"] == [True]


def test_an_answer_leads_up_to_the_next_quotation() -> None:
    text = "“It is full,” Ada Example said. “Nobody can berth.” Ben Sample disagreed. “There is room,” he said."
    assert rows(text)[0] == (["It is full,", "Nobody can berth."], ADA, "direct")


def test_a_joined_verb_belongs_to_the_one_who_reports() -> None:
    text = "Ada Example said Ben Sample will “try again” and insisted that the port was open."
    assert (["that the port was open"], ADA, "indirect") in rows(text)


def test_an_aside_is_a_report_of_its_own() -> None:
    text = "Ada Example said she is not leaving the port although, she noted, pilots were hurt by the strike."
    assert [row[0] for row in rows(text)] == [["she is not leaving the port"], ["pilots were hurt by the strike"]]


def test_she_said_goes_back_to_who_was_last_reported() -> None:
    text = "Ada Example met Cleo Placeholder. Ada Example said the port was lost.\n\n“We sold it,” she said."
    quotes = read(text)
    assert quotes[-1].speakers == quotes[-2].speakers != ()


def test_a_particle_inside_the_marks_is_no_part_of_the_verb() -> None:
    assert rows("Ada Example says he goes “back to war tomorrow.”") == [
        (["he goes “back to war tomorrow.”"], ADA, "mixed")
    ]
