"""Which machines a stranger's link may lead to.

In: a host name and a port. Out: the addresses to connect to. Invariant: every address that comes out was checked
itself, so that a name cannot point elsewhere between the check and the connection.
"""

from __future__ import annotations

import ipaddress
import socket
import threading

from entourage.model import EntourageError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_public(address: str) -> bool:
    """Whether an address is on the public internet (RFC 6890 registries, as :mod:`ipaddress` has them).

    An IPv6 address that carries an IPv4 address inside is as public as that one.
    """
    try:
        parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return all(part.is_global and not part.is_multicast for part in (parsed, *_inside(parsed)))


def _inside(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    carried: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [part for part in carried if part is not None]


def addresses_of(
    host: str, port: int, *, timeout_s: float, allow_private: bool, error: type[EntourageError]
) -> list[str]:
    """The addresses of a host, all checked.

    Args:
        host: a name or an address.
        port: 1 to 65535.
        timeout_s: how long to wait for the name service, in seconds.
        allow_private: whether this machine and private networks may be reached.
        error: the class of error to raise: that of the room which asks.

    Returns:
        At least one address.

    Raises:
        EntourageError: of the class given: ``url-not-found`` when the name has no address, ``url-timeout``,
            ``url-private-address`` when any of its addresses is not public: a name with one public and one private
            address is a trick.
    """
    found = _resolve(host, port, timeout_s, error)
    if not allow_private and not all(map(is_public, found)):
        raise error(
            "url-private-address",
            f"{host!r} leads to an address that is not on the public internet ({', '.join(found)}).",
            "Allow private addresses if you mean it.",
        )
    return found


def _resolve(host: str, port: int, timeout_s: float, error: type[EntourageError]) -> list[str]:
    """Asks the name service in a thread of its own, because the question itself knows no time limit."""
    found: list[str] = []
    problems: list[str] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except (OSError, UnicodeError) as trouble:
            problems.append(str(trouble))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(timeout_s)
    if thread.is_alive():
        raise error("url-timeout", f"The name service did not answer for {host!r} in time.", "Try again.")
    if not found:
        raise error("url-not-found", f"There is no address for {host!r}.", "Check the spelling of the URL.")
    return found
