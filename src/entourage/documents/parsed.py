"""What every parser hands back, and the builder that keeps text and source in step.

In: stretches of text with their places. Out: :class:`Parsed`. Invariant: the segments of a finished text cover it
from 0 to its end, in order and without overlap; blocks hold no white space at their ends.
"""

from __future__ import annotations

import msgspec

from entourage.model import Block, DocumentError, MetadataValue, Segment, Span


class Draft(msgspec.Struct, frozen=True):
    """A stretch that will be a block, with what the source's markup says of it (empty: nothing)."""

    start: int
    end: int
    hint: str = ""


class Parsed(msgspec.Struct, kw_only=True):
    """A source taken apart: what a :class:`~entourage.model.Document` is assembled from."""

    text: str
    segments: tuple[Segment, ...]
    blocks: tuple[Block, ...] = ()
    metadata: tuple[MetadataValue, ...] = ()
    warnings: tuple[str, ...] = ()


class TextBuilder:
    """Collects text, segments and drafts of blocks.

    Args:
        max_chars: longest text that is accepted.
    """

    def __init__(self, max_chars: int) -> None:
        self.length = 0
        self.drafts: list[Draft] = []
        self._max_chars = max_chars
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._block_start = 0

    def add(self, text: str, locator: str, source_start: int, *, page: int = 0, exact: bool = True) -> None:
        """Appends characters of the source; what continues the last stretch joins its segment."""
        if not text:
            return
        start = self._append(text)
        last = self._segments[-1] if self._segments else None
        same_unit = last is not None and last.exact and last.locator == locator and last.page == page
        if last is not None and same_unit and exact and 0 <= last.source_start == source_start - len(last.span):
            self._segments[-1] = msgspec.structs.replace(last, span=Span(last.span.start, self.length))
            return
        self._segments.append(
            Segment(span=Span(start, self.length), locator=locator, page=page, source_start=source_start, exact=exact)
        )

    def insert(self, text: str, *, page: int = 0) -> None:
        """Appends characters of the loader's own."""
        if text:
            start = self._append(text)
            self._segments.append(Segment(span=Span(start, self.length), page=page, exact=False))

    def take_back(self, count: int) -> None:
        """Removes the last characters again (the hyphen of a word that goes on in the next line)."""
        self.length -= count
        self._parts.append(self._parts.pop()[:-count])
        last = self._segments.pop()
        if len(last.span) > count:
            self._segments.append(msgspec.structs.replace(last, span=Span(last.span.start, self.length)))

    def open_block(self) -> None:
        """Starts a block, an empty line below what is there."""
        if self.length:
            self.insert("\n\n")
        self._block_start = self.length

    def close_block(self, hint: str = "") -> None:
        """Ends the block; one of white space only is no block."""
        draft = trimmed("".join(self._parts_since(self._block_start)), self._block_start, hint)
        if draft:
            self.drafts.append(draft)

    def text(self) -> str:
        """All that was added."""
        return "".join(self._parts)

    def segments(self) -> tuple[Segment, ...]:
        """The places of all that was added."""
        return tuple(self._segments)

    def _append(self, text: str) -> int:
        start = self.length
        self.length += len(text)
        if self.length > self._max_chars:
            raise too_long(self._max_chars)
        self._parts.append(text)
        return start

    def _parts_since(self, start: int) -> list[str]:
        found: list[str] = []
        position = self.length
        for part in reversed(self._parts):
            if position <= start:
                break
            position -= len(part)
            found.append(part)
        return found[::-1]


def trimmed(text: str, start: int, hint: str = "") -> Draft | None:
    """The draft of ``text``, which stands at ``start``, without white space at its ends; None when none is left."""
    lead = len(text) - len(text.lstrip())
    length = len(text.rstrip())
    return Draft(start + lead, start + length, hint) if length > lead else None


def too_long(max_chars: int) -> DocumentError:
    """The error for a text over the limit of characters."""
    return DocumentError(
        "document-too-long",
        f"The text is longer than {max_chars:,} characters.",
        "Split it, or raise max_chars.",
    )
