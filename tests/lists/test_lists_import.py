# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""Importing the lists is cheap: readers and their libraries come when a list is read."""

from __future__ import annotations

import subprocess
import sys


def test_heavy_libraries_are_not_imported_to_screen() -> None:
    program = "import sys, entourage.lists as lists; lists.starter_lists(); print([m for m in ('lxml', 'spacy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
