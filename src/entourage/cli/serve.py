"""``entourage serve``: the loaded lists behind yente's addresses, for programs and for OpenRefine.

In: options. Out: a server until Ctrl-C. Invariants: without options only this machine reaches it; what was asked for is
never logged.
"""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; others want --api-key.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--api-key", "api_keys", multiple=True, metavar="KEY", help="Wanted of clients; or ENTOURAGE_API_KEY.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; as many as processors, at most 4.")
@click.option("--decisions", is_flag=True, help="Leave out what a person cleared for the id of a query.")
@click.option(
    "--max-batch", type=click.IntRange(1, 10_000), default=500, show_default=True, help="Queries in a request."
)
@click.option("--max-body-mb", type=click.FloatRange(0.001, 1_000), default=8.0, show_default=True)
@click.option(
    "--max-seconds", type=click.FloatRange(0.1, 3_600), default=30.0, show_default=True, help="For a request."
)
@click.option("--poll", type=click.FloatRange(0, 86_400), default=10.0, show_default=True,
              help="Seconds between looks for new lists; 0 for none.")  # fmt: skip
@click.option("--update-token", default="", metavar="TOKEN", help="Wanted by POST /updatez.")
@click.option("--access-log", is_flag=True, help="A line for every request, without what was asked for.")
def serve(
    host: str,
    port: int,
    api_keys: tuple[str, ...],
    workers: int | None,
    decisions: bool,
    max_batch: int,
    max_body_mb: float,
    max_seconds: float,
    poll: float,
    update_token: str,
    access_log: bool,
) -> None:
    """Answer yente's /match, /search and /entities, and OpenRefine's /reconcile, from the loaded lists.

    \b
    entourage serve                             for this machine, http://127.0.0.1:8000
    entourage serve --workers 4 --api-key KEY --host 0.0.0.0
    """
    from entourage.server import ServerSettings
    from entourage.server import serve as run

    from_environment = tuple(key for key in os.environ.get("ENTOURAGE_API_KEY", "").split(",") if key.strip())
    settings = ServerSettings(
        host=host,
        port=port,
        api_keys=tuple(key.strip() for key in (*api_keys, *from_environment) if key.strip()),
        update_token=update_token,
        home=Path(os.environ["ENTOURAGE_HOME"]).expanduser() if os.environ.get("ENTOURAGE_HOME") else None,
        workers=workers or (min(4, os.cpu_count() or 1) if hasattr(os, "fork") else 1),
        max_batch=max_batch,
        max_body_bytes=int(max_body_mb * 1_000_000),
        max_seconds=max_seconds,
        poll_seconds=poll,
        decisions=decisions,
        access_log=access_log,
    )
    click.echo("opening the lists", err=True)
    run(settings, on_ready=lambda address: click.echo(f"serving {address} (Ctrl-C ends it; {address}/docs)", err=True))
