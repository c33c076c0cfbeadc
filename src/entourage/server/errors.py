"""Errors that a client reads: a status and a ``detail``, as yente's.

In: a status and words. Out: ``{"detail": ...}``. Invariant: no message holds a name that somebody asked for.
"""

from __future__ import annotations

from typing import Any

import msgspec


class ClientError(Exception):
    """A request that cannot be answered.

    Args:
        status: of HTTP, 4xx, or 503 for one that takes too long.
        detail: for people.
    """

    def __init__(self, status: int, detail: str | list[dict[str, Any]]) -> None:
        super().__init__(str(detail))
        self.status, self.detail = status, detail

    def body(self) -> bytes:
        """The JSON that goes out."""
        return msgspec.json.encode({"detail": self.detail})


def invalid(kind: str, place: list[str | int], words: str) -> ClientError:
    """A body that is not as it should be, in the shape that validation errors have (422)."""
    return ClientError(422, [{"type": kind, "loc": place, "msg": words}])
