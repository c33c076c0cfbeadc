"""Where a paragraph speaks of a date, and in what words.

In: a paragraph. Out: :class:`Found` values that do not overlap, in order. Invariant: one pass of each pattern, no
pattern looks further than a few words.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from entourage.reading.statements.date_patterns import DIGITS, NEEDLES, SMALL_NUMBERS, date_patterns
from entourage.reading.statements.tables import table

Kind = Literal["absolute", "ago", "this", "weekday", "month", "anchor"]


@dataclass(frozen=True)
class Found:
    """Words that speak of a date.

    Attributes:
        start, end: characters of the text.
        kind: ``absolute`` carries ``iso``; the others say how to work it out.
        iso, until: ISO 8601; the start and, for a range, the end.
        unit: "day", "week", "month", "year", "season".
        number: how many units, or the weekday (Monday is 0), or the month.
        number2: the day of a month; for a weekday -1 "last", 1 "next".
        opening: the preposition that the pattern itself took, in lower case.
    """

    start: int
    end: int
    kind: Kind
    iso: str = ""
    until: str = ""
    unit: str = ""
    number: int = 0
    number2: int = 0
    opening: str = ""


@functools.lru_cache(maxsize=1_024)  # events and claims ask for the same paragraphs
def find_date_words(text: str, start: int, end: int) -> tuple[Found, ...]:
    """The places of ``text[start:end]`` that speak of a date, in order; of two that overlap, the longer one."""
    taken: list[Found] = []
    lower = text[start:end].lower()
    has_digit = any(map(lower.__contains__, DIGITS))
    for name, pattern in date_patterns():
        needles = NEEDLES.get(name)
        if not (has_digit if needles is None else any(needle in lower for needle in needles)):
            continue
        for match in pattern.finditer(text, start, end):
            found = _READERS[name](match)
            if found is not None:
                taken.append(found)
    kept: list[Found] = []
    for found in sorted(taken, key=_by_start):
        if kept and found.start < kept[-1].end:
            if found.end - found.start > kept[-1].end - kept[-1].start:
                kept[-1] = found
            continue
        kept.append(found)
    return tuple(_ranges(text, kept))


def _by_start(found: Found) -> tuple[int, int]:
    return found.start, -found.end


_RANGE_JOIN = re.compile(r"\s*(?:to|until|till|through|and|[-–—])\s*$", re.IGNORECASE)
_RANGE_LEAD = re.compile(r"\b(?:from|between)\s+(?:early\s+|late\s+)?$", re.IGNORECASE)


def _ranges(text: str, found: list[Found]) -> Iterator[Found]:
    """Two dates joined by "to" behind "from" or "between" are one."""
    position = 0
    while position < len(found):
        one = found[position]
        following = found[position + 1] if position + 1 < len(found) else None
        if (
            following is not None
            and one.iso
            and following.iso
            and one.iso < following.iso
            and _joined(text, one, following)
        ):
            yield replace(one, end=following.end, until=following.iso, opening="from")
            position += 2
            continue
        yield one
        position += 1


def _joined(text: str, one: Found, following: Found) -> bool:
    if following.start - one.end > 12:
        return False
    lead = text[max(0, one.start - 14) : one.start]
    return _RANGE_JOIN.fullmatch(text, one.end, following.start) is not None and _RANGE_LEAD.search(lead) is not None


# -- one reader per pattern -------------------------------------------------------------------------
def _month_number(words: str) -> int:
    return int(table("dates")["months"][words.rstrip(".").lower()])


def _full(match: re.Match[str]) -> Found | None:
    groups = match.groupdict()
    iso = groups.get("iso") or _iso(groups["y"], _month_number(groups["m"]), groups.get("d"))
    try:
        datetime.date.fromisoformat(iso if len(iso) == 10 else f"{iso}-01")
    except ValueError:
        return None  # 31 June
    return _absolute(match, iso)


def _iso(year: str, month: int, day: str | None) -> str:
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def _absolute(match: re.Match[str], iso: str) -> Found:
    return Found(match.start(), match.end(), "absolute", iso=iso)


def _year(match: re.Match[str]) -> Found | None:
    opening = (match.groupdict().get("open") or "").strip().lower()
    return Found(
        match.start("y"), match.end("y"), "absolute", iso=match["y"], opening=opening.split()[0] if opening else ""
    )


def _modifier(match: re.Match[str]) -> Found | None:
    return Found(match.start("y"), match.end("y"), "absolute", iso=match["y"], opening="the")


def _month(match: re.Match[str]) -> Found | None:
    groups = match.groupdict()
    day = int(groups.get("d") or 0)
    if day > 31:
        return None
    opening = (groups.get("open") or "").strip().lower()
    start = match.start("m") if opening not in {"last", "this", "early", "late"} else match.start()
    start = match.start() if not opening else start
    return Found(start, match.end(), "month", number=_month_number(groups["m"]), number2=day, opening=opening)


_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1}


def _season(match: re.Match[str]) -> Found | None:
    step = _STEPS[match["step"].lower()]
    # "last summer" may be of this year or of the year before: the words bear no year.
    return None if step < 0 else Found(match.start(), match.end(), "this", unit="year", number=step)


def _count(words: str) -> int:
    lower = words.lower()
    return 1 if lower in {"a", "an"} else (SMALL_NUMBERS.index(lower) + 1 if lower in SMALL_NUMBERS else int(lower))


def _ago(match: re.Match[str]) -> Found | None:
    return Found(match.start(), match.end(), "ago", unit=match["unit"].lower(), number=_count(match["count"]))


def _later(match: re.Match[str]) -> Found | None:
    number = _count(match["count"])
    sign = 1 if match["way"].lower() in {"later", "afterward", "afterwards"} else -1
    return Found(match.start(), match.end(), "anchor", unit=match["unit"].lower(), number=sign * number)


def _this(match: re.Match[str]) -> Found | None:
    step = _STEPS[match["step"].lower()]
    return Found(match.start(), match.end(), "this", unit=match["unit"].lower(), number=step)


_ANCHOR_STEPS = {"that": 0, "the same": 0, "same": 0, "the following": 1, "the next": 1, "the previous": -1}


def _that(match: re.Match[str]) -> Found | None:
    step = _ANCHOR_STEPS[" ".join(match["step"].lower().split())]
    return Found(match.start(), match.end(), "anchor", unit=match["unit"].lower(), number=step)


def _day(match: re.Match[str]) -> Found | None:
    word = " ".join(match["word"].lower().split())
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    return Found(match.start(), match.end(), "this", unit="day", number=step)


def _weekday(match: re.Match[str]) -> Found | None:
    step = _STEPS.get((match["step"] or "").lower(), 0)
    number = int(table("dates")["weekdays"][match["w"].lower()])
    return Found(match.start(), match.end(), "weekday", number=number, number2=step)


_READERS = {
    "full": _full,
    "year": _year,
    "modifier": _modifier,
    "month": _month,
    "season": _season,
    "ago": _ago,
    "later": _later,
    "this": _this,
    "that": _that,
    "day": _day,
    "weekday": _weekday,
}
