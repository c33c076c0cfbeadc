"""The patterns of dates in English.

In: nothing. Out: named patterns, and the words without which each need not be tried. Invariant: no pattern looks
further than a few words, so that each is linear in the text.
"""

from __future__ import annotations

import functools
import re

from entourage.reading.statements.tables import table

_FULL_NAME = 5
_YEAR = r"(?:1[5-9]|20)\d\d"
SMALL_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_COUNT = r"(?P<count>a|an|\d{1,3}|" + "|".join(SMALL_NUMBERS) + r")"


@functools.cache
def _months() -> str:
    names = sorted(table("dates")["months"], key=len, reverse=True)
    # "Dec." is short for a month; after "August" or "May" a full stop ends the sentence.
    return (
        "(?:"
        + "|".join(
            rf"(?:{name.capitalize()}|{name.upper()})\b" + (r"\.?" if len(name) < _FULL_NAME and name != "may" else "")
            for name in names
        )
        + ")"
    )


@functools.cache
def _weekdays() -> str:
    return "(?:" + "|".join(f"{name.capitalize()}|{name.upper()}" for name in table("dates")["weekdays"]) + ")"


@functools.cache
def date_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(name, pattern) in the order in which they are tried."""
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


DIGITS = "0123456789"
# A pattern is tried only where one of these stands in the paragraph; one without a line here needs a digit.
NEEDLES: dict[str, tuple[str, ...]] = {
    "month": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "season": ("next ", "this "),
    "ago": (" ago",),
    "later": (" later", " earlier", " before", " afterward"),
    "this": (" week", " month", " year"),
    "that": (" day", " week", " month", " year"),
    "day": ("yesterday", "today", "tomorrow", "tonight", "this ", "last "),
    "weekday": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}
