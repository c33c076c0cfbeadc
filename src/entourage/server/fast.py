"""Plain requests taken from the wire without a general parser, everything else left to uvicorn's.

In: bytes of a connection. Out: answers. Invariants: only a request that is wholly unambiguous is taken (``POST
/match/``, HTTP/1.1, one ``Content-Length`` of digits, no transfer coding, no expectation, no other connection than
keep-alive, plain headers); a byte out of place, and the connection goes to uvicorn's parser as it came; answers keep
the order of requests.

Why: a parser and a framework for everything take several times as long as a query.
"""

from __future__ import annotations

import asyncio
import re
import sys
from http import HTTPStatus
from typing import Any, NamedTuple

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from entourage.server.guard import Message

_LINE = re.compile(rb"POST (/match/[A-Za-z0-9._-]{1,100})(?:\?([!-~]{0,4000}))? HTTP/1\.1\r\n")
_HEADER = re.compile(rb"([A-Za-z0-9-]{1,60}):[ \t]?([ -~]{0,8000})\r\n")
_LEFT_TO_H11 = frozenset({b"transfer-encoding", b"expect", b"upgrade", b"te", b"trailer"})
_MOST_HEAD = 16_384
_MOST_WAITING = 65_536
_PHRASES = {status: HTTPStatus(status).phrase.encode() for status in HTTPStatus}
_EAGER: dict[str, Any] = {"eager_start": True} if sys.version_info >= (3, 12) else {}
_SECONDS_FOR_BODY = 10.0


class Plain(NamedTuple):
    """The head of a plain request, and how many bytes it and its body have."""

    path: str
    query: bytes
    headers: list[tuple[bytes, bytes]]
    head: int
    whole: int


def plain_head(data: bytes) -> Plain | None:
    """The head of a request that is plain; None for anything else, also for one that is not complete.

    Args:
        data: from the beginning of a request.
    """
    first = _LINE.match(data)
    end = data.find(b"\r\n\r\n", 0, _MOST_HEAD) if first else -1
    if first is None or end < 0:
        return None
    headers: list[tuple[bytes, bytes]] = []
    place, length = first.end(), b""
    while place < end + 2:
        found = _HEADER.match(data, place, end + 2)
        if found is None:
            return None
        name, value = found[1].lower(), found[2].strip(b" \t")
        if name == b"content-length":
            if length or not value.isdigit() or len(value) > 12:
                return None
            length = value
        if name in _LEFT_TO_H11 or (name == b"connection" and value.lower() != b"keep-alive"):
            return None
        headers.append((name, value))
        place = found.end()
    hosts = sum(name == b"host" for name, _ in headers)
    if not length or hosts != 1:
        return None
    return Plain(first[1].decode(), first[2] or b"", headers, end + 4, end + 4 + int(length))


class FastProtocol(H11Protocol):
    """uvicorn's protocol, which takes plain requests itself; see the module."""

    _asked: Plain | None = None
    _held = b""
    _busy = False
    _last = False
    _patience: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        """Takes a plain request, waits for the rest of its body, or leaves everything to uvicorn."""
        if self._busy:
            self._held += data
            if len(self._held) > _MOST_WAITING:
                self.transport.pause_reading()
            return
        if self._asked is None and not self._between_requests():
            super().data_received(data)
            return
        self._held = self._held + data if self._held else data
        self._go_on()

    def _between_requests(self) -> bool:
        """Whether uvicorn's parser has nothing begun."""
        idle = self.conn.our_state is h11.IDLE and self.conn.their_state is h11.IDLE
        return idle and not self.conn.trailing_data[0] and (self.cycle is None or self.cycle.response_complete)

    def _go_on(self) -> None:
        asked = self._asked or plain_head(self._held)
        if asked is None or asked.whole - asked.head > getattr(self.app, "most_body_bytes", 0):
            self._hand_over()
            return
        self._unset_keepalive_if_required()
        if len(self._held) < asked.whole:
            self._asked = asked
            self._patience = self._patience or self.loop.call_later(_SECONDS_FOR_BODY, self._hand_over)
            return
        self._forget_patience()
        body, self._held = self._held[asked.head : asked.whole], self._held[asked.whole :]
        self._asked, self._busy = None, True
        task = asyncio.Task(self._answer(asked, body), loop=self.loop, **_EAGER)
        if not task.done():
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    def _forget_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _hand_over(self) -> None:
        """What came so far goes to uvicorn's parser, as if it had come now."""
        self._forget_patience()
        data, self._held, self._asked = self._held, b"", None
        if data and not self.transport.is_closing():
            super().data_received(data)
            if self._last:
                super().shutdown()

    async def _answer(self, asked: Plain, body: bytes) -> None:
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "POST",
            "scheme": "http", "path": asked.path, "raw_path": asked.path.encode(), "query_string": asked.query,
            "root_path": "", "headers": asked.headers, "server": self.server, "client": self.client, "state": {},
            "whole_body": True,
        }  # fmt: skip
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            messages.append(message)

        try:
            await self.app(scope, receive, send)
        finally:
            self._write(messages)

    def _write(self, messages: list[Message]) -> None:
        """The answer in one piece; then what came meanwhile."""
        self._busy = False
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        if len(messages) < 2:  # the app broke off: it has logged why
            self.transport.close()
            return
        status = messages[0]["status"]
        close = self._last or any(name == b"connection" and value == b"close" for name, value in messages[0]["headers"])
        more = ((b"connection", b"close"),) if self._last else ()
        head = [b"HTTP/1.1 %d %s\r\n" % (status, _PHRASES.get(status, b""))]
        for name, value in (*self.server_state.default_headers, *messages[0]["headers"], *more):
            head.append(b"%s: %s\r\n" % (name, value))
        self.transport.write(b"".join([*head, b"\r\n", *(message["body"] for message in messages[1:])]))
        if close:
            self.transport.close()
            return
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)
        if self._held:
            self.loop.call_soon(self._after)

    def _after(self) -> None:
        if self._held and not self._busy and not self.transport.is_closing():
            self.transport.resume_reading()
            self._go_on()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there to be answered."""
        self._forget_patience()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """Ends the connection, after the answer that is being made."""
        if self._busy or self._asked is not None:
            self._last = True
        else:
            super().shutdown()
