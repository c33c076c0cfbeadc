# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""The reader of OFAC's XML files, on small files in their form."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.model import ListError, LoadedList

SPACE = "http://tempuri.org/sdnList.xsd"
PERSON = """<sdnEntry><uid>101</uid><firstName>Ada Ivanovna</firstName><lastName>EXAMPLE</lastName>
<title>Minister of Examples; Chair</title><sdnType>Individual</sdnType><remarks>(Linked To: EXAMPLE BANK)</remarks>
<programList><program>RUSSIA-EO14024</program><program>CYBER2</program></programList>
<idList><id><uid>1</uid><idType>Passport</idType><idNumber>BE5978421</idNumber><idCountry>Russia</idCountry>
<issueDate>14 Nov 2007</issueDate><expirationDate>12 Nov 2012</expirationDate></id>
<id><uid>2</uid><idType>Gender</idType><idNumber>Female</idNumber></id>
<id><uid>3</uid><idType>Unheard-of Fact</idType><idNumber>so it is</idNumber></id></idList>
<akaList><aka><uid>4</uid><type>a.k.a.</type><category>strong</category><lastName>EXEMPLE</lastName><firstName>Ada</firstName></aka>
<aka><uid>5</uid><type>a.k.a.</type><category>weak</category><lastName>Shorty</lastName></aka></akaList>
<addressList><address><uid>6</uid><address1>1 Example Street</address1><city>Moscow</city><country>Russia</country></address></addressList>
<nationalityList><nationality><uid>7</uid><country>Russia</country><mainEntry>true</mainEntry></nationality></nationalityList>
<dateOfBirthList><dateOfBirthItem><uid>8</uid><dateOfBirth>1960 to 1962</dateOfBirth></dateOfBirthItem>
<dateOfBirthItem><uid>9</uid><dateOfBirth>unknown</dateOfBirth></dateOfBirthItem></dateOfBirthList>
<placeOfBirthList><placeOfBirthItem><uid>10</uid><placeOfBirth>Sargodha, Pakistan</placeOfBirth></placeOfBirthItem></placeOfBirthList>
</sdnEntry>"""
SHIP = """<sdnEntry><uid>103</uid><lastName>EXAMPLE STAR</lastName><sdnType>Vessel</sdnType>
<programList><program>IRAN</program></programList><idList><id><idType>Vessel Registration Identification</idType>
<idNumber>IMO 9187629</idNumber></id></idList><vesselInfo><callSign>EPAB9</callSign><vesselType>Crude Oil Tanker</vesselType>
<vesselFlag>Iran</vesselFlag><vesselOwner>Example Lines</vesselOwner><tonnage>99000</tonnage></vesselInfo></sdnEntry>"""
SSI = """<sdnEntry><uid>104</uid><lastName>EXAMPLE OIL</lastName><sdnType>Entity</sdnType>
<programList><program>UKRAINE-EO13662</program></programList></sdnEntry>"""


def load(
    tmp_path: Path, *entries: str, count: str | None = None, dataset: str = "us-ofac-sdn", space: str = SPACE, head: str = ""
) -> LoadedList:  # fmt: skip
    path = tmp_path / "list.xml"
    stated = str(len(entries)) if count is None else count
    path.write_text(
        f'<?xml version="1.0" standalone="yes"?>{head}<sdnList xmlns="{space}"><publshInformation>'
        f"<Publish_Date>04/05/2020</Publish_Date><Record_Count>{stated}</Record_Count></publshInformation>"
        f"{''.join(entries)}</sdnList>",
        encoding="utf-8",
    )
    return read_list([path], dataset=dataset)


def test_individuals_and_ships(tmp_path: Path) -> None:
    loaded = load(tmp_path, PERSON, SHIP)
    person, ship = loaded.parties
    assert (person.id, person.schema, person.caption) == ("us-ofac-sdn-101", "Person", "Ada Ivanovna EXAMPLE")
    assert person.properties == {
        "name": ("Ada Ivanovna EXAMPLE",),
        "lastName": ("EXAMPLE",),
        "firstName": ("Ada",),
        "fatherName": ("Ivanovna",),
        "alias": ("Ada EXEMPLE",),
        "weakAlias": ("Shorty",),
        "address": ("1 Example Street, Moscow, Russia",),
        "country": ("ru",),
        "position": ("Minister of Examples", "Chair"),
        "birthDate": ("1960", "1961", "1962"),
        "notes": ("DOB unknown", "Unheard-of Fact so it is", "(Linked To: EXAMPLE BANK)"),
        "birthPlace": ("Sargodha, Pakistan",),
        "nationality": ("ru",),
        "passportNumber": ("BE5978421",),
        "gender": ("female",),
        "program": ("RUSSIA-EO14024", "CYBER2"),
        "topics": ("sanction",),
    }
    (listing,) = person.listings
    assert (listing.record_id, listing.program, listing.legal_effect) == ("101", "RUSSIA-EO14024; CYBER2", "blocking")
    assert listing.record["akaList"] == "a.k.a., strong, EXEMPLE, Ada; a.k.a., weak, Shorty"
    assert (ship.schema, ship.properties["imoNumber"], ship.properties["flag"]) == ("Vessel", ("9187629",), ("ir",))
    assert ship.properties["notes"] == ("Vessel owner: Example Lines",)
    assert (loaded.snapshot.date, loaded.snapshot.date_origin) == ("2020-04-05", "in the file")


def test_the_namespace_may_change(tmp_path: Path) -> None:
    assert load(tmp_path, SHIP, space="https://example.org/XML").parties[0].caption == "EXAMPLE STAR"


def test_a_part_of_the_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError) as caught:
        load(tmp_path, PERSON, SHIP, count="8197")
    assert caught.value.code == "list-truncated"
    assert load(tmp_path, PERSON, count="many").snapshot.records_read == 1


def test_the_non_sdn_list_is_not_taken_for_the_sdn_list(tmp_path: Path) -> None:
    with pytest.raises(ListError) as caught:
        load(tmp_path, SSI)
    assert (caught.value.code, "us-ofac-cons" in caught.value.hint) == ("wrong-format", True)
    assert load(tmp_path, SSI, dataset="us-ofac-cons").parties[0].listings[0].legal_effect == "sectoral"


def test_entities_of_xml_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError) as caught:
        load(tmp_path, PERSON, head='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')
    assert caught.value.code == "xml-declares-entities"


def test_of_a_folder_with_both_forms_the_csv_set_is_read(tmp_path: Path) -> None:
    load(tmp_path, PERSON)
    folder = tmp_path
    assert read_list([folder], dataset="us-ofac-sdn").snapshot.files == ("list.xml",)
    nulls = ",-0- " * 8
    (folder / "sdn.csv").write_text(f'7,"EXAMPLE LTD",-0- ,"IRAN"{nulls}\r\n', encoding="ascii")
    assert read_list([folder], dataset="us-ofac-sdn").snapshot.files == ("sdn.csv",)
