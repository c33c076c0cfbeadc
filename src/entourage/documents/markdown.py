"""Markdown: words without markup, each at the line and column where it stands in the source.

In: Markdown text. Out: readable text, blocks, front matter as metadata. Invariants: every kept character is the
source's own; all segments of the source are exact; time grows with the length only.
Source of the rules: CommonMark 0.31, the parts that articles use.
"""

from __future__ import annotations

import re

import msgspec

from entourage.documents.inline import kept_stretches
from entourage.documents.kinds import classify
from entourage.documents.parsed import Parsed, TextBuilder
from entourage.documents.plain import NEVER_KEPT
from entourage.model import MetadataValue

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+")
_CLOSING_HASHES = re.compile(r"[ \t]+#{1,20}[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]?){3,}|(?:-[ \t]?){3,}|(?:_[ \t]?){3,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(?:`{3,}[^`]*$|~~~)")
_ITEM = re.compile(r"[ \t]{0,12}(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?){1,10}")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*){0,200}\|?[ \t]*$")
_DEFINITION = re.compile(r" {0,3}\[[^\[\]]{1,200}\]:[ \t]*\S")
_IMAGE = re.compile(r"[ \t]*!\[[^\[\]]{0,1000}\]\([^()]{0,2000}\)[ \t]*$")
_FRONT_FIELD = re.compile(
    r"(title|author|authors|date|published|publisher|lang|language)[ \t]*:[ \t]*(.+)$", re.IGNORECASE
)
_FIELD_NAMES = {"authors": "author", "date": "published", "lang": "language"}


class _Line(msgspec.Struct, frozen=True):
    """What is left of a line (``text``), its 1-based number, and the column where that starts."""

    text: str
    number: int
    column: int


class _Walker:
    """Goes down the lines and gathers blocks."""

    def __init__(self, max_chars: int) -> None:
        self.builder = TextBuilder(max_chars)
        self.hint = ""
        self.lines: list[_Line] = []
        self.fenced = False
        self.first_heading = True

    def take(self, line: str, number: int) -> None:
        if _FENCE.match(line):
            self.flush()
            self.fenced = not self.fenced
        elif self.fenced:
            self._start("", line, number, 0) if not self.lines else self._more(line, number)
        elif not line.strip() or _DEFINITION.match(line) or (_TABLE_RULE.match(line) and self.hint == "table"):
            self.flush() if self.hint != "table" or not line.strip() else None
        elif _UNDERLINE.match(line) and self.lines and not self.hint:
            self.hint = self._heading_hint(1 if "=" in line else 2)
            self.flush()
        elif _RULE.match(line):
            self.flush()
        else:
            self._block_line(line, number)

    def _block_line(self, line: str, number: int) -> None:
        if match := _HEADING.match(line):
            closing = _CLOSING_HASHES.search(line[-80:])
            end = len(line) - (len(line[-80:]) - closing.start()) if closing else len(line)
            self._start(self._heading_hint(len(match[1])), line[:end], number, match.end())
            self.flush()
        elif match := _ITEM.match(line):
            self._start("list item", line, number, match.end())
        elif match := _QUOTE.match(line):
            self._more(line, number, match.end()) if self.hint == "quote" else self._start(
                "quote", line, number, match.end()
            )
        elif line.lstrip().startswith("|"):
            self._start("table", line.rstrip(" \t|"), number, len(line) - len(line.lstrip(" \t|")))
        elif _IMAGE.match(line):
            self._start("caption", line, number, 0)
            self.flush()
        elif self.lines and self.hint != "table":
            self._more(line, number)
        else:
            self._start("", line, number, 0)

    def _heading_hint(self, level: int) -> str:
        title = level == 1 and self.first_heading
        self.first_heading = self.first_heading and not title
        return "title" if title else "heading"

    def _start(self, hint: str, line: str, number: int, column: int) -> None:
        self.flush()
        self.hint = hint
        self._more(line, number, column)

    def _more(self, line: str, number: int, column: int = 0) -> None:
        self.lines.append(_Line(line[column:], number, column))

    def flush(self) -> None:
        if any(line.text.strip() for line in self.lines):
            self.builder.open_block()
            self._words()
            self.builder.close_block(self.hint)
        self.lines, self.hint = [], ""

    def _words(self) -> None:
        joined = "\n".join(line.text for line in self.lines)
        stretches = [(0, len(joined))] if self.fenced else kept_stretches(joined)
        position, number = 0, 0
        for start, end in stretches:
            at = start
            while at < end:
                while at > position + len(self.lines[number].text):
                    position += len(self.lines[number].text) + 1
                    number += 1
                line = self.lines[number]
                stop = min(end, position + len(line.text) + 1)
                self.builder.add(joined[at:stop], f"line {line.number}", line.column + at - position)
                at = stop


def parse_markdown(text: str, max_chars: int) -> Parsed:
    """Takes a Markdown text apart.

    Args:
        text: of any length.
        max_chars: longest text that is accepted.

    Returns:
        The words, their places (line and column), blocks, and metadata from front matter and headings.

    Raises:
        DocumentError: ``document-too-long``.
    """
    clean = NEVER_KEPT.sub("�", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = clean.split("\n")
    metadata, first = _front_matter(lines)
    walker = _Walker(max_chars)
    for number, line in enumerate(lines[first:], start=first + 1):
        walker.take(line, number)
    walker.flush()
    builder = walker.builder
    words = builder.text()
    blocks, visible = classify(words, builder.drafts)
    return Parsed(text=words, segments=builder.segments(), blocks=blocks, metadata=(*metadata, *visible))


def _front_matter(lines: list[str]) -> tuple[list[MetadataValue], int]:
    """What stands between two lines of ``---`` at the top, and the index of the first line below."""
    if lines[0].strip() != "---":
        return [], 0
    end = next((i for i, line in enumerate(lines[1:60], start=1) if line.strip() in ("---", "...")), 0)
    found = []
    for line in lines[1:end]:
        if match := _FRONT_FIELD.match(line):
            field = _FIELD_NAMES.get(match[1].lower(), match[1].lower())
            found.append(
                MetadataValue(field=field, value=match[2].strip().strip("\"'"), origin="markdown front matter")
            )
    return found, end + 1 if end else 0
