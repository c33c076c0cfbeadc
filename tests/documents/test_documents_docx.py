"""DOCX: paragraphs, tables, notes; and archives that mean harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from document_checks import check_document, check_places, code_of, kinds_of
from document_makers import W, make_docx, paragraph

from entourage.documents import Limits, load_document
from entourage.model import Document


def load(tmp_path: Path, data: bytes, limits: Limits | None = None) -> Document:
    path = tmp_path / "file.docx"
    path.write_bytes(data)
    document = load_document(path, limits=limits or Limits())
    check_document(document)
    return document


def test_a_word_processors_file(tmp_path: Path) -> None:
    file = docx.Document()
    file.core_properties.author = "Bert Sample"
    file.add_heading("The bridge and its friends", 0)
    file.add_paragraph("By Ada Example")
    body = file.add_paragraph("The board met in the large hall, and ")
    body.add_run("nobody").bold = True
    body.add_run(" who was there said\tmuch about it afterwards, as far as anyone has written it down since.")
    file.add_heading("Those present", 1)
    file.add_paragraph("a guest from abroad", style="List Bullet")
    table = file.add_table(2, 2)
    for cell, words in zip(table._cells, ["Name", "Office", "Ada Example", "chair"], strict=True):
        cell.text = words
    path = tmp_path / "word.docx"
    file.save(str(path))
    document = load_document(path)
    check_document(document)
    assert kinds_of(document) == [
        ("title", "The bridge and its friends"),
        ("byline", "By Ada Example"),
        (
            "paragraph",
            "The board met in the large hall, and nobody who was there said\tmuch about it afterwards, "
            "as far as anyone has written it down since.",
        ),
        ("heading", "Those present"),
        ("list item", "a guest from abroad"),
        ("table", "Name | Office"),
        ("table", "Ada Example | chair"),
    ]
    assert (document.title, document.authors) == ("The bridge and its friends", ("Ada Example",))
    assert any("Bert Sample" in warning for warning in document.warnings)
    words = [p.text for p in file.paragraphs[:5]] + ["Name", "Office", "Ada Example", "chair"]
    compared = check_places(document, lambda segment: words[int(segment.locator.removeprefix("paragraph ")) - 1])
    assert compared == sum(map(len, words))


def test_links_insertions_text_boxes_and_notes_are_read_deletions_are_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Seen </w:t></w:r><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"
        '<w:ins><w:r><w:t xml:space="preserve"> added</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:br/><w:t>next</w:t></w:r>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{paragraph("A note")}</w:footnote></w:footnotes>'
    )
    document = load(
        tmp_path, make_docx(body.replace("Seen </w:t>", "Seen</w:t>"), members={"word/footnotes.xml": notes.encode()})
    )
    assert document.text == "Seenlink added\nnext\n\nIn a box\n\nA note"
    assert document.place_of(document.text.index("A note")).locator == "footnote 1"
    assert any("tracked changes" in warning for warning in document.warnings)


def test_external_entities_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    for prolog in (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE d [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>',
    ):
        data = make_docx(paragraph("&x;"), prolog=prolog)
        assert code_of(lambda data=data: load(tmp_path, data)) == "document-unsafe-xml"


def test_zip_bombs_are_not_unpacked(tmp_path: Path) -> None:
    zeros = bytes(300 * 2**20)
    assert (
        code_of(lambda: load(tmp_path, make_docx(paragraph("x"), members={"word/big.bin": zeros})))
        == "document-zip-bomb"
    )
    few = bytes(20 * 2**20)
    assert (
        code_of(lambda: load(tmp_path, make_docx(paragraph("x"), members={"word/big.bin": few}))) == "document-zip-bomb"
    )
    many = {f"word/{n}.xml": b"" for n in range(200)}
    assert (
        code_of(lambda: load(tmp_path, make_docx(paragraph("x"), members=many), Limits(max_members=100)))
        == "document-zip-bomb"
    )


def test_an_archive_that_lies_about_its_sizes_is_stopped(tmp_path: Path) -> None:
    words = "A" * (4 * 2**20)
    data = bytearray(make_docx(paragraph(words)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lie = bytes(data).replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert code_of(lambda: load(tmp_path, lie)) in {"docx-damaged", "document-zip-bomb"}


def test_damaged_locked_and_foreign_archives(tmp_path: Path) -> None:
    whole = make_docx(paragraph("Some words"))
    assert code_of(lambda: load(tmp_path, whole[:-40])) == "docx-damaged"
    assert code_of(lambda: load(tmp_path, make_docx("<w:p>"))) == "docx-damaged"
    assert code_of(lambda: load(tmp_path, make_docx("<w:p/>"))) == "document-without-text"
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert code_of(lambda: load(tmp_path, locked)) == "docx-password"
    assert code_of(lambda: load(tmp_path, b"Some words that are no archive.")) == "docx-damaged"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "words")
    assert code_of(lambda: load(tmp_path, other.getvalue())) == "document-unknown-format"


def test_nesting_without_end_is_an_error(tmp_path: Path) -> None:
    count = 20_000
    body = "<w:sdt>" * count + paragraph("deep") + "</w:sdt>" * count
    assert code_of(lambda: load(tmp_path, make_docx(body))) in {"docx-damaged", "document-parser-crashed"}
