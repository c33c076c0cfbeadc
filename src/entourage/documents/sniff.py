"""What kind of file some bytes are.

In: bytes, a file name, a Content-Type. Out: one of the media types that have a parser. Invariant: the bytes have
the say over the name and the header wherever a format has a signature.
"""

from __future__ import annotations

import re

from entourage.model import DocumentError

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
PDF, MAIL = "application/pdf", "message/rfc822"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_READS = "Entourage reads plain text, Markdown, HTML, PDF, DOCX and EML."
_SUFFIXES = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".pdf": PDF, ".docx": DOCX, ".eml": MAIL,
}  # fmt: skip
_DECLARED = {
    "text/plain": TEXT, "text/markdown": MARKDOWN, "text/x-markdown": MARKDOWN, "text/html": HTML,
    "application/xhtml+xml": HTML, "application/pdf": PDF, "application/x-pdf": PDF, DOCX: DOCX, "message/rfc822": MAIL,
}  # fmt: skip
_OTHER_SIGNATURES = (
    (b"{\\rtf", "an RTF file"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"\x1f\x8b", "a gzip archive"), (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"), (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3", "a database"),
    (b"RIFF", "a media file"), (b"ID3", "a sound file"), (b"OggS", "a media file"), (b"%!PS", "a PostScript file"),
)  # fmt: skip
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE,
)
_MAIL_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9\-]{0,60}:[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*\r?\n){3,}")
_MAIL_NAMES = re.compile(
    rb"^(?:received|return-path|mime-version|message-id|x-[a-z\-]+|delivered-to|content-type):",
    re.IGNORECASE | re.MULTILINE,
)


def media_type_of(data: bytes, suffix: str = "", declared: str = "") -> str:
    """The media type of ``data``.

    Args:
        data: the source's bytes, not empty.
        suffix: of the file name or of the URL's path, with its dot; empty when there is none.
        declared: media type from the Content-Type header, lower case, without parameters; empty when there is none.

    Returns:
        One of the module's constants.

    Raises:
        DocumentError: ``document-unknown-format``, ``docx-password``.
    """
    named = _DECLARED.get(declared) or _SUFFIXES.get(suffix.lower(), "")
    by_signature = _by_signature(data)
    if by_signature:
        return by_signature
    if named in (PDF, DOCX):
        # Says PDF or DOCX, has no such signature: the parser of that format words the error.
        return named
    if named == MARKDOWN:
        return named
    if named in ("", TEXT) and _HTML_START.match(data[:8000]):
        return HTML
    if named in ("", TEXT) and _looks_like_mail(data[:8000]):
        return MAIL if not named else TEXT
    return named or TEXT


def _by_signature(data: bytes) -> str:
    # A PDF may have up to 1 KiB of something else before its header (ISO 32000, Annex H), but text may quote one.
    if data.lstrip()[:5] == b"%PDF-":
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data)
    if data.startswith(_OLE):
        raise _ole_error(data)
    for signature, name in _OTHER_SIGNATURES:
        if data.startswith(signature) and not (signature == b"MZ" and b"\0" not in data[:200]):
            if signature in (b"RIFF", b"ID3", b"BZh") and b"\0" not in data[:200]:
                continue
            raise unknown_format(f"The file is {name}.")
    return ""


def _zip_type(data: bytes) -> str:
    if b"word/" in data or b"[Content_Types].xml" in data[:4000]:
        return DOCX
    if b"mimetypeapplication/vnd.oasis" in data[:200]:
        raise unknown_format("The file is an OpenDocument file.", "Save it as DOCX or PDF.")
    if b"mimetypeapplication/epub" in data[:200]:
        raise unknown_format("The file is an EPUB book.", "Save it as HTML or PDF.")
    raise unknown_format("The file is a ZIP archive.", "Unpack it and give the file inside.")


def _ole_error(data: bytes) -> DocumentError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return DocumentError("docx-password", "The DOCX file is protected by a password.", "Save a copy without one.")
    return unknown_format(
        "The file is an old Office file (.doc, .xls, .ppt) or an Outlook message.", "Save it as DOCX, PDF or EML."
    )


def _looks_like_mail(start: bytes) -> bool:
    match = _MAIL_HEADER.match(start)
    return bool(
        match
        and _MAIL_NAMES.search(match[0])
        and re.search(rb"^(?:from|date|subject):", match[0], re.IGNORECASE | re.MULTILINE)
    )


def unknown_format(what: str, hint: str = "") -> DocumentError:
    """The error for a file in a format without a parser."""
    return DocumentError("document-unknown-format", what, hint or _READS)
