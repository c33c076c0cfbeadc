"""Confidence is a measured share: the data files agree with the judgements, and guesses count for less."""

from __future__ import annotations

import collections
import csv
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from entourage.documents import document_from_text
from entourage.reading import read
from entourage.reading.shares import measured_share
from entourage.reading.ties.confidence import confidence, family_of

JUDGED = Path(__file__).resolve().parents[2] / "benchmarks" / "reading" / "judged.csv"
TABLES = [("entourage.reading.ties", "shares.toml"), ("entourage.reading.statements", "data/shares.toml")]


def judgements() -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["kind"]][row["family"]][0] += int(row["right"])
            found[row["kind"]][row["family"]][1] += 1
    return found


def test_the_shares_are_those_of_the_judgements() -> None:
    shown: dict[str, dict[str, list[int]]] = {}
    for package, path in TABLES:
        shown |= tomllib.loads(files(package).joinpath(path).read_text(encoding="utf-8"))
    assert shown == judgements()


def test_every_kind_was_judged_on_enough_lines_to_mean_something() -> None:
    counts = {kind: sum(row[1] for row in rows.values()) for kind, rows in judgements().items()}
    assert counts["tie"] >= 200
    assert counts["role"] >= 200
    assert counts["claim"] >= 100
    assert counts["event"] >= 80


def test_a_family_that_nobody_judged_gets_the_share_of_all() -> None:
    rows = judgements()["tie"].values()
    overall = sum(row[0] for row in rows) / sum(row[1] for row in rows)
    assert measured_share("entourage.reading.ties", "shares.toml", "tie", "never seen") == pytest.approx(overall)


def test_few_judgements_do_not_make_certainty() -> None:
    assert confidence("tie", "married to", 1.0) < 0.95


@pytest.mark.parametrize(
    ("how", "family"),
    [
        ("verb head", "verb"),
        ("title before the names", "title"),
        ("appointed", "taken up"),
        ("serves as", "taken up"),
        ("apposition", "apposition"),
    ],
)
def test_constructions_are_judged_in_families(how: str, family: str) -> None:
    assert family_of(how) == family


def test_a_pronoun_makes_a_tie_less_sure_than_a_name() -> None:
    named, guessed = (
        read(document_from_text(text)).ties[0].confidence
        for text in (
            "Ada Example, a lawyer of Sample Bank, left.",
            "Sample Bank closed. Its lawyer, Ada Example, left.",
        )
    )
    assert guessed < named
