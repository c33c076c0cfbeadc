"""A text to its ties, in the shape that outside scorers of ties ask for.

``read(text)`` gives ``{"ties": [{"subject": (start, end), "object": (start, end), "type", "span"}]}``. One tie of the
product may be several pairs of mentions: the mention of either end that stands in the evidence, and for the object each
of its names there ("the Example Party (EP)").
"""

from __future__ import annotations

import hashlib
from typing import Any

from entourage.model import Block, Document, Span, Tie
from entourage.reading.cast import Cast
from entourage.reading.names import find_names
from entourage.reading.parse import Parsed, parse, trimmed
from entourage.reading.resolve import build_cast
from entourage.reading.ties import find_roles, find_ties, find_works_and_lists


def document_of(text: str) -> Document:
    """A Document whose blocks are the lines that are not empty."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(span=trimmed(text, start, start + len(line))))
        start += len(line)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=f"doc-{digest[:16]}", sha256=digest, source="text", text=text, blocks=tuple(blocks))


def analyse(text: str, kinds: dict[tuple[int, int], str] | None = None) -> tuple[Parsed, Cast, tuple[Tie, ...]]:
    """Parse, find names, build the cast, find roles, works, lists and ties.

    Args:
        text: any text.
        kinds: names that are given instead of found: (start, end) -> "person" or "organization".
    """
    parsed = parse(document_of(text))
    names = find_names(parsed) if kinds is None else _given(parsed, kinds)
    cast = build_cast(parsed, names)
    find_roles(parsed, cast)
    find_works_and_lists(parsed, cast)
    try:
        from entourage.reading.resolve import link_descriptions
    except ImportError:
        pass
    else:
        link_descriptions(parsed, cast)
    return parsed, cast, find_ties(parsed, cast)


def _given(parsed: Parsed, kinds: dict[tuple[int, int], str]) -> list[Any]:
    from entourage.reading.names import Name

    given = [Name(Span(start, end), kind) for (start, end), kind in sorted(kinds.items())]  # type: ignore[arg-type]
    others = [n for n in find_names(parsed) if not any(n.span.overlaps(g.span) for g in given)]
    others = [n for n in others if n.kind not in {"person", "organization"}]
    return sorted(given + others, key=lambda n: n.span.start)


LABEL = {
    "Employment": "EMPLOYEE",
    "Directorship": "MANAGER",
    "Membership": "MEMBER",
    "Ownership": "OWNER",
    "Family": "FAMILY",
    "Associate": "ASSOCIATE",
    "Representation": "BUSINESS",
    "UnknownLink": "BUSINESS",
}
_BY_ROLE = {
    "sued": "ANTAGONIST",
    "critic": "ANTAGONIST",
    "opponent": "ANTAGONIST",
    "rival": "ANTAGONIST",
    "foe": "ANTAGONIST",
    "part of": "OTHER",
}


def label_of(tie: Tie) -> str:
    """The label that a set of typed pairs would use for a tie."""
    return _BY_ROLE.get(tie.role.split(" ")[-1].lower(), _BY_ROLE.get(tie.role, LABEL.get(tie.schema, "OTHER")))


def pairs_of(text: str, cast: Cast, tie: Tie) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of mentions that a tie joins, in its first evidence."""
    evidence = tie.evidence[0]

    def inside(party_id: str) -> list[tuple[int, int]]:
        named = [(m.start, m.end) for m in cast[party_id].mentions if m.kind == "name"]
        here = [m for m in named if evidence.start <= m[0] < evidence.end + 12]
        return here or sorted(named, key=lambda m: abs(m[0] - evidence.start))[:1]

    subjects, objects = inside(tie.subject)[:1], inside(tie.object)
    return [(s, o) for s in subjects for o in objects]


def read(text: str, kinds: dict[tuple[int, int], str] | None = None) -> dict[str, Any]:
    """All ties of a text; see the module."""
    _, cast, ties = analyse(text, kinds)
    out = [
        {"subject": s, "object": o, "type": label_of(tie), "span": (tie.evidence[0].start, tie.evidence[0].end)}
        for tie in ties
        if tie.status not in {"negated"}
        for s, o in pairs_of(text, cast, tie)
    ]
    return {"ties": out, "quotes": [], "entities": [], "coref": []}


def read_person_organization(text: str) -> dict[str, Any]:
    """As :func:`read`, with only the ties of a person and an organisation: what scorers of such pairs ask for."""
    _, cast, ties = analyse(text)
    out = [
        {"subject": s, "object": o, "type": label_of(tie), "span": (tie.evidence[0].start, tie.evidence[0].end)}
        for tie in ties
        if tie.status != "negated"
        and {cast[tie.subject].is_person, cast[tie.object].is_person} == {True, False}
        and (cast[tie.subject].is_organization or cast[tie.object].is_organization)
        for s, o in pairs_of(text, cast, tie)
    ]
    return {"ties": out, "quotes": [], "entities": [], "coref": []}
