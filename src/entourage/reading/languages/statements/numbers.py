"""The numbers of a text in French or Russian, with what the words before them say of how exact they are.

In: a stretch of text. Out: :class:`entourage.reading.statements.numbers.Number` values that do not overlap, in order.
Invariant: one pass of one pattern per language; knowledge stands in ``data/*_numbers.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from entourage.reading.languages.cues import NAMES
from entourage.reading.languages.tables import table
from entourage.reading.statements.numbers import Kind, Number

_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
# Longer rows of digits are account numbers or noise.
_LARGEST = 1e15


def numbers_table(code: str) -> dict[str, Any]:
    """The words of counting of a language."""
    return table(f"{NAMES[code]}_numbers")


def _any_of(words: Any) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _comparisons(code: str) -> dict[str, str]:
    return {word: sign for sign, words in numbers_table(code)["comparisons"].items() for word in words}


@cache
def _pattern(code: str) -> re.Pattern[str]:
    data = numbers_table(code)
    units, signs = _any_of(data["units"]), _any_of(data["money"]["signs"])
    return re.compile(
        rf"(?<![\w.,/-])(?:(?P<compare>{_any_of(_comparisons(code))})\s*)?"
        rf"(?P<before>{signs})?\s?(?<!\w)(?P<core>{_DIGITS}|(?:{units})(?:[\s-](?:{units}))*)"
        rf"(?:[\s-]?(?:d['’]|de\s+)?(?P<scale>(?:{_any_of(data['scales'])})(?!\w)))?\.?"
        rf"(?:\s?(?P<percent>(?:{_any_of(data['percent']['words'])}))(?!\w)"
        rf"|\s?(?:(?:canadiens|d['’]|de\s+)\s*)?(?P<money>(?:{signs})|(?:{_any_of(data['money']['words'])})(?!\w)))?"
        rf"(?![\w])",
        re.IGNORECASE,
    )


def find_numbers(code: str, text: str, start: int, end: int) -> Iterator[Number]:
    """The numbers of ``text[start:end]``.

    Args:
        code: "fr" or "ru".

    Yields:
        Numbers in order; ``unit`` is a currency, "%" or empty; ``comparison`` is "=" when no word compares.
    """
    for match in _pattern(code).finditer(text, start, end):
        value = _value(code, match)
        if value is None or value > _LARGEST:
            continue
        compare = " ".join((match["compare"] or "").lower().split())
        money = match["before"] or match["money"] or ""
        kind: Kind = "money" if money else "percent" if match["percent"] else "plain"
        stop = match.end()
        while stop > match.start() and match.string[stop - 1] in " .":
            stop -= 1
        words = match.string[match.start("core") : match.end("scale") if match["scale"] else match.end("core")]
        yield Number(
            start=match.start(),
            end=stop,
            at=match.start("core"),
            value=value,
            comparison=_comparisons(code).get(compare, "="),
            kind=kind,
            words=" ".join(words.split()),
            unit=money if money else "%" if match["percent"] else "",
        )


def _value(code: str, match: re.Match[str]) -> float | None:
    data, core = numbers_table(code), match["core"].lower()
    scale = match["scale"] or ""
    factor = float(data["scales"].get(scale, data["scales"].get(scale.lower(), 1)))
    if core[0].isdigit():
        return float(re.sub(r"\s", "", core).replace(",", ".")) * factor
    return _spelled(data["units"], re.split(r"[\s-]+", core)) * factor


def _spelled(units: dict[str, int], words: list[str]) -> float:
    """ "quatre cent trente" is 430; "quatre-vingt" 80: a smaller number before a larger one multiplies it."""
    total = current = 0
    for word in words:
        value = units.get(word, 0)
        if value >= 100 or (value == 20 and current == 4):
            current = max(current, 1) * value
        else:
            current += value
        if value >= 1000:
            total, current = total + current, 0
    return float(total + current)
