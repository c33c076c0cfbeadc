"""How much of a stranger's file is read before reading stops.

In: nothing. Out: :class:`Limits`. Invariant: every limit has a value, so nothing is read without an end.
"""

from __future__ import annotations

import msgspec

MEBIBYTE = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on one document; going over one is an error with a code of its own, never a silent cut.

    Attributes:
        seconds: wall-clock and processor time for parsing, in seconds. 60: a 300-page PDF takes about 10.
        memory_bytes: address space of the parser's process. 1 GiB: pages and books need a fifth of it.
        max_bytes: size of the source. 50 MiB: books with pictures pass, disk images do not.
        max_chars: length of the text. 20 million: four times the longest text that Entourage is tested with.
        max_pages: pages of a PDF. 2,000: laws and annual reports pass.
        max_unpacked_bytes: what a DOCX may unpack to, all members together. 256 MiB.
        max_unpack_ratio: how many times larger a member of a DOCX may unpack, from 1 MiB on. 200: real
            office files stay below 50, bombs are above 1,000.
        max_members: files inside a DOCX. 10,000.
        fetch_seconds: whole time for a URL, redirects included. 30.
        max_redirects: of a URL. 5, as many as browsers' users meet.
    """

    seconds: float = 60.0
    memory_bytes: int = 1024 * MEBIBYTE
    max_bytes: int = 50 * MEBIBYTE
    max_chars: int = 20_000_000
    max_pages: int = 2_000
    max_unpacked_bytes: int = 256 * MEBIBYTE
    max_unpack_ratio: float = 200.0
    max_members: int = 10_000
    fetch_seconds: float = 30.0
    max_redirects: int = 5


DEFAULT_LIMITS = Limits()
