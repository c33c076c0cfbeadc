"""Which documents carry the same story: a wire report on five sites is one source.

In: texts. Out: a sketch of each (the smallest hashes of its five-word sequences) and groups of documents. Invariants:
the same text has the same sketch; a group is named after its first document by id, whatever order they came in.
"""

from __future__ import annotations

import array
import hashlib
import re

from sqlalchemy import Connection, delete, func, insert, select, update

from entourage.casefile.tables import documents, story_marks

_WORD = re.compile(r"\w+")
_SEQUENCE = 5
_SKETCH = 128
# Share of the sketch that two copies of one story have in common; a text that only quotes another has far less.
SAME_STORY = 0.5
_MARKS = 16
_MARKS_IN_COMMON = 2
_FEWEST = 12
"""Word sequences below which a text is too short to be called anyone's copy."""


def sketch(text: str) -> bytes:
    """The smallest 128 hashes of a text's five-word sequences, eight bytes each; fewer for a short text."""
    words = [word.lower() for word in _WORD.findall(text)]
    sequences = {" ".join(words[i : i + _SEQUENCE]) for i in range(len(words) - _SEQUENCE + 1)}
    hashes = sorted(
        int.from_bytes(hashlib.blake2b(one.encode("utf-8", "replace"), digest_size=8).digest(), "big")
        for one in sequences
    )
    return array.array("Q", hashes[:_SKETCH]).tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """The estimated share of word sequences that two texts have in common, 0 to 1; 0 where one is too short to say."""
    a, b = array.array("Q", one), array.array("Q", other)
    if min(len(a), len(b)) < _FEWEST:
        return 0.0
    smallest = sorted({*a, *b})[:_SKETCH]
    both = set(a) & set(b)
    return sum(value in both for value in smallest) / len(smallest)


def group_of(connection: Connection, document_id: str, mark: bytes) -> tuple[str, tuple[str, ...]]:
    """The source group of a document, and the other documents of that group; groups that it joins become one."""
    near = (
        select(story_marks.c.document_id)
        .where(story_marks.c.mark.in_(marks_of(mark)))
        .group_by(story_marks.c.document_id)
        .having(func.count() >= _MARKS_IN_COMMON)
    )
    query = select(documents.c.id, documents.c.sketch, documents.c.source_group).where(
        documents.c.id.in_(near), documents.c.id != document_id
    )
    joined = {row.source_group for row in connection.execute(query) if likeness(mark, row.sketch) >= SAME_STORY}
    found = select(documents.c.id).where(documents.c.source_group.in_(joined), documents.c.id != document_id)
    members = sorted(connection.execute(found).scalars()) if joined else []
    name = min([document_id, *members])
    if members:
        connection.execute(update(documents).where(documents.c.id.in_(members)).values(source_group=name))
    return name, tuple(members)


def keep_marks(connection: Connection, document_id: str, mark: bytes) -> None:
    """Make a document findable by those that carry the same story."""
    connection.execute(delete(story_marks).where(story_marks.c.document_id == document_id))
    rows = [{"mark": one, "document_id": document_id} for one in marks_of(mark)]
    if rows:
        connection.execute(insert(story_marks), rows)


def marks_of(mark: bytes) -> list[int]:
    """The smallest hashes of a sketch as signed numbers: of two texts with half of their sequences in common, all but
    one pair in 3,800 share two."""
    return [value - (1 << 63) for value in array.array("Q", mark)[:_MARKS]]
