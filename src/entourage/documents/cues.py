"""Cues that tell what a block of text is: furniture, a credit, a byline, a date line, a note on an author.

In: the text of one block. Out: yes, no, or the part that was recognised. Invariant: a block longer than
:data:`LONGEST` is running text whatever it says, so that no page of prose is lost to one phrase.
Cues: ``data/cues.toml``; date words: ``data/dates.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from entourage.documents.dates import date_spans, find_date, without_dates
from entourage.documents.tables import table

LONGEST = 400
_SPACE = re.compile(r"\s+")
_ENDS = " .!?:»>…→▶·|-–—"
_NAME_WORD = r"(?:[^\W\d_a-zà-ÿа-я][\w'’.\-]*|de|da|di|del|della|van|von|der|den|la|le|bin|al|el)"
_NAMES = re.compile(rf"^{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,5}}$")
_SPLIT_NAMES = re.compile(r"\s*(?:,|;|&|\band\b|\bet\b|\bund\b|\by\b|\bи\b|\bта\b|\|)\s*", re.IGNORECASE)


def folded(text: str) -> str:
    """Lower case, white space folded, straight apostrophes, no punctuation at the ends."""
    return _SPACE.sub(" ", text.replace("’", "'")).strip(_ENDS).lower()


def is_furniture(text: str) -> bool:
    """Whether a block is a menu entry, a sign-up line, a share button, a cookie notice or the like."""
    if len(text) > LONGEST:
        return False
    flat = folded(text)
    if not any(map(str.isalnum, flat)) or flat in _set("furniture", "lines"):
        return True
    if len(text) <= 200 and flat.startswith(_tuple("furniture", "starts")):
        return True
    weights: list[float] = [cue["weight"] for cue in table("cues")["furniture"]["cues"] if cue["text"] in flat]
    return sum(weights) >= 1.0


def is_furniture_markup(names: str) -> bool:
    """Whether the class and id attributes of an HTML element name page furniture."""
    return any(word in _set("furniture", "markup") for word in re.split(r"[\s_:]+|--+", names.lower()))


def credit_start(text: str) -> int:
    """Where the credit of a picture starts that closes a caption ("... in 2019.The Canadian Press").

    Returns:
        Offset in ``text``; 0 when the whole block is a credit; -1 when there is none. A block that ends in an
        ordinary sentence about an agency ("..., he told Reuters.") has none.
    """
    if len(text) > LONGEST:
        return -1
    match = _credit().search(text)
    if not match:
        return -1
    return match.start("credit") if match.start("credit") > 0 and match["stop"] else 0


@cache
def _credit() -> re.Pattern[str]:
    agencies = "|".join(re.escape(name) for name in sorted(_set("caption", "credits"), key=len, reverse=True))
    photographer = r"(?:[^\W\d_][\w'’.\-]*\s+){1,4}?[^\W\d_][\w'’.\-]*"
    by_whom = rf"(?:(?:{photographer})\s*/\s*)?(?:the )?(?:{agencies})"
    credit = rf"\(?{by_whom}(?:\s*(?:/|via|,)\s*(?:{agencies}))*(?:/{photographer})?\)?"
    # Either behind the end of a sentence, or the block as a whole.
    return re.compile(rf"(?:(?P<stop>[.!?”\"’)])\s*|^)(?P<credit>{credit})$", re.IGNORECASE)


def is_caption_start(text: str) -> bool:
    """Whether a short block starts the way captions do."""
    return len(text) <= LONGEST and folded(text).startswith(_tuple("caption", "starts"))


def byline_names(text: str, *, needs_word: bool = True) -> list[tuple[int, int]]:
    """The authors' names in a byline.

    Args:
        text: one block.
        needs_word: whether "By" (or its like) must stand before the names; False inside markup that says byline.

    Returns:
        Spans of names in ``text``; empty when it is no byline.
    """
    if len(text) > 200 or "\n" in text.strip():
        return []
    match = _byline_word().match(text)
    if needs_word and not match:
        return []
    start = match.end() if match else 0
    end = _names_end(text, start)
    spans: list[tuple[int, int]] = []
    position = start
    for piece in [*_SPLIT_NAMES.finditer(text, start, end), None]:
        stop = piece.start() if piece else end
        name = text[position:stop].strip()
        if name:
            at = text.index(name, position)
            if not _NAMES.match(name) or (len(name.split()) < 2 and not spans and not match):
                break
            spans.append((at, at + len(name)))
        position = piece.end() if piece else end
    return spans


def _names_end(text: str, start: int) -> int:
    """Names end at a job, a date, a newspaper's name or a dash."""
    match = _behind_names().search(text, start)
    end = match.start() if match else len(text.rstrip(" .,;:"))
    return min([end, *(at for at, _, _ in date_spans(text) if at > start)])


@cache
def _behind_names() -> re.Pattern[str]:
    stops = "|".join(re.escape(word) for word in table("cues")["byline"]["after"])
    return re.compile(rf"\s+(?:[-–—|•·(]|\b(?:{stops})\b|\d)|[|•·(\n]", re.IGNORECASE)


@cache
def _byline_word() -> re.Pattern[str]:
    words = sorted(table("cues")["byline"]["words"], key=len, reverse=True)
    # Only the word may be written in capitals or not: the name behind it starts with a capital.
    return re.compile(rf"\s*(?i:{'|'.join(map(re.escape, words))})(?:\s*:\s*|\s+)(?=[^\W\d_a-zà-ÿа-я])")


def dateline_date(text: str) -> str:
    """The date of a block that says nothing but when it was published.

    Returns:
        ISO 8601; empty when the block says more, or no date.
    """
    if len(text) > 120:
        return ""
    date = find_date(text)
    if not date:
        return ""
    known = table("dates")["dateline"]["words"]
    rest = [word for word in re.findall(r"[^\W\d_]+", without_dates(text)) if word.lower() not in known]
    # One place may stand before the date ("OTTAWA, January 11, 2021"), in capitals as agencies print it.
    return date if not rest or (len(rest) <= 2 and all(word.isupper() and len(word) > 2 for word in rest)) else ""


def is_bio(text: str, authors: list[str]) -> bool:
    """Whether a short block near the end is a note on who wrote the text."""
    flat = folded(text)
    if len(text) > 2 * LONGEST:
        return False
    if any(cue in flat for cue in _tuple("bio", "cues")):
        return True
    return any(
        re.match(rf"{re.escape(folded(name))} (?:is|was|are|has|covers|writes|teaches)\b", flat) for name in authors
    )


@cache
def _set(part: str, key: str) -> frozenset[str]:
    return frozenset(_list(part, key))


@cache
def _tuple(part: str, key: str) -> tuple[str, ...]:
    return tuple(_list(part, key))


def _list(part: str, key: str) -> list[str]:
    values: list[Any] = table("cues")[part][key]
    return [str(value) for value in values]
