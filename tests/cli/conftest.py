"""A folder to work in, and the command line to call in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entourage.cli.app import cli

LETTER = (
    "Ada Example, a former diplomat, chairs the board of the Placeholder Institute.\n\n"
    "“We should talk to each other,” Ms. Example said.\n"
)

Call = Callable[..., Result]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls ``entourage`` with arguments, in an empty folder, with stdout and stderr apart."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, list(arguments), input=stdin, prog_name="entourage")

    return run


@pytest.fixture
def letter(call: Call) -> Path:
    """A short document in the folder of ``call``."""
    path = Path.cwd() / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path
