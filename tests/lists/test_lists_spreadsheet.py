"""Spreadsheets of strangers: every cell or a clear error, whatever the file does."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import pytest
from lists_sheets import xlsx

from entourage.lists import read_list
from entourage.lists.record import Source
from entourage.lists.spreadsheet import first_sheet, records, sheets
from entourage.model import ListError


def book(data: bytes) -> Source:
    return Source(name="book.xlsx", data=data)


def refused(data: bytes) -> str:
    with pytest.raises(ListError) as caught:
        sheets(book(data))
    assert "book.xlsx" in caught.value.message
    return caught.value.code


def test_cells_become_texts() -> None:
    found = sheets(book(xlsx({"One": [["a", 2, 2.5, datetime.date(2014, 12, 15), None, "x"]], "Two": []})))
    assert [(sheet.name, sheet.rows) for sheet in found] == [
        ("One", [["a", "2", "2.5", "2014-12-15", "", "x"]]),
        ("Two", []),
    ]


def test_the_first_sheet_with_text_and_its_records() -> None:
    sheet = first_sheet(book(xlsx({"Empty": [[" "]], "Data": [["A", "B"], ["1", " x "], ["", ""], ["2"]]})))
    assert sheet.name == "Data"
    assert list(records(sheet.rows, "book", needed=("A",))) == [(2, {"A": "1", "B": "x"}), (4, {"A": "2", "B": ""})]
    with pytest.raises(ListError) as caught:
        list(records(sheet.rows, "book", needed=("C",)))
    assert caught.value.code == "wrong-format"


def test_cut_and_damaged_documents_are_refused() -> None:
    whole = xlsx({"One": [["a"]] * 50})
    assert refused(whole[: len(whole) // 2]) == "spreadsheet-broken"
    assert refused(xlsx({"One": [["a"]]}, raw={"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"})) in (
        "spreadsheet-broken",
    )
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000) == "spreadsheet-broken"
    assert refused(b"name,birth date\n") == "wrong-format"


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "x")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(401):
                member.write(b"0" * 1_000_000)
    assert len(buffer.getvalue()) < 1_000_000
    assert refused(buffer.getvalue()) == "too-large"


def test_a_sheet_that_claims_a_cell_in_the_last_corner_is_refused() -> None:
    corner = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>b</t></is></c></row></sheetData></worksheet>'
    )
    code = refused(xlsx({"One": [["a"]]}, raw={"xl/worksheets/sheet1.xml": corner}))
    assert code in ("too-large", "spreadsheet-broken")


def test_ten_megabytes_in_one_cell_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    path.write_bytes(xlsx({"One": [["name"], ["x" * 10_000_000]]}))
    with pytest.raises(ListError) as caught:
        read_list([path], dataset="own-list")
    assert caught.value.code == "field-too-long"


def test_a_table_of_ones_own_may_be_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "names.xlsx"
    path.write_bytes(xlsx({"One": [["name", "birth date"], ["Ada Example", datetime.date(1961, 1, 3)], ["", ""]]}))
    (ada,) = read_list([path], dataset="own-list").parties
    assert (ada.caption, ada.properties["birthDate"]) == ("Ada Example", ("1961-01-03",))


def test_a_list_of_another_form_says_so(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx({"One": [["name"], ["Ada Example"]]}))
    for dataset in ("us-csl", "un-sc", "us-ofac-sdn"):
        with pytest.raises(ListError) as caught:
            read_list([path], dataset=dataset)
        assert caught.value.code == "spreadsheet"
