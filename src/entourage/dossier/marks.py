"""Every stretch of the text that a line of the dossier rests on.

In: an ``Index``. Out: marks: (span, anchor of the line, kind of mark). Invariant: the anchor of every mark is the
id of an element of the page, so that the text links to its lines and back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from entourage.dossier.index import Index, is_body
from entourage.model import Span

MarkKind = Literal["name", "reference", "quote", "line"]


class Mark(msgspec.Struct, frozen=True):
    """A stretch of text and the line that rests on it.

    Attributes:
        span: of ``Document.text``.
        anchor: id of the line's element.
        kind: "name" for the name of a person or organisation, "reference" for any other mention ("he", a place),
            "quote" for words someone said, "line" for all other evidence.
    """

    span: Span
    anchor: str
    kind: MarkKind


def marks(index: Index) -> Iterator[Mark]:
    """All marks of a dossier, in no particular order."""
    reading = index.dossier.reading
    for entity in reading.entities:
        card = index.anchors[entity.id]
        is_party = entity.schema == "Person" or is_body(entity)
        for mention in entity.mentions:
            yield Mark(mention.span, card, "name" if is_party and mention.kind == "name" else "reference")
        for i, role in enumerate(entity.roles):
            yield from (Mark(span, role_anchor(card, i), "line") for span in role.evidence)
    for tie in reading.ties:
        yield from (Mark(span, index.tie_anchors[tie.id], "line") for span in tie.evidence)
    for i, quote in enumerate(reading.quotes):
        yield from (Mark(span, numbered("quote", i), "quote") for span in quote.content)
    for i, position in enumerate(reading.positions):
        yield from (Mark(span, numbered("position", i), "line") for span in position.evidence)
    for i, event in enumerate(reading.events):
        yield from (Mark(span, numbered("event", i), "line") for span in event.evidence)
    for i, claim in enumerate(reading.claims):
        yield from (Mark(span, numbered("claim", i), "line") for span in claim.evidence)
    yield from reason_marks(index)


def reason_marks(index: Index) -> Iterator[Mark]:
    """Marks of reasons that rest on the text; they lead to the finding on the party's card."""
    for entity_id, findings in index.findings_of.items():
        for i, finding in enumerate(findings):
            for reason in finding.main.reasons:
                yield from (Mark(span, finding_anchor(index.anchors[entity_id], i), "line") for span in reason.evidence)


def role_anchor(card: str, position: int) -> str:
    """Id of the role at ``position`` on a card."""
    return f"{card}.role-{position}"


def finding_anchor(card: str, position: int) -> str:
    """Id of the finding at ``position`` on a card."""
    return f"{card}.list-{position}"


def numbered(kind: str, position: int) -> str:
    """Id of the ``position``-th quote, position, event or claim of the reading."""
    return f"{kind}-{position + 1}"
