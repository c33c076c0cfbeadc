"""Whole dossiers of real readings: the demonstration, and the article of the outside data where that is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import lxml.html
import pytest
from test_dossier_page import broken_links

from entourage import investigate
from entourage.demo import demo_article
from entourage.dossier import (
    json_schema,
    lines_without_evidence,
    render_ftm,
    render_html,
    render_json,
    render_markdown,
    summary,
)
from entourage.lists import starter_lists
from entourage.model import Dossier

DEMO, ARTICLE = "the demonstration", "the article"


@pytest.fixture(scope="module", params=[DEMO, ARTICLE])
def real(request: pytest.FixtureRequest) -> Dossier:
    """A dossier over the starter lists."""
    if request.param == DEMO:
        return investigate(str(demo_article()), lists=starter_lists(), today="2026-11-22")
    article = Path(request.getfixturevalue("shared")) / "seed" / "article.txt"
    return investigate(str(article), lists=starter_lists(), published="2021-01-11", today="2026-11-22")


def test_no_line_is_without_evidence(real: Dossier) -> None:
    assert lines_without_evidence(real) == []


def test_json_keeps_to_its_schema(real: Dossier) -> None:
    value = json.loads(render_json(real))
    assert [error.message for error in jsonschema.Draft202012Validator(json_schema()).iter_errors(value)] == []
    text = value["document"]["text"]
    assert all(text[s:e].strip() for quote in value["quotes"] for s, e in quote["content"])
    names = {text[m["start"] : m["end"]] for one in value["entities"] for m in one["mentions"] if m["kind"] == "name"}
    assert {one["name"] for one in value["entities"] if one["schema"] == "Person"} <= names


def test_every_link_of_the_page_has_its_target(real: Dossier) -> None:
    page = lxml.html.document_fromstring(render_html(real))
    assert broken_links(page) == []
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_person_is_on_the_page_and_in_markdown(real: Dossier) -> None:
    page = lxml.html.document_fromstring(render_html(real))
    headings = {" ".join(heading.text_content().split()) for heading in page.xpath("//article/header/h3")}
    people = {one.name for one in real.reading.entities if one.schema == "Person"}
    assert people <= headings
    assert {f"### {name}" for name in people} <= set(render_markdown(real).splitlines())


def test_followthemoney_ends_resolve(real: Dossier) -> None:
    entities = {one["id"]: one for one in map(json.loads, render_ftm(real).splitlines())}
    ends = ("director", "member", "employee", "employer", "organization", "subject", "object", "document", "entity")
    for one in entities.values():
        for end in (*ends, "candidate", "match", "proof", "resolved"):
            assert set(one["properties"].get(end, ())) <= set(entities), (one["id"], end)


def test_nobody_of_the_text_has_a_listing(real: Dossier) -> None:
    entities = [json.loads(line) for line in render_ftm(real).splitlines()]
    of_text = {one["id"] for one in entities if one["id"].startswith(real.document.id)}
    listed = {end for one in entities if one["schema"] == "Sanction" for end in one["properties"]["entity"]}
    assert listed
    assert not listed & of_text
    assert not [one for one in entities if one["id"] in of_text and "topics" in one["properties"]]


def test_the_path_to_show_starts_with_someone_who_is_not_listed(real: Dossier) -> None:
    found = summary(real)
    assert found.path_ends is not None
    listed = {line.name for line in found.listed}
    assert found.path_ends[0] not in listed
    assert found.path_ends[1] in listed
    people = {line.name for line in found.people}
    assert found.path_ends[0] in people


def test_lists_have_short_names_and_being_named_is_no_sanction(real: Dossier) -> None:
    page = lxml.html.document_fromstring(render_html(real))
    short = page.xpath("//ul[@class='verdicts']")[0]
    words = " ".join(short.text_content().split())
    assert "Canada added " in words
    assert "Starter extract" not in words
    assert "Named in a report (not a sanction) CAATSA 241 report (US Treasury) 29 January 2018" in words
    assert len(page.xpath("//section[@class='brief']//*[@class='starter']")) == 1


def test_no_folder_of_this_machine_is_shown(real: Dossier) -> None:
    folder = str(Path(real.document.source).parent)
    assert folder not in render_html(real)
    assert folder not in render_markdown(real)
    assert folder not in render_ftm(real)
