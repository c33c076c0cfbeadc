"""A small XLSX for tests: sheets of texts, numbers and days, as an office program would write them."""

from __future__ import annotations

import datetime
import io
import zipfile
from xml.sax.saxutils import escape

Cell = str | int | float | datetime.date | None
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_EPOCH = datetime.date(1899, 12, 30)


def _column(index: int) -> str:
    name = ""
    while index >= 0:
        name = chr(65 + index % 26) + name
        index = index // 26 - 1
    return name


def _cell(cell: Cell, place: str) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, datetime.date):
        return f'<c r="{place}" s="1"><v>{(cell - _EPOCH).days}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def sheet_xml(rows: list[list[Cell]]) -> str:
    """The XML of one sheet."""
    body = "".join(
        f'<row r="{line}">{"".join(_cell(cell, f"{_column(index)}{line}") for index, cell in enumerate(row))}</row>'
        for line, row in enumerate(rows, start=1)
    )
    return f"{_HEAD}<worksheet {_NS}><sheetData>{body}</sheetData></worksheet>"


def xlsx(sheets: dict[str, list[list[Cell]]], *, raw: dict[str, str] | None = None) -> bytes:
    """The bytes of a workbook.

    Args:
        sheets: rows by the sheet's name; a day becomes a cell with a date format.
        raw: members that replace the written ones, for damaged documents.
    """
    names = list(sheets)
    members = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook {_NS} xmlns:r="{_REL}"><sheets>'
        + "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(names, start=1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"{_HEAD}"
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="s{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in enumerate(names, start=1)
        )
        + f'<Relationship Id="st" Type="{_REL}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{_HEAD}<styleSheet {_NS}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
    }
    members |= {f"xl/worksheets/sheet{n}.xml": sheet_xml(sheets[name]) for n, name in enumerate(names, start=1)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (members | (raw or {})).items():
            archive.writestr(name, text)
    return buffer.getvalue()
