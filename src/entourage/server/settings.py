"""What a server may be told.

In: nothing. Out: :class:`ServerSettings`. Invariant: the defaults open nothing to the network and log no names.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ServerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of a server.

    Attributes:
        host, port: where it listens; the loopback address by default, so that only this machine reaches it.
        api_keys: one of them must come as ``Authorization: ApiKey KEY`` (or ``Bearer``); without any, the header is
            accepted and ignored.
        update_token: wanted by ``POST /updatez?token=``; empty for none, where the server listens on this machine only.
        home: data folder; None for the user's.
        workers: processes; each holds the parties, all share the name index.
        max_batch: queries in one request (yente: 100).
        max_body_bytes: of one request.
        max_names: names in one query; more would let one request work for minutes.
        max_seconds: for the queries of one request; what is not done by then is answered with 503.
        body_seconds: for a client to send its request.
        poll_seconds: between two looks for new snapshots; 0 for none, then only ``/updatez`` reloads.
        warm_up_seconds: for getting tables and names ready before the first answer.
        decisions: leave out records that a person cleared for the ``id`` of a query.
        access_log: write a line for every request, without its query and without names.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    api_keys: tuple[str, ...] = ()
    update_token: str = ""
    home: Path | None = None
    workers: int = 1
    max_batch: int = 500
    max_body_bytes: int = 8_000_000
    max_names: int = 50
    max_seconds: float = 30.0
    body_seconds: float = 30.0
    poll_seconds: float = 10.0
    warm_up_seconds: float = 2.0
    decisions: bool = False
    access_log: bool = False
