"""Files as they come: missing, empty, huge, binary, in any encoding."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from document_checks import check_document, code_of

from entourage.documents import Limits, load_document
from entourage.documents.decoding import decode

RUSSIAN = (
    "Об этом в понедельник сообщил министр, который был на встрече, но не как гость. По его словам, это не новость."
)
FRENCH = "Le ministre a déclaré à l’Assemblée que l’accord était « très fragile » et que la réunion n’a pas eu lieu."


def write(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "document-empty"),
        ("blank.txt", b" \n\n\t ", "document-without-text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "document-unknown-format"),
        ("program", b"\x7fELF" + bytes(300), "document-unknown-format"),
        ("noise.txt", bytes(range(256)) * 20, "document-unknown-format"),
        ("letter.rtf", b"{\\rtf1\\ansi Hello}", "document-unknown-format"),
        ("old.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "document-unknown-format"),
        ("marked.txt", b"\xef\xbb\xbfbad \xff utf-8", "document-wrong-encoding"),
        ("none.txt", b"words \x9d\x81 \xe3\xe3\x8f\x90 " * 4, "document-wrong-encoding"),
        ("none.pdf", b"plain words", "pdf-damaged"),
        ("none.eml", b"plain words", "mail-damaged"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    assert code_of(lambda: load_document(write(tmp_path, name, data))) == code


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    assert code_of(lambda: load_document(tmp_path / "none.txt")) == "document-not-found"
    assert code_of(lambda: load_document(tmp_path)) == "document-is-directory"
    assert code_of(lambda: load_document("a\0b")) == "document-not-readable"
    assert code_of(lambda: load_document(tmp_path / ("x" * 300))) == "document-not-readable"
    os.mkfifo(tmp_path / "pipe")
    assert code_of(lambda: load_document(tmp_path / "pipe")) == "document-not-readable"


def test_a_large_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(10 * 2**40)
    assert code_of(lambda: load_document(path)) == "document-too-large"
    small = write(tmp_path, "small.txt", b"123456")
    assert code_of(lambda: load_document(small, limits=Limits(max_bytes=5))) == "document-too-large"


@pytest.mark.parametrize(
    ("text", "encoding", "warned"),
    [
        (RUSSIAN, "utf-8", False),
        (RUSSIAN, "utf-8-sig", False),
        (RUSSIAN, "utf-16", False),
        (FRENCH, "utf-16-le", True),
        (FRENCH, "cp1252", True),
        (RUSSIAN, "cp1251", True),
        (RUSSIAN, "koi8-r", True),
    ],
)
def test_encodings_are_found_and_guesses_are_said(tmp_path: Path, text: str, encoding: str, warned: bool) -> None:
    document = load_document(write(tmp_path, "text.txt", text.encode(encoding)))
    check_document(document)
    assert document.text == text
    assert bool(document.warnings) == warned
    names = {"cp1252": "windows-1252", "cp1251": "windows-1251"}
    assert not warned or names.get(encoding, encoding) in document.warnings[0]


def test_a_declaration_that_does_not_fit_is_said() -> None:
    decoded = decode(RUSSIAN.encode(), "ascii")
    assert (decoded.text, decoded.encoding) == (RUSSIAN, "utf-8")
    assert decoded.warnings
    assert decode(FRENCH.encode("cp1252"), "iso-8859-1").text == FRENCH
    assert decode(FRENCH.encode(), "no-such-charset").text == FRENCH
    assert decode(FRENCH.encode(), "zlib").text == FRENCH


def test_text_cut_in_its_last_character_is_read_with_a_warning() -> None:
    decoded = decode(RUSSIAN.encode()[:-1] + "н".encode()[:1])
    assert decoded.text.startswith(RUSSIAN[:-2]) and decoded.warnings


def test_bytes_have_the_say_over_the_name(tmp_path: Path) -> None:
    page = b"<!DOCTYPE html><html><body><p>Words of a page.</p></body></html>"
    document = load_document(write(tmp_path, "page.txt", page))
    assert (document.media_type, document.text) == ("text/html", "Words of a page.")
    letter = load_document(
        write(tmp_path, "letter.txt", b"From: a\nDate: b\nSubject: c\n\nwords of a file of plain text\n")
    )
    assert letter.media_type == "text/plain"


def test_names_that_look_like_urls_or_options_are_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "--help", b"Words in a file.")
    assert load_document("--help").text == "Words in a file."


@pytest.mark.parametrize(
    "piece", ["word another thing here.", "word word\n", "By Ada Example\n\n", "[", "*a ", "“a” ", "`a", "<b>x", "a-\n"]
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_long_texts_of_anything_come_through(tmp_path: Path, piece: str, suffix: str) -> None:
    # Quadratic work on a million characters would take an hour.
    text = piece * (1_000_000 // len(piece))
    limits = Limits(seconds=20)
    document = load_document(write(tmp_path, f"big{suffix}", (text + " end").encode()), limits=limits)
    assert document.text.rstrip().endswith("end")
    assert document.place_of(len(document.text.rstrip()) - 1).locator.startswith("line ")


@pytest.mark.parametrize("line", ["word another thing here. ", "word another thing in a line of fifty characters.\n"])
def test_five_megabytes_come_through(tmp_path: Path, line: str) -> None:
    text = line * (5_000_000 // len(line)) + "end"
    document = load_document(write(tmp_path, "big.txt", text.encode()))
    assert document.text == text
    assert document.place_of(len(text) - 1).source_offset == len(text) - text.rfind("\n") - 2
