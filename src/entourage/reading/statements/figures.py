"""What a number of the text counts, measures or ranks.

In: a :class:`Number`. Out: a :class:`Figure`, or nothing: ages, scores, street numbers, spans of time and small
numbers of people ("two experts") are nothing that a list or a table bears out. Invariant: the unit is in the text's
words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entourage.model import Span
from entourage.reading.statements.numbers import Number
from entourage.reading.statements.tables import words
from entourage.reading.statements.wording import Page

# Smaller counts are told of anything ("three postings"); they count only where words make them a figure ("at least 4").
_SMALLEST_COUNT = 10
_SMALLEST_BOUND = 4
_MAX_UNIT_TOKENS = 12
_NAMED = frozenset({"ORG", "PRODUCT", "LAW", "EVENT", "WORK_OF_ART", "FAC", "TIME", "DATE", "GPE", "PERSON"})


@dataclass(frozen=True)
class Figure:
    """A number with what it is of.

    Attributes:
        kind: count, share, amount, change, rank or superlative.
        value: "> 430 people", "= 42 % of voters", "17th largest trading partner".
        token: the noun or number by which the figure stands in its clause.
        words: the figure as the text has it.
    """

    kind: str
    value: str
    token: Any
    span: Span
    words: str
    number: float | None = None
    unit: str = ""
    comparison: str = ""


def _is_a_year(number: Number, token: Any) -> bool:
    """Whether what seems to count is a year: "the rest of the 2016 candidates"."""
    if not (token.text.isdigit() and 1900 <= number.value <= 2099 and token.i > token.sent.start):
        return False
    return (
        token.nbor(-1).lower_ in {"the", "this", "that", "its", "their", "his", "her"} or token.nbor(-1).tag_ == "POS"
    )


def _in_title_case(first: Any, last: Any) -> bool:
    """Whether a number stands inside a name: "Under 70 Auto Sales"."""
    if first.i == first.sent.start or last.i + 1 >= last.sent.end:
        return False
    before, after = first.nbor(-1), last.nbor(1)
    bound = before.is_alpha and before.is_title and before.pos_ == "ADP" and before.i > before.sent.start
    return bool(bound and after.is_title and after.tag_ in {"NNP", "NNPS"})


def _of_a_fraction(number: Any) -> bool:
    """Whether a number is what a fraction is of: "less than one-half of 1 percent"."""
    if number.i < 2 or number.nbor(-1).lower_ != "of":
        return False
    return number.nbor(-2).lower_ in {"half", "third", "quarter", "tenth", "one-half", "one-third", "one-tenth"}


def figure_of(page: Page, number: Number) -> Figure | None:
    """The figure that a number stands for; None for a number that no data could bear out."""
    tokens = page.parsed.tokens_in(Span(number.at, number.end))
    if not len(tokens) or tokens[-1].ent_type_ in {"ORG", "PRODUCT", "LAW", "WORK_OF_ART", "FAC"}:
        return None
    last = tokens[-1]
    if _in_title_case(tokens[0], last) or _of_a_fraction(tokens[0]):
        return None
    if number.kind == "money":
        return _amount(page, number, last, number.unit)
    if number.kind in {"percent", "fraction"}:
        return _percent(page, number, last)
    if number.kind == "ordinal" or _is_a_year(number, last):
        return None
    return _count(page, number, last)


# -- amounts ----------------------------------------------------------------------------------------
def _amount(page: Page, number: Number, token: Any, unit: str, end: int = 0) -> Figure:
    span = Span(number.start, end or number.end)
    value = f"{number.comparison} {number.words}" + ("" if number.unit else f" {unit}")
    return Figure("amount", value, token, span, span.of(page.text), number.value, unit, number.comparison)


# -- shares and changes -----------------------------------------------------------------------------
def _percent(page: Page, number: Number, token: Any) -> Figure | None:
    doc, following = token.doc, token.i + 1
    host = token.head if token.dep_ in {"nmod", "compound", "amod", "nummod"} else token
    if _is_rate(token, host):
        return None
    if following < len(doc) and doc[following].lower_ in {
        "point",
        "points",
        "-",
        "higher",
        "lower",
        "more",
        "less",
        "fewer",
    }:
        return None
    direction = "" if _is_level(token) else _direction(token)
    if direction:
        span = Span(number.start, number.end)
        value = f"{direction} {number.words} %"
        sign = 1.0 if direction == "+" else -1.0
        return Figure("change", value, token, span, span.of(page.text), sign * number.value, "%", number.comparison)
    whole, end = _whole(page, token, number.kind == "fraction")
    if number.kind == "fraction" and not whole:
        return None
    span = Span(number.start, end or number.end)
    value = f"{number.comparison} {number.words} %" + (f" of {whole}" if whole else "")
    unit = f"% of {whole}" if whole else "%"
    return Figure("share", value, token, span, span.of(page.text), number.value, unit, number.comparison)


def _is_level(token: Any) -> bool:
    """Whether a percentage is how much there is: "gaining 16 percent of the vote", "with Ada Example's 23 percent"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.lower_ == "of":
        worth = token.doc[token.i + 2 : token.i + 4]
        return not any(word.lower_ in {"its", "their", "his", "her", "value"} for word in worth)
    return any(child.dep_ == "poss" for child in token.children)


def _is_rate(token: Any, host: Any) -> bool:
    rates = words("numbers", "not_counted", "rates")
    if host.lemma_.lower() in rates or (host.dep_ == "attr" and _is_of_rate(host.head)):
        return True
    for above in (token.head, host.head):
        if above.lemma_.lower() in rates or (above.dep_ == "prep" and above.head.lemma_.lower() in rates):
            return True
    return False


def _is_of_rate(verb: Any) -> bool:
    """ "the rate of interest was 5 percent"."""
    return any(
        child.dep_ == "nsubj" and child.lemma_.lower() in words("numbers", "not_counted", "rates")
        for child in verb.children
    )


def _direction(token: Any) -> str:
    """ "+" or "-" for "rose 14 percent", "a drop of 5 percent"; empty for a share."""
    above = token.head
    if above.lower_ in {"to", "from", "at"} and above.dep_ == "prep":
        return ""  # "fell to 56 percent": a level
    for _ in range(3):
        if above.pos_ == "VERB":
            has_object = any(child.dep_ == "dobj" and child.i < token.i for child in above.children)
            return "" if token.i < above.i or has_object else _way(above, "up", "down")
        if way := _way(above, "up_nouns", "down_nouns"):
            return way
        above = above.head
    return ""


def _way(token: Any, up: str, down: str) -> str:
    lemma = token.lemma_.lower()
    if lemma in words("numbers", "change", up):
        return "+"
    return "-" if lemma in words("numbers", "change", down) else ""


def _whole(page: Page, token: Any, needs_plural: bool) -> tuple[str, int]:
    """What a share is of, and where its words end: "of the metal"."""
    doc, place = token.doc, token.i + 1
    if place < len(doc) and doc[place].lower_ == "of":
        place += 1
    elif not (needs_plural and place < len(doc) and doc[place].lower_ == "the"):
        return "", 0
    last = _noun_end(doc, place)
    if last is None or last.lemma_.lower() in words("numbers", "not_shared", "nouns"):
        return "", 0
    if (
        needs_plural
        and last.tag_ not in {"NNS", "NNPS", "PRP", "DT"}
        and doc[place].lower_ not in {"all", "its", "their", "the"}
    ):
        return "", 0
    start = doc[place].idx
    return " ".join(page.text[start : last.idx + len(last)].split()), last.idx + len(last)


def _noun_end(doc: Any, place: int) -> Any | None:
    """The head of the noun phrase that starts at a token, within a few tokens."""
    last = None
    for token in doc[place : place + _MAX_UNIT_TOKENS]:
        stands_alone = last is None and token.lower_ in _STANDING
        if token.pos_ in {"NOUN", "PROPN"} or stands_alone:
            last = token
        elif token.text != "-" and token.pos_ not in (_BEFORE_NOUN if last is None else _BETWEEN_NOUNS):
            break
    return last


_BEFORE_NOUN = frozenset({"DET", "ADJ", "PRON", "NUM", "PART", "ADV", "VERB"})
_BETWEEN_NOUNS = frozenset({"PART", "ADJ"})
_STANDING = frozenset({"them", "these", "those", "us"})


# -- counts -----------------------------------------------------------------------------------------
def _count(page: Page, number: Number, token: Any) -> Figure | None:
    of_whole = _part_of_whole(page, number, token)
    head = _counted(token)
    if of_whole is not None or head is None:
        return of_whole
    unit, end = _unit(page, number, head)
    if head.lemma_.lower() in words("numbers", "money", "nouns"):
        return _amount(page, number, head, unit, end)
    if not unit or not _is_worth_counting(number, head):
        return None
    span = Span(number.start, end)
    value = f"{number.comparison} {number.words} {unit}"
    return Figure("count", value, head, span, span.of(page.text), number.value, unit, number.comparison)


def _is_worth_counting(number: Number, head: Any) -> bool:
    if head.lemma_.lower() in words("numbers", "not_counted", "units"):
        return False
    if head.ent_type_ in {"DATE", "TIME"} and head.pos_ == "NOUN":
        return False
    return number.value >= _SMALLEST_COUNT or (number.comparison not in {"=", "~"} and number.value >= _SMALLEST_BOUND)


def _counted(token: Any) -> Any | None:
    """The plural noun that a number counts."""
    head = token.head
    if token.dep_ in {"nummod", "compound", "quantmod"} and head.pos_ == "NUM":
        head = head.head  # "850,000", "12 million crowns"
    if head.i <= token.i or head.pos_ not in {"NOUN", "PROPN"}:
        return None
    if head.tag_ not in {"NNS", "NNPS"} and head.lemma_.lower() not in {"people", "staff", "police"}:
        return None
    if any(other.tag_ == "HYPH" or other.text == "-" for other in token.doc[token.i + 1 : token.i + 2]):
        return None  # "a 12-strong team"
    return head if head.i - token.i <= _MAX_UNIT_TOKENS else None


def _unit(page: Page, number: Number, head: Any) -> tuple[str, int]:
    """The words of what is counted, joined nouns included, and where they end."""
    last = head
    for _ in range(6):
        joined = next((child for child in last.children if child.dep_ == "conj"), None)
        if joined is None or joined.tag_ not in {"NNS", "NNPS"} or joined.i - last.i > 4:
            break
        if any(child.dep_ in {"nummod", "det", "poss"} for child in joined.children):
            break
        last = joined
    end = last.idx + len(last)
    return " ".join(page.text[number.end : end].split()), end


def _part_of_whole(page: Page, number: Number, token: Any) -> Figure | None:
    """ "48 of the 120 seats"."""
    doc, place = token.doc, token.i + 1
    if place >= len(doc) or doc[place].lower_ != "of":
        return None
    place += 1
    while place < len(doc) and doc[place].lower_ in {"the", "its", "their", "all", "a", "total"}:
        place += 1
    if place >= len(doc) or doc[place].pos_ != "NUM" or not doc[place].text[:1].isdigit():
        return None
    head = _counted(doc[place])
    if head is None:
        return None
    end = head.idx + len(head)
    whole = " ".join(page.text[doc[place].idx : end].split())
    span = Span(number.start, end)
    value = f"{number.comparison} {number.words} of {whole}"
    return Figure("share", value, token, span, span.of(page.text), number.value, f"of {whole}", number.comparison)
