"""DOCX: paragraphs, tables and notes, each character at its place in a paragraph.

In: a DOCX file of a stranger. Out: text, blocks, metadata. Invariants: the archive was checked before anything is
unpacked, and no XML with a document type (and so with entities) is parsed; a segment's locator names a paragraph
and its offset counts that paragraph's characters; deleted text of tracked changes is left out and said to be.
Source of the element names: ECMA-376 part 1, WordprocessingML.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from entourage.documents.archive import Archive, damaged, open_archive
from entourage.documents.kinds import classify
from entourage.documents.parsed import Parsed, TextBuilder
from entourage.documents.wire import Request
from entourage.model import DocumentError, MetadataValue

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "‑",
    f"{_W}softHyphen": "\u00ad",
}
# A fallback repeats in an older form what stands beside it; deleted text is what its writer took back.
_LEFT_OUT = frozenset(
    {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_CORE = ("title", "creator", "created", "modified", "language")
_FIELDS = {"creator": "author"}
_STYLES = (
    ("title", re.compile(r"^title$", re.IGNORECASE)),
    ("heading", re.compile(r"heading|^(?:titre|überschrift|заголовок)|subtitle", re.IGNORECASE)),
    ("list item", re.compile(r"^list", re.IGNORECASE)),
    ("quote", re.compile(r"quote|quotation", re.IGNORECASE)),
    ("caption", re.compile(r"^caption|^légende", re.IGNORECASE)),
)


def parse_docx_request(request: Request) -> Parsed:
    """The child's entry."""
    archive = open_archive(request.data, request.limits)
    return parse_docx(archive, request.limits.max_chars)


def parse_docx(archive: Archive, max_chars: int) -> Parsed:
    """Takes a DOCX file apart.

    Args:
        archive: the checked file.
        max_chars: longest text that is accepted.

    Returns:
        Body, then foot- and endnotes; headers, footers and comments of the margin are left out.

    Raises:
        DocumentError: ``docx-damaged``, ``document-unsafe-xml``, ``document-zip-bomb``, ``document-too-long``.
    """
    root = _xml(archive, "word/document.xml")
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise damaged("it has no document inside")
    writer = _Writer(TextBuilder(max_chars), _style_names(archive))
    writer.container(body)
    for member, name in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        writer.notes(_xml(archive, member), name)
    text = writer.builder.text()
    blocks, visible = classify(text, writer.builder.drafts)
    metadata = (*_core_properties(archive), *visible)
    return Parsed(
        text=text,
        segments=writer.builder.segments(),
        blocks=blocks,
        metadata=metadata,
        warnings=_warnings(root, archive),
    )


class _Writer:
    """Writes paragraphs in reading order and counts them."""

    def __init__(self, builder: TextBuilder, styles: dict[str, str]) -> None:
        self.builder = builder
        self.styles = styles
        self.number = 0

    def container(self, element: etree._Element) -> None:
        """Everything in a body, a text box or a content control."""
        for child in element:
            if child.tag == f"{_W}p":
                self._paragraph_block(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}moveTo"):
                self.container(child)

    def notes(self, root: etree._Element | None, name: str) -> None:
        """Foot- or endnotes; the separators that Word keeps among them have a type."""
        for note in root if root is not None else ():
            if note.get(f"{_W}type") is None:
                for paragraph in note.iterfind(f"{_W}p"):
                    self.builder.open_block()
                    self._characters(paragraph, f"{name} {note.get(f'{_W}id')}")
                    self.builder.close_block()

    def _paragraph_block(self, paragraph: etree._Element) -> None:
        self.builder.open_block()
        self._numbered(paragraph)
        self.builder.close_block(self._hint(paragraph))
        self._text_boxes(paragraph)

    def _numbered(self, paragraph: etree._Element) -> None:
        self.number += 1
        self._characters(paragraph, f"paragraph {self.number}")

    def _text_boxes(self, paragraph: etree._Element) -> None:
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(above.tag in _LEFT_OUT for above in box.iterancestors()):
                self.container(box)

    def _table(self, element: etree._Element) -> None:
        for row in element.iterfind(f"{_W}tr"):
            self.builder.open_block()
            for index, cell in enumerate(row.iterfind(f"{_W}tc")):
                if index:
                    self.builder.insert(" | ")
                for position, paragraph in enumerate(cell.iter(f"{_W}p")):
                    if position:
                        self.builder.insert("\n")
                    self._numbered(paragraph)
            self.builder.close_block("table")

    def _characters(self, paragraph: etree._Element, locator: str) -> None:
        """Adds the characters of one paragraph; its text boxes are paragraphs of their own."""
        offset = 0
        walker = etree.iterwalk(paragraph, events=("start",))
        for _, element in walker:
            if element.tag in _LEFT_OUT or element.tag == f"{_W}txbxContent":
                walker.skip_subtree()
                continue
            words = (element.text or "") if element.tag == f"{_W}t" else _CHARACTERS.get(element.tag, "")
            if element.tag == f"{_W}tab" and element.getparent() is not None and element.getparent().tag == f"{_W}tabs":
                words = ""
            words = words.replace("\r\n", "\n").replace("\r", "\n")
            self.builder.add(words, locator, offset)
            offset += len(words)

    def _hint(self, paragraph: etree._Element) -> str:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        style = properties.find(f"{_W}pStyle")
        name = self.styles.get(style.get(f"{_W}val") or "", style.get(f"{_W}val") or "") if style is not None else ""
        by_style = next((hint for hint, pattern in _STYLES if pattern.search(name)), "")
        return by_style or ("list item" if properties.find(f"{_W}numPr") is not None else "")


def _style_names(archive: Archive) -> dict[str, str]:
    root = _xml(archive, "word/styles.xml")
    names = {}
    for style in root.iterfind(f"{_W}style") if root is not None else ():
        name = style.find(f"{_W}name")
        if name is not None:
            names[style.get(f"{_W}styleId") or ""] = name.get(f"{_W}val") or ""
    return names


def _core_properties(archive: Archive) -> list[MetadataValue]:
    root = _xml(archive, "docProps/core.xml")
    found = []
    for tag in _CORE:
        element = root.find(f"{{*}}{tag}") if root is not None else None
        if element is not None and (element.text or "").strip():
            found.append(MetadataValue(field=_FIELDS.get(tag, tag), value=element.text or "", origin=f"docx {tag}"))
    return found


def _warnings(root: etree._Element | None, archive: Archive) -> tuple[str, ...]:
    found = []
    if root is not None and next(root.iter(f"{_W}del", f"{_W}moveFrom"), None) is not None:
        found.append("The file has tracked changes; deleted text was left out, inserted text was read.")
    if "word/comments.xml" in archive.names:
        found.append("The file has comments in its margin; they were not read.")
    return tuple(found)


def _xml(archive: Archive, member: str) -> etree._Element | None:
    """The root of a member, or None when there is no such member."""
    if member not in archive.names:
        return None
    # The two dialects of the format differ in their name space only.
    data = archive.read(member).replace(_STRICT, _TRANSITIONAL)
    return safe_xml(data, member)


def safe_xml(data: bytes, name: str) -> etree._Element:
    """Parses XML that may not define entities, load anything or nest without end.

    Args:
        data: the XML.
        name: for the message of an error.

    Returns:
        The root element.

    Raises:
        DocumentError: ``document-unsafe-xml``, ``docx-damaged``.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "DOCTYPE" in data[:1000].decode("latin-1"):
            raise _unsafe(name) from error
        raise damaged(f"its part {name!r} is not valid XML ({str(error)[:120]})") from error
    # ECMA-376 part 2 forbids document types in packages: whoever writes one has something else in mind.
    information: Any = root.getroottree().docinfo
    if information.doctype or information.internalDTD is not None:
        raise _unsafe(name)
    return root


def _unsafe(name: str) -> DocumentError:
    return DocumentError(
        "document-unsafe-xml",
        f"The part {name[:80]!r} of the file defines a document type.",
        "Office programs never write one; do not trust this file.",
    )
