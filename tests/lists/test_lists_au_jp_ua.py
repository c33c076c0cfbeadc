"""Australia, Japan and Ukraine: spreadsheets with layouts of their own. All parties are invented."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from lists_sheets import Cell, xlsx

from entourage.lists import read_list
from entourage.lists.dates import parse_japanese
from entourage.lists.readers.au_dfat import births
from entourage.lists.readers.jp_names import aliases, english_name
from entourage.model import ListedParty, ListError, LoadedList

AU = [
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Place of Birth", "Citizenship",
    "Address", "Additional Information", "Listing Information", "Committees", "Control Date",
]  # fmt: skip


def load(tmp_path: Path, dataset: str, sheets: dict[str, list[list[Cell]]]) -> LoadedList:
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx(sheets))
    return read_list([path], dataset=dataset)


def au_row(reference: Cell, name: str, kind: str, birth: Cell = "", *, party: str = "Individual") -> list[Cell]:
    return [
        reference, name, party, kind, birth, "a) Moscow, Russia b) Omsk", "a) Russia b) Cyprus", "NA",
        "Title: Dr. Designation: a) Minister b) Deputy. Reportedly retired.",
        "Listed by UN 1267 Committee on 25 January 2001 (amended on 20 December 2005)", "1988 (Taliban) ",
        datetime.date(2014, 12, 15),
    ]  # fmt: skip


def test_australia_rows_of_one_reference_are_one_party(tmp_path: Path) -> None:
    rows = [
        au_row("7a", "Ada EXEMPLE", "aka ", datetime.date(1961, 1, 3)),
        au_row(7, "Ada EXAMPLE", "primary Name", datetime.date(1961, 1, 3)),
        au_row("7b1", "Ада Пример", "Original script ", "12/05/1950; alt DOB: 1952"),
        au_row("7c", "Ada", "AKA", 1965),
        au_row(8, "EXAMPLE BANK", "Primary Name", party="Entity"),
    ]
    loaded = load(tmp_path, "au-dfat", {"Sheet1": [AU, *rows], "Sheet2": []})
    assert (loaded.snapshot.records_read, loaded.snapshot.records_kept) == (5, 5)
    assert loaded.snapshot.notes == ("newest Control Date: 2014-12-15; the file is of that day or later",)
    ada, bank = loaded.parties
    assert (ada.id, ada.schema, ada.caption) == ("au-dfat-7", "Person", "Ada EXAMPLE")
    assert ada.properties["alias"] == ("Ada EXEMPLE", "Ада Пример")
    assert ada.properties["weakAlias"] == ("Ada",)
    assert ada.properties["birthDate"] == ("1961-01-03", "1950-05-12", "1952", "1965")
    assert ada.properties["nationality"] == ("ru", "cy")
    assert ada.properties["position"] == ("Minister", "Deputy")
    assert "address" not in ada.properties
    (listing,) = ada.listings
    assert (listing.listing_date, listing.legal_effect) == ("2001-01-25", "blocking")
    assert listing.program == "1988 (Taliban)"
    assert bank.schema == "Organization"


def test_australia_in_the_columns_of_2010(tmp_path: Path) -> None:
    old = [*AU[:10], "Control Date", "Committees", "", ""]
    row = au_row("2", "Ada EXAMPLE", "Primary Name")
    (ada,) = load(tmp_path, "au-dfat", {"L": [old, [*row[:10], "05/10/2004", row[10], "", ""]]}).parties
    assert ada.listings[0].program == "1988 (Taliban)"
    assert "entry last changed on 2004-10-05 (Control Date)" in ada.properties["notes"]


@pytest.mark.parametrize(
    ("printed", "dates"),
    [
        ("16 Jun. 1969\u00a0", ("1969-06-16",)),
        ("a) 25 Jun. 1964 b) 5 Dec. 1965", ("1964-06-25", "1965-12-05")),
        ("14 Mar 1974 >> 13 Apr 1974 >> 1970", ("1974-03-14", "1974-04-13", "1970")),
        ("8 Aug. 1980, (appears in false passport number S335026)", ("1980-08-08",)),
        ("23456", ("1964-03-20",)),
        ("1969", ("1969",)),
        ("a)1994 b)1993", ("1994", "1993")),
        ("14 Mar.1960", ("1960-03-14",)),
        ("10/07/NK", ()),
        ("", ()),
    ],
)
def test_australia_birth_dates(printed: str, dates: tuple[str, ...]) -> None:
    assert births(printed) == dates


def test_australia_row_without_reference_is_counted(tmp_path: Path) -> None:
    loaded = load(tmp_path, "au-dfat", {"S": [AU, au_row(1, "Ada EXAMPLE", "Primary Name"), au_row("?", "X", "aka")]})
    (dropped,) = loaded.snapshot.dropped
    assert (dropped.reason, dropped.count, dropped.examples) == ("row without a Reference", 1, ("row 3: X",))


JP_PERSONS: list[list[Cell]] = [
    ["例示国に関連する者（個人）", "", "", "", "", "", ""],
    ["告示日付", "告示\n番号", "日 本 語 表 記", "英 語 表 記", "別\u3000\u3000名", "生 年 月 日", "国\u3000 籍"],
    ["2011.11.18削除", 1, "", "", "", "", ""],
    ["2001.9.22\n2008.6.25改訂", 2, "エイダ・エグザンプル", "ADA EXAMPLE\n(original script: Ада Пример)",
     "(a)エイダ・エグゼンプル（Ada Exemple）(b)不明\n(a.k.a.: Ada Sample)",
     "(a)1955年-1957年頃\n(b)１９50年3月", "ロシア"],
    ["", "", "", "", "", "", "続き"],
    [datetime.date(2002, 3, 1), "*3", "ボブ", "Bob (Robert) EXAMPLE", "", datetime.date(1962, 12, 26), "不明"],
]  # fmt: skip
JP_MIXED: list[list[Cell]] = [
    ["例示", "", "", "", "", ""],
    ["（注）", "", "", "", "", ""],
    ["その他の情報", "告示番号", "告示日付", "", "", ""],
    ["告示日付", "告示番号", "日本語表記", "英語表記", "所在地", "生年月日"],
    ["2004.8.26", 197, "例示銀行", "EXAMPLE BANK(EB)", "モスクワ", ""],
    ["2004.8.26", 198, "例示", "Carl EXAMPLE", "不明", "不明"],
]


def test_japan_sheets_with_layouts_of_their_own(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        "jp-mof",
        {"一覧": [["1", "例示"]], "1.ロシア連邦(個人)": JP_PERSONS, "2.例示": JP_MIXED, "3.【解除】X": [["廃止"]]},
    )
    snapshot = loaded.snapshot
    assert (snapshot.records_read, snapshot.records_kept, snapshot.party_count) == (6, 5, 4)
    (deleted,) = snapshot.dropped
    assert (deleted.reason, deleted.examples) == (
        "entry deleted by the authority",
        ("1.ロシア連邦(個人) number 1: 2011.11.18削除",),
    )
    assert snapshot.notes == ("sheets without entries: 一覧, 3.【解除】X",)
    ada, bob, bank, carl = loaded.parties
    assert (ada.schema, ada.caption, ada.listings[0].listing_date) == ("Person", "ADA EXAMPLE", "2001-09-22")
    assert ada.listings[0].program == "Russia / ロシア連邦(個人)"
    assert ada.properties["alias"] == (
        "エイダ・エグザンプル",
        "Ада Пример",
        "エイダ・エグゼンプル",
        "Ada Exemple",
        "Ada Sample",
    )
    assert ada.properties["birthDate"] == ("1955", "1956", "1957", "1950-03")
    assert ada.properties["nationality"] == ("ru",)
    assert "続き" in ada.listings[0].record["国籍"]
    assert (bob.listings[0].record_id, bob.listings[0].listing_date) == ("1/3", "2002-03-01")
    assert bob.properties["birthDate"] == ("1962-12-26",)
    assert "Robert EXAMPLE" in bob.properties["alias"]
    assert (bank.schema, bank.properties["alias"]) == ("Organization", ("例示銀行", "EXAMPLE BANK"))
    assert (carl.schema, carl.properties.get("birthDate")) == ("Person", None)


def test_japan_a_sheet_in_an_unknown_layout_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ListError) as caught:
        load(tmp_path, "jp-mof", {"1.ロシア": JP_PERSONS, "2.新": [["日付", "名前"], ["2022", "X"]]})
    assert (caught.value.code, "2.新" in caught.value.message) == ("wrong-format", True)
    with pytest.raises(ListError) as other:
        load(tmp_path, "jp-mof", {"A": [["name"], ["Ada Example"]]})
    assert other.value.code == "wrong-format"


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("1941年8月20日セルビア共和国生\nBorn at X", ("1941-08-20",)),
        ("１９７９年頃", ("1978", "1979", "1980")),
        ("1963年又は1965年", ("1963", "1965")),
        ("1984年から1986年までの間", ("1984", "1985", "1986")),
        ("(a)1976年10月5\n日 (b)1402年6月24日（ヒジュラ暦）", ("1976-10-05",)),
        ("2011-04-05", ("2011-04-05",)),
        ("おおむね30～35歳", ()),
        ("不明", ()),
    ],
)
def test_japanese_dates(cell: str, dates: tuple[str, ...]) -> None:
    assert parse_japanese(cell) == dates


def test_japanese_names() -> None:
    assert english_name("") == ("", ())
    assert english_name("Kahane(KACH)", person=False) == ("Kahane(KACH)", ("Kahane",))
    assert aliases("アブ・アリ\nAbu Ali") == ["アブ・アリ", "Abu Ali"]
    assert aliases("不明") == []


UA_PERSONS = [
    "row", "№ указу", "Дата указу", "Дія щодо об'єкту санкцій", "Зміни", "п/н", "Тип обмеження", "Термін обмеження",
    "Дата закінчення обмеження", "Назва укр.", "Назва ориг.", "Назва альт.", "Дата народження", "Громадянство",
    "Місце народження", "Зайнятість", "Місце проживання", "Додатково", "Відповідальний орган",
]  # fmt: skip
UA_COMPANIES = [
    *UA_PERSONS[:12], "ОКПО/ЄДРПОУ", "ІПН", "Місце діяльності", "Місце діяльності додатково", "Додатково",
    "Відповідальний орган",
]  # fmt: skip
BLOCKING = "1) блокування активів – тимчасове обмеження 2) запобігання виведенню капіталів"


def ua_row(number: int, name: str, kinds: str = BLOCKING, what: str = "застосування") -> list[Cell]:
    return [
        0, "176-2018", datetime.date(2018, 6, 21), what, "Ні", number, kinds, "Три роки", datetime.date(2021, 6, 21),
        name, "Пример Ада Ивановна", "EXAMPLE ADA", datetime.date(1961, 1, 3), "RU, АМ", "м. Москва", "депутат", "",
        "ІПН 3212717249", "",
    ]  # fmt: skip


def ua(tmp_path: Path, *rows: list[Cell], companies: list[list[Cell]] | None = None) -> LoadedList:
    return load(
        tmp_path,
        "ua-nsdc",
        {"Фізичні особи": [UA_PERSONS, *rows], "Юридичні особи": [UA_COMPANIES, *(companies or [])]},
    )


def test_ukraine(tmp_path: Path) -> None:
    company: list[Cell] = [*ua_row(1, 'ТОВ "Приклад"')[:12], "ЄДРПОУ00039002", "ІПН7729507377", "Україна", "", "", ""]
    loaded = ua(tmp_path, ua_row(4, "Приклад Ада Іванівна "), companies=[company])
    ada, firm = loaded.parties
    assert (ada.schema, ada.caption) == ("Person", "Ада Іванівна Приклад")
    assert ada.properties["alias"] == ("Ада Ивановна Пример", "EXAMPLE ADA")
    assert ada.properties["nationality"] == ("ru", "am")
    assert ada.properties["taxNumber"] == ("3212717249",)
    (listing,) = ada.listings
    assert (listing.listing_date, listing.end_date, listing.legal_effect) == ("2018-06-21", "2021-06-21", "blocking")
    assert (listing.program, listing.record_id) == ("Указ № 176-2018", "176-2018/4")
    assert (firm.schema, firm.properties["registrationNumber"], firm.properties["taxNumber"]) == (
        "Organization", ("00039002",), ("7729507377",),
    )  # fmt: skip


def test_ukraine_what_the_record_restricts_is_what_it_means(tmp_path: Path) -> None:
    visa, other = "1) відмова в наданні та скасування віз", "1) інші санкції"
    loaded = ua(tmp_path, ua_row(1, "А Б", visa), ua_row(2, "В Г", other), ua_row(3, "Д Е", what="скасування"))
    assert [party.listings[0].legal_effect for party in loaded.parties] == ["travel ban", "unknown"]
    assert [entry.reason for entry in loaded.snapshot.dropped] == ["decree ends or changes measures"]


def test_ukraine_one_person_under_two_decrees(tmp_path: Path) -> None:
    (ada,) = ua(tmp_path, ua_row(1, "Приклад Ада Іванівна"), ua_row(2, "Приклад Ада Іванівна")).parties
    assert len(ada.listings) == 2


def named(shared: Path, file: str, dataset: str, caption: str) -> ListedParty:
    found = read_list([shared / "lists" / file], dataset=dataset).parties
    (party,) = [party for party in found if party.caption == caption]
    return party


def test_real_records(shared: Path) -> None:
    lavrov = named(shared, "au/regulation8_consolidated-2022-05-04.xls", "au-dfat", "Sergei Viktorovich LAVROV")
    assert lavrov.properties["birthDate"] == ("1950-03-21",)
    lavrov = named(shared, "jp/mof-2022-11-02.xls", "jp-mof", "Sergey Lavrov")
    assert (lavrov.properties["birthDate"], lavrov.listings[0].listing_date) == (("1950-03-21",), "2022-03-01")
