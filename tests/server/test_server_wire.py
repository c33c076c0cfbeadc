"""Requests on the wire: whole, in pieces, several at once, and what is no plain request."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable

import h11
import httpx2 as httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entourage.server.fast import plain_head

BODY = json.dumps({"queries": {"q": {"schema": "Person", "properties": {"name": ["Cleo Placeholder"]}}}}).encode()


def request(*more: str, path: str = "/match/default", body: bytes = BODY) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}", *more]
    return "\r\n".join([*lines, "", ""]).encode() + body


def talk(server: str, *pieces: bytes, answers: int = 1, pause: float = 0.02) -> list[tuple[int, bytes]]:
    """Statuses and bodies of the answers to what is sent in pieces over one connection."""
    port = int(server.rsplit(":", 1)[1])
    found: list[tuple[int, bytes]] = []
    data = b""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
        while len(found) < answers:
            head, end, rest = data.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            size = int(length[1]) if length else 0
            if end and (len(rest) >= size):
                status = int(head.split(b" ")[1])
                found += [(status, rest[:size])] if status != 100 else []
                data = rest[size:]
                continue
            more = connection.recv(65_536)
            if not more:
                return [*found, (int(head.split(b" ")[1]), rest)] if end else found
            data += more
    return found


def captions(answer: tuple[int, bytes]) -> list[str]:
    return [one["caption"] for one in json.loads(answer[1])["responses"]["q"]["results"]]


@pytest.mark.parametrize(
    "cut",
    [
        lambda data: [data],
        lambda data: [data[: -len(BODY)], data[-len(BODY) :]],
        lambda data: [data[:30], data[30:]],
        lambda data: [data[:-1], data[-1:]],
        lambda data: [data[start : start + 40] for start in range(0, len(data), 40)],
    ],
)
def test_a_request_in_pieces(server: str, cut: Callable[[bytes], list[bytes]]) -> None:
    (answer,) = talk(server, *cut(request()))
    assert (answer[0], captions(answer)) == (200, ["Cleo Placeholder"])


def test_several_at_once_are_answered_in_order(server: str) -> None:
    health = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    found = talk(server, request() + request(path="/match/nope") + health + request(), answers=4)
    assert [status for status, _ in found] == [200, 404, 200, 200]
    assert found[2][1] == b'{"status":"ok"}'
    assert captions(found[0]) == captions(found[3]) == ["Cleo Placeholder"]
    late = talk(server, request() + health[:10], health[10:] + request()[:50], request()[50:], answers=3)
    assert [status for status, _ in late] == [200, 200, 200]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (request("Content-Length: 3"), 400),
        (request("Transfer-Encoding: gzip"), 400),
        (request("Bad Header: x"), 400),
        (request("X: \x00"), 400),
        (request().replace(b"Host: 127.0.0.1\r\n", b""), 400),
        (request("Host: evil.example"), 400),
        (request().replace(b"127.0.0.1", b"evil.example"), 400),
        (request().replace(b"\r\n", b"\n", 1), 200),
        (request("Connection: close"), 200),
        (request("Expect: 100-continue"), 200),
        (request().replace(b"HTTP/1.1", b"HTTP/1.0"), 200),
        (request(path="/match/default?limit=x"), 422),
        (request(path="/match/%64efault"), 200),
        (request(path="/match/../catalog"), 404),
    ],
)
def test_what_is_no_plain_request_is_left_to_the_parser(server: str, data: bytes, status: int) -> None:
    assert [one for one, _ in talk(server, data)] == [status]


def test_chunks(http: httpx.Client) -> None:
    answer = http.post("/match/default", content=iter([BODY[:20], BODY[20:]]))
    assert (answer.status_code, answer.json()["responses"]["q"]["results"][0]["match"]) == (200, True)


@given(st.binary(max_size=300))
def test_bytes_are_a_plain_head_only_from_its_first_letter_on(data: bytes) -> None:
    assert plain_head(data) is None
    assert plain_head(b"POST /match/default HTTP/1.1\r\n" + data) is None or b"host" in data.lower()


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,8}", fullmatch=True), st.from_regex(r"[!-~ ]{0,9}", fullmatch=True)
        ),
        max_size=4,
    )
)
def test_a_plain_head_is_read_as_the_parser_reads_it(headers: list[tuple[str, str]]) -> None:
    data = request(*(f"{name}: {value}" for name, value in headers))
    found = plain_head(data)
    if found is None:
        return
    parser = h11.Connection(h11.SERVER)
    parser.receive_data(data)
    event = parser.next_event()
    assert isinstance(event, h11.Request)
    assert [(name, value) for name, value in event.headers] == found.headers
    assert data[found.head : found.whole] == BODY
