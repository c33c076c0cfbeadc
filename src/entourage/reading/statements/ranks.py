"""Ranks, superlatives and majorities: "32nd biggest trading partner", "the largest ... outside ...", "most of these".

In: a paragraph of a page. Out: figures. Invariant: an extreme is a claim only with the scope that it holds in; one
that nobody can measure ("the best") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from entourage.model import Span
from entourage.reading.parse import Paragraph
from entourage.reading.statements.figures import Figure
from entourage.reading.statements.tables import table, words
from entourage.reading.statements.wording import Page

_SCOPE = frozenset({"in", "of", "outside", "among", "since", "on", "within", "ever", "across"})
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_MAX_AHEAD = 8
_MAX_UNIT_CHARS = 120


def find_extremes(page: Page, paragraph: Paragraph) -> Iterator[Figure]:
    """The ranks and superlatives of a paragraph, in order."""
    for token in page.parsed.doc[paragraph.first : paragraph.last]:
        lower = token.lower_
        if lower in words("numbers", "superlatives", "words"):
            figure = _extreme(page, token, token)
        elif lower == "most" and token.i + 1 < paragraph.last and _after_most(token):
            figure = _extreme(page, token, token.nbor(1))
        else:
            continue
        if figure is not None:
            yield figure


def _after_most(token: Any) -> bool:
    return token.nbor(1).lower_ in words("numbers", "superlatives", "after_most")


def _extreme(page: Page, first: Any, adjective: Any) -> Figure | None:
    """A superlative with its noun and scope, or None without them."""
    noun = adjective.head if adjective.head.pos_ in {"NOUN", "PROPN"} and adjective.head.i > adjective.i else None
    if noun is None:
        noun = adjective if _ends_phrase(adjective) else None
    if noun is None or noun.i - adjective.i > _MAX_AHEAD or noun.tag_ in {"NNS", "NNPS"}:
        return None  # "the largest donors" are no claim of one
    if noun.lemma_.lower() in words("numbers", "superlatives", "nouns_of_opinion"):
        return None
    if _earlier(first, "one") or any(t.lower_ == "at" for t in first.doc[max(0, first.i - 1) : first.i]):
        return None  # "one of the largest"
    rank, start = _rank_before(first)
    scope_end = _scope_end(noun, adjective)
    owner = any(child.dep_ == "poss" for child in noun.children) or _names_country(page, adjective, noun)
    if scope_end is None and not owner:
        return None
    last = scope_end or noun
    span = Span(start.idx, last.idx + len(last))
    said = " ".join(span.of(page.text).split())[:_MAX_UNIT_CHARS]
    kind = "rank" if rank else "superlative"
    value = said if kind == "superlative" else _without_scope(page, start, noun, last)
    unit = " ".join(page.text[first.idx : noun.idx + len(noun)].split())
    return Figure(kind, value, noun, span, said, float(rank or 1), unit, "=")


def _ends_phrase(adjective: Any) -> bool:
    """ "the highest since 1989": the adjective stands for a noun."""
    following = adjective.nbor(1) if adjective.i + 1 < len(adjective.doc) else None
    return (
        following is not None
        and following.lower_ in _SCOPE
        and any(t.lower_ in {"the", "its", "their"} for t in adjective.doc[max(0, adjective.i - 2) : adjective.i])
    )


def _earlier(token: Any, word: str) -> bool:
    return any(t.lower_ == word for t in token.doc[max(token.sent.start, token.i - 4) : token.i])


def _names_country(page: Page, adjective: Any, noun: Any) -> bool:
    """ "the largest Canadian bank" has its scope inside."""
    between = adjective.doc[adjective.i + 1 : noun.i]
    return any(token.ent_type_ in {"NORP", "GPE"} for token in between)


def _rank_before(first: Any) -> tuple[int, Any]:
    """The rank before a superlative ("32nd biggest", "second-largest") and where it starts; 0 without one."""
    place = first.i - 1
    if place >= 0 and first.doc[place].text in {"-", "–"}:
        place -= 1
    if place < 0:
        return 0, first
    token = first.doc[place]
    match = _ORDINAL.match(token.lower_)
    if match:
        return int(match[1]), token
    rank = int(table("numbers")["ordinals"].get(token.lower_, 0))
    return (rank, token) if rank else (0, first)


def _scope_end(noun: Any, adjective: Any) -> Any | None:
    """The last token of the phrase that says where the extreme holds; None when the noun has none."""
    end = None
    for host in {noun.i: noun, adjective.i: adjective}.values():
        for child in host.children:
            if child.dep_ == "prep" and child.i > noun.i - 1 and child.lower_ in _SCOPE:
                end = _short_end(child)
    place = noun.i + 1
    if end is None and place < len(noun.doc) and noun.doc[place].lower_ in _SCOPE:
        end = _short_end(noun.doc[place])
    return end


def _short_end(preposition: Any) -> Any | None:
    last = None
    for token in preposition.subtree:
        if token.i < preposition.i or token.i - preposition.i > 14:
            continue
        if token.text in {",", ";", "—", "–"} or token.dep_ == "relcl" or token.lower_ in {"which", "who", "that"}:
            break
        last = token
    return None if last is None or (last == preposition and preposition.lower_ != "ever") else last


def _without_scope(page: Page, start: Any, noun: Any, last: Any) -> str:
    """A rank with its noun, and what the noun is of: "second-largest exporter of aluminium"."""
    end = noun
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i > noun.i and child.i <= last.i:
            end = _short_end(child) or end
    return " ".join(page.text[start.idx : end.idx + len(end)].split())[:_MAX_UNIT_CHARS]


def find_majorities(page: Page, paragraph: Paragraph) -> Iterator[Figure]:
    """ "most of these", "a majority of the shares": more than half."""
    doc = page.parsed.doc
    for token in doc[paragraph.first : max(paragraph.first, paragraph.last - 2)]:
        if token.lower_ not in {"most", "majority"} or doc[token.i + 1].lower_ != "of":
            continue
        noun = _shared_noun(doc, token.i + 2, paragraph.last)
        if noun is None:
            continue
        start = token.nbor(-1) if token.i and token.lower_ == "majority" and token.nbor(-1).dep_ == "det" else token
        whole = " ".join(page.text[doc[token.i + 2].idx : noun.idx + len(noun)].split())
        span = Span(start.idx, noun.idx + len(noun))
        yield Figure("share", f"> 50 % of {whole}", token, span, span.of(page.text), 50.0, f"% of {whole}", ">")


def _shared_noun(doc: Any, place: int, end: int) -> Any | None:
    """The plural noun or "these" that a majority is of."""
    determiner = doc[place]
    if determiner.lower_ in {"these", "those", "them"} and (
        place + 1 >= end or doc[place + 1].pos_ not in {"NOUN", "ADJ", "NUM", "PROPN"}
    ):
        return determiner
    for token in doc[place : min(place + 5, end)]:
        if token.tag_ in {"NNS", "NNPS"} and (token.i + 1 >= end or doc[token.i + 1].pos_ != "NOUN"):
            return None if token.lemma_.lower() in words("numbers", "not_shared", "nouns") else token
        if token.pos_ not in {"DET", "ADJ", "PRON", "NUM", "NOUN", "PROPN", "PART"}:
            break
    return None
