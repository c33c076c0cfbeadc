# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""OFAC's Advanced XML, PIP, DEL and FF. All parties but those of the real file are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.model import ListedParty, ListError, LoadedList

PERIOD = """<DatePeriod CalendarTypeID="1"><Start Approximate="{about}"><From><Year>{y1}</Year><Month>{m1}</Month><Day>{d1}</Day></From></Start>
<End Approximate="false"><To><Year>{y2}</Year><Month>{m2}</Month><Day>{d2}</Day></To></End></DatePeriod>"""
FILE = """<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="http://www.un.org/sanctions/1.0">
<DateOfIssue CalendarTypeID="1"><Year>2019</Year><Month>3</Month><Day>14</Day></DateOfIssue>
<ReferenceValueSets>
<AliasTypeValues><AliasType ID="1">Name</AliasType><AliasType ID="2">A.K.A.</AliasType></AliasTypeValues>
<AreaCodeValues><AreaCode ID="9" CountryID="9" Description="Russia">RU</AreaCode></AreaCodeValues>
<CountryValues><Country ID="9" ISO2="RU">Russia</Country></CountryValues>
<DetailReferenceValues><DetailReference ID="1">Female</DetailReference></DetailReferenceValues>
<FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="25">Location</FeatureType><FeatureType ID="11">Citizenship Country</FeatureType><FeatureType ID="224">Gender</FeatureType><FeatureType ID="26">Title</FeatureType></FeatureTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1">Passport</IDRegDocType></IDRegDocTypeValues>
<LegalBasisValues><LegalBasis ID="1">Executive Order 13662 (Ukraine)</LegalBasis></LegalBasisValues>
<ListValues><List ID="1">Consolidated List</List><List ID="2">Sectoral Sanctions Identifications List</List></ListValues>
<LocPartTypeValues><LocPartType ID="1454">CITY</LocPartType></LocPartTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType><NamePartType ID="1525">Entity Name</NamePartType><NamePartType ID="1528">Maiden Name</NamePartType></NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType></PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType><PartyType ID="4">Transport</PartyType></PartyTypeValues>
<RelationTypeValues><RelationType ID="15003">Owned or Controlled By</RelationType></RelationTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="91505">13662 Sectoral Directive 1</SanctionsType></SanctionsTypeValues>
<ValidityValues><Validity ID="1">Valid</Validity><Validity ID="2">Fraudulent</Validity></ValidityValues>
</ReferenceValueSets>
<Locations><Location ID="70"><LocationCountry CountryID="9"/><LocationPart LocPartTypeID="1454"><LocationPartValue><Value>Moscow</Value></LocationPartValue></LocationPart></Location></Locations>
<IDRegDocuments>
<IDRegDocument ID="1" IDRegDocTypeID="1" IdentityID="10" IssuedBy-CountryID="9" ValidityID="1"><IDRegistrationNo>A12345</IDRegistrationNo></IDRegDocument>
<IDRegDocument ID="2" IDRegDocTypeID="1" IdentityID="10" ValidityID="2"><IDRegistrationNo>F99999</IDRegistrationNo></IDRegDocument>
</IDRegDocuments>
<DistinctParties>{parties}</DistinctParties>
<ProfileRelationships><ProfileRelationship ID="1" From-ProfileID="2" To-ProfileID="1" RelationTypeID="15003" Former="false"/></ProfileRelationships>
<SanctionsEntries>
<SanctionsEntry ID="1" ProfileID="1" ListID="1"><EntryEvent LegalBasisID="1"><Date><Year>2014</Year><Month>10</Month><Day>10</Day></Date></EntryEvent></SanctionsEntry>
<SanctionsEntry ID="2" ProfileID="1" ListID="2"><EntryEvent LegalBasisID="1"><Date><Year>2015</Year><Month>7</Month><Day>30</Day></Date></EntryEvent>
<SanctionsMeasure SanctionsTypeID="91505"/><SanctionsMeasure SanctionsTypeID="1"><Comment>UKRAINE-EO13662</Comment></SanctionsMeasure></SanctionsEntry>
</SanctionsEntries></Sanctions>"""
ADA = """<DistinctParty FixedRef="1"><Comment/><Profile ID="1" PartySubTypeID="4"><Identity ID="10" Primary="true">
<Alias AliasTypeID="2" Primary="false" LowQuality="true"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="3">ADINKA</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<Alias AliasTypeID="1" Primary="true" LowQuality="false"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="1">EXAMPLE</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="2">Ada Ivanovna</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="4">SAMPLE</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="3" NamePartTypeID="1521"/></MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="4" NamePartTypeID="1528"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature FeatureTypeID="8"><FeatureVersion>{period}</FeatureVersion></Feature>
<Feature FeatureTypeID="25"><FeatureVersion><VersionLocation LocationID="70"/></FeatureVersion></Feature>
<Feature FeatureTypeID="11"><FeatureVersion><VersionLocation LocationID="70"/></FeatureVersion></Feature>
<Feature FeatureTypeID="224"><FeatureVersion><VersionDetail DetailReferenceID="1"/></FeatureVersion></Feature>
<Feature FeatureTypeID="26"><FeatureVersion><VersionDetail>Minister</VersionDetail></FeatureVersion></Feature>
</Profile></DistinctParty>"""
BANK = """<DistinctParty FixedRef="2"><Profile ID="2" PartySubTypeID="3"><Identity ID="11" Primary="true"><Alias AliasTypeID="1" Primary="true"><DocumentedName><DocumentedNamePart><NamePartValue NamePartGroupID="5">EXAMPLE BANK</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="5" NamePartTypeID="1525"/></MasterNamePartGroup></NamePartGroups></Identity></Profile></DistinctParty>"""
NOBODY = '<DistinctParty FixedRef="3"><Profile ID="3" PartySubTypeID="4"><Identity ID="12" Primary="true"/></Profile></DistinctParty>'
YEAR = {"about": "false", "y1": 1962, "m1": 1, "d1": 1, "y2": 1962, "m2": 12, "d2": 31}


def load(tmp_path: Path, **dates: object) -> LoadedList:
    path = tmp_path / "cons_advanced.xml"
    ada = ADA.replace("{period}", PERIOD.format(**(YEAR | dates)))
    path.write_text(FILE.replace("{parties}", ada + BANK + NOBODY), encoding="utf-8")
    return read_list([path], dataset="us-ofac-cons")


def test_values_are_looked_up_by_their_numbers(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    snapshot = loaded.snapshot
    assert (snapshot.date, snapshot.date_origin, snapshot.records_read, snapshot.records_kept) == (
        "2019-03-14",
        "in the file",
        3,
        2,
    )
    assert snapshot.notes == ("1 parties have no sanctions entry, so neither programme nor day of listing",)
    ada, bank = loaded.parties
    assert (ada.id, ada.schema, ada.caption) == ("us-ofac-cons-1", "Person", "Ada Ivanovna EXAMPLE")
    assert ada.properties == {
        "name": ("Ada Ivanovna EXAMPLE",), "lastName": ("EXAMPLE",), "firstName": ("Ada",), "fatherName": ("Ivanovna",),
        "weakAlias": ("ADINKA",), "birthDate": ("1962",), "address": ("Moscow, Russia",), "country": ("ru",),
        "nationality": ("ru",), "gender": ("female",), "position": ("Minister",), "passportNumber": ("A12345",),
        "notes": ("false document: Passport F99999",), "program": ("UKRAINE-EO13662",), "topics": ("sanction",),
    }  # fmt: skip
    (listing,) = ada.listings
    assert (listing.listing_date, listing.legal_effect, listing.record_id) == ("2015-07-30", "sectoral", "1")
    assert listing.record["SanctionsMeasure"] == "13662 Sectoral Directive 1"
    assert (bank.schema, bank.properties["notes"]) == (
        "Organization",
        ("Owned or Controlled By: Ada Ivanovna EXAMPLE",),
    )
    assert bank.listings[0].legal_effect == "unknown"


@pytest.mark.parametrize(
    ("dates", "births"),
    [
        ({"y1": 1961, "m1": 1, "d1": 3, "y2": 1961, "m2": 1, "d2": 3}, ("1961-01-03",)),
        ({"m1": 2, "y1": 1962, "d1": 1, "m2": 2, "d2": 28}, ("1962-02",)),
        ({"y1": 1958, "y2": 1960}, ("1958", "1959", "1960")),
        ({"about": "true"}, ("1961", "1962", "1963")),
        ({"y1": 1962, "m1": 31}, None),
    ],
)
def test_birth_dates_are_as_precise_as_the_period(
    tmp_path: Path, dates: dict[str, object], births: tuple[str, ...] | None
) -> None:
    assert load(tmp_path, **dates).parties[0].properties.get("birthDate") == births


def key(values: tuple[str, ...]) -> set[str]:
    """Letter case and the kind of quotation marks differ between the forms."""
    return {text.casefold().replace('"', "'") for text in values}


def same(one: ListedParty, other: ListedParty, names: tuple[str, ...]) -> bool:
    return all(key(one.properties.get(name, ())) == key(other.properties.get(name, ())) for name in names)


def test_advanced_xml_says_what_csv_and_xml_of_the_same_day_say(shared: Path) -> None:
    folder = shared / "lists" / "us" / "cons-2019-03-14"
    advanced = {p.id: p for p in read_list([folder / "cons_advanced.xml.gz"], dataset="us-ofac-cons").parties}
    assert len(advanced) == 375
    assert all(party.listings[0].listing_date for party in advanced.values())
    names = ("name", "lastName", "firstName", "alias", "weakAlias", "birthDate", "birthPlace", "nationality", "country",
             "gender", "registrationNumber", "taxNumber", "passportNumber", "idNumber", "program", "swiftBic", "website")  # fmt: skip
    for files in ([folder], [folder / "consolidated.xml"]):
        others = read_list(files, dataset="us-ofac-cons").parties
        assert [party.id for party in others if party.id not in advanced] == []
        assert [party.id for party in others if not same(party, advanced[party.id], names)] == []
        assert [p.id for p in others if p.schema != advanced[p.id].schema] == []
        assert [p.id for p in others if p.listings[0].legal_effect != advanced[p.id].listings[0].legal_effect] == []


@pytest.mark.parametrize("ending", ["pip", "del", "ff"])
def test_flat_forms_say_what_csv_says(shared: Path, ending: str) -> None:
    folder = shared / "lists" / "us" / "cons-2019-03-14"
    by_csv = {party.id: party for party in read_list([folder], dataset="us-ofac-cons").parties}
    files = [folder / f"cons_{table}.{ending}" for table in ("prim", "alt", "add")]
    found = read_list(files, dataset="us-ofac-cons").parties
    different = [party.id for party in found if party.properties != by_csv[party.id].properties]
    assert len(found) == 375
    assert len(different) == (1 if ending == "ff" else 0)  # one alias has other quotation marks in the FF file


def test_a_cut_line_of_fixed_width_is_refused(tmp_path: Path) -> None:
    line = (
        f"{1:>10}"
        + "EXAMPLE, Ada".ljust(350)
        + "individual".ljust(12)
        + "SYRIA".ljust(200)
        + "-0-".ljust(445)
        + "-0-".ljust(1000)
    )
    path = tmp_path / "sdn.ff"
    path.write_text(f"{line}\r\n{line[:900]}\r\n\x1a", encoding="ascii")
    with pytest.raises(ListError) as caught:
        read_list([path], dataset="us-ofac-sdn")
    assert caught.value.code == "list-truncated"
    path.write_text(f"{line}\r\n\x1a", encoding="ascii")
    assert read_list([path], dataset="us-ofac-sdn").parties[0].caption == "Ada EXAMPLE"
