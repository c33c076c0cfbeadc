# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""The reader of the UN Security Council's list, on small files in its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.model import ListError, LoadedList

PERSON = """<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME> ADA </FIRST_NAME><SECOND_NAME>EXAMPLE</SECOND_NAME><THIRD_NAME/>
<UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.901</REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON><GENDER>Female</GENDER>
<NAME_ORIGINAL_SCRIPT>آدا مثال</NAME_ORIGINAL_SCRIPT><COMMENTS1>An invented person.</COMMENTS1>
<TITLE><VALUE>Dr.</VALUE></TITLE><DESIGNATION><VALUE>Minister of Examples</VALUE></DESIGNATION>
<NATIONALITY><VALUE>Democratic Republic of the Congo</VALUE><VALUE>former Atlantis</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ada Exemple</ALIAS_NAME><NOTE>original script: Ада Пример</NOTE></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Shorty</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ADDRESS><CITY>Goma</CITY><COUNTRY>Rwanda</COUNTRY><NOTE>as of 2016</NOTE></INDIVIDUAL_ADDRESS>
{birth}
<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Ruhengeri</CITY><COUNTRY>Rwanda</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER> 381310014</NUMBER></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NUMBER>42</NUMBER><ISSUING_COUNTRY>Iran (Islamic Republic of)</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT/></INDIVIDUAL>"""
BIRTH = "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-07-17</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
COMPANY = """<ENTITY><DATAID>2</DATAID><FIRST_NAME>EXAMPLE MINING</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
<REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER><LISTED_ON>2013-01-22</LISTED_ON>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>EXAMPLE MINES</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><STREET>Central District</STREET><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS></ENTITY>"""


def load(
    tmp_path: Path, people: str = "", companies: str = "", generated: str = "2026-02-27T00:00:09.554Z"
) -> LoadedList:
    path = tmp_path / "consolidated.xml"
    path.write_text(
        f"<?xml version='1.0' encoding='UTF-8'?>\n<CONSOLIDATED_LIST dateGenerated='{generated}'>"
        f"<INDIVIDUALS>{people}</INDIVIDUALS><ENTITIES>{companies}</ENTITIES></CONSOLIDATED_LIST>",
        encoding="utf-8",
    )
    return read_list([path], dataset="un-sc")


def test_individuals_and_entities(tmp_path: Path) -> None:
    loaded = load(tmp_path, PERSON.format(birth=BIRTH), COMPANY)
    person, company = loaded.parties
    assert (person.id, person.schema, person.caption) == ("un-sc-cdi.901", "Person", "ADA EXAMPLE")
    assert person.properties == {
        "name": ("ADA EXAMPLE",),
        "alias": ("آدا مثال", "Ada Exemple", "Ада Пример"),
        "weakAlias": ("Shorty",),
        "notes": (
            "Ada Exemple: original script: Ада Пример",
            "Nationality as printed: former Atlantis",
            "Goma, Rwanda: as of 2016",
            "An invented person.",
        ),
        "position": ("Minister of Examples",),
        "title": ("Dr.",),
        "gender": ("female",),
        "nationality": ("cd",),
        "birthDate": ("1964-07-17",),
        "birthPlace": ("Ruhengeri, Rwanda",),
        "passportNumber": ("381310014",),
        "idNumber": ("42",),
        "country": ("ir", "rw"),
        "address": ("Goma, Rwanda",),
        "program": ("DRC",),
        "topics": ("sanction",),
    }
    (listing,) = person.listings
    assert (listing.record_id, listing.listing_date, listing.legal_effect) == ("CDi.901", "2016-11-30", "blocking")
    assert listing.reason == "An invented person."
    assert listing.record["INDIVIDUAL_ALIAS"] == "Good, Ada Exemple, original script: Ада Пример; Low, Shorty"
    assert (company.schema, company.properties["country"]) == ("Organization", ("kp",))
    assert company.properties["alias"] == ("EXAMPLE MINES",)
    assert loaded.snapshot.records_read == loaded.snapshot.records_kept == 2


@pytest.mark.parametrize(
    ("generated", "date", "origin"),
    [
        ("2026-02-27T00:00:09.554Z", "2026-02-27", "in the file"),
        ("2018-12-27T19:04:20.174-05:00", "2018-12-27", "in the file"),
    ],
)
def test_the_date_of_publication_is_in_the_root(tmp_path: Path, generated: str, date: str, origin: str) -> None:
    snapshot = load(tmp_path, companies=COMPANY, generated=generated).snapshot
    assert (snapshot.date, snapshot.date_origin) == (date, origin)


@pytest.mark.parametrize(
    ("birth", "dates"),
    [
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR>", ("1971",)),
        ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1971</YEAR>", ("1970", "1971", "1972")),
        (
            "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1971</FROM_YEAR><TO_YEAR>1973</TO_YEAR>",
            ("1971", "1972", "1973"),
        ),
        ("<TYPE_OF_DATE/>", ()),
    ],
)
def test_types_of_birth_dates(tmp_path: Path, birth: str, dates: tuple[str, ...]) -> None:
    person = PERSON.format(birth=f"<INDIVIDUAL_DATE_OF_BIRTH>{birth}</INDIVIDUAL_DATE_OF_BIRTH>")
    assert load(tmp_path, person).parties[0].properties.get("birthDate", ()) == dates


def test_a_list_without_anyone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError) as caught:
        load(tmp_path)
    assert caught.value.code == "list-empty"
