# ruff: noqa: E501 - records of lists stand on one line, as the lists print them
"""OFAC's Remarks field taken apart. The remarks are written for the tests in the list's form."""

from __future__ import annotations

import pytest

from entourage.lists.record import Properties
from entourage.lists.remarks import read_remarks


def remarks(text: str, *, person: bool = True) -> dict[str, tuple[str, ...]]:
    properties = Properties()
    read_remarks(text, properties, person=person)
    return properties.freeze()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DOB 03 Jan 1961; alt. DOB 1962.", {"birthDate": ("1961-01-03", "1962")}),
        ("DOB circa 1951; POB Moscow, Russia; alt. POB Tula.", {"birthDate": ("1950", "1951", "1952"), "birthPlace": ("Moscow, Russia", "Tula")}),
        ("Alt. POB: Keren Eritrea.", {"birthPlace": ("Keren Eritrea",)}),
        ("nationality Russia; citizen Russia; alt. citizen Cyprus; Gender Male.", {"nationality": ("ru", "cy"), "gender": ("male",)}),
        ("Passport X1234567 (Russia) issued 17 Apr 2013 expires 17 Apr 2023.", {"passportNumber": ("X1234567",), "country": ("ru",)}),
        ("alt. Passport 99 issued 1999; Diplomatic Passport 008827 (Iran) issued 1999.", {"passportNumber": ("99", "008827"), "country": ("ir",)}),
        ("Tax ID No. 770300000000 (Russia); NIT # 800146749-7 (Colombia).", {"taxNumber": ("770300000000", "800146749-7"), "country": ("ru", "co")}),
        ("National ID No. 660000 73767 (Belgium); Cedula No. 16247821 (Colombia); C.U.R.P. AIMM67125HCHRRG06 (Mexico) issued 1968.", {"idNumber": ("660000 73767", "16247821", "AIMM67125HCHRRG06"), "country": ("be", "co", "mx")}),
        ("a.k.a. 'EXAMPLE, Ada'; a.k.a. 'Ada the Short'; f.k.a. 'OLD NAME'.", {"weakAlias": ("Ada EXAMPLE", "Ada the Short", "OLD NAME")}),
        ("Linked To: EXAMPLE TRADING S.A.L..", {"notes": ("Linked To: EXAMPLE TRADING S.A.L.",)}),
        ("Minister of Examples of the Republic; Former Deputy Chairman.", {"position": ("Minister of Examples of the Republic", "Former Deputy Chairman")}),
        ("arrested 23 Apr 2002; nationality possibly Palestinian.", {"notes": ("arrested 23 Apr 2002", "nationality possibly Palestinian")}),
        ("DOB in the fifties.", {"notes": ("DOB in the fifties",)}),
        ("", {}),
        ("-0- ", {}),
    ],
)  # fmt: skip
def test_clauses_of_a_person(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert remarks(text) == expected


def test_clauses_of_organisations_vessels_and_aircraft() -> None:
    found = remarks(
        "SWIFT/BIC ABCDRUMM; Website www.example.com; Email Address info@example.com; Registration ID 1027739609391 (Russia); "
        "Organization Established Date 15 Jan 2005; Nationality of Registration Korea, North; Vessel Registration "
        "Identification IMO 9187629; MMSI 572469210; Other Vessel Flag Tanzania; Aircraft Construction Number (also called "
        "L/N or S/N or F/N) 8401; Aircraft Model B747; Aircraft Manufacture Date 1977; Director of Examples.",
        person=False,
    )
    assert found == {
        "swiftBic": ("ABCDRUMM",),
        "website": ("www.example.com",),
        "email": ("info@example.com",),
        "registrationNumber": ("1027739609391",),
        "country": ("ru", "kp"),
        "incorporationDate": ("2005-01-15",),
        "imoNumber": ("9187629",),
        "mmsi": ("572469210",),
        "flag": ("tz",),
        "serialNumber": ("8401",),
        "model": ("B747",),
        "buildDate": ("1977",),
        "notes": ("Director of Examples",),
    }


def test_days_of_listing_and_effect_are_the_earliest_given() -> None:
    properties = Properties()
    days = read_remarks(
        "Listing Date (EO 14024 Directive 2): 25 Feb 2022; Listing Date (EO 14024 Directive 3): 24 Feb 2022; "
        "Effective Date (CMIC) 26 Mar 2022.",
        properties,
        person=False,
    )
    assert (days.listing_date, days.start_date) == ("2022-02-24", "2022-03-26")
    assert len(properties.freeze()["notes"]) == 3


def test_no_clause_is_lost() -> None:
    clauses = [f"Unheard-of thing number {number}" for number in range(50)]
    assert remarks("; ".join(clauses) + ".") == {"notes": tuple(clauses)}
