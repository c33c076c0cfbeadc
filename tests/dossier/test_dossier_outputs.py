"""Markdown, JSON and FollowTheMoney of the small dossier, of an empty and of a hostile one.

After a wanted change of wording, run this file with ``ENTOURAGE_GOLDEN=write``: it writes the golden
Markdown anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import msgspec
import pytest
from test_dossier_page import HOSTILE, hostile_dossier

from entourage.dossier import confidence_words, json_schema, render_ftm, render_json, render_markdown, summary
from entourage.model import Dossier

GOLDEN = Path(__file__).parent / "data" / "small.dossier.md"
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def ftm(dossier: Dossier) -> list[dict[str, object]]:
    return [json.loads(line) for line in render_ftm(dossier).splitlines()]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_json_keeps_to_its_schema(dossier: Dossier, empty_dossier: Dossier) -> None:
    for one in (dossier, empty_dossier, hostile_dossier()):
        assert list(VALIDATOR.iter_errors(json.loads(render_json(one)))) == []


@pytest.mark.parametrize(
    "path", [("ties", 0, "evidence"), ("entities", 0, "roles", 0, "evidence"), ("quotes", 0, "content")]
)
def test_the_schema_refuses_a_line_without_evidence(dossier: Dossier, path: tuple[str | int, ...]) -> None:
    value = json.loads(render_json(dossier))
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = []
    assert not VALIDATOR.is_valid(value)


def test_the_schema_refuses_a_field_that_it_does_not_know(dossier: Dossier) -> None:
    value = json.loads(render_json(dossier))
    value["ties"][0]["guilt"] = 1
    assert not VALIDATOR.is_valid(value)


def test_json_has_the_fields_of_the_contract(dossier: Dossier) -> None:
    value = json.loads(render_json(dossier))
    assert value["schema_version"] == "1"
    assert value["ties"][0]["evidence"] == [[span.start, span.end] for span in dossier.reading.ties[0].evidence]
    assert [hop.get("tie") for hop in value["paths"][0]["hops"]] == ["t3", "t5", "t6", None]
    assert value["paths"][0]["hops"][3]["listing"]["record_id"] == "Samplia/1/901"
    assert (value["paths"][0]["from"], value["paths"][0]["to"]) == ("e1", "e3")
    assert {s["verdict"] for s in value["screenings"]} == {s.verdict for s in dossier.screenings}


def test_markdown_of_the_small_dossier(dossier: Dossier) -> None:
    if os.environ.get("ENTOURAGE_GOLDEN") == "write":
        GOLDEN.write_text(render_markdown(dossier), "utf-8")
    assert render_markdown(dossier) == GOLDEN.read_text("utf-8")


def test_markdown_of_a_hostile_dossier_has_no_html() -> None:
    text = render_markdown(hostile_dossier())
    assert not [i for i, c in enumerate(text) if c == "<" and text[i - 1] not in "\\("]
    assert "](<javascript" not in text
    assert "\u202e" not in text


def test_ids_are_stable(dossier: Dossier) -> None:
    assert render_ftm(dossier) == render_ftm(dossier)
    ids = [entity["id"] for entity in ftm(dossier)]
    assert len(ids) == len(set(ids))
    assert "doc-0123456789abcdef-e1" in ids


def test_ties_have_the_right_ends(dossier: Dossier) -> None:
    entities = {str(one["id"]).removeprefix("doc-0123456789abcdef-"): one for one in ftm(dossier)}
    found = {
        name: (one["schema"], *[one["properties"].get(p, [""])[0][21:] for p in ends])
        for name, one, ends in (
            ("t1", entities["tie-t1"], ("director", "organization")),
            ("t8", entities["tie-t8"], ("member", "organization")),
            ("t9", entities["tie-t9"], ("employee", "employer")),
            ("t3", entities["tie-t3"], ("document", "entity")),
            ("t13", entities["tie-t13"], ("person", "associate")),
            ("t11", entities["tie-t11"], ("subject", "object")),
        )
    }
    assert found == {
        "t1": ("Directorship", "e1", "e5"),
        "t8": ("Membership", "e4", "e6"),
        "t9": ("Employment", "e2", "e7"),
        "t3": ("Documentation", "e13", "e1"),
        "t13": ("Associate", "e3", "e4"),
        # A journal is no Asset in FollowTheMoney: the ownership stays as a link that says so.
        "t11": ("UnknownLink", "e11", "e6"),
    }
    assert entities["tie-t11"]["properties"]["role"] == ["Ownership"]


def test_nobody_of_the_text_is_a_listed_party(dossier: Dossier) -> None:
    entities = ftm(dossier)
    own = {f"doc-0123456789abcdef-{entity.id}" for entity in dossier.reading.entities}
    sanctioned = {value for one in entities if one["schema"] == "Sanction" for value in one["properties"]["entity"]}
    assert sanctioned == {"xx-17", "xx-901", "zz-7", "zz-212"}
    assert not own & sanctioned
    similar = {
        one["properties"]["match"][0]: one["properties"]["criteria"][0]
        for one in entities
        if one["schema"] == "Similar"
    }
    assert similar["zz-212"].startswith("Possible match, not confirmed")
    assert "xx-3" not in {one["id"] for one in entities}
    assert all("topics" not in one["properties"] for one in entities)


def test_being_named_in_a_report_is_no_sanction(dossier: Dossier) -> None:
    notes = [one for one in ftm(dossier) if one["schema"] == "Note" and one["properties"].get("entity") == ["yy-96"]]
    assert len(notes) == 1
    assert "No sanction follows" in notes[0]["properties"]["description"][0]


def test_a_hostile_dossier_is_json_on_every_line() -> None:
    entities = ftm(hostile_dossier())
    assert {one["properties"]["name"][0] for one in entities if one["schema"] == "Person"} >= set(HOSTILE[1::2][:4])
    assert "\u202e" not in render_ftm(hostile_dossier())


def test_the_summary_names_people_verdicts_and_the_path(dossier: Dossier) -> None:
    found = summary(dossier)
    verdicts = {line.name: [badge.key for badge, _ in line.verdicts] for line in found.people}
    assert verdicts["Egor Vzorov"] == ["listed"]
    assert verdicts["Dmitri Muster"] == ["listed later", "named only"]
    assert verdicts["Felix Ejemplo"] == ["possible"]
    assert verdicts["Ada Example"] == []
    assert found.path_ends == ("Ada Example", "Dmitri Muster")
    assert found.strongest_path[2] == "Dmitri Muster heads the board of trustees of the Meridian Review"
    assert found.counts["quotes_without_speaker"] == 2
    assert not found.starter


def test_the_summary_of_nothing_is_honest(empty_dossier: Dossier) -> None:
    found = summary(empty_dossier)
    assert found.listing_sentence.startswith("No list was searched")
    assert found.path_sentence.startswith("No path")
    assert (found.people, found.listed, found.strongest_path, found.path_ends) == ((), (), (), None)


def test_a_search_without_a_hit_does_not_clear_anyone(dossier: Dossier) -> None:
    missing = tuple(one for one in dossier.screenings if one.verdict == "not found")
    found = summary(msgspec.structs.replace(dossier, screenings=missing, paths=()))
    assert "Nobody in this text was found on the 3 lists" in found.listing_sentence


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "stated in the text"),
        (0.9, "stated in the text"),
        (0.89, "very likely"),
        (0.75, "very likely"),
        (0.6, "likely"),
        (0.4, "uncertain"),
        (0.39, "a guess"),
        (0.0, "a guess"),
        (-1.0, "a guess"),
    ],
)
def test_confidence_in_words(confidence: float, words: str) -> None:
    assert confidence_words(confidence) == words
