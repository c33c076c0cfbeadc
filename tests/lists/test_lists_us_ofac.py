# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""The reader of OFAC's CSV sets, on small files in their form."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.model import ListError, LoadedList

NULLS = ",-0- " * 7
PERSON = f'101,"EXAMPLE, Ada Ivanovna","individual","RUSSIA-EO14024","Minister of Examples"{NULLS[:-5]},"DOB 03 Jan 1961; nationality Russia; Gender Female; Minister of Examples."'
COMPANY = f'102,"EXAMPLE TRADING LTD",-0- ,"SYRIA] [SYRIA-CAESAR",-0- {NULLS[:-5]},-0- '
SHIP = '103,"EXAMPLE STAR","vessel","IRAN",-0- ,"EPAB9","Crude Oil Tanker","99000","56000","Iran","Example Lines","Vessel Registration Identification IMO 9187629."'
ALT = '101,1,"aka","EXEMPLE, Ada",-0- \r\n102,2,"fka","EXAMPLE IMPORT",-0- \r\n'
ADD = '101,1,"1 Example Street","Moscow","Russia",-0- \r\n102,2,-0- ,"Damascus","Syria",-0- \r\n103,3,-0- ,-0- ,-0- ,-0- \r\n'


def main_table(*rows: str, end: str = "\r\n", mark: str = "\x1a") -> str:
    return "".join(row + end for row in rows) + mark


def load(tmp_path: Path, dataset: str = "us-ofac-sdn", **files: str) -> LoadedList:
    folder = tmp_path / "set"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_bytes(text.encode())
    return read_list([folder], dataset=dataset)


def test_a_whole_set(tmp_path: Path) -> None:
    loaded = load(tmp_path, sdn=main_table(PERSON, COMPANY, SHIP), alt=ALT, add=ADD)
    person, company, ship = loaded.parties
    assert loaded.snapshot.records_read == loaded.snapshot.records_kept == 3
    assert loaded.snapshot.files == ("add.csv", "alt.csv", "sdn.csv")
    assert (person.id, person.schema, person.caption) == ("us-ofac-sdn-101", "Person", "Ada Ivanovna EXAMPLE")
    assert person.properties == {
        "name": ("Ada Ivanovna EXAMPLE",),
        "lastName": ("EXAMPLE",),
        "firstName": ("Ada",),
        "fatherName": ("Ivanovna",),
        "alias": ("Ada EXEMPLE",),
        "address": ("1 Example Street, Moscow, Russia",),
        "country": ("ru",),
        "position": ("Minister of Examples",),
        "birthDate": ("1961-01-03",),
        "nationality": ("ru",),
        "gender": ("female",),
        "program": ("RUSSIA-EO14024",),
        "topics": ("sanction",),
    }
    assert (company.schema, company.caption) == ("Organization", "EXAMPLE TRADING LTD")
    assert company.properties["alias"] == ("EXAMPLE IMPORT",)
    assert company.listings[0].program == "SYRIA; SYRIA-CAESAR"
    assert company.listings[0].legal_effect == "blocking"
    assert company.properties["program"] == ("SYRIA", "SYRIA-CAESAR")
    assert (ship.schema, ship.properties["imoNumber"], ship.properties["flag"]) == ("Vessel", ("9187629",), ("ir",))
    assert ship.properties["notes"] == ("Vessel owner: Example Lines",)
    assert "address" not in ship.properties
    assert person.listings[0].record["Alt_name"] == "aka EXEMPLE, Ada"
    assert person.listings[0].locator == "sdn.csv line 1"


@pytest.mark.parametrize(("end", "mark"), [("\r\n", "\x1a"), ("\n", ""), ("\n", "\x1a\n"), ("\r\n", "")])
def test_line_ends_and_end_mark_make_no_difference(tmp_path: Path, end: str, mark: str) -> None:
    loaded = load(tmp_path, sdn=main_table(PERSON, COMPANY, end=end, mark=mark))
    assert [party.caption for party in loaded.parties] == ["Ada Ivanovna EXAMPLE", "EXAMPLE TRADING LTD"]


def test_the_main_table_is_known_by_its_columns_not_its_name(tmp_path: Path) -> None:
    path = tmp_path / "download (3).csv"
    path.write_text(main_table(PERSON))
    assert len(read_list([path], dataset="us-ofac-sdn").parties) == 1


def test_a_header_line_added_by_the_owner_of_a_copy_is_no_record(tmp_path: Path) -> None:
    header = "ent_num,SDN_Name,SDN_Type,Program,Title,Call_Sign,Vess_type,Tonnage,GRT,Vess_flag,Vess_owner,Remarks"
    assert load(tmp_path, sdn=main_table(header, PERSON)).snapshot.records_read == 1


def test_lines_saved_as_one_quoted_cell_each_are_unwrapped(tmp_path: Path) -> None:
    wrapped = "".join('"' + row.replace('"', '""') + '"\r\n' for row in (PERSON, COMPANY))
    assert [party.caption for party in load(tmp_path, sdn=wrapped).parties] == [
        "Ada Ivanovna EXAMPLE",
        "EXAMPLE TRADING LTD",
    ]


def test_alias_rows_of_another_day_are_counted_in_the_notes(tmp_path: Path) -> None:
    snapshot = load(tmp_path, sdn=main_table(PERSON), alt=ALT).snapshot
    assert snapshot.records_read == snapshot.records_kept == 1
    assert snapshot.notes == ("1 of 2 rows of alt.csv have no record in the main table: of another day?",)


def test_the_same_row_twice_is_dropped_and_said(tmp_path: Path) -> None:
    snapshot = load(tmp_path, sdn=main_table(PERSON, PERSON, COMPANY)).snapshot
    assert (snapshot.records_read, snapshot.records_kept) == (3, 2)
    assert [(entry.reason, entry.count) for entry in snapshot.dropped] == [("row repeated word for word", 1)]


LONG = "; ".join(f"Linked To: EXAMPLE COMPANY {number:04d}" for number in range(60))
CUT, REST = LONG[:1000], LONG[1000:]
LONG_ROW = f'104,"EXAMPLE HOLDING",-0- ,"SDNTK",-0- {NULLS[:-5]},"{CUT}"'


def test_remarks_go_on_in_the_comments_table_in_the_middle_of_a_word(tmp_path: Path) -> None:
    loaded = load(tmp_path, sdn=main_table(LONG_ROW, PERSON), sdn_comments=f'104,"{REST}."\r\n')
    assert len(loaded.parties[0].properties["notes"]) == 60
    assert loaded.parties[0].properties["notes"][-1] == "Linked To: EXAMPLE COMPANY 0059"
    assert loaded.snapshot.notes == ()


def test_a_comments_table_of_another_day_joins_nothing(tmp_path: Path) -> None:
    for comments in (f'104,"{REST}."\r\n101,"wrong text"\r\n', '101,"wrong text"\r\n'):
        loaded = load(tmp_path, sdn=main_table(LONG_ROW, PERSON), sdn_comments=comments)
        assert "sdn_comments.csv was not used" in loaded.snapshot.notes[0]
        assert loaded.parties[0].properties["notes"][-1].endswith("[cut off in the file]")
        assert "wrong text" not in str(loaded.parties)


def test_an_empty_comments_file_is_no_fault(tmp_path: Path) -> None:
    assert len(load(tmp_path, "us-ofac-cons", cons_prim=main_table(PERSON), cons_comments="").parties) == 1


@pytest.mark.parametrize(
    ("program", "effect"),
    [
        ("UKRAINE-EO13662", "sectoral"),
        ("UKRAINE-EO13662] [RUSSIA-EO14024", "sectoral"),
        ("SYRIA] [UKRAINE-EO13662", "sectoral"),
        ("CMIC-EO13959", "sectoral"),
        ("561-Related", "sectoral"),
        ("NS-PLC", "unknown"),
        ("FSE-IR", "unknown"),
        ("CAATSA - RUSSIA", "unknown"),
    ],
)
def test_legal_effect_on_the_consolidated_list_by_programme(tmp_path: Path, program: str, effect: str) -> None:
    row = COMPANY.replace("SYRIA] [SYRIA-CAESAR", program)
    assert load(tmp_path, "us-ofac-cons", cons_prim=main_table(row)).parties[0].listings[0].legal_effect == effect


def test_a_listing_date_in_the_remarks_is_taken(tmp_path: Path) -> None:
    row = f'105,"EXAMPLE BANK",-0- ,"RUSSIA-EO14024",-0- {NULLS[:-5]},"Listing Date (EO 14024 Directive 3): 24 Feb 2022; Effective Date (EO 14024 Directive 3): 26 Mar 2022."'
    listing = load(tmp_path, "us-ofac-cons", cons_prim=main_table(row)).parties[0].listings[0]
    assert (listing.listing_date, listing.start_date) == ("2022-02-24", "2022-03-26")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"sdn": PERSON + "\r\n" + COMPANY[:30]}, "list-truncated"),
        ({"sdn": PERSON + "\r\n" + PERSON[:-20]}, "csv-broken"),
        ({"sdn": PERSON + "\r\n" + COMPANY.rstrip()[:-1]}, "list-truncated"),
        ({"alt": ALT}, "set-without-main-table"),
        ({"sdn": main_table(PERSON), "cons_prim": main_table(COMPANY)}, "set-mixed"),
        ({"sdn": 'a,b,c\r\n1,2,3\r\n'}, "wrong-format"),
        ({"sdn": "\x1a"}, "set-without-main-table"),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_refused(tmp_path: Path, files: dict[str, str], code: str) -> None:
    with pytest.raises(ListError) as caught:
        load(tmp_path, **files)
    assert caught.value.code == code
