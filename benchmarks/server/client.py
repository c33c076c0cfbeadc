"""Clients that ask a server over HTTP/1.1 and measure each answer; one process, as lean as asyncio allows.

In: an address, requests, a number of clients, seconds. Out: times of all answers. Invariant: every client sends its
next request as soon as it has the answer to the last (a closed loop), so the load is what the server can bear.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import NamedTuple


class Load(NamedTuple):
    """What came of a load: seconds of every answer, answers that were none, answers a second."""

    times: list[float]
    errors: int
    per_second: float

    def at(self, share: float) -> float:
        """The time in milliseconds within which this share of answers came."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else float("inf")


class _Client(asyncio.Protocol):
    def __init__(self, load: _Loading, number: int) -> None:
        self._load, self._next = load, number
        self._received = b""
        self._wanted = 0
        self._sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._send()

    def _send(self) -> None:
        requests = self._load.requests
        self._next = (self._next + self._load.clients) % len(requests)
        self._sent = time.perf_counter()
        self._transport.write(requests[self._next])  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._received += data
        if not self._wanted:
            end = self._received.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self._received[:end].lower()
            place = head.find(b"content-length: ") + 16
            self._wanted = end + 4 + int(head[place : head.find(b"\r\n", place) if b"\r\n" in head[place:] else None])
        if len(self._received) < self._wanted:
            return
        now = time.perf_counter()
        if self._load.begin <= now <= self._load.end:
            self._load.times.append(now - self._sent)
            self._load.errors += not self._received.startswith(b"HTTP/1.1 200")
        self._received, self._wanted = self._received[self._wanted :], 0
        if now < self._load.end:
            self._send()
        else:
            self._transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        self._load.errors += time.perf_counter() < self._load.end
        self._load.open -= 1


class _Loading:
    def __init__(self, requests: Sequence[bytes], clients: int, begin: float, end: float) -> None:
        self.requests, self.clients, self.begin, self.end = requests, clients, begin, end
        self.times: list[float] = []
        self.errors = 0
        self.open = clients


def load(port: int, requests: Sequence[bytes], *, clients: int, seconds: float, warm_up: float = 1.0) -> Load:
    """Asks a server on this machine.

    Args:
        port: where it listens.
        requests: whole requests as they go over the wire; clients begin at different ones and go round.
        clients: connections that ask at once, all the time.
        seconds: measured, after ``warm_up`` seconds that are not.
    """

    async def run() -> _Loading:
        loop = asyncio.get_running_loop()
        begin = time.perf_counter() + warm_up
        state = _Loading(requests, clients, begin, begin + seconds)
        for number in range(clients):
            await loop.create_connection(lambda number=number: _Client(state, number), "127.0.0.1", port)  # type: ignore[misc]
        while state.open and time.perf_counter() < state.end + 10:
            await asyncio.sleep(0.1)
        state.errors += state.open
        return state

    state = asyncio.run(run())
    return Load(state.times, state.errors, len(state.times) / seconds)


def post(path: str, body: bytes) -> bytes:
    """A POST request as it goes over the wire."""
    lines = (
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*lines, "", "")).encode() + body


def get(path: str) -> bytes:
    """A GET request as it goes over the wire."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
