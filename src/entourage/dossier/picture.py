"""The network of a dossier as a picture: who is tied to whom, laid out once, readable without a legend.

In: an ``Index``. Out: a ``Picture``: nodes with their labels broken into lines, edges, and the size of it all.
Invariants: only ties of the reading are drawn; labels do not overlap one another; the same dossier gives the same
picture.
"""

from __future__ import annotations

import math

import msgspec

from entourage.dossier.clean import one_line, shorten
from entourage.dossier.index import Index, is_body
from entourage.dossier.layout import MAX_NODES, Point, Size, place_nodes
from entourage.dossier.words import count_words, tie_group, tie_label
from entourage.model import Entity, Tie

CHAR_WIDTH = 7.4
LINE_HEIGHT = 16.0
NODE_RADIUS = 11.0
LABEL_GAP = 6.0
MARGIN = 24.0
CHARS_PER_LINE = 20
LINES_PER_LABEL = 3
EDGE_LABEL_CHARS = 28
EDGE_CHAR_WIDTH = 6.0
MAX_LABELLED_EDGES = 24


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One party of the picture.

    Attributes:
        shape: "person", "body" or "other".
        badge, symbol: of its gravest badge; empty for none.
        x, y: middle of its shape.
        lines: its label.
        box: left, top, width and height of shape and label together, where a pointer is over it.
    """

    entity: str
    anchor: str
    name: str
    shape: str
    badge: str
    symbol: str
    x: float
    y: float
    lines: tuple[str, ...]
    box: tuple[float, float, float, float]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """All ties of two parties as one line; ``label_at`` is where its words have room, None where they have not."""

    source: int
    target: int
    ties: tuple[str, ...]
    words: str
    groups: tuple[str, ...]
    solid: bool
    x1: float
    y1: float
    x2: float
    y2: float
    label: str
    label_at: Point | None


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """The whole picture.

    Attributes:
        left_out: what is not drawn and why, as a sentence; empty when everything is.
        groups: kinds of ties that can be filtered, in alphabetical order.
    """

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    width: float
    height: float
    groups: tuple[str, ...]
    left_out: str


def draw(index: Index) -> Picture:
    """The picture of a dossier.

    Args:
        index: of the dossier.

    Returns:
        The picture; without nodes when the text states no tie. Of more than 60 parties with ties the 60 most
        important ones are drawn.
    """
    ranked = [*index.people, *index.organizations, *index.others]
    tied = sorted(
        (e for e in ranked if any(map(is_drawn, index.ties_of.get(e.id, ())))),
        key=lambda entity: -index.importance(entity),
    )
    chosen = tied[:MAX_NODES]
    number = {entity.id: i for i, entity in enumerate(chosen)}
    pairs = ties_between(index, number)
    labels = [label_lines(entity.name) for entity in chosen]
    boxes = [box_of(lines) for lines in labels]
    points = [(x + MARGIN, y + MARGIN) for x, y in place_nodes(boxes, list(pairs))]
    nodes = tuple(
        node(index, entity, lines, point, box)
        for entity, lines, point, box in zip(chosen, labels, points, boxes, strict=True)
    )
    areas = [box_area(point, box) for point, box in zip(points, boxes, strict=True)]
    lines = draw_lines(pairs, nodes, areas)
    return Picture(
        nodes=nodes,
        lines=lines,
        width=round(max((right for _, _, right, _ in areas), default=0.0) + MARGIN, 1),
        height=round(max((bottom for _, _, _, bottom in areas), default=0.0) + MARGIN, 1),
        groups=tuple(sorted({group for line in lines for group in line.groups})),
        left_out=left_out_words(len(ranked) - len(tied), len(tied) - len(chosen)),
    )


def is_drawn(tie: Tie) -> bool:
    """Whether a tie is a line of the picture; one that the text denies would look like a tie."""
    return tie.status != "negated"


def left_out_words(without_tie: int, beyond: int) -> str:
    """What the picture doesn't show, as a sentence."""
    parts = []
    if beyond:
        parts.append(f"The {MAX_NODES} parties on which most turns are drawn; {beyond:,} more have ties, listed below.")
    if without_tie:
        verb = "is" if without_tie == 1 else "are"
        parts.append(f"{count_words(without_tie, 'name')} for which the text states no tie {verb} left out.")
    return " ".join(parts)


def ties_between(index: Index, number: dict[str, int]) -> dict[tuple[int, int], list[Tie]]:
    """Ties by the pair of parties that they link, for parties in the picture."""
    pairs: dict[tuple[int, int], list[Tie]] = {}
    for tie in index.ties.values():
        a, b = number.get(tie.subject), number.get(tie.object)
        if a is None or b is None or a == b or not is_drawn(tie):
            continue
        key = (a, b) if (b, a) not in pairs else (b, a)
        pairs.setdefault(key, []).append(tie)
    return pairs


def label_lines(name: str) -> tuple[str, ...]:
    """A name broken into at most three lines of about twenty characters."""
    lines: list[str] = []
    for word in one_line(name).split():
        if lines and len(lines[-1]) + 1 + len(word) <= CHARS_PER_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    kept = [shorten(line, CHARS_PER_LINE + 4) for line in lines[:LINES_PER_LABEL]]
    if len(lines) > LINES_PER_LABEL:
        kept[-1] = shorten(f"{kept[-1]} {lines[LINES_PER_LABEL]}", CHARS_PER_LINE)
        kept[-1] = kept[-1] if kept[-1].endswith("…") else f"{kept[-1]}…"
    return tuple(kept)


def box_of(lines: tuple[str, ...]) -> Size:
    """Room of a node with its label beneath it."""
    widest = max((len(line) for line in lines), default=0) * CHAR_WIDTH
    return max(widest, 2 * NODE_RADIUS), 2 * NODE_RADIUS + LABEL_GAP + LINE_HEIGHT * len(lines)


def box_area(point: Point, box: Size) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box around its middle."""
    (x, y), (w, h) = point, box
    return x - w / 2, y - h / 2, x + w / 2, y + h / 2


def node(index: Index, entity: Entity, lines: tuple[str, ...], point: Point, box: Size) -> Node:
    """One party; its circle sits at the top of its box, its label beneath."""
    findings = index.findings(entity.id)
    top = findings[0].badge if findings and findings[0].badge.key != "same name only" else None
    return Node(
        entity=entity.id,
        anchor=index.anchors[entity.id],
        name=one_line(entity.name),
        shape="person" if entity.schema == "Person" else "body" if is_body(entity) else "other",
        badge=top.key if top else "",
        symbol=top.symbol if top else "",
        x=round(point[0], 1),
        y=round(point[1] - box[1] / 2 + NODE_RADIUS, 1),
        lines=lines,
        box=(round(point[0] - box[0] / 2, 1), round(point[1] - box[1] / 2, 1), round(box[0], 1), round(box[1], 1)),
    )


Area = tuple[float, float, float, float]


def draw_lines(pairs: dict[tuple[int, int], list[Tie]], nodes: tuple[Node, ...], areas: list[Area]) -> tuple[Line, ...]:
    """The lines of the picture, labelled where there is room."""
    taken = list(areas)
    lines = []
    for (a, b), ties in pairs.items():
        x1, y1, x2, y2 = trimmed(nodes[a], nodes[b])
        label = shorten(one_line(tie_label(ties[0])), EDGE_LABEL_CHARS) + (
            f" +{len(ties) - 1}" if len(ties) > 1 else ""
        )
        place = free_place(label, (x1, y1, x2, y2), taken) if len(pairs) <= MAX_LABELLED_EDGES else None
        lines.append(
            Line(
                source=a,
                target=b,
                ties=tuple(tie.id for tie in ties),
                words="; ".join(
                    f"{nodes[a if nodes[a].entity == tie.subject else b].name} – {one_line(tie_label(tie))} – "
                    f"{nodes[b if nodes[a].entity == tie.subject else a].name}"
                    for tie in ties
                ),
                groups=tuple(dict.fromkeys(tie_group(tie) for tie in ties)),
                solid=any(tie.status == "current" for tie in ties),
                x1=x1,
                y1=y1,
                x2=x2,
                y2=y2,
                label=label,
                label_at=place,
            )
        )
    return tuple(lines)


def trimmed(source: Node, target: Node) -> tuple[float, float, float, float]:
    """The line between two nodes, from edge to edge of their shapes."""
    dx, dy = target.x - source.x, target.y - source.y
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length * (NODE_RADIUS + 3), dy / length * (NODE_RADIUS + 3)
    return round(source.x + ux, 1), round(source.y + uy, 1), round(target.x - ux, 1), round(target.y - uy, 1)


def free_place(label: str, line: tuple[float, float, float, float], taken: list[Area]) -> Point | None:
    """A point on the line where ``label`` covers nothing; it is added to ``taken``. None where there is none."""
    width, height = len(label) * EDGE_CHAR_WIDTH, 14.0
    rightmost = max(right for _, _, right, _ in taken)
    x1, y1, x2, y2 = line
    if math.hypot(x2 - x1, y2 - y1) < 40:
        return None
    for share in (0.5, 0.42, 0.58, 0.34, 0.66):
        x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
        area = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if area[0] > 0 and area[2] < rightmost and not any(overlap(area, other) for other in taken):
            taken.append(area)
            return round(x, 1), round(y, 1)
    return None


def overlap(a: Area, b: Area) -> bool:
    """Whether two areas share more than an edge."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
