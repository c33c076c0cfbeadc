"""Ties that a verb states: "heads the bank", "is owned by", "works for", "was married to".

In: a Scene. Out: entries in a Ledger. Invariant: both ends are what the verb's own subject and object stand for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entourage.model import Span, Status
from entourage.reading.cast import Party
from entourage.reading.ties.found import Ledger
from entourage.reading.ties.grammar import after_preposition, agents, children, is_passive, objects, subjects
from entourage.reading.ties.status import dates_in, verb_status
from entourage.reading.ties.targets import Scene, Target, is_joined, may_be_a_place
from entourage.reading.ties.words import TieVerb, cue, tie_verbs

_ENDED = frozenset({"leave", "quit", "resign", "retire"})


def verb_ties(scene: Scene, ledger: Ledger) -> None:
    """Note every tie that a verb of the running text states."""
    table = tie_verbs()
    for paragraph in scene.parsed.paragraphs:
        if paragraph.is_running_text:
            for token in scene.parsed.doc[paragraph.first : paragraph.last]:
                if token.pos_ not in {"VERB", "AUX", "NOUN", "ADJ"}:
                    continue
                row = table.get(_with_particle(token))
                if row is not None and token.tag_.startswith("V"):
                    _state(scene, ledger, token, row)


def _with_particle(verb: Any) -> str:
    """ "found", or "set up" for a verb with its particle."""
    lemma: str = verb.lemma_.lower()
    particles = children(verb, "prt") if verb.tag_.startswith("V") else []
    return f"{lemma} {particles[0].lower_}" if particles else lemma


def board_ties(scene: Scene, ledger: Ledger) -> None:
    """Note every seat on a board: "sits on the journal's editorial board", "joined the board of"."""
    boards = cue("bodies", "board")
    for paragraph in scene.parsed.paragraphs:
        if paragraph.is_running_text:
            for token in scene.parsed.doc[paragraph.first : paragraph.last]:
                if token.lower_ in boards or token.lemma_ in boards:
                    _seat(scene, ledger, token)
                elif token.lemma_ in _INCLUDE and token.tag_.startswith("V"):
                    _include(scene, ledger, token)


def belonging_ties(scene: Scene, ledger: Ledger) -> None:
    """Note where a small word alone places someone: "Ada Example of the institute", "the bank's Ada Example"."""
    for party in scene.cast.people():
        for mention in party.mentions:
            paragraph = scene.parsed.paragraph_at(mention.start)
            if mention.kind != "name" or paragraph is None or not paragraph.is_running_text:
                continue
            tokens = scene.parsed.tokens_in(mention.span)
            if not len(tokens):
                continue
            for noun in _placed_at(scene, tokens):
                _belongs(scene, ledger, [*_partners(scene, tokens), (tokens[-1], party)], noun)
            start = tokens.start
            if start > 1 and scene.parsed.doc[start - 1].tag_ == "POS":
                _belongs(scene, ledger, [(tokens[-1], party)], scene.parsed.doc[start - 2], described=True)


def _placed_at(scene: Scene, tokens: Any) -> list[Any]:
    """The nouns that "of", "at", "from", "with" or a bracket right after a name lead to."""
    doc, index = scene.parsed.doc, tokens.end
    if index < len(doc) - 1 and doc[index].text == "," and doc[index + 1].lower_ == "of":
        index += 1
    if index + 1 >= len(doc) or doc[index].lower_ not in _BELONGING:
        return []
    if doc[index].text == "(":
        closing = scene.name_end(doc[index + 1])
        inside = closing < len(doc) and doc[closing].text == ")" and not doc[index + 1].text.isupper()
        return [doc[index + 1]] if inside else []  # an acronym may be short for the name itself
    if tokens.start <= doc[index].head.i < tokens.end:
        return children(doc[index], "pobj")
    named = index + (2 if doc[index + 1].lower_ == "the" else 1)
    if doc[index].lower_ != "at" or tokens[-1].dep_ not in {"conj", "appos"} or named >= len(doc):
        return []  # "and Ben Sample at the institute", whatever the parser hangs it on
    return [doc[named]] if scene.named(doc[named]) is not None else []


_BELONGING = frozenset({"of", "at", "from", "with", "("})


def _partners(scene: Scene, tokens: Any) -> list[tuple[Any, Party]]:
    """The other one of "Ada Example and Ben Sample of the institute"."""
    doc, start = scene.parsed.doc, tokens.start
    if start < 2 or doc[start - 1].lower_ != "and":
        return []
    party = scene.named(doc[start - 2])
    if party is None or not party.is_person or doc[scene.name_start(doc[start - 2]) - 1].dep_ == "punct":
        return []
    return [(doc[start - 2], party)]


def _belongs(
    scene: Scene, ledger: Ledger, people: list[tuple[Any, Party]], noun: Any, *, described: bool = False
) -> None:
    """Note people at an organisation; a description ("the department's") counts only where ``described``."""
    found = scene.targets(noun)
    if len(people) > 1 and len({target.party.id for target in found if target.sure == 1.0}) > 1:
        people = people[-1:]  # two people, two organisations: who belongs where is not said
        found = [] if noun.sent.text.count("respectively") else found[:1]
    for target in found:
        if (
            not target.party.is_organization
            or target.party.kind == "government"
            or may_be_a_place(target.party, target.token)
            or (scene.named(target.token) is None and not described)
        ):
            continue
        for token, person in people:
            ledger.add(
                "Membership" if is_joined(target.party) else "Employment",
                person,
                target.party,
                role="of",
                evidence=span_of(scene, [token, target.token]),
                how="of an organisation",
                confidence=0.75 * target.sure,
            )


_SEAT_VERBS = frozenset(
    {
        "sit",
        "serve",
        "be",
        "work",
        "have",
        "hold",
        "appoint",
        "name",
        "elect",
        "join",
        "leave",
        "quit",
        "resign",
        "remain",
    }
)


def _seat(scene: Scene, ledger: Ledger, board: Any) -> None:
    preposition = board.head
    if board.dep_ == "pobj" and preposition.lower_ in {"on", "to", "from"}:
        verb = preposition.head
        if verb.pos_ == "NOUN" and verb.lower_ in {"seat", "seats", "place", "position"}:
            verb = verb.head
    elif board.dep_ == "dobj":
        verb = preposition
    else:
        return
    lemma = verb.lemma_.lower()
    if (
        lemma not in _SEAT_VERBS
        or (lemma in {"be", "have", "work"} and preposition.lower_ != "on")
        or scene.named(board)
    ):
        return
    targets = [target for target in scene.targets(board) if target.party.is_organization and target.body]
    people = [(noun, party) for noun in subjects(verb) for party in scene.resolve(noun) if party.is_person]
    left = lemma in {"leave", "quit", "resign"}
    status = "former" if left else verb_status(verb, event=lemma in {"join", "appoint", "name", "elect"})
    for target in targets:
        role = f"member of the {target.body}"
        for noun, party in people:
            evidence = span_of(scene, [noun, verb, board, target.token])
            dates = dates_in(clause_words(scene, verb), began=lemma in {"join", "appoint", "name", "elect"}, ended=left)
            ledger.add(
                "Directorship",
                party,
                target.party,
                role=role,
                evidence=evidence,
                how=f"{verb.text} on the board",
                status=status,
                confidence=min(0.93, 0.93 * target.sure),
                dates=dates,
            )


_INCLUDE = frozenset({"include", "comprise"})


def _include(scene: Scene, ledger: Ledger, verb: Any) -> None:
    """ "Its council includes Ada Example", "members of the board include ..."."""
    boards = cue("bodies", "board")
    for subject in subjects(verb):
        bodies = [subject, *(noun for _, noun in after_preposition(subject, frozenset({"of"})))]
        body = next((noun for noun in bodies if noun.lower_ in boards or noun.lemma_ in boards), None)
        targets = scene.targets(body) if body is not None and scene.named(body) is None else []
        for target in targets:
            for noun in objects(verb):
                person = scene.named(noun)
                if person is None or not person.is_person or not target.party.is_organization or not target.body:
                    continue
                ledger.add(
                    "Directorship",
                    person,
                    target.party,
                    role=f"member of the {target.body}",
                    evidence=span_of(scene, [subject, verb, noun]),
                    how="a board that includes",
                    status=verb_status(verb, event=True),
                    confidence=min(0.85, 0.85 * target.sure),
                )


def _state(scene: Scene, ledger: Ledger, verb: Any, row: TieVerb) -> None:
    passive = is_passive(verb)
    if passive and row.passive:
        actors, ends = agents(verb), subjects(verb)
    elif passive and not (row.through - {"object"}):
        return
    else:
        actors, ends = subjects(verb), list(_ends(verb, row))
    if not actors or not ends or (row.status == "former" and verb.tag_ not in {"VBD", "VBN"}):
        return  # "before she leaves the bank": not yet
    status: Status = row.status or verb_status(verb, event=row.event)
    ended = verb.lemma_ in _ENDED
    dates = dates_in(clause_words(scene, verb), began=row.event, ended=ended)
    if dates[1] and status == "current":
        status = "former"
    for end in ends:
        for target in scene.targets(end):
            if not _is(target.party, row.object):
                continue
            for actor in actors:
                for party in _actors(scene, actor, row):
                    evidence = span_of(scene, [actor, verb, end, target.token])
                    ledger.add(
                        row.schema,
                        party,
                        target.party,
                        role=_role(row, verb, target),
                        evidence=evidence,
                        how=f"verb {verb.lemma_}",
                        status=status,
                        confidence=0.85 * target.sure,
                        dates=dates,
                    )


def _actors(scene: Scene, noun: Any, row: TieVerb) -> list[Party]:
    return [party for party in scene.resolve(noun) if _is(party, row.subject)]


def _is(party: Party, wanted: str) -> bool:
    if wanted == "person":
        return party.is_person
    if wanted == "organization":
        return party.is_organization
    if wanted == "publication":
        return party.is_organization and party.kind == "publication"
    return party.is_person or party.is_organization


def _ends(verb: Any, row: TieVerb) -> Iterator[Any]:
    if "object" in row.through:
        yield from (child for child in children(verb, "dobj", "obj"))
    prepositions = row.through - {"object"}
    if prepositions:
        yield from (noun for _, noun in after_preposition(verb, prepositions))
    if "for" in prepositions:  # "covers schools for the Example News"
        for thing in children(verb, "dobj"):
            yield from (noun for _, noun in after_preposition(thing, frozenset({"for"})))


def _role(row: TieVerb, verb: Any, target: Target) -> str:
    noun = row.nouns.get(verb.lemma_, row.role).format(verb=verb.text)
    return f"{noun} of the {target.body}" if target.body and noun in {"head", "chair", "leader", "founder"} else noun


def clause_words(scene: Scene, verb: Any) -> str:
    """The words of a verb's clause, for its dates."""
    start, end = verb.left_edge.idx, verb.right_edge.idx + len(verb.right_edge)
    return scene.parsed.text[max(start, verb.idx - 200) : min(end, verb.idx + 200)]


def span_of(scene: Scene, tokens: list[Any]) -> Span:
    """The stretch from the first to the last of these tokens, whole names included."""
    doc = scene.parsed.doc
    starts, ends = [], []
    for token in tokens:
        first, last = doc[scene.name_start(token)], doc[scene.name_end(token) - 1]
        starts.append(first.idx)
        ends.append(last.idx + len(last))
    return Span(min(starts), max(ends))
