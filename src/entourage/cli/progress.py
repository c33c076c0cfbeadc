"""What is going on, on stderr: a spinner for people, plain lines for logs, nothing when asked to be quiet."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

import click

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
