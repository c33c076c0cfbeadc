"""Reconciliation for OpenRefine: its protocol, version 0.2, over the same matching.

In: cells of a table. Out: candidates, suggestions, values for new columns. Invariants: a candidate is marked as a match
only where it is the only one at the threshold; what stands in a preview is escaped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from entourage.names import country_name
from entourage.server.entities import encode
from entourage.server.errors import ClientError, invalid
from entourage.server.guard import read_body
from entourage.server.holdings import Entry
from entourage.server.match import of_schema, scored
from entourage.server.query import SCHEMATA, EntityExample, party_of
from entourage.server.search import SearchQuestion
from entourage.server.settings import ServerSettings

if TYPE_CHECKING:
    from entourage.server.store import Store

PROPERTIES: Mapping[str, str] = {
    "name": "Name", "alias": "Other name", "birthDate": "Birth date", "birthPlace": "Place of birth",
    "nationality": "Nationality", "country": "Country", "gender": "Gender", "position": "Position",
    "passportNumber": "Passport number", "idNumber": "Official number", "taxNumber": "Tax number",
    "registrationNumber": "Registration number", "imoNumber": "IMO number", "address": "Address", "topics": "Topics",
    "notes": "Notes",
}  # fmt: skip
LISTED: Mapping[str, str] = {
    "listing.list": "List", "listing.authority": "Authority", "listing.program": "Programme",
    "listing.legal_effect": "Legal effect", "listing.listing_date": "Listed since", "listing.record_id": "Record",
}  # fmt: skip
"""What a column can be extended by beside properties: what being listed means."""

_LABELS = {"LegalEntity": "Legal entity", "PublicBody": "Public body", "Thing": "Any entity"}
TYPES = [{"id": schema, "name": _LABELS.get(schema, schema)} for schema in sorted(SCHEMATA)]
BATCH = 50
_MOST = 25
_THRESHOLD = 0.70
_LEAST = 0.50


class _Property(msgspec.Struct, frozen=True):
    pid: str
    v: Any = None


class _Question(msgspec.Struct, frozen=True):
    query: str = ""
    type: str | list[str] | None = None
    limit: int = 5
    properties: list[_Property] = []


class _Column(msgspec.Struct, frozen=True):
    id: str
    settings: dict[str, Any] = {}


class _Extend(msgspec.Struct, frozen=True):
    ids: list[str]
    properties: list[_Column]


def add_reconciliation(app: FastAPI, store: Store, settings: ServerSettings) -> None:
    """Adds the addresses under ``/reconcile``."""
    service = Reconciler(store, settings)
    tags: list[Any] = ["Reconciliation"]

    @app.get("/reconcile/{dataset}", tags=tags, summary="Manifest of the OpenRefine service")
    async def manifest(request: Request, dataset: str, queries: str = "", extend: str = "") -> Response:
        """With ``queries`` or ``extend`` (JSON) it answers them, as a POST of a form does."""
        given = {"queries": queries, "extend": extend}
        return await service.answer(dataset, given, str(request.base_url).rstrip("/"))

    @app.post("/reconcile/{dataset}", tags=tags, summary="Candidates for cells, or values for new columns")
    async def form(request: Request, dataset: str) -> Response:
        """A form with the field ``queries`` or ``extend``, each JSON as OpenRefine sends it."""
        body = (await read_body(request.receive)).decode("utf-8", "replace")
        try:
            fields = parse_qs(body, max_num_fields=20)
        except ValueError as error:
            raise ClientError(400, "No form with the field queries or extend.") from error
        given = {key: values[-1] for key, values in fields.items()}
        if not given.get("queries") and not given.get("extend"):
            raise ClientError(400, "No form with the field queries or extend.")
        return await service.answer(dataset, given, str(request.base_url).rstrip("/"))

    @app.get("/reconcile/{dataset}/suggest/{what}", tags=tags, summary="Suggestions while somebody types")
    async def suggest(dataset: str, what: str, prefix: str = "", limit: int = 10) -> Response:
        """``what`` is ``entity``, ``type`` or ``property``."""
        return _json(await service.suggest(dataset, what, prefix, max(0, min(limit, _MOST))))

    @app.get("/reconcile/{dataset}/extend/property", tags=tags, summary="Properties that a column can be extended by")
    async def proposed(dataset: str, type: str = "Thing", limit: int = 100) -> Response:
        """Of FollowTheMoney, and what being listed means."""
        found = [{"id": key, "name": label} for key, label in {**LISTED, **PROPERTIES}.items()]
        return _json({"limit": limit, "type": type, "properties": found[: max(0, limit)]})

    @app.get("/reconcile/{dataset}/preview", tags=tags, summary="A small page about an entity")
    async def preview(dataset: str, id: str = "") -> HTMLResponse:
        """HTML, 430 by 300 pixels."""
        entry = store.current.holdings.newest(id)
        if entry is None:
            raise ClientError(404, "No such entity.")
        policy = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}
        return HTMLResponse(_preview(entry), headers=policy)


class Reconciler:
    """Answers OpenRefine from the store's current holdings."""

    def __init__(self, store: Store, settings: ServerSettings) -> None:
        self._store, self._settings = store, settings

    async def answer(self, dataset: str, given: Mapping[str, str], base: str) -> Response:
        """What a form asks for; the manifest where it asks for nothing.

        Raises:
            ClientError: 404 for an unknown list; 400 and 422 for queries that are none.
        """
        self._store.current.holdings.names(dataset)
        if given.get("queries"):
            questions = _decode(given["queries"], dict[str, _Question], "queries")
            if len(questions) > self._settings.max_batch:
                raise ClientError(400, f"Too many queries in one batch (limit: {self._settings.max_batch}).")
            found = {}
            for key, question in questions.items():
                found[key] = {"result": self._candidates(dataset, question)}
                await asyncio.sleep(0)
            return _json(found)
        if given.get("extend"):
            return _json(self._extend(_decode(given["extend"], _Extend, "extend")))
        return _json(self._manifest(dataset, base))

    def _manifest(self, dataset: str, base: str) -> dict[str, Any]:
        here = f"{base}/reconcile/{quote(dataset)}"
        service = {"service_url": here, "service_path": ""}
        return {
            "versions": ["0.2"],
            "name": f"Entourage: {dataset}",
            "identifierSpace": f"{base}/entities/",
            "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
            "documentation": f"{base}/docs",
            "batchSize": BATCH,
            "defaultTypes": TYPES,
            "view": {"url": f"{base}/entities/{{{{id}}}}"},
            "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 430, "height": 300},
            "suggest": {
                what: {**service, "service_path": f"/suggest/{what}"} for what in ("entity", "type", "property")
            },
            "extend": {
                "propose_properties": {**service, "service_path": "/extend/property"},
                "property_settings": [
                    {"name": "limit", "label": "Limit", "type": "number", "default": 0,
                     "help_text": "Most values of a cell; 0 for all."},
                ],
            },
        }  # fmt: skip

    def _candidates(self, dataset: str, question: _Question) -> list[dict[str, Any]]:
        types = [question.type] if isinstance(question.type, str) else question.type or []
        wanted = [one for one in types if one in SCHEMATA] or ["Thing"]
        properties: dict[str, Any] = {"name": [question.query]}
        for given in question.properties:
            name = given.pid.rpartition(":")[2]
            values = given.v if isinstance(given.v, list) else [given.v]
            texts = [_text(value) for value in values if _text(value)]
            properties[name] = [*properties.get(name, ()), *texts] if name == "name" else texts
        best: dict[str, tuple[float, Entry]] = {}
        for schema in _asked(wanted):
            asked = party_of(EntityExample(schema_=schema, properties=properties), self._settings)
            holdings = self._store.current.holdings
            for hit in scored(holdings.scope(holdings.names(dataset)), asked):
                party = hit.entry.party
                fits = of_schema(party.schema, wanted) or any(of_schema(one, [party.schema]) for one in wanted)
                if fits and hit.score >= _LEAST and hit.score > best.get(party.id, (0.0, hit.entry))[0]:
                    best[party.id] = (hit.score, hit.entry)
        ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].party.id))
        alone = sum(score >= _THRESHOLD for score, _ in ranked) == 1
        limit = max(0, min(question.limit, _MOST))
        return [_candidate(entry, score, match=alone and score >= _THRESHOLD) for score, entry in ranked[:limit]]

    def _extend(self, asked: _Extend) -> dict[str, Any]:
        if len(asked.ids) > 1_000 or len(asked.properties) > 50:
            raise ClientError(400, "Too many rows or columns at once (limits: 1,000 and 50).")
        labels = {**PROPERTIES, **LISTED}
        rows: dict[str, dict[str, list[dict[str, str]]]] = {}
        for entity_id in asked.ids:
            entry = self._store.current.holdings.newest(entity_id)
            rows[entity_id] = {column.id: _cells(entry, column) for column in asked.properties}
        return {"meta": [{"id": c.id, "name": labels.get(c.id, c.id)} for c in asked.properties], "rows": rows}

    async def suggest(self, dataset: str, what: str, prefix: str, limit: int) -> dict[str, Any]:
        """What begins with some letters.

        Raises:
            ClientError: 404 for anything but entities, types and properties.
        """
        if what == "entity":
            question = SearchQuestion(q=prefix, dataset=dataset, limit=limit, facets=())
            answer = await asyncio.to_thread(self._store.current.searcher.answer, question) if prefix.strip() else {}
            result: Sequence[dict[str, Any]] = [
                {"id": one["id"], "name": one["caption"], "description": one["schema"],
                 "notable": [{"id": one["schema"], "name": one["schema"]}]}
                for one in answer.get("results", ())
            ]  # fmt: skip
        elif what in {"type", "property"}:
            known = TYPES if what == "type" else [{"id": key, "name": label} for key, label in PROPERTIES.items()]
            begin = prefix.casefold()
            result = [
                o for o in known if o["id"].casefold().startswith(begin) or o["name"].casefold().startswith(begin)
            ]
        else:
            raise ClientError(404, "Suggestions are for entity, type or property.")
        return {"code": "/api/status/ok", "status": "200 OK", "prefix": prefix, "result": list(result)[:limit]}


def _asked(wanted: Sequence[str]) -> list[str]:
    """Schemata to ask with: a person's and an organisation's reading where a type may be either."""
    either = {"Thing", "LegalEntity"} & set(wanted)
    return ["Person", "Organization", *(["Vessel"] if "Thing" in either else [])] if either else list(wanted)


def _candidate(entry: Entry, score: float, *, match: bool) -> dict[str, Any]:
    party = entry.party
    births = " or ".join(party.properties.get("birthDate", ())[:2])
    countries = ", ".join(country_name(c) or c for c in _countries(entry)[:2])
    words = [entry.snapshot.dataset, f"born {births}" if births else "", countries]
    return {
        "id": party.id,
        "name": party.caption,
        "description": "; ".join(word for word in words if word),
        "type": [{"id": party.schema, "name": _LABELS.get(party.schema, party.schema)}],
        "score": round(score * 100, 2),
        "match": match,
    }


def _countries(entry: Entry) -> list[str]:
    return [v for prop in ("nationality", "country", "jurisdiction") for v in entry.party.properties.get(prop, ())]


def _cells(entry: Entry | None, column: _Column) -> list[dict[str, str]]:
    if entry is None:
        return []
    if column.id in LISTED:
        field = column.id.partition(".")[2]
        values = [entry.snapshot.dataset if field == "list" else getattr(li, field) for li in entry.party.listings]
    else:
        values = list(entry.party.properties.get(column.id.rpartition(":")[2], ()))
    limit = _limit(column.settings.get("limit"))
    return [{"str": value} for value in dict.fromkeys(values) if value][: limit or None]


def _limit(given: Any) -> int:
    text = str(given or 0)
    return int(text[:6]) if text.isascii() and text.isdigit() else 0


def _text(value: Any) -> str:
    """A value as OpenRefine sends it: text, number, or a cell that was reconciled before."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("id")
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _decode(text: str, kind: Any, name: str) -> Any:
    try:
        return msgspec.json.decode(text, type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise invalid("value_error", ["body", name], str(error)) from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ClientError(400, f"{name} is no JSON.") from error


def _json(value: Any) -> Response:
    return Response(encode(value), media_type="application/json")


def _preview(entry: Entry) -> str:
    party = entry.party
    rows = []
    for listing in party.listings[:3]:
        since = f", since {listing.listing_date}" if listing.listing_date else ""
        rows.append(("Listed", f"{listing.authority} {listing.program}: {listing.legal_effect}{since}"))
    for prop in ("birthDate", "birthPlace", "nationality", "position", "alias"):
        if values := party.properties.get(prop):
            rows.append((PROPERTIES.get(prop, prop), "; ".join(values[:3])))
    body = "".join(f"<tr><th>{escape(label)}</th><td>{escape(value[:200])}</td></tr>" for label, value in rows)
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Entity</title><style>"
        ":root{color-scheme:light dark}"
        "body{font:14px/1.4 system-ui,sans-serif;margin:1rem}h1{font:600 1.15rem Georgia,serif;margin:0 0 .5rem}"
        "th{text-align:left;font-weight:400;opacity:.65;padding-right:.8rem;vertical-align:top;white-space:nowrap}</style>"
        f"</head><body><h1>{escape(party.caption)}</h1><table>{body}</table></body></html>"
    )
