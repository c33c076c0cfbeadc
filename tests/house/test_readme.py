"""Every code block of the README runs, in order, in one empty folder.

Shell blocks run with this environment's ``entourage`` on the path. Two things are not taken literally: ``uv run`` and
``pip install -q uv &&`` are left out, because the environment is there already (``.ci/run`` runs them as they stand),
and ``pytest`` only collects the tests, because a test run inside a test run would never end.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from house_tables import REPOSITORY

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
README = (REPOSITORY / "README.md").read_text("utf-8")
BLOCKS = BLOCK.findall(README)
COLLECT = (
    f"{sys.executable} -m pytest --collect-only -qq --rootdir {REPOSITORY} {REPOSITORY}/tests/network > collected.txt"
)


def _run(language: str, code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONIOENCODING": "utf-8",
    }
    command = ["bash", "-euo", "pipefail", "-c", code] if language == "sh" else [sys.executable, "-c", code]
    return subprocess.run(
        command, cwd=folder, env=environment, input="", capture_output=True, text=True, check=False, encoding="utf-8"
    )


def _as_run_here(code: str) -> str:
    plain = code.replace("pip install -q uv && ", "").replace("uv run ", "")
    return re.sub(r"^pytest$", lambda _: COLLECT, plain, flags=re.MULTILINE)


def test_only_languages_that_can_be_run_are_in_the_readme() -> None:
    assert {language for language, _ in BLOCKS} == {"sh", "python"}
    assert len(BLOCKS) == README.count("```") // 2


def test_the_two_commands_stand_in_both_forms() -> None:
    for command in ("uv run entourage read --demo", "uv run pytest"):
        lines = [line for _, code in BLOCKS for line in code.splitlines()]
        assert command in lines
        assert f"pip install -q uv && {command}" in lines


def test_nothing_stays_of_uv_and_no_test_run_starts_inside_this_one() -> None:
    for _, code in BLOCKS:
        here = _as_run_here(code)
        assert "uv run" not in here
        assert not re.search(r"^pytest", here, re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


@pytest.mark.parametrize(("language", "code"), BLOCKS, ids=[f"block-{n}" for n in range(1, len(BLOCKS) + 1)])
def test_every_block_runs(language: str, code: str, folder: Path) -> None:
    done = _run(language, _as_run_here(code), folder)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def test_the_blocks_did_what_they_say(folder: Path) -> None:
    written = {path.name for path in folder.iterdir()}
    assert {
        "entourage-demo.dossier.html",
        "letter.dossier.html",
        "letter.json",
        "letter.md",
        "collected.txt",
    } <= written
    people = [one["name"] for one in json.loads((folder / "letter.json").read_text("utf-8"))["entities"]]
    assert "Ada Example" in people
    assert "Ada Example" in (folder / "letter.md").read_text("utf-8")
