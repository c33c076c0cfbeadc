"""Mistyped file names: what the user may have meant."""

from __future__ import annotations

import difflib
from pathlib import Path

from entourage.cli.files import is_url
from entourage.model import DocumentError

MAX_NAMES_COMPARED = 2_000
"""In a larger folder only that many names are compared: a hint is not worth a wait."""


def check_exists(source: str) -> None:
    """Stops early, with names that are close, when a path leads nowhere.

    Args:
        source: a path, an address or ``-``; only paths are looked at.

    Raises:
        DocumentError: ``not-found``.
    """
    if source == "-" or is_url(source) or Path(source).exists():
        return
    raise DocumentError("not-found", f"There is no file {source}.", hint_for(Path(source)))


def hint_for(path: Path) -> str:
    """What the user may have meant by a path that leads nowhere; never empty."""
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder {folder} either."
    names = [entry.name for _, entry in zip(range(MAX_NAMES_COMPARED), folder.iterdir(), strict=False)]
    close = difflib.get_close_matches(path.name, names, n=3, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(str(folder / name) for name in close)}?"
    return "Check the name, or read the demonstration: entourage read --demo"
