"""Which parties of a case may be one that the machine left apart: what a person should look at first.

In: an open casefile. Out: :class:`Candidate` values, those first that matter most. Invariants: nothing is changed;
what a person kept apart is never offered again; every candidate says what speaks for it and what against.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection, select

from entourage.casefile.casefile import Casefile
from entourage.casefile.identity import ORGANIZATIONS, organization_key, person_name
from entourage.casefile.links import neighbours
from entourage.casefile.look import PartyRow
from entourage.casefile.tables import decisions, entities, parties
from entourage.names import is_initial, same_given_name

_MOST_ALIKE = 40
"""Parties that share one word of their names; a word that more have tells nothing."""
_LOOKED_AT = 2_000
"""Pairs whose ties are compared."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Two parties that may be one.

    Attributes:
        one, other: the one of more documents first.
        matters: orders candidates: documents of the smaller party, ties of both, and what speaks for them.
        reasons: in words; what speaks against them begins with "but".
    """

    one: PartyRow
    other: PartyRow
    matters: float
    reasons: tuple[str, ...]


def candidates(casefile: Casefile, limit: int = 20) -> tuple[Candidate, ...]:
    """Possible same parties, in order of how much it matters to decide.

    Args:
        limit: at most that many.

    Returns:
        Candidates; empty where no two names are alike, or a person has decided on all.
    """
    with casefile.reading_transaction() as connection:
        rows = {
            row.id: PartyRow(id=row.id, schema=row.schema, name=row.name, documents=row.documents,
                             confirmed=bool(row.confirmed))
            for row in connection.execute(select(parties).where(parties.c.hidden.is_(False)))
            if row.schema == "Person" or row.schema in ORGANIZATIONS
        }  # fmt: skip
        alike = _alike(rows)
        for pair in _kept_apart(connection):
            alike.pop(pair, None)
        order = sorted(alike, key=lambda pair: (-min(rows[one].documents for one in pair), pair))[:_LOOKED_AT]
        near: dict[str, set[str]] = defaultdict(set)
        for one, other in neighbours(connection, {one for pair in order for one in pair}):
            near[one].add(other)
        together = _together(connection, order)
    found = [_candidate(rows, pair, alike[pair], near, together[pair]) for pair in order]
    return tuple(sorted(found, key=lambda one: (-one.matters, one.one.id, one.other.id))[:limit])


def _candidate(
    rows: Mapping[str, PartyRow], pair: tuple[str, str], reason: str, near: Mapping[str, set[str]], together: int
) -> Candidate:
    one, other = sorted((rows[key] for key in pair), key=lambda row: (-row.documents, row.id))
    shared = sorted(
        rows[key].name for key in near.get(one.id, set()) & near.get(other.id, set()) if key in rows
    )  # fmt: skip
    reasons = [reason]
    if shared:
        more = f" and {len(shared) - 3} more" if len(shared) > 3 else ""
        reasons.append(f"both are tied to {', '.join(shared[:3])}{more}")
    if together:
        reasons.append(f"but {together} document{' names' if together == 1 else 's name'} both")
    ties = len(near.get(one.id, ())) + len(near.get(other.id, ()))
    matters = (other.documents + 0.1 * ties) * (1 + len(shared)) / (1 + 4 * together)
    return Candidate(one=one, other=other, matters=round(matters, 3), reasons=tuple(reasons))


def _alike(rows: Mapping[str, PartyRow]) -> dict[tuple[str, str], str]:
    """Pairs of ids whose names are alike, with the reason."""
    by_word: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for row in rows.values():
        for word in _words(row):
            by_word[row.schema == "Person", word].append(row.id)
    found: dict[tuple[str, str], str] = {}
    for (of_people, _), ids in sorted(by_word.items()):
        if len(ids) <= _MOST_ALIKE:
            for left, right in itertools.combinations(sorted(ids), 2):
                reason = (_people if of_people else _bodies)(rows[left].name, rows[right].name)
                if reason:
                    found[left, right] = reason
    return found


def _words(row: PartyRow) -> Iterable[str]:
    if row.schema == "Person":
        name = person_name(row.name)
        return {one for one in (name.family, name.given) if len(one) > 1}
    words = organization_key(row.name).split()
    initials = "".join(word[0] for word in words) if len(words) > 2 else ""
    return {*(word for word in words if len(word) > 2), initials} - {"", "the", "and", "for", "of"}


def _people(left: str, right: str) -> str:
    """Why two people's names may be one person's; empty where they are not."""
    a, b = person_name(left), person_name(right)
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return ""
    if a.family != b.family:
        alone = (not a.given and a.family == b.given) or (not b.given and b.family == a.given)
        return "one is named by the given name alone" if alone else ""
    if not a.given or not b.given:
        return "one is named by the surname alone"
    if is_initial(a.given) or is_initial(b.given):
        return "the surname and the initial agree" if a.given[0] == b.given[0] else ""
    return "the names agree" if a.given == b.given or same_given_name(a.given, b.given) else ""


def _bodies(left: str, right: str) -> str:
    short, full = sorted((organization_key(left).split(), organization_key(right).split()), key=len)
    if short == full:
        return "the names agree"
    if len(short) == 1 and short[0] == "".join(word[0] for word in full):
        return "one has the initials of the other"
    if full[: len(short)] == short or full[-len(short) :] == short:
        return "one name is a part of the other"
    return ""


def _kept_apart(connection: Connection) -> set[tuple[str, str]]:
    """Pairs of parties that a person kept apart."""
    one, other = entities.alias("one"), entities.alias("other")
    query = (
        select(one.c.party_id, other.c.party_id)
        .join(decisions, decisions.c.left_key == one.c.key)
        .join(other, other.c.key == decisions.c.right_key)
        .where(decisions.c.kind == "not the same", decisions.c.undone_at == "")
        .distinct()
    )
    return {(min(a, b), max(a, b)) for a, b in connection.execute(query)}


def _together(connection: Connection, pairs: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """How many documents name both."""
    documents: dict[str, set[str]] = defaultdict(set)
    pairs = list(pairs)
    ids = sorted({one for pair in pairs for one in pair})
    for at in range(0, len(ids), 400):
        query = select(entities.c.party_id, entities.c.document_id).where(entities.c.party_id.in_(ids[at : at + 400]))
        for party, document in connection.execute(query):
            documents[party].add(document)
    return Counter({(a, b): len(documents[a] & documents[b]) for a, b in pairs})
