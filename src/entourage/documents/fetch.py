"""A page from the web, on the user's request.

In: an ``http(s)`` URL. Out: its bytes and what the server says of them. Invariants: every hop is checked, redirects
included, and the connection goes to the very address that was checked; size and whole time are bounded; no cookies,
no credentials, no proxy from the surroundings.
"""

from __future__ import annotations

import http.client
import threading
import time
import zlib
from email.message import Message
from urllib.parse import SplitResult, urljoin

import msgspec

from entourage.documents.limits import Limits
from entourage.documents.source import too_large
from entourage.model import DocumentError
from entourage.web.addresses import addresses_of
from entourage.web.connection import REDIRECTS, CheckedConnection, checked_parts, cut, path_of, port_of

_READ = (
    "text/",
    "application/xhtml+xml",
    "application/pdf",
    "application/x-pdf",
    "message/rfc822",
    "application/octet-stream",
)
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NOT_READ = ("text/css", "text/javascript", "text/calendar")
_HEADERS = {
    "User-Agent": "entourage/0.1 (document reader)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered: the body, its media type and character set (empty when not said), the last URL."""

    data: bytes
    url: str
    media_type: str = ""
    charset: str = ""


def fetch(url: str, limits: Limits, *, allow_private_addresses: bool = False) -> Page:
    """Gets a page.

    Args:
        url: ``http://`` or ``https://``, without user name and password.
        limits: ``fetch_seconds``, ``max_bytes`` and ``max_redirects`` are looked at.
        allow_private_addresses: whether this machine and its network may be asked; see :func:`load_document`.

    Returns:
        The page, its body not empty.

    Raises:
        DocumentError: ``url-refused``, ``url-private-address``, ``url-not-found``, ``url-unreachable``,
            ``url-timeout``, ``url-http-status``, ``url-too-many-redirects``, ``url-content-type``,
            ``document-too-large``, ``document-empty``.
    """
    deadline = time.monotonic() + limits.fetch_seconds
    for _ in range(limits.max_redirects + 1):
        answer = _one_hop(url, limits, deadline, allow_private_addresses)
        if isinstance(answer, Page):
            return answer
        url = urljoin(url, answer)
    raise DocumentError(
        "url-too-many-redirects",
        f"The URL was sent on more than {limits.max_redirects} times.",
        f"The last was {url[:200]!r}.",
    )


def _one_hop(url: str, limits: Limits, deadline: float, allow_private: bool) -> Page | str:
    """One request: the page, or where it sends us on to."""
    parts = checked_parts(url, DocumentError)
    addresses = addresses_of(
        parts.hostname or "",
        port_of(parts),
        timeout_s=_left(deadline, url),
        allow_private=allow_private,
        error=DocumentError,
    )
    connection = CheckedConnection(parts, addresses, _left(deadline, url))
    # A socket's timeout counts from byte to byte; the alarm ends a server that sends one byte a second.
    alarm = threading.Timer(_left(deadline, url), cut, [connection])
    alarm.daemon = True
    alarm.start()
    try:
        answer = _ask(connection, parts, url, limits)
        if time.monotonic() >= deadline:  # cut by the alarm: without a length, a cut body looks like a whole one
            raise _timeout(url)
        return answer
    except TimeoutError as error:
        raise _timeout(url) from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        if time.monotonic() >= deadline - 0.05:
            raise _timeout(url) from error
        raise DocumentError(
            "url-unreachable",
            f"{url[:200]!r} could not be read: {str(error)[:200] or type(error).__name__}.",
            "Try again.",
        ) from error
    finally:
        alarm.cancel()
        connection.close()


def _ask(connection: CheckedConnection, parts: SplitResult, url: str, limits: Limits) -> Page | str:
    connection.request("GET", path_of(parts), headers=_HEADERS)
    response = connection.getresponse()
    if response.status in REDIRECTS and (target := response.getheader("Location")):
        return target
    if response.status != 200:
        raise DocumentError(
            "url-http-status",
            f"{url[:200]!r} answered {response.status} {response.reason[:60]}.",
            "Save the page in a browser and give the file.",
        )
    return _page(response, url, limits)


def _page(response: http.client.HTTPResponse, url: str, limits: Limits) -> Page:
    header = Message()
    header["Content-Type"] = response.getheader("Content-Type") or "application/octet-stream"
    media_type = header.get_content_type()
    if not (media_type.startswith(_READ) or media_type.startswith(_OFFICE)) or media_type in _NOT_READ:
        raise DocumentError(
            "url-content-type",
            f"{url[:200]!r} is of type {media_type[:60]!r}.",
            "Entourage reads pages, text, PDF, DOCX and EML.",
        )
    data = _body(response, url, limits.max_bytes)
    if not data:
        raise DocumentError("document-empty", f"{url[:200]!r} answered with an empty page.")
    charset = str(header.get_param("charset") or "")[:40]
    return Page(data=data, url=url, media_type=media_type, charset=charset)


def _body(response: http.client.HTTPResponse, url: str, max_bytes: int) -> bytes:
    said = response.getheader("Content-Length") or ""
    if said.isdecimal() and int(said) > max_bytes:
        raise too_large(f"{url[:200]!r} has {int(said):,} bytes", max_bytes)
    data = response.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(f"{url[:200]!r} has more", max_bytes)
    if said.isdecimal() and len(data) < int(said):
        raise http.client.IncompleteRead(data[:0], int(said) - len(data))
    encoding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if encoding == "identity":
        return data
    if encoding not in ("gzip", "x-gzip"):
        raise DocumentError(
            "url-content-type", f"{url[:200]!r} is packed as {encoding[:40]!r}, which was not asked for."
        )
    unpacked = zlib.decompressobj(wbits=31).decompress(data, max_bytes + 1)
    if len(unpacked) > max_bytes:
        raise too_large(f"{url[:200]!r} unpacks to more", max_bytes)
    return unpacked


def _left(deadline: float, url: str) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _timeout(url)
    return left


def _timeout(url: str) -> DocumentError:
    return DocumentError(
        "url-timeout", f"{url[:200]!r} took too long.", "Try again, or save the page in a browser and give the file."
    )
