"""Spans and the evidence that every line of a dossier opens at.

In: character offsets. Out: values that carry them. Invariant: ``0 <= start < end``; offsets count
characters (Python ``str`` indices) of ``Document.text``.
"""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True, array_like=True):
    """A stretch ``[start, end)`` of ``Document.text``, in characters. Encodes to JSON as ``[start, end]``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span names."""
        return text[self.start : self.end]


class RecordRef(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A field of a record of a dated list: the other kind of evidence beside a span.

    Attributes:
        dataset: name of the list, for example ``ca-sema``.
        snapshot: id of the snapshot that was read (publisher's date and hash).
        record_id: the list's own id of the record.
        field: the record's field, or empty when the record as a whole is meant.
        value: the field's value as the list prints it.
    """

    dataset: str
    snapshot: str
    record_id: str
    field: str = ""
    value: str = ""
