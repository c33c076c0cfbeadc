# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""The reader of the UK's Consolidated List, on small files in its form."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.lists.numbered import numbered
from entourage.model import ListError, LoadedList

OLD = [
    "Name 6",
    "Name 1",
    "Name 2",
    "Name 3",
    "Name 4",
    "Name 5",
    "Title",
    "DOB",
    "Town of Birth",
    "Country of Birth",
    "Nationality",
    "Passport Details",
    "NI Number",
    "Position",
    "Address 1",
    "Address 2",
    "Address 3",
    "Address 4",
    "Address 5",
    "Address 6",
    "Post/Zip Code",
    "Country",
    "Other Information",
    "Group Type",
    "Alias Type",
    "Regime",
    "Listed On",
    "Last Updated",
    "Group ID",
]
NEW = [
    "Name 6",
    "Name 1",
    "Name 2",
    "Name 3",
    "Name 4",
    "Name 5",
    "Title",
    "Name Non-Latin Script",
    "Non-Latin Script Type",
    "Non-Latin Script Language",
    "DOB",
    "Town of Birth",
    "Country of Birth",
    "Nationality",
    "Passport Number",
    "Passport Details",
    "National Identification Number",
    "NI Details",
    "Position",
    "Address 1",
    "Address 2",
    "Address 3",
    "Address 4",
    "Address 5",
    "Address 6",
    "Post/Zip Code",
    "Country",
    "Other Information",
    "Group Type",
    "Alias Type",
    "Alias Quality",
    "Regime",
    "Listed On",
    "UK Sanctions List Date Designated",
    "Last Updated",
    "Group ID",
]
ADA = {
    "Name 6": " EXAMPLE", "Name 1": "Ada ", "Name 2": "Ivanovna", "DOB": "05/02/1969", "Group Type": "Individual", "Alias Type": "Primary name",
    "Regime": "Russia ", "Listed On": "10/03/2022", "Last Updated": "11/03/2022", "Group ID": "901", "Nationality": "(1) Russia (2) Cyprus",
    "Town of Birth": "(1) Tripoli (2) Tunis", "Country of Birth": "(1)-(2) Tunisia", "Position": "Minister of Examples",
    "Address 1": "1 Example Street", "Address 6": "Moscow", "Post/Zip Code": "101000", "Country": "Russia", "Other Information": "An invented person.",
}  # fmt: skip


def load(tmp_path: Path, *rows: dict[str, str], columns: list[str] = NEW, first: str = "Last Updated,04/05/2022", encoding: str = "utf-8") -> LoadedList:  # fmt: skip
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = tmp_path / "ConList.csv"
    path.write_bytes(f"{first}{',' * (len(columns) - 2)}\r\n{buffer.getvalue()}".encode(encoding))
    return read_list([path], dataset="uk-conlist")


def test_rows_of_one_group_are_one_party(tmp_path: Path) -> None:
    rows = (
        ADA | {"Alias Type": "Primary name variation", "Name 6": "EXEMPLE", "Listed On": "12/03/2022"},
        ADA,
        ADA | {"Alias Type": "AKA", "Name 6": "EXAMPLE", "Name 1": "A", "Name 2": "", "Alias Quality": "Low quality"},
        ADA | {"DOB": "00/00/1970", "Name Non-Latin Script": "Ада ПРИМЕР", "Passport Number": "(1) 717637093 (2) AB-12345"},
    )  # fmt: skip
    loaded = load(tmp_path, *rows)
    (ada,) = loaded.parties
    assert (loaded.snapshot.records_read, loaded.snapshot.records_kept, loaded.snapshot.party_count) == (4, 4, 1)
    assert (loaded.snapshot.date, loaded.snapshot.date_origin) == ("2022-05-04", "in the file")
    assert (ada.id, ada.schema, ada.caption) == ("uk-conlist-901", "Person", "Ada Ivanovna EXAMPLE")
    assert ada.properties == {
        "name": ("Ada Ivanovna EXAMPLE",),
        "lastName": ("EXAMPLE",),
        "firstName": ("Ada",),
        "fatherName": ("Ivanovna",),
        "alias": ("Ada Ivanovna EXEMPLE", "Ада ПРИМЕР"),
        "weakAlias": ("A EXAMPLE",),
        "birthDate": ("1969-02-05", "1970"),
        "birthPlace": ("Tripoli", "Tunis", "Tunisia"),
        "nationality": ("ru", "cy"),
        "position": ("Minister of Examples",),
        "address": ("1 Example Street, Moscow, 101000, Russia",),
        "country": ("ru",),
        "notes": ("An invented person.",),
        "passportNumber": ("717637093", "AB-12345"),
        "program": ("Russia",),
        "topics": ("sanction",),
    }
    (listing,) = ada.listings
    assert (listing.record_id, listing.listing_date, listing.legal_effect) == ("901", "2022-03-10", "blocking")
    assert listing.record["Name 6"] == "EXEMPLE; EXAMPLE"
    assert listing.locator == "ConList.csv lines 3 to 6, 4 rows"


def test_the_form_of_2018_in_windows_1252(tmp_path: Path) -> None:
    row = ADA | {
        "Name 6": "O\u2019EXAMPLE",
        "Alias Type": "Prime Alias",
        "Passport Details": "G827238 (Tunisian). Issued on 1 June 1996",
    }
    (ada,) = load(tmp_path, row, columns=OLD, encoding="cp1252").parties
    assert ada.caption == "Ada Ivanovna O\u2019EXAMPLE"
    assert ada.properties["passportNumber"] == ("G827238",)
    assert "G827238 (Tunisian). Issued on 1 June 1996" in ada.properties["notes"]


def test_entities_and_ships(tmp_path: Path) -> None:
    bank = ADA | {
        "Name 6": "EXAMPLE BANK",
        "Name 1": "",
        "Name 2": "",
        "Group Type": "Entity",
        "DOB": "",
        "Group ID": "902",
    }
    ship = bank | {
        "Name 6": "EXAMPLE STAR",
        "Group Type": "Ship",
        "Group ID": "903",
        "Other Information": "(IMO number):9187629",
    }
    found = load(tmp_path, bank, ship | {"Other Information": "IMO number: 9187629. Scrapped"}).parties
    assert [(party.schema, party.caption) for party in found] == [
        ("Organization", "EXAMPLE BANK"),
        ("Vessel", "EXAMPLE STAR"),
    ]
    assert [party.listings[0].legal_effect for party in found] == ["blocking", "unknown"]
    assert found[1].properties["imoNumber"] == ("9187629",)


@pytest.mark.parametrize(
    ("printed", "dates"),
    [
        ("05/02/1969", ("1969-02-05",)),
        ("00/00/1980", ("1980",)),
        ("00/05/1980", ("1980-05",)),
        ("10/00/1983", ("1983",)),
        ("31/02/1980", ()),
        ("1958 to 1959", ("1958", "1959")),
        ("", ()),
    ],
)
def test_dates_are_day_first(tmp_path: Path, printed: str, dates: tuple[str, ...]) -> None:
    (ada,) = load(tmp_path, ADA | {"DOB": printed}).parties
    assert ada.properties.get("birthDate", ()) == dates
    assert any("as printed" in note for note in ada.properties["notes"]) == bool(printed and not dates)


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("(1) Tripoli (2) Tunis", ["Tripoli", "Tunis"]),
        ("1) Saudi Arabia 2) Qatar", ["Saudi Arabia", "Qatar"]),
        ("(1) Manzil Tmim (2)-(6) -", ["Manzil Tmim"]),
        ("a) Palaro Village b) Odek", ["Palaro Village", "Odek"]),
        ("Kakhovka (Kherson) Oblast", ["Kakhovka (Kherson) Oblast"]),
        ("Head of (1) unit", ["Head of (1) unit"]),
        ("", []),
    ],
)
def test_several_values_in_one_cell(cell: str, values: list[str]) -> None:
    assert numbered(cell) == values


def test_a_bare_year_is_no_passport(tmp_path: Path) -> None:
    (ada,) = load(tmp_path, ADA | {"Passport Details": "Uganda Passport. Issued 1999"}).parties
    assert "passportNumber" not in ada.properties


def test_rows_that_cannot_be_placed_are_counted(tmp_path: Path) -> None:
    nameless = {"Group Type": "Individual", "Group ID": "9", "Regime": "Russia", "Alias Type": "AKA"}
    snapshot = load(tmp_path, ADA, ADA | {"Group ID": ""}, nameless).snapshot
    assert [(entry.reason, entry.count) for entry in snapshot.dropped] == [
        ("row without a Group ID", 1),
        ("record without a name", 1),
    ]
    assert (snapshot.records_read, snapshot.records_kept) == (3, 1)


def test_other_and_cut_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError) as other:
        load(tmp_path, ADA, first="Something,else")
    assert other.value.code == "wrong-format"
    with pytest.raises(ListError) as columns:
        load(tmp_path, {"Name 6": "X"}, columns=["Name 6", "Name 1"])
    assert columns.value.code == "wrong-format"
    load(tmp_path, ADA, ADA)
    path = tmp_path / "ConList.csv"
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ListError) as cut:
        read_list([path], dataset="uk-conlist")
    assert cut.value.code == "list-truncated"


def test_the_file_is_recognised_under_another_name(tmp_path: Path) -> None:
    load(tmp_path, ADA)
    with pytest.raises(ListError) as caught:
        read_list([tmp_path / "ConList.csv"], dataset="my-own-names")
    assert (caught.value.code, "--as uk-conlist" in caught.value.hint) == ("unknown-dataset", True)
