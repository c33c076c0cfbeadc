"""Which stretches of a page are its article.

In: a parsed page and its chunks. Out: the chunks to read. Invariants: order is the page's; when nothing tells the
article from the rest, all of the page is kept rather than none of it.
Source: trafilatura decides on the running text; what stands between its paragraphs (headings, quotes, captions,
tables, a paragraph that it missed) is kept here by place and shape.
"""

from __future__ import annotations

import copy
import re

from lxml import etree

from entourage.documents.chunks import Chunk
from entourage.documents.cues import byline_names, dateline_date, is_furniture

_NOT_WORDS = re.compile(r"[\W_]+")
_SHORT = 40
"""Letters and digits up to which a chunk must be a whole paragraph of the extraction, not a part of one."""
_ABOVE = 12
"""Chunks above the first paragraph among which headline, byline and date line are looked for."""
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")


def choose(root: etree._Element, chunks: list[Chunk]) -> list[Chunk]:
    """The chunks that make up the article.

    Args:
        root: the page; it is not changed.
        chunks: all of its visible text.

    Returns:
        Chunks in page order; empty only when ``chunks`` is.
    """
    chosen = _extracted(root, chunks)
    if not chosen:
        inside = [chunk for chunk in chunks if not chunk.outside]
        return inside or chunks
    first, last = min(chosen), max(chosen)
    top = _above(chunks, first, _title_of_head(root))
    between = [i for i in range(first, last + 1) if i in chosen or _belongs(chunks[i])]
    return [chunks[i] for i in sorted({*top, *between, *_below(chunks, last)})]


def _extracted(root: etree._Element, chunks: list[Chunk]) -> set[int]:
    """Indices of the chunks that trafilatura takes for the article."""
    paragraphs = _article_paragraphs(root)
    whole, running = set(paragraphs), "\n".join(paragraphs)
    found = set()
    for index, chunk in enumerate(chunks):
        key = _key(chunk.text)
        if key and (key in whole or (len(key) > _SHORT and key in running)):
            found.add(index)
    return _without_repeats(chunks, found)


def _without_repeats(chunks: list[Chunk], found: set[int]) -> set[int]:
    """A teaser in a menu may repeat the headline or first paragraph: the one inside the article counts."""
    best: dict[str, int] = {}
    for index in sorted(found):
        key = _key(chunks[index].text)
        if key not in best or (chunks[best[key]].outside and not chunks[index].outside):
            best[key] = index
    return set(best.values())


def _article_paragraphs(root: etree._Element) -> list[str]:
    import logging

    logging.disable(logging.CRITICAL)
    from trafilatura import bare_extraction

    # A copy: trafilatura prunes the tree that it is given.
    result = bare_extraction(
        copy.deepcopy(root), include_comments=False, include_tables=True, with_metadata=False, deduplicate=False
    )
    body = getattr(result, "body", None)
    if body is None:
        return []
    elements = (
        element for element in body.iter() if element.tag in ("p", "head", "item", "quote", "cell", "fw", "ab", "code")
    )
    return [key for key in (_key("".join(element.itertext())) for element in elements) if key]


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text).lower()


def _belongs(chunk: Chunk) -> bool:
    """Whether something between two paragraphs of the article is part of it, though the extraction left it out."""
    text = " ".join(chunk.text.split())
    if chunk.outside or is_furniture(text) or chunk.links > 0.5 * len(text):
        return False
    if chunk.hint in ("heading", "quote", "caption", "table", "title", "byline", "dateline"):
        return True
    return len(text) > 60 and bool(_SENTENCE.search(text))


def _above(chunks: list[Chunk], first: int, head_title: str) -> set[int]:
    """Headline, byline, date line and picture captions above the first paragraph."""
    found: set[int] = set()
    title = _headline(chunks, first, head_title)
    for index in range(max(0, first - _ABOVE) if title is None else title, first):
        chunk = chunks[index]
        text = " ".join(chunk.text.split())
        is_byline = chunk.hint == "byline" and len(text) < 200 and byline_names(text, needs_word=False)
        near = chunk.hint in ("dateline", "caption") and not chunk.outside and len(text) < 400
        # Between a headline and the first paragraph that was extracted: a standfirst, or a paragraph that was missed.
        near = near or (title is not None and _belongs(chunk))
        if index == title or near or is_byline or byline_names(text) or dateline_date(text):
            found.add(index)
    return found


def _headline(chunks: list[Chunk], first: int, head_title: str) -> int | None:
    """The last main heading above the article, one that the page's own title repeats before others."""
    headings = [
        index for index in range(first) if chunks[index].hint == "title" and len(chunks[index].text.strip()) > 3
    ]
    named = [index for index in headings if _key(chunks[index].text) in _key(head_title)]
    found = named or headings
    return found[-1] if found else None


def _title_of_head(root: etree._Element) -> str:
    element = root.find(".//title")
    return "".join(map(str, element.itertext())) if element is not None else ""


def _below(chunks: list[Chunk], last: int) -> set[int]:
    """Bylines and date lines right below the article."""
    found = set()
    for index in range(last + 1, min(len(chunks), last + 4)):
        text = " ".join(chunks[index].text.split())
        if not chunks[index].outside and (byline_names(text) or dateline_date(text)):
            found.add(index)
    return found
