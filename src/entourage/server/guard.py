"""What stands before every request: who may ask, how much may be sent, and that every error has one shape.

In: an ASGI app. Out: an ASGI app. Invariants: without a key where keys are configured, nothing but health is answered;
a body larger or slower than allowed is not read to its end; an unforeseen error is ``{"detail": ...}`` with 500, and
the log names its kind, never a name that was asked for.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from entourage.server.errors import ClientError
from entourage.server.settings import LOOPBACK, ServerSettings

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

OPEN = frozenset({"/healthz", "/readyz"})
_LOCAL_ORIGIN = re.compile(rb"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$")
log = logging.getLogger("entourage.access")


class Guard:
    """Wraps an app; see the module."""

    def __init__(self, app: App, settings: ServerSettings) -> None:
        self._app, self._settings = app, settings
        self._keys = [key.encode() for key in settings.api_keys]
        self.most_body_bytes = settings.max_body_bytes
        self._local = settings.host in LOOPBACK

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answers one request, or passes on what is none."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        headers: dict[bytes, bytes] = dict(scope["headers"])
        status = 0
        origin = headers.get(b"origin", b"")

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *_more_headers(origin)]
            await send(message)

        try:
            self._check(scope, headers)
            whole = "whole_body" in scope  # read already, within its size (see ``fast``)
            await self._app(scope, receive if whole else _limited(receive, self._settings), answer)
        except ClientError as error:
            if not status:
                await _plain(answer, error.status, error.body())
        except Exception as error:
            log.error(
                "%s %s: %s", scope["method"], _template(scope["path"]), type(error).__name__, exc_info=_trace(error)
            )
            if not status:
                await _plain(answer, 500, b'{"detail":"Internal error; the log says which kind."}')
        if self._settings.access_log:
            took = (time.perf_counter() - started) * 1000
            log.info("%s %s %d %.1f ms", scope["method"], _template(scope["path"]), status, took)

    def _check(self, scope: MutableMapping[str, Any], headers: dict[bytes, bytes]) -> None:
        """Refuses a request by its head alone."""
        if self._local and not _local_host(headers.get(b"host", b"")):
            raise ClientError(400, "This server answers to localhost only.")
        if self._keys and scope["path"] not in OPEN and scope["method"] != "OPTIONS":
            given = headers.get(b"authorization", b"").rpartition(b" ")[2]
            if not sum(hmac.compare_digest(given, key) for key in self._keys):  # all of them: time tells nothing
                raise ClientError(401, "An API key is wanted: Authorization: ApiKey KEY.")
        length = headers.get(b"content-length", b"")
        if length and (not length.isdigit() or int(length[:20]) > self._settings.max_body_bytes):
            raise ClientError(413, f"The body is larger than {self._settings.max_body_bytes:,} bytes.")


def _limited(receive: Receive, settings: ServerSettings) -> Receive:
    """The same, which stops a body that is too large or too slow."""
    size = 0
    until = 0.0

    async def limited() -> Message:
        nonlocal size, until
        now = time.monotonic()
        until = until or now + settings.body_seconds
        try:
            async with asyncio.timeout(max(0.0, until - now)):
                message = await receive()
        except TimeoutError as error:
            raise ClientError(408, f"The request took longer than {settings.body_seconds:g} seconds.") from error
        size += len(message.get("body", b""))
        if size > settings.max_body_bytes:
            raise ClientError(413, f"The body is larger than {settings.max_body_bytes:,} bytes.")
        return message

    return limited


async def read_body(receive: Receive) -> bytes:
    """The whole body of a request; the guard has bounded its size and time.

    Raises:
        ClientError: 400 when the client went away.
    """
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientError(400, "The client went away.")
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)


def _more_headers(origin: bytes) -> list[tuple[bytes, bytes]]:
    found = [(b"x-content-type-options", b"nosniff")]
    if origin and _LOCAL_ORIGIN.match(origin):  # OpenRefine's own page on this machine asks from the browser
        found += [(b"access-control-allow-origin", origin), (b"vary", b"origin")]
    return found


def _local_host(host: bytes) -> bool:
    """Whether a Host is this machine's, so that no foreign page reaches the server under a name of its own."""
    name = host.decode("latin-1").lower()
    name = name[1 : name.find("]")] if name.startswith("[") else name.partition(":")[0]
    return name in LOOPBACK or name in {"", "testserver"} or name.startswith("127.")


def _template(path: str) -> str:
    """The address without what may be a name: ``/entities/*`` instead of an id."""
    parts = path.split("/")
    return "/".join([*parts[:2], *("*" for _ in parts[2:])])[:100]


def _trace(error: Exception) -> Any:
    import os

    return error if os.environ.get("ENTOURAGE_DEBUG") else None


async def _plain(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if status in {408, 413}:
        headers.append((b"connection", b"close"))  # the rest of the body is not read
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
