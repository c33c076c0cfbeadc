"""A text as the steps of reading see it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entourage.documents import document_from_text
from entourage.reading.cast import Cast
from entourage.reading.names import find_names
from entourage.reading.parse import Parsed, parse
from entourage.reading.resolve import build_cast, link_descriptions


@pytest.fixture(scope="session")
def resolved() -> Callable[[str], tuple[Parsed, Cast]]:
    """text -> (parsed, cast) with names, descriptions and pronouns resolved."""

    def run(text: str) -> tuple[Parsed, Cast]:
        parsed = parse(document_from_text(text))
        cast = build_cast(parsed, find_names(parsed))
        link_descriptions(parsed, cast)
        return parsed, cast

    return run
