"""The dates of a text: as written, or worked out from the day of publication and from the date before.

In: a text by paragraph and its publication date. Out: :class:`When` values in order of the text. Invariants: spans
do not overlap; a date is never more precise than the words; what cannot be worked out has an empty ``iso``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from entourage.model import Precision
from entourage.reading.statements.date_words import Found, find_date_words
from entourage.reading.statements.tables import table

Relation = Literal["on", "since", "bound"]

_DAY = datetime.timedelta(days=1)
# How far back "the following day" may look for the date that it follows.
_ANCHOR_PARAGRAPHS = 2


@dataclass(frozen=True)
class When:
    """A date in the text.

    Attributes:
        start, end: characters.
        iso: ISO 8601 to ``precision``; the start of a range; empty when it cannot be worked out.
        until: the end of a range; empty otherwise.
        relation: ``on`` it happened then; ``since`` from then on; ``bound`` before, until or after it only.
        relative: worked out from another date.
        to_come: later than the day of publication.
    """

    start: int
    end: int
    iso: str
    precision: Precision
    relation: Relation = "on"
    until: str = ""
    relative: bool = False
    to_come: bool = False


class Calendar:
    """Works out dates in the order of the text."""

    def __init__(
        self,
        published: str,
        *,
        find: Callable[[str, int, int], Sequence[Found]] | None = None,
        relation: Callable[[str, Found], Relation] | None = None,
    ) -> None:
        """A calendar from the day of publication (ISO 8601; may be empty).

        Args:
            find: the date words of ``text[start:end]``; English's by default.
            relation: how what is told relates to a date; by English's words by default.
        """
        self.published = published
        self._find: Callable[[str, int, int], Sequence[Found]] = find or find_date_words
        self._relation = relation or _relation
        self._day = _as_day(published)
        self._anchor = ""
        self._anchor_paragraph = -10
        self._paragraph = 0

    def read(self, text: str, start: int, end: int, paragraph: int) -> list[When]:
        """The dates of a paragraph ``text[start:end]``; paragraphs are to be read in order."""
        self._paragraph = paragraph
        out = []
        for found in self._find(text, start, end):
            iso = self._iso(found)
            relation = self._relation(text, found)
            until = found.until
            if iso and relation != "bound":
                self._anchor, self._anchor_paragraph = iso, paragraph
            out.append(
                When(
                    found.start,
                    found.end,
                    iso,
                    _precision(iso),
                    relation,
                    until,
                    relative=found.kind != "absolute",
                    to_come=bool(iso) and _later(iso, self.published),
                )
            )
        return out

    # -- one kind after the other -----------------------------------------------------------------
    def _iso(self, found: Found) -> str:
        if found.kind == "absolute":
            return found.iso
        if found.kind == "ago":
            return _moved(self.published, found.unit, -found.number)
        if found.kind == "this":
            return self._this(found.unit, found.number)
        if found.kind == "weekday":
            return self._weekday(found)
        if found.kind == "month":
            return self._month(found)
        return self._from_anchor(found)

    def _this(self, unit: str, step: int) -> str:
        """ "this year" (0), "last month" (-1), "yesterday" (day, -1)."""
        if unit == "week":
            return _week(self._day, step)
        return (
            _moved(self.published, unit, step)
            if unit != "season"
            else self.published[:4] and _moved(self.published, "year", step)
        )

    def _weekday(self, found: Found) -> str:
        if self._day is None:
            return ""
        back = (self._day.weekday() - found.number) % 7
        if found.number2 > 0:
            return (self._day + _DAY * ((found.number - self._day.weekday()) % 7 or 7)).isoformat()
        if found.number2 < 0 and back == 0:
            back = 7
        return (self._day - _DAY * back).isoformat()

    def _month(self, found: Found) -> str:
        """A month, or a day of it, without a year: the last one before publication."""
        if len(self.published) < 7 or self._tells_of_another_year():
            return ""
        year = int(self.published[:4])
        for candidate in (year, year - 1):
            iso = _date(candidate, found.number, found.number2)
            if iso and iso <= self.published[: len(iso)]:
                return iso
        return ""

    def _tells_of_another_year(self) -> bool:
        near = self._paragraph == self._anchor_paragraph
        return near and bool(self._anchor) and int(self.published[:4]) - int(self._anchor[:4]) > 1

    def _from_anchor(self, found: Found) -> str:
        """ "the following day", "two years later", "that year"."""
        if not self._anchor or self._paragraph - self._anchor_paragraph > _ANCHOR_PARAGRAPHS:
            return ""
        if found.unit == "week":
            return _week(_as_day(self._anchor), found.number)
        return _moved(self._anchor, found.unit, found.number)


def _relation(text: str, found: Found) -> Relation:
    lead = text[max(0, found.start - 14) : found.start].lower().split()
    last, pair = (lead[-1] if lead else ""), " ".join(lead[-2:])
    before = table("dates")["before"]
    if found.opening == "since" or last in before["since"]:
        return "since"
    if found.until:
        return "on"
    if found.opening in before["bound"] or last in before["bound"] or pair in before["bound"]:
        return "bound"
    return "on"


def _precision(iso: str) -> Precision:
    by_length: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
    return by_length.get(len(iso), "unknown")


def _later(iso: str, published: str) -> bool:
    width = min(len(iso), len(published))
    return bool(published) and iso[:width] > published[:width]


def _as_day(iso: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(iso) if len(iso) == 10 else None
    except ValueError:
        return None


def _date(year: int, month: int, day: int = 0) -> str:
    try:
        value = datetime.date(year, month, day or 1)
    except ValueError:
        return ""
    return value.isoformat() if day else value.isoformat()[:7]


def _week(day: datetime.date | None, step: int) -> str:
    """The month or year that a whole week lies in: words that name a week bear no day."""
    if day is None:
        return ""
    first = day - _DAY * day.weekday() + _DAY * 7 * step
    last = first + _DAY * 6
    if first.year != last.year:
        return ""
    return first.isoformat()[:7] if first.month == last.month else str(first.year)


def _moved(iso: str, unit: str, step: int) -> str:
    """A date moved by whole units, to the unit's precision; empty when ``iso`` is not that precise."""
    if unit == "year" and len(iso) >= 4:
        return f"{int(iso[:4]) + step:04d}" if 1000 <= int(iso[:4]) + step <= 2999 else ""
    if unit == "month" and len(iso) >= 7:
        months = int(iso[:4]) * 12 + int(iso[5:7]) - 1 + step
        return _date(months // 12, months % 12 + 1) if 12_000 <= months < 36_000 else ""
    day = _as_day(iso)
    if day is None or abs(step) > 40_000:
        return ""
    if unit == "week":
        return _week(day, step)
    return (day + _DAY * step).isoformat() if unit == "day" else ""
