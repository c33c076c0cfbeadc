"""Small made lists and claims with plainly invented parties."""

from __future__ import annotations

from entourage.model import Claim, Entity, ListedParty, Listing, LoadedList, Mention, Reading, Snapshot, Span


def party(number: int, schema: str, program: str, name: str = "", listed: str = "", **properties: str) -> ListedParty:
    """A party of a list: "Example Person 7" where no name is given."""
    caption = name or f"Example {schema} {number}"
    return ListedParty(
        id=f"made-{number}",
        schema=schema,
        caption=caption,
        properties={"name": (caption,)} | {key: (value,) for key, value in properties.items()},
        listings=(
            Listing(
                authority="Made Authority",
                program=program,
                legal_effect="blocking",
                listing_date=listed,
                record_id=f"{program}/1/{number}",
            ),
        ),
    )


def loaded(dataset: str, date: str, parties: list[ListedParty], *, starter: bool = False) -> LoadedList:
    """A snapshot of a list of the catalogue, with made parties."""
    snapshot = Snapshot(
        id=f"{dataset}@{date}-00000000",
        dataset=dataset,
        title=f"Made {dataset}",
        authority="Made Authority",
        date=date,
        date_origin="given by the user",
        sha256="0" * 64,
        party_count=len(parties),
        starter=starter,
    )
    return LoadedList(snapshot=snapshot, parties=tuple(parties))


def people_and_bodies(people: int, bodies: int, program: str, first: int = 1) -> list[ListedParty]:
    """That many of each under one programme."""
    found = [party(first + i, "Person", program) for i in range(people)]
    return found + [party(first + people + i, "Organization", program) for i in range(bodies)]


def count(what: str, number: float, unit: str, comparison: str = "=", date: str = "", shown: str = "") -> Claim:
    """A count as the reader gives it."""
    return Claim(
        id="claim-1",
        kind="count",
        what=what,
        value=f"{comparison} {shown or f'{number:,.0f}'} {unit}",
        evidence=(Span(0, 1),),
        number=number,
        unit=unit,
        comparison=comparison,
        date=date,
    )


def reading_of(*claims: Claim, entities: tuple[Entity, ...] = ()) -> Reading:
    """A reading with these claims only."""
    return Reading(document_id="doc-made", claims=claims, entities=entities)


def entity(identifier: str, name: str, schema: str = "Person", kind: str = "", **properties: str) -> Entity:
    """An entity of a reading."""
    kept = {key: (value,) for key, value in properties.items()}
    return Entity(
        id=identifier, schema=schema, name=name, kind=kind, mentions=(Mention(start=0, end=1),), properties=kept
    )
