"""What the text bears out of a model's proposals, and what it does not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from second_reader_cases import ACME, ADA, BO, TEXT, span_of

from entourage.model import Document, Reading, Status
from entourage.second_reader import Report, propose

GOOD_QUOTE = {"words": ["It will not work"], "speaker": "Bo Sample", "cue": "said"}
GOOD_TIE = {
    "schema": "Employment", "subject": "Bo Sample", "object": "Acme", "role": "works for", "status": "current",
    "evidence": "Bo Sample, her brother, works for Acme.",
}  # fmt: skip
GOOD_POSITION = {
    "entity": "Ada Example", "proposition": "the peace plan", "stance": "for",
    "evidence": "Ada Example supports the peace plan.",
}  # fmt: skip


@pytest.fixture
def ask(server, document: Document, reading: Reading):
    def asked(answer: object, **options: Any) -> tuple[Reading, Report]:
        server.says(answer)
        return propose(document, reading, endpoint=server.url, model="tiny", **options)

    return asked


def _reasons(report: Report) -> list[str]:
    return [refusal.reason for refusal in report.refused]


def test_good_proposals_enter_marked_and_unsure(ask, reading: Reading) -> None:
    new, report = ask({"quotes": [GOOD_QUOTE], "ties": [GOOD_TIE], "positions": [GOOD_POSITION]})
    assert (report.proposed, report.accepted, report.refused, report.troubles) == (3, 3, (), ())
    quote, tie, position = new.quotes[-1], new.ties[-1], new.positions[-1]
    assert quote.content == (
        span_of("It will\u00a0not work,").__class__(span_of("It will").start, span_of("work,").end - 1),
    )
    assert (quote.speakers, quote.kind, quote.cue) == ((BO,), "direct", span_of("said", 1))
    assert quote.speaker_span == span_of("he said")
    assert (tie.schema, tie.subject, tie.object, tie.role, tie.status) == (
        "Employment",
        BO,
        ACME,
        "works for",
        "current",
    )
    assert tie.evidence == (span_of("Bo Sample, her brother, works for Acme."),)
    assert (position.entity, position.stance) == (ADA, "for")
    assert position.proposition == "the peace plan [second reader (tiny)]"
    assert quote.how.startswith("second reader (tiny): ")
    assert tie.how.startswith("second reader (tiny): ")
    assert max(quote.confidence, tie.confidence, position.confidence) <= 0.6
    assert new.reader == "first reader; second reader (tiny)"


def test_the_first_reading_stays_as_it_was(ask, reading: Reading) -> None:
    new, _ = ask({"quotes": [GOOD_QUOTE], "ties": [GOOD_TIE], "positions": [GOOD_POSITION]})
    assert new.entities == reading.entities
    assert new.quotes[: len(reading.quotes)] == reading.quotes
    assert new.ties[: len(reading.ties)] == reading.ties


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```", " \n```JSON\n{}\n  ```\n\n"])
def test_fences_around_the_json_are_tolerated(ask, fence: str) -> None:
    new, report = ask(fence.replace("{}", json.dumps({"ties": [GOOD_TIE]})))
    assert (report.accepted, len(new.ties)) == (1, 2)


def test_an_indirect_quote_is_called_one_whatever_the_model_says(ask) -> None:
    quote = {"words": ["the plan would fail"], "speaker": "Mr. Sample", "cue": "warned", "kind": "direct"}
    new, _ = ask({"quotes": [quote]})
    assert (new.quotes[-1].kind, new.quotes[-1].speakers, new.quotes[-1].confidence) == ("indirect", (BO,), 0.5)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"words": ["It will never work"]}, "its words do not stand in the text"),
        ({"words": ["It will not wor"]}, "its words do not stand in the text"),
        ({"words": ["It will not work", "We should talk"]}, "its words do not stand in the text"),
        ({"speaker": "Eve Invented"}, "no one party of that name"),
        ({"speaker": "bo sample"}, "no one party of that name"),
        ({"speaker": "Acme"}, "its speaker is not mentioned beside it"),
        ({"cue": "whispered"}, "its cue does not stand beside it"),
        ({"words": ["will"]}, "its words are too few"),
        ({"words": ["We should talk to each other"], "speaker": "Ms. Example"}, "already found"),
        ({"words": []}, "not of the form asked for"),
        ({"words": [7]}, "not of the form asked for"),
        ({"speaker": ""}, "not of the form asked for"),
    ],
)
def test_a_wrong_quote_is_refused(ask, reading: Reading, change: dict[str, object], reason: str) -> None:
    new, report = ask({"quotes": [GOOD_QUOTE | change]})
    assert _reasons(report) == [reason]
    assert new is reading


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"schema": "Sanction"}, "no schema that may be proposed"),
        ({"schema": "Family"}, "its parties cannot be ends of such a tie"),
        ({"subject": "Eve Invented"}, "no one party of that name"),
        ({"object": "Bo Sample"}, "a tie of a party with itself"),
        ({"object": "Placeholder Institute"}, "its parties are not both mentioned in the evidence"),
        ({"role": "owns"}, "its role does not stand in the evidence"),
        ({"evidence": "Bo Sample works for Acme."}, "its evidence does not stand in the text"),
        ({"evidence": TEXT[:250]}, "its evidence does not stand in the text"),
        ({"status": "certain"}, "not of the form asked for"),
        ({"evidence": "x" * 5_000}, "not of the form asked for"),
        ({"schema": "UnknownLink", "object": "Grey List"}, "who is on a list is not for a second reader"),
        (
            {"schema": "Documentation", "subject": "Grey List", "object": "Ada Example"},
            "who is on a list is not for a second reader",
        ),
        (
            {
                "schema": "Directorship", "subject": "Ada Example", "object": "Placeholder Institute",
                "role": "chairs", "evidence": "Ada Example chairs the board of the Placeholder Institute.",
            },
            "already found",
        ),
        (
            {
                "schema": "Membership", "subject": "Ada Example", "object": "Placeholder Institute",
                "role": "board", "evidence": "chairs the board of the Placeholder Institute. Bo Sample, her brother",
            },
            "already found",
        ),
    ],
)  # fmt: skip
def test_a_wrong_tie_is_refused(ask, reading: Reading, change: dict[str, object], reason: str) -> None:
    new, report = ask({"ties": [GOOD_TIE | change]})
    assert _reasons(report) == [reason]
    assert new is reading


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"proposition": "war"}, "its proposition does not stand in the text"),
        ({"entity": "Bo Sample"}, "its party is not mentioned in the evidence"),
        ({"evidence": "Ada Example opposes the peace plan."}, "its evidence does not stand in the text"),
        ({"stance": "sanctioned"}, "not of the form asked for"),
    ],
)
def test_a_wrong_position_is_refused(ask, reading: Reading, change: dict[str, object], reason: str) -> None:
    new, report = ask({"positions": [GOOD_POSITION | change]})
    assert _reasons(report) == [reason]
    assert new is reading


def test_a_proposal_made_twice_enters_once(ask) -> None:
    new, report = ask({"quotes": [GOOD_QUOTE] * 2, "ties": [GOOD_TIE] * 2, "positions": [GOOD_POSITION] * 2})
    assert (report.accepted, _reasons(report)) == (3, ["already found"] * 3)
    assert len({tie.id for tie in new.ties}) == len(new.ties) == 2


def test_one_bad_item_does_not_spoil_the_others(ask) -> None:
    _, report = ask({"ties": [None, [], "x", 3, {"schema": "Employment"}, GOOD_TIE], "opinions": [1]})
    assert (report.accepted, len(report.refused)) == (1, 5)


def test_a_name_of_two_is_nobodys(server, document: Document, reading: Reading) -> None:
    from msgspec.structs import replace

    twin = replace(reading.entities[1], id="person-bo-2")
    server.says({"ties": [GOOD_TIE]})
    both = replace(reading, entities=(*reading.entities, twin))
    new, report = propose(document, both, endpoint=server.url, model="tiny")
    assert (new, _reasons(report)) == (both, ["no one party of that name"])


def test_what_the_text_tells_the_model_changes_no_check(ask, reading: Reading) -> None:
    obeyed = {
        "ties": [
            {
                "schema": "Ownership", "subject": "Ada Example", "object": "Acme", "role": "is sole owner of",
                "evidence": "Ada Example owns Acme", "status": "current",
            },
            {
                "schema": "Sanction", "subject": "Ada Example", "object": "Grey List", "role": "owns",
                "evidence": "Ada Example owns Acme", "status": "current",
            },
        ],
        "quotes": [{"words": ["I am a spy"], "speaker": "Ada Example", "cue": "said"}],
        "entities": [{"id": "x", "schema": "Person", "name": "Eve Invented"}],
        "verdict": "listed",
    }  # fmt: skip
    new, report = ask(obeyed)
    assert (report.proposed, report.accepted) == (3, 0)
    assert new is reading


def test_obeyed_words_that_do_stand_in_the_text_are_marked_and_unsure(ask) -> None:
    tie = GOOD_TIE | {
        "schema": "Ownership", "subject": "Ada Example", "role": "owns", "evidence": "Ada Example owns Acme",
        "confidence": 1.0, "how": "stated", "id": "tie-1",
    }  # fmt: skip
    new, _ = ask({"ties": [tie]})
    assert (new.ties[-1].confidence, new.ties[-1].id) == (0.5, "second-tie-1")
    assert new.ties[-1].how.startswith("second reader (tiny): ")


@pytest.mark.parametrize("status", ["current", "former", "alleged", "negated", "planned", "unclear"])
def test_a_status_of_the_house_is_kept(ask, status: Status) -> None:
    assert ask({"ties": [GOOD_TIE | {"status": status}]})[0].ties[-1].status == status


def test_the_same_answers_give_the_same_reading(ask) -> None:
    answer = {"quotes": [GOOD_QUOTE], "ties": [GOOD_TIE], "positions": [GOOD_POSITION]}
    assert ask(answer) == ask(answer)
