"""The catalogue: complete, sourced, and never guessing."""

from __future__ import annotations

import pytest

from entourage.lists import catalogue
from entourage.lists.catalogue import STRENGTH, legal_effects
from entourage.lists.readers import reader
from entourage.lists.store import DATASET


@pytest.mark.parametrize("info", catalogue().values(), ids=lambda info: info.dataset)
def test_every_entry_is_complete(info: object) -> None:
    for field in ("title", "authority", "jurisdiction", "url", "format", "licence", "attribution", "dates"):
        assert getattr(info, field), field
    assert callable(reader(info.reader))  # type: ignore[attr-defined]
    assert info.url.startswith("https://")  # type: ignore[attr-defined]
    assert DATASET.fullmatch(info.dataset)  # type: ignore[attr-defined]


@pytest.mark.parametrize("info", catalogue().values(), ids=lambda info: info.dataset)
def test_every_legal_effect_has_a_source_and_a_reason(info: object) -> None:
    for rule in info.effects:  # type: ignore[attr-defined]
        assert rule.source.startswith("https://")
        assert rule.why
        assert rule.patterns


def test_an_unknown_programme_is_unknown() -> None:
    assert catalogue()["us-ofac-cons"].effect_of(["NEW-PROGRAM"]) == "unknown"
    assert catalogue()["ca-sema"].effect_of(["Russia/1.1"]) == "unknown"
    assert catalogue()["ca-sema"].effect_of([]) == "unknown"


def test_of_several_programmes_the_strongest_known_effect_counts() -> None:
    info = catalogue()["us-ofac-cons"]
    assert info.effect_of(["NS-PLC", "UKRAINE-EO13662"]) == "sectoral"
    assert set(STRENGTH) == set(legal_effects())


def test_being_named_in_a_report_is_no_sanction() -> None:
    info = catalogue()["us-caatsa-241"]
    assert info.effect_of(["anything"]) == "named only"
    assert info.topic == ""
