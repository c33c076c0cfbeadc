"""What happened when.

In: a Parsed text with its Cast. Out: :class:`entourage.model.Event` values. Invariants: every event rests on a date
that stands in the text; what is negated, supposed or to come is no event; what is only alleged says so; ids
"event-1" ... in order of the text; time is linear in the text.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import msgspec

from entourage.model import Event, Span
from entourage.reading.cast import Cast
from entourage.reading.parse import Paragraph, Parsed
from entourage.reading.shares import measured_share
from entourage.reading.statements.clauses import actors, clause_of, noun_clause
from entourage.reading.statements.dated import Dated, dated, happened
from entourage.reading.statements.dates import Calendar
from entourage.reading.statements.modality import standing
from entourage.reading.statements.participants import participants_in, participants_of, speaks_of_unknown
from entourage.reading.statements.tables import words
from entourage.reading.statements.wording import Page
from entourage.reading.ties.grammar import governing_verb, is_passive, objects

# Told in the present tense: captions and timelines.
_PRESENT_KINDS = frozenset({"caption", "list item"})
_ALLEGED_FACTOR = 0.8
_RELATIVE_FACTOR = 0.95
"""A date that is worked out ("last month"); a judgement, such dates were too few to be judged apart."""
_MAX_EVIDENCE = 5


def find_events(parsed: Parsed, cast: Cast, *, published: str = "") -> tuple[Event, ...]:
    """What the text says happened, with its date.

    Args:
        parsed: the analysed text; furniture and bylines are not read.
        cast: its parties, descriptions and pronouns resolved.
        published: ISO 8601 date of publication, from which "last month" is worked out; the document's own when empty.

    Returns:
        Events in order of the text. A date that cannot be worked out leaves ``date`` empty with precision ``unknown``;
        such events are kept only for what readers look for most (appointments, deaths, sanctions ...). Empty for a text
        without dated events.
    """
    page = Page(parsed, cast)
    calendar = Calendar(published or parsed.document.published)
    drafts: dict[tuple[str, str], Event] = {}
    for paragraph in parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for event in _events_in(page, paragraph, calendar):
            key = (event.date, event.what.lower())
            drafts[key] = _joined(drafts[key], event) if key in drafts else event
    events = sorted(drafts.values(), key=_place)
    return tuple(msgspec.structs.replace(event, id=f"event-{number}") for number, event in enumerate(events, 1))


def _place(event: Event) -> tuple[int, int, str]:
    return event.evidence[0].start, event.evidence[0].end, event.date


def _joined(one: Event, other: Event) -> Event:
    """The same thing told twice: one event that opens at both places."""
    if other.evidence[0] in one.evidence or len(one.evidence) >= _MAX_EVIDENCE:
        return one
    who = tuple(dict.fromkeys([*one.participants, *other.participants]))
    return msgspec.structs.replace(one, participants=who, evidence=(*one.evidence, *other.evidence))


def _events_in(page: Page, paragraph: Paragraph, calendar: Calendar) -> Iterator[Event]:
    span = paragraph.block.span
    whens = calendar.read(page.text, span.start, span.end, paragraph.index)
    found = _once(page, [one for when in whens if (one := dated(page, when)) is not None])
    verbs = {one.head.i for one in found if not one.is_noun}
    for one in found:
        event = _noun_event(page, one) if one.is_noun else _verb_event(page, one, verbs - {one.head.i}, paragraph)
        if event is not None:
            yield event


def _once(page: Page, found: list[Dated]) -> list[Dated]:
    """Each verb with its most precise date, without the words of the others: "that day in 2014"."""
    by_verb: dict[int, Dated] = {}
    kept: list[Dated] = []
    for one in found:
        known = by_verb.get(one.head.i)
        if one.is_noun or known is None or not _is_one_date(page, known, one):
            kept.append(one)
            if not one.is_noun:
                by_verb[one.head.i] = one
            continue
        best = one if len(one.when.iso) > len(known.when.iso) else known
        joined = dataclasses.replace(best, removable=known.removable | one.removable | _between(known, one))
        kept[kept.index(known)] = by_verb[one.head.i] = joined
    return kept


def _is_one_date(page: Page, first: Dated, second: Dated) -> bool:
    """Whether two dates of a verb are the same to the precision of one, or a list of years."""
    isos = first.when.iso, second.when.iso
    between = page.text[first.when.end : second.when.start].strip()
    return isos[0].startswith(isos[1]) or isos[1].startswith(isos[0]) or between in {"and", ",", "or"}


def _between(first: Dated, second: Dated) -> frozenset[int]:
    """The small word between two dates."""
    low, high = max(first.removable, default=0), min(second.removable, default=0)
    return frozenset(range(low + 1, high)) if 0 < high - low <= 3 else frozenset()


def _verb_event(page: Page, one: Dated, apart: set[int], paragraph: Paragraph) -> Event | None:
    verb = one.head
    lemma = verb.lemma_.lower()
    held = standing(verb)
    in_present = paragraph.block.kind in _PRESENT_KINDS
    if (
        held == "unreal"
        or not happened(verb, in_present=in_present)
        or not _is_told(one, lemma)
        or _says_little(page, verb)
    ):
        return None
    clause = clause_of(page, verb, without=one.removable, apart=apart)
    who = participants_of(page, verb)
    is_core = lemma in words("events", "core", "verbs")
    if not who and not is_core and verb.dep_ == "acl":
        return None  # "a poll released on Friday"
    return _event(one, clause.words, clause.span, who, alleged=held == "alleged")


def _is_told(one: Dated, lemma: str) -> bool:
    """Whether the verb names something that happens on a day, and the day is known or worth showing without."""
    if lemma in words("events", "verbs", "states") or _only_says(one.head, lemma):
        return False
    if one.when.relation == "since" and lemma in words("events", "verbs", "lasting"):
        return False
    return bool(one.when.iso) or lemma in words("events", "core", "verbs")


def _only_says(verb: Any, lemma: str) -> bool:
    if lemma in words("events", "verbs", "saying"):
        return True
    return lemma in words("events", "verbs", "saying_when_active") and not is_passive(verb)


def _says_little(page: Page, verb: Any) -> bool:
    """Whether a clause tells nothing that can stand alone: "it was released", "made a remark"."""
    if any(noun.lemma_.lower() in words("events", "nouns", "spoken") for noun in objects(verb)):
        return True
    return not actors(verb) or speaks_of_unknown(page, verb)


def _noun_event(page: Page, one: Dated) -> Event | None:
    noun = one.head
    if not one.when.iso or one.when.relation == "since":
        return None
    verb = governing_verb(noun)
    held = standing(verb) if verb is not None else "fact"
    if held == "unreal":
        return None
    clause = noun_clause(page, noun, without=one.removable)
    if len(clause.words.split()) < 2:
        return None
    return _event(one, clause.words, clause.span, participants_in(page, noun), alleged=held == "alleged")


def _event(one: Dated, what: str, span: Span, who: tuple[str, ...], *, alleged: bool) -> Event:
    when = one.when
    family = "undated" if not when.iso else "somebody" if who else "nobody"
    confidence = measured_share("entourage.reading.statements", "data/shares.toml", "event", family)
    confidence *= (_ALLEGED_FACTOR if alleged else 1.0) * (_RELATIVE_FACTOR if when.relative else 1.0)
    if when.relation == "since":
        what = f"since {when.iso}, {what}"
    return Event(
        id="",
        date=when.iso,
        precision=when.precision,
        what=f"alleged: {what}" if alleged else what,
        participants=who,
        evidence=(Span(min(span.start, when.start), max(span.end, when.end)),),
        confidence=round(confidence, 2),
    )
