"""The constructions in which a word reports, one function each.

In: a :class:`Page`, a reporting word and its entry in the table. Out: pairs of the content's tokens and the token that
stands for the speaker (None when the sentence names nobody). Invariant: a function yields nothing where its
construction is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from entourage.reading.quotes.beside import nearest_nominal, speaker_beside
from entourage.reading.quotes.cues import Cue
from entourage.reading.quotes.draft import Page
from entourage.reading.quotes.extents import (
    after_that,
    from_mark_to_sentence_end,
    sentence_around,
    sentence_around_report,
    sentence_before_report,
    up_to_closing_mark,
    with_rest_of_quotation,
)
from entourage.reading.quotes.grammar import ancestors, has_particle, is_passive, reporter_above, subject_of, subtree

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_REPORTS = frozenset({"saying", "asking", "blaming"})
_CLAUSES = frozenset({"ccomp", "pcomp"})


def _clause(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "said (that) ...", "..., said Ada", "is certain that ...", "the claim that ..."."""
    if not has_particle(token, cue):
        return
    speaker = _speaker(page, token)
    if token.pos_ == "NOUN":
        yield _clause_of_noun(token), speaker
        return
    tokens = _clause_below(page, token)
    if token.pos_ == "VERB" and not tokens:
        tokens = _clause_elsewhere(page, token, cue)
        if not tokens and "saying" in cue.groups and (rest := sentence_around_report(page, token)):
            yield rest, nearest_nominal(page, token) or speaker
            return
        if not tokens and "saying" in cue.groups:
            tokens = sentence_before_report(page, token) or []
    yield tokens, speaker


def _clause_of_noun(noun: Any) -> list[Any]:
    """ "the claim that ...", "her view is that ..."."""
    clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp"} and c.i > noun.i and _has_that(c)), None)
    if clause is None and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        clause = next((c for c in noun.head.children if c.dep_ == "ccomp" and c.i > noun.i), None)
    return [] if clause is None else subtree(clause)


def _clause_below(page: Page, token: Any) -> list[Any]:
    """The clause that the parse hangs under a reporting verb or adjective."""
    clauses = [c for c in token.children if c.dep_ in _CLAUSES and not _is_name_frame(token, c)]
    if token.pos_ == "ADJ":
        clauses += [c for c in token.children if c.dep_ == "xcomp" and c.i > token.i]
        if not clauses and token.head.lemma_ in {"make"}:  # "made it clear that ...", "is certain it will ..."
            clauses = [c for c in token.head.children if c.dep_ in _CLAUSES and c.i > token.i]
    after = [c for c in clauses if c.i > token.i]
    if after and any(c.dep_ == "mark" for c in token.children):
        clauses = after  # "she came, hours after Ada said that ...": only what follows is said
    tokens = [t for clause in clauses for t in _own_words(page, token, clause)]
    if tokens and token.dep_ == "ccomp" and after and token.head.i > tokens[-1].i:
        # "Ada argues one thing is so, another is too": the parse made a report of the first half only
        tokens += [t for t in sentence_around(page, token) if t.i > tokens[-1].i]
    if tokens and clauses == after:
        tokens += _joined_in_the_present(page, token, tokens[-1].i + 1)
    return with_rest_of_quotation(page, token, tokens)


def _joined_in_the_present(page: Page, verb: Any, start: int) -> list[Any]:
    """ "Ada noted that they talk, and it makes no sense to stay away": the present tense after a report in the past is
    hers, although the parse joins it to the report."""
    joined = next((c for c in verb.children if c.dep_ == "conj"), None)
    if verb.tag_ != "VBD" or joined is None or joined.tag_ not in {"VBZ", "VBP"}:
        return []
    if page.table.cue(joined.pos_, joined.lemma_) is not None or not any(c.dep_ == "nsubj" for c in joined.children):
        return []
    tokens = list(verb.doc[start : joined.right_edge.i + 1])
    return [] if any(page.stretch_at(t.idx) for t in tokens) else tokens


def _clause_elsewhere(page: Page, token: Any, cue: Cue) -> list[Any]:
    """The content where the parse put it somewhere else: a question, the clause around, the words in marks."""
    if (asked := _asked(token)) is not None:
        return subtree(asked)
    if token.dep_ == "parataxis" or (token.dep_ == "advcl" and _opens_with_as(token)):
        own = {t.i for t in subtree(token)}
        head = token.head.head if token.head.dep_ in {"aux", "auxpass"} else token.head
        return [t for t in subtree(head) if t.i not in own]
    if "saying" in cue.groups and (rest := after_that(page, token)):
        return rest
    return from_mark_to_sentence_end(page, token) if "quote" in cue.frames else []


def _own_words(page: Page, verb: Any, clause: Any) -> list[Any]:
    """The clause without a second report that the parse hung under it ("said he was tired but did not say why")."""
    tokens = subtree(clause)
    if clause.i < verb.i:
        return tokens
    tokens = _without_aside(page, tokens)
    for child in clause.children:
        second = page.table.cue(child.pos_, child.lemma_)
        if child.dep_ != "conj" or second is None or not second.groups & _REPORTS or child.pos_ != "VERB":
            continue
        if (
            child.tag_ in {"VBD", "VBZ"}
            and verb.tag_ in {"VBD", "VBZ", "VBG", "VBN"}
            and not any(c.dep_ == "nsubj" for c in child.children)
        ):
            first = min((c.i for c in clause.children if c.dep_ == "cc" and c.i < child.i), default=child.left_edge.i)
            return [t for t in tokens if t.i < first]
    return tokens


def _without_aside(page: Page, tokens: list[Any]) -> list[Any]:
    """The clause up to a dash after which the narrator comments; two dashes enclose something inside the clause."""
    dashes = [t for t in tokens if t.text in {"—", "–", "--"} and page.stretch_at(t.idx) is None]
    return [t for t in tokens if t.i < dashes[0].i] if len(dashes) == 1 else tokens


def _asked(verb: Any) -> Any | None:
    """ "asked if ...": the parse takes the question for a condition."""
    if verb.lemma_ not in {"ask", "wonder", "question", "inquire"}:
        return None
    for child in verb.children:
        if child.dep_ == "advcl" and child.i > verb.i and any(c.lower_ in {"if", "whether"} for c in child.children):
            return child
    return None


def _has_that(clause: Any) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _is_name_frame(token: Any, clause: Any) -> bool:
    """ "called Ada to order": the model's clause is an infinitive with a subject of its own."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _opens_with_as(token: Any) -> bool:
    return any(c.lower_ == "as" and c.i < token.i for c in token.children)


def _according(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "according to Ada, ..."."""
    speaker = None
    root = token
    for child in token.children:
        for grandchild in (child, *child.children):
            if grandchild.dep_ == "pobj":
                speaker = grandchild
    if speaker is None and token.head.lower_ == "to":
        root = token.head
        speaker = next((c for c in root.children if c.dep_ == "pobj"), None)
    if speaker is None:
        return
    own = {t.i for t in subtree(root)}
    yield [t for t in sentence_around(page, token) if t.i not in own], speaker


def _to(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "vowed to ...", "her promise to ..."."""
    wanted = {"acl"} if token.pos_ == "NOUN" else {"xcomp"}
    for child in token.children:
        if child.dep_ in wanted and child.i > token.i and _is_name_frame(token, child):
            yield subtree(child), _speaker(page, token)


def _object_to(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "urged Ada to ..."."""
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > token.i and _is_name_frame(token, child):
            yield (
                [t for t in subtree(child) if child.dep_ == "xcomp" or t.i >= _infinitive(child)],
                _speaker(page, token),
            )


def _infinitive(clause: Any) -> int:
    return int(next((c.i for c in clause.children if c.dep_ == "aux" and c.lower_ == "to"), clause.i))


def _object(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "denounced the plan", "accused Ada of ..."."""
    if is_passive(token) and subject_of(token) is None:
        return
    for child in token.children:
        if child.dep_ == "ccomp" and child.i > token.i and child.left_edge.lower_ == "what":
            yield subtree(child), _speaker(page, token)  # "condemned what he called a sham"
            return
        if child.dep_ in {"dobj", "nsubjpass"} and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            tokens = subtree(child)
            wanted = {"of", "for", "with"} if "blaming" in cue.groups else {"for", "as"}
            preps = [c for c in token.children if c.dep_ == "prep" and c.i > child.i and c.lower_ in wanted]
            yield [*tokens, *(t for prep in preps for t in subtree(prep))], _speaker(page, token)


def _verdict(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "held Ada responsible for the loss"."""
    for child in token.children:
        if (
            child.dep_ in {"ccomp", "oprd", "xcomp", "acomp"}
            and child.lemma_ in page.table.verdicts
            and child.i > token.i
        ):
            thing = next((c for c in token.children if c.dep_ == "dobj" and c.i < child.i), child)
            first = thing.left_edge.i
            yield [t for t in sentence_around(page, token) if t.i >= first], _speaker(page, token)
            return


def _for(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "called for talks", "called on Ada to ..."."""
    for child in token.children:
        if child.dep_ == "prep" and child.i > token.i and child.lower_ in cue.prepositions:
            yield [t for t in subtree(child) if t.i != child.i], _speaker(page, token)


def _as(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "called it a sham", "described it as a sham"."""
    named = [c for c in token.children if c.dep_ in {"oprd", "attr"} or (c.dep_ == "prep" and c.lower_ == "as")]
    via = "to" in cue.prepositions  # "referred to Ada as ..."
    if via and not any(c.lower_ == "as" for c in named):
        return
    clause = [c for c in token.children if c.dep_ == "ccomp" and c.pos_ in {"NOUN", "ADJ", "PROPN"} and c.i > token.i]
    objects = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"} and c.tag_ not in {"WP", "WDT"}]
    if via:
        objects += [o for c in token.children if c.lower_ == "to" for o in c.children if o.dep_ == "pobj"]
    being = next(
        (c for c in token.children if c.dep_ == "ccomp" and c.lemma_ == "be" and _is_name_frame(token, c)), None
    )
    if being is not None and being.i > token.i:  # "declared Ada to be ..."
        yield with_rest_of_quotation(page, token, subtree(being)), _speaker(page, token)
        return
    if clause and not named:
        yield with_rest_of_quotation(page, token, [t for c in clause for t in subtree(c)]), _speaker(page, token)
    if named and (subject_of(token) is not None or not is_passive(token)):
        parts = [t for c in [*objects, *named] for t in subtree(c)]
        yield with_rest_of_quotation(page, token, sorted(parts, key=lambda t: t.i)), _speaker(page, token)
    elif not clause and not _asks_for(token, cue) and (quoted := up_to_closing_mark(page, token)):
        yield quoted, _speaker(page, token)


def _asks_for(token: Any, cue: Cue) -> bool:
    """ "called for “calm”": no naming."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in cue.prepositions - {"to"}


def _speaker(page: Page, token: Any) -> Any | None:
    if token.pos_ == "NOUN":
        return _owner_of_noun(token)
    if token.pos_ == "ADJ":
        head = token.head
        if head.pos_ in {"AUX", "VERB"}:
            return subject_of(head)
        return None
    subject = reporter_above(page.table, token) or subject_of(token)
    if subject is None and token.tag_ in _FINITE and not is_passive(token):
        subject = speaker_beside(page, token)
    if subject is not None and page.stretch_at(subject.idx) is not None:
        return None
    return subject


def _owner_of_noun(noun: Any) -> Any | None:
    """Whose claim it is: "her claim", "the claim by Ada", "Ada made the claim"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "of", "from"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    for head in ancestors(noun):
        if head.pos_ in {"VERB", "AUX"}:
            return subject_of(head)
    return None


def _finding(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "the poll shows Ada ahead of Ben"."""
    speaker = _speaker(page, token)
    if speaker is None or speaker.lemma_.lower() not in page.table.findings:
        return
    for child in token.children:
        if child.dep_ in {"dobj", "ccomp", "xcomp"} and child.i > token.i:
            end = max(
                c.right_edge.i for c in token.children if c.i >= child.i and c.dep_ not in {"punct", "conj", "cc"}
            )
            yield list(token.doc[child.left_edge.i : end + 1]), speaker
            return


def _raising(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "Ada is expected to win": what is expected is that Ada wins."""
    subject = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    clause = next((c for c in token.children if c.dep_ == "xcomp" and c.i > token.i), None)
    if subject is None or clause is None or not _is_name_frame(token, clause):
        return
    yield [*subtree(subject), *subtree(clause)], subject_of(token)


def _hearsay(page: Page, token: Any, cue: Cue) -> Iterator[tuple[list[Any], Any]]:
    """ "Ada reportedly won"."""
    if token.head.pos_ in {"VERB", "AUX"}:
        yield [t for t in subtree(token.head) if t.i != token.i], None


READERS: dict[str, Callable[[Page, Any, Cue], Iterable[tuple[list[Any], Any]]]] = {
    "according": _according,
    "clause": _clause,
    "as": _as,
    "object-to": _object_to,
    "to": _to,
    "for": _for,
    "object": _object,
    "finding": _finding,
    "verdict": _verdict,
    "raising": _raising,
    "hearsay": _hearsay,
}
