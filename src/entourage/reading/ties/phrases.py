"""Role phrases: a role noun with its words, who holds it, and where.

In: a Scene. Out: :class:`RolePhrase` values in order of the text. Invariants: a phrase has at least one holder; its
evidence covers the holder's mention, the role noun and the organisation; one pass over the tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from entourage.model import Span, Status
from entourage.reading.sentences import sentence_end, sentence_start
from entourage.reading.ties.grammar import noun_above
from entourage.reading.ties.held_at import fits, targets_after, targets_before, targets_of_name
from entourage.reading.ties.holders import Holder, find_holders, stands_before_name
from entourage.reading.ties.status import dates_in, noun_status
from entourage.reading.ties.targets import Scene, Target
from entourage.reading.ties.wording import evidence_of, words_of
from entourage.reading.ties.words import RoleGroup, role_group

_FIXED_TAILS = (
    {"in", "chief"},
    {"in", "residence"},
    {"at", "large"},
    {"emeritus"},
    {"emerita"},
    {"general"},
    {"of", "state"},
    {"of", "staff"},
    {"in", "law"},
)
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
        for head in scene.parsed.doc[paragraph.first : paragraph.last]:
            group = role_group(head)
            if group is not None and scene.named(head) is None and not _is_half(scene, head):
                phrase = _phrase(scene, head, group)
                if phrase is not None:
                    yield phrase


def _is_half(scene: Scene, head: Any) -> bool:
    """Whether the noun is only half of a role: "Director-General", "chief executive", "attorney general"."""
    doc, before = head.doc, head.i - 1
    start = sentence_start(doc, head.i)
    while before >= start and doc[before].text in {"-", "–"}:
        before -= 1
    if head.lower_ == "general" and before >= start and role_group(doc[before]) is not None:
        return True
    if head.text.endswith(".") and before >= start and role_group(doc[before]) is not None:
        return True  # "director Gen. Ada Example"
    if head.dep_ == "compound" and head.head.i == head.i + 1 and head.head.tag_ == "NN" and _is_plain(scene, head.head):
        return True  # "the delegate math"
    modifies = head.dep_ in {"compound", "amod", "nmod"} and head.head.i > head.i and scene.named(head.head) is None
    return modifies and role_group(head.head) is not None and head.head.lower_ != "general"


def _is_plain(scene: Scene, noun: Any) -> bool:
    """Whether a common noun is neither a role nor part of a name."""
    return role_group(noun) is None and scene.named(noun) is None


def _phrase(scene: Scene, head: Any, group: RoleGroup) -> RolePhrase | None:
    first, core_end = phrase_start(scene, head), _core_end(head)
    title = stands_before_name(scene, core_end, group)
    before = targets_before(scene, head, group, first)
    after = [] if title is not None else targets_after(scene, head, group, core_end)
    end = _phrase_end(scene, head, core_end, after) if title is None else core_end
    if title is None and after and end > core_end:  # "Deputy Commander of the Pacific Fleet Ada Example"
        title = stands_before_name(scene, end, group)
    holders = find_holders(scene, head, group, first, end, title)
    if not holders:
        return None
    targets = before if any(target.party.is_organization for target in before) else before + after
    if not targets and title is not None:
        targets = targets_of_name(scene, title, group)
    taken = {holder.party.id for holder in holders}
    targets = [target for target in targets if target.party.id not in taken and fits(scene, target, group, head)]
    evidence = evidence_of(scene, first, end, holders, targets)
    status = _status(first, head, holders)
    if status == "current" and not targets and _shares_former(head, first):
        status = "former"
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
        text=words_of(scene, head, first, end, []),
        label=words_of(scene, head, first, _first_of_two(head, end), targets),
        status=status,
        start_date=start_date,
        end_date=end_date,
        evidence=evidence,
    )


def _shares_former(head: Any, first: int) -> bool:
    """Whether "former" before a first role holds for this one too: "a former diplomat, secretary and senator"."""
    above = head
    while above.dep_ in {"conj", "appos"} and above.head.i < above.i and role_group(above.head) is not None:
        if head.doc[first - 1].tag_ in {"DT", "PRP$", "RB"}:
            return False
        above = above.head
    return above is not head and noun_status(above.left_edge.i, above) == "former"


def _first_of_two(head: Any, end: int) -> int:
    """Where the words of the first of two roles end: "president and chief executive of" are two lines."""
    for child in head.children:
        if child.dep_ == "conj" and head.i < child.i < end and role_group(child) is not None:
            joined = [other.i for other in head.children if other.dep_ == "cc" and head.i < other.i < child.i]
            return min(joined, default=end)
    return end


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
    sentence = sentence_start(doc, head.i)
    low = max(noun_above(head).left_edge.i, sentence, head.i - _MAX_WORDS)
    low = min(low, head.left_edge.i)
    start = head.i
    while start > low:
        previous = doc[start - 1]
        if previous.tag_ == "POS" or previous.text in {"-", "–", "/", "&"} or _can_modify(scene, previous):
            start -= 1
        elif previous.text in _QUOTES and start - 3 >= sentence and _quoted_name(scene, doc, start - 1):
            start = scene.name_start(doc[start - 2]) - 1
        elif previous.text == ")" and _opening(doc, start - 1, low) > low:
            start = _opening(doc, start - 1, low)
        elif _in_organization(scene, previous):
            start = scene.name_start(previous)
        else:
            break
    while start < head.i and (doc[start].is_punct or doc[start].tag_ == "POS"):
        start += 1
    while start - 2 >= sentence and doc[start - 1].text == "-" and not doc[start - 1].whitespace_:
        start -= 2  # "vice-president", wherever the parser hangs "vice"
    return int(start)


def _phrase_end(scene: Scene, head: Any, core_end: int, targets: list[Target]) -> int:
    """Index after the role's last word: its complements, as far as the organisation."""
    doc = head.doc
    names = [scene.name_end(target.token) for target in targets if target.token.i > head.i]
    if names:
        return int(max(core_end, min(max(names), head.sent.end)))
    end = core_end
    for child in head.rights:
        if child.dep_ == "prep" and child.i == end and child.lower_ in _INSIDE:
            end = child.right_edge.i + 1
    for index in range(core_end, end):
        token = doc[index]
        if (
            index - head.i > _MAX_WORDS
            or (token.is_punct and token.text != "-")
            or token.dep_ in {"relcl", "cc"}
            or token.tag_.startswith("W")
        ):
            end = index
            break
    return max(core_end, end)


_QUOTES = frozenset({'"', "”", "’", "'", "»"})


def _quoted_name(scene: Scene, doc: Any, closing: int) -> bool:
    """Whether a name in quotation marks ends here: "Sample" members."""
    party = scene.named(doc[closing - 1])
    opening = scene.name_start(doc[closing - 1]) - 1
    return party is not None and party.is_organization and opening >= 0 and doc[opening].is_quote


def _can_modify(scene: Scene, token: Any) -> bool:
    if token.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM"} and token.tag_ not in {"VBN", "VBG", "JJ", "AFX"}:
        return False
    if token.lower_ == "dear":
        return False  # "Dear Governor Example" opens a letter
    party = scene.named(token)
    return party is None or not party.is_person or token.nbor(1).tag_ == "POS"


def _core_end(head: Any) -> int:
    """Index after the role noun and the words that always follow it ("editor in chief")."""
    doc, end = head.doc, head.i + 1
    following = [(token.lower_, token.text != "-") for token in doc[end : min(end + 4, sentence_end(doc, head.i))]]
    for size in (4, 2, 1):
        words = {lower for lower, is_word in following[:size] if is_word}
        if words in _FIXED_TAILS:
            return int(end + size)
    return int(end)


def _in_organization(scene: Scene, token: Any) -> bool:
    party = scene.named(token)
    return party is not None and party.is_organization


def _opening(doc: Any, closing: int, low: int) -> int:
    """Index of the bracket that a closing one belongs to, a few words before; 0 when there is none."""
    for index in range(closing - 1, max(low, closing - _MAX_WORDS) - 1, -1):
        if doc[index].text == "(":
            return index
    return 0
