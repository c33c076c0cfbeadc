"""Questions about the model's parse that the quote readers share: subjects, noun phrases, clauses.

In: spaCy tokens. Out: tokens and character spans. Invariant: every walk is bounded (``MAX_WALK`` steps up,
``MAX_SUBTREE`` tokens down), so that a freak parse of a text without sentences costs no more than a plain one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entourage.model import Span
from entourage.reading.phrases import coordinated
from entourage.reading.quotes.cues import Cue, CueTable

MAX_WALK = 6
MAX_SUBTREE = 250
_SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass"})
_PERCEIVING = frozenset({"see", "hear", "watch", "find", "show", "quote", "cite", "film", "include", "have"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOT_FINITE = frozenset({"VB", "VBN", "VBG"})
_UNLIKE = {"VBG": _FINITE}
_INHERITING = frozenset({"conj", "xcomp", "acomp", "advcl", "pcomp", "prep", "dep", "parataxis"})
# What may follow a noun phrase's head and still be part of the name that one would show for it.
_SHOWN_AFTER_HEAD = frozenset({"prep", "flat", "nummod", "poss", "case", "compound", "nmod", "amod", "cc", "conj"})


def is_too_wide(token: Any) -> bool:
    """Whether the parse hangs more on a word than any sentence holds, as it does in a text without sentences.

    Every question about a word's children costs its width, so such words are not asked.
    """
    return any(t.right_edge.i - t.left_edge.i > MAX_SUBTREE for t in (token, token.head, token.head.head))


def subtree(token: Any) -> list[Any]:
    """The token and everything below it, in order; cut at ``MAX_SUBTREE`` tokens."""
    out: list[Any] = []
    stack = [token]
    while stack and len(out) < MAX_SUBTREE:
        current = stack.pop()
        out.append(current)
        stack.extend(current.children)
    out.sort(key=lambda t: t.i)
    return out


def ancestors(token: Any) -> Iterator[Any]:
    """The heads above a token, nearest first, at most ``MAX_WALK``."""
    for _ in range(MAX_WALK):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def subject_of(verb: Any) -> Any | None:
    """The token that stands for who says, thinks or wants; None when the sentence does not name it.

    Passives give their "by" phrase; participles, conjoined and subordinate verbs the subject of the verb above;
    a verb inside a relative clause without subject of its own the noun that the clause describes.
    """
    if _is_passive(verb):
        return _agent(verb)
    return _own_subject(verb) or _inherited_subject(verb)


def _inherited_subject(verb: Any) -> Any | None:
    joined = _joined_to(verb) or _joined_past_relative(verb)
    if joined is not None:
        return _own_subject(joined)
    current = verb
    for head in ancestors(verb):
        if current.dep_ in {"acl", "relcl"} and head.pos_ in _NOMINAL:
            return _giver(head) if current.tag_ == "VBG" else head
        if current.dep_ == "pcomp" and head.lower_ == "as" and (thing := _object(head.head)) is not None:
            return thing  # "quoted Ada as saying ..."
        if current.dep_ == "xcomp" and (thing := _object(head)) is not None and head.lemma_ != "promise":
            return thing
        if current.dep_ not in _INHERITING:
            break
        own = _own_subject(head)
        if own is not None:
            return own
        current = head
    return None


def _joined_to(verb: Any) -> Any | None:
    """The verb that a conjoined one goes on with where the parse joins it to one of another form.

    "Said he would try and insisted ..." joins "insisted" to "try", but the one who said insisted.
    """
    if verb.dep_ != "conj" or verb.head.tag_ not in (
        _NOT_FINITE if verb.tag_ in _FINITE else _UNLIKE.get(verb.tag_, ())
    ):
        return None
    above = (head for head in ancestors(verb.head) if head.tag_ == verb.tag_)
    return next((head for head in above if _own_subject(head) is not None), None)


def _joined_past_relative(verb: Any) -> Any | None:
    """ "praised the raid that failed and said ...": a raid says nothing, so the verb goes on with "praised"."""
    clause = verb.head
    if verb.dep_ != "conj" or clause.dep_ != "relcl" or clause.head.ent_type_ or verb.tag_ != clause.tag_:
        return None
    subject = _own_subject(clause)
    if subject is None or subject.lower_ not in {"that", "which"}:
        return None
    above = (head for head in ancestors(clause) if head.tag_ == verb.tag_)
    return next((head for head in above if _own_subject(head) is not None), None)


def reporter_above(table: CueTable, participle: Any) -> Any | None:
    """Who says it in "argued that a list would help, saying ...": a participle after a comma goes on with the report
    above it, although the parse hangs it under the reported clause."""
    if participle.dep_ == "xcomp" and participle.head.tag_ == "VBG":
        participle = participle.head  # "going on to say"
    if participle.tag_ != "VBG" or participle.dep_ not in {"advcl", "acl"} or participle.i == 0:
        return None
    if participle.nbor(-1).text != ",":
        return None
    above = [head for head in ancestors(participle) if head.pos_ in {"VERB", "AUX"}]
    for head in above:
        cue = table.cue(head.pos_, head.lemma_)
        if cue is not None and "saying" in cue.groups and (subject := _own_subject(head)) is not None:
            return subject
    if participle.dep_ == "acl" and participle.head.dep_ in {"dobj", "pobj"}:
        # "made a third attempt to answer him, writing that ...": the one who made it writes
        main = next((head for head in above if head.tag_ in _FINITE and head.dep_ != "relcl"), None)
        return None if main is None else _own_subject(main)
    return None


def _giver(noun: Any) -> Any:
    """Who says it in "Ada mailed supporters saying ..." and "issued a statement saying ...": the verb's subject."""
    verb = noun.head
    if noun.dep_ in {"dobj", "dative"} and verb.pos_ == "VERB" and verb.lemma_ not in _PERCEIVING:
        return _own_subject(verb) or noun
    return noun


def _own_subject(verb: Any) -> Any | None:
    """The subject nearest to the verb, one before it first: the parse may take a word of the quotation, or "Saturday
    night", for one as well."""
    subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
    return min(subjects, key=lambda child: (child.i > verb.i, abs(child.i - verb.i)), default=None)


def _object(verb: Any) -> Any | None:
    for child in verb.children:
        if child.dep_ in {"dobj", "dative", "obj"}:
            return child
    return None


def _is_passive(verb: Any) -> bool:
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and _has_that_clause(verb) and verb.nbor(-1).text == ",":
        return False  # "Two analysts, Ada and Ben, found that ...": a past tense taken for a participle
    if verb.tag_ == "VBN" and verb.dep_ in {"advcl", "acl"} and not any(c.dep_ == "aux" for c in verb.children):
        return True  # "Asked why ..., she said"
    if any(c.dep_ == "auxpass" and c.lower_ in {"'s", "’s"} for c in verb.children):
        # "he's said that ...": has said, when the words that were said follow
        return not any(c.dep_ in {"ccomp", "dobj"} and c.i > verb.i for c in verb.children)
    return any(child.dep_ in {"auxpass", "nsubjpass", "agent"} for child in verb.children)


def _has_that_clause(verb: Any) -> bool:
    return verb.i > 0 and any(
        c.dep_ == "ccomp" and c.i > verb.i and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
        for c in verb.children
    )


def has_particle(verb: Any, cue: Cue) -> bool:
    """Whether a verb that reports only with its particle has it: "shot back", "pointed out"."""
    if not cue.particles:
        return True
    for position in range(verb.i + 1, min(verb.i + 3, len(verb.doc))):
        if verb.doc[position].is_quote:
            return False  # "he goes “back to war”": the particle is a word of the quotation
        if verb.doc[position].lower_ in cue.particles:
            return True
    return False


def is_passive(verb: Any) -> bool:
    """Whether a verb stands in the passive voice."""
    return _is_passive(verb)


def _agent(verb: Any) -> Any | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def noun_phrase(head: Any, text: str) -> Span:
    """The noun phrase of a head as one would show it: with titles and "of ..." phrases, both halves of "A and B",
    without appositions and relative clauses."""
    last = head
    children = [child for child in head.children if child.i > head.i]
    conjoined = [child for child in children if child.dep_ == "conj"]
    for child in children:
        if child.dep_ not in _SHOWN_AFTER_HEAD and not (conjoined and child.i < conjoined[-1].i):
            break
        edge = child.right_edge
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
            break
        if child.dep_ == "conj":
            last = _last_of_name(child)
            continue
        if edge.i > last.i:
            last = edge
    first = head.left_edge
    while first.i < head.i and (first.is_punct or first.is_space or first.dep_ in {"cc", "prep", "preconj", "advmod"}):
        first = first.nbor(1)
    while last.i > head.i and (last.is_punct or last.is_space) and last.text not in {")", "]"}:
        last = last.nbor(-1)
    return Span(first.idx, last.idx + len(last))


def _last_of_name(token: Any) -> Any:
    last = token
    for child in token.children:
        if child.i > token.i and child.dep_ in _SHOWN_AFTER_HEAD:
            last = child.right_edge
    return last


def conjoined_nouns(head: Any) -> list[Any]:
    """The head and the nouns joined to it by "and"."""
    return [token for token in coordinated(head) if token is head or token.pos_ in _NOMINAL]


def has_negation(verb: Any, table: CueTable) -> bool:
    """Whether the reporting word itself is negated or only supposed ("did not say", "would say", "if she says").

    "Will/would only say" and questions put to someone do not suppose; nor does "could not say more".
    """
    for child in verb.children:
        lower = child.lower_
        if child.dep_ == "neg" and lower in table.negators:
            return True
        if child.dep_ == "aux" and lower in table.modals and not _says_after_all(verb):
            return True
        if child.dep_ == "mark" and lower in table.supposing and child.nbor(-1 if child.i else 0).lower_ != "even":
            return True
        if child.dep_ == "nsubj" and lower in table.negators:
            return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ in table.withholding:
        return True  # "refused to say who paid"
    return any(_supposes(head, table) for head in ancestors(verb) if verb.dep_ in {"conj", "xcomp", "ccomp"})


def _supposes(head: Any, table: CueTable) -> bool:
    return head.lemma_ in {"want", "like", "wish", "imagine", "let"} and any(
        child.dep_ == "aux" and child.lower_ in table.modals for child in head.children
    )


def _says_after_all(verb: Any) -> bool:
    return any(child.dep_ == "advmod" and child.lower_ in {"only", "just"} for child in verb.children)
