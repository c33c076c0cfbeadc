"""The type of the fixture ``place``: a name to the place of a casefile that does not exist yet."""

from __future__ import annotations

from collections.abc import Callable

Place = Callable[[str], str]
