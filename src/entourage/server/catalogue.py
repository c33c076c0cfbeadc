"""What the server has and how it matches: ``/catalog`` and ``/algorithms``, in yente's shapes."""

from __future__ import annotations

from typing import Any

from entourage.model import Snapshot
from entourage.screening.timeline import last_day
from entourage.server.explain import DOCS
from entourage.server.holdings import DEFAULT, Holdings
from entourage.server.query import ALGORITHMS, BEST, BY_NAME

_DESCRIPTIONS = {
    BEST: "Names over scripts, orders, nicknames and slips; then birth date, country, gender, birth place, numbers.",
    BY_NAME: "Names alone.",
}


def catalog(holdings: Holdings, *, stale: bool) -> dict[str, Any]:
    """The datasets: every list, and all of them together as ``default``."""
    lists = [_dataset(name, snapshots) for name, snapshots in holdings.datasets.items()]
    names = [one["name"] for one in lists]
    together = {
        "name": DEFAULT,
        "title": "All loaded lists",
        "load": True,
        "index_current": not stale,
        "index_version": holdings.version,
        "version": holdings.version,
        "entity_count": sum(one["entity_count"] for one in lists),
        "thing_count": sum(one["thing_count"] for one in lists),
        "updated_at": max((one["updated_at"] for one in lists), default=None),
        "children": names,
    }
    return {
        "datasets": [together, *lists],
        "current": [] if stale else [DEFAULT, *names],
        "outdated": [DEFAULT, *names] if stale else [],
        "index_stale": stale,
    }


def _dataset(name: str, snapshots: Any) -> dict[str, Any]:
    newest: Snapshot = snapshots[0]
    day = last_day(newest.date)
    return {
        "name": name,
        "title": newest.title,
        "summary": "; ".join(newest.notes)[:500] or None,
        "url": newest.url or None,
        "version": newest.id,
        "category": "sanctions",
        "load": True,
        "index_current": True,
        "index_version": newest.id,
        "entity_count": newest.party_count,
        "thing_count": newest.party_count,
        "updated_at": f"{day}T00:00:00" if day else None,
        "last_export": newest.loaded_at[:19].rstrip("Z") or None,
        "publisher": {"name": newest.authority, "url": newest.url or None, "official": not newest.starter},
        "coverage": {"start": snapshots[-1].date, "end": newest.date},
        "children": [],
    }


def algorithms() -> dict[str, Any]:
    """How the server matches. Names of yente's that clients may send are answered by ours, and said so."""

    def also(name: str) -> str:
        others = [other for other, ours in ALGORITHMS.items() if ours == name and other not in {name, "best"}]
        return f" Answers for {', '.join(others)} too."

    def features(name: str) -> dict[str, Any]:
        kept = {key: words for key, words in DOCS.items() if name == BEST or key == "name_match"}
        return {key: {"description": words, "coefficient": 1.0, "url": ""} for key, words in kept.items()}

    found = [
        {
            "name": name,
            "description": words + also(name),
            "features": features(name),
            "docs": {"name": name, "features": features(name)},
        }
        for name, words in _DESCRIPTIONS.items()
    ]
    return {"algorithms": found, "default": BEST, "best": BEST}
