"""Names that get damaged on their way, and names that only look alike: the slips, the index, and their properties."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entourage.screening import Engine, NameIndex, build_index, policy, score
from entourage.screening.parties import Party, as_party
from entourage.screening.person_words import person_name, without_vowels
from entourage.screening.spelling import mistyped

THRESHOLD = policy().thresholds.threshold
NAMES = ["EXAMPLE, Adalbert Maria", "Boris Olegovich NEMIROVSKI", "Abdul Rahman Sampleh", "Khalid Exampleh al-Nemi"]
ENGINE = Engine([{"id": name, "schema": "Person", "properties": {"name": [name]}} for name in NAMES])
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("damaged", "listed"),
    [
        ("Adalbert Exapmle", 0),
        ("Adlbert Example", 0),
        ("example adalbert", 0),
        ("AdalbertMaria Example", 0),
        ("Adal bert Maria Example", 0),
        ("A. Example", 0),
        ("\u0410dalbert Ex\u0430mple", 0),
        ("Ada\u200blbert Exam\u00adple", 0),
        ("Ada1bert Examp1e", 0),
        ("Adlbrt Exmple", 0),
        ("Boris Nemirovskiy", 1),
        ("Nemirowskij Boris", 1),
        ("Борис Немировский", 1),
        ("Abdulrahman Sampleh", 2),
        ("Sampleh Rahman Abdul", 2),
        ("Abdel-Rahman Sampleh", 2),
        ("Khaled Exampleh Nemi", 3),
    ],
)
def test_damaged_names_are_found(damaged: str, listed: int) -> None:
    (identifier, value), *_ = ENGINE.screen({"schema": "Person", "properties": {"name": [damaged]}})
    assert identifier == NAMES[listed]
    assert value >= THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Boris Nemirovski", "Olga Nemirovskaya"),
        ("Boris Olegovich Nemirovski", "Boris Petrovich Nemirovski"),
        ("Eduardo Example", "Eduarda Example"),
        ("Adalbert Example", "Adalbert Elsewhere"),
        ("Ada Example Jr.", "Ada Example Sr."),
    ],
)
def test_relatives_and_near_misses_are_apart(one: str, other: str) -> None:
    assert score("Person", one, other) < THRESHOLD


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Example Holding 3", "Example Holding III", True),
        ("Example Holding 3", "Example Holding IV", False),
        ("Nemi Trading Compamy", "Nemi Trading Company", True),
        ("NemiTrading Company", "Nemi Trading Company", True),
        ("Nemi Shipping of Korea", "Nemi Shipping of Iran", False),
        ("NISA", "Nemi International Sample Alliance", True),
        ("Nemi Bank", "Sampleh Bank", False),
    ],
)
def test_organisations(one: str, other: str, same: bool) -> None:
    assert (score("Company", one, other) >= THRESHOLD) is same


def test_a_slip_weighs_by_its_kind_and_the_length_of_the_word() -> None:
    assert mistyped("nemirovski", "nemirovksi") > mistyped("nemirovski", "nemirovsqi") > mistyped("nemi", "neqi")
    assert mistyped("torn", "tom") == policy().edits.misread
    assert without_vowels("ptnn")
    assert not without_vowels("potanin")


@given(st.sampled_from(NAMES), st.data())
def test_one_slip_in_a_long_word_is_always_a_candidate(name: str, data: st.DataObject) -> None:
    words = [w.text for w in person_name(name).words]
    place = data.draw(st.sampled_from([i for i, word in enumerate(words) if len(word) > 4]))
    at = data.draw(st.integers(0, len(words[place]) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    kind = data.draw(st.sampled_from(["replace", "insert", "delete"]))
    rest = words[place][at:] if kind == "insert" else words[place][at + 1 :]
    words[place] = words[place][:at] + ("" if kind == "delete" else letter) + rest
    found = ENGINE.index.candidates("Person", [" ".join(words)])
    assert NAMES.index(name) in found


@settings(max_examples=40, deadline=None)
@given(st.permutations(NAMES), st.sampled_from(NAMES), st.sampled_from(["", "x", "1961"]))
def test_the_order_of_records_never_changes_a_score(order: list[str], name: str, more: str) -> None:
    query = {"schema": "Person", "properties": {"name": [f"{name} {more}"]}}
    again = Engine([{"id": n, "schema": "Person", "properties": {"name": [n]}} for n in order])
    assert again.screen(query) == ENGINE.screen(query)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(NAMES), st.lists(st.sampled_from(["Gilles Other", "Nemo Person", "Maria Nobody"]), max_size=3))
def test_other_records_never_lower_a_score(name: str, others: list[str]) -> None:
    query = {"schema": "Person", "properties": {"name": [name]}}
    more = Engine([{"id": n, "schema": "Person", "properties": {"name": [n]}} for n in [*NAMES, *others]])
    found = dict(more.screen(query, limit=100))
    assert all(found[key] >= value for key, value in ENGINE.screen(query, limit=100))


@given(st.sampled_from(NAMES), st.text(LETTERS + " .,-'", max_size=30))
def test_noise_never_scores_above_the_name_itself(name: str, noise: str) -> None:
    assert score("Person", name, noise) <= score("Person", name, name) == 1.0


@pytest.mark.parametrize("cut", [0, 10, 100, 500, -1])
def test_a_file_that_was_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "index"
    build_index([as_party(p) for p in ({"id": n, "schema": "Person", "properties": {"name": n}} for n in NAMES)]).save(
        path
    )
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ValueError, match=r"index|damaged"):
        NameIndex.load(path)


def test_many_namesakes_do_not_hide_the_one() -> None:
    crowd = [Party(str(n), "Person", {"name": (f"Boris Maria Crowd{n:03}",)}) for n in range(400)]
    index = build_index([*crowd, Party("one", "Person", {"name": ("Boris Maria Sought",)})])
    found = index.candidates("Person", ["Boris Maria Sougth"])
    assert 400 in found
    assert len(found) < 200
