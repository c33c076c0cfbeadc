"""Headlines In Title Case, where every word looks like a name.

In: drafts. Out: drafts. In such a line a name counts only as far as the rest of the text bears it out: "Example Seeks
More" is cut to
"Example" when the text names an Example. A text with too little running text to bear a headline out is left as it is.
"""

from __future__ import annotations

from typing import Any

from entourage.reading.names.draft import Draft
from entourage.reading.parse import Parsed

_SHARE_OF_CAPITALS = 0.7
_MIN_WORDS = 4
_MIN_RUNNING_PARAGRAPHS = 4
_HEADLINES = frozenset({"title", "heading"})
_SURE = frozenset({"place", "people"})


def headlines_by_text(parsed: Parsed, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those in title-case lines cut to what running text names."""
    ranges = [
        (p.first, p.last)
        for p in parsed.paragraphs
        if (p.block.kind in _HEADLINES or p.index == 0) and _is_title_case(parsed.doc[p.first : p.last])
    ]
    if not ranges or len(parsed.paragraphs) - len(ranges) < _MIN_RUNNING_PARAGRAPHS:
        return drafts
    shouted = {i for first, last in ranges for i in range(first, last)}
    known = _forms(parsed.doc, [draft for draft in drafts if draft.first not in shouted])
    kept = [draft for draft in drafts if draft.first not in shouted or draft.label in _SURE]
    taken = {i for draft in kept for i in range(draft.first, draft.last)}
    found = [draft for first, last in ranges for draft in _known_in(parsed.doc, first, last, known, taken)]
    return sorted(kept + found, key=lambda draft: draft.first)


def _is_title_case(tokens: Any) -> bool:
    found = [token for token in tokens if token.text[:1].isalpha()]
    long = [token for token in found if len(token.text) > 3]
    if len(found) < _MIN_WORDS or len(long) < _MIN_WORDS - 1:
        return False
    capitals = sum(token.text[0].isupper() for token in long)
    return bool(capitals >= _SHARE_OF_CAPITALS * len(long) + 1)


def _forms(doc: Any, drafts: list[Draft]) -> dict[tuple[str, ...], str]:
    """Names of running text and the last word of each person's, with their labels."""
    forms: dict[tuple[str, ...], str] = {}
    for draft in drafts:
        texts = tuple(token.text for token in doc[draft.first : draft.last])
        forms.setdefault(texts, draft.label)
        if draft.label == "person":
            forms.setdefault(texts[-1:], draft.label)
    return forms


def _known_in(doc: Any, first: int, last: int, known: dict[tuple[str, ...], str], taken: set[int]) -> list[Draft]:
    """The longest known names of a line, from the left."""
    longest = max((len(texts) for texts in known), default=0)
    out, i = [], first
    while i < last:
        for end in range(min(i + longest, last), i, -1):
            label = known.get(tuple(token.text for token in doc[i:end]))
            if label and not any(k in taken for k in range(i, end)):
                out.append(Draft(i, end, label))
                i = end
                break
        else:
            i += 1
    return out
