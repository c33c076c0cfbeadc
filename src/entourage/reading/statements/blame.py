"""Whom someone holds responsible: "many countries hold Norland responsible for the attack", "blamed Norland for it".

In: a page, its quotes, a verb. Out: stances for or against "holding X responsible for Y". Invariants: inside a quote
only its speaker blames; blame that is denied, asked or supposed is none, and denying one's own is a stand against it.
An unnamed group ("many Western countries") becomes a party of its own, of the kind "group", at its words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from entourage.model import Span
from entourage.reading.cast import Party
from entourage.reading.statements.clauses import actors, noun_words
from entourage.reading.statements.modality import standing
from entourage.reading.statements.propositions import Proposition
from entourage.reading.statements.stance import Stance, is_denied
from entourage.reading.statements.tables import words
from entourage.reading.statements.voices import Voices
from entourage.reading.statements.who import who
from entourage.reading.statements.wording import Page, words_of
from entourage.reading.ties.grammar import after_preposition, is_passive, objects

_REACH = 8
_MAX_WORDS = 24
_CUT = re.compile(
    r"\s*(?:;|\s[–—]\s|,\s+(?:but|and|which|who|although|though|while|as|even)\b|\s(?:although|because|but)\s).*$",
    re.DOTALL,
)
_EDGE = " ,;:.\"“”'‘’"


def by_blame(page: Page, voices: Voices, verb: Any) -> Iterator[Stance]:
    """The stance of whoever blames, or denies the blame; nothing when the verb tells of none."""
    lemma = verb.lemma_.lower()
    if lemma not in _blaming():
        return
    if not verb.tag_.startswith("V") or is_passive(verb):
        return
    if lemma in words("positions", "blame", "deny"):
        yield from _denial(page, voices, verb)
        return
    if is_denied(verb) or standing(verb) != "fact":
        return
    found = _held(verb) if lemma == "hold" else _blamed(verb) if lemma in words("positions", "blame", "verbs") else None
    if found is None:
        return
    blamed, behind = found
    subject = words_of(page, noun_words(blamed))
    what, end = _rest(page, behind)
    parties = who(page, voices, verb) or _unnamed(page, voices, verb)
    if subject and what and parties:
        said = _responsible(page, subject, what, behind.idx, end)
        yield Stance(parties, "for", said, Span(verb.idx, end), "blame")


@functools.cache
def _blaming() -> frozenset[str]:
    return words("positions", "blame", "deny") | words("positions", "blame", "verbs") | {"hold"}


def _held(verb: Any) -> tuple[Any, Any] | None:
    """Of "hold X responsible for Y": X and the word "for"; by place, since parsers lose the thread here."""
    doc = verb.doc
    for index in range(verb.i + 2, min(verb.i + _REACH, verb.sent.end - 1)):
        if doc[index].lower_ in words("positions", "blame", "states") and doc[index + 1].lower_ == "for":
            return (doc[index - 1], doc[index + 1]) if doc[index - 1].pos_ in {"NOUN", "PROPN"} else None
    return None


def _blamed(verb: Any) -> tuple[Any, Any] | None:
    """Of "blamed X for Y": X and the word "for"."""
    for noun in objects(verb)[:1]:
        for preposition, _ in _after(verb, noun, "for"):
            return (noun, preposition) if noun.pos_ in {"NOUN", "PROPN"} and preposition.i > noun.i else None
    return None


def _after(verb: Any, noun: Any, *prepositions: str) -> list[tuple[Any, Any]]:
    """Prepositions on a noun or on its verb, wherever the parser hangs them."""
    return [found for token in (noun, verb) for found in after_preposition(token, frozenset(prepositions))]


def _denial(page: Page, voices: Voices, verb: Any) -> Iterator[Stance]:
    """ "Norland denies responsibility for the attack"."""
    if is_denied(verb) or standing(verb) != "fact":
        return
    for noun in objects(verb):
        if noun.lemma_.lower() not in words("positions", "blame", "denied"):
            continue
        parties = who(page, voices, verb)
        for preposition, _ in _after(verb, noun, "for", "in")[:1]:
            what, end = _rest(page, preposition)
            if len(parties) == 1 and what:
                said = _responsible(page, parties[0].name, what, preposition.idx, end)
                yield Stance(parties, "against", said, Span(verb.idx, end), "blame")


def _rest(page: Page, preposition: Any) -> tuple[str, int]:
    """What follows a "for", to the end of its clause, and where it ends."""
    start = preposition.idx + len(preposition)
    last = preposition.sent[-1]
    text = page.text[start : last.idx + len(last)]
    kept = _CUT.sub("", text.split("\n")[0])
    kept = " ".join(re.split(r"(\s+)", kept.strip())[: 2 * _MAX_WORDS - 1]) if len(kept.split()) > _MAX_WORDS else kept
    cleaned = re.sub(r"\s+", " ", kept).strip(_EDGE)
    at = page.text.find(kept.strip(_EDGE), start) if len(kept.split()) <= _MAX_WORDS else -1
    end = at + len(kept.strip(_EDGE)) if at >= 0 else last.idx
    return cleaned, end


def _responsible(page: Page, subject: str, what: str, start: int, end: int) -> Proposition:
    tokens = page.parsed.tokens_in(Span(start, end))
    keys = frozenset(token.lemma_.lower() for token in tokens if token.is_alpha and not token.is_stop)
    return Proposition(f"holding {subject} responsible for {what}", keys | {"responsible"}, "responsible", False)


def _unnamed(page: Page, voices: Voices, verb: Any) -> tuple[Party, ...]:
    """A group that only its description tells, as a party of its own: "many Western countries"."""
    if voices.at(Span(verb.idx, verb.idx + len(verb))) is not None:
        return ()
    for noun in actors(verb)[:1]:
        tokens = noun_words(noun)
        described = any(token.dep_ in {"amod", "compound", "nmod"} for token in tokens)
        if noun.tag_ != "NNS" or noun.lemma_.lower() not in words("positions", "blame", "groups") or not described:
            continue
        start, end = tokens[0].idx, noun.idx + len(noun)
        known = page.cast.mention_at(start, end)
        if known is not None:
            return (known[1],)
        name = re.sub(r"^(?:the|these|those)\s+", "", page.text[start:end], flags=re.IGNORECASE)
        party = page.cast.add("LegalEntity", name, kind="group")
        party.plural, party.confidence = True, 0.7
        page.cast.mention(party, start, end, "nominal")
        return (party,)
    return ()
