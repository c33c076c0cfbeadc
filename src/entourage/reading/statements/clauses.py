"""A clause in the text's words: short, with what a pronoun stands for, without what hangs on behind.

In: a verb token. Out: words and the stretch that they come from. Invariant: every word outside square brackets
stands in the text in this order; no clause is longer than :data:`MAX_CHARS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from entourage.model import Span
from entourage.reading.statements.wording import EDGE, Page, words_of
from entourage.reading.ties.grammar import subjects

MAX_CHARS = 220
_MAX_TOKENS = 80
_LEFT_OUT = frozenset({"advcl", "parataxis", "cc", "discourse", "intj", "preconj", "meta", "dep"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True)
class Clause:
    """Words of a clause and where they stand."""

    words: str
    span: Span


def clause_of(page: Page, verb: Any, *, without: Iterable[int] = (), apart: Iterable[int] = ()) -> Clause:
    """The clause of a verb as one would put it into a table.

    Args:
        page: the text and its parties.
        verb: its main verb.
        without: indexes of tokens to leave out (the date that stands in a column of its own).
        apart: indexes of verbs that are clauses of their own even where they are joined to this one.
    """
    left_out, other = frozenset(without), frozenset(apart)
    own = [child for child in verb.children if child.dep_ in _SUBJECTS and child.lower_ not in _RELATIVE]
    nouns = own or actors(verb)[:3]
    before = {token.i: token for noun in nouns for token in noun_words(noun, left_out)}
    described = antecedent(verb)
    behind = noun_words(described, left_out) if described is not None else []
    rest = {token.i: token for token in [*_predicate(verb, left_out, other), *_borrowed_auxiliaries(verb)]}
    skipped = {*before, *(token.i for token in behind)}
    middle = [t for t in rest.values() if t.i not in skipped and not (t.lower_ in _RELATIVE and t.head.i == verb.i)]
    parts = [sorted(before.values(), key=_index), sorted(middle, key=_index), behind]
    if own and not behind:
        parts = [sorted([*before.values(), *middle], key=_index)]
    shown: set[str] = set()
    spelled = [words_of(page, part, shown) for part in parts if part]
    if len(spelled) > 1 and parts[1] and parts[1][0].is_sent_start and parts[1][0].pos_ != "PROPN":
        spelled[1] = spelled[1][:1].lower() + spelled[1][1:]
    tokens = sorted([t for part in parts for t in part], key=_index)
    return Clause(_cut(" ".join(filter(None, spelled))), _stretch(tokens or [verb]))


def actors(verb: Any) -> list[Any]:
    """The nouns that a verb's subject stands for; of "accused Ada Example of having taken", Ada Example."""
    found = [other for noun in subjects(verb) for other in (noun, *_beside_in_picture(noun))]
    if not found and verb.dep_ == "pcomp" and verb.head.head.pos_ in _VERBAL:
        above = verb.head.head
        return [child for child in above.children if child.dep_ == "dobj"] or subjects(above)
    return found


def verb_phrase(verb: Any) -> list[Any]:
    """A verb with its objects, without subject, auxiliaries, negation and what joins it to others."""
    left_out = {
        child.i
        for child in verb.children
        if child.dep_ in {*_SUBJECTS, "aux", "auxpass", "neg", "punct", "advmod", "expl"} and child.i < verb.i
    }
    left_out |= {t.i for child in verb.children if child.i in left_out for t in noun_words(child)}
    joined = {child.i for child in verb.children if child.dep_ == "conj"}
    return sorted(_predicate(verb, frozenset(left_out), frozenset(joined)), key=_index)


def _beside_in_picture(noun: Any) -> list[Any]:
    places = [child for child in noun.children if child.dep_ == "appos" and child.lower_ in _PLACES_IN_PICTURE]
    return [other for place in places for other in place.children if other.dep_ == "conj"]


def antecedent(verb: Any) -> Any | None:
    """The noun that a relative clause is about as its object: "a firm that Ada Example founded"; None elsewhere."""
    if verb.dep_ != "relcl" or verb.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    kinds = {child.dep_ for child in verb.children}
    relative = [child for child in verb.children if child.lower_ in _RELATIVE]
    if any(child.tag_ in {"WRB", "WP$"} for child in verb.children):
        return None
    if any(child.dep_ == "dobj" for child in relative):
        return verb.head
    if not relative and kinds & {"nsubj"} and not kinds & {"dobj", "ccomp", "xcomp", "auxpass"}:
        return verb.head
    return None


def _borrowed_auxiliaries(verb: Any) -> list[Any]:
    """ "was arrested and acquitted": the second verb's "was"."""
    if verb.dep_ != "conj" or any(child.dep_ in {"aux", "auxpass", *_SUBJECTS} for child in verb.children):
        return []
    passive = any(child.dep_ == "auxpass" for child in verb.head.children)
    if passive and verb.tag_ == "VBD" and any(child.dep_ == "dobj" for child in verb.children):
        return []
    if verb.tag_ not in ({"VBN", "VBD"} if passive else {verb.head.tag_} & {"VBN", "VBG"}):
        return []
    return [child for child in verb.head.children if child.dep_ in {"aux", "auxpass"}]


def _index(token: Any) -> int:
    return int(token.i)


def _predicate(verb: Any, left_out: frozenset[int], apart: frozenset[int]) -> list[Any]:
    """The verb and what belongs to it."""
    kept: list[Any] = []
    stack = [(verb, True)]
    while stack and len(kept) < _MAX_TOKENS:
        token, top = stack.pop()
        if token.i in left_out:
            continue
        kept.append(token)
        for child in token.children:
            if child.i in apart or child.i in left_out or _hangs_on(token, child, top, apart):
                continue
            stack.append((child, top and child.dep_ in {"conj", "xcomp", "aux", "auxpass"} and child.pos_ in _VERBAL))
    return kept


_VERBAL = frozenset({"VERB", "AUX"})


def _hangs_on(token: Any, child: Any, top: bool, apart: frozenset[int]) -> bool:
    """Whether a child is left out of a short clause."""
    dep = child.dep_
    if dep == "mark":
        return top and child.lower_ != "to"  # "to check whether": the inner mark is part of what is told
    if dep in _LEFT_OUT:
        return not (dep == "cc" and _joins_kept(token, child, apart))
    if dep == "conj" and token.pos_ in _VERBAL:
        return any(grandchild.dep_ in _SUBJECTS for grandchild in child.children)
    if top and _beside_the_point(token, child):
        return True
    return dep == "relcl" or (dep in {"appos", "acl"} and _after_comma(child)) or child.tag_ == "WRB"


def _beside_the_point(verb: Any, child: Any) -> bool:
    """What hangs on the main verb without being part of what it tells."""
    if child.dep_ == "ccomp" and child.i < verb.i:
        return True  # "relations are bad; Canada is ...": the model hangs the first sentence on the second
    if child.dep_ == "npadvmod" and _leads_mark(verb, child):
        return True  # "a year after she left"
    return child.dep_ == "prep" and child.lower_ in _ASIDES


_ASIDES = frozenset({"despite", "although", "including", "while", "according", "following"})


def _leads_mark(verb: Any, noun: Any) -> bool:
    following = noun.nbor(1) if noun.i + 1 < len(noun.doc) else None
    return following is not None and following.dep_ == "mark" and following.head == verb


def _joins_kept(token: Any, conjunction: Any, apart: frozenset[int]) -> bool:
    """Whether "and" joins something that stays."""
    joined = next((child for child in token.children if child.dep_ == "conj" and child.i > conjunction.i), None)
    if joined is None or joined.i in apart:
        return False
    return token.pos_ not in _VERBAL or not any(child.dep_ in _SUBJECTS for child in joined.children)


def _after_comma(token: Any) -> bool:
    edge = token.left_edge
    return edge.i > 0 and edge.nbor(-1).text in {",", "(", "—", "–", "-"}


def noun_words(noun: Any, left_out: frozenset[int] = frozenset()) -> list[Any]:
    """A noun phrase without what only describes it further."""
    kept: list[Any] = []
    stack = [noun]
    while stack and len(kept) < _MAX_TOKENS:
        token = stack.pop()
        if token.i in left_out:
            continue
        kept.append(token)
        for child in token.children:
            if child.dep_ in _DESCRIBING or child.i in left_out:
                continue
            if child.dep_ == "appos" and not _is_shown_apposition(noun, token, child):
                continue
            stack.append(child)
    return sorted(kept, key=_index)


def _is_shown_apposition(noun: Any, token: Any, apposed: Any) -> bool:
    if apposed.lower_ in _PLACES_IN_PICTURE:
        return True
    return bool(token == noun and noun.pos_ != "PROPN" and apposed.pos_ == "PROPN")


# "Ada Example, left, and Ben Sample": the model hangs the second name on the place in the picture.
_PLACES_IN_PICTURE = frozenset({"left", "right", "centre", "center", "middle"})
# "its chairman, Ada Example" keeps the name; "Ada Example, its chairman" and "who ..." are left out.
_DESCRIBING = frozenset({"relcl", "acl", "advcl", "parataxis"})


def noun_clause(page: Page, noun: Any, *, without: Iterable[int] = ()) -> Clause:
    """A noun phrase in short, with the infinitive that completes it ("attempt to ...")."""
    left_out = frozenset(without)
    tokens = noun_words(noun, left_out)
    for child in noun.children:
        if child.dep_ in {"acl", "xcomp"} and any(c.lower_ == "to" for c in child.children):
            tokens = [*tokens, *_predicate(child, left_out, frozenset())]
    tokens = sorted({token.i: token for token in tokens}.values(), key=_index)
    while tokens and (tokens[0].pos_ == "DET" or tokens[0].is_punct):
        tokens = tokens[1:]
    return Clause(_cut(words_of(page, tokens)), _stretch(tokens or [noun]))


def _cut(words: str) -> str:
    if len(words) <= MAX_CHARS:
        return words
    return words[: words.rfind(" ", 0, MAX_CHARS)].rstrip(EDGE) + " …"


def _stretch(tokens: list[Any]) -> Span:
    inner = [token for token in tokens if not token.is_punct and not token.is_space] or tokens
    first, last = inner[0], inner[-1]
    return Span(first.idx, last.idx + len(last))
