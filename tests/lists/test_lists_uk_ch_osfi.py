# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""UK Sanctions List, Switzerland, and Canada's list of terrorist entities of 2010. All parties are invented."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from entourage.lists import read_list
from entourage.model import ListError, LoadedList

UK_XML = """<?xml version="1.0" encoding="utf-8"?>
<Designations><DateGenerated>12/02/2024</DateGenerated>
<Designation><LastUpdated>01/01/2023</LastUpdated><DateDesignated>29/06/2022</DateDesignated><UniqueID>RUS9001</UniqueID><OFSIGroupID>99001</OFSIGroupID>
<Names><Name><Name1>Ada</Name1><Name2>Ivanovna</Name2><Name6>EXAMPLE</Name6><NameType>Primary Name</NameType></Name>
<Name><Name6>EXEMPLE</Name6><Name1>Ada</Name1><NameType>Alias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name></Names>
<NonLatinNames><NonLatinName><NameNonLatinScript>Ада Пример</NameNonLatinScript></NonLatinName></NonLatinNames>
<RegimeName>The Russia (Sanctions) (EU Exit) Regulations 2019</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UK</DesignationSource>
<SanctionsImposed>Travel Ban|Trust Services Sanctions|Asset freeze</SanctionsImposed><OtherInformation>An invented person.</OtherInformation><UKStatementofReasons>For example.</UKStatementofReasons>
<Addresses><Address><AddressLine1>1 Example Street</AddressLine1><AddressPostalCode>101000</AddressPostalCode><AddressCountry>Russia</AddressCountry></Address></Addresses>
<IndividualDetails><Individual><DOBs><DOB>05/02/1969</DOB><DOB>dd/mm/1970</DOB></DOBs><Nationalities><Nationality>Russia</Nationality></Nationalities>
<BirthDetails><Location><TownOfBirth>Omsk</TownOfBirth><CountryOfBirth>Russia</CountryOfBirth></Location></BirthDetails><Positions><Position>Minister</Position></Positions>
<PassportDetails><Passport><PassportNumber>717637093</PassportNumber></Passport></PassportDetails><Genders><Gender>Female</Gender></Genders></Individual></IndividualDetails></Designation>
<Designation><UniqueID>DPR9002</UniqueID><DateDesignated>03/10/2017</DateDesignated><Names><Name><Name6>EXAMPLE STAR</Name6><NameType>Primary Name</NameType></Name></Names>
<RegimeName>DPRK</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip><SanctionsImposed>Prohibition of port entry</SanctionsImposed><ShipDetails><Ship><IMONumbers><IMONumber>9187629</IMONumber></IMONumbers></Ship></ShipDetails></Designation>
<Designation><Names><Name><Name6>NOBODY</Name6></Name></Names></Designation>
</Designations>"""
UK_CSV = """Report Date: 05-Jan-2026,,,,,,,,,,,,
Last Updated,Unique ID,OFSI Group ID,Name 6,Name 1,Name type,Alias strength,Regime Name,Designation Type,Sanctions Imposed,Date Designated,D.O.B,Nationality(/ies)
01/01/2023,RUS9001,99001,EXAMPLE,Ada,Primary Name,,Russia,Individual,Travel Ban,29/06/2022,05/02/1969,Russia
01/01/2023,RUS9001,99001,EXEMPLE,Ada,Alias,Good quality a.k.a,Russia,Individual,Travel Ban,29/06/2022,dd/mm/1970,Russia
,,,,,,,,,,,,
"""


def load(tmp_path: Path, text: str, name: str, dataset: str) -> LoadedList:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_list([path], dataset=dataset)


def test_uk_xml(tmp_path: Path) -> None:
    loaded = load(tmp_path, UK_XML, "list.xml", "uk-sl")
    assert (loaded.snapshot.date, loaded.snapshot.records_read, loaded.snapshot.records_kept) == ("2024-02-12", 3, 2)
    assert [entry.reason for entry in loaded.snapshot.dropped] == ["row without a Unique ID"]
    ada, ship = loaded.parties
    assert ada.properties == {
        "name": ("Ada Ivanovna EXAMPLE",), "lastName": ("EXAMPLE",), "firstName": ("Ada",), "fatherName": ("Ivanovna",),
        "weakAlias": ("Ada EXEMPLE",), "alias": ("Ада Пример",), "birthDate": ("1969-02-05", "1970"),
        "birthPlace": ("Omsk, Russia",), "nationality": ("ru",), "gender": ("female",), "position": ("Minister",),
        "address": ("1 Example Street, 101000, Russia",), "country": ("ru",), "passportNumber": ("717637093",),
        "notes": ("An invented person.",), "program": ("The Russia (Sanctions) (EU Exit) Regulations 2019",), "topics": ("sanction",),
    }  # fmt: skip
    (listing,) = ada.listings
    assert (listing.listing_date, listing.legal_effect, listing.record_id, listing.reason) == (
        "2022-06-29", "blocking", "RUS9001", "For example.",
    )  # fmt: skip
    assert (ship.schema, ship.properties["imoNumber"], ship.listings[0].legal_effect) == (
        "Vessel",
        ("9187629",),
        "unknown",
    )


def test_uk_csv(tmp_path: Path) -> None:
    loaded = load(tmp_path, UK_CSV, "list.csv", "uk-sl")
    (ada,) = loaded.parties
    assert (loaded.snapshot.date, loaded.snapshot.records_kept) == ("2026-01-05", 2)
    assert (ada.caption, ada.properties["alias"]) == ("Ada EXAMPLE", ("Ada EXEMPLE",))
    assert ada.properties["birthDate"] == ("1969-02-05", "1970")
    assert (ada.listings[0].legal_effect, ada.listings[0].listing_date) == ("travel ban", "2022-06-29")


@pytest.mark.parametrize(
    ("imposed", "effect"),
    [
        ("Asset freeze, Travel Ban", "blocking"), ("Travel Ban", "travel ban"), ("Trust Services Sanctions", "sectoral"),
        ("Arms embargo", "trade control"), ("Shipping sanctions", "unknown"), ("", "unknown"),
    ],
)  # fmt: skip
def test_uk_what_is_imposed_is_what_it_means(tmp_path: Path, imposed: str, effect: str) -> None:
    row = {
        "Unique ID": "RUS1",
        "Name": "EXAMPLE Ada Ivanovna",
        "Type": "Individual",
        "Regime Name": "Russia",
        "Date Designated": "29-06-2022",
        "Sanctions Imposed": imposed,
    }
    (ada,) = load(tmp_path, msgspec.json.encode([row]).decode(), "list.json", "uk-sl").parties
    assert (ada.caption, ada.properties["lastName"], ada.listings[0].legal_effect) == (
        "Ada Ivanovna EXAMPLE",
        ("EXAMPLE",),
        effect,
    )
    assert ada.listings[0].listing_date == "2022-06-29"


CH = """<?xml version="1.0" encoding="UTF-8"?>
<swiss-sanctions-list list-type="full" date="2022-05-04">
<sanctions-program ssid="1"><program-key lang="eng">Ukraine</program-key><program-key lang="ger">Ukraine-G</program-key>
<sanctions-set ssid="12" lang="ger">Anhang 8</sanctions-set><sanctions-set ssid="12" lang="eng">Annex 8</sanctions-set></sanctions-program>
<target ssid="900"><sanctions-set-id>12</sanctions-set-id>
<individual sex="female"><identity ssid="1" main="true">
<name name-type="alias" quality="low"><name-part order="1" name-part-type="whole-name"><value>Adinka</value></name-part></name>
<name name-type="primary-name" quality="good"><name-part order="1" name-part-type="family-name"><value>Example</value><spelling-variant>Exemple</spelling-variant></name-part><name-part order="2" name-part-type="given-name"><value>Ada</value></name-part></name>
<nationality><country iso-code="RU">Russia</country></nationality><day-month-year day="3" month="1" year="1961" calendar="Gregorian"/><place-of-birth place-id="70"/>
<identification-document document-type="passport"><number>A1</number></identification-document></identity>
<justification>For example.</justification></individual>
<modification modification-type="listed" effective-date="2022-03-04"/><modification modification-type="amended" effective-date="2022-04-01"/></target>
<target ssid="901"><sanctions-set-id>12</sanctions-set-id><entity><identity main="true"><name name-type="primary-name"><name-part order="1" name-part-type="whole-name"><value>Example Bank</value></name-part></name></identity></entity>
<modification modification-type="listed" effective-date="2020-03-04"/><modification modification-type="de-listed" effective-date="2021-04-01"/></target>
<place ssid="70"><location>Omsk</location><country iso-code="RU">Russia</country></place>
</swiss-sanctions-list>"""


def test_swiss_targets(tmp_path: Path) -> None:
    loaded = load(tmp_path, CH, "list.xml", "ch-seco")
    ada, bank = loaded.parties
    assert loaded.snapshot.date == "2022-05-04"
    assert (ada.caption, ada.properties["alias"], ada.properties["weakAlias"]) == (
        "Ada Example",
        ("Ada Exemple",),
        ("Adinka",),
    )
    assert (ada.properties["birthDate"], ada.properties["birthPlace"]) == (("1961-01-03",), ("Omsk, Russia",))
    listing = ada.listings[0]
    assert (listing.program, listing.listing_date, listing.end_date, listing.legal_effect) == (
        "Ukraine: Annex 8",
        "2022-03-04",
        "",
        "unknown",
    )
    assert (bank.schema, bank.listings[0].end_date) == ("Organization", "2021-04-01")


def test_the_swiss_skeleton_has_no_targets(shared: Path) -> None:
    with pytest.raises(ListError) as caught:
        read_list([shared / "lists" / "formats" / "ch" / "seco-structure.synthetic.xml"], dataset="ch-seco")
    assert caught.value.code == "list-empty"


OSFI = """Consolidated List of Names\t\t\t
PART B\t\t\t
"(Names added in bold)."\t\t\t
ID #2\tEntity\tAddress/Other Information\tBasis3 (UNSC = x; CC = Criminal Code)
2.00\tExample Organisation (EXO)\tSomewhere\t"UNSC (October 6, 2001); CC (February 12, 2003)"
2.01\tBeispiel révolutionnaire\t\t"CC (February 12, 2003)"
3.00\tSample Group\t\tCC (July 23 2002)
\t\t\t
"1 This consolidated list has features."\t\t\t
"""


def test_terrorist_entities_of_2010(tmp_path: Path) -> None:
    path = tmp_path / "entstld_e.txt"
    path.write_bytes(OSFI.encode("cp1252"))
    loaded = read_list([path], dataset="ca-osfi")
    one, other = loaded.parties
    assert (loaded.snapshot.records_read, loaded.snapshot.records_kept, loaded.snapshot.notes) == (
        3,
        3,
        ("1 lines of foot notes",),
    )
    assert one.properties["alias"] == ("Example Organisation", "EXO", "Beispiel révolutionnaire")
    assert (one.listings[0].program, one.listings[0].listing_date) == ("UNSC; CC", "2001-10-06")
    assert (other.listings[0].listing_date, other.listings[0].legal_effect) == ("2002-07-23", "blocking")
