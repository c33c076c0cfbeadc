"""Where a paragraph speaks of a date, and in what words.

In: a paragraph. Out: :class:`Found` values that do not overlap, in order. Invariant: one pass of each pattern, no
pattern looks further than a few words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

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


_YEAR = r"(?:1[5-9]|20)\d\d"
_SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_COUNT = r"(?P<count>a|an|\d{1,3}|" + "|".join(_SMALL) + r")"


@functools.cache
def _months() -> str:
    names = sorted(table("dates")["months"], key=len, reverse=True)
    return "(?:" + "|".join(f"{name.capitalize()}|{name.upper()}" for name in names) + r")\b\.?"


@functools.cache
def _weekdays() -> str:
    return "(?:" + "|".join(f"{name.capitalize()}|{name.upper()}" for name in table("dates")["weekdays"]) + ")"


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    month, weekday = _months(), _weekdays()
    day = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
    season = "(?:" + "|".join(table("dates")["seasons"]["words"]) + ")"
    opens = "|".join(sorted((re.escape(w) for w in table("dates")["before"]["opens"]), key=len, reverse=True))
    part = r"(?:spring|summer|autumn|fall|winter|end|beginning|start|middle|year|early|late)"
    lead = rf"(?P<open>\b(?:{opens})[\s-]+(?:the\s+{part}\s+(?:of\s+)?)?)"
    return tuple(
        (name, re.compile(pattern))
        for name, pattern in (
            ("full", r"(?<![\w.-])(?P<iso>" + _YEAR + r"-[01]\d-[0-3]\d)(?![\w-])"),
            ("full", rf"(?<![\w.])(?:the\s+)?{day}\s+(?:of\s+)?(?P<m>{month}),?\s+(?P<y>{_YEAR})(?![\d-])"),
            ("full", rf"\b(?P<m>{month})\s+{day},?\s+(?P<y>{_YEAR})(?![\d])"),
            ("full", rf"\b(?P<m>{month}),?\s+(?:of\s+)?(?P<y>{_YEAR})(?![\d])"),
            ("month", rf"(?<![\w.])(?:the\s+)?{day}\s+(?:of\s+)?(?P<m>{month})(?!\w)"),
            ("month", rf"\b(?P<m>{month})\s+{day}(?![\d,.]*\d|\w|\s?(?:per|%))"),
            (
                "month",
                rf"(?P<open>(?i:\b(?:in|since|during|early|late|last|until|by|mid-?|throughout|from|this)\s+))(?P<m>{month})(?!\w|\s+[A-Z])",
            ),
            ("season", rf"(?i:\b(?P<step>last|this|next)\s+{season})\b"),
            ("year", rf"(?i:{lead})(?P<y>{_YEAR})(?![\w%]|[.,]\d|-\w|/\d|\s?(?:per|percent))"),
            ("year", rf"(?:^|(?<=[.:!?]\s)|(?<=[a-z’'s]\s))(?P<y>{_YEAR})(?=\s+when\b|\s*[:–—]\s)"),
            ("modifier", rf"(?i:\b(?P<det>the|its|their|his|her|a|an|[’']s)\s+)(?P<y>{_YEAR})(?=\s+[a-z])"),
            (
                "ago",
                rf"(?i:\b(?:(?:about|around|some|nearly|almost|over|just|roughly)\s+)?{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+ago)\b",
            ),
            (
                "later",
                rf"(?i:\b{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+(?P<way>later|earlier|afterwards?|before(?=\s*[.,;])))\b",
            ),
            (
                "this",
                r"(?i:\b(?:earlier\s+|later\s+)?(?P<step>this|last|next|past|previous)\s+(?P<unit>week|month|year))\b",
            ),
            (
                "that",
                r"(?i:\b(?P<step>that|same|the\s(?:same|following|next|previous))\s+(?P<unit>day|week|month|year))\b",
            ),
            ("day", r"(?i:\b(?P<word>yesterday|today|tomorrow))\b(?![’']s)"),
            ("day", r"(?i:\b(?P<word>this\s+morning|this\s+afternoon|this\s+evening|tonight|last\s+night))\b"),
            ("weekday", rf"(?i:\b(?P<step>last|next|this)\s+)?\b(?P<w>{weekday})\b"),
        )
    )


def find_date_words(text: str, start: int, end: int) -> list[Found]:
    """The places of ``text[start:end]`` that speak of a date, in order; of two that overlap, the longer one."""
    taken: list[Found] = []
    for name, pattern in _patterns():
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
    return list(_ranges(text, kept))


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
    if groups.get("iso"):
        return _absolute(match, groups["iso"])
    month, day = _month_number(groups["m"]), groups.get("d")
    if day is not None and not 1 <= int(day) <= 31:
        return None
    return _absolute(match, f"{groups['y']}-{month:02d}" + (f"-{int(day):02d}" if day else ""))


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
    return 1 if lower in {"a", "an"} else (_SMALL.index(lower) + 1 if lower in _SMALL else int(lower))


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
