"""Names in the text: which stretches name a person, an organisation, a place, a work.

In: a Parsed text. Out: non-overlapping :class:`Name` values in order. First version: the model's entities, boundaries repaired.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from entourage.model import Span
from entourage.reading.parse import Parsed

NameKind = Literal["person", "organization", "place", "people", "work", "event", "product"]

_KIND_BY_LABEL: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "organization",
    "NORP": "people",
    "WORK_OF_ART": "work",
    "EVENT": "event",
    "PRODUCT": "product",
}


@dataclass(frozen=True)
class Name:
    """A name as it stands in the text (no title, no article, no possessive)."""

    span: Span
    kind: NameKind


def find_names(parsed: Parsed) -> list[Name]:
    """All names of a text, in order, not overlapping."""
    names = []
    for ent in parsed.doc.ents:
        kind = _KIND_BY_LABEL.get(ent.label_)
        if kind is None or "\n" in ent.text.strip():
            continue
        start, end = ent.start_char, ent.end_char
        text = parsed.text[start:end].rstrip()
        for suffix in ("'s", "’s"):
            text = text.removesuffix(suffix)
        if text.lower().startswith("the "):
            start, text = start + 4, text[4:]
        if text:
            names.append(Name(Span(start, start + len(text)), kind))
    return names
