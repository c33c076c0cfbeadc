"""Looking into a case: its documents, its parties by name, what a line opens at, what is known of a party.

In: an open casefile. Out: values for whoever shows them. Invariant: nothing is changed.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from rapidfuzz import fuzz, process
from sqlalchemy import func, select

from entourage.casefile.casefile import Casefile
from entourage.casefile.tables import (
    documents,
    entities,
    event_participants,
    events,
    evidence,
    log,
    parties,
    positions,
    quote_speakers,
    quotes,
    screenings,
    statements,
    ties,
)
from entourage.model import CasefileError
from entourage.names import normalise, romanise

_CLOSE = 75
"""Similarity (0 to 100) of names that are offered where the asked one is not there."""


class PartyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A party in a table. ``documents``: how many name it."""

    id: str
    schema: str
    name: str
    documents: int
    confirmed: bool = False
    hidden: bool = False


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A document in a table. ``group``: documents of one group carry the same story."""

    id: str
    title: str
    source: str
    publisher: str
    published: str
    group: str
    added_at: str


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a line opens: words of a document."""

    document: str
    title: str
    published: str
    start: int
    end: int
    words: str


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a document says of a party: words it said, a side it takes, an event, a verdict."""

    what: str
    words: str
    date: str
    document: str
    key: str


def counts(casefile: Casefile) -> dict[str, int]:
    """How many documents, people, organisations, ties, quotes, statements and decisions the case holds."""
    with casefile.reading_transaction() as connection:
        found = {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in (("documents", documents), ("ties", ties), ("quotes", quotes),
                                ("statements", statements))
        }  # fmt: skip
        for name, schemata in (("people", ("Person",)), ("organisations", ("Organization", "Company", "PublicBody"))):
            query = select(func.count()).select_from(parties)
            found[name] = connection.execute(
                query.where(parties.c.schema.in_(schemata), parties.c.hidden.is_(False))
            ).scalar_one()
    return found


def all_documents(casefile: Casefile) -> tuple[DocumentRow, ...]:
    """The documents in order of their date; those without one last."""
    query = select(documents).order_by(documents.c.published == "", documents.c.published, documents.c.id)
    with casefile.reading_transaction() as connection:
        return tuple(
            DocumentRow(
                id=row.id, title=row.title, source=row.source, publisher=row.publisher, published=row.published,
                group=row.source_group, added_at=row.added_at,
            )
            for row in connection.execute(query)
        )  # fmt: skip


def find_parties(
    casefile: Casefile, words: str = "", *, schema: str = "", limit: int = 50, hidden: bool = False
) -> tuple[PartyRow, ...]:
    """Parties whose name holds all the words, those of most documents first.

    Args:
        words: in any case; empty for all.
        schema: of FollowTheMoney; empty for all.
        limit: at most that many.
        hidden: whether to show those that a person hid.
    """
    query = select(parties).order_by(parties.c.documents.desc(), parties.c.name, parties.c.id)
    for word in words.split():
        query = query.where(func.lower(parties.c.name).contains(word.lower(), autoescape=True))
    if schema:
        query = query.where(parties.c.schema == schema)
    if not hidden:
        query = query.where(parties.c.hidden.is_(False))
    with casefile.reading_transaction() as connection:
        return tuple(_party(row) for row in connection.execute(query.limit(limit)))


def the_party(casefile: Casefile, words: str) -> PartyRow:
    """The one party that words mean: its id, its name, or an alias of it.

    Raises:
        CasefileError: ``no-such-party`` with close names, ``several-parties`` with their ids.
    """
    wanted = normalise(romanise(words))
    with casefile.reading_transaction() as connection:
        row = connection.execute(select(parties).where(parties.c.id == words)).first()
        if row is not None:
            return _party(row)
        named = connection.execute(
            select(entities.c.name, entities.c.party_id).distinct().order_by(entities.c.party_id)
        ).all()
        ids = sorted({one.party_id for one in named if normalise(romanise(one.name)) == wanted})
        found = [_party(one) for one in connection.execute(select(parties).where(parties.c.id.in_(ids)))]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(f"{one.name} ({one.schema}, {one.documents} documents): {one.id}" for one in found)
        raise CasefileError(
            "several-parties", f"{words!r} is the name of {len(found)} parties.", f"Say which: {listed}"
        )
    close = process.extract(words, {one.name for one in named}, scorer=fuzz.WRatio, limit=3, score_cutoff=_CLOSE)
    hint = f"Did you mean {' or '.join(repr(name) for name, _, _ in close)}?" if close else ""
    raise CasefileError("no-such-party", f"There is no {words!r} in this casefile.", hint)


def places(casefile: Casefile, keys: Collection[str]) -> dict[str, tuple[Place, ...]]:
    """Where lines open, by their key; a key without evidence is left out."""
    query = (
        select(evidence, documents.c.title, documents.c.source, documents.c.published)
        .join(documents, documents.c.id == evidence.c.document_id)
        .where(evidence.c.line_key.in_(sorted(keys)))
        .order_by(evidence.c.id)
    )
    found: dict[str, list[Place]] = {}
    with casefile.reading_transaction() as connection:
        for row in connection.execute(query):
            place = Place(
                document=row.document_id, title=row.title or row.source, published=row.published, start=row.start,
                end=row.end, words=row.words,
            )  # fmt: skip
            found.setdefault(row.line_key, []).append(place)
    return {key: tuple(some) for key, some in found.items()}


def said_by(casefile: Casefile, party: str, *, about: str = "") -> tuple[Said, ...]:
    """All words that a party said over the documents, by date.

    Args:
        party: its id.
        about: only what holds these words; empty for all.
    """
    query = (
        select(quotes.c.key, quotes.c.words, quotes.c.kind, documents.c.published, documents.c.id)
        .join(quote_speakers, quote_speakers.c.quote_key == quotes.c.key)
        .join(entities, entities.c.key == quote_speakers.c.entity_key)
        .join(documents, documents.c.id == quotes.c.document_id)
        .where(entities.c.party_id == party)
        .order_by(documents.c.published, documents.c.id, quotes.c.key)
    )
    for word in about.split():
        query = query.where(func.lower(quotes.c.words).contains(word.lower(), autoescape=True))
    with casefile.reading_transaction() as connection:
        return tuple(
            Said(what=row.kind, words=row.words, date=row.published, document=row.id, key=row.key)
            for row in connection.execute(query)
        )


def sides(casefile: Casefile, about: str = "") -> tuple[tuple[str, Said], ...]:
    """Who is for, against or of two minds on what, since when: (party's name, position) by date.

    Args:
        about: words that the proposition holds; empty for all.
    """
    query = (
        select(positions.c.key, positions.c.proposition, positions.c.stance, parties.c.name, documents.c.published,
               documents.c.id)
        .join(entities, entities.c.key == positions.c.entity_key)
        .join(parties, parties.c.id == entities.c.party_id)
        .join(documents, documents.c.id == positions.c.document_id)
        .order_by(documents.c.published, documents.c.id, positions.c.key)
    )  # fmt: skip
    for word in about.split():
        query = query.where(func.lower(positions.c.proposition).contains(word.lower(), autoescape=True))
    with casefile.reading_transaction() as connection:
        return tuple(
            (row.name, Said(what=row.stance, words=row.proposition, date=row.published, document=row.id, key=row.key))
            for row in connection.execute(query)
        )


def told_of(casefile: Casefile, party: str) -> tuple[Said, ...]:
    """Events in which a party took part and verdicts on it, by date."""
    happened = (
        select(events.c.key, events.c.what, events.c.date, events.c.document_id)
        .join(event_participants, event_participants.c.event_key == events.c.key)
        .join(entities, entities.c.key == event_participants.c.entity_key)
        .where(entities.c.party_id == party)
    )
    judged = (
        select(screenings)
        .join(entities, entities.c.key == screenings.c.entity_key)
        .where(entities.c.party_id == party, screenings.c.verdict != "not found")
    )
    with casefile.reading_transaction() as connection:
        out = [
            Said(what="event", words=row.what, date=row.date, document=row.document_id, key=row.key)
            for row in connection.execute(happened)
        ]
        out += [
            Said(what=row.verdict, words=f"{row.list}: {row.listed_party} ({row.record_id})", date=row.as_of,
                 document=row.document_id, key=row.key)
            for row in connection.execute(judged)
        ]  # fmt: skip
    return tuple(sorted(out, key=lambda one: (one.date, one.key)))


def log_lines(casefile: Casefile) -> tuple[tuple[str, str, str, str, str], ...]:
    """The log: (at, who, action, subject, detail) in order."""
    query = select(log.c.at, log.c.who, log.c.action, log.c.subject, log.c.detail).order_by(log.c.id)
    with casefile.reading_transaction() as connection:
        return tuple((row.at, row.who, row.action, row.subject, row.detail) for row in connection.execute(query))


def _party(row: object) -> PartyRow:
    get = row._mapping.__getitem__  # type: ignore[attr-defined]
    return PartyRow(
        id=get("id"), schema=get("schema"), name=get("name"), documents=get("documents"),
        confirmed=bool(get("confirmed")), hidden=bool(get("hidden")),
    )  # fmt: skip
