"""Imports go one way, and the document that says which way is true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest
from house_tables import PRODUCT, REPOSITORY, absolute_module, allowed_arrows, arrows, rooms

HEAVY = ("spacy", "trafilatura", "pypdfium2", "docx", "rich", "jinja2", "lxml", "msgspec")
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:work|tmp|root|home|Users)/|(?<![\w-])shared/(?:lists|reading|screening|seed|design)"
)


def test_every_room_has_a_row_in_the_table_and_every_row_a_room() -> None:
    assert set(allowed_arrows()) == rooms()


def test_the_table_has_no_circle() -> None:
    left = {room: may - {room} for room, may in allowed_arrows().items()}
    while free := [room for room, may in left.items() if not may & left.keys()]:
        for room in free:
            del left[room]
    assert left == {}


def test_no_import_runs_against_the_table() -> None:
    allowed = allowed_arrows()
    assert [
        f"{where}: {source} imports {target}" for source, target, where in arrows() if target not in allowed[source]
    ] == []


def test_the_import_graph_is_really_read() -> None:
    found = {(source, target) for source, target, _ in arrows()}
    assert {("network", "model"), ("cli", "pipeline"), ("pipeline", "network"), ("entourage", "pipeline")} <= found


@pytest.mark.parametrize(
    ("statement", "module"),
    [("from . import x", "entourage.cli"), ("from ..model import x", "entourage.model"), ("from os import x", "os")],
)
def test_relative_imports_are_resolved(statement: str, module: str) -> None:
    node = ast.parse(statement).body[0]
    assert isinstance(node, ast.ImportFrom)
    assert absolute_module(node, PRODUCT / "cli" / "app.py") == module


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(REPOSITORY))
        for path in PRODUCT.rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_the_product_mentions_no_path_of_a_machine() -> None:
    found = []
    for path in sorted(PRODUCT.rglob("*")):
        if path.is_dir() or path.suffix in {".pyc", ".woff2", ".png"}:
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1):
            if MACHINE_PATHS.search(line):
                found.append(f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()[:100]}")
    assert found == []


@pytest.mark.parametrize("line", ["open('/tmp/x')", "see /root/y", "../shared/lists/ca"])
def test_a_path_of_a_machine_would_be_found(line: str) -> None:
    assert MACHINE_PATHS.search(line)


@pytest.mark.parametrize("module", ["entourage", "entourage.cli.app"])
def test_starting_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in HEAVY if name in loaded] == []


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs/architecture.md", ".ci/run"]
)
def test_what_a_newcomer_looks_for_is_there(name: str) -> None:
    assert len((REPOSITORY / name).read_text("utf-8")) > 200


def test_links_between_the_documents_lead_somewhere() -> None:
    broken = []
    for path in [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text("utf-8")):
            if not (path.parent / target).exists():
                broken.append(f"{path.relative_to(REPOSITORY)}: {target}")
    assert broken == []


def test_the_ci_script_can_be_run() -> None:
    script = REPOSITORY / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(script)], check=True)
