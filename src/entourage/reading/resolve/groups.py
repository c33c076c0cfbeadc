"""Groups: people named together ("A and B"), and the plural descriptions and pronouns that stand for them.

In: a Parsed text and a Cast with named people. Out: group parties (kind "group") with members, whose mentions are the
descriptions. A description finds its group only when the group is named near it and the number agrees.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import Any

from entourage.names import country_code
from entourage.reading.cast import Cast, Party
from entourage.reading.parse import Parsed
from entourage.reading.phrases import coordinated
from entourage.reading.words import table

_WRITING = frozenset({"write", "pen", "author", "co-author", "coauthor", "publish", "sign", "compose"})
_LOOK_BACK_PARAGRAPHS = 6
_LOOK_AHEAD_PARAGRAPHS = 2
# Between a description and the first name after it, and between the names of a list; "of Oslo" is part of neither.
_OPENS_LIST = re.compile(r"(?:\s*[,:–—(]|\s-)?\s+\(?")
_JOINT = re.compile(r",\s+(?P<oxford>(?:and|&)\s+)?|\s+(?P<last>(?:and|&)\s+)")
_CLOSES_LIST = re.compile(r"\s*[,.:;)–—]|\s-\s|\s*$")
_MAX_LIST = 12
_LOOK_BACK_CHARS, _LOOK_AHEAD_CHARS = 6_000, 2_000


@dataclass
class Group:
    """People named together: their parties, where, and whether they wrote something there."""

    members: tuple[Party, ...]
    start: int
    end: int
    paragraph: int
    wrote: bool
    party: Party | None = None


def named_together(parsed: Parsed, cast: Cast) -> list[Group]:
    """Coordinations of people that share a verb, in order of the text."""
    groups = []
    joined: set[int] = set()
    for paragraph in parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for token in parsed.doc[paragraph.first : paragraph.last]:
            if token.i in joined or token.dep_ == "conj" or not _names_person(cast, token):
                continue
            heads = [t for t in coordinated(token) if _names_person(cast, t)]
            members = tuple(dict.fromkeys(cast.party_at(h.idx) for h in heads))
            found = tuple(m for m in members if m is not None)
            joined.update(h.i for h in heads[1:])
            if len(found) > 1:
                wrote = token.head.lemma_.lower() in _WRITING and token.dep_ in {"nsubj", "nsubjpass", "pobj"}
                groups.append(Group(found, heads[0].idx, heads[-1].idx + len(heads[-1]), paragraph.index, wrote))
    return sorted(groups, key=_start)


def _names_person(cast: Cast, token: Any) -> bool:
    found = cast.mention_at(token.idx)
    return found is not None and found[1].is_person and found[2] == "name"


def is_group_noun(token: Any) -> bool:
    """Whether a token is a plural noun of people ("authors"), or "two"/"both" standing alone."""
    return token.lower_ in set(table("description_words")["group_nouns"]["words"]) and token.tag_ in {
        "NNS",
        "NNPS",
        "NN",
        "CD",
    }


def number_of(token: Any) -> int:
    """The number that a description states ("the two scholars" -> 2; "the pair" -> 2), or 0."""
    numbers: dict[str, int] = table("description_words")["numbers"]
    if token.lower_ in {"pair", "duo", "couple", "two"}:
        return 2
    if token.lower_ == "trio":
        return 3
    return next((numbers[t.lower_] for t in token.lefts if t.lower_ in numbers), 0)


def find_group(groups: list[Group], token: Any, paragraph: int, cast: Cast) -> Party | None:
    """The group that a plural description stands for.

    Args:
        groups: from :func:`named_together`.
        token: head of the description.
        paragraph: index of its paragraph.
        cast: where the group's party is kept.

    Returns:
        The group's party; None when no group fits.
    """
    number = number_of(token)
    apposed = _named_beside(cast, token)
    if len(apposed) > 1 and number in {0, len(apposed)}:
        return group_party(Group(apposed, token.idx, token.idx, paragraph, wrote=False), cast)
    indefinite = any(
        t.lower_ in {"some", "many", "other", "several", "most", "few", "all", "more"} for t in token.lefts
    )
    definite = any(t.lower_ in {"the", "both", "these", "those"} for t in token.lefts) or token.lower_ == "both"
    if indefinite or not (definite or (number and token.lower_ != "two")):
        return None
    fitting = [
        g
        for g in _near(groups, token.idx)
        if (not number or len(g.members) == number) and not _country_contradicts(token, g)
    ]
    if token.lower_ in set(table("description_words")["group_nouns"]["writers"]):
        fitting = [g for g in fitting if g.wrote] or fitting
    far = _LOOK_BACK_PARAGRAPHS if number or any(g.wrote for g in fitting) else 1
    if not definite:  # "two experts" introduces people: they are named afterwards
        ahead = [g for g in fitting if g.start > token.idx and g.paragraph - paragraph <= _LOOK_AHEAD_PARAGRAPHS]
        return group_party(ahead[0], cast) if ahead and ahead[0].wrote else None
    before = [g for g in fitting if g.start < token.idx and paragraph - g.paragraph <= far]
    ahead = [g for g in fitting if g.start > token.idx and g.paragraph - paragraph <= _LOOK_AHEAD_PARAGRAPHS]
    wrote = [g for g in before if g.wrote]
    if before:
        return group_party((wrote or before)[-1], cast)
    if ahead and number and ahead[0].wrote:
        return group_party(ahead[0], cast)
    return None


def _named_beside(cast: Cast, token: Any) -> tuple[Party, ...]:
    """The people named straight after a plural description: "the authors, Ada Example, Bob Sample and Cara Quill,".
    Empty where the list does not end in "and", or a comma opens it and none closes it ("for the authors, Ada Example
    and Bob Sample were late")."""
    text, end = cast.text, token.idx + len(token.text)
    opening = _OPENS_LIST.match(text, end)
    place = opening.end() if opening else end
    opened = bool(opening and opening.group().strip())
    found: list[Party] = []
    last = False
    while len(found) < _MAX_LIST:
        mention = cast.mention_at(place) if place < len(text) else None
        if mention is None or mention[0].start != place or mention[2] != "name" or not mention[1].is_person:
            return ()
        found.append(mention[1])
        if last:
            if opened and not _CLOSES_LIST.match(text, mention[0].end):
                return ()
            return tuple(dict.fromkeys(found))
        joint = _JOINT.match(text, mention[0].end)
        if joint is None:
            return ()
        last, place = bool(joint.group("last") or joint.group("oxford")), joint.end()
    return ()


def _country_contradicts(token: Any, group: Group) -> bool:
    """Whether the description gives a country ("Canadian experts") that a member is known not to be of."""
    demanded = {country_code(t.text) for t in token.lefts if t.text[:1].isupper()} - {None}
    known = [set(member.properties.get("nationality", [])) for member in group.members]
    return bool(demanded) and any(countries and not countries & demanded for countries in known)


def _near(groups: list[Group], place: int) -> list[Group]:
    """The groups named in the stretch of text around a place."""
    first = bisect.bisect_left(groups, place - _LOOK_BACK_CHARS, key=_start)
    return groups[first : bisect.bisect_right(groups, place + _LOOK_AHEAD_CHARS, key=_start)]


def _start(group: Group) -> int:
    return group.start


def last_before(groups: list[Group], place: int) -> Group | None:
    """The group named last before a place, or None."""
    position = bisect.bisect_right(groups, place, key=_start) - 1
    return groups[position] if position >= 0 and groups[position].end <= place else None


def group_party(group: Group, cast: Cast) -> Party:
    """The party of a group, made on first use. One party for the same members."""
    if group.party is None:
        ids = tuple(sorted(member.id for member in group.members))
        known = cast.groups.get(ids)
        if known is None:
            known = cast.add("LegalEntity", " and ".join(member.name for member in group.members), kind="group")
            known.members = tuple(member.id for member in group.members)
            known.plural = True
            cast.groups[ids] = known
        group.party = known
    return group.party
