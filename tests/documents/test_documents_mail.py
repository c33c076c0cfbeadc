"""Mail: headers, the right part, attachments named, damage told."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from document_checks import check_document, check_places, code_of, kinds_of

from entourage.documents import load_document
from entourage.model import Document

TEXT = (
    "Dear Bert,\n\nthe board met on Monday. Ünder no circumstances did it decide.\n\n"
    "> What did they decide?\n\n-- \nAda\n"
)


def message(text: str = TEXT, html: str = "", attachment: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "Über den Vorstand"
    mail["From"] = "Ada Example <ada@example.org>"
    mail["To"] = "Bert Sample <bert@example.org>"
    mail["Date"] = "Mon, 11 Jan 2021 10:00:00 -0500"
    mail["Message-ID"] = "<1@example.org>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    if attachment:
        mail.add_attachment(b"%PDF-1.4 ...", maintype="application", subtype="pdf", filename=attachment)
    return mail


def load(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "file.eml"
    path.write_bytes(data)
    document = load_document(path)
    check_document(document)
    return document


def test_headers_and_plain_part(tmp_path: Path) -> None:
    document = load(tmp_path, bytes(message(html="<p>HTML words</p>", attachment="report <b>.pdf")))
    assert kinds_of(document) == [
        ("title", "Über den Vorstand"),
        ("byline", "Ada Example <ada@example.org>"),
        ("dateline", "Mon, 11 Jan 2021 10:00:00 -0500"),
        ("list item", "To: Bert Sample <bert@example.org>"),
        ("paragraph", "Dear Bert,"),
        ("paragraph", "the board met on Monday. Ünder no circumstances did it decide."),
        ("quote", "> What did they decide?"),
        ("furniture", "--"),
        ("bio", "Ada"),
    ]
    assert (document.title, document.authors, document.published) == (
        "Über den Vorstand",
        ("Ada Example",),
        "2021-01-11",
    )
    assert any("1 attachments" in warning and "report <b>.pdf" in warning for warning in document.warnings)
    sources = {
        "mail header Subject": "Über den Vorstand",
        "mail header From": "Ada Example <ada@example.org>",
        "mail header To": "Bert Sample <bert@example.org>",
        "mail header Date": "Mon, 11 Jan 2021 10:00:00 -0500",
        "text/plain part": TEXT,
    }
    assert check_places(document, lambda segment: sources[segment.locator]) > 100


def test_html_is_read_where_there_is_no_plain_text(tmp_path: Path) -> None:
    document = load(
        tmp_path, bytes(message(text="\n", html="<html><body><h1>Hello</h1><p>HTML <i>words</i></p></body></html>"))
    )
    assert document.text.endswith("Hello\n\nHTML words")
    assert document.place_of(len(document.text) - 1).locator == "text/html part /html/body/p"


def test_the_kind_is_sniffed_without_a_suffix(tmp_path: Path) -> None:
    path = tmp_path / "mail"
    path.write_bytes(b"Received: from x\r\n" + bytes(message()).replace(b"\n", b"\r\n"))
    assert load_document(path).media_type == "message/rfc822"


def test_cut_short_and_headless_mail_is_an_error(tmp_path: Path) -> None:
    whole = bytes(message(html="<p>HTML words</p>", attachment="x.pdf"))
    assert code_of(lambda: load(tmp_path, whole[: whole.rindex(b"--===")])) == "mail-damaged"
    assert code_of(lambda: load(tmp_path, b"No headers at all\n\nwords")) == "mail-damaged"


def test_nested_parts_without_end_are_no_crash(tmp_path: Path) -> None:
    deep = b"Subject: x\nFrom: a@example.org\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)
    )
    assert code_of(lambda: load(tmp_path, deep)) in {"mail-damaged", "document-parser-crashed", "document-without-text"}
