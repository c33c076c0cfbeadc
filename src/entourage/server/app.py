"""The app: which address is answered by what.

In: settings and a store. Out: an ASGI app. Invariants: every answer is made from one set of holdings; addresses, names
of parameters and shapes are yente's.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from entourage import __version__
from entourage.server.catalogue import algorithms, catalog
from entourage.server.entities import SANCTIONS, encode
from entourage.server.errors import ClientError
from entourage.server.guard import App, Guard, Receive, Send, read_body
from entourage.server.openapi import docs_page, with_match
from entourage.server.query import Params, body_of, day_of, options_of, parameters_of, params_of
from entourage.server.reconcile import add_reconciliation
from entourage.server.search import DEFAULT_FACETS, SearchQuestion
from entourage.server.settings import ServerSettings

if TYPE_CHECKING:
    from entourage.server.store import Store

Texts = Annotated[list[str], Query()]
Dataset = Annotated[str, Path(description="A list, or default for all.", examples=["default"])]


def json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON response."""
    return Response(encode(value), status, headers, "application/json")


def create_app(store: Store, settings: ServerSettings) -> App:
    """The server as an ASGI app.

    Args:
        store: of the lists.
        settings: limits and keys.
    """
    app = FastAPI(
        title="Entourage",
        version=__version__,
        description="Screening against official lists, in yente's shapes.",
        docs_url=None,
        redoc_url=None,
        lifespan=_watch(store, settings),
    )
    _add_search(app, store)
    _add_entities(app, store)
    _add_service(app, store, settings)
    add_reconciliation(app, store, settings)
    with_match(app)
    return Guard(_match_or(app, store, settings), settings)


def _watch(store: Store, settings: ServerSettings) -> Any:
    """Looks for new snapshots while the server runs."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async def look() -> None:
            while True:
                await asyncio.sleep(settings.poll_seconds)
                if await asyncio.to_thread(store.changed):
                    await asyncio.to_thread(store.reload)

        task = asyncio.create_task(look()) if settings.poll_seconds else None
        yield
        if task:
            task.cancel()

    return lifespan


async def _pause() -> None:
    await asyncio.sleep(0)


def _match_or(others: App, store: Store, settings: ServerSettings) -> App:
    """Answers ``/match`` itself and passes on all else: the way through a framework takes longer than a query."""

    async def app(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if not path.startswith("/match/") or scope["type"] != "http":
            await others(scope, receive, send)
            return
        if scope["method"] != "POST":
            raise ClientError(405, "Method Not Allowed")
        options = options_of(parameters_of(scope["query_string"]))
        body = body_of(await read_body(receive), settings)
        answer = await store.current.matcher.answer(path[7:], body, options, store.decisions(), _pause)
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(answer)),
            (b"x-batch-size", b"%d" % len(body.queries)),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    return app


def _add_search(app: FastAPI, store: Store) -> None:
    @app.get("/search/{dataset}", tags=["Search"], summary="Find entities by words")
    async def search(
        dataset: Dataset,
        q: Annotated[str, Query(max_length=1_000)] = "",
        schema: str = "Thing",
        countries: Texts = [],  # noqa: B006 - FastAPI copies defaults
        topics: Texts = [],  # noqa: B006
        datasets: Texts = [],  # noqa: B006
        filter: Texts = [],  # noqa: B006 - yente's name
        include_dataset: Texts = [],  # noqa: B006
        exclude_dataset: Texts = [],  # noqa: B006
        exclude_schema: Texts = [],  # noqa: B006
        changed_since: str = "",
        limit: Annotated[int, Query(ge=0, le=500)] = 10,
        offset: Annotated[int, Query(ge=0, le=9_499)] = 0,
        sort: Texts = [],  # noqa: B006
        fuzzy: bool = False,
        simple: bool = False,
        facets: Texts = list(DEFAULT_FACETS),  # noqa: B006
        filter_op: Annotated[str, Query(pattern="^(OR|AND)$")] = "OR",
        as_of: str = "",
    ) -> Response:
        """Words have to begin words of a name; ``fuzzy`` lets names in that only nearly agree."""
        params = Params(
            include_dataset=(*include_dataset, *datasets),
            exclude_dataset=tuple(exclude_dataset),
            exclude_schema=tuple(exclude_schema),
            topics=tuple(topics),
            changed_since=params_of({"changed_since": [changed_since]}).changed_since,
        )
        question = SearchQuestion(
            q=q, dataset=dataset, schema=schema, countries=[code.lower() for code in countries], filters=filter,
            any_filter=filter_op == "OR", params=params, sort=sort, facets=facets, limit=limit, offset=offset,
            fuzzy=fuzzy, as_of=day_of(as_of, "as_of"),
        )  # fmt: skip
        return json(await asyncio.to_thread(store.current.searcher.answer, question))


def _add_entities(app: FastAPI, store: Store) -> None:
    @app.get("/entities/{entity_id}", tags=["Data"], summary="One entity")
    async def entity(entity_id: str, nested: bool = True) -> Response:
        """With its listings as Sanction entities, unless ``nested=false``."""
        return json(_entity(store, entity_id, nested=nested))

    @app.get("/entities/{entity_id}/adjacent", tags=["Data"], summary="What an entity is tied to")
    async def adjacent(
        entity_id: str,
        limit: Annotated[int, Query(ge=0, le=500)] = 10,
        offset: Annotated[int, Query(ge=0, le=9_499)] = 0,
    ) -> Response:
        """The listings of a party."""
        found = _entity(store, entity_id, nested=False)
        ties = {SANCTIONS: _page(store, entity_id, limit, offset)} if found["target"] else {}
        return json({"entity": found, "adjacent": ties})

    @app.get("/entities/{entity_id}/adjacent/{property_name}", tags=["Data"], summary="By one property")
    async def adjacent_by(
        entity_id: str,
        property_name: str,
        limit: Annotated[int, Query(ge=0, le=500)] = 10,
        offset: Annotated[int, Query(ge=0, le=9_499)] = 0,
    ) -> Response:
        """The listings of a party, by the property ``sanctionEntities``."""
        found = _entity(store, entity_id, nested=False)
        if property_name != SANCTIONS or not found["target"]:
            raise ClientError(404, f"No such property here: {property_name[:60]}.")
        return json(_page(store, entity_id, limit, offset))


def _entity(store: Store, entity_id: str, *, nested: bool) -> dict[str, Any]:
    current = store.current
    entry = current.holdings.newest(entity_id)
    if entry is None:
        found = current.entities.sanction(entity_id)
        if found is None:
            raise ClientError(404, "No such entity.")
        return found
    return current.entities.nested(entry) if nested else current.entities.of(entry)


def _page(store: Store, entity_id: str, limit: int, offset: int) -> dict[str, Any]:
    entry = store.current.holdings.newest(entity_id)
    found = store.current.entities.sanctions(entry) if entry else []
    total = {"value": len(found), "relation": "eq"}
    return {"results": found[offset : offset + limit], "total": total, "limit": limit, "offset": offset}


def _add_service(app: FastAPI, store: Store, settings: ServerSettings) -> None:
    @app.get("/healthz", tags=["System"], summary="Is the process alive?")
    async def healthz() -> Response:
        return Response(b'{"status":"ok"}', media_type="application/json")

    @app.get("/readyz", tags=["System"], summary="Are the lists open?")
    async def readyz() -> Response:
        return json({"status": "ok"})

    @app.get("/catalog", tags=["Data"], summary="The lists")
    async def datasets(request: Request) -> Response:
        etag = f'"{store.current.holdings.version}{"-stale" if store.stale else ""}"'
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={"etag": etag})
        return json(catalog(store.current.holdings, stale=store.stale), headers={"etag": etag})

    @app.get("/algorithms", tags=["Matching"], summary="How queries are matched")
    async def how() -> Response:
        return json(algorithms())

    @app.post("/updatez", tags=["System"], summary="Look for new snapshots now")
    async def updatez(token: str = "", sync: bool = False) -> Response:
        """With ``sync`` the answer waits until new lists are in place. With several workers, the others follow."""
        _check_token(token, settings)
        if sync:
            await asyncio.to_thread(store.reload)
        else:
            asyncio.get_running_loop().run_in_executor(None, store.reload)
        return json({"status": "ok"})

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(docs_page(app.openapi()))

    @app.get("/", include_in_schema=False)
    async def root() -> RedirectResponse:
        return RedirectResponse("/docs")

    @app.exception_handler(ClientError)
    async def refused(_: Request, error: ClientError) -> Response:
        return Response(error.body(), error.status, media_type="application/json")

    @app.exception_handler(Exception)
    async def unforeseen(_: Request, __: Exception) -> Response:
        return json({"detail": "Internal error; the log says which kind."}, 500)

    @app.exception_handler(HTTPException)
    async def no_such_address(_: Request, error: HTTPException) -> Response:
        return json({"detail": error.detail}, error.status_code, dict(error.headers or {}))


def _check_token(token: str, settings: ServerSettings) -> None:
    import hmac

    from entourage.server.settings import LOOPBACK

    if not settings.update_token and settings.host not in LOOPBACK:
        raise ClientError(403, "Reloading by /updatez is off: start the server with --update-token.")
    if settings.update_token and not hmac.compare_digest(token.encode(), settings.update_token.encode()):
        raise ClientError(403, "Wrong token.")
