"""A web server on this machine that misbehaves as it is told."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the server's table of paths; remembers what was asked."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        answers = self.server.answers[self.path]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.close_connection = True
        answer(self)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


class Server(ThreadingHTTPServer):
    """The server, its answers by path (the last one again and again), and all requests it got."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what these tests are about."""

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def _head(handler: Handler, status: int, headers: dict[str, str]) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()


def status(code: int, **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        _head(handler, code, {"Content-Length": "0", **{name.replace("_", "-"): v for name, v in headers.items()}})

    return answer


def file(data: bytes, etag: str = "", *, length: int | None = None, kind: str = "text/csv") -> Answer:
    """A well-behaved file: conditional requests and ranges."""

    def answer(handler: Handler) -> None:
        headers = {"Content-Type": kind} | ({"ETag": etag} if etag else {})
        if etag and handler.headers.get("If-None-Match") == etag:
            return _head(handler, 304, headers)
        wanted = handler.headers.get("Range", "")
        if wanted and handler.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            place = f"bytes {start}-{len(data) - 1}/{len(data)}"
            _head(handler, 206, headers | {"Content-Range": place, "Content-Length": str(len(data) - start)})
            handler.wfile.write(data[start:])
            return None
        _head(handler, 200, headers | {"Content-Length": str(len(data) if length is None else length)})
        handler.wfile.write(data)
        return None

    return answer


def cut_after(size: int, data: bytes, etag: str = "") -> Answer:
    """Says the whole length, sends a part, and hangs up."""

    def answer(handler: Handler) -> None:
        headers = {"Content-Length": str(len(data))} | ({"ETag": etag} if etag else {})
        _head(handler, 200, headers)
        handler.wfile.write(data[:size])
        handler.wfile.flush()

    return answer


def drip(data: bytes, pause_s: float) -> Answer:
    """One byte at a time."""

    def answer(handler: Handler) -> None:
        _head(handler, 200, {"Content-Length": str(len(data))})
        for number in range(len(data)):
            handler.wfile.write(data[number : number + 1])
            handler.wfile.flush()
            time.sleep(pause_s)

    return answer


def silence(seconds: float) -> Answer:
    def answer(handler: Handler) -> None:
        time.sleep(seconds)

    return answer


def packed(data: bytes, *, cut: int = 0) -> Answer:
    def answer(handler: Handler) -> None:
        body = gzip.compress(data)
        body = body[: len(body) - cut]
        _head(handler, 200, {"Content-Encoding": "gzip", "Content-Length": str(len(body))})
        handler.wfile.write(body)

    return answer
