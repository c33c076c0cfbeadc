"""Words of a text that put someone for or against something.

In: a page and its quotes. Out: :class:`Stance` values in order of the text. Invariants: nobody is given a stance on the words
of another; what is denied or supposed is no stance, unless denying a support is a stand against it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from entourage.model import Quote, Span
from entourage.reading.cast import Party
from entourage.reading.parse import Paragraph
from entourage.reading.statements.clauses import Page, actors, noun_words, words_of
from entourage.reading.statements.modality import standing
from entourage.reading.statements.propositions import Proposition, from_noun, from_verb
from entourage.reading.statements.tables import table, words
from entourage.reading.statements.voices import Voices
from entourage.reading.ties.grammar import after_preposition, children, objects
from entourage.reading.ties.words import role_group

Side = Literal["for", "against"]
_FIRST_PERSON = frozenset({"i", "we"})
_MODALS = frozenset({"should", "must", "ought"})
_MIN_KEYS = 1


@dataclass(frozen=True)
class Stance:
    """Who is on which side of what.

    Attributes:
        how: "verb", "state", "label", "fear", "should" or "reason"; confidence rests on it.
    """

    parties: tuple[Party, ...]
    side: Side
    proposition: Proposition
    span: Span
    how: str


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
    for token in page.parsed.doc[paragraph.first : paragraph.last]:
        if token.pos_ not in {"VERB", "AUX", "ADJ", "NOUN", "ADP"}:
            continue
        lemma = token.lemma_.lower()
        if token.tag_.startswith("V") and lemma in _rows():
            yield from _by_verb(page, voices, token, lemma)
        if lemma in words("positions", "fears", "verbs") or token.lower_ in words("positions", "fears", "adjectives"):
            yield from _by_fear(page, voices, token)
        if lemma == "call" and token.pos_ == "VERB":
            yield from _by_label(page, voices, token)
        if lemma == "be":
            yield from _by_state(page, voices, token)
        if token.lower_ in {"reason", "sense", "interest", "interests"}:
            yield from _by_reason(page, voices, token)
        if token.tag_ == "VB":
            yield from _by_should(page, voices, token)


# -- who ----------------------------------------------------------------------------------------------
def _who(page: Page, voices: Voices, verb: Any, *, cue: bool = True) -> tuple[Party, ...]:
    """The parties whose stance a verb tells; empty when it is told by another or nobody is known."""
    around = voices.at(Span(verb.idx, verb.idx + len(verb)))
    nouns = actors(verb)
    if any(noun.lower_ in _FIRST_PERSON for noun in nouns):
        return _speakers(page, around) if around is not None else _signed(page, nouns)
    own = voices.with_cue(verb.idx, verb.idx + len(verb)) if cue else None
    found = _speakers(page, own) if own is not None and own.speakers else _resolved(page, nouns)
    if around is not None:
        said_by = {party.id for party in _speakers(page, around)}
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
        party = page.cast.party_at(noun.idx, noun.idx + len(noun))
        if party is None:
            named = [page.cast.mention_at(child.idx) for child in children(noun, "appos")]
            party = next((one[1] for one in named if one is not None and one[2] == "name"), None)
        for one in page.cast.persons_of(party) if party is not None else ():
            found[one.id] = one
    return tuple(party for party in found.values() if party.is_person or party.is_organization or party.kind == "place")


def _speakers(page: Page, quote: Quote | None) -> tuple[Party, ...]:
    if quote is None:
        return ()
    known = [page.cast[speaker] for speaker in quote.speakers if speaker in page.cast.parties]
    found = {one.id: one for party in known for one in page.cast.persons_of(party)}
    return tuple(found.values())


def _is_denied(verb: Any) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


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
        if _is_denied(verb):
            if row.denied != "against":
                return
            side = "against"
        elif _is_unreal(verb):
            return
        parties = _who(page, voices, verb)
        if parties:
            proposition, last = complement
            yield Stance(parties, side, proposition, _span(verb, last), "verb")
        return


def _is_unreal(verb: Any) -> bool:
    if any(child.dep_ == "aux" and child.lower_ in {"would", "will"} for child in verb.children):
        return not any(noun.lower_ in _FIRST_PERSON for noun in actors(verb))
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
        if asked is None:
            return None
        owner = words_of(page, noun_words(asked)) if asked.pos_ != "PRON" else ""
        return from_verb(page, child, owner=owner if len(owner.split()) <= 6 else ""), child.right_edge
    return None


def _is_question_at_issue(page: Page, noun: Any) -> bool:
    """Whether one can be for or against it: a plan, a measure, a thing; no person, no denial of a claim."""
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.lower_.endswith("self"):
        return False
    lemma = noun.lemma_.lower()
    if lemma in words("positions", "objects", "denied") or lemma in words("positions", "objects", "people"):
        return False
    party = page.cast.party_at(noun.idx, noun.idx + len(noun))
    if party is not None and party.kind not in {"article", "event"}:
        return False
    return noun.ent_type_ not in {"PERSON", "NORP", "ORG", "GPE"} and role_group(noun) is None


def _by_fear(page: Page, voices: Voices, token: Any) -> Iterator[Stance]:
    """ "worries that this plan would ...": against the plan."""
    verb = token if token.pos_ == "VERB" else token.head
    if token.pos_ == "ADJ" and verb.lemma_ != "be" or standing(verb) != "fact" or _is_denied(verb):
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
            parties = _who(page, voices, verb)
            if parties:
                yield Stance(parties, "against", from_noun(page, noun), _span(verb, clause.right_edge), "fear")


def _by_label(page: Page, voices: Voices, verb: Any) -> Iterator[Stance]:
    """ "called the plan a mistake"."""
    if _is_denied(verb) or standing(verb) != "fact":
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
                if noun.i > verb.i and _is_question_at_issue(page, noun) and (parties := _who(page, voices, verb)):
                    yield Stance(parties, side, from_noun(page, noun), _span(verb, label), "label")
                    return


def _by_state(page: Page, voices: Voices, verb: Any) -> Iterator[Stance]:
    """ "is against the plan", "is in favour of a park"."""
    if standing(verb) != "fact":
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
                parties = _who(page, voices, verb, cue=False)
                if at_issue and parties:
                    made = from_verb(page, noun) if noun.tag_ == "VBG" else from_noun(page, noun)
                    yield Stance(
                        parties, "for" if side == "for" else "against", made, _span(verb, noun.right_edge), "state"
                    )
            return


def _by_reason(page: Page, voices: Voices, noun: Any) -> Iterator[Stance]:
    """ "there is no reason to ...", "it makes no sense for X to ...", "it is not in our interest to ..."."""
    around = voices.at(Span(noun.idx, noun.idx + len(noun)))
    parties = _speakers(page, around)
    side = _reason_side(noun)
    if not parties or side is None or (around is not None and around.negated):
        return
    for verb in _reasoned(noun):
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        subject_words = words_of(page, noun_words(subject)) if subject is not None and subject.pos_ != "PRON" else ""
        made = from_verb(page, verb, of=subject_words)
        if len(made.keys) >= _MIN_KEYS:
            yield Stance(parties, side, made, _span(noun, verb.right_edge), "reason")
            return


def _reason_side(noun: Any) -> Side | None:
    no = any(child.lower_ == "no" for child in noun.children)
    lower = noun.lower_
    if lower == "reason" and noun.dep_ in {"attr", "nsubj"} and no:
        return "against"
    if lower == "sense" and noun.dep_ == "dobj" and noun.head.lemma_ == "make":
        return "against" if no or _is_denied(noun.head) else None
    if lower in {"interest", "interests"} and noun.dep_ == "pobj" and noun.head.lower_ == "in":
        verb = noun.head.head
        return "against" if verb.lemma_ == "be" and _is_denied(verb) else None
    return None


def _reasoned(noun: Any) -> Iterator[Any]:
    """The verbs of what there is no reason for."""
    hosts = [noun, noun.head] if noun.dep_ != "pobj" else [noun, noun.head.head]
    for host in hosts:
        for child in host.children:
            if child.i > noun.i and child.dep_ in {"relcl", "acl", "xcomp", "ccomp", "advcl"}:
                if child.tag_ in {"VB", "VBG"}:
                    yield child
        for preposition in children(host, "prep"):
            for child in preposition.children:
                if child.i > noun.i and child.dep_ == "pcomp":
                    yield child


def _by_should(page: Page, voices: Voices, verb: Any) -> Iterator[Stance]:
    """ "we should not build a tunnel", in someone's words."""
    modal = next((child for child in verb.children if child.dep_ == "aux" and child.lower_ in _MODALS), None)
    around = voices.at(Span(verb.idx, verb.idx + len(verb)))
    if modal is None or around is None or around.negated or not _is_plain_demand(verb):
        return
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or (subject.lower_ != "we" and subject.pos_ != "PROPN"):
        return
    parties = _speakers(page, around)
    subject_words = words_of(page, noun_words(subject)) if subject.lower_ != "we" else ""
    made = from_verb(page, verb, of=subject_words)
    if parties and len(made.keys) > _MIN_KEYS:
        yield Stance(parties, "against" if _is_denied(verb) else "for", made, _span(subject, verb.right_edge), "should")


def _is_plain_demand(verb: Any) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in words("events", "verbs", "states") or lemma in words("events", "verbs", "saying"):
        return False
    if verb.dep_ not in {"ROOT", "ccomp", "conj"} or not objects(verb) and not children(verb, "xcomp", "prep"):
        return False
    if any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in {"if", "why", "whether", "how", "when", "where"}
        for child in verb.children
    ):
        return False
    return verb.sent[-1].text != "?" and not any(token.text == "?" for token in verb.sent[-3:])


def _span(first: Any, last: Any) -> Span:
    start, end = min(first.idx, last.idx), max(first.idx + len(first), last.idx + len(last))
    return Span(start, end)
