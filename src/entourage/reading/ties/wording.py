"""The words of a role phrase: as shown, and the stretch of text that is its evidence.

In: a role noun, its phrase, its holders and targets. Out: strings and spans. Invariant: every word shown stands in the
text (the singular of a plural aside).
"""

from __future__ import annotations

from typing import Any

from entourage.model import Span
from entourage.names import is_title
from entourage.reading.ties.holders import Holder
from entourage.reading.ties.targets import Scene, Target
from entourage.reading.ties.words import cue


def words_of(scene: Scene, head: Any, first: int, end: int, without: list[Target]) -> str:
    """The phrase's words, without the names of ``without``; a plural said of one person becomes a singular."""
    doc = scene.parsed.doc
    dropped: set[int] = set()
    for target in without:
        start = scene.name_start(target.token)
        while start > first and is_title(doc[start - 1].text):
            start -= 1  # "Mr. Example's daughter" is a "daughter"
        dropped.update(range(start, scene.name_end(target.token)))
    for target in without:
        if target.token.i > head.i:
            end = min(end, _lead_in(scene, head.i, target))
    kept = [doc[i] for i in range(first, end) if i not in dropped]
    low, high = 0, len(kept)
    while low < high and (
        kept[low].tag_ in {"POS", "DT", "IN", "PRP$", "CC"} or kept[low].is_punct or kept[low].is_space
    ):
        low += 1
    while high > low and (
        kept[high - 1].tag_ in {"POS", "DT", "PRP$", "CC"}
        or (kept[high - 1].dep_ == "prep" or kept[high - 1].tag_ == "IN")
        or kept[high - 1].is_punct
    ):
        high -= 1
    if without:
        kept = [
            token for token in kept[low:high] if token.lower_ not in cue("status", "former") and token.tag_ != "POS"
        ]
    else:
        kept = kept[low:high]
    plural = head.tag_ in {"NNS", "NNPS"}
    if plural and kept and (kept[0].pos_ == "NUM" or kept[0].lower_ in {"other", "both", "several"}):
        kept = kept[1:]
    words = ""
    for token, following in zip(kept, [*kept[1:], None], strict=False):  # nothing may be left
        gap = token.whitespace_ or (" " if following is not None and following.i != token.i + 1 else "")
        words += (token.lemma_ if plural and token.i == head.i else token.text) + gap
    return " ".join(words.split()).strip(" -–\"“”'()")


def _lead_in(scene: Scene, first: int, target: Target) -> int:
    """Index of the preposition that leads to a target after the role noun; the end of its name when none does."""
    doc, start = scene.parsed.doc, scene.name_start(target.token)
    index = start - 1
    while index > first and doc[index].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PUNCT"} and doc[index].text != ",":
        index -= 1
    return index if index > first and doc[index].tag_ == "IN" else int(scene.name_end(target.token))


def evidence_of(scene: Scene, first: int, end: int, holders: list[Holder], targets: list[Target]) -> Span:
    """From the first to the last character of the phrase, its holders and where it is held."""
    doc = scene.parsed.doc
    starts, ends = [doc[first].idx], [doc[end - 1].idx + len(doc[end - 1])]
    for start, stop in [(h.span.start, h.span.end) for h in holders]:
        starts.append(start)
        ends.append(stop)
    for target in targets:
        token, last = doc[scene.name_start(target.token)], doc[scene.name_end(target.token) - 1]
        starts.append(token.idx)
        ends.append(last.idx + len(last))
    return Span(min(starts), max(ends))
