"""docs/lists.md tells of every list, every error and every legal effect."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from entourage.lists import catalogue
from entourage.lists.catalogue import legal_effects

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = (REPOSITORY / "docs" / "lists.md").read_text(encoding="utf-8")
SOURCES = "\n".join(
    path.read_text(encoding="utf-8") for path in (REPOSITORY / "src" / "entourage" / "lists").rglob("*.py")
)
CODES = sorted(set(re.findall(r'(?:ListError|_Trouble)\(\s*"([a-z-]+)"', SOURCES)))


@pytest.mark.parametrize("dataset", catalogue())
def test_every_list_is_documented(dataset: str) -> None:
    assert f"`{dataset}`" in PAGE
    for rule in catalogue()[dataset].effects:
        assert rule.source in PAGE


def test_error_codes_were_found() -> None:
    assert len(CODES) > 20


@pytest.mark.parametrize("code", CODES)
def test_every_error_is_documented(code: str) -> None:
    assert f"`{code}`" in PAGE


def test_no_error_is_documented_that_does_not_exist() -> None:
    table = PAGE.partition("## Errors")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE)) == CODES


@pytest.mark.parametrize("effect", legal_effects())
def test_every_legal_effect_is_explained(effect: str) -> None:
    assert f"| {effect} |" in PAGE
