"""docs/documents.md says all codes and limits that there are, and no others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from entourage.documents import Limits

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = (REPOSITORY / "docs" / "documents.md").read_text(encoding="utf-8")
CODE = re.compile(r"(?:document|html|pdf|docx|mail|url)-[a-z-]+")


def codes_in_source() -> Iterator[str]:
    source = REPOSITORY / "src" / "entourage"
    for path in (*(source / "documents").glob("*.py"), *(source / "web").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("DocumentError", "Reply", "error"):
                values = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
                for value in values:
                    found = [part.value for part in ast.walk(value) if isinstance(part, ast.Constant)]
                    yield from (part for part in found if isinstance(part, str) and part)


def test_every_code_is_on_the_page_and_none_besides() -> None:
    said = set(re.findall(r"^\| `([a-z]+-[a-z-]+)` \|", PAGE, re.MULTILINE))
    raised = set(codes_in_source())
    assert raised and all(CODE.fullmatch(code) for code in raised)
    assert said == raised


def test_every_limit_is_on_the_page_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([a-z]+_?[a-z_]*)` \| ([^|]+) \|", PAGE, re.MULTILINE))
    defaults = {field.name: field.default for field in msgspec.structs.fields(Limits)}
    assert set(rows) == set(defaults)
    units = {"GiB": 2**30, "MiB": 2**20}
    for name, said in rows.items():
        number, _, unit = said.strip().partition(" ")
        assert float(number.replace(",", "")) * units.get(unit, 1) == defaults[name]
