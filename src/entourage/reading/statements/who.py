"""Whose stance a verb tells.

In: a verb and the quotes around it. Out: parties. Invariant: nobody is given a stance on the words of another:
inside a quote only its speaker takes one.
"""

from __future__ import annotations

from typing import Any

from entourage.model import Quote, Span
from entourage.reading.cast import Party
from entourage.reading.statements.clauses import actors
from entourage.reading.statements.participants import stands_for
from entourage.reading.statements.voices import Voices
from entourage.reading.statements.wording import Page
from entourage.reading.ties.grammar import after_preposition, children

FIRST_PERSON = frozenset({"i", "we"})


def who(page: Page, voices: Voices, verb: Any, *, cue: bool = True) -> tuple[Party, ...]:
    """The parties whose stance a verb tells; empty when it is told by another or nobody is known."""
    around = voices.at(Span(verb.idx, verb.idx + len(verb)))
    nouns = actors(verb)
    if any(noun.lower_ in FIRST_PERSON for noun in nouns):
        return speakers_of(page, around) if around is not None else _signed(page, nouns)
    own = voices.with_cue(verb.idx, verb.idx + len(verb)) if cue else None
    found = speakers_of(page, own) if own is not None and own.speakers else _resolved(page, nouns)
    if around is not None:
        said_by = {party.id for party in speakers_of(page, around)}
        return tuple(party for party in found if party.id in said_by)
    return found


def _signed(page: Page, nouns: list[Any]) -> tuple[Party, ...]:
    """ "We, the members of the association, ask ...": who speaks says so beside the pronoun."""
    beside = [child for noun in nouns for child in children(noun, "appos")]
    behind = [inner for noun in beside for _, inner in after_preposition(noun, frozenset({"of"}))]
    return _resolved(page, beside) or _resolved(page, behind)


def _resolved(page: Page, nouns: list[Any]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for noun in nouns:
        for one in stands_for(page, noun, acts=False) or _named_person(page, noun):
            found[one.id] = one
    return tuple(party for party in found.values() if party.is_person or party.is_organization or party.kind == "place")


def _named_person(page: Page, noun: Any) -> list[Party]:
    """A person beside a description ("the mayor of Port Example, Ada Example"); a body never speaks for its party."""
    return [party for party in stands_for(page, noun, acts=True) if party.is_person]


def speakers_of(page: Page, quote: Quote | None) -> tuple[Party, ...]:
    """The people and organisations who speak a quote, groups as their members; empty for none."""
    if quote is None:
        return ()
    known = [page.cast[speaker] for speaker in quote.speakers if speaker in page.cast.parties]
    found = {one.id: one for party in known for one in page.cast.persons_of(party)}
    return tuple(found.values())
