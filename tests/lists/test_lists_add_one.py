"""A new list is one catalogue entry and at most one reader: nothing else knows of it."""

from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path

import pytest

from entourage.lists import add_list, load_lists, sniff
from entourage.lists.catalogue import ListInfo, catalogue
from entourage.lists.load import detected
from entourage.lists.readers import names, reader
from entourage.lists.record import Properties, ReadResult, Source, Tally, listed_party
from entourage.model import Listing

catalogue_module = importlib.import_module("entourage.lists.catalogue")  # the package has a function of this name
ENTRY = """
[xx-moon]
title = "Register of the Moon"
authority = "Example Authority"
jurisdiction = "xx"
url = "https://example.org/moon"
reader = "xx-moon"
files = [[".moon"]]
marks = ['<moon[\\s>]']
format = "lines"
licence = "none"
attribution = "Example Authority"
dates = "none"
topic = "sanction"

  [[xx-moon.effects]]
  patterns = ["CRATER"]
  effect = "travel ban"
  source = "https://example.org/law"
  why = "By example."
"""


def read_moon(sources: list[Source], info: ListInfo) -> ReadResult:
    tally = Tally()
    parties = []
    for number, line in enumerate(sources[0].data.decode().splitlines()[1:]):
        properties = Properties()
        properties.add("name", line)
        listing = Listing(
            authority=info.authority,
            program="CRATER",
            legal_effect=info.effect_of(["CRATER"]),
            locator=f"line {number}",
        )
        tally.keep()
        parties.append(listed_party(info, str(number), "Person", properties, listing))
    return tally.result(parties)


def test_a_list_is_added_by_one_entry_and_one_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "catalogue.toml"
    data.write_text(catalogue_module._DATA.read_text(encoding="utf-8") + ENTRY, encoding="utf-8")
    module = types.ModuleType("entourage.lists.readers.xx_moon")
    module.read = read_moon  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(catalogue_module, "_DATA", data)
    monkeypatch.setattr("entourage.lists.readers.names", lambda: (*names(), "xx-moon"))
    catalogue.cache_clear()
    sniff._marks.cache_clear()
    try:
        folder = tmp_path / "files"
        folder.mkdir()
        (folder / "register.moon").write_text("<moon >\nAda Example\nBernard Sample\n", encoding="utf-8")
        (folder / "readme.txt").write_text("not of the list", encoding="utf-8")
        assert detected([folder / "register.moon"]) == "xx-moon"
        snapshot = add_list([folder], dataset="xx-moon", date="2022-05")
        (loaded,) = load_lists()
    finally:
        catalogue.cache_clear()
        sniff._marks.cache_clear()
    assert (snapshot.title, snapshot.party_count) == ("Register of the Moon", 2)
    assert [party.listings[0].legal_effect for party in loaded.parties] == ["travel ban", "travel ban"]


def test_every_reader_of_the_catalogue_is_a_module_with_read() -> None:
    for info in catalogue().values():
        assert callable(reader(info.reader)), info.dataset
    with pytest.raises(KeyError):
        reader("no-such-reader")
