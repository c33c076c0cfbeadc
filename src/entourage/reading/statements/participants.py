"""Who takes part in what a clause tells: its subject, objects and agents, and those that a small word ties to it.

In: a verb or an event noun. Out: ids of parties. Invariant: a place counts only where it acts or is acted on; a
group counts as its members.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from entourage.reading.cast import Party
from entourage.reading.statements.clauses import actors, antecedent
from entourage.reading.statements.tables import words
from entourage.reading.statements.wording import Page
from entourage.reading.ties.grammar import agents, children, objects, with_conjuncts
from entourage.reading.ties.words import role_group

_MAX_DEPTH = 3
_NO_PARTIES = frozenset({"people", "event", "product", "list"})
_NAME_PARTS = frozenset({"compound", "nmod", "appos", "flat"})


def participants_of(page: Page, verb: Any) -> tuple[str, ...]:
    """Ids of the parties that take part in what a verb tells, in order of the text; empty when none is known."""
    found: dict[str, int] = {}
    for noun in actors(verb):
        _note(found, noun, stands_for(page, noun, acts=True))
    described = antecedent(verb)
    if described is not None:
        _note(found, described, _described(page, described))
    for noun in [*objects(verb), *agents(verb), *children(verb, "dative", "oprd", "attr", "iobj")]:
        _note(found, noun, _deep(page, noun, 0))
    for verb_below in children(verb, "xcomp"):
        for noun in objects(verb_below):
            _note(found, noun, _deep(page, noun, 0))
    for other in verb.children:
        if other.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in other.children):
            for noun in objects(other):
                _note(found, noun, _deep(page, noun, 0))
    for preposition, noun in _after(verb):
        if not _is_mere_place(page, preposition, noun):
            _note(found, noun, _deep(page, noun, 1))
    return tuple(sorted(found, key=found.__getitem__))


def speaks_of_unknown(page: Page, verb: Any) -> bool:
    """Whether a verb's subject is a pronoun that stands for nobody known: "it was released"."""
    nouns = actors(verb)
    return bool(nouns) and all(
        noun.pos_ in {"PRON", "DET"}
        and noun.lower_ in _POINTING
        and page.cast.party_at(noun.idx, noun.idx + len(noun)) is None
        for noun in nouns
    )


_POINTING = frozenset({"he", "she", "it", "they", "this", "that", "these", "those"})


def participants_in(page: Page, noun: Any) -> tuple[str, ...]:
    """As :func:`participants_of`, for a noun that names an event ("the arrest of Ada Example")."""
    found: dict[str, int] = {}
    for below in [*children(noun, "poss", "compound", "nmod", "amod"), *children(noun, "acl")]:
        _note(found, below, stands_for(page, below, acts=True))
        for one in objects(below):
            _note(found, one, _deep(page, one, 0))
    for preposition, inner in _after(noun):
        if not _is_mere_place(page, preposition, inner):
            _note(found, inner, _deep(page, inner, 1))
    return tuple(sorted(found, key=found.__getitem__))


def _note(found: dict[str, int], noun: Any, parties: Iterable[Party]) -> None:
    for party in parties:
        if party.kind not in _NO_PARTIES:
            found.setdefault(party.id, noun.i)


def _after(token: Any) -> Iterator[tuple[Any, Any]]:
    for preposition in token.children:
        if preposition.dep_ in {"prep", "dative", "agent"} and preposition.lower_ in words(
            "events", "prepositions", "party"
        ):
            for child in preposition.children:
                if child.dep_ == "pobj":
                    for noun in with_conjuncts(child):
                        yield preposition, noun


def _is_mere_place(page: Page, preposition: Any, noun: Any) -> bool:
    found = page.cast.mention_at(noun.idx, noun.idx + len(noun))
    if found is None or found[1].kind != "place":
        return False
    return preposition.lower_ not in words("events", "prepositions", "acting_place")


def _deep(page: Page, noun: Any, depth: int) -> list[Party]:
    """Parties that a noun stands for, and those that "on", "with", "of" tie to it."""
    own = stands_for(page, noun, acts=depth == 0)
    if depth >= _MAX_DEPTH or (own and page.cast.mention_at(noun.idx) is not None and depth):
        return own
    for preposition, inner in _after(noun):
        if not _is_mere_place(page, preposition, inner):
            own = [*own, *_deep(page, inner, depth + 1)]
    return own


def stands_for(page: Page, noun: Any, *, acts: bool) -> list[Party]:
    """The parties that a noun stands for by itself, its name's other parts, or a name beside it; a group's members.

    Args:
        acts: a body of a party ("Norland's parliament") counts as the party.
    """
    party = page.cast.party_at(noun.idx, noun.idx + len(noun))
    if party is not None:
        return page.cast.persons_of(party)
    named = [page.cast.party_at(child.idx) for child in children(noun, *_NAME_PARTS)]
    found = [p for one in named if one is not None and one.is_person for p in page.cast.persons_of(one)]
    if found:
        return found
    return (_behind_role(page, noun) or _behind_body(page, noun)) if acts else []


def _behind_role(page: Page, noun: Any) -> list[Party]:
    """ "the mayor of Port Example, Ada Example": the model hangs the name on the place."""
    if role_group(noun) is None:
        return []
    beside = [name for _, inner in _after(noun) for name in children(inner, "appos")]
    named = [page.cast.party_at(name.idx, name.idx + len(name)) for name in beside]
    return [party for party in named if party is not None and party.is_person]


def _described(page: Page, noun: Any) -> list[Party]:
    """A noun with a relative clause; of "Example Biotech, a firm that she founded", the name before it."""
    own = stands_for(page, noun, acts=False)
    return own or (stands_for(page, noun.head, acts=False) if noun.dep_ == "appos" else [])


def _behind_body(page: Page, noun: Any) -> list[Party]:
    """The party that a body is one of: "Norland's parliament", "the ministry of Norland"."""
    if noun.lemma_.lower() not in words("events", "nouns", "bodies"):
        return []
    owners = children(noun, "poss") or [inner for preposition, inner in _after(noun) if preposition.lower_ == "of"]
    return [p for owner in owners if (p := page.cast.party_at(owner.idx, owner.idx + len(owner))) is not None]
