"""A document: its text and where every character of it came from.

In: nothing. Out: values. Invariants: ``Document.text`` holds every offset used downstream; ``segments``
are in order, do not overlap, and together cover ``text`` from 0 to its end; ``blocks`` are in order and
do not overlap (what lies between two blocks is white space only).
"""

from __future__ import annotations

import bisect
from typing import Literal

import msgspec

from entourage.model.span import Span

BlockKind = Literal[
    "title", "heading", "byline", "dateline", "paragraph", "list item", "quote", "caption", "table", "bio", "furniture"
]


class Segment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of ``Document.text`` and its place in the source.

    Attributes:
        span: the stretch of ``Document.text``.
        locator: the place in words that a person can follow: ``"line 12"``, ``"page 3"``, ``"paragraph 7"``,
            ``"/html/body/article/p[2]"``, ``"text/plain part"``; empty for characters that the loader put in
            itself (a newline between two blocks).
        page: 1-based page number, or 0 where the source has no pages.
        source_start: offset of the first character in the unit that ``locator`` names (characters), or -1
            where the loader put the characters in itself.
        exact: True when the stretch and its source are the same character by character, so that
            ``source_start + i`` is the place of the i-th character; False when the whole stretch maps to
            the whole unit (white space folded, hyphen removed).
    """

    span: Span
    locator: str = ""
    page: int = 0
    source_start: int = -1
    exact: bool = True


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where one character of the text stands in its source."""

    locator: str
    page: int
    source_offset: int


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph, heading, caption ... of the text. Its span holds no leading or trailing white space."""

    span: Span
    kind: BlockKind = "paragraph"


class MetadataValue(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the source says of itself; several values of one field may disagree, and all are kept.

    Attributes:
        field: ``title``, ``author``, ``publisher``, ``published``, ``modified``, ``language``, ``url``.
        value: as found (dates as ISO 8601 where they could be read).
        origin: where: ``"meta article:published_time"``, ``"json-ld"``, ``"visible byline"``, ``"mail header From"``,
            ``"pdf info"``, ``"given by the user"``.
        span: where it stands in ``Document.text``, when it does.
    """

    field: str
    value: str
    origin: str
    span: Span | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Text plus where every character of it came from.

    Attributes:
        id: stable for the same bytes: ``doc-`` and the first 16 hex digits of ``sha256``.
        sha256: of the source's bytes.
        source: path, URL or ``stdin``, as the user gave it.
        media_type: of the source, for example ``text/html``.
        title, publisher: as chosen from ``metadata``; empty when unknown.
        authors: of the document itself (its byline), not of works named in it.
        published: ISO 8601 date, as precise as known (``2021``, ``2021-01``, ``2021-01-11``); empty when unknown.
        language: ISO 639-1; empty when unknown.
        text: what is read. Line ends are ``\\n``.
        blocks, segments, metadata: see their classes.
        warnings: what a careful reader should know (for example: metadata and visible byline disagree).
    """

    id: str
    sha256: str
    source: str
    text: str
    media_type: str = "text/plain"
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    language: str = ""
    blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    metadata: tuple[MetadataValue, ...] = ()
    warnings: tuple[str, ...] = ()

    def place_of(self, offset: int) -> Place:
        """Where the character at ``offset`` stands in the source.

        Args:
            offset: ``0 <= offset < len(text)``.

        Returns:
            The place; ``source_offset`` is -1 for a character that the loader put in itself.

        Raises:
            IndexError: when ``offset`` is outside the text or no segment covers it.
        """
        position = bisect.bisect_right(self.segments, offset, key=lambda s: s.span.start) - 1
        if not 0 <= offset < len(self.text) or position < 0 or self.segments[position].span.end <= offset:
            raise IndexError(f"no place for character {offset} of a text of {len(self.text)} characters")
        segment = self.segments[position]
        inside = offset - segment.span.start if segment.exact else 0
        source_offset = segment.source_start + inside if segment.source_start >= 0 else -1
        return Place(locator=segment.locator, page=segment.page, source_offset=source_offset)
