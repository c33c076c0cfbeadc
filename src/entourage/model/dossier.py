"""What people read: a document, its reading, its screenings and its paths, together.

In: nothing. Out: values. Invariant: every hop of a path names a tie of the reading or a screening of the
dossier, and its evidence.
"""

from __future__ import annotations

import msgspec

from entourage.model.document import Document
from entourage.model.listing import Snapshot
from entourage.model.reading import Reading
from entourage.model.screening import Screening
from entourage.model.span import RecordRef, Span


class Hop(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a path, over a tie of the text or onto a list.

    Attributes:
        tie: id of the tie; empty when the step is a listing.
        listing: record of the list that the last party is on; None when the step is a tie.
        source, target: entity ids in walking order (``target`` is the dataset name for a listing).
        forward: whether the walk goes along the tie's own direction.
        sentence: the step in words: "Vladimir Potanin heads the board of trustees of Russia in Global Affairs".
        evidence: spans of the text; empty for a listing, which has ``listing``.
        confidence: 0 to 1.
    """

    tie: str = ""
    listing: RecordRef | None = None
    source: str
    target: str
    forward: bool = True
    sentence: str = ""
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0


class Path(msgspec.Struct, frozen=True, kw_only=True):
    """A chain of ties from one party to a listed one.

    Attributes:
        start, end: entity ids ("from" and "to" in JSON).
        strength: 0 to 1: product of the hops' confidences, lowered with every hop.
        why_listed: why the end counts as a listed party: a verdict, or what the text itself says.
    """

    start: str = msgspec.field(name="from")
    end: str = msgspec.field(name="to")
    hops: tuple[Hop, ...]
    strength: float
    why_listed: str = ""


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is shown of one document.

    Attributes:
        as_of_document: ISO 8601 date that "on the day of the document" means; empty when unknown.
        as_of_today: ISO 8601 date of the run.
        snapshots: lists that were searched, those without a hit included.
        generator: name and version of the product.
    """

    document: Document
    reading: Reading
    screenings: tuple[Screening, ...] = ()
    paths: tuple[Path, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    as_of_document: str = ""
    as_of_today: str = ""
    generator: str = ""
