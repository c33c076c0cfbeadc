"""Tables of names with a header."""

from __future__ import annotations

from pathlib import Path

import pytest

from entourage.lists import read_list
from entourage.model import ListError, LoadedList


def load(tmp_path: Path, text: str | bytes, dataset: str = "own-list", **told: str) -> LoadedList:
    path = tmp_path / "names.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_list([path], dataset=dataset, **told)


def test_a_full_table(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        "ID,Full name,Aliases,Date of birth,Nationality,Role,Programme,Listed on,Source,Colour\n"
        '7,"EXAMPLE, Ada","Ada Exemple; Ада Пример",26.11.1972,Russia; Cyprus,Minister; Senator,Atlantis,2022-04-05,'
        "see https://example.org/list and more,green\n",
        authority="Ministry of Examples",
        legal_effect="travel ban",
        title="Examples",
    )
    (party,) = loaded.parties
    assert (party.id, party.schema, party.caption) == ("own-list-7", "Person", "Ada EXAMPLE")
    assert party.properties == {
        "name": ("Ada EXAMPLE",),
        "lastName": ("EXAMPLE",),
        "firstName": ("Ada",),
        "alias": ("Ada Exemple", "Ада Пример"),
        "birthDate": ("1972-11-26",),
        "nationality": ("ru", "cy"),
        "position": ("Minister", "Senator"),
        "program": ("Atlantis",),
    }
    (listing,) = party.listings
    assert (listing.authority, listing.program, listing.legal_effect) == (
        "Ministry of Examples",
        "Atlantis",
        "travel ban",
    )
    assert (listing.listing_date, listing.record_id) == ("2022-04-05", "7")
    assert listing.source_url == "https://example.org/list"
    assert listing.record["Colour"] == "green"
    assert loaded.snapshot.title == "Examples"
    assert loaded.snapshot.notes == ("columns kept in the record only: Colour",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised(tmp_path: Path, delimiter: str) -> None:
    text = (
        delimiter.join(("given_name", "family_name", "birthDate")) + "\n" + delimiter.join(("Ada", "Example", "1961"))
    )
    (party,) = load(tmp_path, text).parties
    assert (party.caption, party.properties["birthDate"]) == ("Ada Example", ("1961",))


@pytest.mark.parametrize(
    "data",
    [
        "name,role\nZoë Exämple,ministre\n".encode("cp1252"),
        "name,role\nZoë Exämple,ministre\n".encode("utf-8-sig"),
        "name,role\nZoë Exämple,ministre\n".encode("utf-16"),
    ],
)
def test_the_encoding_is_recognised(tmp_path: Path, data: bytes) -> None:
    assert load(tmp_path, data).parties[0].caption == "Zoë Exämple"


@pytest.mark.parametrize(
    ("text", "schema"),
    [
        ("name,type\nExample,individual\n", "Person"),
        ("name,type\nExample,Enterprise\n", "Organization"),
        ("name,type\nExample,ship\n", "Vessel"),
        ("name,role\nAda Example,minister\n", "Person"),
        ("name\nExample Trading LLC\n", "Organization"),
        ("name\nAda Example\n", "LegalEntity"),
    ],
)
def test_what_a_row_is(tmp_path: Path, text: str, schema: str) -> None:
    assert load(tmp_path, text).parties[0].schema == schema


def test_rows_that_repeat_or_have_no_name_are_counted(tmp_path: Path) -> None:
    snapshot = load(tmp_path, "name,role\nAda,x\nAda,x\n,y\nAda,z\n").snapshot
    assert (snapshot.records_read, snapshot.records_kept, snapshot.party_count) == (4, 2, 2)
    assert {entry.reason: entry.count for entry in snapshot.dropped} == {
        "row repeated word for word": 1,
        "row without a name": 1,
    }


def test_rows_with_one_id_are_one_party(tmp_path: Path) -> None:
    (party,) = load(tmp_path, "id,name,list\n1,Ada Example,A\n1,Ada Example,B\n").parties
    assert [listing.program for listing in party.listings] == ["A", "B"]


def test_a_bracket_in_a_name_is_no_part_of_it(tmp_path: Path) -> None:
    text = "name,role\nAda EXAMPLE (born EXEMPLAR),x\nEva EXAMPLE (Russian:Ева ПРИМЕР),y\n"
    ada, eva = load(tmp_path, text).parties
    assert (ada.caption, ada.properties.get("alias")) == ("Ada EXAMPLE", None)
    assert ada.properties["notes"] == ("name as printed: Ada EXAMPLE (born EXEMPLAR)",)
    assert (eva.caption, eva.properties["alias"]) == ("Eva EXAMPLE", ("Ева ПРИМЕР",))


def test_a_named_only_list_of_the_catalogue(tmp_path: Path) -> None:
    text = "report_date,name_latinised,part_as_reported,source\n2018-01-29,Ada Example,oligarch,https://example.org\n"
    loaded = load(tmp_path, text, dataset="us-caatsa-241")
    (listing,) = loaded.parties[0].listings
    assert (listing.legal_effect, listing.listing_date, listing.program) == ("named only", "2018-01-29", "oligarch")
    assert loaded.snapshot.authority == "U.S. Department of the Treasury"
    assert loaded.parties[0].schema == "Person"
    assert "topics" not in loaded.parties[0].properties


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n1,2\n", "no-name-column"),
        ("Ada Example\nEva Example\n", "no-name-column"),
        ("name,role\nAda Example,minister\nEva Exa", "list-truncated"),
        ("name,role\nAda Example,minister,and more\n", "csv-broken"),
        ('name,role\n"Ada Example,minister\n', "csv-broken"),
        ("name,role\n", "list-empty"),
        ("name\n" + "x" * 200_000, "csv-broken"),
        (b"name\x00\x01\x02\n\x00", "unknown-encoding"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, text: str | bytes, code: str) -> None:
    with pytest.raises(ListError) as caught:
        load(tmp_path, text)
    assert caught.value.code == code
    assert caught.value.hint


def test_an_unknown_legal_effect_names_the_choices(tmp_path: Path) -> None:
    with pytest.raises(ListError) as caught:
        load(tmp_path, "name\nAda\n", legal_effect="very bad")
    assert caught.value.code == "bad-legal-effect"
    assert "named only" in caught.value.hint
