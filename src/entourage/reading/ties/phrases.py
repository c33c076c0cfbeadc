"""Role phrases: a role noun with its words, who holds it, and where.

In: a Scene. Out: :class:`RolePhrase` values in order of the text. Invariants: a phrase has at least one holder; its
evidence covers the holder's mention, the role noun and the organisation; one pass over the tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from entourage.model import Span, Status
from entourage.reading.ties.grammar import after_preposition, noun_above
from entourage.reading.ties.holders import Holder, find_holders, stands_before_name
from entourage.reading.ties.status import dates_in, noun_status
from entourage.reading.ties.targets import Scene, Target
from entourage.reading.ties.words import RoleGroup, cue, role_group

_FIXED_TAILS = ({"in", "chief"}, {"in", "residence"}, {"at", "large"}, {"emeritus"}, {"emerita"}, {"general"})
_INSIDE = frozenset({"of", "for", "at", "in", "with", "within", "to"})
_MAX_WORDS = 12


@dataclass(frozen=True)
class RolePhrase:
    """A role as the text states it.

    Attributes:
        group: what the role word says.
        head: the role noun.
        holders: who holds it.
        targets: where, or to whom; empty when the text names nothing.
        text: the phrase without the name: "senior fellow at the Macdonald-Laurier Institute".
        label: the phrase without the organisation: "senior fellow".
        evidence: from the holder to the end of the phrase.
    """

    group: RoleGroup
    head: Any
    holders: tuple[Holder, ...]
    targets: tuple[Target, ...]
    text: str
    label: str
    status: Status
    start_date: str
    end_date: str
    evidence: Span


def find_phrases(scene: Scene) -> Iterator[RolePhrase]:
    """Every role phrase of the running text whose holder is known."""
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for index in range(paragraph.first, paragraph.last):
            head = scene.parsed.doc[index]
            group = role_group(head)
            if group is not None and scene.named(head) is None:
                phrase = _phrase(scene, head, group)
                if phrase is not None:
                    yield phrase


def _phrase(scene: Scene, head: Any, group: RoleGroup) -> RolePhrase | None:
    first, core_end = phrase_start(scene, head), _core_end(head)
    title = stands_before_name(scene, core_end, group)
    before = _targets_before(scene, head, group, first)
    after = [] if title is not None else _targets_after(scene, head, group, core_end)
    end = _phrase_end(scene, head, core_end, after) if title is None else core_end
    if title is None and after and end > core_end:  # "Deputy Commander of the Pacific Fleet Ada Example"
        title = stands_before_name(scene, end, group)
    holders = find_holders(scene, head, group, first, end, title)
    if not holders:
        return None
    targets = before or after
    if not targets and title is not None:
        targets = _targets_of_name(scene, title, group)
    taken = {holder.party.id for holder in holders}
    targets = [target for target in targets if target.party.id not in taken and _fits(target, group)]
    evidence = _evidence(scene, first, end, holders, targets)
    status = _status(first, head, holders)
    clause = scene.parsed.text[evidence.start : min(evidence.end + 40, head.sent.end_char)].split(";")[0]
    began = any(holder.how.startswith("appointed") for holder in holders)
    start_date, end_date = dates_in(clause, began=began) if began or targets else ("", "")
    if end_date and status == "current":
        status = "former"
    return RolePhrase(
        group=group,
        head=head,
        holders=tuple(holders),
        targets=tuple(targets),
        text=_words(scene, first, end, []),
        label=_words(scene, first, end, targets),
        status=status,
        start_date=start_date,
        end_date=end_date,
        evidence=evidence,
    )


def _status(first: int, head: Any, holders: list[Holder]) -> Status:
    status = noun_status(first, head)
    return (
        next((holder.status for holder in holders if holder.status != "current"), status)
        if status == "current"
        else status
    )


def phrase_start(scene: Scene, head: Any) -> int:
    """Index of the first word of a role noun's phrase, without article or possessive pronoun."""
    doc = head.doc
    low = max(noun_above(head).left_edge.i, head.sent.start, head.i - _MAX_WORDS)
    low = min(low, head.left_edge.i)
    start = head.i
    while start > low:
        previous = doc[start - 1]
        if previous.tag_ == "POS" or previous.text in {"-", "–", "/", "&"} or _can_modify(scene, previous):
            start -= 1
        elif previous.text == ")" and start - 3 > low and doc[start - 3].text == "(":
            start -= 3
        else:
            break
    while start < head.i and (doc[start].is_punct or doc[start].tag_ == "POS"):
        start += 1
    return start


def _can_modify(scene: Scene, token: Any) -> bool:
    if token.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM"} and token.tag_ not in {"VBN", "VBG", "JJ", "AFX"}:
        return False
    party = scene.named(token)
    return party is None or not party.is_person or token.nbor(1).tag_ == "POS"


def _core_end(head: Any) -> int:
    """Index after the role noun and the words that always follow it ("editor in chief")."""
    doc, end = head.doc, head.i + 1
    for size in (4, 2, 1):
        words = {token.lower_ for token in doc[end : min(end + size, head.sent.end)] if token.text != "-"}
        if words in _FIXED_TAILS:
            return end + size
    return end


def _targets_before(scene: Scene, head: Any, group: RoleGroup, first: int) -> list[Target]:
    doc, found = head.doc, []
    index = first
    while index < head.i:
        token = doc[index]
        party = scene.named(token)
        if party is not None:
            end = scene.name_end(token)
            possessive = end < head.i and doc[end].tag_ == "POS"
            if party.is_organization or (possessive and group.person):
                found.append(Target(party, token))
            index = max(end, index + 1)
            continue
        if token.nbor(1).tag_ == "POS":
            found.extend(scene.targets(token))
        index += 1
    if first > head.sent.start and doc[first - 1].tag_ == "PRP$":
        found.extend(scene.targets(doc[first - 1]))
    return found


def _targets_after(scene: Scene, head: Any, group: RoleGroup, core_end: int) -> list[Target]:
    return _walk(scene, head, group.prepositions, 0) or _next_to(scene, head, group, core_end)


def _walk(scene: Scene, noun: Any, prepositions: frozenset[str], depth: int) -> list[Target]:
    if not prepositions:
        return []
    for _, inner in after_preposition(noun, prepositions):
        found = [target for target in scene.targets(inner)]
        if not any(target.party.is_organization or target.party.is_person for target in found):
            found = _walk(scene, inner, prepositions, depth + 1) if depth < 3 else []
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
            return [Target(party, doc[index], "", 0.95)] if party.is_organization or group.person else []
        if doc[index].pos_ not in {"DET", "ADJ", "NOUN", "PROPN"}:
            return []
    return []


def _targets_of_name(scene: Scene, name: Any, group: RoleGroup) -> list[Target]:
    """Where a titled person belongs: "Judge Ada Example of the Supreme Court"."""
    if not group.organization:
        return []
    end = scene.name_end(name)
    for token in name.doc[scene.name_start(name) : end]:
        for preposition, noun in after_preposition(token, frozenset({"of", "at", "from", "with", "for"})):
            if preposition.i == end:
                return [target for target in scene.targets(noun) if target.party.is_organization]
    return []


def _fits(target: Target, group: RoleGroup) -> bool:
    if target.party.is_organization:
        return bool(group.organization)
    return target.party.is_person and bool(group.person)


def _phrase_end(scene: Scene, head: Any, core_end: int, targets: list[Target]) -> int:
    """Index after the role's last word: its complements, as far as the organisation."""
    doc = head.doc
    names = [scene.name_end(target.token) for target in targets if target.token.i > head.i]
    if names:
        return max(core_end, min(max(names), head.sent.end))
    end = core_end
    for child in head.rights:
        if child.dep_ == "prep" and child.i == end and child.lower_ in _INSIDE:
            end = child.right_edge.i + 1
    for index in range(core_end, end):
        token = doc[index]
        if (
            index - head.i > _MAX_WORDS
            or (token.is_punct
            and token.text != "-")
            or token.dep_ in {"relcl", "cc"}
            or token.tag_.startswith("W")
        ):
            end = index
            break
    return max(core_end, end)


def _words(scene: Scene, first: int, end: int, without: list[Target]) -> str:
    doc = scene.parsed.doc
    dropped: set[int] = set()
    for target in without:
        dropped.update(range(scene.name_start(target.token), scene.name_end(target.token)))
    kept = [doc[i] for i in range(first, end) if i not in dropped]
    low, high = 0, len(kept)
    while low < high and (
        kept[low].tag_ in {"POS", "DT", "IN", "PRP$", "CC"} or kept[low].is_punct or kept[low].is_space
    ):
        low += 1
    while high > low and (
        kept[high - 1].tag_ in {"POS", "DT", "PRP$", "CC"}
        or (kept[high - 1].dep_ == "prep" or kept[high - 1].tag_ == "IN")
        or kept[high - 1].is_punct
    ):
        high -= 1
    if without:
        kept = [
            token for token in kept[low:high] if token.lower_ not in cue("status", "former") and token.tag_ != "POS"
        ]
    else:
        kept = kept[low:high]
    return " ".join("".join(token.text_with_ws for token in kept).split()).strip(" -–")


def _evidence(scene: Scene, first: int, end: int, holders: list[Holder], targets: list[Target]) -> Span:
    doc = scene.parsed.doc
    starts, ends = [doc[first].idx], [doc[end - 1].idx + len(doc[end - 1])]
    for start, stop in [(h.span.start, h.span.end) for h in holders]:
        starts.append(start)
        ends.append(stop)
    for target in targets:
        token, last = doc[scene.name_start(target.token)], doc[scene.name_end(target.token) - 1]
        starts.append(token.idx)
        ends.append(last.idx + len(last))
    return Span(min(starts), max(ends))
