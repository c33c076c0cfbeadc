"""What the text itself says of someone being on a list.

In: an entity of a reading. Out: :class:`ListedClaim` values, and how well one fits a list. Invariant: a negated or
merely planned statement is no claim.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from entourage.model import Entity, Reading, Snapshot, Span
from entourage.names import normalise
from entourage.screening.policy import table

_POSSESSIVE = re.compile(r"['’]s\b")
_NO_CLAIM = frozenset({"negated", "planned"})


class ListedClaim(msgspec.Struct, frozen=True):
    """The text says that someone is on a list.

    Attributes:
        text: in its words.
        evidence: where.
        authorities: codes of the authorities that the words name ("us", "ca"); empty when they name none.
    """

    text: str
    evidence: tuple[Span, ...]
    authorities: frozenset[str]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("authorities.toml")["listed"]
    return re.compile(words["pattern"], re.IGNORECASE), re.compile(words["not_pattern"], re.IGNORECASE)


@lru_cache(maxsize=4096)
def authorities_in(text: str) -> frozenset[str]:
    """Codes of the authorities whose words stand in ``text``; empty when there are none."""
    plain = f" {normalise(_POSSESSIVE.sub(' ', text))} "
    rows = table_rows()
    return frozenset(code for code, words in rows if any(f" {word} " in plain for word in words))


@cache
def table_rows() -> list[tuple[str, tuple[str, ...]]]:
    """The table of authorities: code and normalised words."""
    rows = table("authorities.toml")["authority"]
    return [(row["code"], tuple(normalise(word) for word in row["words"])) for row in rows]


def _says_listed(text: str) -> bool:
    yes, no = _patterns()
    return bool(yes.search(text)) and not no.search(text)


def listed_claims(entity: Entity, reading: Reading) -> tuple[ListedClaim, ...]:
    """All statements of the text that an entity is on a list: ties to a named list, and roles that say so.

    Returns:
        The claims in order of ties, then roles; empty when the text says nothing of the kind.
    """
    found = []
    lists = {other.id: other for other in reading.entities if other.kind == "list"}
    for tie in reading.ties:
        other = tie.object if tie.subject == entity.id else tie.subject if tie.object == entity.id else ""
        if other in lists and tie.status not in _NO_CLAIM:
            names = " ".join((lists[other].name, *lists[other].aliases, tie.role))
            found.append(ListedClaim(lists[other].name, tie.evidence, authorities_in(names)))
    for role in entity.roles:
        if role.status not in _NO_CLAIM and _says_listed(role.text):
            found.append(ListedClaim(role.text, role.evidence, authorities_in(role.text)))
    return tuple(found)


def fits(claim: ListedClaim, snapshot: Snapshot) -> bool | None:
    """Whether a claim's authority is the one behind a list.

    Returns:
        True when it is, False when it is another one, None when the claim names no authority.
    """
    if not claim.authorities:
        return None
    behind = authorities_in(f"{snapshot.authority} {snapshot.title} {snapshot.dataset.replace('-', ' ')}")
    if "gb" in behind:
        behind -= {"us"}  # "HM Treasury" is not the Treasury of the United States
    return bool(claim.authorities & behind)
