"""``entourage read --second-reader``, with a real server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from entourage.dossier import json_schema

KEY = "secret-key-of-a-test"


class _Endpoint:
    def __init__(self) -> None:
        self.status, self.content = 200, "{}"
        self.asked: list[tuple[dict[str, str], dict[str, Any]]] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                endpoint.asked.append((dict(self.headers), question))
                self.send_response(endpoint.status)
                self.end_headers()
                self.wfile.write(json.dumps({"choices": [{"message": {"content": endpoint.content}}]}).encode())

            def log_message(self, *_: object) -> None:
                return

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Endpoint]:
    monkeypatch.delenv("ENTOURAGE_SECOND_KEY", raising=False)
    one = _Endpoint()
    thread = threading.Thread(target=one.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield one
    one.http.shutdown()
    one.http.server_close()
    thread.join()


def _read(call, letter: Path, endpoint: _Endpoint, *more: str):
    options = ("--second-reader", endpoint.url, "--second-model", "tiny", "--no-lists", "-f", "json", "-q")
    return call("read", str(letter), *options, *more)


def test_an_accepted_proposal_is_in_the_dossier_marked(call, letter: Path, endpoint: _Endpoint, monkeypatch) -> None:
    monkeypatch.setenv("ENTOURAGE_SECOND_KEY", KEY)
    tie = {
        "schema": "UnknownLink",
        "subject": "Ada Example",
        "object": "Placeholder Institute",
        "role": "former diplomat",
        "evidence": "Ada Example, a former diplomat, chairs the board of the Placeholder Institute.",
    }
    position = {
        "entity": "Ada Example",
        "proposition": "talk to each other",
        "stance": "for",
        "evidence": letter.read_text("utf-8").splitlines()[2],
    }
    endpoint.content = json.dumps({"ties": [tie], "positions": [position]})
    result = _read(call, letter, endpoint)
    assert result.exit_code == 0, result.output
    dossier = json.loads(result.stdout)
    jsonschema.validate(dossier, json_schema())
    assert "second reader (tiny)" in dossier["reader"]
    assert dossier["positions"][-1]["proposition"] == "talk to each other [second reader (tiny)]"
    assert endpoint.asked[0][0]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in result.output
    assert result.stderr.count("\n") == 1
    assert f"characters sent to {endpoint.url} in 1 request; 2 proposed, 1 accepted, 1 refused" in result.stderr


@pytest.mark.parametrize("form", ["html", "markdown", "ftm"])
def test_every_rendering_shows_the_mark(call, letter: Path, endpoint: _Endpoint, form: str) -> None:
    evidence = letter.read_text("utf-8").splitlines()[2]
    position = {"entity": "Ada Example", "proposition": "talk to each other", "stance": "for", "evidence": evidence}
    endpoint.content = json.dumps({"positions": [position]})
    result = _read(call, letter, endpoint, "-f", form, "-o", "-")
    assert result.exit_code == 0, result.output
    assert "second reader (tiny)" in result.stdout.replace("\\", "")


def test_trouble_is_a_warning_and_the_dossier_is_complete(call, letter: Path, endpoint: _Endpoint) -> None:
    endpoint.status = 401
    alone = json.loads(call("read", str(letter), "--no-lists", "-f", "json", "-q").stdout)
    result = _read(call, letter, endpoint)
    assert result.exit_code == 0, result.output
    dossier = json.loads(result.stdout)
    assert "[second-reader-unauthorised]" in dossier["document"]["warnings"][0]
    assert "[second-reader-unauthorised]" in result.stderr
    for part in ("entities", "ties", "quotes", "positions", "events", "claims", "reader"):
        assert dossier[part] == alone[part]


def test_nothing_is_sent_unless_asked_for(call, letter: Path, endpoint: _Endpoint, monkeypatch) -> None:
    monkeypatch.setenv("ENTOURAGE_SECOND_KEY", KEY)
    result = call("read", str(letter), "--no-lists", "-f", "json", "-q")
    assert (result.exit_code, result.stderr, endpoint.asked) == (0, "", [])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--second-reader", "http://127.0.0.1:9/v1"), "needs --second-model"),
        (("--second-model", "tiny"), "needs --second-reader"),
        (("--second-reader", "file:///x", "--second-model", "tiny"), "[second-reader-endpoint]"),
    ],
)
def test_a_wrong_option_is_told_before_reading(call, letter: Path, options: tuple[str, ...], said: str) -> None:
    result = call("read", str(letter), *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not letter.with_name("letter.dossier.html").exists()
