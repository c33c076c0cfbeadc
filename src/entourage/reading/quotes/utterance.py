"""Which quoted stretches are utterances, and which are terms, titles or nicknames.

In: a :class:`Page` and a stretch. Out: yes or no. The signs are those of print: a sentence begins before it or a
comma or colon leads up to it, and it ends as a sentence or before a comma.
"""

from __future__ import annotations

import re
from typing import Any

from entourage.reading.quotes.draft import Page
from entourage.reading.quotes.marks import Stretch

# A sentence that begins with a word of the narrator's and goes on in marks: But “it helps.”
_JOINT = re.compile(r"(?:^|[.!?”\"] )(?:But|And|Or|So|Yet|Then|Still)$")
FINAL = frozenset(".,!?…—–-;")
OPENING = frozenset("[(…$£€#@*'‘“")


def is_utterance(page: Page, stretch: Stretch, before: Stretch | None) -> bool:
    """Whether the words stand on their own as something said, rather than as a term inside the narrator's sentence."""
    text, inner = page.text, stretch.inner
    words = text[inner.start : inner.end].split()
    lead = lead_of(page, stretch)
    last = text[inner.end - 1]
    upper = starts_sentence(page, stretch)
    block_end = page.parsed.paragraphs[stretch.block].block.span.end
    following = text[stretch.end : min(block_end, stretch.end + 20)].strip()[:1]
    if lead == "free":
        if last in FINAL or not following or following in ",.;—–":
            return len(words) >= 2 or (last in ".,!?…—" and upper)
        return len(words) >= 5 and upper
    if lead in {"introduced", "colon"}:
        return (upper and len(words) >= 2) or (last in FINAL and len(words) >= 4)
    return False


def lead_of(page: Page, stretch: Stretch) -> str:
    """What comes right before a stretch: "free" (a sentence starts), "colon", "introduced" (comma, dash) or "word"."""
    start = page.parsed.paragraphs[stretch.block].block.span.start
    before = page.text[max(start, stretch.start - 40) : stretch.start].rstrip(" \t\u00a0")
    if not before or before[-1] in '”»"' or _JOINT.search(before):
        return "free"
    if before[-1] in ".!?…)’'*•":
        return "free"
    if before[-1] == ":":
        return "colon"
    if before[-1] in ",—–-([;":
        return "introduced"
    return "word"


def starts_sentence(page: Page, stretch: Stretch) -> bool:
    """Whether the first character inside the marks may begin a sentence."""
    first = page.text[stretch.inner.start]
    return first.isupper() or first.isdigit() or first in OPENING


def is_work_title(page: Page, stretch: Stretch, words_before: list[Any]) -> bool:
    """Whether the marks hold the title of a work: "in her memoir, "Hard Tides"" and "the film "Hard Tides"".

    Args:
        page: the text.
        stretch: the words in marks.
        words_before: tokens of the narration up to the stretch, punctuation left out.
    """
    named = any(t.lower_ in page.table.titling for t in words_before[-1:])
    named = named or any(t.lemma_.lower() in page.table.works for t in words_before[-2:])
    words = stretch.inner.of(page.text).strip(",.").split()
    return named and len(words) <= 10 and all(w[:1].isupper() or len(w) <= 4 or w[:1].isdigit() for w in words)
