"""OpenRefine's reconciliation protocol, version 0.2."""

from __future__ import annotations

import json
from typing import Any

import httpx2 as httpx


def post(http: httpx.Client, **fields: Any) -> Any:
    answer = http.post("/reconcile/default", data={key: json.dumps(value) for key, value in fields.items()})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_manifest_names_addresses_that_answer(http: httpx.Client) -> None:
    found = http.get("/reconcile/default").json()
    assert "0.2" in found["versions"]
    assert {"Person", "Company"} <= {one["id"] for one in found["defaultTypes"]}
    for what, service in found["suggest"].items():
        answer = http.get(service["service_url"] + service["service_path"], params={"prefix": "b"}).json()
        assert answer["status"] == "200 OK", what
    offered = found["extend"]["propose_properties"]
    assert http.get(offered["service_url"] + offered["service_path"], params={"type": "Person"}).json()["properties"]


def test_candidates_and_a_match_only_where_there_is_one(http: httpx.Client) -> None:
    found = post(
        http,
        queries={
            "q0": {"query": "Cleo Placeholder", "type": "Person"},
            "q1": {"query": "Ada Example", "type": ["Person"], "limit": 1},
            "q2": {"query": "Ada Example", "properties": [{"pid": "Person:birthDate", "v": "1961-01-03"}]},
            "q3": {"query": "Northern Sample Trading", "type": "LegalEntity"},
            "q4": {"query": "Cleo Placeholder", "type": "Company"},
            "q5": {"query": ""},
        },
    )
    (cleo,) = found["q0"]["result"]
    assert (cleo["name"], cleo["match"], cleo["type"]) == (
        "Cleo Placeholder",
        True,
        [{"id": "Person", "name": "Person"}],
    )
    assert cleo["score"] == 100.0
    assert [one["match"] for one in found["q1"]["result"]] == [False]
    assert [one["match"] for one in found["q2"]["result"]][:1] == [True]
    assert found["q3"]["result"][0]["type"][0]["id"] == "Organization"
    assert found["q4"]["result"] == found["q5"]["result"] == []


def test_columns_are_extended(http: httpx.Client) -> None:
    cleo = post(http, queries={"q": {"query": "Cleo Placeholder"}})["q"]["result"][0]["id"]
    columns = [{"id": "birthDate"}, {"id": "listing.list"}, {"id": "gender"}]
    found = post(http, extend={"ids": [cleo, "nobody"], "properties": columns})
    assert [one["name"] for one in found["meta"]] == ["Birth date", "List", "Gender"]
    assert found["rows"][cleo] == {
        "birthDate": [{"str": "1980-05-06"}],
        "listing.list": [{"str": "people"}],
        "gender": [],
    }
    assert found["rows"]["nobody"] == {"birthDate": [], "listing.list": [], "gender": []}


def test_suggestions(http: httpx.Client) -> None:
    entities = http.get("/reconcile/default/suggest/entity", params={"prefix": "cle"}).json()["result"]
    assert [one["name"] for one in entities] == ["Cleo Placeholder"]
    types = http.get("/reconcile/default/suggest/type", params={"prefix": "per"}).json()["result"]
    assert [one["id"] for one in types] == ["Person"]
    properties = http.get("/reconcile/default/suggest/property", params={"prefix": "birth d"}).json()["result"]
    assert [one["id"] for one in properties] == ["birthDate"]
