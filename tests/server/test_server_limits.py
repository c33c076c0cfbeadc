"""What is malformed, huge, deep or strange is answered with 4xx and ``detail``; what a stranger writes is escaped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx2 as httpx
import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import NEW, add, fill, serving  # type: ignore[import-not-found]
from entourage.screening import Decision, DecisionLog, Decisions, record_hash
from entourage.server.errors import ClientError
from entourage.server.query import body_of, options_of, party_of
from entourage.server.run import check
from entourage.server.settings import ServerSettings

PERSON = {"schema": "Person", "properties": {"name": ["Ada Example"]}}


def queries(**properties: object) -> dict[str, object]:
    return {"queries": {"q": {"schema": "Person", "properties": properties}}}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 422),
        (b"[]", 422),
        (b"null", 422),
        (b'"x"', 422),
        (b"\xff\xfe", 422),
        (b"{}", 422),
        (b'{"queries": {}}', 400),
        (b'{"queries": []}', 422),
        (b'{"queries": {"q": 1}}', 422),
        (b'{"queries": {"q": {"schema": "Person"}}}', 422),
        (b'{"queries": {"q": {"properties": {}}}}', 422),
        (b'{"queries": {"q": {"schema": "Robot", "properties": {}}}}', 400),
        (b'{"queries": {"q": {"schema": "Person", "properties": {"name": {"a": 1}}}}}', 422),
        (b'{"queries": {"q": {"schema": "Person", "properties": {"name": [["a"]]}}}}', 422),
        (b"[" * 50_000, 422),
        (b'{"a":' * 15_000, 422),
        (b'{"queries": {"q": {"schema": "Person", "properties": {"name": ' + b"[" * 40 + b"]" * 40 + b"}}}}", 422),
        (json.dumps({"queries": dict.fromkeys("abcdefg", PERSON)}).encode(), 400),
        (json.dumps({**queries(name=["Ada"]), "config": {"x": 1}}).encode(), 400),
        (json.dumps({**queries(name=["Ada"]), "weights": {"x": 1}}).encode(), 400),
        (json.dumps(queries(name=[f"Ada {n}" for n in range(60)])).encode(), 400),
        (json.dumps(queries(name=[f"Ada {n}" for n in range(300)])).encode(), 400),
        (json.dumps(queries(name=["x" * 200_000])).encode(), 413),
    ],
)
def test_a_body_that_is_none(http: httpx.Client, body: bytes, status: int) -> None:
    answer = http.post("/match/default", content=body)
    assert (answer.status_code, list(answer.json())) == (status, ["detail"])
    assert http.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=501", 422),
        ("limit=x", 422),
        ("limit=-1", 422),
        ("threshold=2", 422),
        ("threshold=nan", 422),
        ("algorithm=magic", 400),
        ("changed_since=yesterday", 422),
        ("as_of=2021-13-01", 422),
        ("as_of=1999-01-01", 400),
        ("include_dataset=nope", 404),
        ("&".join(f"exclude_entity_ids={n}" for n in range(51)), 400),
        ("&".join("x=1" for _ in range(600)), 400),
    ],
)
def test_a_parameter_that_is_none(http: httpx.Client, query: str, status: int) -> None:
    answer = http.post(f"/match/default?{query}", json=queries(name="Ada Example"))
    assert (answer.status_code, list(answer.json())) == (status, ["detail"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search/nope", 404),
        ("/search/default?limit=501", 422),
        ("/search/default?offset=9500", 422),
        ("/search/default?sort=shoe", 400),
        ("/search/default?q=ada&filter=nothing", 400),
        ("/entities/%00", 404),
        ("/entities/a-sanction-99999999999999999999", 404),
        ("/nowhere", 404),
        ("/match/default", 405),
        ("/match/", 405),
        ("/reconcile/nope", 404),
        ("/reconcile/default?queries=%7B", 400),
        ("/reconcile/default?queries=%5B%5D", 422),
        ("/reconcile/default/suggest/shoe", 404),
        ("/statements", 404),
    ],
)
def test_an_address_that_is_none(http: httpx.Client, path: str, status: int) -> None:
    answer = http.get(path)
    assert (answer.status_code, list(answer.json())) == (status, ["detail"])


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
)
def test_whatever_comes_is_a_query_or_a_client_error(data: bytes | str) -> None:
    limits = ServerSettings()
    try:
        body = body_of(data.encode("utf-8", "replace") if isinstance(data, str) else data, limits)
        for query in body.queries.values():
            party_of(query, limits)
    except ClientError as error:
        assert 400 <= error.status < 500


@given(st.lists(st.tuples(st.sampled_from(["limit", "threshold", "as_of", "changed_since", "topics"]), st.text())))
def test_whatever_parameters_come(given_: list[tuple[str, str]]) -> None:
    try:
        options = options_of(given_)
    except ClientError as error:
        assert error.status in {400, 422}
    else:
        assert 0 <= options.limit <= 500
        assert 0 <= options.threshold <= 1


def test_brackets_in_a_name_are_no_depth(http: httpx.Client) -> None:
    answer = http.post("/match/default", json=queries(name="[" * 100 + '"' + "{" * 100))
    assert answer.status_code == 200


def test_a_client_that_never_ends_and_one_that_goes_away(http: httpx.Client, server: str) -> None:
    port = int(server.rsplit(":", 1)[1])
    for head in (
        b"POST /match/default HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{",
        b"\x00\x01\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(head)
    assert http.get("/healthz").status_code == 200
    endless = (b"x" * 10_000 for _ in range(100))
    assert http.post("/match/default", content=endless).status_code == 413


def test_a_foreign_host_and_a_foreign_page_get_nothing(http: httpx.Client) -> None:
    assert http.get("/catalog", headers={"host": "evil.example"}).status_code == 400
    assert "access-control-allow-origin" not in http.get("/catalog", headers={"origin": "https://evil.example"}).headers
    local = http.get("/reconcile/default", headers={"origin": "http://127.0.0.1:3333"})
    assert local.headers["access-control-allow-origin"] == "http://127.0.0.1:3333"


def test_pages_escape_and_load_nothing(http: httpx.Client) -> None:
    docs = http.get("/docs").text
    assert "/match/{dataset}" in docs
    assert "http://" not in docs
    assert "https://" not in docs
    found = http.get("/search/default", params={"q": "markup"}).json()["results"][0]
    preview = http.get("/reconcile/default/preview", params={"id": found["id"]})
    assert "&lt;b&gt;Dan &amp; Markup&lt;/b&gt;" in preview.text
    assert preview.headers["content-security-policy"].startswith("default-src 'none'")


def test_as_of(http: httpx.Client) -> None:
    def captions(query: str, name: str) -> list[str]:
        answer = http.post(f"/match/default{query}", json=queries(name=name)).json()
        return [result["caption"] for result in answer["responses"]["q"]["results"]]

    assert captions("", "Bo Sample") == []
    assert captions("?as_of=2021-01-11", "Bo Sample") == ["Bo Sample"]
    assert captions("?as_of=2021-01-11", "Cleo Placeholder") == []
    assert captions("?as_of=2024-01-01", "Cleo Placeholder") == ["Cleo Placeholder"]
    searched = http.get("/search/default", params={"q": "bo sample", "as_of": "2021-01-11"}).json()
    assert searched["total"]["value"] == 1


def test_verdicts_are_those_of_screening(http: httpx.Client) -> None:
    def said(query: str, **properties: object) -> list[tuple[str, str]]:
        answer = http.post(f"/match/people?verdicts=true&cutoff=0.1{query}", json=queries(**properties)).json()
        found = answer["responses"]["q"]["results"]
        return [(one["properties"]["birthDate"][0], (one["verdict"] or {}).get("verdict")) for one in found]

    assert said("", name="Ada Example", birthDate="1961-01-03") == [
        ("1961-01-03", "listed"),
        ("1990", "same name only"),
    ]
    assert said("", name="Cleo Placeholder") == [("1980-05-06", "possible")]
    assert said("&as_of=2021-01-11", name="Bo Sample", birthDate="1970") == [("1970", "possible")]
    plain = http.post("/match/people", json=queries(name="Cleo Placeholder")).json()
    assert "verdict" not in plain["responses"]["q"]["results"][0]


def test_the_description_holds_for_generated_requests(server: str) -> None:
    schema = schemathesis.openapi.from_url(f"{server}/openapi.json")
    seen: set[int] = set()
    with httpx.Client(base_url=server, timeout=20) as client:
        for operation in schema.get_all_operations():

            @settings(max_examples=4, deadline=None, database=None)
            @given(operation.ok().as_strategy())
            def ask(case: schemathesis.Case) -> None:
                request = case.as_transport_kwargs(base_url=server)
                if case.operation.path == "/updatez":
                    return
                known = {
                    key: request[key] for key in ("method", "url", "params", "json") if request.get(key) is not None
                }
                answer = client.request(**known)
                seen.add(answer.status_code)
                assert answer.status_code < 500, (case.operation.path, answer.text[:200])

            ask()
    assert 200 in seen


def test_new_lists_come_without_a_lost_request(start: Callable[..., str], tmp_path: Path) -> None:
    address = start("--poll", "0.2")
    wrong: list[int] = []
    stop = threading.Event()

    def ask() -> None:
        with httpx.Client(base_url=address, timeout=20) as client:
            while not stop.is_set():
                status = client.post("/match/default", json=queries(name="Cleo Placeholder")).status_code
                if status != 200:
                    wrong.append(status)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    with httpx.Client(base_url=address, timeout=20) as client:
        before = client.get("/catalog")
        add(tmp_path / "home", "people", NEW + "Eve Newcomer,1999,de,https://example.org/eve\n", "2025-01-01")
        for _ in range(100):
            answer = client.post("/match/default", json=queries(name="Eve Newcomer")).json()
            if answer["responses"]["q"]["results"]:
                break
            time.sleep(0.1)
        assert answer["responses"]["q"]["results"][0]["first_seen"] == "2025-01-01T00:00:00"
        etag = before.headers["etag"]
        assert client.get("/catalog", headers={"if-none-match": etag}).status_code == 200
        assert client.post("/updatez", params={"sync": "true"}).json() == {"status": "ok"}
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_cleared_records_are_left_out_for_the_id_of_a_query(start: Callable[..., str], tmp_path: Path) -> None:
    from entourage.lists import load_lists

    address = start("--decisions", "--poll", "0")
    newest = load_lists(tmp_path / "home", ["people"])[-1]
    party = next(p for p in newest.parties if p.caption == "Cleo Placeholder")
    made = Decision(
        action="clear", who="Ada Example", when="2026-01-01", subject="c-17", list="people", record=party.id,
        record_hash=record_hash(party),
    )  # fmt: skip
    log = DecisionLog(tmp_path / "home" / "decisions.jsonl")

    def found(identifier: str) -> int:
        body = {"queries": {"q": {"id": identifier, **queries(name="Cleo Placeholder")["queries"]["q"]}}}  # type: ignore[index]
        answer = httpx.post(f"{address}/match/default", json=body).json()["responses"]["q"]
        return len(answer["results"])

    assert found("c-17") == 1
    log.add([made])
    assert (found("c-17"), found("c-18")) == (0, 1)
    log.add([Decision(action="undo", who="Ada Example", when="2026-01-02", undoes=log.read()[0].id)])
    assert found("c-17") == 1
    with log.path.open("ab") as stream:
        stream.write(b"no decision\n")
    assert found("c-17") == 1
    log.path.write_bytes(log.path.read_bytes().replace(b"no decision\n", b""))
    assert Decisions(log.read()).standing == ()


def test_a_signal_to_end_lets_a_request_finish(tmp_path: Path) -> None:
    fill(tmp_path / "home")
    body = json.dumps(queries(name="Cleo Placeholder")).encode()
    head = f"POST /match/default HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with serving(tmp_path / "home", "--workers", "1", "--poll", "0") as address:
        port = int(address.rsplit(":", 1)[1])
        connection = socket.create_connection(("127.0.0.1", port), timeout=20)
        connection.sendall(head + body[:10])
        time.sleep(0.3)
        thread = threading.Timer(0.5, lambda: connection.sendall(body[10:]))
        thread.start()
    thread.join()  # the server has been told to end, and has ended
    answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    connection.close()
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"Cleo Placeholder" in answer
    assert b"connection: close" in answer


def test_several_processes_answer_alike_and_a_dead_one_is_replaced(start: Callable[..., str]) -> None:
    address = start("--workers", "2", "--poll", "0")
    answers = {httpx.post(f"{address}/match/default", json=queries(name="Ada Example")).text for _ in range(12)}
    assert len(answers) == 1
    found = subprocess.run(["ps", "-ewwo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    ours = [line.split() for line in found.splitlines() if "--workers 2 --poll 0" in line]
    parents = {line[1] for line in ours} & {line[0] for line in ours}
    children = [int(line[0]) for line in ours if line[1] in parents]
    assert len(children) == 2
    os.kill(children[0], signal.SIGKILL)
    time.sleep(2)
    for _ in range(12):
        assert httpx.get(f"{address}/healthz").status_code == 200


@pytest.mark.parametrize("options", [{"host": "0.0.0.0"}, {"workers": 0}])
def test_settings_that_open_too_much_or_cannot_work_are_refused(options: dict[str, object]) -> None:
    from entourage.model import SettingsError

    with pytest.raises(SettingsError) as caught:
        check(ServerSettings(**options))  # type: ignore[arg-type]
    assert caught.value.hint
