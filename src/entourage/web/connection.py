"""A connection to an address that was checked.

In: a URL. Out: its parts, and a connection. Invariants: only ``http`` and ``https`` without user name and password; the
connection goes to the very address that was checked; whoever waits for a server can be freed from outside.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from entourage.model import EntourageError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Answers that send on to another URL."""

_MOST_ADDRESSES = 4
"""Addresses of one host that are tried."""


class CheckedConnection(http.client.HTTPConnection):
    """A connection to one of the addresses that were checked, whatever the host's name says by now.

    Args:
        parts: of the URL.
        addresses: of its host, all checked.
        timeout_s: how long to wait for one answer of the socket, in seconds.
    """

    def __init__(self, parts: SplitResult, addresses: list[str], timeout_s: float) -> None:
        super().__init__(parts.hostname or "", port_of(parts), timeout=timeout_s)
        self._addresses = addresses[:_MOST_ADDRESSES]
        self.held: socket.socket | None = None
        self._patience = timeout_s / len(self._addresses)
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None

    def connect(self) -> None:
        """Connect to the first address that answers."""
        # Kept at once, so that the alarm can end a handshake that drags on; and kept apart from ``sock``, which
        # http.client lets go of as soon as a server says that it will close the connection.
        self.held = self.sock = self._first_that_answers()
        self.sock.settimeout(self.timeout)
        if self._tls:
            # The certificate must be for the name in the URL, not for the address.
            self.held = self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)

    def _first_that_answers(self) -> socket.socket:
        for address in self._addresses[:-1]:
            try:
                return socket.create_connection((address, self.port), self._patience)
            except OSError:
                continue  # Often IPv6 where a network has none; the last address's error is the one to tell.
        return socket.create_connection((self._addresses[-1], self.port), self._patience)


def checked_parts(url: str, error: type[EntourageError]) -> SplitResult:
    """The parts of a URL that may be asked.

    Args:
        url: as a person or a server gave it.
        error: the class of error to raise: that of the room which asks.

    Raises:
        EntourageError: of the class given: ``url-refused``.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as trouble:
        raise error("url-refused", f"{url[:200]!r} is not a URL.", str(trouble)) from trouble
    if parts.scheme not in ("http", "https"):
        raise error("url-refused", f"{parts.scheme!r} is not read from the network.", "Give an http or https URL.")
    if not parts.hostname or port == 0 or any(char <= " " for char in url):
        raise error("url-refused", f"{url[:200]!r} is not a URL.", "It needs a host and no spaces.")
    if parts.username or parts.password:
        raise error("url-refused", "The URL holds a user name or password.", "Give it without.")
    return parts


def port_of(parts: SplitResult) -> int:
    """The port of a URL, its scheme's own where it names none."""
    return parts.port or (443 if parts.scheme == "https" else 80)


def path_of(parts: SplitResult) -> str:
    """Path and query of a URL as a request line may hold them."""
    return quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/?&=%:;,@!$'()*+~#[]")


def cut(connection: CheckedConnection) -> None:
    """End a request from outside, whatever it waits for."""
    try:
        if connection.held:
            connection.held.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
