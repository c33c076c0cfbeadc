"""Makes tiny files for the tests of documents: PDF by hand, DOCX as a bare archive, mail as text."""

from __future__ import annotations

import io
import zipfile

Placed = tuple[float, float, float, str]
"""x, y, size of the letters, words."""


def make_pdf(
    pages: list[list[Placed]], *, info: dict[str, str] | None = None, picture: bool = False, extra: str = ""
) -> bytes:
    """A PDF with words in Helvetica at the given places; ``picture`` draws a grey square instead of nothing."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
    )
    kids = []
    for words in pages:
        content = b"".join(_shown(*placed) for placed in words) + (
            b"q 300 0 0 300 100 300 cm /I Do Q\n" if picture else b""
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        number = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>" % number
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    trailer = b"/Root 1 0 R " + extra.encode()
    if info:
        objects.append(b"<< " + b" ".join(b"/%s (%s)" % (k.encode(), _escaped(v)) for k, v in info.items()) + b" >>")
        trailer += b" /Info %d 0 R" % len(objects)
    return _file(objects, trailer)


def _shown(x: float, y: float, size: float, words: str) -> bytes:
    return b"BT /F %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, _escaped(words))


def _escaped(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: list[bytes], trailer: bytes) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))
    return out.getvalue()


def make_encrypted_pdf() -> bytes:
    """A PDF whose encryption dictionary fits no empty password (its keys are made up)."""
    plain = make_pdf([[(72, 700, 12, "Nothing to see")]])
    keys = b"<" + b"5a" * 32 + b">"
    encrypt = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >> "
        b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]" % (keys, keys)
    )
    return plain.replace(b"/Root 1 0 R", b"/Root 1 0 R " + encrypt)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_docx(body: str, *, prolog: str = "", members: dict[str, bytes] | None = None) -> bytes:
    """A DOCX with that WordprocessingML inside its body."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, data in (members or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(words: str) -> str:
    """A paragraph of WordprocessingML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
