# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""What is odd in the authorities' files, trap by trap: one test each, on a small file written from the fact.

Where only the real file shows the trap, it is read through the fixture of outside data. Australia, Japan, Ukraine and the
EU's older forms have their traps in test_lists_au_jp_ua.py and test_lists_eu_legacy.py. All parties are invented unless the
record is the real one.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.lists.aliases import split_aliases
from entourage.lists.dates import parse_birth
from entourage.lists.readers.ca_sema import regime_of
from entourage.model import ListedParty, LoadedList

NULL = ",-0- " * 7


def load(tmp_path: Path, dataset: str, **files: str | bytes) -> LoadedList:
    paths = []
    for name, content in files.items():
        path = tmp_path / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return read_list(paths, dataset=dataset)


def sdn(number: int, name: str, kind: str, program: str = "SYRIA", remarks: str = "-0-") -> str:
    text = remarks if remarks == "-0-" else f'"{remarks}"'
    return f'{number},"{name}",{kind},"{program}"{NULL},{text}'


PERSON = '"individual"'


# --- OFAC CSV


@pytest.mark.parametrize("end", ["\r\n\x1a", "\r\n", "\n", "", "\n\x1a\n"])
@pytest.mark.parametrize("sign", ["\r\n", "\n"])
def test_ofac_end_mark_and_line_ends(tmp_path: Path, sign: str, end: str) -> None:
    text = sign.join([sdn(1, "EXAMPLE, Ada", PERSON), sdn(2, "EXAMPLE BANK", "-0- ")]) + end
    assert [party.caption for party in load(tmp_path, "us-ofac-sdn", sdn__csv=text).parties] == [
        "Ada EXAMPLE",
        "EXAMPLE BANK",
    ]


def test_ofac_nulls_with_and_without_a_blank_leave_nothing(tmp_path: Path) -> None:
    (bank,) = load(tmp_path, "us-ofac-sdn", sdn__csv=sdn(2, "EXAMPLE BANK", "-0- ")).parties
    assert bank.schema == "Organization"
    assert "-0-" not in str(bank)


def test_ofac_an_individual_without_a_comma(tmp_path: Path) -> None:
    (ada,) = load(tmp_path, "us-ofac-sdn", sdn__csv=sdn(1, "ADAEXAMPLE", PERSON)).parties
    assert (ada.schema, ada.caption, "lastName" in ada.properties) == ("Person", "ADAEXAMPLE", False)


def test_ofac_several_programmes_in_one_cell(tmp_path: Path) -> None:
    (ada,) = load(tmp_path, "us-ofac-sdn", sdn__csv=sdn(1, "EXAMPLE, Ada", PERSON, "SYRIA] [SYRIA-CAESAR")).parties
    assert ada.properties["program"] == ("SYRIA", "SYRIA-CAESAR")
    assert ada.listings[0].program == "SYRIA; SYRIA-CAESAR"


def test_ofac_weak_aliases_stand_in_the_remarks_only(tmp_path: Path) -> None:
    remarks = "DOB 1961; a.k.a. 'ADINKA'; alt. DOB 1962."
    (ada,) = load(tmp_path, "us-ofac-sdn", sdn__csv=sdn(1, "EXAMPLE, Ada", PERSON, remarks=remarks)).parties
    assert (ada.properties["weakAlias"], ada.properties["birthDate"]) == (("ADINKA",), ("1961", "1962"))


def test_ofac_remarks_go_on_in_the_middle_of_a_word_but_only_of_the_same_day(tmp_path: Path) -> None:
    cut = ("DOB 1961; " + "nothing; " * 200)[:992] + "POB Mos"
    cut = cut[: 1000 - len("POB Mos")] + "POB Mos"
    main = sdn(1, "EXAMPLE, Ada", PERSON, remarks=cut[:1000])
    (ada,) = load(tmp_path, "us-ofac-sdn", sdn__csv=main, sdn_comments__csv='1,"cow; Gender Female."').parties
    assert any("Moscow" in value for values in ada.properties.values() for value in values)
    other = load(tmp_path, "us-ofac-sdn", sdn__csv=main, sdn_comments__csv='7,"cow; Gender Female."')
    assert "was not used" in other.snapshot.notes[0]
    assert "gender" not in other.parties[0].properties


@pytest.mark.parametrize(
    ("printed", "dates"),
    [
        ("04 Dec 1951", ("1951-12-04",)),
        ("1958", ("1958",)),
        ("Jan 1962", ("1962-01",)),
        ("1958 to 1960", ("1958", "1959", "1960")),
        ("01 Jan 1950 to 31 Dec 1951", ("1950", "1951")),
        ("circa 1951", ("1950", "1951", "1952")),
    ],
)
def test_ofac_birth_dates(printed: str, dates: tuple[str, ...]) -> None:
    assert parse_birth(printed) == dates


def test_ofac_another_list_behind_the_end_mark_is_no_part_of_this_one(tmp_path: Path) -> None:
    text = sdn(1, "EXAMPLE, Ada", PERSON) + "\r\n\x1a" + sdn(9639, "SAMPLE, Bernard", PERSON, "NS-PLC") + "\r\n"
    loaded = load(tmp_path, "us-ofac-sdn", sdn__csv=text)
    assert [party.caption for party in loaded.parties] == ["Ada EXAMPLE"]
    (dropped,) = loaded.snapshot.dropped
    assert (dropped.reason, dropped.examples) == (
        "row after the end mark, of another list",
        ("sdn.csv line 2: 9639 SAMPLE, Bernard",),
    )


def test_ofac_numbers_are_not_in_order_of_publication(shared: Path) -> None:
    found = read_list([shared / "lists" / "us" / "sdn-2022-11"], dataset="us-ofac-sdn").parties
    numbers = {int(party.listings[0].record_id) for party in found}
    assert max(numbers) > 40_000
    assert 38241 not in numbers
    assert not any(party.caption.startswith("Vladimir Olegovich POTANIN") for party in found)


def test_ofac_aliases_without_a_main_record_are_counted(tmp_path: Path) -> None:
    loaded = load(tmp_path, "us-ofac-sdn", sdn__csv=sdn(1, "EXAMPLE, Ada", PERSON), alt__csv='9,1,"aka","NOBODY",-0- ')
    assert loaded.snapshot.notes == ("1 of 1 rows of alt.csv have no record in the main table: of another day?",)


def test_ofac_lines_that_a_spreadsheet_saved_as_one_cell(tmp_path: Path) -> None:
    rows = [sdn(1, "EXAMPLE, Ada", PERSON), sdn(2, "EXAMPLE BANK", "-0- ")]
    wrapped = "\r\n".join('"' + row.replace('"', '""') + '"' for row in rows)
    assert len(load(tmp_path, "us-ofac-sdn", sdn__csv=wrapped).parties) == 2


# --- Canada


def sema(**fields: str) -> str:
    given = {
        "Country": "Russia",
        "LastName": "EXAMPLE",
        "GivenName": "Ada Ivanovna",
        "Schedule": "1",
        "Item": "1",
    } | fields
    return "<record>" + "".join(f"<{tag}>{text}</{tag}>" for tag, text in given.items() if text) + "</record>"


def canada(tmp_path: Path, *records: str) -> tuple[ListedParty, ...]:
    return load(
        tmp_path, "ca-sema", sema__xml=f'<?xml version="1.0" encoding="UTF-8"?><data-set>{"".join(records)}</data-set>'
    ).parties


def test_canada_tags_of_both_generations_say_the_same(tmp_path: Path) -> None:
    (old,) = canada(tmp_path, sema(LastName="", GivenName="", Entity="Example Bank", DateOfBirth="1990", Title="Bank"))
    (new,) = canada(
        tmp_path,
        sema(
            LastName="",
            GivenName="",
            EntityOrShip="Example Bank",
            DateOfBirthOrShipBuildDate="1990",
            TitleOrShip="Bank",
        ),
    )
    assert old.properties == new.properties
    (ship,) = canada(
        tmp_path,
        sema(
            LastName="", GivenName="", EntityOrShip="Example Star", ShipIMONumber="9187629", DateOfListing="2025-12-12"
        ),
    )
    assert (ship.schema, ship.listings[0].listing_date) == ("Vessel", "2025-12-12")


@pytest.mark.parametrize(
    ("printed", "regime"),
    [
        ("Venezuela ", "Venezuela"), ("China/Chine", "China"), ("China / Chine", "China"), ("Russia / Russie", "Russia"),
        ("Justice for Victims of Corrupt Foreign\u00a0Officials (JVCFOR) / JVDEC", "JVCFOR"),
    ],
)  # fmt: skip
def test_canada_the_country_is_a_regime_and_no_nationality(tmp_path: Path, printed: str, regime: str) -> None:
    assert regime_of(printed) == regime
    (ada,) = canada(tmp_path, sema(Country=printed))
    assert (ada.listings[0].program, "nationality" in ada.properties) == (regime, False)


def test_canada_blanks_quotes_and_line_breaks(tmp_path: Path) -> None:
    (ada,) = canada(tmp_path, sema(LastName=" EXAM\u2019PLE\u00a0", GivenName="Ada\nIvanovna "))
    assert ada.caption == "Ada Ivanovna EXAM\u2019PLE"


@pytest.mark.parametrize(
    ("field", "person", "full"),
    [
        ("Andrei ", True, ("Andrei Ivanovich EXAMPLE",)),
        ("EXAMPEL", True, ("Andrey Ivanovich EXAMPEL",)),
        ("Andrii Example; Андрей Пример", True, ("Andrii Example", "Андрей Пример")),
        ("Example Bank, Ltd., Sample Bank", False, ("Example Bank, Ltd.", "Sample Bank")),
    ],
)
def test_canada_aliases_have_no_fixed_separator(field: str, person: bool, full: tuple[str, ...]) -> None:
    given, last = ("Andrey Ivanovich", "EXAMPLE") if person else ("", "")
    found = split_aliases(field, person=person, given=given, last=last).full
    assert found[: len(full)] == full or set(full) <= set(found)


def test_canada_surnames_in_any_case_or_missing(tmp_path: Path) -> None:
    people = canada(tmp_path, sema(LastName="Example"), sema(LastName="EXAMPLE", Item="2"), sema(LastName="", Item="3"))
    assert [party.schema for party in people] == ["Person"] * 3
    assert [party.properties.get("lastName") for party in people] == [("Example",), ("EXAMPLE",), None]
    data = json.dumps({"record": [{"Country": "Russia", "LastName": [], "GivenName": "Ada", "Item": "1"}]})
    (ada,) = load(tmp_path, "ca-sema", sema__json=data).parties
    assert (ada.schema, ada.caption) == ("Person", "Ada")


@pytest.mark.parametrize(
    ("printed", "dates"),
    [
        ("1961-01-03", ("1961-01-03",)), ("1950", ("1950",)), ("1964-03", ("1964-03",)), ("1963-1964", ("1963", "1964")),
        ("1972-08-10 or 1972-08-11", ("1972-08-10", "1972-08-11")), ("Sep-99", ()), ("born in the early 1970s", ()),
    ],
)  # fmt: skip
def test_canada_birth_dates(tmp_path: Path, printed: str, dates: tuple[str, ...]) -> None:
    (ada,) = canada(tmp_path, sema(DateOfBirth=printed))
    assert ada.properties.get("birthDate", ()) == dates
    assert (f"DateOfBirth as printed: {printed}" in ada.properties.get("notes", ())) is not bool(dates)


def test_canada_schedules_and_numbers_that_are_not_unique(tmp_path: Path) -> None:
    records = [sema(Schedule=s, Item="7") for s in ("1,Part 3", "1, Part 3", "1.1", "N/A", "")]
    found = canada(tmp_path, *records)
    assert [party.listings[0].record_id for party in found] == ["Russia/1, Part 3/7"] * 2 + [
        "Russia/1.1/7",
        "Russia/7",
        "Russia/7",
    ]
    assert len({party.id for party in found}) == 5


def test_canada_someone_listed_twice_is_one_only_with_a_birth_date(tmp_path: Path) -> None:
    twice = [sema(Country=country, DateOfBirth="1962-11-23") for country in ("Venezuela", "JVCFOR (JVCFOR)")]
    (one,) = canada(tmp_path, *twice)
    assert len(one.listings) == 2
    assert len(canada(tmp_path, sema(), sema(Country="Ukraine"))) == 2


def test_canada_misspellings_stay_as_printed(shared: Path) -> None:
    found = read_list([shared / "lists" / "ca" / "sema-lmes-2020-04.xml"], dataset="ca-sema").parties
    captions = " ".join(party.caption for party in found)
    assert all(word in captions for word in ("KOHZIN", "MOROV", "Alexsandr"))


# --- United Kingdom

HEAD = [
    "Name 6",
    "Name 1",
    "Name 2",
    "Name 3",
    "Name 4",
    "Name 5",
    "DOB",
    "Town of Birth",
    "Country of Birth",
    "Nationality",
    "Group Type",
    "Alias Type",
    "Regime",
    "Listed On",
    "Last Updated",
    "Group ID",
]


def conlist(tmp_path: Path, *rows: dict[str, str], encoding: str = "utf-8") -> tuple[ListedParty, ...]:
    base = {
        "Name 6": "EXAMPLE",
        "Name 1": "Ada",
        "Group Type": "Individual",
        "Alias Type": "Primary name",
        "Regime": "Russia",
        "Listed On": "10/03/2022",
        "Group ID": "901",
    }
    buffer = io.StringIO()
    buffer.write("Last Updated,13/04/2018" + "," * (len(HEAD) - 2) + "\r\n")
    writer = csv.DictWriter(buffer, HEAD, restval="")
    writer.writeheader()
    writer.writerows([base | row for row in rows])
    loaded = load(tmp_path, "uk-conlist", ConList__csv=buffer.getvalue().encode(encoding))
    assert loaded.snapshot.date == "2018-04-13"
    return loaded.parties


def test_uk_windows_1252_is_no_utf8(tmp_path: Path) -> None:
    (ada,) = conlist(tmp_path, {"Name 6": " O\u2019EXAMPLE "}, encoding="cp1252")
    assert ada.caption == "Ada O\u2019EXAMPLE"


@pytest.mark.parametrize("kind", ["Prime Alias", "Primary name", "Primary Name"])
def test_uk_hundreds_of_rows_are_one_party_whatever_the_kinds_are_called(tmp_path: Path, kind: str) -> None:
    rows = [{"Alias Type": "AKA", "Name 6": f"EXAMPLE{n}"} for n in range(250)]
    (ada,) = conlist(
        tmp_path, *rows, {"Alias Type": kind}, {"Alias Type": "Primary name variation", "Name 6": "EXEMPLE"}
    )
    assert (ada.caption, len(ada.properties["alias"])) == ("Ada EXAMPLE", 251)


def test_uk_dates_without_day_or_month_and_several_values_in_a_cell(tmp_path: Path) -> None:
    (ada,) = conlist(
        tmp_path,
        {"DOB": "00/00/1980", "Nationality": "1) Saudi Arabia 2) Qatar", "Town of Birth": "(1) Tripoli (2) Tunis"},
        {"DOB": "01/1957"},
    )
    assert ada.properties["birthDate"] == ("1980", "1957-01")
    assert ada.properties["nationality"] == ("sa", "qa")
    assert ada.properties["birthPlace"] == ("Tripoli", "Tunis")


# --- United Nations


@pytest.mark.parametrize(
    "prologue", ["<?xml version='1.0' encoding='UTF-8'?>", '<?xml version="1.0" encoding="UTF-8" standalone="no"?>', ""]
)
@pytest.mark.parametrize("generated", ["2018-12-27T18:02:07.123-05:00", "2026-02-27T00:00:09Z"])
def test_un_prologues_dates_of_generation_and_aliases(tmp_path: Path, prologue: str, generated: str) -> None:
    aliases = "".join(
        f"<INDIVIDUAL_ALIAS><QUALITY>{q}</QUALITY><ALIAS_NAME>{n}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        for q, n in (("Good", "Ada Exemple"), ("Low", "Adinka"), ("", "Ada Beispiel"), ("", ""))
    )
    births = "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1962</YEAR></INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1970</FROM_YEAR><TO_YEAR>1972</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH><DATE>1950-02-03</DATE></INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH/>"
    text = f'{prologue}<CONSOLIDATED_LIST dateGenerated="{generated}"><INDIVIDUALS><INDIVIDUAL><FIRST_NAME> ADA </FIRST_NAME><SECOND_NAME>EXAMPLE</SECOND_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.901</REFERENCE_NUMBER><LISTED_ON>2012-11-30</LISTED_ON>{aliases}{births}</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>'
    loaded = load(tmp_path, "un-sc", un__xml=text)
    (ada,) = loaded.parties
    assert (ada.caption, loaded.snapshot.date) == ("ADA EXAMPLE", generated[:10])
    assert (ada.properties["alias"], ada.properties["weakAlias"]) == (("Ada Exemple", "Ada Beispiel"), ("Adinka",))
    assert ada.properties["birthDate"] == ("1961", "1962", "1963", "1970", "1971", "1972", "1950-02-03")


# --- European Union


def test_eu_transliterations_of_other_languages_are_aliases(tmp_path: Path) -> None:
    names = '<nameAlias wholeName="Aleksandr Primer" nameLanguage="EN"/><nameAlias wholeName="Aleksandrs Primjer" nameLanguage="SV"/><nameAlias wholeName="Αλεξανδρος Πριμερ" nameLanguage="EL"/>'
    text = f'<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2022-03-18T14:52:26"><sanctionEntity euReferenceNumber="EU.1.1"><regulation programme="UKR"/><subjectType code="person"/>{names}</sanctionEntity></export>'
    (one,) = load(tmp_path, "eu-fsf", fsf__xml=text).parties
    assert (one.caption, one.properties["alias"]) == ("Aleksandr Primer", ("Aleksandrs Primjer", "Αλεξανδρος Πριμερ"))


# --- Denied Persons List


def test_bis_two_orders_of_date_and_impossible_days(tmp_path: Path) -> None:
    head = "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\tLast_Update\tAction\tFR_Citation"
    row = "ADA EXAMPLE\t1 EXAMPLE DRIVE\tMIAMI\tFL\tUS\t33018\t10/16/2017\t10/13/2020\tY\t3017-08-22\tFR NOTICE ADDED\t82 F.R. 1"
    loaded = load(tmp_path, "us-bis-dpl", dpl__txt=f"{head}\r\n{row}\r\n")
    (listing,) = loaded.parties[0].listings
    assert (listing.listing_date or listing.start_date, listing.end_date) == ("2017-10-16", "2020-10-13")
    assert any("3017-08-22" in note for note in loaded.snapshot.notes)


# --- third parties' combined tables


def test_a_combined_table_with_two_orders_of_date(tmp_path: Path) -> None:
    text = "full_name,entity_type,DOB\nAda Example,Individual,1973-03-25\nBernard Sample,Individual,26/12/1955\nCarla Beispiel,Individual,05/02/1969\nDan Muster,Individual,00/05/1960\n"
    found = load(tmp_path, "own-list", names__csv=text).parties
    assert [party.properties["birthDate"] for party in found] == [
        ("1973-03-25",),
        ("1955-12-26",),
        ("1969-02-05", "1969-05-02"),
        ("1960-05",),
    ]


# --- named-only reports and entry bans: a source for each row


@pytest.mark.parametrize(
    ("dataset", "effect", "topics"),
    [("us-caatsa-241", "named only", None), ("ru-entry-ban", "travel ban", ("sanction",))],
)
def test_being_named_or_barred_has_a_source_of_its_own_and_freezes_nothing(
    tmp_path: Path, dataset: str, effect: str, topics: tuple[str, ...] | None
) -> None:
    text = "name,listing date,source\nAda Example,2022-04-21,https://example.org/a\nBernard Sample,2022-04-21,https://example.org/b\n"
    found = load(tmp_path, dataset, names__csv=text).parties
    assert [party.listings[0].source_url for party in found] == ["https://example.org/a", "https://example.org/b"]
    assert {party.listings[0].legal_effect for party in found} == {effect}
    assert {party.listings[0].listing_date for party in found} == {"2022-04-21"}
    assert [party.properties.get("topics") for party in found] == [topics, topics]
