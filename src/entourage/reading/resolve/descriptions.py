"""Descriptions: "the journal", "the association", "the professor", "the two scholars".

In: a Parsed text, a Cast with names and (better) roles. Out: mentions of kind "nominal". A description is joined to a
party only when
it is definite ("the", "this", "that", a possessive), its noun fits the party's name, kind or role, and exactly one
party near
it fits; else it stays unresolved, which is an honest answer.
"""

from __future__ import annotations

from typing import Any

from entourage.names import capital_country, country_code
from entourage.reading.cast import Cast, Party
from entourage.reading.parse import Parsed
from entourage.reading.resolve.groups import Group, find_group, is_group_noun
from entourage.reading.words import table, words

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_LOOK_BACK_CHARS = 4_000
_SAME_PASSAGE_CHARS = 600


def link_nominals(parsed: Parsed, cast: Cast, groups: list[Group]) -> None:
    """Add mentions for all descriptions that fit exactly one party."""
    publications = [p for p in cast.organizations() if p.kind == "publication" and _in_running_text(parsed, p)]
    for paragraph in parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for token in parsed.doc[paragraph.first : paragraph.last]:
            if token.tag_[:2] != "NN" and token.lower_ not in {"two", "both"}:
                continue
            if cast.party_at(token.idx) is not None:
                continue
            party = _party_of(parsed, cast, token, publications, groups, paragraph.index)
            if party is not None:
                start, end = _phrase(cast, token)
                cast.mention(party, start, end, "nominal")


def _in_running_text(parsed: Parsed, party: Party) -> bool:
    """Whether a party is named outside captions' credits and other furniture."""
    paragraphs = (parsed.paragraph_at(mention.start) for mention in party.mentions)
    return any(paragraph is not None and paragraph.is_running_text for paragraph in paragraphs)


def _party_of(
    parsed: Parsed, cast: Cast, token: Any, publications: list[Party], groups: list[Group], paragraph: int
) -> Party | None:
    noun = token.lemma_.lower()
    if is_group_noun(token):
        return find_group(groups, token, paragraph, cast)
    if noun in words("name_words", "publication_nouns"):
        return _publication(token, publications)
    if not _is_definite(token) or token.tag_ == "NNS" or _has_complement(token):
        return None
    nouns: dict[str, list[str]] = table("description_words")["organization_nouns"]
    if noun in nouns:
        return _organization(cast, token, {noun, *nouns[noun]})
    if noun in set(table("description_words")["person_nouns"]["words"]):
        return _person(cast, token, noun)
    return None


def _is_definite(token: Any) -> bool:
    return any(t.lower_ in _DEFINITE and t.dep_ == "det" for t in token.lefts)


def _has_complement(token: Any) -> bool:
    """ "the department of health" speaks of another one than the one named before, unless that is its name."""
    return any(t.dep_ == "prep" and t.lower_ == "of" for t in token.rights)


def _publication(token: Any, publications: list[Party]) -> Party | None:
    """The only publication of the text, by its noun; an indefinite description ("a prestigious Moscow journal") may
    come first."""
    if token.tag_ == "NNS":
        return None
    definite = _is_definite(token)
    before = [p for p in publications if p.first_mention.start < token.idx]
    noun = token.lemma_.lower()
    by_word = [p for p in before if noun in p.name.lower().split()]
    if definite:
        candidates = by_word or before or publications
        return candidates[0] if len(candidates) == 1 else None
    introduced = any(t.lower_ in {"a", "an"} for t in token.lefts)
    soon = [p for p in publications if 0 < p.first_mention.start - token.idx < 800]
    if introduced and not before and len(soon) == 1 and token.dep_ == "pobj" and token.head.lower_ == "in":
        return soon[0]
    return None


def _organization(cast: Cast, token: Any, fitting_words: set[str]) -> Party | None:
    """The organisation named last before whose name has a fitting word; one with the very noun in its name goes
    first."""
    noun = token.lemma_.lower()
    fitting = []
    for _, party in cast.names_before(token.idx, _LOOK_BACK_CHARS):
        if not party.is_organization:
            continue
        name_words = {word.strip(".,").lower() for word in party.name.split()}
        if noun in name_words:
            return party
        if name_words & fitting_words or (party.schema == "Company" and noun in {"company", "firm"}):
            fitting.append(party)
    return fitting[0] if fitting else None


def _person(cast: Cast, token: Any, noun: str) -> Party | None:
    """The one person near whose role has the noun; with several, the one named last if named in the same passage."""
    demand = _country_in(token)
    fitting: dict[str, tuple[int, Party]] = {}
    for place, person in cast.names_before(token.idx, _LOOK_BACK_CHARS):
        if not person.is_person or person.id in fitting:
            continue
        role_words = {word.strip(",.").lower() for role in person.roles for word in role.text.split()}
        countries = set(person.properties.get("nationality", []))
        if noun in role_words and not (demand and countries and demand not in countries):
            fitting[person.id] = (place, person)
    if not fitting:
        return None
    place, nearest = next(iter(fitting.values()))
    return nearest if len(fitting) == 1 or token.idx - place <= _SAME_PASSAGE_CHARS else None


def _country_in(token: Any) -> str:
    for left in token.lefts:
        code = country_code(left.text) or capital_country(left.text)
        if code and left.text[:1].isupper():
            return code
    return ""


def _phrase(cast: Cast, token: Any) -> tuple[int, int]:
    """From the determiner to the noun, without names of others at the left edge ("Canada's department")."""
    first = min((t.i for t in token.lefts if t.dep_ in {"det", "amod", "nummod", "compound", "poss"}), default=token.i)
    doc = token.doc
    return doc[first].idx, token.idx + len(token.text)
