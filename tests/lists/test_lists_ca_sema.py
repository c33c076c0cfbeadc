# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""The reader of Canada's list, on small files in its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.lists.readers.ca_sema import regime_of
from entourage.model import ListedParty, ListError

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<data-set xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'


def load(tmp_path: Path, *records: str, name: str = "sema.xml") -> tuple[ListedParty, ...]:
    path = tmp_path / name
    path.write_text(
        HEAD + "".join(f"<record>{record}</record>" for record in records) + "</data-set>", encoding="utf-8"
    )
    return read_list([path], dataset="ca-sema").parties


PERSON = (
    "<Country>Russia / Russie</Country><LastName>EXAMPLE</LastName><GivenName>Ada\u00a0Ivanovna </GivenName>"
    "<Aliases>Ада Ивановна Пример; Ada Exemple</Aliases><DateOfBirth>1961-01-03</DateOfBirth>"
    "<Schedule>1</Schedule><Item>7</Item>"
)


def test_a_person_of_the_tags_of_2020_to_2023(tmp_path: Path) -> None:
    (party,) = load(tmp_path, PERSON)
    assert party.id == "ca-sema-russia-1-7"
    assert (party.schema, party.caption) == ("Person", "Ada Ivanovna EXAMPLE")
    assert party.properties == {
        "name": ("Ada Ivanovna EXAMPLE",),
        "lastName": ("EXAMPLE",),
        "firstName": ("Ada",),
        "fatherName": ("Ivanovna",),
        "alias": ("Ада Ивановна Пример", "Ada Exemple"),
        "birthDate": ("1961-01-03",),
        "program": ("Russia",),
        "topics": ("sanction",),
    }
    (listing,) = party.listings
    assert (listing.authority, listing.program, listing.record_id) == ("Global Affairs Canada", "Russia", "Russia/1/7")
    assert (listing.legal_effect, listing.listing_date, listing.locator) == ("blocking", "", "record 1")
    assert listing.record["GivenName"] == "Ada\u00a0Ivanovna"


def test_the_regime_is_no_nationality(tmp_path: Path) -> None:
    (party,) = load(tmp_path, PERSON.replace("Russia / Russie", "Ukraine"))
    assert "nationality" not in party.properties
    assert "country" not in party.properties
    assert party.listings[0].program == "Ukraine"


def test_the_tags_of_2026_with_ships_and_days_of_listing(tmp_path: Path) -> None:
    ship, person = load(
        tmp_path,
        "<Country>Russia / Russie</Country><EntityOrShip>M/V Example\u00a0</EntityOrShip><TitleOrShip>General Cargo</TitleOrShip>"
        "<ShipIMONumber>8517839</ShipIMONumber><DateOfBirthOrShipBuildDate>1986</DateOfBirthOrShipBuildDate>"
        "<Schedule>1.1</Schedule><Item>2</Item><DateOfListing>2025-06-13</DateOfListing>",
        "<Country>Myanmar (Burma) / Myanmar (Birmanie)</Country><GivenName>Than Example</GivenName>"
        "<DateOfBirthOrShipBuildDate>1933-02-02</DateOfBirthOrShipBuildDate><TitleOrShip>General</TitleOrShip>"
        "<Schedule>Part 2</Schedule><Item>1</Item><DateOfListing>2012-04-24</DateOfListing>",
    )
    assert (ship.schema, ship.caption) == ("Vessel", "M/V Example")
    assert ship.properties["imoNumber"] == ("8517839",)
    assert ship.properties["buildDate"] == ("1986",)
    assert ship.properties["type"] == ("General Cargo",)
    assert (ship.listings[0].legal_effect, ship.listings[0].listing_date) == ("unknown", "2025-06-13")
    assert (person.schema, person.caption) == ("Person", "Than Example")
    assert person.properties["position"] == ("General",)
    assert "lastName" not in person.properties
    assert (person.listings[0].legal_effect, person.listings[0].listing_date) == ("blocking", "2012-04-24")


@pytest.mark.parametrize(
    ("country", "schedule", "effect", "program"),
    [
        ("Russia / Russie", "1", "blocking", "Russia"),
        ("Russia / Russie", "1, Part 2", "blocking", "Russia"),
        ("Russia / Russie", "1,Part 3", "blocking", "Russia"),
        ("Russia / Russie", "2", "sectoral", "Russia"),
        ("Russia / Russie", "3", "sectoral", "Russia"),
        ("Russia / Russie", "1.1", "unknown", "Russia"),
        ("Ukraine", "1, Part 2", "blocking", "Ukraine"),
        ("Venezuela ", "", "blocking", "Venezuela"),
        ("Zimbabwe", "N/A", "blocking", "Zimbabwe"),
        ("Belarus / Bélarus", "", "unknown", "Belarus"),
        ("China/Chine", "1, Part 1", "blocking", "China"),
        ("Atlantis", "1", "unknown", "Atlantis"),
    ],
)
def test_legal_effect_by_schedule(tmp_path: Path, country: str, schedule: str, effect: str, program: str) -> None:
    tag = f"<Schedule>{schedule}</Schedule>" if schedule else ""
    (party,) = load(tmp_path, f"<Country>{country}</Country><Entity>Example Company</Entity>{tag}<Item>1</Item>")
    assert (party.listings[0].legal_effect, party.listings[0].program) == (effect, program)


@pytest.mark.parametrize(
    ("printed", "regime"),
    [
        ("Venezuela ", "Venezuela"),
        ("China / Chine", "China"),
        ("Burma / Birmanie", "Burma"),
        ("Myanmar (Burma / Birmanie)", "Myanmar (Burma)"),
        (
            "Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR) / \u00a0Règlement relatif (RJVDEC)",
            "JVCFOR",
        ),
    ],
)
def test_names_of_regimes(printed: str, regime: str) -> None:
    assert regime_of(printed) == regime


def test_a_birth_date_that_a_spreadsheet_damaged_stays_as_printed(tmp_path: Path) -> None:
    (party,) = load(tmp_path, PERSON.replace("1961-01-03", "Sep-99"))
    assert "birthDate" not in party.properties
    assert party.properties["notes"] == ("DateOfBirth as printed: Sep-99",)


def test_one_person_under_two_regimes_is_one_party_only_with_the_same_birth_date(tmp_path: Path) -> None:
    twice = load(tmp_path, PERSON, PERSON.replace("Russia / Russie", "Ukraine"))
    assert [len(party.listings) for party in twice] == [2]
    assert twice[0].properties["program"] == ("Russia", "Ukraine")
    other = load(tmp_path, PERSON, PERSON.replace("1961-01-03", "1961"))
    assert [len(party.listings) for party in other] == [1, 1]


def test_records_that_share_country_schedule_and_item_have_ids_of_their_own(tmp_path: Path) -> None:
    found = load(tmp_path, PERSON, PERSON.replace("Ada", "Eva").replace("1961-01-03", "1970"))
    assert [party.id for party in found] == ["ca-sema-russia-1-7", "ca-sema-russia-1-7-2"]


def test_a_record_without_a_name_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "sema.xml"
    path.write_text(f"{HEAD}<record>{PERSON}</record><record><Country>Iran</Country></record></data-set>")
    snapshot = read_list([path], dataset="ca-sema").snapshot
    assert (snapshot.records_read, snapshot.records_kept) == (2, 1)
    assert [(entry.reason, entry.count) for entry in snapshot.dropped] == [("record without a name", 1)]


def test_records_turned_into_json_are_read_alike(tmp_path: Path) -> None:
    (from_xml,) = load(tmp_path, PERSON)
    arrays = tmp_path / "arrays.json"
    arrays.write_text(
        '{"data-set": {"record": [{"Country": ["Russia / Russie"], "LastName": ["EXAMPLE"], "GivenName": ["Ada Ivanovna"], '
        '"Aliases": ["Ада Ивановна Пример; Ada Exemple"], "DateOfBirth": ["1961-01-03"], "Schedule": ["1"], "Item": ["7"]}]}}',
        encoding="utf-8",
    )
    (from_json,) = read_list([arrays], dataset="ca-sema").parties
    assert from_json.properties == from_xml.properties
    flat = tmp_path / "flat.json"
    flat.write_text(
        '{"record": [{"Country": "Iran", "LastName": [], "GivenName": "Ada", "Schedule": "1", "Item": "2"}]}'
    )
    assert read_list([flat], dataset="ca-sema").parties[0].caption == "Ada"


@pytest.mark.parametrize("text", ['{"record": [{"Country": "Ir', '{"record": 3}', '{"record": [1]}', "[" * 100_000])
def test_broken_json_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sema.json"
    path.write_text(text)
    with pytest.raises(ListError) as caught:
        read_list([path], dataset="ca-sema")
    assert caught.value.code in ("json-broken", "wrong-format")
