"""Official numbers: every kind finds its record, whatever the name, in the engine and over all lists; vessels."""

import pytest
from click.testing import CliRunner

from entourage.model import ListedParty, Listing, LoadedList, Snapshot
from entourage.screening import Engine, ListSet, policy, score
from entourage.screening.facts import with_facts
from entourage.screening.parties import IDENTIFIERS, Party

NUMBERS = {
    "passportNumber": ("Person", "AB 123-456", "ab123456"),
    "idNumber": ("Person", "010161-12345", "01016112345"),
    "taxNumber": ("Company", "LV-40003000642", "LV40003000642"),
    "registrationNumber": ("Company", "77-0001234", "77 0001234"),
    "imoNumber": ("Vessel", "IMO9187629", "9187629"),
    "mmsi": ("Vessel", "422035500", "422 035 500"),
    "swiftBic": ("Company", "EXMPLV22", "exmplv22"),
    "leiCode": ("Company", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12"),
    "publicKey": ("Person", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
}


def record(prop: str, schema: str, number: str) -> ListedParty:
    return ListedParty(
        id=f"x-{prop}",
        schema=schema,
        caption=f"Sample {prop}",
        properties={"name": (f"Sampleh Nemirovski {prop}",), prop: (number,)},
        listings=(Listing(authority="Example Authority", legal_effect="blocking", record_id=prop),),
    )


RECORDS = tuple(record(prop, schema, number) for prop, (schema, number, _) in NUMBERS.items())
LISTS = [
    LoadedList(
        snapshot=Snapshot(
            id="a-list@2026-01-01-00000000",
            dataset="a-list",
            title="A list",
            authority="Example Authority",
            date="2026-01-01",
            date_origin="in the file",
            sha256="0" * 64,
            party_count=len(RECORDS),
        ),
        parties=RECORDS,
    )
]


@pytest.mark.parametrize("prop", NUMBERS)
def test_the_engine_finds_a_record_by_its_number_alone(prop: str) -> None:
    schema, _, asked = NUMBERS[prop]
    query = {"schema": schema, "properties": {"name": ["Nobody Atall"], prop: [asked]}}
    assert Engine(RECORDS).screen(query)[0] == (f"x-{prop}", policy().facts.number_agrees)


@pytest.mark.parametrize("prop", NUMBERS)
def test_all_lists_find_a_record_by_name_and_number(prop: str) -> None:
    schema, _, asked = NUMBERS[prop]
    (line,) = ListSet(LISTS).screen(
        f"Sampleh Nemirovski {prop}", schema=schema, identifiers=[asked], today="2026-11-22"
    )
    assert line.verdict == "listed"
    assert "identifier" in {reason.feature for reason in line.reasons}


@pytest.mark.parametrize("prop", NUMBERS)
def test_all_lists_find_a_record_by_its_number_alone(prop: str) -> None:
    schema, _, asked = NUMBERS[prop]
    (line,) = ListSet(LISTS).screen("Nobody Atall", schema=schema, identifiers=[asked], today="2026-11-22")
    assert line.party is not None
    assert line.party.id == f"x-{prop}"
    assert line.verdict in {"possible", "listed"}


def test_every_kind_of_number_is_looked_at() -> None:
    assert set(NUMBERS) <= set(IDENTIFIERS)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("MV Sampleh Star", "SAMPLEH STAR", True),
        ("M/T Sampleh Spirit", "Sampleh Spirit", True),
        ("Sampleh Star 1", "Sampleh Star I", True),
        ("Sampleh Star 1", "Sampleh Star 2", False),
        ("Sampleh Star", "Sampleh Sun", False),
        ("Sampleh Trading", "Sampleh Shipping", False),
        ("Академик Примеров", "Akademik Primerov", True),
    ],
)
def test_names_of_vessels(one: str, other: str, same: bool) -> None:
    assert (score("Vessel", one, other) >= policy().thresholds.threshold) is same


def test_another_flag_lowers_and_the_same_number_raises() -> None:
    listed = Party("v", "Vessel", {"name": ("Sampleh Star",), "flag": ("ir",), "imoNumber": ("IMO9187629",)})
    plain = with_facts(Party("q", "Vessel", {"flag": ("ir",)}), listed, 0.8)
    assert with_facts(Party("q", "Vessel", {"flag": ("pa",)}), listed, 0.8) < plain
    assert with_facts(Party("q", "Vessel", {"imoNumber": ("9187629",)}), listed, 0.8) > plain


def test_the_command_takes_numbers() -> None:
    from entourage.cli.screen import screen

    result = CliRunner().invoke(screen, ["--help"])
    assert "--number" in result.output
    assert "Vessel" in result.output
