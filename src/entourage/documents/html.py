"""HTML: the article of a page, every character at its place in an element of the page.

In: a page of a stranger. Out: text, blocks, metadata. Invariants: a segment's locator is the XPath of an element of
the parsed page, and its offset counts the characters of that element's text content, so that exact segments can be
compared with the page; nothing of the page runs or is loaded; white space is folded as browsers fold it.
"""

from __future__ import annotations

import re

from lxml import etree

from entourage.documents.article import choose
from entourage.documents.chunks import Chunk, chunks_of
from entourage.documents.decoding import Decoded, decode
from entourage.documents.html_meta import page_metadata
from entourage.documents.kinds import classify
from entourage.documents.parsed import Parsed, TextBuilder
from entourage.documents.wire import Request
from entourage.model import DocumentError

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_.\-]{2,40})",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_FOLDED = re.compile(r"[ \t\n\r\f]+")


def parse_html_request(request: Request) -> Parsed:
    """The child's entry: decodes as HTTP, the page's bytes or a guess say, then parses."""
    match = _DECLARED.search(request.data[:4096])
    in_page = next((group.decode("ascii") for group in match.groups() if group), "") if match else ""
    # A page cannot declare UTF-16 in letters that were not UTF-16 (WHATWG, HTML Standard 13.2.3.2).
    declared = request.charset or ("" if in_page.lower().startswith("utf-16") else in_page)
    return parse_html(decode(request.data, declared), request.limits.max_chars)


def parse_html(page: Decoded, max_chars: int) -> Parsed:
    """Takes a page apart.

    Args:
        page: the decoded page.
        max_chars: longest text that is accepted.

    Returns:
        The article; the whole visible page where no article can be told from the rest.

    Raises:
        DocumentError: ``html-damaged``, ``document-without-text``, ``document-too-long``.
    """
    root = parse_tree(page.text)
    chunks = chunks_of(root)
    kept = choose(root, chunks)
    builder = TextBuilder(max_chars)
    for chunk in kept:
        write_chunk(builder, chunk, chunk.locator)
    text = builder.text()
    blocks, visible = classify(text, builder.drafts)
    metadata = (*page_metadata(root), *visible)
    return Parsed(text=text, segments=builder.segments(), blocks=blocks, metadata=metadata, warnings=page.warnings)


def parse_tree(text: str) -> etree._Element:
    """The page as a tree: no network, no entities of its own, no comments.

    Args:
        text: of the page.

    Returns:
        The root element.

    Raises:
        DocumentError: ``html-damaged`` when there is not one element.
    """
    # Bytes, not str: lxml refuses a str that declares an encoding, and this one is known.
    data = _XML_DECLARATION.sub("", text).replace("\0", "�").encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise DocumentError("html-damaged", f"The page cannot be read as HTML: {str(error)[:200]}.") from error
    # libxml2 stops at such a limit and hands out what it had: half a page that looks whole.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DocumentError("html-damaged", "The page is nested too deeply or has endless words; it was not read.")
    if root is None:
        raise DocumentError("document-without-text", "The page is empty.")
    return root


def write_chunk(builder: TextBuilder, chunk: Chunk, locator: str) -> None:
    """Appends one chunk as a block, white space folded."""
    builder.open_block()
    at_start = True
    for text, offset in chunk.pieces:
        if offset < 0:
            builder.insert(text)
            at_start = True
        else:
            at_start = _write_folded(builder, text, offset, locator, at_start)
    builder.close_block(chunk.hint)


def _write_folded(builder: TextBuilder, text: str, offset: int, locator: str, after_space: bool) -> bool:
    """Appends ``text``, runs of white space as one space (none behind a space); returns whether it ends in one."""
    position = 0
    for match in _FOLDED.finditer(text):
        builder.add(text[position : match.start()], locator, offset + position)
        after_space = after_space and match.start() == position
        if not after_space:
            exact = match[0] == " "
            builder.add(" ", locator, offset + match.start(), exact=exact)
        after_space, position = True, match.end()
    builder.add(text[position:], locator, offset + position)
    return after_space and position == len(text)
