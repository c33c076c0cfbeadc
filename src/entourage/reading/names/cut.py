"""Drafts that hold a person and more: "Example and Sample", "Example 46 percent", "Chair Ada Example".

In: the model's drafts. Out: drafts in order, the people cut out. Only a surname counts that the model saw with a given
name somewhere in the text.
"""

from __future__ import annotations

from typing import Any

from entourage.reading.names.draft import Draft
from entourage.reading.words import words


def cut_people_out(doc: Any, drafts: list[Draft]) -> list[Draft]:
    """The drafts, surnames of known people freed from what the model took them together with."""
    surnames = {
        doc[draft.last - 1].text for draft in drafts if draft.label == "person" and draft.last - draft.first > 1
    }
    heads = words("name_words", "organization_heads")
    out: list[Draft] = []
    for draft in drafts:
        tokens = doc[draft.first : draft.last]
        if len(tokens) < 2 or tokens[0].text not in surnames or any(t.lower_ in heads for t in tokens):
            out.append(draft)
        elif len(tokens) == 3 and tokens[1].lower_ in {"and", "&"} and tokens[2].text in surnames:
            out += [Draft(draft.first, draft.first + 1, "person"), Draft(draft.last - 1, draft.last, "person")]
        elif draft.label != "person" and (tokens[1].text.islower() or tokens[1].text.isdigit()):
            out.append(Draft(draft.first, draft.first + 1, "person"))
        else:
            out.append(draft)
    return out
