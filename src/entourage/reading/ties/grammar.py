"""Questions about a sentence's grammar that every finder of ties asks.

In: spaCy tokens. Out: tokens. Invariant: nothing here walks further than one sentence, and every walk is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entourage.reading.phrases import antecedent, coordinated

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MAX_STEPS = 6


def children(token: Any, *deps: str) -> list[Any]:
    """The children of a token with one of these dependency labels, in order."""
    return [child for child in token.children if child.dep_ in deps]


def with_conjuncts(token: Any) -> list[Any]:
    """A token and all that are joined to it by "and" or commas."""
    return coordinated(token)


def subjects(verb: Any, passive: bool | None = None) -> list[Any]:
    """The nouns and pronouns that a verb's subject stands for.

    A relative pronoun gives the noun that it refers to; a verb without subject that is joined to another or hangs on a
    noun borrows its subject.

    Args:
        verb: a verb token.
        passive: take only passive (True) or only active (False) subjects; None takes both.
    """
    for _ in range(_MAX_STEPS):
        own = [child for child in verb.children if child.dep_ in _SUBJECTS]
        if own:
            if passive is not None:
                own = [child for child in own if (child.dep_ == "nsubjpass") == passive]
            return [noun for child in own for noun in _referents(child, verb)]
        if verb.dep_ in {"acl", "relcl"}:
            return with_conjuncts(verb.head) if verb.head.pos_ in {"NOUN", "PROPN", "PRON"} else []
        if verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head
            continue
        return []
    return []


def _referents(subject: Any, verb: Any) -> list[Any]:
    if subject.lower_ in _RELATIVE:
        clause = verb
        for _ in range(_MAX_STEPS):
            if clause.dep_ == "relcl":
                return [antecedent(subject, clause)]
            if clause.head == clause:
                break
            clause = clause.head
        return []
    return with_conjuncts(subject)


def objects(verb: Any) -> list[Any]:
    """The direct objects of a verb with their conjuncts."""
    return [noun for child in children(verb, "dobj", "obj") for noun in with_conjuncts(child)]


def after_preposition(token: Any, words: frozenset[str]) -> Iterator[tuple[Any, Any]]:
    """(preposition, noun) for every phrase that hangs on a token by one of these prepositions."""
    for preposition in token.children:
        if preposition.dep_ in {"prep", "dative", "agent"} and preposition.lower_ in words:
            for noun in preposition.children:
                if noun.dep_ in {"pobj", "pcomp"}:
                    yield preposition, noun


def agents(verb: Any) -> list[Any]:
    """Who did what a passive verb says: the nouns after "by"."""
    return [noun for _, head in after_preposition(verb, frozenset({"by"})) for noun in with_conjuncts(head)]


def is_passive(verb: Any) -> bool:
    """Whether a verb is passive: "is headed by", or "a fund headed by"."""
    if verb.tag_ != "VBN":
        return False
    kinds = {child.dep_ for child in verb.children}
    if kinds & {"auxpass", "nsubjpass", "agent"}:
        return True
    return verb.dep_ == "acl" and "dobj" not in kinds


def governing_verb(token: Any) -> Any | None:
    """The nearest verb above a token; None when there is none in reach."""
    for _ in range(_MAX_STEPS * 2):
        if token.pos_ in {"VERB", "AUX"} and token.dep_ != "prep":
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def noun_above(token: Any) -> Any:
    """The head of the noun phrase that a token is part of (its title, first name, modifier)."""
    for _ in range(_MAX_STEPS):
        if token.dep_ in {"compound", "nmod", "amod", "flat", "poss"} and token.head != token:
            token = token.head
        else:
            break
    return token
