"""The parts of screening: birth dates, offices, claims, days, index, engine."""

from pathlib import Path

import pytest

from entourage.model import Entity, Reading, Role, Snapshot, Span, Tie
from entourage.screening import Engine, NameIndex, build_index
from entourage.screening.birth import compare_births
from entourage.screening.claims import fits, listed_claims
from entourage.screening.office import offices, same_office
from entourage.screening.parties import as_party
from entourage.screening.timeline import last_day


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (["1961-01-03"], ["1961-01-03"], "day"),
        (["1961-01"], ["1961-01-03"], "month"),
        (["1961"], ["1961-01-03"], "year"),
        (["1961-01-03"], ["1961-03-01"], "near"),
        (["1961"], ["1962-05-05"], "near"),
        (["1961-01-03"], ["1961-01-04"], "conflict"),
        (["1961-01-03"], ["1990"], "conflict"),
        (["1961-01-03"], ["1990", "1961"], "year"),
        (["1961"], [], "unknown"),
        (["about 1961"], ["1961"], "unknown"),
    ],
)
def test_births(one: list[str], other: list[str], expected: str) -> None:
    assert compare_births(one, other) == compare_births(other, one) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Russian Foreign Minister", "Minister of Foreign Affairs of the Russian Federation", True),
        ("Russian President", "President of the Russian Federation; Commander-in-Chief", True),
        ("CEO of Rosneft", "Chief Executive Officer, Rosneft", True),
        ("CEO of Rosneft", "Chief Executive Officer of Rosneft", True),
        ("Deputy Foreign Minister of Russia", "Minister of Foreign Affairs of the Russian Federation", False),
        ("Russian Defence Minister", "Minister of Foreign Affairs of the Russian Federation", False),
        ("Ukrainian Foreign Minister", "Minister of Foreign Affairs of the Russian Federation", False),
        ("president of Rosneft", "President of the Russian Federation", False),
        ("board member", "member", False),
    ],
)
def test_offices(one: str, other: str, same: bool) -> None:
    assert any(same_office(a, b) for a in offices(one) for b in offices(other)) is same


def _snapshot(authority: str) -> Snapshot:
    return Snapshot(
        id="x@2020-01-01-00000000",
        dataset="x",
        title="A list",
        authority=authority,
        date="2020-01-01",
        date_origin="in the file",
        sha256="0" * 64,
    )


def test_what_the_text_says_of_lists() -> None:
    person = Entity(
        id="p",
        schema="Person",
        name="Ada Example",
        roles=(
            Role(text="sanctioned by Canada", evidence=(Span(0, 4),)),
            Role(text="on the best-seller list", evidence=(Span(0, 4),)),
            Role(text="sanctioned by Japan", status="negated", evidence=(Span(0, 4),)),
        ),
    )
    named = Entity(id="l", schema="Document", name="U.S. Treasury's list of 210", kind="list")
    tie = Tie(id="t", schema="Documentation", subject="l", object="p", evidence=(Span(5, 9),))
    claims = listed_claims(person, Reading(document_id="d", entities=(person, named), ties=(tie,)))
    assert [claim.text for claim in claims] == ["U.S. Treasury's list of 210", "sanctioned by Canada"]
    assert fits(claims[0], _snapshot("U.S. Department of the Treasury")) is True
    assert fits(claims[0], _snapshot("HM Treasury, United Kingdom")) is False
    assert fits(claims[1], _snapshot("Global Affairs Canada")) is True


def test_last_days() -> None:
    assert [last_day(d) for d in ("2020-02", "2021", "2021-01-11", "", "soon")] == [
        "2020-02-29",
        "2021-12-31",
        "2021-01-11",
        "",
        "",
    ]


ENTITIES = [
    {
        "id": "a",
        "schema": "Person",
        "properties": {"name": ["POTANIN, Vladimir Olegovich"], "birthDate": ["1961-01-03"]},
    },
    {"id": "b", "schema": "Person", "properties": {"name": ["Ivan Potanin"], "alias": "Vanya Potanin"}},
    {"id": "c", "schema": "Organization", "properties": {"name": ["Interros Holding Company"]}},
    {"id": "d", "schema": "Vessel", "properties": {"name": ["POTANIN"]}},
    {"id": "e", "schema": "Person", "properties": {"name": ["Abdul Rahman Yasin"]}},
]


@pytest.mark.parametrize(
    ("schema", "name", "best"),
    [
        ("Person", "Владимир Потанин", "a"),
        ("Person", "V.O. Potanin", "a"),
        ("Person", "Potanin Vladmir", "a"),
        ("Person", "Ivan Potanin", "b"),
        ("Person", "Abdulrahman Yasin", "e"),
        ("Organization", "OOO Interros", "c"),
        ("Person", "Gilles Breton", None),
        ("Organization", "Holding Company", None),
    ],
)
def test_engine(schema: str, name: str, best: str | None) -> None:
    engine = Engine(ENTITIES)
    hits = engine.hits(schema, [name], floor=0.7)
    assert [engine.parties[hit.party].id for hit in hits][:1] == ([best] if best else [])


def test_engine_orders_namesakes_by_their_birth_date() -> None:
    twins = [
        {"id": i, "schema": "Person", "properties": {"name": ["Ada Example"], "birthDate": [born]}}
        for i, born in (("one", "1950-01-01"), ("two", "1980-02-02"))
    ]
    query = {"schema": "Person", "properties": {"name": ["Ada Example"], "birthDate": ["1980"]}}
    (first, high), (second, low) = Engine(twins).screen(query, limit=5)
    assert (first, second) == ("two", "one")
    assert high > 2 * low
    assert Engine(twins).screen(query, limit=1) == [(first, high)]
    assert Engine([]).screen(query) == []


def test_an_index_survives_the_disk(tmp_path: Path) -> None:
    parties = [as_party(entity) for entity in ENTITIES]
    built = build_index(parties)
    built.save(tmp_path / "index")
    read = NameIndex.load(tmp_path / "index")
    for schema, name in (("Person", "Vladimir Potanin"), ("Organization", "Interros"), ("Person", "Nobody Known")):
        assert read.candidates(schema, [name]) == built.candidates(schema, [name])
    with pytest.raises(ValueError, match="no name index"):
        (tmp_path / "nonsense").write_bytes(b"nonsense" * 10)
        NameIndex.load(tmp_path / "nonsense")


def test_a_damaged_cache_is_rebuilt(tmp_path: Path) -> None:
    first = Engine(ENTITIES, cache=tmp_path)
    (stored,) = tmp_path.iterdir()
    stored.write_bytes(b"damaged")
    again = Engine(ENTITIES, cache=tmp_path)
    assert again.hits("Person", ["Ivan Potanin"]) == first.hits("Person", ["Ivan Potanin"])
    assert stored.read_bytes() != b"damaged"
