"""A case as one file that reads back into the same case: its documents with their readings, and every decision.

In: an open casefile, or such a file. Out: JSON lines, or what was put into a casefile. Invariant: what is exported and
read into an empty casefile has the same parties, lines and decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import select

from entourage.casefile.casefile import Casefile
from entourage.casefile.decisions import Decision, all_decisions, import_decisions
from entourage.casefile.tables import documents
from entourage.model import CasefileError, Dossier


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a bundle: a document with its reading, or a decision."""

    dossier: Dossier | None = None
    added_at: str = ""
    decision: Decision | None = None


def write_bundle(casefile: Casefile) -> Iterator[bytes]:
    """The lines of a case's bundle: documents by id, then decisions in their order."""
    query = select(documents.c.id, documents.c.added_at).order_by(documents.c.id)
    with casefile.reading_transaction() as connection:
        known = connection.execute(query).all()
    for row in known:
        yield msgspec.json.encode(Line(dossier=casefile.dossier(row.id), added_at=row.added_at)) + b"\n"
    for one in all_decisions(casefile):
        yield msgspec.json.encode(Line(decision=one)) + b"\n"


def read_bundle(casefile: Casefile, lines: Iterable[bytes], *, who: str) -> tuple[int, int]:
    """Put a bundle into a casefile; documents that are there already are replaced.

    Returns:
        How many documents and how many new decisions.

    Raises:
        CasefileError: ``not-a-bundle`` with the number of the line; what stood before it is in the case.
    """
    dossiers, made = 0, list[Decision]()
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            line = msgspec.json.decode(text, type=Line)
        except msgspec.DecodeError as error:
            raise CasefileError("not-a-bundle", f"Line {number} is none of a casefile's bundle: {error}.") from error
        if line.dossier is not None:
            casefile.add(line.dossier, who=who, at=line.added_at)
            dossiers += 1
        if line.decision is not None:
            made.append(line.decision)
    return dossiers, import_decisions(casefile, made, who=who)
