"""What is going on, on stderr: a spinner for people, plain lines for logs, nothing when asked to be quiet."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

import click

SECONDS_BETWEEN_LINES = 10
Teller = Callable[[str], None]


@contextlib.contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Teller]:
    """Tells the steps of one piece of work.

    Args:
        label: what is worked on; shown before each step.
        quiet: tell nothing.

    Yields:
        A function to call with a few words before each step.
    """
    from entourage.dossier.clean import one_line

    name = one_line(label)
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status(Text(name)) as status:
            yield lambda step: status.update(Text(f"{name}: {one_line(step)}"))
    else:
        yield lambda step: click.echo(f"{name}: {one_line(step)}", err=True)


@contextlib.contextmanager
def progress_bar(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Tells how much of a long piece of work is done: a bar for people, a line now and then for logs.

    Args:
        label: what is worked on.
        total: rows expected; more or fewer may come.

    Yields:
        A function to call with the number of rows done.
    """
    from entourage.dossier.clean import one_line

    name = one_line(label)
    if not sys.stderr.isatty():
        told = time.monotonic()

        def tell(rows: int) -> None:
            nonlocal told
            if time.monotonic() - told >= SECONDS_BETWEEN_LINES:
                told = time.monotonic()
                click.echo(f"{name}: {rows:,} of about {total:,} rows done", err=True)

        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task(name, total=total or None)
        yield lambda rows: shown.update(task, completed=rows, total=max(total, rows) or None)
