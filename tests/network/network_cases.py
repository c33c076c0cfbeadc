"""Readings put together by hand for the tests of this folder."""

from __future__ import annotations

from entourage.model import Entity, Listing, Reading, Screening, Span, Status, Tie, Verdict


def entity(entity_id: str, name: str, schema: str = "Person", kind: str = "") -> Entity:
    return Entity(id=entity_id, schema=schema, name=name, kind=kind)


def tie(
    tie_id: str,
    schema: str,
    subject: str,
    object_: str,
    role: str = "",
    status: Status = "current",
    confidence: float = 0.9,
) -> Tie:
    start = 10 * sum(tie_id.encode())
    return Tie(
        id=tie_id,
        schema=schema,
        subject=subject,
        object=object_,
        role=role,
        status=status,
        evidence=(Span(start, start + 5),),
        confidence=confidence,
    )


def screening(
    entity_id: str, verdict: Verdict, list_name: str = "ca-sema", authority: str = "Global Affairs Canada"
) -> Screening:
    listing = Listing(authority=authority, program="Russia", record_id="Russia/1/1", legal_effect="blocking")
    return Screening(
        entity=entity_id,
        list=list_name,
        as_of="2021-01-11",
        as_of_kind="document",
        verdict=verdict,
        score=0.9,
        listing=None if verdict == "not found" else listing,
        snapshots=(f"{list_name}@2022-05-11-00000000",),
    )


def journal_reading() -> Reading:
    """Two invented authors, their article in a journal, the journal's trustee on a named list, and a scholar apart."""
    return Reading(
        document_id="doc-0",
        entities=(
            entity("ada", "Ada Example"),
            entity("ben", "Bernard Sample"),
            entity("work", "A Brief for Nobody", "Article", "article"),
            entity("journal", "Russia in Global Affairs", "Organization", "publication"),
            entity("potanin", "Vladimir Potanin"),
            entity("list", "U.S. Treasury's list of 210 Russians", "Document", "list"),
            entity("carol", "Carol Placeholder"),
            entity("institute", "Placeholder Institute", "Organization"),
        ),
        ties=(
            tie("t1", "Documentation", "work", "ada", "author"),
            tie("t2", "Documentation", "work", "ben", "author"),
            tie("t3", "UnknownLink", "work", "journal", "published in"),
            tie("t4", "Directorship", "potanin", "journal", "head of the board of trustees"),
            tie("t5", "Documentation", "list", "potanin", "on the list"),
            tie("t6", "Employment", "carol", "institute", "senior fellow"),
        ),
    )
