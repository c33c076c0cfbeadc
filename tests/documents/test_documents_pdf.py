"""PDF: pages, columns, hyphens, paragraphs, running heads, and the ways in which a PDF can be no good."""

from __future__ import annotations

import textwrap
import zlib
from pathlib import Path

import pytest
from document_checks import check_document, check_places, code_of, kinds_of
from document_makers import Placed, make_encrypted_pdf, make_pdf

from entourage.documents import Limits, load_document
from entourage.documents.pdf import parse_pdf
from entourage.model import Document, Segment

LEFT = (
    "Two engineers from the city have asked the harbour board to keep the old iron bridge over the northern basin. "
    "They say that it is safe and that nothing else would be as cheap. The board did not answer a question."
)
RIGHT = (
    "On Monday one of the two said that nobody had looked at the bridge since the great flood of that year. "
    "Other cities have kept theirs in the same condition, he noted, and none of them has been sorry."
)


def column(x: float, y: float, text: str, width: int = 40, size: float = 10) -> list[Placed]:
    return [(x, y - 12 * row, size, line) for row, line in enumerate(textwrap.wrap(text, width))]


def load(tmp_path: Path, data: bytes, **limits: float) -> Document:
    path = tmp_path / "file.pdf"
    path.write_bytes(data)
    document = load_document(path, limits=Limits(**limits)) if limits else load_document(path)  # type: ignore[arg-type]
    check_document(document)
    return document


def places(data: bytes) -> object:
    """PDFium's own characters of a page."""
    import pypdfium2
    from pypdfium2 import raw

    pages = []
    for page in pypdfium2.PdfDocument(data):
        textpage = page.get_textpage()
        pages.append("".join(chr(raw.FPDFText_GetUnicode(textpage, i)) for i in range(textpage.count_chars())))

    def characters(segment: Segment) -> str:
        assert segment.locator == f"page {segment.page}"
        return pages[segment.page - 1].replace("\x02", "-")

    return characters


@pytest.mark.parametrize("order", ["column by column", "line by line"])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, order: str) -> None:
    left, right = column(72, 650, LEFT), column(330, 650, RIGHT)
    words = (
        left + right
        if order == "column by column"
        else [line for pair in zip(left, right, strict=True) for line in pair]
    )
    head: list[Placed] = [
        (72, 740, 20, "A Bridge Is to Be Kept in Example City"),
        (72, 715, 10, "By Ada Example"),
        (72, 700, 10, "January 11, 2021"),
    ]
    data = make_pdf([head + words + [(300, 40, 9, "1")]], info={"Author": "Ada Example", "CreationDate": "D:20220110"})
    document = load(tmp_path, data)
    assert kinds_of(document)[:4] == [
        ("title", "A Bridge Is to Be Kept in Example City"),
        ("byline", "By Ada Example"),
        ("dateline", "January 11, 2021"),
        ("paragraph", LEFT),
    ]
    assert sorted(kinds_of(document)[4:]) == [("furniture", "1"), ("paragraph", RIGHT)]
    assert (document.title, document.authors, document.published) == (
        "A Bridge Is to Be Kept in Example City",
        ("Ada Example",),
        "2021-01-11",
    )
    assert check_places(document, places(data)) > 0.8 * len(document.text)


def test_rows_of_a_table_stay_rows(tmp_path: Path) -> None:
    rows = [
        ("Ada Example", "2019", "32nd"),
        ("Bert Sample", "2020", "33rd"),
        ("Cora Test", "2021", "34th"),
        ("Dora Trial", "2022", "35th"),
    ]
    data = make_pdf(
        [
            [
                (x, 700 - 14 * i, 10, cell)
                for i, row in enumerate(rows)
                for x, cell in zip((72, 250, 400), row, strict=True)
            ]
        ]
    )
    text = load(tmp_path, data).text.replace("\n", " ")
    assert text.index("2019") < text.index("32nd") < text.index("Bert") < text.index("2020") < text.index("Cora")


def test_hyphens_at_line_ends(tmp_path: Path) -> None:
    lines = [
        "A well-known man spoke to the associ-",
        "ation of Canada-",
        "Russia trade, and the well-",
        "known man was thanked by all of them.",
    ]
    data = make_pdf([[(72, 700 - 12 * i, 10, line) for i, line in enumerate(lines)]])
    document = load(tmp_path, data)
    assert document.text == (
        "A well-known man spoke to the association of Canada-Russia trade, "
        "and the well-known man was thanked by all of them."
    )
    check_places(document, places(data))


def test_paragraphs_go_on_over_pages_and_running_heads_are_furniture(tmp_path: Path) -> None:
    long = " ".join(f"Sentence number {n} of the report says one thing or the other." for n in range(60))
    lines = textwrap.wrap(long, 80)
    pages = [
        [
            (72, 770, 8, "Example Review, volume 3"),
            *column(72, 720, " ".join(lines[i : i + 20]), 80),
            (300, 40, 9, str(n)),
        ]
        for n, i in enumerate(range(0, len(lines), 20), start=1)
    ]
    assert len(pages) >= 3
    document = load(tmp_path, make_pdf(pages))
    assert sorted(words for kind, words in kinds_of(document) if kind == "furniture") == sorted(
        ["Example Review, volume 3"] * len(pages) + [str(n + 1) for n in range(len(pages))]
    )
    body = " ".join(words for kind, words in kinds_of(document) if kind == "paragraph")
    assert body == long
    place = document.place_of(document.text.index("Sentence number 59"))
    assert place.page == len(pages) and place.locator == f"page {len(pages)}"


def test_indented_paragraphs_are_told_apart(tmp_path: Path) -> None:
    first, second = textwrap.wrap(LEFT, 80), textwrap.wrap(RIGHT, 80)
    lines = [(72, line) for line in first] + [(90, second[0])] + [(72, line) for line in second[1:]]
    document = load(tmp_path, make_pdf([[(x, 700 - 12 * i, 10, line) for i, (x, line) in enumerate(lines)]]))
    assert kinds_of(document) == [("paragraph", LEFT), ("paragraph", RIGHT)]


def test_the_day_a_file_was_made_is_no_day_of_publication(tmp_path: Path) -> None:
    document = load(
        tmp_path, make_pdf([column(72, 700, LEFT, 80)], info={"CreationDate": "D:20220110120000", "Title": "x.docx"})
    )
    assert (document.published, document.title) == ("", "")
    assert any("2022-01-10" in warning for warning in document.warnings)


def test_scans_passwords_and_damage_have_errors_of_their_own(tmp_path: Path) -> None:
    whole = make_pdf([column(72, 700, LEFT, 80)])
    files = {
        "pdf-without-text": make_pdf([[], []], picture=True),
        "pdf-password": make_encrypted_pdf(),
        "pdf-damaged": whole[: len(whole) // 2],
    }
    for code, data in files.items():
        assert code_of(lambda data=data: load(tmp_path, data)) == code
    assert code_of(lambda: load(tmp_path, b"%PDF-1.4\n" + b"rubbish " * 50 + b"\n%%EOF\n")) == "pdf-damaged"


def test_a_page_that_is_a_picture_is_named(tmp_path: Path) -> None:
    document = load(tmp_path, make_pdf([column(72, 700, LEFT, 80)], picture=False).replace(b"", b""))
    assert document.warnings == ()
    mixed = make_pdf([column(72, 700, LEFT, 80), []], picture=True)
    assert any("1 pages hold pictures" in warning and "(2)" in warning for warning in load(tmp_path, mixed).warnings)


def test_too_many_pages_is_an_error(tmp_path: Path) -> None:
    data = make_pdf([column(72, 700, LEFT, 80)] * 3)
    assert code_of(lambda: load(tmp_path, data, max_pages=2)) == "pdf-too-many-pages"


def test_a_pdf_bomb_ends_in_an_error(tmp_path: Path) -> None:
    # 1 MB of zeros, deflated again and again: 1 kB that unpacks to 400 MB of drawing instructions.
    page = b"BT /F 12 Tf 72 700 Td (a) Tj ET\n" * 12_000_000
    packed = zlib.compress(zlib.compress(page, 9), 9)
    del page
    plain = make_pdf([[(72, 700, 12, "MARK")]])
    start = plain.index(b"<< /Length", plain.index(b"/Subtype /Image") + 100)
    end = plain.index(b"endstream", start)
    bomb = (
        plain[:start]
        + b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\n" % (len(packed), packed)
        + plain[end:]
    )
    assert len(bomb) < 1_000_000
    code = code_of(lambda: load(tmp_path, bomb, seconds=10, memory_bytes=512 * 2**20, max_chars=1_000_000))
    assert code in {
        "document-too-slow",
        "document-too-much-memory",
        "document-parser-crashed",
        "document-too-long",
        "pdf-damaged",
        "pdf-without-text",
    }


def test_pdf_text_that_is_too_long_is_an_error() -> None:
    data = make_pdf([column(72, 700, LEFT, 80)])
    assert code_of(lambda: parse_pdf(data, Limits(max_chars=50))) == "document-too-long"
