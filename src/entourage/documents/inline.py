"""Markdown inside a paragraph: which characters are words and which are markup.

In: the text of one block. Out: the stretches to keep. Invariants: kept stretches are in order and hold the source's
own characters; time grows with the length only (every repeat in the pattern is bounded or stops at the next
bracket).
Source of the rules: CommonMark 0.31, simplified: emphasis is paired by like runs.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|!?\[(?P<label>[^\[\]]{0,1000})\](?:\((?P<url>[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)"
    r"(?:\s{1,5}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\)|\[[^\[\]]{0,200}\])"
    r"|\[\^[^\[\]\s]{1,50}\]"
    r"|<(?P<auto>(?:https?://|mailto:)[^<>\s]{1,2000})>"
    r"|<!--[^<>]{0,2000}-->|</?[A-Za-z][^<>]{0,1000}>"
    r"|(?P<emphasis>\*{1,3}|_{1,3}|~~)"
)


class _Stripper:
    """Collects what to drop from one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drops: list[tuple[int, int]] = []
        self.openers: dict[str, list[int]] = {}
        self.unclosed_code: set[str] = set()

    def run(self) -> list[tuple[int, int]]:
        position = 0
        link_ends: tuple[int, int] | None = None
        while match := _TOKEN.search(self.text, position):
            if link_ends and match.start() >= link_ends[0]:
                # The label is done; its address is no place to look for markup.
                position, link_ends = link_ends[1], None
                continue
            if match["label"] is not None:
                self.drops += [(match.start(), match.start("label")), (match.end("label"), match.end())]
                link_ends, position = (match.end("label"), match.end()), match.start("label")
            else:
                position = self._simple(match)
        return sorted(self.drops)

    def _simple(self, match: re.Match[str]) -> int:
        """Handles a token that holds no other; returns where to go on."""
        if match["escaped"]:
            self.drops.append((match.start(), match.start() + 1))
        elif match["code"]:
            return self._code(match)
        elif match["auto"]:
            self.drops += [(match.start(), match.start("auto")), (match.end("auto"), match.end())]
        elif match["emphasis"]:
            self._emphasis(match)
        else:
            self.drops.append(match.span())
        return match.end()

    def _code(self, match: re.Match[str]) -> int:
        fence = match["code"]
        close = -1 if fence in self.unclosed_code else self.text.find(fence, match.end())
        if close < 0:
            self.unclosed_code.add(fence)
            return match.end()
        self.drops += [match.span(), (close, close + len(fence))]
        return close + len(fence)

    def _emphasis(self, match: re.Match[str]) -> None:
        run, (start, end) = match["emphasis"], match.span()
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        if run[0] == "_" and before.isalnum() and after.isalnum():
            return
        opened = self.openers.setdefault(run, [])
        if opened and not before.isspace():
            self.drops += [(opened.pop(), 0), (start, end)]
            self.drops[-2] = (self.drops[-2][0], self.drops[-2][0] + len(run))
        elif not after.isspace():
            opened.append(start)


def kept_stretches(text: str) -> list[tuple[int, int]]:
    """The stretches of ``text`` that are words, not Markdown.

    Args:
        text: one block, its block markup (``#``, ``>``, list marks) already taken off.

    Returns:
        ``(start, end)`` pairs in order, without overlap; empty when nothing is left.
    """
    kept, position = [], 0
    for start, end in _Stripper(text).run():
        if start > position:
            kept.append((position, start))
        position = max(position, end)
    if position < len(text):
        kept.append((position, len(text)))
    return kept
