"""From a path, a URL, standard input or a string to a Document.

In: a source as the user names it. Out: a :class:`~entourage.model.Document`. Invariants: plain text and Markdown
are taken apart here; every other format only in a child process with limits and without network.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from urllib.parse import urlsplit

from entourage.documents.assemble import assemble, suffix_of
from entourage.documents.decoding import decode
from entourage.documents.limits import DEFAULT_LIMITS, Limits
from entourage.documents.markdown import parse_markdown
from entourage.documents.parsed import Parsed
from entourage.documents.plain import parse_plain
from entourage.documents.sandbox import parse_in_child
from entourage.documents.sniff import MARKDOWN, TEXT, media_type_of
from entourage.documents.source import read_file, read_stream
from entourage.documents.wire import Request
from entourage.model import Document, DocumentError, MetadataValue

_IN_PROCESS = {TEXT: parse_plain, MARKDOWN: parse_markdown}


def load_document(
    source: str | Path,
    *,
    published: str = "",
    allow_private_addresses: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Reads a document.

    Args:
        source: a path; ``"-"`` for standard input; or an ``http://`` or ``https://`` URL.
        published: date of publication as the user knows it (``2021-01-11``, ``January 2021``); it wins over what the
            source says, and both stay in ``metadata``. Default: what the source says.
        allow_private_addresses: whether a URL may lead to this machine or its own network. Default False, so that a
            link from a stranger cannot look around there.
        limits: bounds on size, time and memory.

    Returns:
        The document; its text holds at least one character that is no white space.

    Raises:
        DocumentError: with a code of the table in ``docs/documents.md``.
        SettingsError: ``published-not-a-date``.
    """
    name = str(source)
    if name == "-":
        return _from_bytes(
            read_stream(sys.stdin.buffer, "stdin", limits.max_bytes), "stdin", limits, published=published
        )
    if isinstance(source, str) and _is_url(name):
        # Only here: the network is not even loaded for a file, nor in the parsing child.
        from entourage.documents.fetch import fetch

        page = fetch(name, limits, allow_private_addresses=allow_private_addresses)
        suffix = suffix_of(urlsplit(page.url).path)
        return _from_bytes(
            page.data,
            name,
            limits,
            published=published,
            suffix=suffix,
            declared=page.media_type,
            charset=page.charset,
            url=page.url,
        )
    path = Path(source)
    return _from_bytes(read_file(path, limits.max_bytes), name, limits, published=published, suffix=suffix_of(name))


def document_from_text(
    text: str,
    *,
    source: str = "text",
    title: str = "",
    published: str = "",
    media_type: str = TEXT,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Makes a document of a string, in this process.

    Args:
        text: kept character by character, apart from line ends, which become ``\\n``.
        source: what to call it.
        title, published: as the user knows them; see :func:`load_document`.
        media_type: ``text/plain`` (default), or ``text/markdown`` to take the markup out.
        limits: only ``max_chars`` is looked at.

    Returns:
        The document; one without blocks for an empty text.

    Raises:
        DocumentError: ``document-too-long``.
        SettingsError: ``published-not-a-date``.
    """
    parsed = _IN_PROCESS[media_type](text, limits.max_chars)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return assemble(parsed, sha256=sha256, source=source, media_type=media_type, published=published, title=title)


def _is_url(source: str) -> bool:
    scheme, separator, _ = source.partition("://")
    # A single letter is a Windows drive; every real scheme is sent on, so that fetch can say what it takes.
    return bool(separator) and scheme.isalnum() and len(scheme) > 1


def _from_bytes(
    data: bytes,
    source: str,
    limits: Limits,
    *,
    published: str,
    suffix: str = "",
    declared: str = "",
    charset: str = "",
    url: str = "",
) -> Document:
    media_type = media_type_of(data, suffix, declared)
    parsed = _parse(data, media_type, charset, limits)
    if not parsed.text.strip():
        raise DocumentError(
            "document-without-text", f"{source!r} holds no text.", "Nothing in it can be read as words."
        )
    if url:
        parsed.metadata = (MetadataValue(field="url", value=url, origin="address that answered"), *parsed.metadata)
    sha256 = hashlib.sha256(data).hexdigest()
    return assemble(parsed, sha256=sha256, source=source, media_type=media_type, published=published)


def _parse(data: bytes, media_type: str, charset: str, limits: Limits) -> Parsed:
    if media_type not in _IN_PROCESS:
        return parse_in_child(Request(media_type=media_type, data=data, charset=charset, limits=limits))
    decoded = decode(data, charset)
    parsed = _IN_PROCESS[media_type](decoded.text, limits.max_chars)
    parsed.warnings = (*decoded.warnings, *parsed.warnings)
    return parsed
