"""The tables of a casefile, the same on SQLite and PostgreSQL.

In: nothing. Out: SQLAlchemy tables and the views that people browse. Invariants: what the machine said hangs on one
document and one reading, and goes when the document is read anew; what people decided (``decisions``) and what was
done (``log``) is only ever added to. Keys of machine lines are FollowTheMoney ids: the document's id, a dash, the
line's own id, so that every table speaks of the same things as the exports.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()


def _document_id(*, key: bool = False) -> Column[str]:
    return Column(
        "document_id", Text, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, primary_key=key, index=True
    )


documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("authors", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("published", Text, nullable=False, index=True),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    Column("source_group", Text, nullable=False, index=True),
    Column("added_at", Text, nullable=False),
    Column("added_by", Text, nullable=False),
)
"""``body`` is the Document as compressed JSON without its text; ``sketch`` stands for the text's word sequences, and
documents of one ``source_group`` carry the same story."""

story_marks = Table(
    "story_marks",
    metadata,
    Column("mark", BigInteger, primary_key=True),
    Column("document_id", Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
)
"""The smallest hashes of each sketch: only documents that share one can carry the same story."""

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _document_id(),
    Column("reader", Text, nullable=False),
    Column("read_at", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""``body`` is the Reading with its screenings as compressed JSON; older readings stay for comparison."""

parties = Table(
    "parties",
    metadata,
    Column("id", Text, primary_key=True),
    Column("schema", Text, nullable=False, index=True),
    Column("name", Text, nullable=False, index=True),
    Column("documents", Integer, nullable=False),
    Column("confirmed", Boolean, nullable=False, default=False),
    Column("hidden", Boolean, nullable=False, default=False),
)
"""One row a person, organisation, place ... of the whole case. ``hidden``: a person said that it is none."""

entities = Table(
    "entities",
    metadata,
    Column("key", Text, primary_key=True),
    _document_id(),
    Column("entity_id", Text, nullable=False),
    Column("schema", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("block", Text, nullable=False, index=True),
    Column("profile_id", Text, nullable=False, index=True),
    Column("party_id", Text, ForeignKey("parties.id"), nullable=False),
    Index("entities_of_party", "party_id", "document_id"),
)
"""One row a party of one document. ``body`` is what identity is judged by (JSON); only entities of one ``block`` are
ever compared."""

profiles = Table(
    "profiles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("block", Text, nullable=False),
    Column("schema", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("gender", Text, nullable=False),
    Column("birth", Text, nullable=False),
    Column("copy", Integer, nullable=False),
    Column("weak", Boolean, nullable=False),
    Column("own", Text, nullable=False),
    Column("decided", Boolean, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("first_key", Text, nullable=False),
    Column("party_id", Text, nullable=False),
    Index("profiles_of_block", "block", "weak"),
    Index("profiles_decided", "block", "decided"),
    Index("profiles_of_party", "party_id", "decided"),
)
"""Entities that no rule tells apart are one profile: who is who is decided over profiles. ``weak``: a surname alone or
with an initial; ``own``: the key of the entity that has the profile for itself."""

profile_words = Table(
    "profile_words",
    metadata,
    Column("block", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("profile_id", Text, primary_key=True, index=True),
)
"""What stands beside a person: parties tied to it, words of its roles."""

named_together = Table(
    "named_together",
    metadata,
    Column("left_id", Text, primary_key=True),
    Column("right_id", Text, primary_key=True),
    Column("block", Text, nullable=False, index=True),
    Column("documents", Integer, nullable=False),
)
"""Profiles of one block that stand in one document, and in how many: two people of one surname."""

short_names = Table(
    "short_names",
    metadata,
    Column("short_block", Text, primary_key=True),
    Column("full_block", Text, primary_key=True, index=True),
    Column("document_id", Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
)
"""An organisation's short and full name, as a document gives them: "Federal Bureau of Investigation (FBI)"."""

ties = Table(
    "ties",
    metadata,
    Column("key", Text, primary_key=True),
    _document_id(),
    Column("schema", Text, nullable=False),
    Column("subject_key", Text, nullable=False, index=True),
    Column("object_key", Text, nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("start_date", Text, nullable=False),
    Column("end_date", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("how", Text, nullable=False),
)

quotes = Table(
    "quotes",
    metadata,
    Column("key", Text, primary_key=True),
    _document_id(),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("negated", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
)
quote_speakers = Table(
    "quote_speakers",
    metadata,
    Column("quote_key", Text, ForeignKey("quotes.key", ondelete="CASCADE"), primary_key=True),
    Column("entity_key", Text, primary_key=True, index=True),
)
positions = Table(
    "positions",
    metadata,
    Column("key", Text, primary_key=True),
    _document_id(),
    Column("entity_key", Text, nullable=False, index=True),
    Column("proposition", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("confidence", Float, nullable=False),
)
events = Table(
    "events",
    metadata,
    Column("key", Text, primary_key=True),
    _document_id(),
    Column("date", Text, nullable=False, index=True),
    Column("what", Text, nullable=False),
    Column("confidence", Float, nullable=False),
)
event_participants = Table(
    "event_participants",
    metadata,
    Column("event_key", Text, ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("entity_key", Text, primary_key=True, index=True),
)
claims = Table(
    "claims",
    metadata,
    Column("key", Text, primary_key=True),
    _document_id(),
    Column("kind", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("verdict", Text, nullable=False),
)
screenings = Table(
    "screenings",
    metadata,
    Column("key", Text, primary_key=True),
    _document_id(),
    Column("entity_key", Text, nullable=False, index=True),
    Column("list", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("as_of_kind", Text, nullable=False),
    Column("verdict", Text, nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("legal_effect", Text, nullable=False),
    Column("listed_party", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("rests_on", Text, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("canonical_id", Text, nullable=False, index=True),
    Column("entity_id", Text, nullable=False, index=True),
    Column("prop", Text, nullable=False),
    Column("prop_type", Text, nullable=False),
    Column("schema", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("dataset", Text, nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("lang", Text, nullable=False),
    Column("original_value", Text, nullable=False),
    Column("external", Boolean, nullable=False),
    Column("first_seen", Text, nullable=False),
    Column("last_seen", Text, nullable=False),
)
"""FollowTheMoney statements in the columns and order of its statement CSV; ``dataset`` is the document."""

evidence = Table(
    "evidence",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("line_key", Text, nullable=False, index=True),
    _document_id(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
)
"""Where a line opens: ``documents.text[start:end]`` is ``words``."""

decisions = Table(
    "decisions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("left_key", Text, nullable=False, index=True),
    Column("right_key", Text, nullable=False, default="", index=True),
    Column("value", Text, nullable=False, default=""),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("undone_at", Text, nullable=False, default=""),
    Column("undone_by", Text, nullable=False, default=""),
)
"""What people decided. ``left_key`` and ``right_key`` are entity keys: they outlive any change of parties."""

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

Index("entities_of_document", entities.c.document_id, entities.c.entity_id, unique=True)

MACHINE_TABLES = (
    ties, quotes, positions, events, claims, screenings, evidence, short_names, entities,
)  # fmt: skip
"""What is replaced when a document is read anew; in an order that references allow."""

VIEWS = {
    "people": """
        SELECT p.name, p.documents, p.confirmed, p.id AS party_id
        FROM parties p WHERE p.schema = 'Person' AND NOT p.hidden ORDER BY p.documents DESC, p.name""",
    "ties_in_words": """
        SELECT s.name AS subject, t.role, o.name AS object, t.schema, t.status, t.start_date, t.end_date,
               t.confidence, d.title AS document, d.published, t.key AS tie_key
        FROM ties t
        JOIN entities se ON se.key = t.subject_key JOIN parties s ON s.id = se.party_id
        JOIN entities oe ON oe.key = t.object_key JOIN parties o ON o.id = oe.party_id
        JOIN documents d ON d.id = t.document_id""",
    "quotes_by_speaker": """
        SELECT p.name AS speaker, q.words, q.kind, d.title AS document, d.published, q.key AS quote_key
        FROM quotes q JOIN quote_speakers qs ON qs.quote_key = q.key
        JOIN entities e ON e.key = qs.entity_key JOIN parties p ON p.id = e.party_id
        JOIN documents d ON d.id = q.document_id""",
    "listings": """
        SELECT p.name AS party, s.list, s.as_of, s.verdict, s.score, s.legal_effect, s.listed_party, s.record_id,
               s.rests_on, d.title AS document
        FROM screenings s JOIN entities e ON e.key = s.entity_key JOIN parties p ON p.id = e.party_id
        JOIN documents d ON d.id = s.document_id WHERE s.verdict <> 'not found'""",
    "decisions_in_force": """
        SELECT kind, left_key, right_key, value, who, at, why, id FROM decisions WHERE undone_at = ''""",
}
"""Views for whoever opens the file in Datasette or another SQL tool."""
