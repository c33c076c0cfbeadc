"""The network of a case as plain values, for every format that draws or loads one.

In: an open casefile. Out: parties and links. Invariants: parties that a person hid are not there; every link's ends
are; both are in a fixed order.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from entourage.casefile.casefile import Casefile
from entourage.casefile.links import Link, links_of
from entourage.casefile.paths import listed_parties
from entourage.casefile.tables import entities, parties
from entourage.network import strength_table


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A party: its names, how many documents name it, and the verdicts on it in words (empty for none)."""

    id: str
    schema: str
    name: str
    aliases: tuple[str, ...] = ()
    documents: int = 0
    confirmed: bool = False
    listed: str = ""


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """All parties and links of a case."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def whole_network(casefile: Casefile, *, as_of: str = "") -> Network:
    """The parties and links of a case; those that held on a day where ``as_of`` (ISO 8601) names one."""
    with casefile.reading_transaction() as connection:
        known = connection.execute(select(parties).where(parties.c.hidden.is_(False)).order_by(parties.c.id)).all()
        names: dict[str, set[str]] = {}
        for row in connection.execute(select(entities.c.party_id, entities.c.name).distinct()):
            names.setdefault(row.party_id, set()).add(row.name)
        listed = listed_parties(connection)
        links = links_of(connection, [row.id for row in known], strength_table(), as_of=as_of)
    nodes = tuple(
        Node(
            id=row.id, schema=row.schema, name=row.name, aliases=tuple(sorted(names.get(row.id, set()) - {row.name})),
            documents=row.documents, confirmed=bool(row.confirmed), listed=listed.get(row.id, ""),
        )
        for row in known
    )  # fmt: skip
    return Network(nodes=nodes, links=links)
