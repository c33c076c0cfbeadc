"""Places for the nodes of a small graph, the same on every run and every machine.

In: nodes with the size of their boxes, and edges. Out: one point for every node. Invariants: no randomness; boxes
do not overlap; the work is bounded by ``MAX_NODES`` squared.

Method: stress majorisation (Gansner, Koren and North, "Graph Drawing by Stress Majorization", 2004) of each connected
part, started from a circle in order of distance, then pushing overlapping boxes apart, then setting the parts in rows.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

MAX_NODES = 60
ROUNDS_OF_STRESS = 120
ROUNDS_OF_SPREADING = 400
WIDER_THAN_HIGH = 1.1
GAP = 12.0
# Edge lengths that are tried, from airy to tight: the first that keeps the picture within its width is taken.
EDGE_LENGTHS = (170.0, 150.0, 130.0, 112.0, 96.0, 82.0)

Point = tuple[float, float]
Size = tuple[float, float]
Edge = tuple[int, int]


def place_nodes(sizes: Sequence[Size], edges: Sequence[Edge], width: float = 860.0) -> list[Point]:
    """A point for the middle of every node's box.

    Args:
        sizes: width and height of every node's box, label included.
        edges: pairs of node numbers; direction and repetition don't matter.
        width: how wide the picture should become at most, in the unit of ``sizes``; a crowded part may need more.

    Returns:
        Points with the upper left corner of all boxes at (0, 0); empty for no nodes.
    """
    neighbours: list[set[int]] = [set() for _ in sizes]
    for a, b in edges:
        if a != b:
            neighbours[a].add(b)
            neighbours[b].add(a)
    points: list[Point] = [(0.0, 0.0)] * len(sizes)
    parts = connected_parts(neighbours)
    placed = [place_part(part, neighbours, sizes, width) for part in parts]
    for part, (x, y), local in zip(parts, pack(placed, width), placed, strict=True):
        for node, (px, py) in zip(part, local[0], strict=True):
            points[node] = (px + x, py + y)
    return points


def connected_parts(neighbours: Sequence[set[int]]) -> list[list[int]]:
    """The connected parts of a graph, the largest first."""
    seen: set[int] = set()
    parts = []
    for node in range(len(neighbours)):
        if node not in seen:
            part = sorted(distances(node, neighbours))
            seen.update(part)
            parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def distances(start: int, neighbours: Sequence[set[int]]) -> dict[int, int]:
    """Number of steps from ``start`` to every node that can be reached."""
    steps = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in sorted(neighbours[node]):
            if other not in steps:
                steps[other] = steps[node] + 1
                queue.append(other)
    return steps


def place_part(
    part: list[int], neighbours: Sequence[set[int]], sizes: Sequence[Size], width: float
) -> tuple[list[Point], Size]:
    """Points of one connected part, with its upper left corner at (0, 0), and its size."""
    steps = [distances(node, neighbours) for node in part]
    shape = lying_down(least_stress([[float(row[node]) for node in part] for row in steps]))
    boxes = [sizes[node] for node in part]
    for edge_length in EDGE_LENGTHS:
        points = spread([(x * edge_length * WIDER_THAN_HIGH, y * edge_length) for x, y in shape], boxes)
        placed = to_corner(points, boxes)
        if placed[1][0] <= width:
            break
    return placed


def to_corner(points: list[Point], boxes: Sequence[Size]) -> tuple[list[Point], Size]:
    """The points moved so that the upper left corner of all boxes is at (0, 0), and the size of it all."""
    sides = [(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for (x, y), (w, h) in zip(points, boxes, strict=True)]
    left, top = min(side[0] for side in sides), min(side[1] for side in sides)
    right, bottom = max(side[2] for side in sides), max(side[3] for side in sides)
    return [(x - left, y - top) for x, y in points], (right - left, bottom - top)


def least_stress(wished: list[list[float]]) -> list[Point]:
    """Points whose distances come close to the wished ones, near pairs before far ones."""
    count = len(wished)
    hub = min(range(count), key=lambda i: (sum(wished[i]), i))
    ring = sorted(range(count), key=lambda i: (wished[hub][i], i))
    turn = math.pi * (3 - math.sqrt(5))
    points = [(0.0, 0.0)] * count
    for rank, node in enumerate(ring):
        radius = wished[hub][node] * (1 + 0.01 * rank)
        points[node] = (radius * math.cos(rank * turn), radius * math.sin(rank * turn))
    for _ in range(ROUNDS_OF_STRESS if count > 2 else 1):
        for i in range(count):
            points[i] = better_place(i, points, wished[i])
    return points


def lying_down(points: list[Point]) -> list[Point]:
    """The points turned so that they reach furthest from left to right, as a screen does."""
    count = len(points)
    middle_x, middle_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    moved = [(x - middle_x, y - middle_y) for x, y in points]
    across = sum(x * x - y * y for x, y in moved)
    turn = math.atan2(2 * sum(x * y for x, y in moved), across) / 2
    cosine, sine = math.cos(turn), math.sin(turn)
    return [(x * cosine + y * sine, y * cosine - x * sine) for x, y in moved]


def better_place(i: int, points: list[Point], wished: list[float]) -> Point:
    """Where node ``i`` has the least stress while all others stay."""
    x, y = points[i]
    sum_x = sum_y = sum_weight = 0.0
    for j, (other_x, other_y) in enumerate(points):
        if j == i or not wished[j]:
            continue
        weight = 1 / (wished[j] * wished[j])
        dx, dy = x - other_x, y - other_y
        pull = wished[j] / (math.hypot(dx, dy) or 1e-6)
        sum_x += weight * (other_x + dx * pull)
        sum_y += weight * (other_y + dy * pull)
        sum_weight += weight
    return (sum_x / sum_weight, sum_y / sum_weight) if sum_weight else (x, y)


def spread(points: list[Point], sizes: Sequence[Size]) -> list[Point]:
    """The same picture with no two boxes over each other."""
    for _ in range(ROUNDS_OF_SPREADING):
        if not push_apart(points, sizes):
            break
    return points


def push_apart(points: list[Point], sizes: Sequence[Size]) -> bool:
    """Push every overlapping pair apart along the shorter way; False when none overlapped."""
    moved = False
    for i, (w, h) in enumerate(sizes):
        for j in range(i + 1, len(sizes)):
            dx, dy = points[j][0] - points[i][0], points[j][1] - points[i][1]
            over_x = (w + sizes[j][0]) / 2 + GAP - abs(dx)
            over_y = (h + sizes[j][1]) / 2 + GAP - abs(dy)
            if over_x <= 0.5 or over_y <= 0.5:
                continue
            moved = True
            if over_x < over_y:
                shift = math.copysign(over_x / 2, dx or 1.0)
                points[i], points[j] = (points[i][0] - shift, points[i][1]), (points[j][0] + shift, points[j][1])
            else:
                shift = math.copysign(over_y / 2, dy or 1.0)
                points[i], points[j] = (points[i][0], points[i][1] - shift), (points[j][0], points[j][1] + shift)
    return moved


def pack(placed: list[tuple[list[Point], Size]], width: float) -> list[Point]:
    """Upper left corners for the parts, in rows no wider than ``width`` (or the widest part)."""
    limit = max([width, *(size[0] for _, size in placed)])
    corners: list[Point] = []
    x = y = row_height = 0.0
    for _, (part_width, part_height) in placed:
        if x and x + part_width > limit:
            x, y, row_height = 0.0, y + row_height + 2 * GAP, 0.0
        corners.append((x, y))
        x += part_width + 2 * GAP
        row_height = max(row_height, part_height)
    return corners
