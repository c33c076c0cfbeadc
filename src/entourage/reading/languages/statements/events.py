"""What happened when, in French and Russian.

In: a Scene, the calendar's dates and the quotes. Out: :class:`entourage.model.Event` values. Invariants: every event
rests on a date in the text; what is negated, supposed or to come is no event, nor is the saying of a quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from entourage.model import Event, Quote, Span
from entourage.reading.languages.scene import Scene
from entourage.reading.languages.statements.clauses import clause_of, governing_verb, is_past, participants, standing
from entourage.reading.languages.statements.dates import calendar
from entourage.reading.parse import Paragraph
from entourage.reading.statements.dates import Calendar, When
from entourage.reading.statements.voices import Voices

# Set below the shares of right events on the keys of own making (benchmarks/reading/languages).
_CONFIDENCE, _RELATIVE = 0.75, 0.7
_FEWEST_WORDS = 2


def find_events(scene: Scene, quotes: Sequence[Quote]) -> tuple[Event, ...]:
    """What the text says happened, with its date.

    Args:
        scene: the analysed text; relative dates are worked out from its document's day of publication.
        quotes: of the same text; the act of saying them is no event.

    Returns:
        Events in order of the text, numbered; empty for a text without dated events.
    """
    dates, voices = calendar(scene.language.code, scene.parsed.document.published), Voices(quotes)
    found: dict[tuple[str, str], Event] = {}
    for paragraph in scene.parsed.paragraphs:
        if paragraph.is_running_text:
            for event in _events_in(scene, paragraph, dates, voices):
                found.setdefault((event.date, event.what.lower()), event)
    return tuple(msgspec.structs.replace(event, id=f"event-{n}") for n, event in enumerate(found.values(), 1))


def _events_in(scene: Scene, paragraph: Paragraph, dates: Calendar, voices: Voices) -> Iterator[Event]:
    span = paragraph.block.span
    for when in dates.read(scene.text, span.start, span.end, paragraph.index):
        event = _event(scene, when, voices)
        if event is not None:
            yield event


def _event(scene: Scene, when: When, voices: Voices) -> Event | None:
    token = scene.parsed.token_at(when.start)
    if token is None or not when.iso or when.relation != "on" or when.to_come:
        return None
    verb = governing_verb(token)
    if verb is None or standing(verb) != "fact" or not is_past(verb):
        return None
    if voices.with_cue(verb.idx, verb.idx + len(verb)) is not None:
        return None
    voice = voices.at(Span(verb.idx, verb.idx + len(verb)))
    if voice is not None and voice.negated:
        return None
    clause = clause_of(scene, verb, without=Span(when.start, when.end))
    who = participants(scene, verb, clause)
    if not who or len(clause.words.split()) < _FEWEST_WORDS:
        return None
    evidence = Span(min(clause.span.start, when.start), max(clause.span.end, when.end))
    return Event(
        id="",
        date=when.iso,
        precision=when.precision,
        what=clause.words,
        participants=who,
        evidence=(evidence,),
        confidence=_RELATIVE if when.relative else _CONFIDENCE,
    )
