"""Which quoted stretches are utterances, and which are terms, titles or nicknames.

In: a :class:`Page` and a stretch. Out: yes or no. The signs are those of print: a sentence begins before it or a comma or
colon leads up to it, and it ends as a sentence or before a comma.
"""

from __future__ import annotations

from entourage.reading.quotes.draft import Page
from entourage.reading.quotes.marks import Stretch

FINAL = frozenset(".,!?…—–-;")
OPENING = frozenset("[(…$£€#@*'‘“")


def is_utterance(page: Page, stretch: Stretch, before: Stretch | None) -> bool:
    """Whether the words stand on their own as something said, rather than as a term inside the narrator's sentence."""
    text, inner = page.text, stretch.inner
    words = text[inner.start : inner.end].split()
    lead = lead_of(page, stretch)
    first, last = text[inner.start], text[inner.end - 1]
    starts_sentence = first.isupper() or first.isdigit() or first in OPENING
    block_end = page.parsed.paragraphs[stretch.block].block.span.end
    following = text[stretch.end : block_end].strip()[:1] if stretch.end < block_end else ""
    if lead == "free":
        if last in FINAL or not following or following in ",.;—–":
            return len(words) >= 2 or (last in ".,!?…—" and starts_sentence)
        return len(words) >= 5 and starts_sentence
    if lead in {"introduced", "colon"}:
        return (starts_sentence and len(words) >= 2) or (last in FINAL and len(words) >= 4)
    return False


def lead_of(page: Page, stretch: Stretch) -> str:
    """What comes right before a stretch: "free" (a sentence starts here), "colon", "introduced" (comma, dash), "word"."""
    start = page.parsed.paragraphs[stretch.block].block.span.start
    before = page.text[max(start, stretch.start - 40) : stretch.start].rstrip(" \t\u00a0")
    if not before or before[-1] in '”»"':
        return "free"
    if before[-1] in ".!?…)’'*•":
        return "free"
    if before[-1] == ":":
        return "colon"
    if before[-1] in ",—–-([;":
        return "introduced"
    return "word"
