"""Mail (EML): headers that say who wrote to whom, and the text.

In: a message of a stranger. Out: text, blocks, metadata. Invariants: the plain part is read where there is one,
else the HTML part; attachments are named in a warning and never opened; a message that is cut short is an error,
not a short text.
Source of the format: RFC 5322 and RFC 2045 to 2049, as Python's :mod:`email` reads them.
"""

from __future__ import annotations

import email
import email.policy
from email import errors
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses, parsedate_to_datetime

from entourage.documents.chunks import chunks_of
from entourage.documents.decoding import Decoded, decode
from entourage.documents.html import parse_tree, write_chunk
from entourage.documents.kinds import classify
from entourage.documents.parsed import Parsed, TextBuilder
from entourage.documents.plain import NEVER_KEPT, paragraph_drafts
from entourage.documents.wire import Request
from entourage.model import DocumentError, MetadataValue

_SHOWN = (("Subject", "title"), ("From", "byline"), ("Date", "dateline"), ("To", "list item"), ("Cc", "list item"))
"""Headers that are read with the text, in this order, and what they are to a reader."""
_CUT_SHORT = (errors.CloseBoundaryNotFoundDefect, errors.StartBoundaryNotFoundDefect, errors.InvalidBase64PaddingDefect,
              errors.InvalidBase64LengthDefect, errors.NoBoundaryInMultipartDefect)  # fmt: skip
_SIGNATURE = "\n-- \n"


def parse_mail_request(request: Request) -> Parsed:
    """The child's entry."""
    return parse_mail(request.data, request.limits.max_chars)


def parse_mail(data: bytes, max_chars: int) -> Parsed:
    """Takes a message apart.

    Args:
        data: the message as sent.
        max_chars: longest text that is accepted.

    Returns:
        Subject, sender, date and recipients, then the text.

    Raises:
        DocumentError: ``mail-damaged``, ``document-without-text``, ``document-too-long``.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not any(
        message.get(name) for name in ("From", "Date", "Subject", "To")
    ):
        raise _damaged("it has none of the headers From, To, Date and Subject")
    part = message.get_body(preferencelist=("plain", "html"))
    part = _html_instead(message, part)
    body = _body(part)
    _check_whole(message)
    builder = TextBuilder(max_chars)
    metadata = _write_headers(builder, message)
    if part is not None and part.get_content_type() == "text/html":
        _write_html(builder, body)
    else:
        _write_plain(builder, body.text)
    text = builder.text()
    blocks, visible = classify(text, builder.drafts)
    visible = tuple(value for value in visible if value.field not in ("title", "author", "published"))
    warnings = (*body.warnings, *_attachments(message, part))
    return Parsed(
        text=text, segments=builder.segments(), blocks=blocks, metadata=(*metadata, *visible), warnings=warnings
    )


def _html_instead(message: EmailMessage, part: MIMEPart | None) -> MIMEPart | None:
    """The HTML part, where the plain one is there but empty."""
    if part is not None and part.get_content_type() == "text/plain" and not _body(part).text.strip():
        return message.get_body(preferencelist=("html",)) or part
    return part


def _body(part: MIMEPart | None) -> Decoded:
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes) or not data:
        return Decoded("", "utf-8")
    return decode(data, str(part.get_content_charset() or ""))


def _check_whole(message: EmailMessage) -> None:
    """Raises when a part was announced and is not there, or ends in the middle."""
    for part in message.walk():
        for defect in part.defects:
            if isinstance(defect, _CUT_SHORT):
                raise _damaged(type(defect).__name__.removesuffix("Defect"))


def _write_headers(builder: TextBuilder, message: EmailMessage) -> list[MetadataValue]:
    found: list[MetadataValue] = []
    for name, hint in _SHOWN:
        value = _header(message, name)
        if value:
            builder.open_block()
            builder.insert(f"{name}: " if name in ("To", "Cc") else "")
            builder.add(value, f"mail header {name}", 0)
            builder.close_block(hint)
            found += _header_metadata(name, value)
    return found


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name) or "")
    except (ValueError, IndexError, AttributeError):
        # Python's header parser gives up on some broken addresses; the raw header still has the words.
        value = next((str(raw) for key, raw in message.raw_items() if key.lower() == name.lower()), "")
    return NEVER_KEPT.sub("�", " ".join(value.split()))


def _header_metadata(name: str, value: str) -> list[MetadataValue]:
    origin = f"mail header {name}"
    if name == "Subject":
        return [MetadataValue(field="title", value=value, origin=origin)]
    if name == "Date":
        return [MetadataValue(field="published", value=date, origin=origin)] if (date := _date(value)) else []
    if name == "From":
        return [
            MetadataValue(field="author", value=who or address, origin=origin) for who, address in getaddresses([value])
        ]
    return []


def _date(value: str) -> str:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _write_plain(builder: TextBuilder, text: str) -> None:
    text = NEVER_KEPT.sub("�", text).replace("\r\n", "\n").replace("\r", "\n")
    cut = text.rfind(_SIGNATURE)
    for draft in paragraph_drafts(text):
        builder.open_block()
        builder.add(text[draft.start : draft.end], "text/plain part", draft.start)
        builder.close_block("bio" if 0 <= cut < draft.start else draft.hint)


def _write_html(builder: TextBuilder, body: Decoded) -> None:
    if body.text.strip():
        for chunk in chunks_of(parse_tree(body.text)):
            chunk.hint = "heading" if chunk.hint == "title" else chunk.hint
            write_chunk(builder, chunk, f"text/html part {chunk.locator}")


def _attachments(message: EmailMessage, body: MIMEPart | None) -> list[str]:
    names = [
        "".join(char if char.isprintable() else " " for char in (part.get_filename() or part.get_content_type()))[:100]
        for part in message.walk()
        if part is not body and (part.get_filename() or part.get_content_disposition() == "attachment")
    ]
    if not names:
        return []
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""
    return [f"The message has {len(names)} attachments that were not read: {', '.join(names[:20])}{more}."]


def _damaged(why: str) -> DocumentError:
    return DocumentError(
        "mail-damaged", f"The message is damaged or cut short: {why}.", "Export it from the mail program again."
    )
