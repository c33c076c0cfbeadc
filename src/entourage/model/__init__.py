"""The words of the house as values: every other room imports these and nothing here imports them."""

from entourage.model.document import Block, BlockKind, Document, MetadataValue, Place, Segment
from entourage.model.dossier import Dossier, Hop, Path
from entourage.model.errors import DocumentError, EntourageError, ListError, ReadingError, SettingsError
from entourage.model.listing import Dropped, LegalEffect, ListedParty, Listing, LoadedList, Snapshot
from entourage.model.reading import (
    Claim,
    ClaimCheck,
    Entity,
    Event,
    Mention,
    MentionKind,
    Position,
    Precision,
    Quote,
    QuoteKind,
    Reading,
    Role,
    Stance,
    Status,
    Tie,
)
from entourage.model.screening import Direction, Reason, Screening, Verdict
from entourage.model.span import RecordRef, Span

__all__ = [
    "Block",
    "BlockKind",
    "Claim",
    "ClaimCheck",
    "Direction",
    "Document",
    "DocumentError",
    "Dossier",
    "Dropped",
    "Entity",
    "EntourageError",
    "Event",
    "Hop",
    "LegalEffect",
    "ListError",
    "ListedParty",
    "Listing",
    "LoadedList",
    "Mention",
    "MentionKind",
    "MetadataValue",
    "Path",
    "Place",
    "Position",
    "Precision",
    "Quote",
    "QuoteKind",
    "Reading",
    "ReadingError",
    "Reason",
    "RecordRef",
    "Role",
    "Screening",
    "Segment",
    "SettingsError",
    "Snapshot",
    "Span",
    "Stance",
    "Status",
    "Tie",
    "Verdict",
]
