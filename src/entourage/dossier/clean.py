"""Strings of strangers, made safe for a page, a Markdown file and a terminal.

In: any string of a document, a list or a name. Out: the same words with nothing hidden in them. Invariant:
no control or direction-changing character leaves here unseen; letters of every script stay as they are.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Characters that change how others are shown without being seen: C0 and C1 controls (tab and newline are
# handled as white space), bidirectional marks, embeddings, overrides and isolates (Unicode TR9), invisible
# operators and the byte-order mark, tag characters, and lone surrogates, which no encoding can write.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
# Soft hyphens and zero-width spaces are layout of ordinary web pages: dropped rather than shown.
LAYOUT_ONLY = frozenset("\u00ad\u200b\ufeff\r")
# Anywhere: emphasis, code, links, HTML, tables, mathematics, templates, mentions. A colon and a full stop only where
# they would make a bare address a link.
MARKDOWN_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&@]|(?<=:)//|(?<=www)\.|(?<=ftp)\.")
MARKDOWN_AT_START = re.compile(r"^(?:[-+=!:]|\d+(?=[.)]))")
# At the start of a line: lists, headings, rules, definitions.
MARKDOWN_START = re.compile(r"^(?:[-+=:!]|\d+(?=[.)]))")


def shown(character: str) -> str:
    """How a hidden character is made visible: ``⟨U+202E⟩``; empty for one that is layout only."""
    return "" if character in LAYOUT_ONLY else f"⟨U+{ord(character):04X}⟩"


def visible(text: str) -> str:
    """``text`` with every hidden character replaced by its code point in brackets.

    >>> visible("Ada\\u202eelpmaxE")
    'Ada⟨U+202E⟩elpmaxE'
    """
    return HIDDEN.sub(lambda match: shown(match.group()), text)


def one_line(text: str) -> str:
    """``visible(text)`` with all white space folded to single spaces."""
    return " ".join(visible(text).split())


def shorten(text: str, max_chars: int) -> str:
    """``text`` cut at a word end to at most ``max_chars`` characters, with an ellipsis when cut."""
    if len(text) <= max_chars:
        return text
    head = text[: max_chars - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > max_chars // 2 else head).rstrip() + "…"


def markdown(text: str) -> str:
    """``text`` as one line of Markdown that shows exactly these characters: no markup, no HTML, no link.

    >>> print(markdown("<b>*Ada*</b> of https://x.example"))
    \\<b\\>\\*Ada\\*\\</b\\> of https:\\//x.example
    """
    escaped = MARKDOWN_SPECIAL.sub(lambda match: f"\\{match.group()}", one_line(text))
    return MARKDOWN_AT_START.sub(escaped_start, escaped)


def escaped_start(match: re.Match[str]) -> str:
    """The first characters of a line such that they begin no list, heading or table."""
    found = match.group()
    return f"{found}\\" if found[0].isdigit() else f"\\{found}"


def web_link(url: str) -> str:
    """``url`` when it is a plain http(s) address that can be linked, otherwise empty."""
    if HIDDEN.search(url) or any(character.isspace() for character in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else ""
