"""Dates as lists print them, as ISO 8601.

In: one printed date. Out: ISO dates as precise as the print (``1961``, ``1961-01``, ``1961-01-03``).
Invariants: what is not understood gives nothing, never a guess; a range or a doubtful date gives every
value it allows, so that no comparison takes one of them for certain.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

from entourage.lists.text import clean

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MAX_CHARS = 120
"""A longer text is no date; this also bounds what the patterns below can cost on hostile input."""
EARLIEST = 1850
"""An earlier year beside a Japanese date is of another calendar (``1402年``)."""
MAX_JAPANESE = 2_000
"""A cell of a Japanese list holds several dates and places; longer ones are not looked through to the end."""
MAX_RANGE_YEARS = 30
"""A longer range says too little about a birth to be worth comparing; the print stays in the notes."""

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d\d:\d\d.*)?$")
_DAY_MONTH = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})\.?,?[ -](\d{4})$")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})$")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})$")
_YEAR_FIRST = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})$")
_CIRCA = re.compile(r"(?:circa|c\.|ca\.?|approximately|approx\.?|about|around) ?(?=\d|[A-Za-z]{3,9}\.? \d)(.+)$", re.I)
_RANGE = re.compile(r"(?:between |from )?(.+?)(?: to | and | until | ?[-–] ?(?=\d{4}$))(.+)$", re.I)
_ALTERNATIVES = re.compile(r"\s+or\s+|;\s*", re.I)


def parse_birth(printed: str) -> tuple[str, ...]:
    """Birth dates that a printed value allows.

    Args:
        printed: for example ``"04 Dec 1951"``, ``"1958 to 1962"``, ``"circa 1951"``, ``"1963 or 1964"``.

    Returns:
        ISO dates, earliest first for a range; ``circa`` gives the year before and after as well; empty when
        the value is not understood or the range is longer than ``MAX_RANGE_YEARS``.

    >>> parse_birth("1958 to 1960")
    ('1958', '1959', '1960')
    >>> parse_birth("Sep-99")
    ()
    """
    text = clean(printed).rstrip(".,;")
    if not text or len(text) > MAX_CHARS:
        return ()
    found: list[str] = []
    for part in _ALTERNATIVES.split(text):
        values = _one(part.strip())
        if not values:
            return ()
        found += [value for value in values if value not in found]
    return tuple(found)


def parse_date(printed: str) -> str:
    """One ISO date for a day that a list states, such as the day of listing.

    Returns:
        The date as precise as printed; empty when it is missing, not understood, or ambiguous.

    >>> parse_date("24 Feb 2022")
    '2022-02-24'
    """
    text = clean(printed).rstrip(".,;")
    values = _simple(text) if len(text) <= MAX_CHARS else ()
    return values[0] if len(values) == 1 else ""


def parse_in_order(printed: str, *, day_first: bool) -> str:
    """One ISO date of a list whose order of day and month is known: UK day first, US month first.

    Args:
        printed: ``"05/02/1969"``; a zero stands for a part that is not given (``"00/00/1980"``). A date of another
            form is read as by ``parse_date``.
        day_first: the list's order.

    Returns:
        The date as precise as printed; empty when it does not exist or lies beyond the year 2100.

    >>> parse_in_order("05/02/1969", day_first=True)
    '1969-02-05'
    """
    text = clean(printed)
    match = _NUMERIC.match(text) if len(text) <= MAX_CHARS else None
    if not match:
        return parse_date(text)
    first, _, second, year = match.groups()
    day, month = (first, second) if day_first else (second, first)
    return next(iter(_iso(year, month, day)), "")


_JAPANESE = re.compile(
    r"(?P<about>おおよそ|約)?\s*(?P<year>\d{4})\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?)?"
    r"\s*(?P<circa>頃|ごろ|前後)?"
    r"|(?P<iso>\d{4}[-.]\d{1,2}[-.]\d{1,2})"
)
_JAPANESE_RANGE = re.compile(r"(\d{4})年?\s*(?:から|[-~〜ー－–])\s*(?:\([a-z]\))?(\d{4})年")


def parse_japanese(printed: str) -> tuple[str, ...]:
    """Birth dates in a cell of a Japanese list: ``"1941年8月20日"``, ``"1966年頃"``, ``"1955年-1958年頃"``.

    Args:
        printed: the cell; digits may be full-width, several dates may stand in it, text between them is passed over.

    Returns:
        ISO dates in printed order; of a range every year, of an approximate year the one before and after as well;
        empty when no date is found.

    >>> parse_japanese("1963年又は1964年2月")
    ('1963', '1964-02')
    """
    text = unicodedata.normalize("NFKC", printed)[:MAX_JAPANESE]
    found: dict[str, None] = {}
    for first, last in _JAPANESE_RANGE.findall(text):
        found.update(dict.fromkeys(_years(int(first), int(last))))
    for match in _JAPANESE.finditer(_JAPANESE_RANGE.sub(" ", text)):
        if match["iso"]:
            values = _iso(*re.split(r"[-.]", match["iso"]))
        else:
            values = _iso(match["year"], match["month"], match["day"])
            if (match["circa"] or match["about"]) and values:
                values = _years(int(match["year"]) - 1, int(match["year"]) + 1)
        found.update(dict.fromkeys(value for value in values if int(value[:4]) >= EARLIEST))
    return tuple(found)


def _one(text: str) -> tuple[str, ...]:
    simple = _simple(text)
    if simple:
        return simple
    circa = _CIRCA.match(text)
    if circa:
        around = _one(circa.group(1))
        return _years(int(around[0][:4]) - 1, int(around[-1][:4]) + 1) if around else ()
    span = _RANGE.match(text)
    if span:
        first, last = _simple(span.group(1)), _simple(span.group(2))
        if first and last:
            return _years(int(first[0][:4]), int(last[-1][:4]))
    return ()


def _years(first: int, last: int) -> tuple[str, ...]:
    if not 0 <= last - first <= MAX_RANGE_YEARS:
        return ()
    return tuple(f"{year:04d}" for year in range(first, last + 1))


def _simple(text: str) -> tuple[str, ...]:
    """A single date; two values where day and month cannot be told apart."""
    if match := _ISO.match(text):
        year, month, day = match.groups()
        return _iso(year, month, day)
    if match := _DAY_MONTH.match(text):
        day, month_name, year = match.groups()
        return _iso(year, _month(month_name), day) if _month(month_name) else ()
    if match := _MONTH_DAY.match(text):
        month_name, day, year = match.groups()
        return _iso(year, _month(month_name), day) if _month(month_name) else ()
    if match := _YEAR_FIRST.match(text):
        year, _, month, day = match.groups()
        return _iso(year, month, day)
    if match := _NUMERIC.match(text):
        return _numeric(*match.groups())
    month = _MONTH_YEAR.match(text)
    return _iso(month[2], month[1], None) if month else ()


def _numeric(first: str, separator: str, second: str, year: str) -> tuple[str, ...]:
    """``26.11.1972`` is day first by custom; with slashes both orders occur and both are given where both can be."""
    day_first = _iso(year, second, first)
    if separator == "." or first == second or int(first) == 0:
        return day_first
    month_first = _iso(year, first, second)
    return tuple(dict.fromkeys(day_first + month_first))


def _month(name: str) -> str:
    short = name[:3].lower()
    full = name.lower()
    if short not in MONTHS:
        return ""
    number = MONTHS.index(short) + 1
    whole = datetime.date(2000, number, 1).strftime("%B").lower()
    return str(number) if full in (short, whole, "sept") else ""


def _iso(year: str, month: str | None, day: str | None) -> tuple[str, ...]:
    """The date when it exists; a day or month of zero counts as not given (``00/00/1980``)."""
    number = int(year)
    if not 1 <= number <= 2100:
        return ()
    if not month or int(month) == 0:
        return (f"{number:04d}",)
    if int(month) > 12:
        return ()
    if not day or int(day) == 0:
        return (f"{number:04d}-{int(month):02d}",)
    try:
        return (datetime.date(number, int(month), int(day)).isoformat(),)
    except ValueError:
        return ()
