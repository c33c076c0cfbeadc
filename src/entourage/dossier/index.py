"""A dossier turned so that everything about one party is at hand, in the order of importance.

In: a ``Dossier``. Out: an ``Index``. Invariant: built in one pass over the dossier; every list it hands out is
in a fixed order for the same dossier.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from entourage.dossier.clean import one_line
from entourage.dossier.findings import Finding, findings_by_entity
from entourage.dossier.words import list_name
from entourage.model import Dossier, Entity, Quote, Snapshot, Tie

ORGANIZATION_SCHEMATA = frozenset({"Organization", "Company", "PublicBody", "LegalEntity"})
NOT_A_BODY = frozenset({"place", "group", "list", "article", "work", "event"})
SAFE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")

# What lifts a party in the order of a dossier, beside its badge's weight (words.toml): how often the text comes
# back to it, what it says, whom it is tied to. Chosen by eye on articles of 5 to 30 parties.
WEIGHT_OF_MENTION = 1.0
WEIGHT_OF_QUOTE = 2.0
WEIGHT_OF_TIE = 2.0
WEIGHT_OF_ROLE = 1.5
MOST_COUNTED = 10


class Index:
    """Look-ups over one dossier.

    Attributes:
        dossier: the dossier itself.
        entities: entity id to entity.
        ties_of: entity id to its ties, in the order of the reading.
        quotes_of: entity id to the quotes it speaks.
        findings_of: entity id to its findings on lists, the gravest first, without ``not found``.
        anchors: entity id to the id of its card on a page.
        people, organizations, others: entities by importance.
        lists: dataset name to its latest snapshot.
    """

    def __init__(self, dossier: Dossier) -> None:
        reading = dossier.reading
        self.dossier = dossier
        self.entities: dict[str, Entity] = {entity.id: entity for entity in reading.entities}
        self.anchors = {entity.id: anchor("party", entity.id, i) for i, entity in enumerate(reading.entities)}
        self.tie_anchors = {tie.id: anchor("tie", tie.id, i) for i, tie in enumerate(reading.ties)}
        self.ties: dict[str, Tie] = {tie.id: tie for tie in reading.ties}
        self.ties_of: defaultdict[str, list[Tie]] = defaultdict(list)
        for tie in reading.ties:
            for party in dict.fromkeys((tie.subject, tie.object)):
                self.ties_of[party].append(tie)
        self.quotes_of: defaultdict[str, list[Quote]] = defaultdict(list)
        for quote in reading.quotes:
            for speaker in dict.fromkeys(quote.speakers):
                self.quotes_of[speaker].append(quote)
        self.lists = latest_snapshots(dossier.snapshots)
        self.findings_of = findings_by_entity(dossier)
        ranked = sorted(reading.entities, key=lambda entity: -self.importance(entity))
        self.people = [entity for entity in ranked if entity.schema == "Person"]
        self.organizations = [entity for entity in ranked if is_body(entity)]
        self.others = [entity for entity in ranked if entity.schema != "Person" and not is_body(entity)]

    def importance(self, entity: Entity) -> float:
        """How much of the document turns on an entity; 0 and more."""
        gravest = max((finding.badge.weight for finding in self.findings_of.get(entity.id, ())), default=0)
        return (
            gravest
            + WEIGHT_OF_MENTION * min(len(entity.mentions), MOST_COUNTED)
            + WEIGHT_OF_QUOTE * min(len(self.quotes_of.get(entity.id, ())), MOST_COUNTED)
            + WEIGHT_OF_TIE * min(len(self.ties_of.get(entity.id, ())), MOST_COUNTED)
            + WEIGHT_OF_ROLE * len(entity.roles[:MOST_COUNTED])
        )

    def findings(self, entity_id: str) -> list[Finding]:
        """What was found of one entity on the lists; empty when nothing was."""
        return self.findings_of.get(entity_id, [])

    def name(self, entity_id: str) -> str:
        """The entity's name; the id itself for a dataset or anything else that is no entity."""
        entity = self.entities.get(entity_id)
        return entity.name if entity is not None else self.list_title(entity_id)

    def list_name(self, dataset: str) -> str:
        """The short name of a list: "Canada"; the dataset's own name when no snapshot of it was searched."""
        snapshot = self.lists.get(dataset)
        return list_name(snapshot) if snapshot is not None else one_line(dataset)

    def is_starter(self, dataset: str) -> bool:
        """Whether a list is the small one that ships with the product."""
        snapshot = self.lists.get(dataset)
        return snapshot is not None and snapshot.starter

    def with_short_names(self, text: str) -> str:
        """``text`` with the full titles of lists replaced by their short names."""
        for snapshot in self.lists.values():
            if snapshot.title:
                text = text.replace(snapshot.title, list_name(snapshot))
        return text

    def list_title(self, dataset: str) -> str:
        """The title of a list; its short name when it has none."""
        snapshot = self.lists.get(dataset)
        return (snapshot.title or dataset) if snapshot is not None else dataset


def is_body(entity: Entity) -> bool:
    """Whether an entity is an organisation, company or public body rather than a place, a group or a work."""
    return entity.schema in ORGANIZATION_SCHEMATA and entity.kind not in NOT_A_BODY


def anchor(prefix: str, identifier: str, position: int) -> str:
    """An id for HTML: the line's own id where that is plain, otherwise its number."""
    plain = identifier if SAFE_ID.fullmatch(identifier) else f"n.{position}"
    return f"{prefix}-{plain}"


def latest_snapshots(snapshots: Iterable[Snapshot]) -> dict[str, Snapshot]:
    """The latest snapshot of every dataset."""
    latest: dict[str, Snapshot] = {}
    for snapshot in snapshots:
        if snapshot.dataset not in latest or snapshot.date > latest[snapshot.dataset].date:
            latest[snapshot.dataset] = snapshot
    return latest
