"""URLs: fetched within limits, checked at every hop; everything else refused with its own code."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from document_checks import check_document, code_of

from entourage.documents import Limits, load_document
from entourage.web.addresses import is_public

PAGE = (
    "<!DOCTYPE html><html><head><title>A page</title></head><body><p>Words of a page — with a dash.</p></body></html>"
)
QUICK = Limits(fetch_seconds=1.0, max_bytes=20_000)


class Handler(BaseHTTPRequestHandler):
    """Answers by path; every way to be unhelpful has one."""

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        self.answers = {
            "/page": lambda: self.answer(200, PAGE.encode(), "text/html; charset=utf-8"),
            "/latin": lambda: self.answer(
                200, "Déjà vu, said the minister.".encode("cp1252"), "text/plain; charset=iso-8859-1"
            ),
            "/packed": lambda: self.answer(
                200, gzip.compress(PAGE.encode()), "text/html", {"Content-Encoding": "gzip"}
            ),
            "/bomb": lambda: self.answer(200, gzip.compress(bytes(10**7)), "text/html", {"Content-Encoding": "gzip"}),
            "/brotli": lambda: self.answer(200, b"xxxx", "text/html", {"Content-Encoding": "br"}),
            "/to-page": lambda: self.answer(302, b"", "text/html", {"Location": "/page"}),
            "/to-private": lambda: self.answer(302, b"", "text/html", {"Location": "http://10.0.0.1/"}),
            "/to-file": lambda: self.answer(302, b"", "text/html", {"Location": "file:///etc/passwd"}),
            "/loop": lambda: self.answer(302, b"", "text/html", {"Location": "/loop"}),
            "/picture": lambda: self.answer(200, b"\x89PNG", "image/png"),
            "/empty": lambda: self.answer(200, b"", "text/html"),
            "/large": lambda: self.answer(200, b"x" * 30_000, "text/plain"),
            "/endless": self.endless,
            "/slow": self.slow,
            "/drip": self.drip,
            "/cut": self.cut,
        }
        self.answers.get(self.path, lambda: self.answer(404, b"no", "text/html"))()

    def answer(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"word " * 2000)
        except OSError:
            return

    def slow(self) -> None:
        """One byte at a time, each well within a socket's patience."""
        try:
            for char in b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n" + b"x" * 100:
                self.wfile.write(bytes([char]))
                time.sleep(0.1)
        except OSError:
            return

    def drip(self) -> None:
        """A whole head that says the connection will be closed, then a body one byte at a time."""
        try:
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n")
            for _ in range(60):
                self.wfile.write(b"x")
                time.sleep(0.1)
        except OSError:
            return

    def cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"only this")


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/packed", "/to-page"])
def test_a_page_is_fetched(site: str, path: str) -> None:
    document = load_document(site + path, allow_private_addresses=True)
    check_document(document)
    assert (document.text, document.title, document.source) == ("Words of a page — with a dash.", "A page", site + path)
    url = next(value for value in document.metadata if value.field == "url")
    assert url.value == (site + path if path == "/packed" else site + "/page")


def test_the_servers_character_set_counts(site: str) -> None:
    document = load_document(site + "/latin", allow_private_addresses=True)
    assert (document.text, document.warnings) == ("Déjà vu, said the minister.", ())


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/none", "url-http-status"),
        ("/picture", "url-content-type"),
        ("/brotli", "url-content-type"),
        ("/empty", "document-empty"),
        ("/large", "document-too-large"),
        ("/endless", "document-too-large"),
        ("/bomb", "document-too-large"),
        ("/loop", "url-too-many-redirects"),
        ("/to-file", "url-refused"),
        ("/slow", "url-timeout"),
        ("/drip", "url-timeout"),
        ("/cut", "url-unreachable"),
    ],
)
def test_answers_that_are_no_document(site: str, path: str, code: str) -> None:
    assert code_of(lambda: load_document(site + path, allow_private_addresses=True, limits=QUICK)) == code


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    assert code_of(lambda: load_document(url, limits=QUICK)) in {"url-private-address", "url-not-found"}


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from entourage.web import addresses

    # The first hop passes as public, as a stranger's server would; the second is checked on its own.
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1" or is_public(address))
    assert code_of(lambda: load_document(site + "/to-private", limits=QUICK)) == "url-private-address"


def test_a_name_is_asked_for_once_and_its_checked_address_is_used(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, port: int, *arguments: object, **named: object) -> object:
        if host == "rebinding.example":
            asked.append(host)
            # The second answer would be another machine.
            return real("127.0.0.1" if len(asked) == 1 else "10.0.0.1", port, type=socket.SOCK_STREAM)
        return real(host, port, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    port = site.rsplit(":", 1)[1]
    document = load_document(f"http://rebinding.example:{port}/page", allow_private_addresses=True)
    assert document.text.startswith("Words") and asked == ["rebinding.example"]


def test_one_private_address_among_public_ones_is_a_trick(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("192.168.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert code_of(lambda: load_document("http://both.example/")) == "url-private-address"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x",
        "file:///etc/passwd",
        "http://",
        "http://user:word@example.org/",
        "http://exa mple.org/",
        "http://x:99999/",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert code_of(lambda: load_document(url, limits=QUICK)) == "url-refused"


def test_nobody_listening_is_an_error_of_its_own() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert (
        code_of(lambda: load_document(f"http://127.0.0.1:{port}/", allow_private_addresses=True)) == "url-unreachable"
    )


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("not an address", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
