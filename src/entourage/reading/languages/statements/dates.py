"""Where a paragraph in French or Russian speaks of a date; what the date is, the Calendar of all languages works out.

In: a text, its language and its day of publication. Out: a :class:`Calendar` that reads that language. Invariant: the
patterns are data (``data/french_dates.toml``, ``data/russian_dates.toml``) and look no further than a few words.
"""

from __future__ import annotations

import datetime
import re
from functools import cache, partial
from typing import Any

from entourage.reading.languages.cues import NAMES
from entourage.reading.languages.tables import table
from entourage.reading.statements.date_words import Found
from entourage.reading.statements.dates import Calendar, Relation

_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"


def calendar(code: str, published: str) -> Calendar:
    """The calendar of a text in a language ("fr" or "ru") that was published on a day (ISO 8601, may be empty)."""
    return Calendar(published, find=partial(find_date_words, code), relation=_relation)


def _data(code: str) -> dict[str, Any]:
    return table(f"{NAMES[code]}_dates")


@cache
def _patterns(code: str) -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    data = _data(code)

    def any_of(name: str) -> str:
        return "|".join(sorted(map(re.escape, data[name]), key=len, reverse=True))

    words = {
        "{month}": any_of("months"),
        "{weekday}": any_of("weekdays"),
        "{number}": rf"\d{{1,3}}|{any_of('numbers')}",
        "{unit}": any_of("units"),
        "{year}": _YEAR,
    }
    made = []
    for row in data["pattern"]:
        pattern = row["words"]
        for name, choice in words.items():
            pattern = pattern.replace(name, f"(?:{choice})")
        made.append((row, re.compile(rf"(?<![\w-]){pattern}(?!\w)", re.IGNORECASE)))
    return tuple(made)


def find_date_words(code: str, text: str, start: int, end: int) -> list[Found]:
    """The places of ``text[start:end]`` that speak of a date, in order; of two that overlap, the longer one.

    Args:
        code: "fr" or "ru".

    Returns:
        What was found, ``opening`` being "since", "bound" or empty; an empty list where no date stands.
    """
    found = []
    for row, pattern in _patterns(code):
        for match in pattern.finditer(text, start, end):
            one = _read(code, row, match)
            if one is not None:
                found.append(one)
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _read(code: str, row: dict[str, Any], match: re.Match[str]) -> Found | None:
    data, said = _data(code), {name: (value or "").lower() for name, value in match.groupdict().items()}
    opening = _opening(code, match, said.get("open", ""))
    make = partial(Found, match.start(), match.end(), row["kind"], opening=opening)
    day = int(re.sub(r"\D", "", said.get("d", "")) or 0)
    month = int(said["mn"]) if said.get("mn") else data["months"].get(said.get("m", ""), 0)
    if row["kind"] in {"full", "year"}:
        return _absolute(match, said["y"], month, day, opening)
    if row["kind"] == "month":
        return make(number=month, number2=day) if day <= 31 else None
    if row["kind"] == "weekday":
        return make(number=data["weekdays"][said["w"]], number2=row["step"])
    unit = row.get("unit") or data["units"].get(said.get("u", ""), "")
    if row["kind"] == "this":
        return make(unit=unit, number=row["step"])
    number = row.get("step") or row.get("number") or _number(data, said.get("n", ""))
    back = "tôt" in said.get("way", "") or "auparavant" in said.get("way", "")
    return make(unit=unit, number=-number if back else number) if number else None


def _number(data: dict[str, Any], words: str) -> int:
    return int(words) if words.isdigit() else int(data["numbers"].get(words, 0))


def _absolute(match: re.Match[str], year: str, month: int, day: int, opening: str) -> Found | None:
    try:
        iso = datetime.date(int(year), month or 1, day or 1).isoformat()
    except ValueError:
        return None
    iso = iso if day else iso[:7] if month else iso[:4]
    return Found(match.start(), match.end(), "absolute", iso=iso, opening=opening)


def _opening(code: str, match: re.Match[str], taken: str) -> str:
    """ "since" or "bound" by the words that the pattern took, or that stand right before it."""
    before = _data(code)["before"]
    lead = match.string[max(0, match.start() - 24) : match.start()].lower().rpartition("\n")[2]
    lead = " ".join(lead.split())
    for relation in ("since", "bound"):
        for word in before[relation]:
            if taken.strip() == word or re.search(rf"(?<!\w){re.escape(word)}(?:\s+l[ea])?$", lead):
                return relation
    return ""


def _relation(text: str, found: Found) -> Relation:
    return "since" if found.opening == "since" else "bound" if found.opening == "bound" else "on"
