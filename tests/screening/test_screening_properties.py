"""What holds for every answer: order of records, other lists, noise, equal scores told apart, any number of jobs."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entourage.model import ListedParty, Listing, LoadedList, Snapshot
from entourage.screening import Engine, ListSet, score
from entourage.screening.batch import screen_file

TODAY = "2026-11-22"
GIVEN = ["Ada", "Boris", "Khalid", "Li", "Adalbert Maria", "Jose Daniel"]
FAMILY = ["Nemirovski", "al-Exampleh", "Sampleova", "Wei", "Exempel Soto"]
NAMES = st.builds(lambda a, b: f"{a} {b}", st.sampled_from(GIVEN), st.sampled_from(FAMILY))
ORGANISATIONS = st.sampled_from(
    ["Nemi Trading Ltd", "Nemi Bank of Iran", "OOO Nemi", "Sampleh Fund III", "Bank", "NSA"]
)
NOISE = st.text("abcdefghijklmnopqrstuvwxyz .,'-\u0430\u0631\u0627\u5f20", max_size=24)


def record(number: int, name: str, born: str = "", country: str = "") -> ListedParty:
    facts = {"birthDate": born, "nationality": country}
    return ListedParty(
        id=f"x-{number}",
        schema="Person",
        caption=name,
        properties={"name": (name,), **{key: (value,) for key, value in facts.items() if value}},
        listings=(Listing(authority="Example Authority", legal_effect="blocking", record_id=str(number)),),
    )


def loaded(dataset: str, parties: list[ListedParty]) -> LoadedList:
    snapshot = Snapshot(
        id=f"{dataset}@2026-01-01-00000000",
        dataset=dataset,
        title=dataset,
        authority="Example Authority",
        date="2026-01-01",
        date_origin="in the file",
        sha256="0" * 64,
        party_count=len(parties),
    )
    return LoadedList(snapshot=snapshot, parties=tuple(parties))


RECORDS = st.lists(
    st.tuples(NAMES, st.sampled_from(["", "1961", "1961-01-03", "1970-05-05"]), st.sampled_from(["", "lv", "ru"])),
    min_size=1,
    max_size=6,
).map(lambda rows: [record(n, *row) for n, row in enumerate(rows)])


def verdicts(lists: list[LoadedList], name: str, born: str) -> list[tuple[str, str, str, float]]:
    lines = ListSet(lists).screen(name, birth_date=born, today=TODAY)
    return [(line.list, line.party.id if line.party else "", line.verdict, line.score) for line in lines]


@settings(max_examples=40, deadline=None)
@given(RECORDS, NAMES, st.sampled_from(["", "1961-01-03"]), st.randoms(use_true_random=False))
def test_the_order_of_records_never_changes_a_verdict(
    records: list[ListedParty], name: str, born: str, chance: object
) -> None:
    mixed = list(records)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert verdicts([loaded("a-list", records)], name, born) == verdicts([loaded("a-list", mixed)], name, born)


@settings(max_examples=40, deadline=None)
@given(RECORDS, RECORDS, NAMES, st.sampled_from(["", "1961-01-03"]))
def test_another_list_never_lowers_a_score(
    records: list[ListedParty], others: list[ListedParty], name: str, born: str
) -> None:
    alone = verdicts([loaded("a-list", records)], name, born)
    both = {
        (which, party): value
        for which, party, _, value in verdicts([loaded("a-list", records), loaded("b-list", others)], name, born)
    }
    assert all(both.get((which, party), 0.0) >= value for which, party, verdict, value in alone if verdict == "listed")


@given(st.sampled_from(["Person", "Company", "Vessel", "Thing"]), st.one_of(NAMES, ORGANISATIONS), NOISE)
def test_noise_never_scores_above_identity(schema: str, name: str, noise: str) -> None:
    assert score(schema, name, noise) <= score(schema, name, name) == 1.0


@given(st.sampled_from(["Person", "Company", "Vessel", "Thing"]), st.one_of(NAMES, ORGANISATIONS, NOISE), NOISE)
def test_scores_do_not_depend_on_which_name_comes_first(schema: str, one: str, other: str) -> None:
    assert score(schema, one, other) == score(schema, other, one)


@settings(max_examples=30, deadline=None)
@given(NAMES, st.permutations([("1961-01-03", "lv"), ("1961", "lv"), ("", ""), ("1970-05-05", "lv")]))
def test_hits_of_one_name_are_ordered_by_what_else_agrees(name: str, facts: list[tuple[str, str]]) -> None:
    records = [record(n, name, *row) for n, row in enumerate(facts)]
    query = {"schema": "Person", "properties": {"name": [name], "birthDate": ["1961-01-03"], "country": ["lv"]}}
    found = Engine(records).screen(query, limit=4)
    values = [value for _, value in found]
    order = [facts[int(identifier[2:])][0] for identifier, _ in found]
    assert order == ["1961-01-03", "1961", "", "1970-05-05"]
    assert len(set(values)) == 4


@pytest.mark.parametrize("jobs", [2, 3])
def test_equal_input_gives_equal_output_whatever_the_jobs(tmp_path: Path, jobs: int) -> None:
    rows = [f"{n},{given} {family}" for n, (given, family) in enumerate((g, f) for g in GIVEN for f in FAMILY)]
    source = tmp_path / "customers.csv"
    source.write_text("id,name\n" + "\n".join(rows * 10) + "\n", encoding="utf-8")
    lists = ListSet([loaded("a-list", [record(n, f"{g} {FAMILY[0]}") for n, g in enumerate(GIVEN)])])
    outputs = []
    for count in (1, jobs):
        target = tmp_path / f"hits-{count}.csv"
        screen_file(source, target, lists, today=TODAY, jobs=count)
        outputs.append(target.read_bytes())
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") > len(GIVEN)
