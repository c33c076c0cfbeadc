"""One file from the web into a folder: asked for only when it changed, resumed where it broke off.

In: a URL and what is known of its last copy. Out: :class:`Fetched`. Invariants: a file under its final name is whole;
what came of a broken transfer is gone on with only when the server says that the file is still the same; every hop
goes to an address that was checked; size and time are bounded.
"""

from __future__ import annotations

import contextlib
import email.utils
import http.client
import io
import os
import re
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import msgspec

from entourage.model import ListError
from entourage.web.addresses import addresses_of
from entourage.web.connection import REDIRECTS, CheckedConnection, checked_parts, cut, path_of, port_of

_CHUNK = 1 << 16
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)$")
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which the same question may be answered better."""


class PullLimits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on one file; going over one is a refusal with a code of its own.

    Attributes:
        seconds: whole time of one try, redirects included. 600: the largest list (about 100 MB) at 2 Mbit/s.
        silence_s: how long a server may say nothing. 30.
        max_bytes: size after decompression. 500 million, as for files that are added by hand.
        tries: how often a file is asked for before its list is given up. 4.
        wait_s: before the second try; doubled before each further one. 2.
        most_wait_s: the longest wait, whatever a server asks for. 60.
        max_redirects: 5.
    """

    seconds: float = 600.0
    silence_s: float = 30.0
    max_bytes: int = 500_000_000
    tries: int = 4
    wait_s: float = 2.0
    most_wait_s: float = 60.0
    max_redirects: int = 5


class Validators(msgspec.Struct, frozen=True):
    """What a server said of a copy, so that it can be asked whether it changed; empty where it said nothing."""

    etag: str = ""
    modified: str = ""

    @property
    def strong(self) -> str:
        """What proves that the bytes are the same; empty when nothing does."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


class Fetched(msgspec.Struct, frozen=True):
    """A file as it came.

    Attributes:
        changed: False when the server said that the last copy is still good; there is no file then.
        validators: for the next time.
        received: bytes that came over the network, in all tries.
        tries: how often it was asked for.
    """

    changed: bool
    validators: Validators
    received: int
    tries: int


class _Trouble(Exception):
    """A try failed in a way that the next may not."""

    def __init__(self, code: str, words: str, wait_s: float = 0.0) -> None:
        super().__init__(words)
        self.code, self.wait_s = code, wait_s


def fetch_file(
    url: str,
    target: Path,
    known: Validators,
    limits: PullLimits,
    *,
    allow_private: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Fetch a file.

    Args:
        url: ``http://`` or ``https://``.
        target: where the whole file is put; what broke off stays beside it, for the next time.
        known: of the last copy, to be told when it is still good; empty to have it in any case.
        limits: bounds.
        allow_private: whether this machine and its network may be asked.
        sleep: how to wait between tries.

    Raises:
        ListError: ``url-refused``, ``url-private-address``, ``url-not-found``, ``pull-redirects``, ``pull-answer``
            when the server refuses, ``pull-timeout``, ``pull-broken-off``, ``pull-unreachable``, ``too-large``.
    """
    received = 0
    wait = limits.wait_s
    for attempt in range(1, limits.tries + 1):
        transfer = _Transfer(url, target, known, limits, allow_private)
        try:
            validators = transfer.run()
            received += transfer.received
            return Fetched(validators is not None, validators or known, received, attempt)
        except _Trouble as trouble:
            received += transfer.received
            if attempt == limits.tries:
                raise ListError(
                    trouble.code, f"{url[:200]}: {trouble}, {attempt} times.", "Try again later, or add a file by hand."
                ) from trouble
            sleep(min(limits.most_wait_s, max(wait, trouble.wait_s)))
            wait *= 2
    raise AssertionError("a transfer ends with an answer or an error")


class _Transfer:
    """One try."""

    def __init__(self, url: str, target: Path, known: Validators, limits: PullLimits, allow_private: bool) -> None:
        self.url, self.target, self.known, self.limits = url, target, known, limits
        self.allow_private = allow_private
        self.part = target.with_name(target.name + ".part")
        self.note = target.with_name(target.name + ".part.json")
        self.received = 0
        self.deadline = time.monotonic() + limits.seconds

    def run(self) -> Validators | None:
        """The validators of the file that came; None when the last copy is still good."""
        url = self.url
        for _ in range(self.limits.max_redirects + 1):
            answer = self._hop(url)
            if not isinstance(answer, str):
                return answer
            following = urljoin(url, answer)
            if url.startswith("https:") and not following.startswith("https:"):
                raise ListError("url-refused", f"{url[:200]} sends on to a place that is not secret.", "Add by hand.")
            url = following
        raise ListError(
            "pull-redirects",
            f"{self.url[:200]} was sent on more than {self.limits.max_redirects} times.",
            "Add by hand.",
        )

    def _hop(self, url: str) -> Validators | str | None:
        parts = checked_parts(url, ListError)
        try:
            addresses = addresses_of(
                parts.hostname or "",
                port_of(parts),
                timeout_s=self.limits.silence_s,
                allow_private=self.allow_private,
                error=ListError,
            )
        except ListError as error:
            if error.code in ("url-timeout", "url-not-found"):
                raise _Trouble("pull-unreachable", error.message) from error
            raise
        connection = CheckedConnection(parts, addresses, self.limits.silence_s)
        alarm = threading.Timer(max(0.01, self.deadline - time.monotonic()), cut, [connection])
        alarm.daemon = True
        alarm.start()
        try:
            connection.request("GET", path_of(parts), headers=self._headers())
            return self._answer(connection.getresponse())
        except TimeoutError as error:
            raise _Trouble("pull-timeout", "the server fell silent") from error
        except (OSError, http.client.HTTPException, zlib.error) as error:
            if time.monotonic() >= self.deadline - 0.05:
                raise _Trouble("pull-timeout", f"not done after {self.limits.seconds:g} seconds") from error
            raise _Trouble("pull-unreachable", str(error)[:200] or type(error).__name__) from error
        finally:
            alarm.cancel()
            connection.close()

    def _headers(self) -> dict[str, str]:
        headers = {"User-Agent": "entourage/0.1 (list reader)", "Accept": "*/*", "Accept-Encoding": "identity"}
        held = self._held()
        if held is not None:
            headers |= {"Range": f"bytes={self.part.stat().st_size}-", "If-Range": held.strong}
        if self.known.etag:
            headers["If-None-Match"] = self.known.etag
        elif self.known.modified:
            headers["If-Modified-Since"] = self.known.modified
        return headers

    def _held(self) -> Validators | None:
        """Of what broke off before; None when there is nothing to go on with."""
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            note = msgspec.json.decode(self.note.read_bytes(), type=dict[str, str])
            held = Validators(note.get("etag", ""), note.get("modified", ""))
            if note.get("url") == self.url and held.strong and self.part.stat().st_size:
                return held
        return None

    def _answer(self, response: http.client.HTTPResponse) -> Validators | str | None:
        status = response.status
        if status == 304 and (self.known.etag or self.known.modified):
            return None
        if status in REDIRECTS and (place := response.getheader("Location")):
            return place
        if status == 416:
            self._forget()
            raise _Trouble("pull-broken-off", "the rest of the file could not be had")
        if status in _AGAIN:
            raise _Trouble("pull-answer", f"the server answered {status}", _retry_after(response))
        if status not in (200, 206):
            raise ListError(
                "pull-answer", f"{self.url[:200]} answered {status} {response.reason[:60]}.", "Has the list moved?"
            )
        validators = Validators(response.getheader("ETag") or "", response.getheader("Last-Modified") or "")
        self._body(response, validators)
        return validators

    def _body(self, response: http.client.HTTPResponse, validators: Validators) -> None:
        start, whole = _range(response)
        if response.status == 206 and (start < 0 or not self._held() or start != self.part.stat().st_size):
            self._forget()
            raise _Trouble("pull-broken-off", "the server sent another part than was asked for")
        packed = (response.getheader("Content-Encoding") or "identity").strip().lower()
        if packed not in ("identity", "gzip", "x-gzip"):
            raise ListError("pull-answer", f"{self.url[:200]} is packed as {packed[:40]!r}.", "Add a file by hand.")
        if max(whole, 0) > self.limits.max_bytes:
            raise self._too_large(whole)
        going_on = response.status == 206
        if not going_on:
            self._forget()
            plain = packed == "identity"
            note = {"url": self.url, "etag": validators.etag, "modified": validators.modified} if plain else {}
            self.note.write_bytes(msgspec.json.encode(note))
        with self.part.open("ab", buffering=0) as stream:  # what came is there although the process be killed
            self._copy(response, stream, packed != "identity")
            stream.flush()
            os.fsync(stream.fileno())
        if time.monotonic() >= self.deadline:
            raise _Trouble("pull-timeout", f"not done after {self.limits.seconds:g} seconds")
        if packed == "identity" and whole >= 0 and self.part.stat().st_size != whole:
            if self.part.stat().st_size > whole:
                self._forget()
            raise _Trouble(
                "pull-broken-off",
                f"{self.part.stat().st_size if self.part.exists() else 'too many'} of {whole} bytes came",
            )
        self.part.replace(self.target)
        self.note.unlink(missing_ok=True)

    def _copy(self, response: http.client.HTTPResponse, stream: io.FileIO, packed: bool) -> None:
        size = stream.tell()
        unpacker = zlib.decompressobj(wbits=31) if packed else None
        for chunk in self._chunks(response):
            self.received += len(chunk)
            piece = chunk
            while piece:
                data = unpacker.decompress(piece, _CHUNK * 16) if unpacker else piece
                piece = unpacker.unconsumed_tail if unpacker else b""
                size += len(data)
                if size > self.limits.max_bytes:
                    self._forget()
                    raise self._too_large(size)
                stream.write(data)
        if unpacker and not unpacker.eof:
            self._forget()
            raise _Trouble("pull-broken-off", "the packed file ends too early")

    def _chunks(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        try:
            while chunk := response.read1(_CHUNK):
                yield chunk
        except http.client.IncompleteRead as error:
            yield error.partial
            raise

    def _too_large(self, size: int) -> ListError:
        return ListError(
            "too-large", f"{self.url[:200]} has {size:,} bytes or more.", f"At most {self.limits.max_bytes:,} are read."
        )

    def _forget(self) -> None:
        self.part.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)


def _range(response: http.client.HTTPResponse) -> tuple[int, int]:
    """Where the body starts in the file (-1 when that is not said), and how long the whole file is (-1 likewise)."""
    said = response.getheader("Content-Length") or ""
    length = int(said) if said.isdecimal() else -1
    if response.status != 206:
        return 0, length
    match = _RANGE.match(response.getheader("Content-Range") or "")
    return (int(match[1]), int(match[3])) if match else (-1, -1)


def _retry_after(response: http.client.HTTPResponse) -> float:
    """How many seconds the server asks to wait; 0 when it does not say."""
    said = (response.getheader("Retry-After") or "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0
