"""Stances that someone's own words take: "we should not ...", "there is no reason to ...", "it is not in ...".

In: a token of a page and its quotes. Out: stances of the speaker. Invariant: only words inside a quote with a known
speaker take a stance here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entourage.model import Span
from entourage.reading.statements.clauses import noun_words
from entourage.reading.statements.propositions import from_verb
from entourage.reading.statements.stance import Side, Stance, is_denied, stretch
from entourage.reading.statements.tables import words
from entourage.reading.statements.voices import Voices
from entourage.reading.statements.who import speakers_of
from entourage.reading.statements.wording import Page, words_of
from entourage.reading.ties.grammar import children, objects

_MODALS = frozenset({"should", "must", "ought"})
_QUESTIONS = frozenset({"if", "why", "whether", "how", "when", "where"})
_MIN_KEYS = 1


def by_reason(page: Page, voices: Voices, noun: Any) -> Iterator[Stance]:
    """ "there is no reason to ...", "it makes no sense for X to ...", "it is not in our interest to ..."."""
    around = voices.at(Span(noun.idx, noun.idx + len(noun)))
    parties = speakers_of(page, around)
    side = _reason_side(noun)
    if not parties or side is None or (around is not None and around.negated):
        return
    for verb in _reasoned(noun):
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        subject_words = words_of(page, noun_words(subject)) if subject is not None and subject.pos_ != "PRON" else ""
        made = from_verb(page, verb, of=subject_words)
        if len(made.keys) >= _MIN_KEYS:
            yield Stance(parties, side, made, stretch(noun, verb.right_edge), "reason")
            return


def _reason_side(noun: Any) -> Side | None:
    no = any(child.lower_ == "no" for child in noun.children)
    lower = noun.lower_
    if lower == "reason" and noun.dep_ in {"attr", "nsubj"} and no:
        return "against"
    if lower == "sense" and noun.dep_ == "dobj" and noun.head.lemma_ == "make":
        return "against" if no or is_denied(noun.head) else None
    if lower in {"interest", "interests"} and noun.dep_ == "pobj" and noun.head.lower_ == "in":
        verb = noun.head.head
        return "against" if verb.lemma_ == "be" and is_denied(verb) else None
    return None


def _reasoned(noun: Any) -> Iterator[Any]:
    """The verbs of what there is no reason for."""
    hosts = [noun, noun.head] if noun.dep_ != "pobj" else [noun, noun.head.head]
    for host in hosts:
        for child in host.children:
            below = child.dep_ in {"relcl", "acl", "xcomp", "ccomp", "advcl"}
            if below and child.i > noun.i and child.tag_ in {"VB", "VBG"}:
                yield child
        for preposition in children(host, "prep"):
            for child in preposition.children:
                if child.i > noun.i and child.dep_ == "pcomp":
                    yield child


def by_should(page: Page, voices: Voices, verb: Any) -> Iterator[Stance]:
    """ "we should not build a tunnel", in someone's words."""
    modal = next((child for child in verb.children if child.dep_ == "aux" and child.lower_ in _MODALS), None)
    around = voices.at(Span(verb.idx, verb.idx + len(verb)))
    if modal is None or around is None or around.negated or not _is_plain_demand(verb):
        return
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or (subject.lower_ != "we" and subject.pos_ != "PROPN"):
        return
    parties = speakers_of(page, around)
    subject_words = words_of(page, noun_words(subject)) if subject.lower_ != "we" else ""
    made = from_verb(page, verb, of=subject_words)
    if parties and len(made.keys) > _MIN_KEYS:
        yield Stance(
            parties, "against" if is_denied(verb) else "for", made, stretch(subject, verb.right_edge), "should"
        )


def _is_plain_demand(verb: Any) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in words("events", "verbs", "states") or lemma in words("events", "verbs", "saying"):
        return False
    if verb.dep_ not in {"ROOT", "ccomp", "conj"} or (not objects(verb) and not children(verb, "xcomp", "prep")):
        return False
    if any(child.dep_ in {"mark", "advmod"} and child.lower_ in _QUESTIONS for child in verb.children):
        return False
    return verb.sent[-1].text != "?" and not any(token.text == "?" for token in verb.sent[-3:])
