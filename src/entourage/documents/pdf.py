"""PDF: pages, lines and paragraphs, every character at its place among PDFium's characters of a page.

In: a PDF of a stranger. Out: text, blocks, metadata. Invariants: a segment's page is right and its offset is
PDFium's index of the character on that page; columns are read one after the other; a file without text, with a
password or cut short is an error of its own.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from entourage.documents.kinds import classify
from entourage.documents.limits import Limits
from entourage.documents.parsed import Parsed
from entourage.documents.pdf_lines import Glyph, TextLine, lines_of
from entourage.documents.pdf_order import in_reading_order
from entourage.documents.pdf_paragraphs import write_pages
from entourage.documents.wire import Request
from entourage.model import DocumentError, MetadataValue

_END = b"%%EOF"
_PASSWORD, _SECURITY = 4, 5
"""FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of PDFium's fpdfview.h."""
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_FIELDS = (("title", "Title"), ("author", "Author"), ("created", "CreationDate"), ("modified", "ModDate"))
_NOT_A_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*$)|\.(?:docx?|indd|qxd|pdf|tex|dvi|odt|rtf)$", re.IGNORECASE
)


class _Page(msgspec.Struct):
    lines: list[TextLine]
    has_pictures: bool


def parse_pdf_request(request: Request) -> Parsed:
    """The child's entry."""
    return parse_pdf(request.data, request.limits)


def parse_pdf(data: bytes, limits: Limits) -> Parsed:
    """Takes a PDF apart.

    Args:
        data: the file.
        limits: ``max_pages`` and ``max_chars`` are looked at.

    Returns:
        The text in reading order, page after page.

    Raises:
        DocumentError: ``pdf-damaged``, ``pdf-password``, ``pdf-without-text``, ``pdf-too-many-pages``,
            ``document-too-long``.
    """
    if _END not in data[-2048:]:
        # PDFium would patch such a file up and show what is left of it as if it were all.
        raise _damaged("its end is missing")
    document = _open(data)
    if len(document) > limits.max_pages:
        raise DocumentError(
            "pdf-too-many-pages",
            f"The PDF has {len(document):,} pages.",
            f"The limit is {limits.max_pages:,}: split it.",
        )
    pages = _pages(document, limits.max_chars)
    if not any(page.lines for page in pages):
        raise DocumentError(
            "pdf-without-text",
            f"The {len(pages)} pages of the PDF hold no text, only pictures.",
            "It is a scan: run text recognition (OCR) on it first.",
        )
    builder = write_pages([page.lines for page in pages], limits.max_chars)
    text = builder.text()
    blocks, visible = classify(text, builder.drafts)
    metadata = (*_information(document), *visible)
    return Parsed(text=text, segments=builder.segments(), blocks=blocks, metadata=metadata, warnings=_warnings(pages))


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY) or "password" in str(error).lower():
            raise DocumentError(
                "pdf-password", "The PDF is protected by a password.", "Save a copy without one."
            ) from error
        raise _damaged(str(error)[:120]) from error
    if len(document) == 0:
        raise _damaged("it has no pages")
    return document


def _pages(document: Any, max_chars: int) -> list[_Page]:
    import pypdfium2

    pages, left = [], max_chars
    for number in range(len(document)):
        try:
            page = document[number]
            glyphs = _glyphs(page, left)
            pictures = not glyphs and _has_pictures(page)
            page.close()
        except pypdfium2.PdfiumError as error:
            raise _damaged(f"page {number + 1} cannot be opened") from error
        left -= len(glyphs)
        pages.append(_Page(in_reading_order(lines_of(glyphs)), pictures))
    return pages


def _glyphs(page: Any, most: int) -> list[Glyph]:
    """Every character of a page with its box, in the order of the file."""
    import ctypes

    from pypdfium2 import raw

    textpage = page.get_textpage()
    count = textpage.count_chars()
    if count > most:
        raise DocumentError(
            "document-too-long", "The PDF holds more text than allowed.", "Split it, or raise max_chars."
        )
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found = []
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top):
            size = raw.FPDFText_GetFontSize(textpage, index)
            generated = raw.FPDFText_IsGenerated(textpage, index) == 1
            found.append(
                Glyph(index, _character(code), left.value, bottom.value, right.value, top.value, size, generated)
            )
    textpage.close()
    return found


def _character(code: int) -> str:
    # PDFium marks a hyphen at the end of a line as 2 (older: U+FFFE).
    if code in (0x02, 0xFFFE, 0xAD):
        return "-"
    if code in (0, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "�"
    return chr(code)


def _has_pictures(page: Any) -> bool:
    from pypdfium2 import raw

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _information(document: Any) -> list[MetadataValue]:
    found = []
    said = document.get_metadata_dict()
    for field, key in _FIELDS:
        value = (said.get(key) or "").strip()
        if field in ("created", "modified"):
            match = _DATE.match(value)
            value = "-".join(part for part in match.groups() if part) if match else ""
        # Names of source files are not titles.
        if value and not (field == "title" and _NOT_A_TITLE.search(value)):
            found.append(MetadataValue(field=field, value=value, origin=f"pdf info {key}"))
    return found


def _warnings(pages: list[_Page]) -> tuple[str, ...]:
    scanned = [str(number) for number, page in enumerate(pages, start=1) if page.has_pictures]
    if not scanned:
        return ()
    shown = ", ".join(scanned[:20]) + (" ..." if len(scanned) > 20 else "")
    return (f"{len(scanned)} pages hold pictures and no text ({shown}); what stands in the pictures was not read.",)


def _damaged(why: str) -> DocumentError:
    return DocumentError(
        "pdf-damaged", f"The PDF is damaged or cut short: {why}.", "Get the file again from where it came."
    )
