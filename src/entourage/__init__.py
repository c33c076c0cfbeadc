"""Entourage: who stands around whom in a document, every line with its evidence.

``entourage.investigate(source)`` runs the whole chain; ``entourage.ListSet.load().screen(name=...)`` asks the lists
for one name; the rooms can be used one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from entourage.pipeline import investigate
    from entourage.screening import ListSet

__version__ = "0.1.0"
__all__ = ["ListSet", "__version__", "investigate"]


def __getattr__(name: str) -> Any:
    """Loads a name when it is first asked for, so that ``import entourage`` stays cheap."""
    if name == "ListSet":
        from entourage.screening import ListSet

        return ListSet
    if name == "investigate":
        from entourage.pipeline import investigate

        return investigate
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
