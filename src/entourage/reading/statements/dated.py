"""From a date to what it dates.

In: a :class:`When` of the text. Out: the verb, or the noun that names an event, and whether the verb tells what
happened. Invariant: every walk up the sentence is bounded.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from entourage.model import Span
from entourage.reading.statements.dates import When
from entourage.reading.statements.tables import words
from entourage.reading.statements.wording import Page

_MAX_STEPS = 8
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "DET"})
_PAST_AUXILIARIES = frozenset(
    {"has", "have", "had", "having", "was", "were", "been", "got", "did", "'s", "’s", "'ve", "’ve", "'d", "’d"}
)
_PRESENT_PASSIVE = frozenset({"is", "are", "am", "be", "being", "'re", "’re"})


@dataclass(frozen=True)
class Dated:
    """A date and what it dates.

    Attributes:
        head: the verb or the noun.
        removable: indexes of the tokens that only say when, and may be left out of the clause's words.
    """

    when: When
    head: Any
    is_noun: bool
    removable: frozenset[int]


def dated(page: Page, when: When) -> Dated | None:
    """What a date dates; None for a date to come, for one that only bounds, and where nothing is found."""
    tokens = [t for t in page.parsed.tokens_in(Span(when.start, when.end)) if not t.is_space]
    if when.relation == "bound" or when.to_come or not tokens:
        return None
    inside = frozenset(t.i for t in tokens)
    clause = _when_clause(tokens)
    if clause is not None:  # "since 2009, when Ada Example left": she left in 2009
        return Dated(dataclasses.replace(when, relation="on"), clause, False, inside)
    if tokens[0].i and tokens[0].nbor(-1).lower_ == "from" and not when.until:
        return None  # "returns from 1995": what it is of, not when it happened
    noun = _event_noun_behind(tokens)
    if noun is not None and noun.tag_.startswith("V"):
        return Dated(when, noun, True, inside)
    return _dated_above(when, tokens, inside)


def _dated_above(when: When, tokens: list[Any], inside: frozenset[int]) -> Dated | None:
    outer = [t for t in tokens if t.head.i not in inside]
    top = next((t for t in outer if t.dep_ not in {"punct", "case"}), (outer or tokens)[-1])
    head, is_noun, small, modifies = _climb(top)
    if head is None:
        return None
    keeps_words = bool(when.until) or (modifies and not is_noun)
    return Dated(when, head, is_noun, frozenset() if keeps_words else inside | small)


def _when_clause(tokens: list[Any]) -> Any | None:
    """The verb of "2014, when Moscow annexed ..."."""
    for token in tokens:
        for child in token.children:
            if child.dep_ in {"relcl", "advcl", "acl"} and any(c.lower_ == "when" for c in child.children):
                return _first_joined(child)
    doc, place = tokens[-1].doc, tokens[-1].i + 1
    if place < len(doc) and doc[place].text == ",":
        place += 1
    if place < len(doc) and doc[place].lower_ == "when" and doc[place].head.pos_ == "VERB":
        return _first_joined(doc[place].head)
    return None


def _first_joined(verb: Any) -> Any:
    """ "invaded" of "invaded and annexed"."""
    for _ in range(_MAX_STEPS):
        if verb.dep_ != "conj" or any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children):
            break
        verb = verb.head
    return verb


def _event_noun_behind(tokens: list[Any]) -> Any | None:
    """The noun of "the 2014 invasion", "an August, 2020, attempt", which the model often takes for something else."""
    doc, place = tokens[-1].doc, tokens[-1].i + 1
    if tokens[0].i == 0 or tokens[0].nbor(-1).tag_ not in {"DT", "PRP$", "POS"}:
        return None
    if place < len(doc) and doc[place].text == ",":
        place += 1
    if place < len(doc) and doc[place].lemma_.lower() in words("events", "nouns", "events"):
        return doc[place]
    return None


def _climb(top: Any) -> tuple[Any | None, bool, frozenset[int], bool]:
    """What stands above a date: (verb or event noun, is a noun, small words passed, the date only modifies a noun)."""
    token, small, event_noun, modifies = top, set[int](), None, False
    for _ in range(_MAX_STEPS):
        head = token.head
        if head == token:
            break
        if head.tag_.startswith("V") or head.pos_ == "AUX":
            if token.dep_ in {"nsubj", "nsubjpass", "csubj"}:
                break
            return head, False, frozenset(small), modifies
        if head.pos_ in _NOMINAL:
            is_event = head.lemma_.lower() in words("events", "nouns", "events")
            if token.dep_ in {"compound", "nmod", "nummod", "poss", "amod"} or (
                token.i in small and token.lower_ in {"of", "from", "for"}
            ):
                if not is_event and event_noun is None:
                    return None, True, frozenset(), True
                modifies = True
            if is_event and event_noun is None:
                event_noun = head
        elif token is top and head.dep_ == "prep":
            small.add(head.i)
        token = head
    return event_noun, True, frozenset(small), modifies


def happened(verb: Any, *, in_present: bool = False) -> bool:
    """Whether a verb tells what is past: "met", "has met", "was met", "founded in 1951".

    Args:
        in_present: captions and timelines tell it in the present tense ("attend a ceremony in 2019").
    """
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBD":
        return True
    if verb.tag_ == "VB":
        return "did" in auxiliaries
    if verb.tag_ == "VBN":
        if auxiliaries:
            return bool(auxiliaries & _PAST_AUXILIARIES)
        if verb.dep_ == "conj" and verb.head.tag_.startswith("VB"):
            return happened(verb.head, in_present=in_present) if verb.head.dep_ != "conj" else True
        return not auxiliaries & _PRESENT_PASSIVE
    return in_present and verb.tag_ in {"VBZ", "VBP"}
