"""Printed text made comparable, without changing what it says.

In: text of a list as printed. Out: the same text in NFC, with one kind of blank and without invisible
characters. Invariant: cleaning twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BLANKS = re.compile(r"\s+")
_SLUG = re.compile(r"[^a-z0-9.]+")


def clean(text: str | None) -> str:
    """The text in NFC, blanks of any kind folded into one, controls and bidirectional marks removed.

    Args:
        text: as printed; None counts as empty.

    Returns:
        The cleaned text; empty when nothing is left.
    """
    if not text:
        return ""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _BLANKS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def slug(text: str) -> str:
    """Lower-case ASCII for ids: ``"Russia/1, Part 2/7"`` becomes ``"russia-1-part-2-7"``; may be empty."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _SLUG.sub("-", folded).strip("-.")
