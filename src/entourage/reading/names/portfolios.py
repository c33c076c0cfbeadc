"""Portfolios: what a minister is in charge of is no organisation ("the Secretary of State", "the Home Secretary").

In: a draft of an organisation. Out: whether it is only the end or the beginning of an office.
"""

from __future__ import annotations

from typing import Any

from entourage.reading.names.draft import Draft
from entourage.reading.words import words

_OFFICES = frozenset({"minister", "ministers", "secretary", "undersecretary", "ombudsman"})


def is_portfolio(doc: Any, draft: Draft, form: str) -> bool:
    """ "Foreign Affairs" in "Foreign Affairs minister" and "Minister of Foreign Affairs"."""
    if form.lower() not in words("name_words", "portfolios"):
        return False
    if draft.last < len(doc) and doc[draft.last].lower_ in _OFFICES:
        return True
    before = [token.lower_ for token in doc[max(0, draft.first - 3) : draft.first]]
    if before[-1:] == ["the"]:
        before.pop()
    return before[-1:] in (["of"], ["for"]) and before[-2:-1] != [] and before[-2] in _OFFICES
