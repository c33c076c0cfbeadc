"""Small casefiles for the tests; all persons and companies are invented."""

from __future__ import annotations

from entourage.casefile import Casefile
from entourage.documents import document_from_text
from entourage.dossier import build_dossier
from entourage.model import Dossier, Entity, Mention, Reading, Span, Tie


def dossier(source: str, text: str, people: list[str], *, employers: dict[str, str] | None = None) -> Dossier:
    """A dossier of a text in which the given people (and their employers) are named."""
    document = document_from_text(text, source=source)
    organizations = sorted(set((employers or {}).values()))
    entities = [_entity(text, "Person", name) for name in people]
    entities += [_entity(text, "Organization", name) for name in organizations]
    ties = [
        Tie(
            id=f"{number}", schema="Employment", subject=_id("Person", person), object=_id("Organization", body),
            role="director", evidence=(Span(0, len(text)),),
        )
        for number, (person, body) in enumerate((employers or {}).items(), 1)
    ]  # fmt: skip
    reading = Reading(document_id=document.id, entities=tuple(entities), ties=tuple(ties), reader="test")
    return build_dossier(document, reading)


def _id(schema: str, name: str) -> str:
    return f"{schema.lower()}-{name.lower().replace(' ', '-').replace('.', '')}"


def _entity(text: str, schema: str, name: str) -> Entity:
    start = text.index(name)
    mention = Mention(start=start, end=start + len(name), kind="name")
    return Entity(id=_id(schema, name), schema=schema, name=name, mentions=(mention,))


def parties_of(casefile: Casefile) -> set[frozenset[str]]:
    """The partition of all entity keys into parties."""
    from sqlalchemy import select

    from entourage.casefile.tables import entities

    groups: dict[str, set[str]] = {}
    with casefile.reading_transaction() as connection:
        for key, party in connection.execute(select(entities.c.key, entities.c.party_id)):
            groups.setdefault(party, set()).add(key)
    return {frozenset(keys) for keys in groups.values()}
