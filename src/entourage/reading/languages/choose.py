"""Which language each passage of a document is in.

In: a Document. Out: its blocks grouped by the language that reads them. Invariants: every block is in exactly one
group, in order; a document whose blocks are all English (or in a language that nobody reads here) is one group "en";
time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from entourage.model import Block, Document, Span
from entourage.reading.languages.tables import table

ENGLISH = "en"
LANGUAGES = ("fr", "ru")
"""Read by their own readers; everything else is read as English."""

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Letters that Russian does not have; a passage with a few of them is Ukrainian, Belarusian, Serbian ...
_NOT_RUSSIAN = re.compile(r"[іїєґўђћљњџјІЇЄҐЎЂЋЉЊЏЈ]")
# A letter on its own is French before an apostrophe ("s'est"), and English behind one ("Canada's").
_WORD = re.compile(r"(?<![’'])[^\W\d_]+|(?<=[’'])(?![sS]\b)[^\W\d_]+")
# Words of a block that are looked at; they settle it.
_LOOKED_AT_CHARS = 3_000
# Small words that a passage must have before it may differ from the language of its document.
_MIN_HITS = 3
_MIN_SHARE = 0.2
# French must have this many times the small words of English, and the other way round.
_LEAD = 2.0


def by_language(document: Document) -> dict[str, list[Block]]:
    """The blocks of a document by the language that reads them.

    Args:
        document: ``language`` decides for blocks that are too short to tell; where it is empty or has no reader
            here, the language of most of the text does.

    Returns:
        ``{"en": [...]}`` for an English document; one key per language for a mixed one. A document without blocks
        counts as one block; an empty text gives ``{"en": []}``.
    """
    blocks = document.blocks or _whole(document.text)
    told = [passage_language(document.text, block.span) for block in blocks]
    usual = document.language if document.language in LANGUAGES else _most(document, blocks, told)
    groups: dict[str, list[Block]] = {}
    for block, language in zip(blocks, told, strict=True):
        groups.setdefault(language or usual, []).append(block)
    return groups or {ENGLISH: []}


def _whole(text: str) -> tuple[Block, ...]:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return (Block(span=Span(start, end)),) if start < end else ()


def _most(document: Document, blocks: Sequence[Block], told: Sequence[str]) -> str:
    """The language of most of the text, by characters; English where nothing tells and where it says so."""
    if document.language == ENGLISH:
        return ENGLISH
    sizes: dict[str, int] = {}
    for block, language in zip(blocks, told, strict=True):
        if language:
            sizes[language] = sizes.get(language, 0) + len(block.span)
    if sizes:
        return max(sorted(sizes), key=lambda language: sizes[language])
    return _weak_guess(document.text)


def passage_language(text: str, span: Span) -> str:
    """The language of one passage: "en", "fr", "ru", or empty where it does not tell."""
    sample = text[span.start : min(span.end, span.start + _LOOKED_AT_CHARS)]
    letters = sum(map(str.isalpha, sample)) if not sample.isascii() else 0
    if letters and len(_CYRILLIC.findall(sample)) > 0.5 * letters:
        return "ru" if len(_NOT_RUSSIAN.findall(sample)) < 0.02 * letters else ENGLISH
    english, french, words = _hits(sample)
    if french >= _MIN_HITS and french >= _MIN_SHARE * words and french >= _LEAD * english:
        return "fr"
    return ENGLISH if english >= _MIN_HITS and english >= _LEAD * french else ""


def _weak_guess(text: str) -> str:
    """For a text too short to tell: French where only its small words stand in it."""
    english, french, words = _hits(text[:_LOOKED_AT_CHARS])
    return "fr" if french >= max(1, 0.15 * words) and french > english else ENGLISH


def _hits(sample: str) -> tuple[int, int, int]:
    words = [word.lower() for word in _WORD.findall(sample)]
    english, french = _small_words("en"), _small_words("fr")
    return sum(word in english for word in words), sum(word in french for word in words), len(words)


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(table("languages")["small_words"][language])
