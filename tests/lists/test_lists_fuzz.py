"""Damaged and hostile files, for every reader: a clear error or reported records, never a crash or a silent loss.

The inputs are small ones of each format, damaged from a fixed seed, so that a failure comes again.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from lists_samples import SAMPLES

from entourage.lists import read_list
from entourage.lists.load import detected
from entourage.model import ListError, LoadedList

FLIPS = 40
CUTS = 25
SPREADSHEET_TRIES = 2
"""A spreadsheet is read in a process of its own, which takes half a second."""
XML = [name for name, sample in SAMPLES.items() if sample.data.lstrip().startswith(b"<")]


def outcome(path: Path, dataset: str) -> LoadedList | str:
    """The list, or the code of the error; anything else that is raised fails the test."""
    try:
        loaded = read_list([path], dataset=dataset, date="2022-05")
    except ListError as error:
        assert error.code
        assert len(str(error)) < 2_000
        return error.code
    snapshot = loaded.snapshot
    assert snapshot.records_read == snapshot.records_kept + sum(entry.count for entry in snapshot.dropped)
    assert all(party.caption and party.listings for party in loaded.parties)
    return loaded


def damaged(name: str, seed: str) -> Iterator[tuple[random.Random, bytes]]:
    """A generator and the sample's bytes, as often as the sample is to be damaged."""
    sample = SAMPLES[name]
    tries = SPREADSHEET_TRIES if sample.is_sheet else FLIPS
    for number in range(tries):
        yield random.Random(f"{seed} {name} {number}"), sample.data


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_whole(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    path = tmp_path / sample.file
    path.write_bytes(sample.data)
    found = outcome(path, sample.dataset)
    assert isinstance(found, LoadedList), found
    assert found.snapshot.records_read == sample.records


@pytest.mark.parametrize("name", SAMPLES)
def test_flipped_bytes(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    path = tmp_path / sample.file
    for generator, data in damaged(name, "flip"):
        changed = bytearray(data)
        for _ in range(generator.randint(1, 8)):
            changed[generator.randrange(len(changed))] = generator.randrange(256)
        path.write_bytes(bytes(changed))
        outcome(path, sample.dataset)


@pytest.mark.parametrize("name", SAMPLES)
def test_cut_files_lose_nothing_in_silence(name: str, tmp_path: Path) -> None:
    """A cut file is refused, or what it lacks is less than a record, or whole lines (which no table can tell)."""
    sample = SAMPLES[name]
    path = tmp_path / sample.file
    tries = SPREADSHEET_TRIES if sample.is_sheet else CUTS
    for number in range(tries):
        end = random.Random(f"cut {name} {number}").randrange(1, len(sample.data) - 1)
        path.write_bytes(sample.data[:end])
        found = outcome(path, sample.dataset)
        if isinstance(found, LoadedList) and not sample.lines:
            assert found.snapshot.records_read == sample.records, (name, end)


@pytest.mark.parametrize("name", [name for name, sample in SAMPLES.items() if not sample.is_sheet])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1252", "koi8-r", "utf-8-sig"])
def test_swapped_encodings(name: str, encoding: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    path = tmp_path / sample.file
    path.write_bytes(sample.data.decode("utf-8", "replace").encode(encoding, "replace"))
    outcome(path, sample.dataset)
    path.write_bytes(gzip.compress(sample.data)[:-9])
    assert outcome(path, sample.dataset) == "archive-broken"


@pytest.mark.parametrize("name", XML)
def test_entity_bombs(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    head, sign, body = sample.data.partition(b"?>")
    path = tmp_path / sample.file
    for hostile in (head + sign + bomb + body, bomb + (body if sign else sample.data)):
        path.write_bytes(hostile.replace(b"Example", b"&b;"))
        assert outcome(path, sample.dataset) == "xml-declares-entities"


@pytest.mark.parametrize("name", [name for name, sample in SAMPLES.items() if not sample.is_sheet])
def test_ten_megabytes_in_one_field(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    path = tmp_path / sample.file
    path.write_bytes(sample.data.replace(sample.value, b"x" * 10_500_000, 1))
    found = outcome(path, sample.dataset)
    assert found in ("field-too-long", "xml-broken", "csv-broken", "list-truncated", "wrong-format"), found


@pytest.mark.parametrize("name", XML)
def test_deep_and_wide_xml(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    path = tmp_path / sample.file
    path.write_bytes(sample.data.replace(sample.value, b"<a>" * 5_000, 1))
    assert outcome(path, sample.dataset) == "xml-broken"
    path.write_bytes(sample.data.replace(sample.value, b"<a/>" * 50_000 + sample.value, 1))
    outcome(path, sample.dataset)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_recognised_by_what_it_holds(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    path = tmp_path / "download"
    path.write_bytes(sample.data)
    if sample.dataset in ("own-list", "us-caatsa-241"):
        with pytest.raises(ListError) as caught:
            detected([path])
        assert caught.value.code == "list-not-recognised"
    else:
        assert detected([path]) == sample.dataset
