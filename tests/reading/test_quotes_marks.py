"""Pairing quotation marks."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from entourage.model import Span
from entourage.reading.quotes.marks import quoted_stretches


def blocks_of(text: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def pairs(text: str) -> list[tuple[str, int]]:
    return [(s.inner.of(text), s.depth) for s in quoted_stretches(text, blocks_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", [("yes", 0), ("no", 0)]),
        ('He said "yes" and "no".', [("yes", 0), ("no", 0)]),
        ("Il dit « oui » puis « non ».", [("oui", 0), ("non", 0)]),
        ("He said ‘yes’ to the Smiths’ plan.", [("yes", 0)]),
        ("It’s the islands’ best chance.", []),
        ("“He told me ‘go’ twice.”", [("He told me ‘go’ twice.", 0), ("go", 1)]),
        ('"He told me “go” twice."', [("He told me “go” twice.", 0), ("go", 1)]),
        ("“Mostly False.“ It was.", [("Mostly False.", 0)]),
        ("It is 6'2\" tall.", []),
        ("No marks at all", []),
    ],
)
def test_marks_are_paired(text: str, expected: list[tuple[str, int]]) -> None:
    assert pairs(text) == expected


def test_a_quotation_over_paragraphs_is_chained() -> None:
    text = "“One.\n\n“Two.\n\n“Three.”"
    stretches = quoted_stretches(text, blocks_of(text))
    assert [s.closed for s in stretches] == [False, False, True]
    assert [s.continues for s in stretches] == [None, stretches[0], stretches[1]]


def test_marks_only_at_the_outer_ends() -> None:
    text = "“One.\n\nTwo.\n\nThree.” He left."
    assert pairs(text) == [("One.", 0), ("Two.", 0), ("Three.", 0)]


@example("«“‘”“‘.‘")
@example('” “‘\n’.,’\n"\n»')
@given(st.text(alphabet="ab .,'\"“”‘’«»\n", max_size=120))
def test_stretches_lie_in_their_block_and_do_not_overlap(text: str) -> None:
    blocks = blocks_of(text)
    stretches = quoted_stretches(text, blocks)
    for stretch in stretches:
        assert blocks[stretch.block].covers(Span(stretch.start, stretch.end))
        assert Span(stretch.start, stretch.end).covers(stretch.inner)
        if stretch.depth:
            assert stretch.parent is not None
            assert stretch.parent.start <= stretch.start and stretch.end <= stretch.parent.end
    tops = [s for s in stretches if s.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(tops))


def lines_run(text: str) -> int:
    """How many lines of the pairing code run for a text: a count that no slow machine changes."""
    count = 0

    def local(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        return local if frame.f_code.co_filename.endswith("marks.py") else None

    blocks = blocks_of(text)
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        quoted_stretches(text, blocks)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit", ["“a ", "” a", '"a ', "'a ", "‘a’ ", "‘a “b ", "a’ ", "“a ‘b’ c” ", "“a “b” c ", "«", "“a, “b "]
)
def test_work_grows_linearly_with_the_text(unit: str) -> None:
    assert lines_run(unit * 800) <= 2.3 * lines_run(unit * 400) + 200
