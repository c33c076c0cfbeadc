"""The lists and queries that screening is measured on, from the outside folder ``shared``.

In: nothing. Out: parties, queries with the ids of the parties that are meant. Invariant: a query is left out when no
party has exactly its name.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from entourage.model import ListedParty
from entourage.names import normalise, romanise

SHARED = Path(os.environ.get("ENTOURAGE_SHARED", str(Path(__file__).resolve().parents[3] / "shared")))


def at_hand() -> bool:
    """Whether the outside lists and queries are there."""
    return (SHARED / "screening/queries").is_dir()


def targets() -> list[ListedParty]:
    """The parties of the UN list and of OFAC's SDN list."""
    from entourage.lists import read_list

    un = read_list([SHARED / "lists/un/un-2026-02-27.xml.gz"], dataset="un-sc")
    us = read_list([SHARED / "lists/us/sdn-2021-06"], dataset="us-ofac-sdn", date="2021-06")
    return [*un.parties, *us.parties]


def sorted_words(name: str) -> str:
    """A name's normalised words in order of the alphabet."""
    return " ".join(sorted(normalise(romanise(name)).split()))


def rows(name: str, most: int) -> list[dict[str, str]]:
    """Rows of an outside query file."""
    with (SHARED / "screening/queries" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))[:most]


def listed_queries(parties: Sequence[ListedParty], most: int) -> list[tuple[dict[str, str], set[str]]]:
    """Rows of listed persons with the ids of the parties whose main name is theirs, in any order of words."""
    by_name: dict[str, set[str]] = {}
    for party in parties:
        for name in party.properties.get("name", ())[:1]:
            by_name.setdefault(sorted_words(name), set()).add(party.id)
    found = [
        (row, by_name.get(sorted_words(row["full_name"]), set())) for row in rows("positives_un_untreated.csv", most)
    ]
    return [(row, ids) for row, ids in found if ids]


def main_names(parties: Sequence[ListedParty], schema: str, one_in: int) -> list[tuple[str, set[str]]]:
    """Main names of every so-manieth party of a schema, with the ids of all parties of that name."""
    by_name: dict[str, set[str]] = {}
    chosen: list[str] = []
    for party in parties:
        if party.schema == schema and (names := party.properties.get("name", ())):
            by_name.setdefault(sorted_words(names[0]), set()).add(party.id)
            if crc32(party.id.encode()) % one_in == 0:
                chosen.append(names[0])
    return [(name, by_name[sorted_words(name)]) for name in dict.fromkeys(chosen)]


def held_out(name: str) -> bool:
    """Whether a name belongs to the half that nothing was tuned on."""
    return crc32(sorted_words(name).encode()) % 2 == 1
