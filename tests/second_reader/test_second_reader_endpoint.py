"""What is sent, and what happens when the endpoint is down, slow, huge, wrong or hostile."""

from __future__ import annotations

import json
import socket
from http.server import BaseHTTPRequestHandler

import pytest
from second_reader_cases import PARAGRAPHS, TEXT, body

from entourage.model import Document, Reading, SettingsError
from entourage.second_reader import SecondReader, propose

KEY = "secret-key-of-a-test"
TIE = {
    "schema": "Employment", "subject": "Bo Sample", "object": "Acme", "role": "works for",
    "evidence": "Bo Sample, her brother, works for Acme.",
}  # fmt: skip


def test_paragraphs_and_names_are_sent_and_nothing_else(server, document: Document, reading: Reading) -> None:
    server.says({})
    _, report = propose(document, reading, endpoint=server.url, model="tiny", api_key=KEY)
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    (asked,) = server.asked
    assert asked.keys() == {"model", "messages", "temperature", "stream"}
    assert (asked["model"], asked["stream"]) == ("tiny", False)
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    question = json.loads(asked["messages"][1]["content"])
    assert question == {
        "passage": TEXT,
        "parties": ["Ada Example", "Bo Sample", "Placeholder Institute", "Acme", "Grey List"],
    }
    assert (report.requests, report.chars_sent) == (1, sum(map(len, PARAGRAPHS)))
    assert report.line == (
        f"second reader (tiny): {report.chars_sent:,} characters sent to {server.url.removesuffix('/v1')} "
        "in 1 request; 0 proposed, 0 accepted, 0 refused"
    )


def test_no_key_is_no_header(server, document: Document, reading: Reading) -> None:
    server.says({})
    propose(document, reading, endpoint=server.url, model="tiny")
    assert "Authorization" not in server.headers[0]


@pytest.mark.parametrize("end", ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
def test_the_url_may_be_short_or_long(server, document: Document, reading: Reading, end: str) -> None:
    server.says({})
    propose(document, reading, endpoint=server.url.removesuffix("/v1") + end, model="tiny")
    assert server.paths == ["/v1/chat/completions"]


def test_a_long_text_goes_in_several_requests(server, document: Document, reading: Reading) -> None:
    server.says({}, {"ties": [TIE]}, {})
    _, report = propose(document, reading, endpoint=server.url, model="tiny", chunk_chars=200)
    passages = [json.loads(asked["messages"][1]["content"])["passage"] for asked in server.asked]
    assert passages == ["\n\n".join(PARAGRAPHS[:2]), "\n\n".join(PARAGRAPHS[2:])]
    assert [refusal.reason for refusal in report.refused] == ["its evidence does not stand in the text"]


def test_a_paragraph_too_long_is_cut_and_the_rest_of_the_text_counted(
    server, document: Document, reading: Reading
) -> None:
    server.says({})
    _, report = propose(document, reading, endpoint=server.url, model="tiny", chunk_chars=60, max_chars=120)
    passages = [json.loads(asked["messages"][1]["content"])["passage"] for asked in server.asked]
    assert passages[0] == "Ada Example chairs the board of the Placeholder Institute. "
    assert report.chars_sent == sum(map(len, passages)) <= 120
    assert report.chars_left_out + report.chars_sent == sum(map(len, PARAGRAPHS))
    assert "were not read a second time" in report.warnings[0]


def test_a_text_without_parties_is_not_sent(server, document: Document) -> None:
    server.says({})
    _, report = propose(document, Reading(document_id="doc-1"), endpoint=server.url, model="tiny")
    assert (server.asked, report.requests) == ([], 0)


def _codes(report) -> list[str]:
    return [trouble.code for trouble in report.troubles]


def _completion(content: object) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (body(b"{}", 401), "second-reader-unauthorised"),
        (body(b"{}", 403), "second-reader-unauthorised"),
        (body(b"no such model", 404), "second-reader-http-status"),
        (body(b"\x1b[31mboom", 500), "second-reader-http-status"),
        (body(b"x" * 5_000), "second-reader-too-large"),
        (body(b"not json"), "second-reader-malformed"),
        (body(b""), "second-reader-malformed"),
        (body(b"\xff\xfe"), "second-reader-malformed"),
        (body(b"[" * 4_000), "second-reader-malformed"),
        (body(b'{"choices": []}'), "second-reader-malformed"),
        (body(_completion(None)), "second-reader-malformed"),
        (body(_completion("Here you are: {}")), "second-reader-malformed"),
        (body(_completion("{}\n{}")), "second-reader-malformed"),
        (body(_completion("[]")), "second-reader-malformed"),
        (body(_completion('{"quotes": {}}')), "second-reader-malformed"),
        (body(_completion('{"quotes": ' + "[" * 3_000)), "second-reader-malformed"),
        (body(_completion("{'quotes': []}")), "second-reader-malformed"),
        (body(_completion("__import__('os').system('true')")), "second-reader-malformed"),
    ],
)
def test_trouble_is_reported_and_the_first_reading_stays(
    server, document: Document, reading: Reading, answer, code: str
) -> None:
    server.answers = [answer]
    new, report = propose(document, reading, endpoint=server.url, model="tiny", api_key=KEY, max_answer_bytes=4_096)
    assert _codes(report) == [code]
    assert new is reading
    assert f"[{code}]" in report.warnings[0]
    assert report.chars_left_out == sum(map(len, PARAGRAPHS))
    assert KEY not in "".join((*report.warnings, report.line))
    assert "boom" not in "".join(report.warnings)


def test_a_redirect_is_not_followed(server, document: Document, reading: Reading) -> None:
    server.answers = [body(b"", 307, Location=f"{server.url}/elsewhere")]
    new, report = propose(document, reading, endpoint=server.url, model="tiny", api_key=KEY)
    assert _codes(report) == ["second-reader-redirected"]
    assert (len(server.asked), new) == (1, reading)


def test_a_server_that_drips_is_cut_off(server, document: Document, reading: Reading) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not server.over.wait(0.02):
            handler.wfile.write(b" ")

    server.answers = [drip]
    new, report = propose(document, reading, endpoint=server.url, model="tiny", timeout_s=0.3)
    assert (_codes(report), new) == (["second-reader-timeout"], reading)


def test_a_server_that_never_answers_is_given_up(server, document: Document, reading: Reading) -> None:
    server.answers = [lambda handler: server.over.wait(20) and None]
    _, report = propose(document, reading, endpoint=server.url, model="tiny", timeout_s=0.2, chunk_chars=200)
    assert (_codes(report), report.requests) == (["second-reader-timeout"], 1)


def test_a_server_that_breaks_off(server, document: Document, reading: Reading) -> None:
    server.answers = [lambda handler: handler.connection.close()]
    _, report = propose(document, reading, endpoint=server.url, model="tiny")
    assert _codes(report) == ["second-reader-cut-off"]


def test_nobody_there_is_nothing_sent(document: Document, reading: Reading) -> None:
    with socket.socket() as bound:  # Bound and not listening: nobody else can be there.
        bound.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{bound.getsockname()[1]}"
        new, report = propose(document, reading, endpoint=endpoint, model="tiny")
    assert (_codes(report), new) == (["second-reader-unreachable"], reading)
    assert (report.requests, report.chars_sent) == (0, 0)


def test_one_malformed_answer_stops_nothing(server, document: Document, reading: Reading) -> None:
    works_for = {"ties": [TIE]}
    server.says(works_for, "sorry", {})
    new, report = propose(document, reading, endpoint=server.url, model="tiny", chunk_chars=110)
    assert len(server.asked) == 4
    assert (_codes(report), report.accepted, len(new.ties)) == (["second-reader-malformed"], 1, 2)
    assert report.chars_left_out == len(PARAGRAPHS[1])


def test_after_three_malformed_answers_in_a_row_nobody_is_asked(server, document: Document, reading: Reading) -> None:
    server.says("sorry")
    _, report = propose(document, reading, endpoint=server.url, model="tiny", chunk_chars=110)
    assert (len(server.asked), _codes(report)) == (3, ["second-reader-malformed"] * 3)
    assert report.chars_left_out == sum(map(len, PARAGRAPHS))


def test_what_was_accepted_before_trouble_stays(server, document: Document, reading: Reading) -> None:
    server.says({"ties": [TIE]})
    server.answers.append(body(b"", 503))
    new, report = propose(document, reading, endpoint=server.url, model="tiny", chunk_chars=110)
    assert (report.accepted, _codes(report), len(new.ties)) == (1, ["second-reader-http-status"], 2)


@pytest.mark.parametrize(
    "endpoint",
    [
        "", "localhost:11434", "file:///etc/passwd", "ftp://127.0.0.1/v1", "http://", "http://127.0.0.1:99999/v1",
        "http://ada:secret@127.0.0.1/v1", "http://127.0.0.1/v1\r\nX: y", "http://127.0.0.1/v1?key=1",
    ],
)  # fmt: skip
def test_a_url_that_is_no_endpoint_is_an_error_before_anything(document, reading, endpoint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        propose(document, reading, endpoint=endpoint, model="tiny")
    assert caught.value.code == "second-reader-endpoint"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"model": " "}, "second-reader-model"),
        ({"model": "a\x1b[31m"}, "second-reader-model"),
        ({"api_key": "a\r\nX: y"}, "second-reader-key"),
        ({"timeout_s": 0}, "second-reader-limit"),
    ],
)
def test_other_settings_that_cannot_be_used(change: dict[str, object], code: str) -> None:
    with pytest.raises(SettingsError) as caught:
        SecondReader(**({"endpoint": "http://127.0.0.1/v1", "model": "tiny"} | change))  # type: ignore[arg-type]
    assert caught.value.code == code


def test_the_key_is_not_shown() -> None:
    assert KEY not in repr(SecondReader(endpoint="http://127.0.0.1/v1", model="tiny", api_key=KEY))
