"""Processes of the server: one, or several that share a socket and the memory of the parties.

In: settings. Out: an exit when everything that was asked is answered. Invariants: the lists are read before the first
process answers; a process that dies is replaced; a signal to end lets every request finish.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from entourage.model import SettingsError
from entourage.server.settings import LOOPBACK, ServerSettings

GRACE_SECONDS = 20
log = logging.getLogger("entourage.server")


def serve(settings: ServerSettings, on_ready: Callable[[str], None] = lambda _: None) -> None:
    """Serves until a signal ends it.

    Args:
        settings: where, for whom, with which limits.
        on_ready: called with the address once the lists are open and the socket listens.

    Raises:
        SettingsError: ``address-in-use``, ``no-processes``, ``key-wanted`` for an open address without a key.
        ListError: when the lists cannot be read.
    """
    from entourage.server.app import create_app
    from entourage.server.store import Store

    check(settings)
    _log_to_stderr()
    store = Store(settings)
    app = create_app(store, settings)
    gc.collect()
    gc.freeze()  # the parties are never garbage: no collection walks them, and processes go on sharing their memory
    with ExitStack() as stack:
        sockets = [stack.enter_context(one) for one in _listen(settings)]
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        on_ready(f"http://{shown}:{sockets[0].getsockname()[1]}")
        if settings.workers == 1:
            _run(app, sockets[0])
        else:
            _Workers(lambda number: _run(app, sockets[number % len(sockets)]), settings.workers).keep()


def check(settings: ServerSettings) -> None:
    """Refuses settings that cannot work or would open more than the user may know.

    Raises:
        SettingsError: see :func:`serve`.
    """
    if settings.workers < 1 or (settings.workers > 1 and not hasattr(os, "fork")):
        raise SettingsError("no-processes", f"{settings.workers} processes cannot serve here.", "Use --workers 1.")
    if settings.host not in LOOPBACK and not settings.api_keys:
        raise SettingsError(
            "key-wanted",
            f"{settings.host} can be reached from other machines, and no API key is set.",
            "Give --api-key KEY (or ENTOURAGE_API_KEY); for this machine alone: --host 127.0.0.1.",
        )


def _listen(settings: ServerSettings) -> list[socket.socket]:
    """One socket for every process where the system shares connections out among them, else one for all.

    This process keeps them, so what waits for a process that died is answered by the one that takes its place.
    """
    several = settings.workers if settings.workers > 1 and sys.platform == "linux" else 1
    first = _socket(settings.host)
    opened = []
    try:
        first.bind((settings.host, settings.port))  # alone, so that a second server on the port is noticed
        address = first.getsockname()
        if several > 1:
            first.close()
        for _ in range(several):
            one = _socket(settings.host) if several > 1 else first
            if several > 1:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                one.bind(address)
            one.listen(2048)
            opened.append(one)
    except (OSError, OverflowError) as error:
        for one in (first, *opened):
            one.close()
        raise SettingsError(
            "address-in-use",
            f"{settings.host}:{settings.port} cannot be listened on: {getattr(error, 'strerror', error)}.",
            "Another server may be there already: name another one with --port.",
        ) from error
    return opened


def _socket(host: str) -> socket.socket:
    # Without the protocol's number asyncio does not know TCP, and every answer waits 40 ms for an acknowledgement.
    one = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return one


def _run(app: Any, listening: socket.socket) -> None:
    """One process's server, until a signal ends it."""
    import uvicorn

    from entourage.server.fast import FastProtocol

    config = uvicorn.Config(
        app,
        lifespan="on",
        access_log=False,  # uvicorn's prints what was asked for
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACE_SECONDS,
        ws="none",
        http=FastProtocol,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    ours = logging.getLogger("entourage")
    if not ours.handlers:
        ours.addHandler(handler)
        ours.setLevel(logging.INFO)


class _Workers:
    """Child processes that do the same work; a dead one is replaced, a signal ends them all.

    Args:
        work: what a child does; it is told which one it is, from 0.
        count: how many.
    """

    def __init__(self, work: Callable[[int], None], count: int) -> None:
        self._work, self._count = work, count
        self._children: dict[int, tuple[int, float]] = {}
        self._ending = False

    def keep(self) -> None:
        """Starts the children and waits until the last has ended."""
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, self._end)
        for number in range(self._count):
            self._start(number)
        while self._children:
            try:
                ended, status = os.wait()
            except ChildProcessError:
                return
            number, since = self._children.pop(ended, (0, 0.0))
            if not self._ending:
                log.error("process %d ended (%d); another one takes its place", ended, status)
                if time.monotonic() - since < 5:
                    time.sleep(1)  # one that dies at once would be started without end
                self._start(number)

    def _start(self, number: int) -> None:
        child = os.fork()
        if child == 0:
            for one in (signal.SIGINT, signal.SIGTERM):
                signal.signal(one, signal.SIG_DFL)
            try:
                self._work(number)
            finally:
                os._exit(0)
        self._children[child] = (number, time.monotonic())

    def _end(self, number: int, _: Any) -> None:
        self._ending = True
        for child in list(self._children):
            os.kill(child, signal.SIGTERM)
