"""What a sentence shows of two of its parties, for guessing what kind of tie they have.

In: a parsed text, its cast, the spans of two parties. Out: features by name with their weight. Invariant: neither
party's own name is a feature (generic words in an organisation's name, such as "Bank", are), so that a pair never seen
before is told by the same things.
"""

from __future__ import annotations

import itertools
from typing import Any

from entourage.model import Span
from entourage.names import country_code
from entourage.reading.cast import Cast
from entourage.reading.parse import Parsed
from entourage.reading.ties.words import cue, role_group, tie_verbs, word_set

_WINDOW = 4
_MAX_PATH = 6
_MAX_BETWEEN = 25
_SPACY_KINDS = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}


def pair_features(parsed: Parsed, cast: Cast, subject: Span, object_: Span) -> dict[str, float]:
    """Features of two parties in the sentence of the first.

    Args:
        parsed, cast: the text.
        subject, object_: the two mentions, in the order of the tie that is asked for.

    Returns:
        Weights by feature name, always with the kinds of both ends; words only where both stand in one sentence.
    """
    ends = [_End(parsed, cast, subject), _End(parsed, cast, object_)]
    kinds = [end.kind for end in ends]
    found = {f"kinds {kinds[0]} {kinds[1]}": 1.0, "same kind" if kinds[0] == kinds[1] else "other kind": 1.0}
    for place, end in zip(("subject", "object"), ends, strict=True):
        for word in end.name_words:
            found[f"{place} named {word}"] = 1.0
        for shape in end.shapes:
            found[f"{place} {shape}"] = 1.0
    first, second = sorted(ends, key=lambda end: end.first)
    found["subject first" if first is ends[0] else "object first"] = 1.0
    _words(parsed, first, second, found, "+".join(sorted(kinds)))
    _roles(parsed, cast, first, second, found)
    for step in _path(first.head, second.head):
        found[f"path {step}"] = 1.0
    return found


class _End:
    """One party: its tokens, and what kind of thing it is."""

    def __init__(self, parsed: Parsed, cast: Cast, span: Span) -> None:
        tokens = parsed.tokens_in(span)
        if not len(tokens):
            token = parsed.token_at(span.start) or parsed.doc[0]
            tokens = parsed.doc[token.i : token.i + 1]
        self.first, self.last, self.head = tokens.start, tokens.end, tokens.root
        name = span.of(parsed.text)
        self.country = country_code(name) is not None
        self.kind = "country" if self.country else self._kind(cast, span, tokens)
        generic = (
            cue("generic", "words")
            | cue("bodies", "part")
            | cue("bodies", "board")
            | word_set("pair_words.toml", "names")
        )
        self.name_words = sorted({token.lower_ for token in tokens if token.lower_ in generic})
        self.shapes = ["acronym"] if name.isupper() and " " not in name else ["one word"] if " " not in name else []

    @staticmethod
    def _kind(cast: Cast, span: Span, tokens: Any) -> str:
        party = cast.party_at(span.start, span.end)
        if party is None:
            inside = [found for _, found, kind in cast.mentions_in(span.start, span.end) if kind == "name"]
            party = inside[0] if len(inside) == 1 else None
        if party is not None:
            if party.kind in {"place", "country", "city", "region"}:
                return "place"
            if party.is_person:
                return "person"
            if party.is_organization:
                return party.kind or {"Company": "company", "PublicBody": "public"}.get(party.schema, "organization")
        return _SPACY_KINDS.get(tokens.root.ent_type_, "unknown")


def _lemma(token: Any) -> str:
    return token.lemma_.lower() if token.ent_type_ == "" else f"<{token.ent_type_.lower()}>"


def _words(parsed: Parsed, first: _End, second: _End, found: dict[str, float], kinds: str) -> None:
    doc = parsed.doc
    between = [t for t in doc[first.last : second.first] if not t.is_space]
    distance = len(between)
    found[
        f"apart {0 if not distance else 1 if distance <= 2 else 2 if distance <= 6 else 3 if distance <= 15 else 4}"
    ] = 1.0
    if distance <= _MAX_BETWEEN:
        lemmas = [_lemma(token) for token in between]
        for word in set(lemmas):
            found[f"between {word}"] = 1.0
        for pair in itertools.pairwise(lemmas):
            found[f"between {pair[0]} {pair[1]}"] = 1.0
        if distance <= 3:
            found[f"joined by {' '.join(lemmas)}"] = 1.0
            found[f"{kinds} joined by {' '.join(lemmas)}"] = 1.0
    low, high = max(first.head.sent.start, first.first - _WINDOW), min(second.head.sent.end, second.last + _WINDOW)
    for place, tokens in (("before", doc[low : first.first]), ("after", doc[second.last : high])):
        for token in tokens:
            found[f"{place} {_lemma(token)}"] = 1.0
    sentence = doc[first.head.sent.start : max(second.head.sent.end, second.last)]
    content = {
        token.lemma_.lower() for token in sentence if token.is_alpha and not token.ent_type_ and not token.is_stop
    }
    for word in content:
        found[f"word {word}"] = 1.0 / (1 + len(content)) ** 0.5


def _roles(parsed: Parsed, cast: Cast, first: _End, second: _End, found: dict[str, float]) -> None:
    """Groups of role words and kinds of tie verbs between the ends and beside them."""
    doc, table = parsed.doc, tie_verbs()
    stretches = {
        "between": doc[first.last : min(second.first, first.last + _MAX_BETWEEN)],
        "before": doc[max(0, first.first - _WINDOW) : first.first],
        "after": doc[second.last : second.last + _WINDOW],
    }
    for place, tokens in stretches.items():
        for token in tokens:
            group = role_group(token)
            if group is not None:
                found[f"{place} role {group.name}"] = 1.0
            verb = table.get(token.lemma_.lower()) if token.pos_ == "VERB" else None
            if verb is not None:
                found[f"{place} verb {verb.schema}"] = 1.0


def _path(first: Any, second: Any) -> list[str]:
    """Labels and words of the shortest way between two tokens in the parse; empty across sentences or when long."""
    above = [first, *first.ancestors]
    where = {token.i: step for step, token in enumerate(above)}
    down = [second, *second.ancestors]
    meeting = next((step for step, token in enumerate(down) if token.i in where), None)
    if meeting is None or meeting + where[down[meeting].i] > _MAX_PATH:
        return []
    up = above[: where[down[meeting].i]]
    labels = [f"{t.dep_}<" for t in up] + [f">{t.dep_}" for t in reversed(down[:meeting])]
    inner = [t for t in (*up[1:], *down[1:meeting], down[meeting]) if t not in (first, second)]
    return [" ".join(labels), *(f"word {_lemma(token)}" for token in inner)]
