"""Dates as people and machines write them, as ISO 8601.

In: a stretch of text. Out: ``2021-01-11``, ``2021-01`` or ``2021``, as precise as written. Invariant: what can be
read in two ways (03/04/2021) is no date. Month names: ``data/dates.toml``.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from entourage.documents.tables import table

_ISO = re.compile(r"(?<![\d.])((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?(?![\d-])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?", re.IGNORECASE)


@cache
def _worded() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in _months()), key=len, reverse=True))
    day = r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    year = r"((?:19|20)\d\d)(?!\d)"
    return re.compile(
        rf"(?<![\w.])(?:{day}\s+(?:de\s+)?({names})\.?,?\s+(?:de\s+)?{year}"
        rf"|({names})\.?\s+{day},?\s+{year}|({names})\.?,?\s+{year})",
        re.IGNORECASE,
    )


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in table("dates")["months"].items() for name in names}


def find_date(text: str) -> str:
    """The first date in ``text``.

    Args:
        text: a short stretch; only its first 300 characters are looked at.

    Returns:
        ISO 8601, as precise as written; empty when there is none.
    """
    spans = date_spans(text[:300])
    return spans[0][2] if spans else ""


def date_spans(text: str) -> list[tuple[int, int, str]]:
    """Every date in ``text`` as (start, end, ISO 8601), in order. ``text`` should be short."""
    found = [(m.start(), m.end(), _iso(m[1], m[2], m[3])) for m in _ISO.finditer(text)]
    found += [(m.start(), m.end(), _from_dotted(m)) for m in _DOTTED.finditer(text)]
    found += [(m.start(), m.end(), _from_words(m)) for m in _worded().finditer(text)]
    return sorted(span for span in found if span[2])


def without_dates(text: str) -> str:
    """What is left of a short ``text`` when dates and times of day are taken out."""
    for start, end, _ in reversed(date_spans(text)):
        text = text[:start] + " " + text[end:]
    return _TIME.sub(" ", text)


def _from_dotted(match: re.Match[str]) -> str:
    first, separator, second, year = int(match[1]), match[2], int(match[3]), match[4]
    if separator == "." or first > 12:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else ""


def _from_words(match: re.Match[str]) -> str:
    day, month, year, month2, day2, year2, month3, year3 = match.groups()
    name = (month or month2 or month3).lower().rstrip(".")
    return _iso(year or year2 or year3, _months()[name], day or day2)


def _iso(year: str | int, month: str | int, day: str | int | None) -> str:
    try:
        value = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return value.isoformat() if day else value.isoformat()[:7]
