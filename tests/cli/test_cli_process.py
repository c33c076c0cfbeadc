"""The command as a process: start, exit codes, streams. A few runs only, each starts Python anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from entourage import __version__
from entourage.dossier import json_schema

COMMAND = [sys.executable, "-c", "from entourage.cli import main; main()"]


def _run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]


def test_version_and_help() -> None:
    assert _run("--version").stdout == f"entourage {__version__}\n"
    shown = _run("--help").stdout
    assert all(command in shown for command in ("read", "lists", "screen", "schema"))


@pytest.mark.parametrize("arguments", [("--help",), ("read", "--help"), ("lists", "--help"), ("screen", "--help")])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom entourage.cli.app import cli\n"
        f"cli({list(arguments)!r}, standalone_mode=False)\nprint('LOADED', *sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(out.rsplit("LOADED", 1)[1].split())
    assert not loaded & {"spacy", "rich", "jinja2", "lxml", "trafilatura", "msgspec"}


def test_the_schema_is_printed_as_json() -> None:
    assert json.loads(_run("schema").stdout) == json_schema()


def test_one_process_from_file_to_json(tmp_path: Path) -> None:
    document = tmp_path / "letter.txt"
    document.write_text("Ada Example chairs the board of the Placeholder Institute.\n", encoding="utf-8")
    done = _run("read", str(document), "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Ada Example" in [one["name"] for one in json.loads(done.stdout)["entities"]]
    assert done.stderr.startswith("lists: ")


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("read", "nothing-here.txt"), 3, "[not-found]"),
        (("lists", "remove", "nothing"), 4, "[no-such-list]"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_each_kind_of_error_has_its_exit_code_and_no_traceback(
    arguments: tuple[str, ...], code: int, word: str, tmp_path: Path
) -> None:
    done = _run(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody:
        done = subprocess.run([*COMMAND, "schema"], stdout=nobody, stderr=subprocess.PIPE, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "error:" not in done.stderr


def test_a_terminal_without_the_letters_shows_question_marks(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = _run("screen", "Потанин", cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("???????\n")
