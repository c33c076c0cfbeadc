"""What screening says of the hits of a query: verdicts with reasons, as ``entourage screen`` gives them.

In: a query. Out: a verdict for each record that screening shows. Invariant: the verdict is screening's own; the server
adds nothing to it and takes nothing away.
"""

from __future__ import annotations

from typing import Any

from entourage.model import Entity, Mention
from entourage.screening import ListSet
from entourage.screening.parties import Party
from entourage.screening.subject import screenable

MOST = 100
_NAMES = ("name", "alias", "weakAlias")


def verdicts(lists: ListSet, asked: Party, as_of: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Verdicts on a query.

    Args:
        lists: all snapshots.
        asked: the query.
        as_of: ISO 8601 day; empty for today.

    Returns:
        By name of the list and id of the record; empty for a query without a name and for what is not screened, for
        example a vessel. A record that is not in it is not worth a look to screening.
    """
    names = asked.values(*_NAMES)
    properties = {
        key: tuple(asked.properties[key]) for key in asked.properties if key not in {"name", "alias", "weakAlias"}
    }
    if not names:
        return {}
    entity = Entity(
        id="query",
        schema=asked.schema,
        name=names[0],
        aliases=tuple(names[1:]),
        mentions=(Mention(start=0, end=max(1, len(names[0]))),),
        properties=properties,
    )
    if not screenable(entity):
        return {}
    return {
        (line.list, line.party.id): {
            "verdict": line.verdict,
            "as_of": line.as_of,
            "score": line.score,
            "legal_effect": line.legal_effect,
            "rests_on": line.rests_on,
            "if_same": line.if_same,
            "to_settle": line.to_settle,
            "reasons": [{"feature": r.feature, "direction": r.direction, "detail": r.detail} for r in line.reasons],
        }
        for line in lists.screen_entity(entity, today=as_of, limit=MOST)
        if line.party is not None
    }
