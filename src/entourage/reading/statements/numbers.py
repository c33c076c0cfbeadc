"""The numbers of a text, with what the words around them say of how exact they are.

In: a paragraph. Out: :class:`Number` values that do not overlap, in order. Invariant: one pass of one pattern; no
number reaches over more than a few words.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from entourage.reading.statements.tables import table

Kind = Literal["plain", "percent", "money", "fraction", "ordinal"]


@dataclass(frozen=True)
class Number:
    """A number in the text.

    Attributes:
        start, end: characters, the words of comparison included.
        at: character where the number itself starts.
        value: what it amounts to.
        comparison: "=", ">", ">=", "<", "<=" or "~".
        words: the number as one would print it behind a comparison: "430", "$1.3 billion", "42".
        unit: a currency sign or "%"; empty for a plain number.
    """

    start: int
    end: int
    at: int
    value: float
    comparison: str
    kind: Kind
    words: str
    unit: str = ""


# Longer rows of digits are account numbers or noise.
_LARGEST = 1e15


@functools.cache
def _pattern() -> re.Pattern[str]:
    numbers = table("numbers")
    units = "|".join(sorted(numbers["units"], key=len, reverse=True))
    big = "hundred|thousand|million|billion|trillion"
    short = "mn|mln|bn|tn|m|k"
    digits = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    spelled = rf"(?:{units}|an?(?=\s+(?:{big})))(?:[\s-](?:and\s)?(?:{units}|hundred|thousand))*"
    signs = "|".join(re.escape(sign) for sign in numbers["money"]["signs"])
    # "a decade and a half of talks" is no half of the talks
    fraction = r"(?<!and\s)(?<!and a\s)"
    fraction += r"(?:(?:one|two|three|four|a)[\s-])?(?:half|thirds?|quarters?|fifths?|tenths?)(?=\s+of\b|\s+the\b)"
    return re.compile(
        rf"(?<![\w.,$€£/-])(?P<compare>(?:{_comparison_words()})\s+)?"
        rf"(?:(?P<fraction>\b{fraction})"
        rf"|(?P<sign>(?:US|C|CA|A|NZ|HK)?(?:{signs})\s?)?(?P<core>{digits}|\b{spelled}\b)"
        rf"(?:[\s-]?(?P<scale>\b(?:{big})\b|(?:{short})\b))?"
        rf"(?P<percent>\s?%|[\s-](?:percent|per\s+cent)\b)?"
        rf"(?P<ordinal>(?:st|nd|rd|th)\b)?)"
        rf"(?P<after>\s+or\s+(?:more|less|fewer)\b)?(?![\w])",
        re.IGNORECASE,
    )


@functools.cache
def _comparisons() -> dict[str, str]:
    return {word: sign for sign, found in table("numbers")["comparisons"].items() for word in found}


def _comparison_words() -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_comparisons(), key=len, reverse=True))


def find_numbers(text: str, start: int, end: int) -> list[Number]:
    """The numbers of ``text[start:end]``, in order; empty when there is none."""
    found = []
    for match in _pattern().finditer(text, start, end):
        number = _number(match)
        if number is not None:
            found.append(number)
    return found


@functools.cache
def _matter() -> re.Pattern[str]:
    """What "over" an amount may be the reason of: "jailed over $90m fraud"."""
    return re.compile(rf"\s+(?:{'|'.join(table('numbers')['matters']['words'])})\b", re.IGNORECASE)


def _number(match: re.Match[str]) -> Number | None:
    comparison = _comparisons().get(" ".join((match["compare"] or "").lower().split()), "=")
    if (
        (match["compare"] or "").strip().lower() == "over"
        and match["sign"]
        and _matter().match(match.string, match.end())
    ):
        comparison = "="  # "jailed over $90m fraud": because of it
    if match["after"]:
        comparison = ">=" if match["after"].lower().endswith("more") else "<="
    at = match.end("compare") if match["compare"] else match.start()
    if match["fraction"]:
        value = _fraction(match["fraction"])
        share = f"{100 * value:.1f}".removesuffix(".0")
        return Number(match.start(), match.end(), at, round(100 * value, 4), comparison, "fraction", share, "%")
    amount = _value(match["core"])
    if amount is None or amount > _LARGEST:
        return None
    scale = (match["scale"] or "").lower()
    value = amount * (table("numbers")["scales"][scale] if scale else 1)
    sign = (match["sign"] or "").strip()
    kind: Kind = "money" if sign else ("percent" if match["percent"] else ("ordinal" if match["ordinal"] else "plain"))
    end = match.end("ordinal") if match["ordinal"] else match.end()
    core = f"{amount:g}" if match["percent"] and not match["core"][0].isdigit() else match["core"]
    words = sign + core + (f" {match['scale']}" if scale else "")
    return Number(match.start(), end, at, value, comparison, kind, words, sign or ("%" if match["percent"] else ""))


def _value(words: str) -> float | None:
    """The value of digits or number words; None for words that are no number after all."""
    if words[0].isdigit():
        return float(re.sub(r"[,\u00a0\u202f]", "", words))
    numbers = table("numbers")
    total = current = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in numbers["units"]:
            current += numbers["units"][word]
        elif word in {"a", "an"}:
            current += 1
        elif word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0.0
        elif word != "and":
            return None
    return total + current


def _fraction(words: str) -> float:
    parts = re.split(r"[\s-]+", words.lower())
    count = {"two": 2.0, "three": 3.0, "four": 4.0}.get(parts[0], 1.0)
    return count * float(table("numbers")["fractions"][parts[-1]])
