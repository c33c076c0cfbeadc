"""FollowTheMoney: what must not become a tie or a party, and, where the library is installed, its own judgement."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from test_dossier_page import hostile_dossier

from entourage.dossier import build_dossier, render_ftm
from entourage.dossier.ftm_text import members_of_groups
from entourage.dossier.ftm_values import table
from entourage.model import Document, Dossier, Entity, Mention, Quote, Reading, Role, Span, Tie

TEXT = "Ada Example and Boris and Sons met. They own the Sample Works, but Ada denied that she leads it."
ID = "doc-1-"


def of_schema(dossier: Dossier, *schemata: str) -> dict[str, dict[str, Any]]:
    """Entities of these schemata, by id without the document's part."""
    entities = map(json.loads, render_ftm(dossier).splitlines())
    return {one["id"].removeprefix(ID): one for one in entities if one["schema"] in schemata}


def group_dossier() -> Dossier:
    """A pair that owns a company, one of whom denies to lead it."""

    def named(identifier: str, schema: str, name: str, kind: str = "") -> Entity:
        start = max(0, TEXT.find(name))
        mention = Mention(start=start, end=start + 4, kind="nominal" if kind == "group" else "name")
        return Entity(id=identifier, schema=schema, name=name, kind=kind, mentions=(mention,))

    works = Span(TEXT.index("They own"), TEXT.index(", but"))
    denial = Span(TEXT.index("Ada denied"), len(TEXT))
    entities = (
        msgspec.structs.replace(
            named("ada", "Person", "Ada Example"),
            aliases=("Ada", "Miss Ada Example"),
            roles=(Role(text="leader", status="negated", evidence=(denial,)),),
        ),
        named("sons", "Company", "Boris and Sons"),
        named("works", "Company", "Sample Works"),
        named("pair", "LegalEntity", "Ada Example and Boris and Sons", "group"),
        named("crowd", "LegalEntity", "the crowd", "group"),
    )
    ties = (
        Tie(id="t1", schema="Ownership", subject="pair", object="works", evidence=(works,), start_date="long ago"),
        Tie(id="t2", schema="Directorship", subject="ada", object="works", status="negated", evidence=(denial,)),
        Tie(id="t3", schema="Membership", subject="crowd", object="works", evidence=(works,)),
        Tie(id="t4", schema="Family", subject="ada", object="ada", status="alleged", evidence=(works,)),
    )
    quotes = (Quote(id="q1", content=(works,), speakers=("pair",)),)
    reading = Reading(document_id="doc-1", entities=entities, ties=ties, quotes=quotes)
    return build_dossier(Document(id="doc-1", sha256="0" * 64, source="letters/a.txt", text=TEXT), reading)


def test_a_group_is_dissolved_into_its_members() -> None:
    dossier = group_dossier()
    assert set(of_schema(dossier, "Person", "Company", "LegalEntity")) == {"ada", "sons", "works"}
    owners = {name: one["properties"]["owner"] for name, one in of_schema(dossier, "Ownership").items()}
    assert owners == {"tie-t1-1": ["doc-1-ada"], "tie-t1-2": ["doc-1-sons"]}
    assert of_schema(dossier, "Note")["quote-q1"]["properties"]["entity"] == ["doc-1-ada", "doc-1-sons"]


def test_a_group_without_known_members_is_told_in_a_note() -> None:
    dossier = group_dossier()
    assert members_of_groups(dossier.reading.entities)["crowd"] == ()
    assert not of_schema(dossier, "Membership")
    assert of_schema(dossier, "Note")["tie-t3"]["properties"]["entity"] == ["doc-1-works"]


def test_what_the_text_denies_is_no_tie_and_no_position() -> None:
    dossier = group_dossier()
    assert not of_schema(dossier, "Directorship")
    note = of_schema(dossier, "Note")["tie-t2"]["properties"]
    assert "(denied)" in note["name"][0]
    assert note["summary"] == ["negated; characters 67 to 96"]
    assert note["entity"] == ["doc-1-ada", "doc-1-works"]
    assert "position" not in of_schema(dossier, "Person")["ada"]["properties"]


def test_a_single_word_is_a_weak_alias() -> None:
    person = of_schema(group_dossier(), "Person")["ada"]["properties"]
    assert (person["alias"], person["weakAlias"]) == (["Miss Ada Example"], ["Ada"])


def test_a_tie_has_its_evidence_and_no_date_in_words() -> None:
    tie = of_schema(group_dossier(), "Ownership")["tie-t1-1"]["properties"]
    assert tie["summary"] == ["They own the Sample Works"]
    assert tie["recordId"] == ["doc-1[36:61]"]
    assert tie["proof"] == ["doc-1"]
    assert "startDate" not in tie


def test_the_document_names_no_folder() -> None:
    document = json.loads(render_ftm(group_dossier()).splitlines()[0])
    assert (document["id"], document["schema"]) == ("doc-1", "Document")
    assert document["properties"]["fileName"] == ["a.txt"]
    assert document["properties"]["processingAgent"][0].startswith("Entourage ")


def test_the_library_agrees(dossier: Dossier, empty_dossier: Dossier) -> None:
    model = pytest.importorskip("followthemoney").model
    for one in (dossier, empty_dossier, group_dossier(), hostile_dossier()):
        entities = {line["id"]: line for line in map(json.loads, render_ftm(one).splitlines())}
        for entity in entities.values():
            schema = model.get(entity["schema"])
            schema.validate(entity)
            assert set(schema.required) <= set(entity["properties"]), entity["id"]
            for name, values in entity["properties"].items():
                prop = schema.properties[name]
                assert not prop.stub
                if prop.range is not None:
                    assert all(model.get(entities[value]["schema"]).is_a(prop.range) for value in values), name


def test_the_table_agrees_with_the_library() -> None:
    model = pytest.importorskip("followthemoney").model
    for schema, kinds in table()["is_a"].items():
        assert all(model.get(schema).is_a(kind) for kind in kinds)
    for schema, names in table()["properties"].items():
        assert set(names) <= set(model.get(schema).properties), schema
    for schema, row in table()["tie"].items():
        for end in ("source", "target"):
            assert [model.get(schema).properties[row[end]].range.name] == row[f"{end}_range"]
