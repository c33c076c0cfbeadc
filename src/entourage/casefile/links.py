"""Ties between the parties of a case, each with the documents that state it.

In: a casefile and some parties. Out: :class:`Link` values. Invariants: a link is directed as its ties are; documents
that carry one story count as one source; what a text denies, and what was not so yet or no more on the day asked for,
is no link; who was hidden by a person has none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, select

from entourage.casefile.tables import documents, entities, parties, ties
from entourage.model import Entity, Tie
from entourage.network import StrengthTable, tie_sentence

_CHUNK = 500
"""Parties asked for at once: every database takes that many parameters."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One document that states a link.

    Attributes:
        tie_key: of the tie; its evidence stands in ``evidence`` under this key.
        group: documents of one group carry the same story.
    """

    tie_key: str
    document: str
    group: str
    title: str
    published: str
    confidence: float


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One tie of two parties, over all documents that state it.

    Attributes:
        subject, object: ids of parties.
        tie: as one tie of the case: its fullest role, its dates, how sure all sources together make it.
        weight: what one hop over it bears in a path, 0 to 1.
        ends: subject and object, as :attr:`sentence` calls them.
    """

    subject: str
    object: str
    tie: Tie
    weight: float
    ends: tuple[Entity, Entity]
    sources: tuple[Source, ...]

    @property
    def sentence(self) -> str:
        """In words; made when asked for, since of thousands of links few are shown."""
        return tie_sentence(self.tie, {end.id: end for end in self.ends})

    @property
    def independent(self) -> int:
        """Number of independent sources: copies of one story count once."""
        return len({source.group for source in self.sources})


def links_of(
    connection: Connection, ids: Collection[str], table: StrengthTable, *, as_of: str = "", among: bool = False
) -> tuple[Link, ...]:
    """All links of some parties.

    Args:
        ids: of parties.
        table: what ties bear.
        among: only links of which both ends are among ``ids``.
        as_of: ISO 8601 date; links that the case does not show for that day are left out. Empty: of all time.

    Returns:
        Links in order of their ends; empty for parties that are tied to nobody.
    """
    rows: dict[str, Row[Any]] = {}
    ordered = sorted(ids)
    chunks = [ordered[at : at + _CHUNK] for at in range(0, len(ordered), _CHUNK)]
    for some in chunks:
        queries = [_query(some, others) for others in chunks] if among else [_query(some, None), _query(None, some)]
        for query in queries:
            rows |= {row.key: row for row in connection.execute(query)}
    grouped: dict[tuple[str, str, str, str], list[Row[Any]]] = {}
    for row in rows.values():
        if row.subject != row.object and _holds(row, as_of):
            grouped.setdefault((row.subject, row.object, row.schema, row.status), []).append(row)
    links = (_link(same, table) for _, same in sorted(grouped.items()))
    return tuple(link for link in links if link.weight > 0)


def neighbours(connection: Connection, ids: Collection[str]) -> set[tuple[str, str]]:
    """Pairs (one of the parties, a party that some document ties it to), without asking what the tie bears."""
    ordered, found = sorted(ids), set[tuple[str, str]]()
    one, other = entities.alias("one"), entities.alias("other")
    for at in range(0, len(ordered), _CHUNK):
        for near, far in ((ties.c.subject_key, ties.c.object_key), (ties.c.object_key, ties.c.subject_key)):
            query = (
                select(one.c.party_id, other.c.party_id)
                .join(ties, near == one.c.key)
                .join(other, other.c.key == far)
                .where(one.c.party_id.in_(ordered[at : at + _CHUNK]), ties.c.status != "negated")
                .distinct()
            )
            found |= {(a, b) for a, b in connection.execute(query) if a != b}
    return found


def _query(subjects: Sequence[str] | None, objects: Sequence[str] | None) -> Select[Any]:
    """The ties of some subjects, of some objects, or between both; asked for apart, since each has an index."""
    one, other = entities.alias("one"), entities.alias("other")
    left, right = parties.alias("left_party"), parties.alias("right_party")
    query = (
        select(
            ties.c.key, ties.c.schema, ties.c.role, ties.c.status, ties.c.start_date, ties.c.end_date,
            ties.c.confidence, ties.c.how, ties.c.document_id, documents.c.source_group, documents.c.title,
            documents.c.source, documents.c.published, left.c.id.label("subject"), left.c.name.label("subject_name"),
            left.c.schema.label("subject_schema"), right.c.id.label("object"), right.c.name.label("object_name"),
            right.c.schema.label("object_schema"), one.c.kind.label("subject_kind"), other.c.kind.label("object_kind"),
        )
        .join(one, one.c.key == ties.c.subject_key)
        .join(other, other.c.key == ties.c.object_key)
        .join(left, left.c.id == one.c.party_id)
        .join(right, right.c.id == other.c.party_id)
        .join(documents, documents.c.id == ties.c.document_id)
        .where(ties.c.status != "negated", left.c.hidden.is_(False), right.c.hidden.is_(False))
    )  # fmt: skip
    if subjects is not None:
        query = query.where(one.c.party_id.in_(subjects))
    return query if objects is None else query.where(other.c.party_id.in_(objects))


def _holds(row: Row[Any], as_of: str) -> bool:
    """Whether the case shows a tie for a day: it had begun, had not ended, and was published by then."""
    if not as_of:
        return True
    start, end, published = row.start_date, row.end_date, row.published
    if start and start[: len(as_of)] > as_of[: len(start)]:
        return False
    if end and end < as_of[: len(end)]:
        return False
    return bool(start) or not published or published <= as_of


def _link(rows: Iterable[Row[Any]], table: StrengthTable) -> Link:
    rows = sorted(rows, key=lambda row: (-row.confidence, row.key))
    first = rows[0]
    sources = tuple(
        Source(
            tie_key=row.key, document=row.document_id, group=row.source_group, title=row.title or row.source,
            published=row.published, confidence=row.confidence,
        )
        for row in rows
    )  # fmt: skip
    tie = Tie(
        id=first.key, schema=first.schema, subject=first.subject, object=first.object,
        role=max((row.role for row in rows), key=lambda role: (len(role) <= 80, len(role), role)), status=first.status,
        start_date=min((row.start_date for row in rows if row.start_date), default=""),
        end_date=max((row.end_date for row in rows if row.end_date), default=""),
        confidence=round(_together(sources), 4), how=first.how, evidence=(),
    )  # fmt: skip
    ends = (
        Entity(id=first.subject, schema=first.subject_schema, name=first.subject_name,
                              kind=first.subject_kind),
        Entity(id=first.object, schema=first.object_schema, name=first.object_name,
               kind=first.object_kind),
    )  # fmt: skip
    return Link(
        subject=first.subject, object=first.object, tie=tie, weight=table.of_tie(tie), ends=ends, sources=sources,
    )  # fmt: skip


def _together(sources: Sequence[Source]) -> float:
    """How sure independent sources make a link together: one minus the chance that all are wrong."""
    wrong = 1.0
    best: dict[str, float] = {}
    for source in sources:
        best[source.group] = max(best.get(source.group, 0.0), source.confidence)
    for confidence in best.values():
        wrong *= 1.0 - confidence
    return min(1.0 - wrong, 0.99)
