# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""The reader of the EU's financial sanctions (XML 1.1), on small files in its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.model import ListError, LoadedList

SPACE = "http://eu.europa.ec/fpi/fsd/export"
PERSON = """<sanctionEntity designationDate="{date}" designationDetails="" unitedNationId="" euReferenceNumber="EU.1.23" logicalId="77">
<remark>{remark}</remark>
<regulation regulationType="amendment" publicationDate="2022-04-08" entryIntoForceDate="2022-04-09" numberTitle="2022/581 (OJ L110)" programme="{programme}" logicalId="1"><publicationUrl>https://eur-lex.europa.eu/x</publicationUrl></regulation>
<subjectType code="person" classificationCode="P"/>
<nameAlias firstName="Ada" middleName="" lastName="Esempio" wholeName="Ada Esempio" nameLanguage="IT" strong="true" gender="F" function="Ministro"/>
<nameAlias firstName="Ada" middleName="Ivanovna" lastName="EXAMPLE" wholeName="Ada Ivanovna EXAMPLE" nameLanguage="EN" strong="true" gender="F" function="Minister of Examples" title="Dr."/>
<nameAlias wholeName="Ада Пример" nameLanguage="RU" strong="true"/>
<nameAlias wholeName="Ada Low" nameLanguage="" strong="true"><remark>low quality alias</remark></nameAlias>
<nameAlias wholeName="Ada Weak" nameLanguage="" strong="false"/>
<nameAlias wholeName="Adotschka" nameLanguage="DE" strong="true"/>
<citizenship countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"/><citizenship countryIso2Code="00" countryDescription="UNKNOWN"><remark>Possibly Ethiopian</remark></citizenship>
{birth}
<identification number="AB123456" identificationTypeCode="passport" identificationTypeDescription="National passport" countryIso2Code="RU" knownFalse="false"><remark>expired</remark></identification>
<identification number="ZZ999999" identificationTypeCode="passport" identificationTypeDescription="National passport" countryIso2Code="IT" knownFalse="true"/>
<address city="Moscow" street="1 Example Street" zipCode="1090" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"><contactInfo key="EMAIL" value="ada@example.org"/><contactInfo key="FAX" value="1234"/></address>
</sanctionEntity>"""
BIRTH = '<birthdate circa="false" calendarType="GREGORIAN" city="Moscow" birthdate="1961-01-03" year="1961" monthOfYear="1" dayOfMonth="3" countryIso2Code="00" countryDescription="UNKNOWN"/>'
COMPANY = '<sanctionEntity euReferenceNumber="EU.9.9" logicalId="78"><regulation programme="NEW" publicationDate="2020-01-01"/><subjectType code="enterprise"/><nameAlias wholeName="Example Bank" nameLanguage="" strong="true" function="Bank"/></sanctionEntity>'


def person(*, date: str = "2022-04-08", birth: str = BIRTH, remark: str = "An invented person.", programme: str = "UKR") -> str:  # fmt: skip
    return PERSON.format(date=date, birth=birth, remark=remark, programme=programme)


def load(tmp_path: Path, *entities: str, head: str = "", space: str = SPACE) -> LoadedList:
    path = tmp_path / "fsf.xml"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{head}<export xmlns="{space}" '
        f'generationDate="2022-05-04T14:52:26.947+02:00" globalFileId="1">{"".join(entities)}</export>',
        encoding="utf-8",
    )
    return read_list([path], dataset="eu-fsf")


def test_persons_and_enterprises(tmp_path: Path) -> None:
    loaded = load(tmp_path, person(), COMPANY)
    ada, bank = loaded.parties
    assert (ada.id, ada.schema, ada.caption) == ("eu-fsf-eu.1.23", "Person", "Ada Ivanovna EXAMPLE")
    assert ada.properties == {
        "name": ("Ada Ivanovna EXAMPLE",),
        "lastName": ("EXAMPLE",),
        "firstName": ("Ada",),
        "fatherName": ("Ivanovna",),
        "alias": ("Ada Esempio", "Ада Пример"),
        "weakAlias": ("Ada Low", "Ada Weak", "Adotschka"),
        "position": ("Ministro", "Minister of Examples"),
        "gender": ("female",),
        "title": ("Dr.",),
        "notes": (
            "Ada Low: low quality alias",
            "Possibly Ethiopian",
            "National passport AB123456: expired",
            "false document: ZZ999999",
            "FAX: 1234",
            "An invented person.",
        ),
        "birthDate": ("1961-01-03",),
        "birthPlace": ("Moscow",),
        "nationality": ("ru",),
        "passportNumber": ("AB123456",),
        "country": ("ru",),
        "address": ("1 Example Street, 1090, Moscow, RUSSIAN FEDERATION",),
        "email": ("ada@example.org",),
        "program": ("UKR",),
        "topics": ("sanction",),
    }
    (listing,) = ada.listings
    assert (listing.record_id, listing.listing_date, listing.legal_effect) == ("EU.1.23", "2022-04-08", "blocking")
    assert listing.source_url == "https://eur-lex.europa.eu/x"
    assert listing.record["euReferenceNumber"] == "EU.1.23"
    assert "Ada Weak" in listing.record["nameAlias"]
    assert (bank.schema, bank.listings[0].legal_effect) == ("Organization", "unknown")
    snapshot = loaded.snapshot
    assert (snapshot.date, snapshot.date_origin, snapshot.records_read) == ("2022-05-04", "in the file", 2)


def test_the_date_of_an_amendment_is_no_day_of_listing(tmp_path: Path) -> None:
    assert load(tmp_path, person(date="")).parties[0].listings[0].listing_date == ""


@pytest.mark.parametrize(
    ("remark", "date"),
    [
        ("Date of listing: 23.1.2012.", "2012-01-23"),
        ("Date of listing 12/04/2011", "2011-04-12"),
        ("Date of UN designation: 1.12.2011", ""),
        ("Date of listing: 1.1.2011; Date of listing: 1.2.2012", ""),
    ],
)
def test_a_day_of_listing_in_the_remarks(tmp_path: Path, remark: str, date: str) -> None:
    assert load(tmp_path, person(date="", remark=remark)).parties[0].listings[0].listing_date == date


@pytest.mark.parametrize(
    ("birth", "dates"),
    [
        ('circa="false" calendarType="GREGORIAN" year="1971"', ("1971",)),
        ('circa="false" calendarType="GREGORIAN" year="1971" monthOfYear="5"', ("1971-05",)),
        ('circa="true" calendarType="GREGORIAN" year="1971"', ("1970", "1971", "1972")),
        ('circa="true" calendarType="GREGORIAN" yearRangeFrom="1968" yearRangeTo="1970"', ("1968", "1969", "1970")),
        ('circa="false" calendarType="ISLAMIC" year="1402" monthOfYear="6"', ()),
        ('circa="false" calendarType="ISLAMIC" year="1402" birthdate="1982-04-19"', ("1982-04-19",)),
        ('circa="false" calendarType="GREGORIAN" year=""', ()),
    ],
)  # fmt: skip
def test_birth_dates(tmp_path: Path, birth: str, dates: tuple[str, ...]) -> None:
    ada = load(tmp_path, person(birth=f"<birthdate {birth}/>")).parties[0]
    assert ada.properties.get("birthDate", ()) == dates


def test_a_year_of_another_calendar_stays_in_the_notes(tmp_path: Path) -> None:
    ada = load(tmp_path, person(birth='<birthdate calendarType="ISLAMIC" year="1402"/>')).parties[0]
    assert "birth date as printed: 1402, ISLAMIC" in ada.properties["notes"]


def test_a_record_without_a_name_is_counted(tmp_path: Path) -> None:
    snapshot = load(tmp_path, person(), '<sanctionEntity logicalId="3"/>').snapshot
    assert [(entry.reason, entry.count) for entry in snapshot.dropped] == [("record without a name", 1)]
    assert snapshot.records_read == 2


def test_hostile_and_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError) as bomb:
        load(tmp_path, person(), head='<!DOCTYPE x [<!ENTITY a "aaaa">]>')
    assert bomb.value.code == "xml-declares-entities"
    path = tmp_path / "whole.xml"
    path.write_text('<?xml version="1.0"?><PART Date="2016-02-11"><ENTITY Id="1"/></PART>', encoding="utf-8")
    with pytest.raises(ListError) as other:
        read_list([path], dataset="eu-fsf")
    assert other.value.code == "wrong-format"
    whole = (tmp_path / "fsf.xml").read_bytes().replace(b'<!DOCTYPE x [<!ENTITY a "aaaa">]>', b"")
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ListError) as cut:
        read_list([path], dataset="eu-fsf")
    assert cut.value.code == "xml-broken"


def test_the_namespace_may_change(tmp_path: Path) -> None:
    assert load(tmp_path, COMPANY, space="https://example.org/export/2").parties[0].caption == "Example Bank"


def test_the_file_is_recognised_under_another_name(tmp_path: Path) -> None:
    load(tmp_path, COMPANY)
    for dataset, code in (("my-own-names", "unknown-dataset"), ("un-sc", "wrong-format")):
        with pytest.raises(ListError) as caught:
            read_list([tmp_path / "fsf.xml"], dataset=dataset)
        assert (caught.value.code, "--as eu-fsf" in caught.value.hint) == (code, True)
