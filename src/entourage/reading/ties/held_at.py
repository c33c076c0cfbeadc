"""Where a role is held, or to whom: the parties before and after a role noun.

In: a role noun and its group. Out: targets. Invariant: a name that is no party ends the walk: what
follows belongs to it.
"""

from __future__ import annotations

from typing import Any

from entourage.reading.sentences import sentence_start
from entourage.reading.ties.grammar import after_preposition
from entourage.reading.ties.targets import Scene, Target, is_joined, may_be_a_place
from entourage.reading.ties.words import RoleGroup, cue


def targets_before(scene: Scene, head: Any, group: RoleGroup, first: int) -> list[Target]:
    """Where a role is held, by the names and possessives before its noun."""
    found: list[Target] = []
    doc = head.doc
    index = first
    while index < head.i:
        token = doc[index]
        party = scene.named(token)
        if party is not None:
            end = scene.name_end(token)
            possessive = end < head.i and doc[end].tag_ == "POS"
            campaign = end + possessive < head.i and doc[end + possessive].lower_ == "campaign" and party.is_person
            if campaign:
                found.append(
                    Target(party, token, "campaign")
                )  # "Example campaign chairman": of the candidate's campaign
            fitting = not campaign and (party.is_organization or (possessive and group.person))
            if fitting and (not found or (possessive and not _owns(scene, found[-1]))):
                found.append(Target(party, token))  # "the agency's Capitol correspondent": the agency's
            index = max(end, index + 1)
            continue
        if token.nbor(1).tag_ == "POS":
            found.extend(scene.targets(token))
        elif token.lower_ in cue("generic", "words") and group.organization and not _anothers(doc, first):
            found.extend(_the_company(scene, token))
        index += 1
    start = sentence_start(doc, head.i)
    before = scene.named(doc[first - 1]) if first > start else None
    if before is not None and before.is_person and doc[first].lower_ == "campaign":
        found.append(Target(before, doc[first - 1], "campaign"))
    if first > start and doc[first - 1].tag_ in {"PRP$", "WP$"}:
        found.extend(scene.targets(doc[first - 1]))
    return found


def _anothers(doc: Any, first: int) -> bool:
    """Whether a possessive pronoun stands before the phrase: "her campaign chairman" is no company's."""
    return first > 0 and doc[first - 1].tag_ == "PRP$"


def _the_company(scene: Scene, token: Any) -> list[Target]:
    """Whose official "a company official" is: the one organisation that the sentence names."""
    resolved = [party for party in scene.resolve(token) if party.is_organization]
    if resolved or token.lower_ == "campaign":  # "a campaign spokesman": whose, the sentence's other names do not say
        return [Target(party, token, "", 0.85) for party in resolved]
    named = {
        party.id: party
        for _, party, kind in scene.cast.mentions_in(token.sent.start_char, token.sent.end_char)
        if kind == "name" and party.is_organization and not may_be_a_place(party)
    }
    joined = token.lower_ in cue("joined", "words")  # "a party official": of a party, not of whatever is named
    found = [party for party in named.values() if not joined or is_joined(party)]
    return [Target(party, token, "", 0.8) for party in found] if len(named) == 1 else []


def targets_after(scene: Scene, head: Any, group: RoleGroup, core_end: int) -> list[Target]:
    """Where a role is held, by the prepositions after its noun."""
    return _walk(scene, head, group.prepositions, 0, core_end) or _next_to(scene, head, group, core_end)


def _walk(scene: Scene, noun: Any, prepositions: frozenset[str], depth: int, after: int) -> list[Target]:
    """Parties that prepositions at or after the token ``after`` lead to."""
    if not prepositions:
        return []
    for preposition, inner in after_preposition(noun, prepositions):
        if preposition.i < after:
            continue
        found = scene.targets(inner)
        if not found and inner.pos_ == "PROPN":
            return []  # a name that is no party: what follows it belongs to it
        if not any(target.party.is_organization or target.party.is_person for target in found):
            found = _walk(scene, inner, prepositions, depth + 1, after) if depth < 3 else []
        if found:
            return found
    return []


def _next_to(scene: Scene, head: Any, group: RoleGroup, end: int) -> list[Target]:
    """A name right after the role and its preposition, whatever the parser thinks of it."""
    doc = head.doc
    if end >= head.sent.end or doc[end].lower_ not in group.prepositions:
        return []
    for index in range(end + 1, min(end + 5, head.sent.end)):
        party = scene.named(doc[index])
        if party is not None:
            after = scene.name_end(doc[index])
            bodies = cue("generic", "words") | cue("bodies", "part") | cue("bodies", "board")
            followed = after < head.sent.end and doc[after].pos_ == "NOUN" and doc[after].lemma_.lower() not in bodies
            if followed and not any(t.lower_ in bodies for t in doc[after : min(after + 3, head.sent.end)]):
                return []  # "chief of the Example Nutrition study"
            return [Target(party, doc[index], "", 0.95)] if party.is_organization or group.person else []
        if doc[index].pos_ not in {"DET", "ADJ", "NOUN", "PROPN"}:
            return []
    return []


def targets_of_name(scene: Scene, name: Any, group: RoleGroup) -> list[Target]:
    """Where a titled person belongs: "Judge Ada Example of the Supreme Court"."""
    if not group.organization:
        return []
    end = scene.name_end(name)
    for token in name.doc[scene.name_start(name) : end]:
        for preposition, noun in after_preposition(token, frozenset({"of", "at", "from", "with", "for"})):
            if preposition.i == end:
                return [target for target in scene.targets(noun) if target.party.is_organization]
    return []


def fits(scene: Scene, target: Target, group: RoleGroup, head: Any) -> bool:
    """Whether a role of that group can be held at a target."""
    start = scene.name_start(target.token)
    before = head.doc[start - 1].lower_ if start else ""
    if target.party.is_organization:
        if group.name == "associate" and target.token.i < head.i and not _owns(scene, target):
            return False  # "his Labour colleague": a colleague of him, in Labour
        return bool(group.organization) and not _is_portfolio(scene, target, head) and not _is_beat(scene, target, head)
    if before in {'"', "“", "'", "‘"} and start > 1:
        before = head.doc[start - 2].lower_
    if group.name == "employee" and before == "of":
        return False  # "curator of Andy Example": the subject of the work, not an employer
    return target.party.is_person and (bool(group.person) or target.body == "campaign")


def _owns(scene: Scene, target: Target) -> bool:
    """Whether a possessive ending follows a target's name."""
    doc, end = target.token.doc, scene.name_end(target.token)
    return end < len(doc) and doc[end].tag_ == "POS"


def _is_beat(scene: Scene, target: Target, head: Any) -> bool:
    """Whether a public body before "reporter" is what is reported on: "a Treasury correspondent"."""
    if target.party.schema != "PublicBody" or target.token.i > head.i or _owns(scene, target):
        return False
    return head.lemma_.lower() in cue("beats", "words")


def _is_portfolio(scene: Scene, target: Target, head: Any) -> bool:
    """Whether a name before "minister" or "secretary" is a field of government: "Home Secretary"."""
    if head.lemma_.lower() not in {"minister", "secretary", "undersecretary", "ministers"} or target.token.i > head.i:
        return False
    end = scene.name_end(target.token)
    if end < len(head.doc) and head.doc[end].tag_ == "POS":
        return False
    name = target.party.name
    bodies = cue("bodies", "part") | cue("bodies", "board") | cue("generic", "words")
    return not name.isupper() and not any(word.lower() in bodies for word in name.split())
