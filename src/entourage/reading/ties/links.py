"""Looser links that the text states in so many words: "has strong connections to", "is close to", "is part of".

In: a Scene. Out: entries in a Ledger. Invariant: the word for the link stands between its two ends' own phrases.
"""

from __future__ import annotations

from typing import Any

from entourage.model import Status
from entourage.reading.cast import Party
from entourage.reading.ties.found import Ledger
from entourage.reading.ties.grammar import after_preposition, subjects
from entourage.reading.ties.status import verb_status
from entourage.reading.ties.targets import Scene, may_be_a_place
from entourage.reading.ties.verbs import span_of
from entourage.reading.ties.words import cue

_TO = frozenset({"to", "with"})


def link_ties(scene: Scene, ledger: Ledger) -> None:
    """Note every stated link and every organisation that is part of another."""
    nouns, adjectives = cue("links", "nouns"), cue("links", "adjectives")
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for token in scene.parsed.doc[paragraph.first : paragraph.last]:
            lemma = token.lemma_.lower()
            if lemma in nouns and token.pos_ == "NOUN":
                _has_link(scene, ledger, token)
            elif lemma in adjectives and token.dep_ in {
                "acomp",
                "ROOT",
                "relcl",
                "acl",
                "ccomp",
                "conj",
                "advcl",
            }:
                _is_linked(scene, ledger, token)
            elif token.lower_ == "married" and token.tag_ in {"JJ", "VBN"}:
                _married(scene, ledger, token)
            elif token.tag_ == "POS":
                _part_of(scene, ledger, token)


def _has_link(scene: Scene, ledger: Ledger, noun: Any) -> None:
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in {"have", "maintain", "keep", "cultivate", "enjoy"}:
        return
    if any(child.lower_ == "no" for child in noun.children):
        return
    words = [child.text for child in noun.lefts if child.dep_ in {"amod", "compound"}]
    for preposition, end in after_preposition(noun, _TO):
        role = " ".join([*words, noun.text, preposition.text])
        _add(scene, ledger, subjects(verb), end, role, verb_status(verb), noun)


def _is_linked(scene: Scene, ledger: Ledger, word: Any) -> None:
    verb = word if word.pos_ == "VERB" else word.head
    if word.pos_ != "VERB" and verb.lemma_ not in {"be", "become", "remain"}:
        return
    status = verb_status(verb)
    for preposition, end in after_preposition(word, _TO):
        _add(scene, ledger, subjects(verb), end, f"{word.text} {preposition.text}", status, word)


def _add(scene: Scene, ledger: Ledger, nouns: list[Any], end: Any, role: str, status: Status, word: Any) -> None:
    for target in scene.targets(end):
        for noun in nouns:
            for party in scene.resolve(noun):
                ends = {
                    party.is_person or party.is_organization,
                    target.party.is_person or target.party.is_organization,
                }
                if False in ends:
                    continue
                schema = "Associate" if party.is_person and target.party.is_person else "UnknownLink"
                span = span_of(scene, [noun, word, target.token])
                ledger.add(
                    schema,
                    party,
                    target.party,
                    role=role,
                    evidence=span,
                    how="stated link",
                    status=status,
                    confidence=0.85 * target.sure,
                )


def _married(scene: Scene, ledger: Ledger, word: Any) -> None:
    verb = word if word.dep_ != "acomp" else word.head
    for _, end in after_preposition(word, frozenset({"to"})):
        for target in scene.targets(end):
            for noun in subjects(verb):
                for party in scene.resolve(noun):
                    if party.is_person and target.party.is_person:
                        span = span_of(scene, [noun, word, target.token])
                        status = verb_status(verb) if verb.pos_ in {"VERB", "AUX"} else "current"
                        ledger.add(
                            "Family",
                            party,
                            target.party,
                            role="spouse",
                            evidence=span,
                            how="married to",
                            status=status,
                            confidence=0.88,
                        )


def _part_of(scene: Scene, ledger: Ledger, possessive: Any) -> None:
    """The possessive of one organisation before the name of its part: "Sample University's Centre for Examples"."""
    doc, index = possessive.doc, possessive.i
    if index < 1 or index + 1 >= len(doc):
        return
    whole, part = scene.named(doc[index - 1]), scene.named(doc[index + 1])
    if whole is not None and whole.is_person:
        _persons_own(scene, ledger, possessive, whole)
        return
    if whole is None or part is None or not (whole.is_organization and part.is_organization):
        return
    if {whole.kind, part.kind} & {"publication", "government"}:
        return
    name = doc[scene.name_start(doc[index + 1]) : scene.name_end(doc[index + 1])]
    if any(token.lower_ in cue("bodies", "part") or token.lower_ in cue("bodies", "board") for token in name):
        span = span_of(scene, [doc[index - 1], doc[index + 1]])
        ledger.add("UnknownLink", part, whole, role="part of", evidence=span, how="possessive", confidence=0.85)


def _persons_own(scene: Scene, ledger: Ledger, possessive: Any, person: Party) -> None:
    """The possessive of a person before an organisation's name: "Ada Example's allegedly corrupt Workers Union"."""
    doc, index = possessive.doc, possessive.i + 1
    while index < min(possessive.i + 4, possessive.sent.end) and scene.named(doc[index]) is None:
        if doc[index].pos_ not in {"ADJ", "ADV", "VERB"}:
            return
        index += 1
    if index >= possessive.sent.end:
        return
    owned, end = scene.named(doc[index]), scene.name_end(doc[index])
    if (
        owned is None
        or not owned.is_organization
        or owned.kind in {"government", "publication"}
        or may_be_a_place(owned)
    ):
        return
    after = doc[end] if end < len(doc) else None
    if after is not None and (after.tag_ == "POS" or (after.pos_ in {"NOUN", "PROPN"} and not after.is_punct)):
        return  # "Ada Example's Senate hearing"
    span = span_of(scene, [doc[possessive.i - 1], doc[index]])
    ledger.add("UnknownLink", person, owned, role="of", evidence=span, how="a person's organisation", confidence=0.6)
