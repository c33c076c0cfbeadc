# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""The EU's forms of before 2018. All parties are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.model import ListError, LoadedList

ACT = 'legal_basis="1/2012 (OJ L1)" reg_date="2012-02-21" pdf_link="https://example.org/act" programme="{program}"'
WHOLE = """<?xml version="1.0" encoding="UTF-8"?>
<WHOLE Date="11/02/2016">
<ENTITY Id="7" Type="P" {act} remark="(Date of UN designation: 2002-02-21; Date of listing: 21.3.2002)">
<NAME Id="1" {other}><LASTNAME/><FIRSTNAME/><MIDDLENAME/><WHOLENAME>Αδα Παραδειγμα</WHOLENAME><GENDER/><TITLE/><FUNCTION/><LANGUAGE>EL</LANGUAGE></NAME>
<NAME Id="2" {act}><LASTNAME>Example</LASTNAME><FIRSTNAME>Ada</FIRSTNAME><MIDDLENAME>Ivanovna</MIDDLENAME><WHOLENAME>Ada Ivanovna Example</WHOLENAME><GENDER>F</GENDER><TITLE>Dr</TITLE><FUNCTION>Minister</FUNCTION><LANGUAGE/></NAME>
<NAME Id="3" {act}><WHOLENAME>Adinka</WHOLENAME></NAME>
<BIRTH Id="1"><DATE>1963 (approximative)</DATE><PLACE>Kutama</PLACE><COUNTRY>IRQ</COUNTRY></BIRTH>
<BIRTH Id="2"><DATE>1961-01-03</DATE><PLACE/><COUNTRY/></BIRTH>
<PASSPORT Id="1"><NUMBER>D 000952 (passport-National passport) (issued on 7.1.1999)</NUMBER><COUNTRY>AFG</COUNTRY></PASSPORT>
<PASSPORT Id="2"><NUMBER>666 (passport-National passport) [known to be false]</NUMBER><COUNTRY/></PASSPORT>
<CITIZEN Id="1"><COUNTRY>IRQ</COUNTRY></CITIZEN>
<ADDRESS Id="1"><NUMBER>1</NUMBER><STREET>Example Street</STREET><ZIPCODE/><CITY>Baghdad</CITY><COUNTRY>IRQ</COUNTRY><OTHER/></ADDRESS>
</ENTITY>
<ENTITY Id="8" Type="E" {act} remark=""><NAME Id="9"><WHOLENAME>Example Bank</WHOLENAME></NAME></ENTITY>
<ENTITY Id="9" Type="E" {act} remark=""/>
</WHOLE>"""


def load(tmp_path: Path, text: str, name: str = "global.xml") -> LoadedList:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_list([path], dataset="eu-fsf")


def test_the_xml_of_2016(tmp_path: Path) -> None:
    text = WHOLE.format(act=ACT.format(program="IRQ"), other=ACT.format(program="TAQA"))
    loaded = load(tmp_path, text)
    ada, bank = loaded.parties
    snapshot = loaded.snapshot
    assert (snapshot.date, snapshot.records_read, snapshot.records_kept) == ("2016-02-11", 3, 2)
    assert (ada.id, ada.schema, ada.caption) == ("eu-fsf-7", "Person", "Ada Ivanovna Example")
    assert ada.properties["alias"] == ("Αδα Παραδειγμα",)
    assert ada.properties["weakAlias"] == ("Adinka",)
    assert ada.properties["birthDate"] == ("1962", "1963", "1964", "1961-01-03")
    assert (ada.properties["nationality"], ada.properties["country"]) == (("iq",), ("af", "iq"))
    assert ada.properties["passportNumber"] == ("D 000952",)
    assert ada.properties["address"] == ("1, Example Street, Baghdad, IRQ",)
    (listing,) = ada.listings
    assert (listing.listing_date, listing.program, listing.legal_effect) == ("2002-03-21", "IRQ; TAQA", "blocking")
    assert bank.listings[0].listing_date == ""


HEAD = "Date_file;Entity_logical_id;Subject_type;Leba_numtitle;Leba_publication_date;Leba_url;Programme;Entity_remark;Naal_logical_id;Entity_logical_id;Naal_programme;Naal_lastname;Naal_firstname;Naal_middlename;Naal_wholename;Naal_language;Birt_logical_id;Entity_logical_id;Birt_date;Birt_place;Birt_country;EU_ref_num"
ROWS = [
    "04/07/2018;7;P;2018/223;2018-02-16;https://example.org/act;IRQ;;1;7;IRQ;Example;Ada;;Ada Example;;;;;;;EU.7.1",
    "04/07/2018;7;P;2018/223;2018-02-16;https://example.org/act;IRQ;;;;;;;;;;5;7;1961-01-03;Kutama;IRQ;EU.7.1",
    "04/07/2018;8;E;2018/223;2018-02-16;https://example.org/act;IRQ;;2;8;IRQ;;;;Example Bank;;;;;;;EU.8.1",
]


@pytest.mark.parametrize("wrapped", [False, True])
def test_the_csv_of_2018(tmp_path: Path, wrapped: bool) -> None:
    lines = [HEAD, *ROWS]
    text = "\n".join(f'"{line}\t\t\t"' if wrapped else line for line in lines)
    loaded = load(tmp_path, text, "list.csv")
    ada, bank = loaded.parties
    assert (loaded.snapshot.date, loaded.snapshot.records_read, loaded.snapshot.records_kept) == ("2018-07-04", 3, 3)
    assert (ada.id, ada.caption, ada.properties["birthDate"]) == ("eu-fsf-eu.7.1", "Ada Example", ("1961-01-03",))
    assert ada.properties["birthPlace"] == ("Kutama, IRQ",)
    assert (bank.schema, bank.listings[0].record_id) == ("Organization", "EU.8.1")


def test_csv_rows_of_another_width(tmp_path: Path) -> None:
    lines = [HEAD, *(ROWS * 12), ROWS[2] + ";too;many"]
    loaded = load(tmp_path, "\n".join(lines), "list.csv")
    (dropped,) = loaded.snapshot.dropped
    assert (dropped.reason, dropped.examples) == (
        "row of another width than the header",
        ("line 38: 24 cells, not 22",),
    )
    with pytest.raises(ListError) as caught:
        load(tmp_path, "\n".join([HEAD, *ROWS, ROWS[2][:60]]), "list.csv")
    assert caught.value.code == "list-truncated"


def test_an_act_that_freezes_nothing_is_sectoral(tmp_path: Path) -> None:
    space = "http://eu.europa.ec/fpi/fsd/export"
    entity = '<sanctionEntity euReferenceNumber="EU.{n}.1" logicalId="{n}"><regulation programme="UKR" numberTitle="{act}"/><subjectType code="enterprise"/><nameAlias wholeName="Example {n}"/></sanctionEntity>'
    body = entity.format(n=1, act="833/2014 (OJ L229)") + entity.format(n=2, act="269/2014 (OJ L78)")
    found = load(tmp_path, f'<export xmlns="{space}" generationDate="2022-03-18T14:52:26">{body}</export>').parties
    assert [party.listings[0].legal_effect for party in found] == ["sectoral", "blocking"]
