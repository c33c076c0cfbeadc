"""Stretches of a page in the order in which people read them.

In: stretches with boxes. Out: whole lines, column after column. Invariants: no stretch is lost or doubled; two
columns of prose never interleave; a table's row stays a row.
Method: an x where many lines start is a column's left edge if the lines beside it leave a gutter white; runs of
rows that keep it white are read column by column, rows that cross it (headlines, full-width text) part the runs.
Tried against plain XY cuts, which break columns apart where paragraph gaps of both sides happen to line up.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median

from entourage.documents.pdf_lines import Glyph, TextLine

_LEAST_GUTTER = 6.0
"""Points; gutters of newspapers and journals are 10 to 25."""
_LEAST_ROWS = 3
"""Rows on each side, from which on two stacks of lines are columns."""
_PROSE = 16
"""Median characters of a line in a column of prose; cells of tables are shorter."""
_MOST_EDGES = 6
"""Left edges that are tried."""


def in_reading_order(stretches: list[TextLine]) -> list[TextLine]:
    """Lines of a page in reading order.

    Args:
        stretches: measured, of one page, in any order.

    Returns:
        Lines with their column's edges and region; stretches of one row of one column are one line.
    """
    ordered: list[TextLine] = []
    for group in _columns(stretches):
        rows = [_joined(row) for row in _rows(group)]
        left = min(line.left for line in group)
        region = ordered[-1].region + 1 if ordered else 0
        for row in rows:
            row.column_left, row.region = left, region
            row.column_right = _right_edge(rows, row.size)
        ordered += rows
    return ordered


def _right_edge(rows: list[TextLine], size: float) -> float:
    """Where lines of that size end; a headline or a page number may stand further out than the text."""
    edges = sorted(line.right for line in rows if abs(line.size - size) <= 0.12 * size)
    return edges[int(0.9 * (len(edges) - 1))]


def _columns(stretches: list[TextLine]) -> list[list[TextLine]]:
    """Groups to read one after the other: columns, or rows that belong to none."""
    rows = _rows(stretches)
    edge, runs = _best_edge(rows)
    if not runs:
        return [stretches] if stretches else []
    groups: list[list[TextLine]] = []
    position = 0
    for start, end in [*runs, (len(rows), len(rows))]:
        groups += _columns(_flat(rows[position:start]))
        band = _flat(rows[start:end])
        groups += _columns([line for line in band if line.left < edge])
        groups += _columns([line for line in band if line.left >= edge])
        position = end
    return groups


def _best_edge(rows: list[list[TextLine]]) -> tuple[float, list[tuple[int, int]]]:
    """The left edge of a column that parts most of the page, and the runs of rows that it parts."""
    best: tuple[float, list[tuple[int, int]]] = (0.0, [])
    most = 0
    for edge in _edges(rows):
        runs = [run for run in _uncrossed(rows, edge) if _are_columns(_flat(rows[run[0] : run[1]]), edge)]
        count = sum(end - start for start, end in runs)
        if count > most:
            best, most = (edge, runs), count
    return best


def _edges(rows: list[list[TextLine]]) -> list[float]:
    """Where many lines start: the likeliest left edges of columns, most frequent first."""
    counts = Counter(round(line.left / 2) * 2 for row in rows for line in row)
    return [edge - 1.5 for edge, count in counts.most_common(_MOST_EDGES) if count >= _LEAST_ROWS]


def _uncrossed(rows: list[list[TextLine]], edge: float) -> list[tuple[int, int]]:
    """Runs of rows that leave the stripe left of the edge white, as (first, behind the last)."""
    crossed = [any(line.left < edge and line.right > edge - _LEAST_GUTTER for line in row) for row in rows]
    runs, start = [], 0
    for index, stop in enumerate([*crossed, True]):
        if stop:
            if index > start:
                runs.append((start, index))
            start = index + 1
    return runs


def _flat(rows: list[list[TextLine]]) -> list[TextLine]:
    return [line for row in rows for line in row]


def _rows(stretches: list[TextLine]) -> list[list[TextLine]]:
    """Stretches side by side, top row first, each row from left to right."""
    rows: list[list[TextLine]] = []
    for line in sorted(stretches, key=lambda line: (-line.middle, line.left)):
        if rows and _side_by_side(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _side_by_side(first: TextLine, second: TextLine) -> bool:
    shared = min(first.top, second.top) - max(first.bottom, second.bottom)
    return shared > 0.4 * min(first.top - first.bottom, second.top - second.bottom)


def _joined(row: list[TextLine]) -> TextLine:
    if len(row) == 1:
        return row[0]
    glyphs = list(row[0].glyphs)
    for before, line in pairwise(row):
        # The file says nothing between the two; a gap of a quarter of a letter's size is a space.
        if line.left - before.right > 0.25 * min(before.size, line.size):
            glyphs.append(Glyph(-1, " ", before.right, before.bottom, line.left, before.top, before.size, True))
        glyphs += line.glyphs
    return TextLine(glyphs).measure()


def _are_columns(band: list[TextLine], edge: float) -> bool:
    """Whether an edge parts a band into two stacks of prose that stand beside each other."""
    sides = [line for line in band if line.left < edge], [line for line in band if line.left >= edge]
    if any(len(_rows(side)) < _LEAST_ROWS for side in sides):
        return False
    heights = [(min(line.bottom for line in side), max(line.top for line in side)) for side in sides]
    together = min(high for _, high in heights) - max(low for low, _ in heights)
    if together < 0.3 * min(high - low for low, high in heights):
        return False
    return all(median(len(line.glyphs) for line in side) >= _PROSE for side in sides)
