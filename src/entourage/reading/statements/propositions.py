"""What one can be for or against, in the text's own words, and which of these are the same.

In: a noun or a verb phrase. Out: :class:`Proposition` values; :class:`Agenda` joins those that are the same.
Invariants: the words stand in the text; ending a thing and the thing itself are never joined; a text of n
propositions costs n look-ups.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from entourage.reading.statements.clauses import noun_words, verb_phrase
from entourage.reading.statements.tables import words
from entourage.reading.statements.wording import Page, words_of

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_CUT = re.compile(
    r",?\s+(?:in an? (?:statement|interview|letter|speech|tweet|report)|as well as|instead of|rather than|even if"
    r"|even though|although)\b.*$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:a|an|the|this|that|these|those|any|some|further)\s+", re.IGNORECASE)
_MIN_SHARED = 0.6
_NEAR_PARAGRAPHS = 3
_MAX_COMPARED = 12


@dataclass(frozen=True)
class Proposition:
    """Words that say what one is for or against.

    Attributes:
        words: in neutral form: "resumption of talks", "end the policy".
        keys: lemmas of its content words.
        head: lemma of its noun or verb.
        ends: whether it ends what it speaks of.
        again: it only points back ("the proposal").
        definite: it speaks of something known ("the tunnel").
    """

    words: str
    keys: frozenset[str]
    head: str
    ends: bool
    again: bool = False
    definite: bool = False


def from_noun(page: Page, noun: Any) -> Proposition:
    """The proposition of a noun phrase: "a thaw in relations"."""
    tokens = noun_words(noun)
    said = _neutral(words_of(page, tokens))
    determiner = next((child.lower_ for child in noun.children if child.dep_ == "det"), "")
    definite = determiner in {"the", "this", "that", "these", "those"}
    content = _keys([t for t in tokens if t.i == noun.i or not t.is_stop])
    again = definite and noun.lemma_.lower() in words("positions", "again", "nouns") and len(content) <= 1
    return Proposition(said, content, noun.lemma_.lower(), _ends(noun), again, definite)


def from_verb(page: Page, verb: Any, *, of: str = "", owner: str = "") -> Proposition:
    """The proposition of a verb phrase: "end its policy of limited contact".

    Args:
        of: who is to do it, when the words around do not say ("Canada" for "Canada should ...").
        owner: whose "its" and "their" is; empty when the text does not say.
    """
    tokens = verb_phrase(verb)
    said = _neutral(words_of(page, tokens, names=not owner))
    if owner:
        said = re.sub(r"\b(?:its|their|his|her)\b", f"{owner}’s", said, count=1)
    if of:
        said = f"{of} to {said}"
    return Proposition(said, _keys(tokens), verb.lemma_.lower(), _ends(verb))


def _neutral(said: str) -> str:
    return _DETERMINER.sub("", _CUT.sub("", said)).strip(" ,;:.\"“”'‘’")


def _keys(tokens: list[Any]) -> frozenset[str]:
    light = words("positions", "ending", "light")
    found = {t.lemma_.lower() for t in tokens if t.pos_ in _CONTENT}
    return frozenset(found - light) or frozenset(found)


def _ends(head: Any) -> bool:
    return head.lemma_.lower() in words("positions", "ending", "words") or head.lower_ in words(
        "positions", "ending", "words"
    )


@dataclass
class Topic:
    """Propositions that are the same."""

    first: Proposition
    paragraph: int
    number: int
    keys: set[str] = field(default_factory=set)
    advanced: bool = False
    """Someone was for it."""


class Agenda:
    """What the text has been about so far."""

    def __init__(self) -> None:
        self.topics: list[Topic] = []
        self._by_key: dict[str, list[int]] = {}

    def topic_of(self, proposition: Proposition, paragraph: int, *, is_for: bool) -> Topic | None:
        """The topic of a proposition, a new one for the first; None when "the proposal" points nowhere."""
        topic = self._pointed_at(proposition, paragraph) if proposition.again else self._same(proposition)
        if topic is None:
            if proposition.again and not self._introduces(proposition):
                return None
            topic = Topic(proposition, paragraph, len(self.topics))
            self.topics.append(topic)
        if not proposition.again or topic.first is proposition:
            for key in proposition.keys - topic.keys:
                topic.keys.add(key)
                self._by_key.setdefault(key, []).append(topic.number)
        topic.advanced |= is_for
        return topic

    def _introduces(self, proposition: Proposition) -> bool:
        """ "the agreement" names what it is about; "the proposal" alone does not."""
        return proposition.head not in {"proposal", "idea", "suggestion", "move", "step", "approach", "plan"}

    def _pointed_at(self, proposition: Proposition, paragraph: int) -> Topic | None:
        named = [self.topics[number] for number in self._by_key.get(proposition.head, ())]
        if named:
            return named[-1]
        advanced = [topic for topic in self.topics[-_MAX_COMPARED:] if topic.advanced]
        near = [topic for topic in advanced if paragraph - topic.paragraph <= _NEAR_PARAGRAPHS]
        if near:
            return near[-1]
        return next((topic for topic in self.topics[:_MAX_COMPARED] if topic.advanced), None)

    def _same(self, proposition: Proposition) -> Topic | None:
        candidates = {number for key in proposition.keys for number in self._by_key.get(key, ())[-_MAX_COMPARED:]}
        for number in sorted(candidates, reverse=True):
            topic = self.topics[number]
            if topic.first.ends == proposition.ends and _alike(topic, proposition):
                return topic
        return None


def _alike(topic: Topic, proposition: Proposition) -> bool:
    shared = topic.keys & proposition.keys
    smaller = min(len(topic.keys), len(proposition.keys))
    if len(shared) >= 2 and len(shared) / smaller >= _MIN_SHARED:
        return True
    return (
        len(shared) == smaller == 1
        and (proposition.head in topic.keys)
        and (proposition.definite or len(proposition.keys | topic.keys) == 1)
    )
