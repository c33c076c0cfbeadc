"""Where things stand, in words: a place in the source, and the source itself.

In: a document. Out: short phrases. Invariant: no folder of the machine that made the dossier is shown.
"""

from __future__ import annotations

import re

from entourage.dossier.clean import one_line, web_link
from entourage.model import Document, Span


def place_words(document: Document, span: Span) -> str:
    """Where ``span`` begins in the source: "line 12", "page 3, line 7"; its characters where no place is known."""
    try:
        place = document.place_of(span.start)
    except IndexError:
        return f"characters {span.start:,} to {span.end:,}"
    locator = one_line(place.locator) or f"characters {span.start:,} to {span.end:,}"
    return f"page {place.page}, {locator}" if place.page and "page" not in locator else locator


def source_name(source: str) -> str:
    """What a source is called: an address as it is, a path by its last part, so that no folder shows.

    >>> source_name("ada/letters/letter.txt"), source_name("https://news.example/a/b")
    ('letter.txt', 'https://news.example/a/b')
    """
    if web_link(source):
        return source
    return one_line(re.split(r"[/\\]", source.rstrip("/\\"))[-1]) or one_line(source)
