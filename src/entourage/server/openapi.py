"""The description of the server: OpenAPI, and a page of it that needs no network.

In: the app. Out: its OpenAPI with ``/match`` described by the very types that read it; HTML. Invariant: the page loads
nothing and every text in it is escaped.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import msgspec

from entourage.server.query import MatchBody

if TYPE_CHECKING:
    from fastapi import FastAPI

_ERROR = {
    "description": "The request cannot be answered",
    "content": {"application/json": {"schema": {"type": "object"}}},
}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_PARAMETERS: dict[str, tuple[dict[str, Any], str]] = {
    "limit": ({"type": "integer", "minimum": 0, "maximum": 500, "default": 5}, "Most results for a query."),
    "threshold": ({"type": "number", "minimum": 0, "maximum": 1, "default": 0.7}, "Score from which `match` is true."),
    "cutoff": ({"type": "number", "minimum": 0, "maximum": 1, "default": 0.5}, "Results below are left out."),
    "algorithm": ({"type": "string", "default": "best"}, "See /algorithms."),
    "include_dataset": (_TEXTS, "Of `default` only these lists; beside one list, these too."),
    "exclude_dataset": (_TEXTS, "Not these lists."),
    "exclude_schema": (_TEXTS, "No entities of these schemata."),
    "topics": (_TEXTS, "Only entities with one of these topics."),
    "changed_since": ({"type": "string"}, "Only entities that changed since: YYYY-MM-DD[THH[:MM[:SS]]]."),
    "exclude_entity_ids": ({**_TEXTS, "maxItems": 50}, "Not these entities."),
    "verdicts": ({"type": "boolean", "default": False}, "Add to each result what screening says of it; slower."),
    "as_of": ({"type": "string", "format": "date"}, "Against the lists as they were on that day."),
}
_RESULT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "caption", "schema", "properties", "datasets", "score", "match", "explanations"],
    "properties": {
        "id": {"type": "string"},
        "caption": {"type": "string"},
        "schema": {"type": "string"},
        "properties": {"type": "object", "additionalProperties": _TEXTS},
        "datasets": _TEXTS,
        "referents": _TEXTS,
        "target": {"type": "boolean"},
        "first_seen": {"type": ["string", "null"]},
        "last_seen": {"type": ["string", "null"]},
        "last_change": {"type": ["string", "null"]},
        "listings": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "string"}}},
        "verdict": {"type": ["object", "null"]},
        "score": {"type": "number", "minimum": 0, "maximum": 1},
        "match": {"type": "boolean"},
        "explanations": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["score", "detail", "query", "candidate", "weight"],
                "properties": {
                    "score": {"type": "number"},
                    "detail": {"type": "string"},
                    "query": {"type": "string"},
                    "candidate": {"type": "string"},
                    "weight": {"type": "number"},
                },
            },
        },
    },
}
_MATCH_RESPONSE: dict[str, Any] = {
    "type": "object",
    "required": ["responses", "limit"],
    "properties": {
        "limit": {"type": "integer"},
        "responses": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["status", "results", "total", "query"],
                "properties": {
                    "status": {"type": "integer"},
                    "results": {"type": "array", "items": _RESULT},
                    "total": {
                        "type": "object",
                        "required": ["value", "relation"],
                        "properties": {"value": {"type": "integer"}, "relation": {"type": "string"}},
                    },
                    "query": {"type": "object"},
                },
            },
        },
    },
}
_EXAMPLE = {"queries": {"q1": {"schema": "Person", "properties": {"name": ["Ada Example"], "birthDate": ["1961"]}}}}


def with_match(app: FastAPI) -> None:
    """Lets the app describe ``/match``, which FastAPI does not handle itself."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        found = plain()
        if "/match/{dataset}" not in found["paths"]:
            (body,), types = msgspec.json.schema_components([MatchBody], ref_template="#/components/schemas/{name}")
            found.setdefault("components", {}).setdefault("schemas", {}).update(types)
            found["paths"] = {"/match/{dataset}": {"post": _operation(body)}, **found["paths"]}
        return found

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to add to its description


def _operation(body: dict[str, Any]) -> dict[str, Any]:
    given = [
        {"name": "dataset", "in": "path", "required": True, "schema": {"type": "string"}, "example": "default"},
        *(
            {"name": name, "in": "query", "required": False, "schema": schema, "description": words}
            for name, (schema, words) in _PARAMETERS.items()
        ),
    ]
    return {
        "tags": ["Matching"],
        "summary": "Screen entities",
        "description": "Every query is answered by the parties that may be it, with a score and reasons.",
        "operationId": "match",
        "parameters": given,
        "requestBody": {"required": True, "content": {"application/json": {"schema": body, "example": _EXAMPLE}}},
        "responses": {
            "200": {"description": "Answers", "content": {"application/json": {"schema": _MATCH_RESPONSE}}},
            **dict.fromkeys(("400", "401", "404", "408", "413", "422", "503"), _ERROR),
        },
    }


_STYLE = """:root{color-scheme:light dark;--soft:#667;--rule:#8884}body{font:16px/1.5 system-ui,sans-serif;
max-width:54rem;margin:2.5rem auto;padding:0 1rem}
h1{font:600 2rem Georgia,serif;margin:0}h2{font-size:1rem;margin:2rem 0 .3rem;
border-top:2px solid;padding-top:.6rem}code{font:.9em ui-monospace,monospace}table{border-collapse:collapse;width:100%;
font-size:.9rem}td{border-top:1px solid var(--rule);padding:.3rem .8rem .3rem 0;vertical-align:top}p{margin:.2rem 0}
.soft{color:var(--soft)}.verb{display:inline-block;min-width:3.5rem;font-weight:600}"""


def docs_page(description: dict[str, Any]) -> str:
    """The description as a page for people.

    Args:
        description: OpenAPI.
    """
    info = description["info"]
    parts = [
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Entourage server</title>",
        "<meta name=viewport content='width=device-width'>",
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<style>{_STYLE}</style></head><body><h1>{escape(info['title'])}</h1>",
        f"<p class=soft>{escape(info['version'])} · {escape(info['description'])}</p>",
        "<p>For machines: <a href=/openapi.json>openapi.json</a>. Keys, limits, examples: docs/serve.md.</p>",
    ]
    for path, operations in description["paths"].items():
        for verb, operation in operations.items():
            parts.append(_operation_html(path, verb, operation))
    return "".join([*parts, "</body></html>"])


def _operation_html(path: str, verb: str, operation: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(one['name'])}</code></td><td class=soft>{escape(_kind(one['schema']))}</td>"
        f"<td>{escape(one.get('description') or one['schema'].get('description') or '')}</td></tr>"
        for one in operation.get("parameters", ())
    )
    return (
        f"<h2><span class=verb>{escape(verb.upper())}</span> <code>{escape(path)}</code></h2>"
        f"<p>{escape(operation.get('summary', ''))}</p>"
        f"<p class=soft>{escape(operation.get('description', ''))}</p><table>{rows}</table>"
    )


def _kind(schema: dict[str, Any]) -> str:
    default = schema.get("default")
    kind = str(schema.get("type", ""))
    return f"{kind}, default {default}" if default not in (None, "", []) else kind
