"""Who holds a role: from a role noun to the parties that it is said of.

In: a role noun and its phrase. Out: holders with the construction that showed them. Invariant: a holder stands in the
same sentence as the role noun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from entourage.model import Span, Status
from entourage.reading.cast import Party
from entourage.reading.sentences import sentence_start
from entourage.reading.ties.grammar import (
    after_preposition,
    children,
    governing_verb,
    is_passive,
    objects,
    subjects,
    with_conjuncts,
)
from entourage.reading.ties.status import copula_status, verb_status
from entourage.reading.ties.targets import Scene
from entourage.reading.ties.words import RoleGroup, cue, role_group, word_set

_APPOSED = frozenset({"appos", "conj", "attr", "ROOT", "nmod", "npadvmod", "dep", "oprd", "compound", "amod"})
_OPENERS = frozenset({",", "(", "—", "–", "-", "--", ";"})
_SMALL = frozenset({"a", "an", "the", "its", "his", "her", "their", "then", "now", "also", "once", "one", "currently"})
# What may stand between a name and its apposition: an age, "D-Ariz.", a degree.
_BETWEEN = re.compile(
    r"\s*(?:[,(]\s*(?:\d{1,3}|[DRI]-[A-Z][\w.]*(?: [A-Z]\w*\.?)?"
    r"|(?:[A-Z][a-z]?\.?){1,3}D\.?|Jr\.?|Sr\.?|MP|MEP)\s*[,)]?)?"
    r"\s*(?:[,(;]|--|[—–-])\s*(?:(?:a|an|the|its|his|her|their|then|now|also|once|one|currently)\s+)*"
)
_NAME_AFTER = frozenset({"the", "its", "his", "her", "their", "a", "an"})
_POSTS = frozenset({"position", "post", "job", "office", "title", "role", "rank"})
_APPOINTING = frozenset({"appointment", "election", "re-election", "nomination", "promotion"})
_COPULAS = frozenset({"be", "become", "remain"})


@dataclass(frozen=True)
class Holder:
    """Someone who holds a role.

    Attributes:
        span: the mention that stands for the holder.
        how: the construction: "title before the name", "apposition", ...
        status: what the construction says of the status; "current" when nothing.
    """

    party: Party
    span: Span
    how: str
    status: Status = "current"
    confidence: float = 0.9


def allowed(party: Party, group: RoleGroup) -> bool:
    """Whether a party of that schema can hold such a role."""
    if group.holder == "any":
        return party.is_person or party.is_organization
    return party.is_organization if group.holder == "organization" else party.is_person


def stands_before_name(scene: Scene, core_end: int, group: RoleGroup) -> Any | None:
    """The first token of the name that a role stands before ("professor Ada Example"), or None."""
    doc = scene.parsed.doc
    index = core_end
    honorifics = cue("honorifics", "male") | cue("honorifics", "female") | cue("honorifics", "neutral")
    if index < len(doc) and doc[index].text == "." and len(doc[index - 1]) <= 4 and not doc[index - 1].whitespace_:
        index += 1  # "Coast Guard Lt. Ada Example", where the full stop is a token of its own
    while index < len(doc) and doc[index].lower_ in honorifics:
        index += 1
    if index >= len(doc) or (index == core_end and sentence_start(doc, index) != sentence_start(doc, core_end - 1)):
        return None
    party = scene.named(doc[index])
    if party is None or scene.name_start(doc[index]) != index or not allowed(party, group):
        return None
    return doc[index]


def find_holders(scene: Scene, head: Any, group: RoleGroup, first: int, end: int, title: Any | None) -> list[Holder]:
    """Everyone of whom the text says the role."""
    if title is not None:
        return _title_holders(scene, head, group, title)
    for finder in (_apposition, _copula, _appointment, _taken, _apposition_on_the_page, _name_after):
        found = [holder for holder in finder(scene, head, group, first, end) if allowed(holder.party, group)]
        if len(found) == 1 and found[0].how == "apposition" and head.tag_ in {"NNS", "NNPS"} and _one_of(head) == head:
            continue  # "Ada Example's (Ind.) supporters": no one person is several
        if found:
            return found
    return _joined(scene, head, group)


def _title_holders(scene: Scene, head: Any, group: RoleGroup, title: Any) -> list[Holder]:
    if head.tag_ in {"NN", "NNP"} and head.i and head.doc[head.i - 1].lower_ in {"a", "an"}:
        return []  # "a President Example would": not who it is, who it might be
    found = _held(scene, title, "title before the name", 0.9)
    if head.tag_ in {"NNS", "NNPS"}:
        end = scene.name_end(title)
        name = title.doc[end - 1]
        for token in with_conjuncts(name)[1:]:
            found += _held(scene, token, "title before the names", 0.8)
    return [holder for holder in found if allowed(holder.party, group)]


def _held(scene: Scene, token: Any, how: str, confidence: float, status: Status = "current") -> list[Holder]:
    found = scene.cast.mention_at(token.idx, token.idx + len(token))
    span = found[0] if found is not None else Span(token.idx, token.idx + len(token))
    named = found is not None and found[2] == "name"
    sure = confidence if named else confidence - 0.1
    parties = scene.cast.persons_of(found[1]) if named and found is not None else scene.resolve(token)
    return [Holder(party, span, how, status, sure) for party in parties]


def _apposition(scene: Scene, head: Any, group: RoleGroup, first: int, end: int) -> list[Holder]:
    head = _one_of(head)
    if head.dep_ == "appos":
        found = _held(scene, head.head, "apposition", 0.9)
        if any(allowed(holder.party, group) for holder in found):
            return found
    for child in children(head, "appos"):
        party = scene.named(child)
        if party is not None and allowed(party, group) and child.i >= end:
            return _held(scene, child, "apposition", 0.85)
    return []


def _one_of(head: Any) -> Any:
    """ "one" in "one of the secretaries of the party", else the role noun itself."""
    above = head.head
    if head.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ == "one":
        return above.head
    return head


def _copula(scene: Scene, head: Any, group: RoleGroup, first: int, end: int) -> list[Holder]:
    head = _one_of(head)
    verb = head.head
    if head.dep_ not in {"attr", "nsubj"} or verb.lemma_ not in _COPULAS:
        return []
    status = copula_status(verb)
    if head.dep_ == "attr":
        return [holder for noun in subjects(verb) for holder in _held(scene, noun, "is", 0.9, status)]
    return [  # "The president of the bank is Ada Example", "... is the former minister Ada Example"
        holder
        for attribute in children(verb, "attr")
        for noun in [attribute, *children(attribute, "appos")]
        if scene.named(noun) is not None
        for holder in _held(scene, noun, "is", 0.85, status)
    ]


def _taken(scene: Scene, head: Any, group: RoleGroup, first: int, end: int) -> list[Holder]:
    """Roles taken up or held: "was named president", "serves as a judge", "hired her as its director"."""
    above = head.head
    if head.dep_ == "pobj" and above.lower_ == "as":
        verb = governing_verb(above)
        words = word_set("tie_verbs.toml", "taking", "as")
    elif head.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in _POSTS:
        return _post(scene, above.head)
    elif head.dep_ in {"oprd", "attr", "dobj", "xcomp", "ccomp", "appos"} and above.pos_ == "VERB":
        verb, words = above, word_set("tie_verbs.toml", "taking", "object")
        if head.dep_ == "dobj" and not (is_passive(verb) or verb.lemma_ == "become"):
            return []
    else:
        return []
    if verb is None or verb.lemma_.lower() not in words:
        return []
    if head.tag_ in {"NNS", "NNPS"} and not is_passive(verb):
        return []  # "called half a dozen directors": nobody becomes several
    status = _taking_status(verb)
    appointed = "appointed" if verb.lemma_.lower() in word_set("tie_verbs.toml", "taking", "object") else "serves as"
    direct = [noun for noun in objects(verb) if noun != head] if not is_passive(verb) else []
    if not direct and not is_passive(verb) and first > 0 and scene.named(head.doc[first - 1]) is not None:
        direct = [head.doc[first - 1]]  # "named Ada Example publisher of"
    people = direct if appointed == "appointed" and direct else subjects(verb)
    return [holder for noun in people for holder in _held(scene, noun, appointed, 0.88, status)]


def _appointment(scene: Scene, head: Any, group: RoleGroup, first: int, end: int) -> list[Holder]:
    """ "the appointment of Ada Example as president", "Ada Example's election as mayor"."""
    noun = head.head.head
    if head.dep_ != "pobj" or head.head.lower_ != "as" or noun.lemma_.lower() not in _APPOINTING:
        return []
    people = [person for _, person in after_preposition(noun, frozenset({"of"}))] + children(noun, "poss")
    status: Status = "planned" if noun.lemma_.lower() == "nomination" else "current"
    return [
        holder
        for person in people
        if scene.named(person) is not None
        for holder in _held(scene, person, "appointed", 0.85, status)
    ]


def _post(scene: Scene, noun: Any) -> list[Holder]:
    """ "holds the position of deputy head"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in {"hold", "assume", "take", "leave", "resign", "occupy", "accept"}:
        return []
    status: Status = (
        "former"
        if verb.lemma_ in {"leave", "resign"}
        else verb_status(verb, event=verb.lemma_ in {"assume", "take", "accept"})
    )
    return [holder for subject in subjects(verb) for holder in _held(scene, subject, "holds the post", 0.88, status)]


def _taking_status(verb: Any) -> Status:
    lemma = verb.lemma_.lower()
    if lemma in word_set("tie_verbs.toml", "taking", "former"):
        return "former"
    if lemma == "call":
        return "alleged"  # what someone calls another
    event = lemma not in word_set("tie_verbs.toml", "taking", "past_is_over")
    status = verb_status(verb, event=event)
    if status == "current" and lemma in word_set("tie_verbs.toml", "taking", "planned"):
        return "planned"
    return status


def _apposition_on_the_page(scene: Scene, head: Any, group: RoleGroup, first: int, end: int) -> list[Holder]:
    """A name, a comma, the role: what the parser often takes for something else."""
    doc, low = head.doc, head.sent.start
    index, article = first - 1, False
    while index > low and doc[index].lower_ in _SMALL:
        article = True
        index -= 1
    if index <= low or doc[index].text not in _OPENERS:
        return []
    if article and head.dep_ not in _APPOSED:
        return []
    index -= 1
    for _ in range(8):  # an age, a party and state, a degree may stand between
        if index <= low or scene.named(doc[index]) is not None:
            break
        index -= 1
    between = scene.parsed.text[
        doc[scene.name_end(doc[index]) - 1].idx + len(doc[scene.name_end(doc[index]) - 1]) : doc[first].idx
    ]
    if not _BETWEEN.fullmatch(between):
        return []
    party = scene.named(doc[index])
    if party is None or not allowed(party, group):
        return []
    return _held(scene, doc[index], "apposition", 0.85 if article else 0.8)


def _name_after(scene: Scene, head: Any, group: RoleGroup, first: int, end: int) -> list[Holder]:
    """The role with its organisation, a comma, the name: "The head of the bank, Ada Example, said"."""
    doc = head.doc
    signs = {",", ":"} if head.tag_ in {"NNS", "NNPS"} else {","}
    if end + 1 >= head.sent.end or doc[end].text not in signs:
        return []
    definite = first > head.sent.start and doc[first - 1].lower_ in _NAME_AFTER
    possessive = any(token.tag_ == "POS" for token in doc[first : head.i])
    if not (definite or possessive or first == head.sent.start or doc[end].text == ":"):
        return []
    start = end + 1
    while start + 1 < head.sent.end and doc[start].lower_ in cue("honorifics", "neutral"):
        start += 1  # "her opponent, Sen. Ada Example"
    party = scene.named(doc[start])
    if party is None or not allowed(party, group):
        return []
    closing = scene.name_end(doc[start])
    if closing < head.sent.end and not (doc[closing].is_punct or doc[closing].lower_ == "and") and head.dep_ == "pobj":
        return []  # "According to his mother, Example was"
    if head.tag_ in {"NNS", "NNPS"}:
        names = with_conjuncts(doc[scene.name_end(doc[start]) - 1])
        return [
            holder
            for name in names
            if scene.named(name) is not None
            for holder in _held(scene, name, "apposition", 0.8)
        ]
    return _held(scene, doc[start], "apposition", 0.8)


def _joined(scene: Scene, head: Any, group: RoleGroup) -> list[Holder]:
    """The second of two roles: "an advocate and senior fellow at the institute"."""
    above, steps = head, 0
    while above.dep_ == "conj" and above.head != above and steps < 6:
        above, steps = above.head, steps + 1
        party = scene.named(above)
        if party is not None:
            # "the founder of the firm and a Party donor", where the parser joins the donor to the firm
            role = above.head.head if above.dep_ == "pobj" and party.is_organization and _article(head) else above
            if role_group(role) is None or scene.named(role) is not None:
                return []
            above = role
        inner = role_group(above)
        said_of_a_name = above.dep_ == "appos" and above.pos_ == "NOUN"  # "a jeweler and president of"
        if (above.pos_ in {"NOUN", "PROPN"} and inner is not None) or above.lower_ == "one" or said_of_a_name:
            found = [
                holder
                for finder in (_apposition, _copula, _appointment, _taken, _apposition_on_the_page)
                for holder in finder(scene, above, group, above.left_edge.i + _article(above), above.i + 1)
                if allowed(holder.party, group)
            ]
            if found:
                return found
    return []


def _article(noun: Any) -> int:
    return 1 if noun.left_edge.lower_ in _SMALL else 0
