"""The dossier as FollowTheMoney entities, one JSON object a line.

In: a ``Dossier``. Out: entities that Aleph, OpenAleph, yente and the ``ftm`` tools read. Invariants: every entity is
valid in FollowTheMoney's model; ids are stable for the same document; nobody of the text *is* a listed party: the two
are separate entities, joined by a ``Similar`` link that carries the verdict and the score.
"""

from __future__ import annotations

from collections.abc import Iterator

from entourage.dossier.findings import findings_by_entity
from entourage.dossier.ftm_lists import listed_entities
from entourage.dossier.ftm_text import TextMaker
from entourage.dossier.ftm_values import FtmEntity
from entourage.dossier.json_text import json_text
from entourage.model import Dossier


def render_ftm(dossier: Dossier) -> str:
    """The dossier as FollowTheMoney JSON, one entity a line.

    Args:
        dossier: as built by :func:`entourage.dossier.build_dossier`.

    Returns:
        Lines, each ended by a newline; at least one, for the document itself.
    """
    return "".join(f"{json_text(entity)}\n" for entity in ftm_entities(dossier))


def ftm_entities(dossier: Dossier) -> Iterator[FtmEntity]:
    """All entities: the document and what it says, then what the lists hold."""
    maker = TextMaker(dossier)
    yield from maker.entities()
    yield from listed_entities(findings_by_entity(dossier), maker)
