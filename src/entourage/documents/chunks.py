"""The visible text of a page in stretches between block elements.

In: a parsed page. Out: chunks, each with the element that it stands in and the offset of every character in that
element's text content. Invariants: chunks are in page order; hidden and foreign content (scripts, styles, forms) is
left out but counted, so that offsets hold; a deeply nested page costs no stack.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import msgspec
from lxml import etree

from entourage.documents.cues import byline_names, is_furniture_markup
from entourage.documents.dates import find_date
from entourage.documents.tables import table

_WORDS = re.compile(r"[\s_\-:]+")
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9.\-]*")


class Chunk(msgspec.Struct):
    """A stretch of text inside one block element.

    Attributes:
        locator: XPath of the block element.
        pieces: text and its offset in the element's text content; offset -1 for what the reader puts in itself.
        hint: what the markup says it is; empty for running text.
        outside: inside a menu, footer, form or the like.
        links: characters inside links.
    """

    locator: str
    pieces: list[tuple[str, int]]
    hint: str = ""
    outside: bool = False
    links: int = 0

    @property
    def text(self) -> str:
        """The words, white space as in the page."""
        return "".join(text for text, _ in self.pieces)


class _Level(msgspec.Struct):
    """What is known inside one open block element."""

    element: etree._Element
    start: int
    hint: str
    outside: bool
    path: str


class _Path:
    """XPath of an open element, and of its children as they come.

    lxml's own ``getpath`` counts all elder siblings for every element: a row of 100,000 takes it a minute.
    """

    def __init__(self, path: str, element: etree._Element) -> None:
        self.path = path
        self._all = Counter(child.tag for child in element)
        self._seen: Counter[object] = Counter()
        self._count = 0

    def of_child(self, element: etree._Element) -> str:
        """XPath of the next child."""
        self._count += 1
        self._seen[element.tag] += 1
        name = str(element.tag)
        if not _PLAIN_NAME.fullmatch(name):
            return f"{self.path}/*[{self._count}]"
        return f"{self.path}/{name}" + (f"[{self._seen[element.tag]}]" if self._all[element.tag] > 1 else "")


class _Walk:
    """Goes through the page once, counting characters."""

    def __init__(self, root: etree._Element) -> None:
        self.chunks: list[Chunk] = []
        self.levels = [_Level(root, 0, "", False, f"/{root.tag}")]
        self.paths = [_Path(f"/{root.tag}", root)]
        self.pieces: list[tuple[str, int]] = []
        self.position = 0
        self.links = 0
        self.in_link = 0

    def run(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self.paths.pop()
                self._close(element, root)
                continue
            self.paths.append(
                _Path(self.paths[-1].of_child(element), element) if element is not root else self.paths[0]
            )
            if element is not root and _skipped(element):
                self.position += sum(map(len, element.itertext()))
                walker.skip_subtree()
            else:
                self._open(element)
        self.flush()

    def _open(self, element: etree._Element) -> None:
        if _is_block(element):
            self._open_block(element)
        elif element.tag == "br":
            self.pieces.append(("\n", -1))
        elif element.tag == "a":
            self.in_link += 1
        self._text(element.text)

    def _close(self, element: etree._Element, root: etree._Element) -> None:
        if not _skipped(element):
            if element.tag == "a":
                self.in_link -= 1
            if element is not root and self.levels[-1].element is element:
                self._close_block()
        if element is not root:
            self._text(element.tail)

    def _open_block(self, element: etree._Element) -> None:
        above = self.levels[-1]
        if element.tag in ("td", "th") and above.element.tag == "tr":
            # A cell goes on with its row, unless it holds blocks of its own.
            if self.pieces and not any(map(_is_block, element)):
                self.pieces.append((" | ", -1))
            if not any(map(_is_block, element)):
                above.hint = "table"
                return
        self.flush()
        outside = above.outside or element.tag in _elements("outside") or _furniture(element)
        hint = _hint(element) or _inherited(above.hint)
        self.levels.append(_Level(element, self.position, hint, outside, self.paths[-1].path))

    def _close_block(self) -> None:
        self.flush()
        self.levels.pop()

    def _text(self, text: str | None) -> None:
        if text:
            self.pieces.append((text, self.position))
            self.links += len(text) if self.in_link > 0 else 0
            self.position += len(text)

    def flush(self) -> None:
        """Ends the chunk. Two line breaks in a row end one too: old pages set paragraphs like that."""
        level, links = self.levels[-1], self.links
        for pieces in _between_double_breaks(self.pieces):
            if any(text.strip() and offset >= 0 for text, offset in pieces):
                placed = [(text, offset - level.start if offset >= 0 else -1) for text, offset in pieces]
                words = " ".join("".join(text for text, _ in pieces).split())
                hint = level.hint if _plausible(level.hint, words) else ""
                self.chunks.append(Chunk(level.path, placed, hint, level.outside, links))
        self.pieces, self.links = [], 0


def chunks_of(root: etree._Element) -> list[Chunk]:
    """The visible stretches of text of a page, in order; empty for a page without text."""
    walk = _Walk(root)
    walk.run(root)
    return walk.chunks


def _between_double_breaks(pieces: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    runs: list[list[tuple[str, int]]] = [[]]
    breaks = 0
    for text, offset in pieces:
        if text == "\n" and offset < 0:
            breaks += 1
            runs[-1].append((text, offset))
            if breaks == 2:
                runs.append([])
        elif text.strip():
            breaks = 0
            runs[-1].append((text, offset))
        else:
            runs[-1].append((text, offset))
    return runs


@cache
def _elements(kind: str) -> frozenset[str]:
    return frozenset(table("html")["elements"][kind])


def _is_block(element: etree._Element) -> bool:
    return element.tag in _elements("block")


def _skipped(element: etree._Element) -> bool:
    if element.tag in _elements("skip") or element.get("hidden") is not None:
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _plausible(hint: str, words: str) -> bool:
    """Whether a chunk can be what its element's name says; some pages name whole articles "author" or "date"."""
    if hint == "byline":
        return bool(byline_names(words, needs_word=False))
    if hint == "dateline":
        return len(words) <= 160 and bool(find_date(words))
    return hint != "caption" or len(words) <= 800


def _furniture(element: etree._Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return element.tag not in ("html", "body", "article", "main") and is_furniture_markup(names)


def _hint(element: etree._Element) -> str:
    if element.tag == "h1":
        return "title"
    hints: dict[str, str] = table("html")["hints"]
    return hints.get(str(element.tag)) or _hint_of_names(element)


def _hint_of_names(element: etree._Element) -> str:
    attributes = ("class", "id", "rel", "itemprop", "data-testid")
    names = " ".join(element.get(name) or "" for name in attributes)[:500].lower()
    if not names.strip():
        return ""
    words = set(_WORDS.split(names)) | set(names.split())
    marks: dict[str, list[str]] = table("html")["attributes"]
    return next((hint for hint, known in marks.items() if words & set(known)), "")


def _inherited(hint: str) -> str:
    """A paragraph inside a quotation is a quotation; one inside a table cell is a paragraph."""
    return hint if hint in ("quote", "caption", "list item", "byline", "dateline") else ""
