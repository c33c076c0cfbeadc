"""One question to the endpoint.

In: settings and messages. Out: the text of the model's answer. Invariants: one request to the host that the user named;
no redirect is followed; size and whole time are bounded; no proxy from the surroundings; neither the key nor words of
the server get into a message.
"""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Sequence

import msgspec

from entourage.model import ReadingError
from entourage.second_reader.settings import SecondReader

NOT_SENT = "second-reader-unreachable"
MALFORMED = "second-reader-malformed"
Message = dict[str, str]


class _Said(msgspec.Struct):
    content: str


class _Choice(msgspec.Struct):
    message: _Said


class _Completion(msgspec.Struct):
    choices: list[_Choice]


def ask(settings: SecondReader, messages: Sequence[Message], timeout_s: float) -> str:
    """Send messages, get the first choice's words.

    Args:
        settings: the endpoint, its model and key.
        messages: of a chat, each with ``role`` and ``content``.
        timeout_s: whole time in seconds.

    Returns:
        The words as they came; may be empty.

    Raises:
        ReadingError: ``second-reader-unreachable`` (nothing was sent), ``second-reader-timeout``,
            ``second-reader-cut-off``, ``second-reader-unauthorised``, ``second-reader-redirected``,
            ``second-reader-http-status``, ``second-reader-too-large``, ``second-reader-malformed``.
    """
    deadline = time.monotonic() + timeout_s
    connection = _connection(settings, timeout_s)
    # A socket's timeout counts from byte to byte; the alarm ends a server that sends one byte a second.
    held: list[socket.socket] = []
    alarm = threading.Timer(timeout_s, _cut, [connection, held])
    alarm.daemon = True
    alarm.start()
    try:
        held.append(_connected(connection, settings))
        data = _answer(connection, settings, messages)
        if time.monotonic() >= deadline:
            raise _timeout(timeout_s)
    except TimeoutError as error:
        raise _timeout(timeout_s) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline - 0.05:
            raise _timeout(timeout_s) from error
        raise ReadingError(
            "second-reader-cut-off", f"The second reader broke off ({type(error).__name__}).", "Try again."
        ) from error
    finally:
        alarm.cancel()
        connection.close()
    return _words(data)


def _connection(settings: SecondReader, timeout_s: float) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if settings.parts.scheme == "https" else http.client.HTTPConnection
    return kind(settings.parts.hostname or "", settings.parts.port, timeout=timeout_s)


def _connected(connection: http.client.HTTPConnection, settings: SecondReader) -> socket.socket:
    """The open socket. The connection lets go of it when the server says that it will close, and still reads on."""
    try:
        connection.connect()
    except (OSError, ValueError) as error:
        raise ReadingError(
            NOT_SENT,
            f"The second reader at {settings.where[:200]} cannot be reached ({type(error).__name__}).",
            "Is it running?",
        ) from error
    open_socket: socket.socket = connection.sock
    return open_socket


def _answer(connection: http.client.HTTPConnection, settings: SecondReader, messages: Sequence[Message]) -> bytes:
    body = {"model": settings.model, "messages": list(messages), "temperature": 0, "stream": False}
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "entourage"}
    if settings.api_key:
        headers["Authorization"] = f"Bearer {settings.api_key}"
    connection.request("POST", settings.path, json.dumps(body).encode("ascii"), headers)
    response = connection.getresponse()
    if response.status != 200:
        raise _status(response.status)
    data = response.read(settings.max_answer_bytes + 1)
    if len(data) > settings.max_answer_bytes:
        raise ReadingError(
            "second-reader-too-large", f"The second reader's answer has more than {settings.max_answer_bytes:,} bytes."
        )
    return data


def _status(status: int) -> ReadingError:
    if status in (401, 403):
        return ReadingError(
            "second-reader-unauthorised",
            f"The second reader answered {status}.",
            "Put its key into the environment variable ENTOURAGE_SECOND_KEY.",
        )
    if 300 <= status < 400:
        return ReadingError(
            "second-reader-redirected",
            f"The second reader answered {status}: it sends on to another address, which is not followed.",
            "Name the address that answers itself.",
        )
    return ReadingError(
        "second-reader-http-status",
        f"The second reader answered {status}.",
        "Look at its log; is the model's name right?",
    )


def _words(data: bytes) -> str:
    try:
        return msgspec.json.decode(data, type=_Completion).choices[0].message.content
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, IndexError) as error:
        raise ReadingError(MALFORMED, "The second reader's answer is no chat completion.") from error


def _timeout(timeout_s: float) -> ReadingError:
    return ReadingError(
        "second-reader-timeout", f"The second reader took longer than {timeout_s:g} s.", "Try a smaller model."
    )


def _cut(connection: http.client.HTTPConnection, held: Sequence[socket.socket]) -> None:
    """Ends a request from outside, whatever it waits for."""
    for one in (*held, connection.sock):
        try:
            if one is not None:
                one.shutdown(socket.SHUT_RDWR)
        except OSError:
            continue
