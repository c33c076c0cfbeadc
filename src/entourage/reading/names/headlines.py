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
_SURE = frozenset({"place", "people"})


def headlines_by_text(parsed: Parsed, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those in title-case lines cut to what running text names."""
    ranges = [(p.first, p.last) for p in parsed.paragraphs if _is_title_case(parsed.doc[p.first : p.last])]
    if not ranges or len(parsed.paragraphs) - len(ranges) < _MIN_RUNNING_PARAGRAPHS:
        return drafts
    shouted = {i for first, last in ranges for i in range(first, last)}
    known = _forms(parsed.doc, [draft for draft in drafts if draft.first not in shouted])
    out = []
    for draft in drafts:
        if draft.first not in shouted or draft.label in _SURE:
            out.append(draft)
        else:
            out.extend(_known_parts(parsed.doc, draft, known))
    return out


def _is_title_case(tokens: Any) -> bool:
    found = [token for token in tokens if token.text[:1].isalpha()]
    long = [token for token in found if len(token.text) > 3]
    if len(found) < _MIN_WORDS or len(long) < _MIN_WORDS - 1:
        return False
    capitals = sum(token.text[0].isupper() for token in long)
    return bool(capitals >= _SHARE_OF_CAPITALS * len(long) + 1)


def _forms(doc: Any, drafts: list[Draft]) -> set[tuple[str, ...]]:
    """Names of running text, and the last word of each person's."""
    forms = set()
    for draft in drafts:
        texts = tuple(token.text for token in doc[draft.first : draft.last])
        forms.add(texts)
        if draft.label == "person":
            forms.add(texts[-1:])
    return forms


def _known_parts(doc: Any, draft: Draft, known: set[tuple[str, ...]]) -> list[Draft]:
    """The longest known names inside a draft, from the left."""
    out, i = [], draft.first
    while i < draft.last:
        for last in range(draft.last, i, -1):
            if tuple(token.text for token in doc[i:last]) in known:
                out.append(Draft(i, last, draft.label, titled=draft.titled))
                i = last
                break
        else:
            i += 1
    return out
