"""Statements that data could bear out, in French and Russian: counts, shares, amounts, changes, ranks, superlatives.

In: a Scene and the quotes. Out: :class:`entourage.model.Claim` values with the verdict "not checked". Invariants: every
claim opens at its clause; what is negated, supposed or to come is no claim, nor are ages, dates and spans of time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from entourage.model import Claim, Quote, Span
from entourage.reading.languages.scene import Scene
from entourage.reading.languages.statements.clauses import clause_of, governing_verb, participants, standing
from entourage.reading.languages.statements.dates import calendar
from entourage.reading.languages.statements.numbers import find_numbers, numbers_table
from entourage.reading.languages.statements.words import lemma_of, noun_phrase
from entourage.reading.parse import Paragraph
from entourage.reading.statements.dates import When
from entourage.reading.statements.numbers import Number
from entourage.reading.statements.voices import Voices

# Smaller counts are told of anything; they count only where words make them a figure ("au moins 4").
_SMALLEST_COUNT, _SMALLEST_BOUND = 10, 4
_SHARE_PREPOSITIONS = frozenset({"de", "d'", "d’", "des", "du"})


@dataclass(frozen=True)
class _Figure:
    kind: str
    value: str
    token: Any
    span: Span
    number: float | None = None
    unit: str = ""
    comparison: str = ""


def find_claims(scene: Scene, quotes: Sequence[Quote]) -> tuple[Claim, ...]:
    """What the text states that a list or a table could bear out.

    Args:
        scene: the analysed text.
        quotes: of the same text; they say who asserts a claim.

    Returns:
        Claims in order of the text, numbered; empty for a text without any. ``asserted_by`` is empty where the
        document itself asserts it.
    """
    voices = Voices(quotes)
    dates = calendar(scene.language.code, scene.parsed.document.published)
    found: dict[tuple[str, str, str], Claim] = {}
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        span = paragraph.block.span
        whens = dates.read(scene.text, span.start, span.end, paragraph.index)
        for figure in sorted(_figures(scene, paragraph, whens), key=lambda one: one.span):
            claim = _claim(scene, figure, whens)
            voice = voices.at(figure.span)
            if claim is None or (voice is not None and voice.negated):
                continue
            by = voice.speakers if voice is not None else ()
            found.setdefault(
                (claim.kind, claim.value, claim.what.lower()), msgspec.structs.replace(claim, asserted_by=by)
            )
    return tuple(msgspec.structs.replace(claim, id=f"claim-{n}") for n, claim in enumerate(found.values(), 1))


def _figures(scene: Scene, paragraph: Paragraph, whens: list[When]) -> Iterator[_Figure]:
    span = paragraph.block.span
    for number in find_numbers(scene.language.code, scene.text, span.start, span.end):
        if not any(when.start < number.end and number.at < when.end for when in whens):
            figure = _figure(scene, number)
            if figure is not None:
                yield figure
    for i in range(paragraph.first, paragraph.last):
        figure = _ranked(scene, scene.parsed.doc[i])
        if figure is not None:
            yield figure


def _figure(scene: Scene, number: Number) -> _Figure | None:
    token = scene.parsed.token_at(number.at)
    if token is None or scene.cast.mention_at(number.at) is not None:
        return None
    span = Span(number.start, number.end)
    if number.kind == "money":
        value = f"{number.comparison} {number.words} {number.unit}"
        return _Figure("amount", value, token, span, number.value, number.unit, number.comparison)
    if number.kind == "percent":
        return _percent(scene, number, scene.parsed.token_at(number.end - 1), span)
    return _count(scene, number, token)


def _percent(scene: Scene, number: Number, token: Any, span: Span) -> _Figure | None:
    direction = _direction(scene, token)
    if direction:
        sign = 1.0 if direction == "+" else -1.0
        value = f"{direction} {number.words} %"
        return _Figure("change", value, token, span, sign * number.value, "%", number.comparison)
    whole = _whole(scene, token)
    if whole is None:
        return None
    of, end = whole
    return _Figure(
        "share", f"{number.comparison} {number.words} % {of}", token, Span(span.start, end),
        number.value, f"% {of}", number.comparison,
    )  # fmt: skip


def _direction(scene: Scene, token: Any) -> str:
    """ "+" or "-" for "a reculé de 12 %", «вырос на 8%», "une hausse de 3 %"; empty for a share."""
    change, above = numbers_table(scene.language.code)["change"], token
    for _ in range(3):
        above = above.head
        lemma = lemma_of(scene, above)
        for sign, verbs, nouns in (("+", "up", "up_nouns"), ("-", "down", "down_nouns")):
            if lemma in change[verbs] or lemma in change[nouns]:
                return sign
        if above.pos_ == "VERB":
            return ""
    return ""


def _whole(scene: Scene, token: Any) -> tuple[str, int] | None:
    """What a share is of, and where its words end: "des salariés", «сотрудников»."""
    for child in token.rights:
        if child.pos_ in {"NOUN", "PROPN"} and child.i - token.i <= 4:
            between = {t.lower_ for t in token.doc[token.i + 1 : child.i]}
            if scene.language.code == "ru" or between & _SHARE_PREPOSITIONS:
                tokens = noun_phrase(child)
                last = tokens[-1]
                words = scene.text[token.idx + len(token) : last.idx + len(last)]
                return " ".join(words.split()), last.idx + len(last)
    head = token.head
    if scene.language.code == "ru" and head.pos_ == "NOUN" and head.i > token.i and "Gen" in head.morph.get("Case"):
        end = head.idx + len(head)
        return scene.text[token.idx + len(token) : end].strip(), end
    return None


def _count(scene: Scene, number: Number, token: Any) -> _Figure | None:
    noun = _counted(token)
    bound = number.comparison != "="
    if noun is None or number.value < (_SMALLEST_BOUND if bound else _SMALLEST_COUNT):
        return None
    if lemma_of(scene, noun) in _not_counted(scene) or noun.lower_ in _not_counted(scene):
        return None
    tokens = [t for t in noun_phrase(noun, joined=True) if t.idx >= number.end]
    if not tokens:
        return None
    last = tokens[-1]
    unit = " ".join(scene.text[number.end : last.idx + len(last)].split())
    unit = unit.removeprefix("de ").removeprefix("d'").removeprefix("d’")
    span = Span(number.start, last.idx + len(last))
    return _Figure(
        "count", f"{number.comparison} {number.words} {unit}", noun, span, number.value, unit, number.comparison
    )


def _not_counted(scene: Scene) -> frozenset[str]:
    return frozenset(numbers_table(scene.language.code)["not_counted"]["units"])


def _counted(token: Any) -> Any | None:
    """The noun that a number counts: its head, or what follows a number word ("une centaine de membres")."""
    for candidate in (token.head, token.head.head):
        if candidate.pos_ == "NOUN" and candidate.i > token.i and candidate.i - token.i <= 5:
            return candidate
    return next((child for child in token.rights if child.pos_ == "NOUN" and child.i - token.i <= 4), None)


def _ranked(scene: Scene, noun: Any) -> _Figure | None:
    """ "le troisième producteur d'acier", «крупнейший производитель стали»."""
    data = numbers_table(scene.language.code)
    if noun.pos_ != "NOUN" or lemma_of(scene, noun) not in data["ranked"]["nouns"]:
        return None
    rank: int | None = None
    first = noun
    for child in noun.lefts:
        low = child.lower_
        if low in data["ordinals"]:
            rank, first = data["ordinals"][low], child
        elif low[:1].isdigit() and any(low.endswith(ending) for ending in data["ordinals"]["endings"]):
            digits = "".join(one for one in low if one.isdigit())
            rank, first = int(digits), child
        elif low.startswith(tuple(data["ranked"]["superlatives"])) or _most(scene, child):
            rank, first = rank or 1, min(first, child, key=lambda t: t.i)
    if rank is None:
        return None
    tokens = noun_phrase(noun)
    if tokens[-1].i == noun.i:
        return None  # "le premier groupe": of what?
    last = tokens[-1]
    span = Span(first.idx, last.idx + len(last))
    said = " ".join(span.of(scene.text).split())
    if rank == 1:
        return _Figure("superlative", said, noun, span)
    return _Figure("rank", said, noun, span, float(rank), said, "=")


def _most(scene: Scene, child: Any) -> bool:
    most = numbers_table(scene.language.code)["ranked"]["most"]
    return child.pos_ == "ADJ" and any(lemma_of(scene, grand) in most for grand in child.lefts)


def _claim(scene: Scene, figure: _Figure, whens: list[When]) -> Claim | None:
    verb = governing_verb(figure.token)
    sentence = scene.sentence(figure.span.start)
    who: tuple[str, ...] = ()
    if verb is None:
        what, place = " ".join(sentence.of(scene.text).split())[:220], sentence
    else:
        if standing(_told_by(scene, verb)) != "fact":
            return None
        clause = clause_of(scene, verb)
        what, place = clause.words, clause.span
        who = participants(scene, verb, clause)
        if not place.covers(figure.span):
            what, place = " ".join(sentence.of(scene.text).split())[:220], sentence
    return Claim(
        id="",
        kind=figure.kind,
        what=what,
        value=figure.value,
        entities=who,
        evidence=(place, figure.span) if place != figure.span else (place,),
        number=figure.number,
        unit=figure.unit,
        comparison=figure.comparison,
        date=_date(scene, verb, whens),
    )


def _told_by(scene: Scene, verb: Any) -> Any:
    """The verb whose standing counts: of "a augmenté pour atteindre 3 %" the first one."""
    change = numbers_table(scene.language.code)["change"]
    if "Inf" in verb.morph.get("VerbForm") and lemma_of(scene, verb.head) in (*change["up"], *change["down"]):
        return verb.head
    return verb


def _date(scene: Scene, verb: Any | None, whens: list[When]) -> str:
    """The one date of the clause; "2014/.." for "depuis 2014"."""
    near = []
    for when in whens:
        token = scene.parsed.token_at(when.start)
        if when.iso and when.relation != "bound" and token is not None and governing_verb(token) == verb:
            near.append(when)
    if verb is None or len(near) != 1:
        return ""
    return f"{near[0].iso}/.." if near[0].relation == "since" else near[0].iso
