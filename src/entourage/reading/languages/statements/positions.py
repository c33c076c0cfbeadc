"""Who is for or against what, in French and Russian.

In: a Scene. Out: :class:`entourage.model.Position` values. Invariants: one position per party and proposition; the two
sides of one question carry the same words of it; a party is never a proposition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entourage.model import Position, Span
from entourage.reading.cast import Party
from entourage.reading.languages.cues import NAMES
from entourage.reading.languages.scene import Scene
from entourage.reading.languages.statements.clauses import helpers, standing, subjects
from entourage.reading.languages.statements.words import lemma_of, noun_phrase
from entourage.reading.languages.tables import table
from entourage.reading.statements.propositions import Proposition
from entourage.reading.statements.sides import Sides
from entourage.reading.statements.stance import Side

# Set below the shares of right positions on the keys of own making (benchmarks/reading/languages).
_CONFIDENCE, _NEGATED = 0.75, 0.65
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_OTHER: dict[Side, Side] = {"for": "against", "against": "for"}
_MOST_WORDS = 16


def find_positions(scene: Scene) -> tuple[Position, ...]:
    """Who is for and against what.

    Args:
        scene: the analysed text.

    Returns:
        Positions, those on one proposition together, in order of its first appearance; empty where nobody takes one.
    """
    sides = Sides()
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for i in range(paragraph.first, paragraph.last):
            for side, said, span, confidence, parties in _stances(scene, scene.parsed.doc[i]):
                topic = sides.topic_of(said, paragraph.index, side)
                if topic is not None:
                    for party in parties:
                        sides.take(party.id, topic, side, span, confidence)
    return sides.positions()


_Found = tuple[Side, Proposition, Span, float, list[Party]]


def _stances(scene: Scene, verb: Any) -> Iterator[_Found]:
    data = table(f"{NAMES[scene.language.code]}_positions")
    if verb.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return
    for side, at_issue in _sides(scene, verb, data):
        held = standing(verb)
        if held == "unreal" or (held == "negated" and side == "against"):
            continue
        said = _proposition(scene, at_issue, data)
        parties = subjects(scene, verb) if said is not None else []
        if said is None or not parties:
            continue
        last = max((at_issue, verb), key=lambda token: token.i)
        first = min((at_issue, verb), key=lambda token: token.i)
        tokens = noun_phrase(last)
        end = max(tokens[-1].idx + len(tokens[-1]), last.idx + len(last))
        taken: Side = side if held == "fact" else _OTHER[side]
        yield taken, said, Span(first.idx, end), _CONFIDENCE if held == "fact" else _NEGATED, parties
        return


def _sides(scene: Scene, verb: Any, data: dict[str, Any]) -> Iterator[tuple[Side, Any]]:
    lemma = lemma_of(scene, verb)
    if verb.pos_ in {"VERB", "AUX"}:
        for row in data["stance"]:
            if lemma in row["verbs"]:
                for token in _at_issue(scene, verb, row):
                    yield row["side"], token
    elif helpers(verb):
        adjectives = data["adjectives"]
        sides: tuple[Side, Side] = ("for", "against")
        for side in sides:
            if verb.lower_ in adjectives[side]:
                yield from ((side, child) for child in _behind(verb, adjectives["with"]))


def _at_issue(scene: Scene, verb: Any, row: dict[str, Any]) -> Iterator[Any]:
    if row.get("verb"):
        for child in verb.children:
            if child.dep_ in {"xcomp", "ccomp", "obl:arg", "advcl"} and "Inf" in child.morph.get("VerbForm"):
                small = {grand.lower_ for grand in child.lefts}
                if (not row["with"] or small & set(row["with"])) or scene.language.code == "ru":
                    yield child
    if row.get("only_verb"):
        return
    if row["with"]:
        yield from _behind(verb, row["with"])
        return
    for child in verb.children:
        if child.dep_ in {"obj", "iobj"} or (
            scene.language.code == "ru" and child.dep_ == "obl" and not any(g.dep_ == "case" for g in child.children)
        ):
            yield child


def _behind(verb: Any, prepositions: list[str]) -> Iterator[Any]:
    """Nouns that a preposition of the list leads to: "plaide pour un plan", "en faveur de la paix"."""
    for child in verb.children:
        if not child.dep_.startswith(("obl", "nmod", "obj", "conj", "iobj", "xcomp")) or child.pos_ not in {
            "NOUN",
            "PROPN",
        }:
            continue
        if child.lower_ in prepositions:  # "en faveur de": the noun is part of the preposition
            yield from (grand for grand in child.children if grand.dep_.startswith("nmod"))
        elif any(grand.lower_ in prepositions for grand in child.subtree if grand.i < child.i):
            yield child


def _proposition(scene: Scene, at_issue: Any, data: dict[str, Any]) -> Proposition | None:
    if "Inf" in at_issue.morph.get("VerbForm"):
        tokens = [t for t in at_issue.subtree if t.i >= at_issue.i][:_MOST_WORDS]
    else:
        if at_issue.pos_ != "NOUN" or lemma_of(scene, at_issue) in data["not_at_issue"]["nouns"]:
            return None
        covering = scene.cast.mention_at(at_issue.idx)
        if covering is not None:
            return None
        tokens = noun_phrase(at_issue)[:_MOST_WORDS]
        while tokens and tokens[0].pos_ in {"ADP", "DET", "CCONJ"} and tokens[0].i < at_issue.i:
            tokens = tokens[1:]
    tokens = [token for token in tokens if not token.is_space]
    words = _words(scene, tokens, at_issue)
    keys = frozenset(lemma_of(scene, token) for token in tokens if token.pos_ in _CONTENT)
    if not keys or len(words) < 4:
        return None
    determiner = {child.lower_ for child in at_issue.children if child.dep_ == "det"}
    return Proposition(words, keys, lemma_of(scene, at_issue), ends=False, definite=bool(determiner))


def _words(scene: Scene, tokens: list[Any], head: Any) -> str:
    """The words of a proposition; in Russian the noun and what agrees with it in the nominative."""
    if scene.language.code == "ru" and head.pos_ == "NOUN":
        from entourage.reading.languages.russian.inflection import phrase_base

        tags = [(t.pos_, next(iter(t.morph.get("Case")), "")) for t in tokens]
        return phrase_base([t.text for t in tokens], tags).strip(' ,.;:«»"“”')
    text = scene.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]
    return " ".join(text.split()).strip(' ,.;:«»"“”')
