"""The clause around a verb: whether it is told as a fact, who takes part, and its words.

In: tokens of a French or Russian text in Universal Dependencies. Out: small answers about them. Invariants: what is
negated, conditional, to come or only wished is never told as a fact; words stand in the text, a pronoun replaced by the
name that it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from entourage.model import Span
from entourage.reading.cast import Party
from entourage.reading.languages.scene import Scene
from entourage.reading.languages.speakers import speaker_after, speaker_before

Standing = Literal["fact", "negated", "unreal"]

_CLIMB = 12
_LONGEST = 220
_NEGATIONS = frozenset({"ne", "n'", "n’", "не", "ни", "jamais"})
_UNREAL_MARKS = frozenset({"si", "s'", "s’", "если", "чтобы", "бы", "б", "afin"})
_AUXILIARIES = frozenset({"aux", "aux:tense", "aux:pass", "cop"})
# Clauses of their own within the clause.
_APART = frozenset({"advcl", "parataxis", "acl:relcl", "discourse", "vocative", "dislocated"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_EDGES = " ,;:.!?…«»“”\"'’()—–-"


@dataclass(frozen=True)
class Clause:
    """The words of a clause and where they stand."""

    words: str
    span: Span


def is_verb(token: Any) -> bool:
    """Whether a token can head a clause: a verb, or what follows a copula."""
    return token.pos_ == "VERB" or any(child.dep_ == "cop" for child in token.children)


def governing_verb(token: Any) -> Any | None:
    """The verb whose clause a token stands in; None in a sentence without one."""
    for _ in range(_CLIMB):
        if is_verb(token):
            return token
        if token.head.i == token.i:
            return token if token.pos_ == "AUX" else None
        token = token.head
    return None


def helpers(verb: Any) -> list[Any]:
    """Its auxiliaries and copula."""
    return [child for child in verb.children if child.dep_ in _AUXILIARIES or child.pos_ == "AUX"]


def standing(verb: Any) -> Standing:
    """Whether the text tells the clause of a verb as a fact."""
    with_helpers = [verb, *helpers(verb)]
    small = {c.lower_ for token in with_helpers for c in token.children if c.pos_ != "PRON"}  # "s'oppose"
    if small & _UNREAL_MARKS:
        return "unreal"
    for token in with_helpers:
        mood, tense = token.morph.get("Mood"), token.morph.get("Tense")
        if {"Cnd", "Sub", "Imp"} & set(mood) or "Fut" in tense or token.lower_ in {"будет", "будут"}:
            return "unreal"
    if "Inf" in verb.morph.get("VerbForm"):
        return "unreal"
    return "negated" if small & _NEGATIONS else "fact"


def is_past(verb: Any) -> bool:
    """Whether a verb tells what happened: «назначил», "a nommé", "fut nommé", "fondée en 1998"."""
    if "Part" in verb.morph.get("VerbForm"):
        tenses = {tense for token in helpers(verb) for tense in token.morph.get("Tense")}
        return not tenses or bool(tenses & {"Pres", "Past", "Imp"})
    return "Past" in verb.morph.get("Tense")


def subjects(scene: Scene, verb: Any) -> list[Party]:
    """Who does it: the named subject, all of "A et B", or whom a pronoun or a description stands for."""
    for subject in (child for child in verb.children if child.dep_ in _SUBJECTS):
        head = scene.parsed.doc[subject.left_edge.i]
        last = scene.parsed.doc[subject.right_edge.i]
        named = scene.named_in(head.idx, last.idx + len(last))
        joined = {subject.i, *(token.i for token in subject.subtree if token.dep_ == "conj" and token.head == subject)}
        parties = [
            party for span, party in named if any(token.i in joined for token in _tokens(scene, span))
        ] or _office_holder(scene, subject, named)
        if parties:
            return list(dict.fromkeys(parties))
    sentence = scene.sentence(verb.idx)
    body = _organization_spoken_of(scene, verb)
    if body is not None:
        return [body]
    found = speaker_before(scene, verb, sentence.start) if _has_subject_before(verb) else None
    if found is None and any(child.dep_ in _SUBJECTS and child.i > verb.i for child in verb.children):
        found = speaker_after(scene, verb, sentence.end)
    if found is None or found.party is None:
        only = _only_person_before(scene, verb, sentence.start)
        if only is not None:
            return [only]
    if found is None and verb.dep_ in {"conj", "xcomp"} and is_verb(verb.head) and not _own_subject(verb):
        return subjects(scene, verb.head)
    return [found.party] if found is not None and found.party is not None else []


def _only_person_before(scene: Scene, verb: Any, start: int) -> Party | None:
    """ "Le sénateur Octave Exemple est hostile : il s'oppose": the one person named before it in its sentence."""
    pronoun = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.pos_ == "PRON"), None)
    gender = {"Masc": "male", "Fem": "female"}.get(next(iter(pronoun.morph.get("Gender")), "") if pronoun else "", "")
    if pronoun is None or not gender:
        return None
    people = {party.id: party for _, party in scene.named_in(start, pronoun.idx) if party.is_person}
    only = next(iter(people.values()), None)
    return only if len(people) == 1 and only is not None and only.gender in {"", gender} else None


def _organization_spoken_of(scene: Scene, verb: Any) -> Party | None:
    """The organisation that "elle" or «он» stands for: the subject of the sentence before, of the pronoun's gender."""
    pronoun = next(
        (c for c in verb.children if c.dep_ in _SUBJECTS and c.pos_ == "PRON" and c.morph.get("Gender")), None
    )
    if pronoun is None:
        return None
    start = scene.sentence(pronoun.idx).start
    paragraph = scene.parsed.paragraph_at(pronoun.idx)
    if paragraph is None or start <= paragraph.block.span.start:
        return None
    before = scene.sentence(start - 2)
    named = scene.named_in(before.start, before.end)
    if any(party.is_person for _, party in named):
        return None
    for span, party in named:
        first = scene.parsed.token_at(span.start)
        heads = [t for t in _tokens(scene, span) if t.dep_ in _SUBJECTS or t.head.dep_ in _SUBJECTS]
        if first is not None and heads and party.is_organization and _gender(heads[0]) == _gender(pronoun):
            return party
    return None


def _gender(token: Any) -> str:
    head = token if token.dep_ in _SUBJECTS else token.head
    return next(iter(head.morph.get("Gender")), next(iter(token.morph.get("Gender")), ""))


def _office_holder(scene: Scene, subject: Any, named: list[tuple[Span, Party]]) -> list[Party]:
    """ "le sénateur Jean Exemple", «директор института Антон Пример»: the one person in the subject's words."""
    people = [party for span, party in named if party.is_person and _is_of(scene, span, subject)]
    return people[:1] if len(dict.fromkeys(people)) == 1 else []


def _is_of(scene: Scene, span: Span, subject: Any) -> bool:
    return any(
        token.dep_.startswith(("appos", "flat", "nmod")) and token.head == subject for token in _tokens(scene, span)
    )


def _tokens(scene: Scene, span: Span) -> Iterator[Any]:
    yield from scene.parsed.tokens_in(span)


def _own_subject(verb: Any) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _has_subject_before(verb: Any) -> bool:
    return any(child.dep_ in _SUBJECTS and child.i < verb.i for child in verb.children)


def participants(scene: Scene, verb: Any, clause: Clause) -> tuple[str, ...]:
    """Ids of the subjects, then of everyone else whom the clause names."""
    parties = subjects(scene, verb)
    if not parties and verb.dep_.startswith("acl"):
        covering = scene.cast.mention_at(verb.head.idx)
        parties = [covering[1]] if covering and covering[2] == "name" else []
    named = [party for _, party in scene.named_in(clause.span.start, clause.span.end)]
    return tuple(dict.fromkeys(party.id for party in (*parties, *named)))


def clause_of(scene: Scene, verb: Any, *, without: Span | None = None) -> Clause:
    """The words of a verb's clause, other clauses and the stretch ``without`` (its date) left out."""
    whole = list(verb.subtree)
    apart = [t for t in whole if t.i != verb.i and (t.dep_ == "acl:relcl" or (t.head == verb and _stands_apart(t)))]
    left_out = {token.i for one in apart for token in one.subtree} | _date_tokens(whole, without)
    kept = [token for token in whole if token.i not in left_out and not token.is_space]
    if verb.dep_.startswith("acl"):
        kept = [*_noun_of(verb), *kept]
    kept = _around(sorted(set(kept), key=lambda token: token.i), verb)
    words, previous = "", None
    for token in kept:
        gap = " " if previous is not None and previous.i + 1 != token.i else ""
        words += gap + _said(scene, token, verb) + token.whitespace_
        previous = token
    words = _trimmed(" ".join(words.split()))
    span = Span(kept[0].idx, kept[-1].idx + len(kept[-1]))
    return Clause(words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …", span)


def _trimmed(words: str) -> str:
    """Words without marks at their edges; a closing mark stays where its opening one is inside."""
    trimmed = words.strip(_EDGES)
    for opening, closing in ("«»", "“”", "()"):
        if trimmed.count(opening) > trimmed.count(closing) and words.rstrip(" .,;:!?…—–").endswith(closing):
            trimmed += closing
        if trimmed.count(closing) > trimmed.count(opening) and words.lstrip(" —–").startswith(opening):
            trimmed = opening + trimmed
    return trimmed


def _date_tokens(tokens: list[Any], date: Span | None) -> set[int]:
    """The tokens of a date, with the preposition or article before it."""
    if date is None:
        return set()
    inside = [token.i for token in tokens if date.start <= token.idx < date.end]
    doc, first = tokens[0].doc, min(inside, default=0)
    while inside and first and doc[first - 1].pos_ in {"ADP", "DET"}:
        first -= 1
    return {*inside, *range(first, min(inside, default=0))}


def _stands_apart(child: Any) -> bool:
    return child.dep_ in _APART or (child.dep_ in {"conj", "ccomp"} and is_verb(child)) or child.dep_ == "cc"


def _noun_of(verb: Any) -> list[Any]:
    """The noun that a participle describes, with its name: "La Fondation Orphée, fondée en 1998"."""
    return [verb.head, *(t for c in verb.head.children if c.dep_.startswith(("flat", "nmod", "appos")) and c.i < verb.i
                         for t in c.subtree if t.i < verb.i)]  # fmt: skip


def _around(tokens: list[Any], verb: Any) -> list[Any]:
    """Tokens of the verb's own paragraph and sentence: a parse may reach over a line break."""
    place = next(i for i, token in enumerate(tokens) if token.i == verb.i)
    low = high = place
    while low > 0 and "\n" not in tokens[low - 1].doc.text[tokens[low - 1].idx : tokens[low].idx]:
        low -= 1
    while high + 1 < len(tokens) and "\n" not in tokens[high].doc.text[tokens[high].idx : tokens[high + 1].idx]:
        high += 1
    return tokens[low : high + 1]


def _said(scene: Scene, token: Any, verb: Any) -> str:
    """A token's text; for a subject pronoun the name that it stands for."""
    if token.pos_ == "PRON" and token.dep_ in _SUBJECTS and token.head.i == verb.i:
        parties = subjects(scene, verb)
        if len(parties) == 1:
            return parties[0].name
    return str(token.text)
