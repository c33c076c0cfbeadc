"""Statements that data could bear out: counts, ranks, shares, amounts, changes, superlatives, memberships, dates.

In: a Parsed text with its Cast, quotes and ties. Out: :class:`entourage.model.Claim` values with the verdict "not
checked". Invariants: every claim opens at its clause; what is supposed, denied or to come is no claim; ids
"claim-1" ... in order of the text; time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from entourage.model import Claim, Quote, Span, Tie
from entourage.reading.cast import Cast
from entourage.reading.parse import Paragraph, Parsed
from entourage.reading.statements.clauses import clause_of, noun_words
from entourage.reading.statements.dated import dated
from entourage.reading.statements.dates import Calendar, When
from entourage.reading.statements.figures import Figure, figure_of
from entourage.reading.statements.modality import standing
from entourage.reading.statements.numbers import find_numbers
from entourage.reading.statements.participants import participants_of, speaks_of_unknown
from entourage.reading.statements.ranks import find_extremes, find_majorities
from entourage.reading.statements.records import record_claims
from entourage.reading.statements.tables import words
from entourage.reading.statements.voices import Voices
from entourage.reading.statements.wording import Page, words_of
from entourage.reading.ties.grammar import governing_verb


def find_claims(
    parsed: Parsed, cast: Cast, quotes: Sequence[Quote], *, published: str = "", ties: Sequence[Tie] = ()
) -> tuple[Claim, ...]:
    """What the text states that a list or a table could bear out.

    Args:
        parsed: the analysed text; furniture and bylines are not read.
        cast: its parties.
        quotes: of the same text; they say who asserts a claim. Words that the text says were not said are left out.
        published: ISO 8601 date of publication; the document's own when empty.
        ties: of the same text; those to a list give memberships, sanction statements dates.

    Returns:
        Claims in order of the text; empty for a text without any. ``asserted_by`` is empty where the document itself
        asserts it.
    """
    page = Page(parsed, cast)
    voices = Voices(quotes)
    calendar = Calendar(published or parsed.document.published)
    found: list[Claim] = []
    for paragraph in parsed.paragraphs:
        if paragraph.is_running_text:
            found.extend(_claims_in(page, paragraph, calendar))
    found.extend(record_claims(page, ties))
    kept: dict[tuple[str, str, str, tuple[str, ...]], Claim] = {}
    for claim in sorted(found, key=_place):
        voice = voices.at(claim.evidence[-1])
        if voice is not None and voice.negated:
            continue
        by = voice.speakers if voice is not None else ()
        key = (claim.kind, claim.value, claim.what.lower(), by)
        kept[key] = _again(kept[key], claim) if key in kept else msgspec.structs.replace(claim, asserted_by=by)
    return tuple(_with_id(claim, number) for number, claim in enumerate(kept.values(), 1))


def _again(one: Claim, other: Claim) -> Claim:
    """The same claim made twice: one claim that opens at both places."""
    new = tuple(span for span in other.evidence if span not in one.evidence)
    if not new or len(one.evidence) >= _MAX_EVIDENCE:
        return one
    return msgspec.structs.replace(one, evidence=(*one.evidence, *new))


_MAX_EVIDENCE = 8


def _place(claim: Claim) -> tuple[Span, str, str]:
    return claim.evidence[-1], claim.kind, claim.value


def _with_id(claim: Claim, number: int) -> Claim:
    return msgspec.structs.replace(claim, id=f"claim-{number}")


def _claims_in(page: Page, paragraph: Paragraph, calendar: Calendar) -> Iterator[Claim]:
    span = paragraph.block.span
    whens = calendar.read(page.text, span.start, span.end, paragraph.index)
    dates = _dates_of_verbs(page, whens)
    figures = list(_figures(page, span, whens))
    figures += find_extremes(page, paragraph)
    figures += find_majorities(page, paragraph)
    for figure in figures:
        claim = _claim(page, figure, dates)
        if claim is not None:
            yield claim


def _figures(page: Page, span: Span, whens: list[When]) -> Iterator[Figure]:
    taken = [(when.start, when.end) for when in whens]
    position = read_to = 0
    for number in find_numbers(page.text, span.start, span.end):
        while position < len(taken) and taken[position][1] <= number.start:
            position += 1
        if position < len(taken) and taken[position][0] < number.end:
            continue  # part of a date
        figure = figure_of(page, number) if number.at >= read_to else None  # "48 of 120 seats" is one figure
        if figure is not None:
            read_to = figure.span.end
            yield figure


def _claim(page: Page, figure: Figure, dates: dict[int, list[When]]) -> Claim | None:
    verb = governing_verb(figure.token)
    if verb is not None and (
        standing(verb) == "unreal" or _only_reports(verb, figure.token) or speaks_of_unknown(page, verb)
    ):
        return None
    what, place = _sentence(page, figure, verb)
    parties = dict.fromkeys(participants_of(page, verb) if verb is not None else ())
    named = page.cast.mentions_in(figure.span.start, figure.span.end)
    parties.update(dict.fromkeys(party.id for _, party, kind in named if kind != "pronoun"))
    return Claim(
        id="",
        kind=figure.kind,
        what=what,
        value=figure.value,
        entities=tuple(parties),
        evidence=(place, figure.span) if place != figure.span else (place,),
        number=figure.number,
        unit=figure.unit,
        comparison=figure.comparison,
        date=_date_beside(figure, dates.get(verb.i, []) if verb is not None else []),
    )


def _sentence(page: Page, figure: Figure, verb: Any | None) -> tuple[str, Span]:
    """The claim as one short sentence, and the stretch that it comes from."""
    described = _described(figure.token)
    if described is not None:
        words_before = words_of(page, noun_words(described))
        span = Span(min(described.idx, figure.span.start), figure.span.end)
        return f"{words_before}: {_flat(figure.span.of(page.text))}", span
    if verb is None:
        span = page.parsed.sentence_span(figure.token)
        return _flat(span.of(page.text))[:_MAX_WHAT], span
    clause = clause_of(page, verb)
    place = Span(min(clause.span.start, figure.span.start), max(clause.span.end, figure.span.end))
    if _flat(figure.span.of(page.text)).lower() in clause.words.lower():
        return clause.words, place
    near = Span(clause.span.start, figure.span.end)
    if clause.span.start <= figure.span.start and len(near) <= _MAX_WHAT:
        return _flat(near.of(page.text)), place
    return _flat(figure.span.of(page.text)), place


def _described(token: Any) -> Any | None:
    """Whom an apposition describes: "Example Steel, the largest producer of steel in Asia"."""
    for _ in range(3):
        if token.dep_ == "appos" and token.head.pos_ == "PROPN":
            return token.head
        token = token.head
    return None


def _flat(words_: str) -> str:
    return " ".join(words_.split())


_MAX_WHAT = 220


def _only_reports(verb: Any, token: Any) -> bool:
    """ "Two people said": who speaks is not counted."""
    if verb.lemma_.lower() not in words("events", "verbs", "saying"):
        return False
    noun = token
    for _ in range(4):
        if noun.dep_ in {"nsubj", "nsubjpass"}:
            return bool(noun.head == verb)
        noun = noun.head
    return False


def _dates_of_verbs(page: Page, whens: list[When]) -> dict[int, list[When]]:
    """The dates of a paragraph by the verb that they date."""
    found: dict[int, list[When]] = {}
    for when in whens:
        one = dated(page, when)
        if one is not None and when.iso:
            found.setdefault(one.head.i, []).append(when)
    return found


def _date_beside(figure: Figure, whens: list[When]) -> str:
    """The date of the clause, where it has exactly one outside the figure's own words; "2014/.." for since 2014."""
    near = [when for when in whens if not figure.span.covers(Span(when.start, when.end)) or when.relation == "on"]
    if len(near) != 1:
        return ""
    when = near[0]
    if when.relation == "since":
        return f"{when.iso}/.."
    return f"{when.iso}/{when.until}" if when.until else when.iso
