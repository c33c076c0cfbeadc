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
from entourage.lists.xls_whole import _chain_holds, is_whole
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


BOF, CELL, EOF = b"\x09\x08\x04\x00\x00\x06\x10\x00", b"\x03\x02\x02\x00ab", b"\x0a\x00\x00\x00"


@pytest.mark.parametrize(
    ("stream", "whole"),
    [
        (BOF + EOF + BOF + CELL * 3 + EOF, True),
        (BOF + EOF + BOF + CELL * 3 + EOF + b"\x00" * 100, True),
        (BOF + CELL + BOF + CELL + EOF + EOF, True),  # a chart inside a sheet
        (BOF + EOF + BOF + CELL * 3, False),  # the end is missing
        (BOF + CELL + EOF + CELL * 3 + EOF, False),  # goes on after its end
        (BOF + b"\x03\x02\xff\xff" + CELL * 3 + EOF, False),  # a length that no record has
        (CELL + EOF, False),
    ],
)
def test_the_records_of_an_xls_form_a_chain(stream: bytes, whole: bool) -> None:
    assert _chain_holds(stream) is whole


def test_an_xls_whose_chain_is_broken_loses_no_rows_in_silence(shared: Path, tmp_path: Path) -> None:
    data = (shared / "lists" / "au" / "regulation8_consolidated-2010-09.xls").read_bytes()
    assert is_whole(data)
    place = data.index(b"\xfd\x00\x0a\x00", len(data) // 2)  # the head of a cell
    path = tmp_path / "list.xls"
    path.write_bytes(data[: place + 2] + b"\x0b" + data[place + 3 :])
    with pytest.raises(ListError) as caught:
        read_list([path], dataset="au-dfat")
    assert caught.value.code == "spreadsheet-broken"
    assert is_whole(b"\xd0\xcf\x11\xe0 no container") is True
