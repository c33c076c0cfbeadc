"""Words on a terminal: tables and lines that a stranger's name cannot break.

In: strings of documents and lists. Out: rich objects. Invariant: every string goes through :func:`cell`, so that
no control character, escape sequence, direction mark or markup of a stranger reaches the terminal.
"""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text

WIDTH_WITHOUT_TERMINAL = 100
"""Columns where stdout is a file or a pipe: as wide as most people let their windows be."""

STARTER_ADVICE = (
    "These are the starter lists that ship with Entourage: a few dozen parties, so not being on them means nothing. "
    "How to load the full lists: entourage lists"
)
"""What is said wherever a starter list was searched."""


def console() -> Console:
    """The console for results, on stdout."""
    width = None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL
    return Console(width=width, highlight=False, markup=False, emoji=False)


def cell(text: str, style: str = "", max_chars: int = 0) -> Text:
    """A stranger's string as it may stand on a terminal.

    Args:
        text: anything.
        style: a rich style.
        max_chars: cut to that many characters; 0 for no limit.
    """
    from entourage.dossier.clean import one_line, shorten

    line = one_line(text)
    return Text(shorten(line, max_chars) if max_chars else line, style=style)
