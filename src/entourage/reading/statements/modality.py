"""Whether a clause tells what happened, or what did not, might, will, or is only alleged.

In: a verb token. Out: its standing. Invariant: every walk up the sentence is bounded; anything that makes a clause
less than a fact wins over what makes it one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from entourage.reading.sentences import sentence_bounds
from entourage.reading.statements.tables import words

Standing = Literal["fact", "alleged", "unreal"]
"""``unreal``: negated, wished for, supposed, asked or to come."""

_MAX_STEPS = 8
_HEDGING_DEPS = frozenset(
    {"ccomp", "xcomp", "pcomp", "advcl", "conj", "acl", "relcl", "parataxis", "dep", "prep", "pobj"}
)


def standing(verb: Any) -> Standing:
    """What a clause may be taken for.

    Args:
        verb: its main verb; infinitives and participles are judged by what governs them as well.
    """
    own = _own(verb)
    return own if own == "unreal" else _worse(own, _above(verb))


def _worse(one: Standing, other: Standing) -> Standing:
    return "unreal" if "unreal" in {one, other} else ("alleged" if "alleged" in {one, other} else "fact")


def _own(verb: Any) -> Standing:
    found: Standing = "fact"
    for child in verb.children:
        lower = child.lower_
        if child.dep_ == "neg" or lower in words("modality", "negated", "adverbs"):
            return "unreal"
        if child.dep_ == "aux" and (lower in words("modality", "hypothetical", "modals") or _inverted(verb, child)):
            return "unreal"
        if child.dep_ == "mark" and lower in words("modality", "hypothetical", "marks"):
            return "unreal"
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and _nobody(child):
            return "unreal"
        if child.dep_ == "advmod" and lower in words("modality", "alleged", "adverbs"):
            found = "alleged"
    if _is_question(verb) or _is_infinitive_to_come(verb):
        return "unreal"
    return found


def _inverted(verb: Any, auxiliary: Any) -> bool:
    """ "Had the party won ...": an auxiliary before its subject supposes."""
    if auxiliary.lower_ not in {"had", "were"}:
        return False
    return any(child.dep_ in {"nsubj", "nsubjpass"} and child.i > auxiliary.i for child in verb.children)


def _nobody(noun: Any) -> bool:
    table = words("modality", "negated", "determiners")
    return noun.lower_ in table or any(child.dep_ == "det" and child.lower_ in table for child in noun.children)


def _is_question(verb: Any) -> bool:
    doc = verb.doc
    start, end = sentence_bounds(doc, verb.i)
    return any(doc[index].text == "?" for index in range(max(start, end - 3), end))


def _is_infinitive_to_come(verb: Any) -> bool:
    """ "is to vote", "the plan to sell": a bare infinitive says what is to come unless what governs it made it so."""
    if not any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return False
    if verb.dep_ == "xcomp":
        return verb.head.lemma_.lower() not in words("modality", "implicative", "verbs")
    return True


def _above(verb: Any) -> Standing:
    """What the words above a clause make of it."""
    found: Standing = "fact"
    for below, head in _climb(verb):
        if below.dep_ in {"relcl", "acl", "advcl"}:
            # What a noun is described by does not hang on what is said of the noun; "after he left": he left.
            return _worse(found, _under_noun(below, head) if below.dep_ != "advcl" else _unreal_if_own(below, verb))
        found = _worse(found, _under(below, head, verb))
        if found == "unreal":
            break
    return found


def _under(below: Any, head: Any, verb: Any) -> Standing:
    if head.pos_ in {"NOUN", "PROPN"}:
        return _under_noun(below, head)
    if below.dep_ in {"conj", "parataxis"}:
        return _own_shared(below, head) if below.dep_ == "conj" else _unreal_if_own(below, verb)
    if below.dep_ in {"ccomp", "xcomp"} and _own(head) == "unreal":
        return "unreal"
    if below.dep_ not in {"ccomp", "xcomp", "pcomp", "prep"}:
        return "fact"
    lemma = head.lemma_.lower()
    voided: Standing = "unreal" if _voids(lemma, below) else "fact"
    return "alleged" if lemma in words("modality", "alleged", "verbs") else voided


def _under_noun(below: Any, head: Any) -> Standing:
    """ "a plan to sell", "the allegation that he sold"."""
    lemma = head.lemma_.lower()
    if below.dep_ not in {"acl", "pcomp"}:
        return "fact"
    if lemma in words("modality", "hypothetical", "nouns"):
        return "unreal"
    return "alleged" if lemma in words("modality", "alleged", "nouns") else "fact"


def _unreal_if_own(below: Any, verb: Any) -> Standing:
    return "unreal" if below != verb and _own(below) == "unreal" else "fact"


def _voids(lemma: str, below: Any) -> bool:
    if below.dep_ == "prep":
        return False
    if lemma in words("modality", "negated", "verbs"):
        return True
    if (
        below.dep_ == "ccomp"
        and below.tag_ in {"VBD", "VBZ"}
        and lemma in {"tell", "ask", "suggest", "agree", "decide"}
    ):
        return False
    return lemma in words("modality", "hypothetical", "verbs")


def _own_shared(below: Any, head: Any) -> Standing:
    """What a conjoined verb shares with the first: its modal and its mark, when it has no subject of its own."""
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in below.children):
        return "fact"
    return "fact" if any(child.dep_ == "neg" for child in head.children) and below.tag_ == "VBD" else _own(head)


def _climb(verb: Any) -> Iterator[tuple[Any, Any]]:
    """(token below, token above) up the sentence, nearest first."""
    token = verb
    for _ in range(_MAX_STEPS):
        if token.head == token or token.dep_ not in _HEDGING_DEPS:
            return
        yield token, token.head
        token = token.head
