"""Words of a text that put someone for or against something.

In: a page and its quotes. Out: :class:`Stance` values in order of the text. Invariants: nobody is given a stance on
the words of another; what is denied or supposed is no stance, unless denying a support is a stand against it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from entourage.reading.parse import Paragraph
from entourage.reading.statements.blame import by_blame
from entourage.reading.statements.clauses import actors, noun_words
from entourage.reading.statements.modality import standing
from entourage.reading.statements.participants import stands_for
from entourage.reading.statements.propositions import Proposition, from_noun, from_verb
from entourage.reading.statements.reasons import by_reason, by_should
from entourage.reading.statements.stance import Side, Stance, is_denied, stretch
from entourage.reading.statements.tables import table, words
from entourage.reading.statements.voices import Voices
from entourage.reading.statements.who import FIRST_PERSON, who
from entourage.reading.statements.wording import Page, words_of
from entourage.reading.ties.grammar import after_preposition, children, objects
from entourage.reading.ties.words import role_group


@dataclass(frozen=True)
class _Row:
    stance: Side
    frames: frozenset[str]
    denied: str


@functools.cache
def _rows() -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in table("positions")["verb"]:
        for word in row["words"]:
            found.setdefault(word, []).append(_Row(row["stance"], frozenset(row["frames"]), row.get("denied", "")))
    return found


def find_stances(page: Page, voices: Voices, paragraph: Paragraph) -> Iterator[Stance]:
    """The stances of a paragraph, in order."""
    rows, fearing = _rows(), words("positions", "fears", "verbs")
    afraid = words("positions", "fears", "adjectives")
    for token in page.parsed.doc[paragraph.first : paragraph.last]:
        if token.pos_ not in {"VERB", "AUX", "ADJ", "NOUN", "ADP"}:
            continue
        lemma = token.lemma_.lower()
        if lemma in rows and token.tag_.startswith("V"):
            yield from _by_verb(page, voices, token, lemma)
        if lemma in fearing or token.lower_ in afraid:
            yield from _by_fear(page, voices, token)
        if lemma == "call" and token.pos_ == "VERB":
            yield from _by_label(page, voices, token)
        yield from by_blame(page, voices, token)
        if lemma == "be":
            yield from _by_state(page, voices, token)
        if token.lower_ in {"reason", "sense", "interest", "interests"}:
            yield from by_reason(page, voices, token)
        if token.tag_ == "VB":
            yield from by_should(page, voices, token)


# -- constructions --------------------------------------------------------------------------------------
def _by_verb(page: Page, voices: Voices, verb: Any, lemma: str) -> Iterator[Stance]:
    if verb.dep_ in {"amod", "compound"} or any(
        child.dep_ in {"auxpass", "agent", "nsubjpass"} for child in verb.children
    ):
        return
    for row in _rows()[lemma]:
        complement = _complement(page, verb, row.frames)
        if complement is None:
            continue
        side: Side = row.stance
        if is_denied(verb):
            if row.denied != "against":
                return
            side = "against"
        elif _is_unreal(verb):
            return
        parties = who(page, voices, verb)
        if parties:
            proposition, last = complement
            yield Stance(parties, side, proposition, stretch(verb, last), "verb")
        return


def _is_unreal(verb: Any) -> bool:
    if any(child.dep_ == "aux" and child.lower_ in {"would", "will"} for child in verb.children):
        return not any(noun.lower_ in FIRST_PERSON for noun in actors(verb))
    return standing(verb) != "fact"


def _complement(page: Page, verb: Any, frames: frozenset[str]) -> tuple[Proposition, Any] | None:
    """What a verb is for or against, by the frames that it allows, and the last token of it."""
    if "object-to" in frames:
        return _addressed(page, verb)
    if "gerund" in frames:
        for child in children(verb, "xcomp", "pcomp", "ccomp"):
            if child.tag_ == "VBG":
                return from_verb(page, child), child.right_edge
    if "object" in frames:
        for noun in objects(verb)[:1]:
            if _is_question_at_issue(page, noun):
                return from_noun(page, noun), noun.right_edge
    for preposition in ("for", "against"):
        if preposition in frames:
            found = _behind(page, verb, preposition)
            if found is not None:
                return found
    return _behind(page, verb, "to") if "prep-to" in frames else None


def _behind(page: Page, verb: Any, preposition: str) -> tuple[Proposition, Any] | None:
    for _, noun in after_preposition(verb, frozenset({preposition})):
        if noun.tag_ == "VBG":
            return from_verb(page, noun), noun.right_edge
        if _is_question_at_issue(page, noun):
            return from_noun(page, noun), noun.right_edge
    return None


def _addressed(page: Page, verb: Any) -> tuple[Proposition, Any] | None:
    """ "urges the government to end its policy"."""
    for child in children(verb, "xcomp", "ccomp"):
        if child.tag_ != "VB" or not any(c.lower_ == "to" for c in child.children):
            continue
        if any(c.dep_ == "neg" for c in child.children):
            return None
        asked = next((c for c in child.children if c.dep_ == "nsubj"), None) or next(iter(objects(verb)), None)
        if asked is None or not _is_addressed_in_public(page, verb, asked):
            return None
        owner = words_of(page, noun_words(asked)) if asked.pos_ != "PRON" else ""
        return from_verb(page, child, owner=owner if len(owner.split()) <= 6 else ""), child.right_edge
    return None


def _is_addressed_in_public(page: Page, verb: Any, asked: Any) -> bool:
    """ "asked the council to", not "asked the crowd to", nor "urged her husband to"."""
    if any(child.tag_ == "PRP$" for child in asked.children):
        return False
    if verb.lemma_.lower() not in words("positions", "requests", "weak"):
        return True
    parties = stands_for(page, asked, acts=True)
    return any(party.is_organization or party.kind == "place" for party in parties)


def _is_question_at_issue(page: Page, noun: Any) -> bool:
    """Whether one can be for or against it: a plan, a measure, a thing; no person, no denial of a claim."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.lower_.endswith("self") or noun.lower_ in {"percent", "%"}:
        return False
    lemma = noun.lemma_.lower()
    if lemma in words("positions", "objects", "denied") or lemma in words("positions", "objects", "people"):
        return False
    if lemma in words("positions", "objects", "owned") and children(noun, "poss"):
        return False
    party = page.cast.party_at(noun.idx, noun.idx + len(noun))
    if party is not None and party.kind not in {"article", "event"}:
        return False
    if noun.pos_ == "PROPN" and not any(child.dep_ in {"det", "compound"} for child in noun.children):
        return False  # a name that nobody resolved
    return noun.ent_type_ not in {"PERSON", "NORP", "ORG", "GPE"} and role_group(noun) is None


def _by_fear(page: Page, voices: Voices, token: Any) -> Iterator[Stance]:
    """ "worries that this plan would ...": against the plan."""
    verb = token if token.pos_ == "VERB" else token.head
    if (token.pos_ == "ADJ" and verb.lemma_ != "be") or standing(verb) != "fact" or is_denied(verb):
        return
    for clause in [*children(token, "ccomp"), *(children(verb, "ccomp") if verb != token else [])]:
        if not any(
            child.dep_ == "aux" and child.lower_ in {"would", "will", "could", "may", "might"}
            for child in clause.children
        ):
            continue
        for noun in children(clause, "nsubj"):
            if noun.lemma_.lower() not in words("positions", "again", "nouns"):
                continue
            parties = who(page, voices, verb)
            if parties:
                yield Stance(parties, "against", from_noun(page, noun), stretch(verb, clause.right_edge), "fear")


def _by_label(page: Page, voices: Voices, verb: Any) -> Iterator[Stance]:
    """ "called the plan a mistake"."""
    if is_denied(verb) or standing(verb) != "fact":
        return
    for clause in [verb, *children(verb, "ccomp", "xcomp")]:
        labels = children(clause, "oprd", "attr") + ([clause] if clause != verb else [])
        for label in labels:
            side: Side | None = None
            if label.lemma_.lower() in words("positions", "labels", "against"):
                side = "against"
            elif label.lemma_.lower() in words("positions", "labels", "for"):
                side = "for"
            if side is None:
                continue
            for noun in [*objects(verb), *children(clause, "nsubj")]:
                if noun.i > verb.i and _is_question_at_issue(page, noun) and (parties := who(page, voices, verb)):
                    yield Stance(parties, side, from_noun(page, noun), stretch(verb, label), "label")
                    return


def _by_state(page: Page, voices: Voices, verb: Any) -> Iterator[Stance]:
    """ "is against the plan", "is in favour of a park"; "is opposed to" may be parsed as a passive."""
    said_of = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    if standing(said_of) != "fact":
        return
    doc = verb.doc
    start = verb.i + 1
    said = " ".join(token.lower_ for token in doc[start : start + 3])
    states = table("positions")["states"]
    for side in ("for", "against"):
        for phrase in states[side]:
            if not (said + " ").startswith(phrase + " "):
                continue
            preposition = doc[start + len(phrase.split()) - 1]
            for noun in children(preposition, "pobj", "pcomp"):
                at_issue = noun.tag_ == "VBG" or _is_question_at_issue(page, noun)
                parties = who(page, voices, said_of, cue=False)
                if at_issue and parties:
                    made = from_verb(page, noun) if noun.tag_ == "VBG" else from_noun(page, noun)
                    yield Stance(
                        parties, "for" if side == "for" else "against", made, stretch(verb, noun.right_edge), "state"
                    )
            return
