"""The small lists that ship with the package.

In: ``starter.csv`` and ``starter.toml`` beside this file. Out: one ``LoadedList`` per authority, marked as a
starter. Invariants: every row names the page of the fact; a date that is not certain is left empty.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from functools import cache
from pathlib import Path

from entourage.lists.catalogue import legal_effects
from entourage.lists.dates import parse_birth
from entourage.lists.record import Properties
from entourage.lists.text import slug
from entourage.model import LegalEffect, ListedParty, ListError, Listing, LoadedList, Snapshot

_FOLDER = Path(__file__).parent
_PARTIES = _FOLDER / "parties.csv"
_LISTINGS = _FOLDER / "listings.csv"
_LISTS = _FOLDER / "lists.toml"


def how_to_load_full_lists() -> str:
    """How the full lists are loaded, in a few lines of text for terminal and dossier."""
    return (
        "The starter lists hold a few dozen parties. Load the full official lists, downloaded from their authorities:\n"
        "  entourage lists add sema-lmes.xml --as ca-sema --date 2026-01-31     Canada (XML)\n"
        "  entourage lists add FOLDER --as us-ofac-sdn --date 2026-01-31        OFAC: sdn.csv, alt.csv, add.csv\n"
        "  entourage lists add FOLDER --as us-ofac-cons --date 2026-01-31       OFAC: cons_prim.csv and more\n"
        "  entourage lists add consolidated.xml --as un-sc                      UN Security Council (XML)\n"
        "Where the authorities publish them: entourage lists catalogue"
    )


@cache
def starter_lists() -> tuple[LoadedList, ...]:
    """The starter lists, one per authority, each with ``snapshot.starter`` set.

    Returns:
        Always the same lists, in the order of ``lists.toml``.

    Raises:
        ListError: ``starter-damaged`` when the shipped files do not fit together.
    """
    lists = tomllib.loads(_LISTS.read_text(encoding="utf-8"))
    with _PARTIES.open(encoding="utf-8", newline="") as stream:
        parties = {row["key"]: row for row in csv.DictReader(stream)}
    with _LISTINGS.open(encoding="utf-8", newline="") as stream:
        listings = list(csv.DictReader(stream))
    return tuple(_loaded(name, entry, parties, listings) for name, entry in lists["lists"].items())


def _loaded(
    name: str, entry: dict[str, str], parties: dict[str, dict[str, str]], listings: list[dict[str, str]]
) -> LoadedList:
    rows = [(number, row) for number, row in enumerate(listings, start=2) if row["list"] == name]
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for number, row in rows:
        if row["party"] not in parties:
            raise ListError("starter-damaged", f"listings.csv line {number}: no party {row['party']!r}.")
        found.setdefault(row["party"], []).append((number, row))
    dataset = f"starter-{name}"
    members = tuple(_party(dataset, parties[key], listed, entry) for key, listed in found.items())
    digest = hashlib.sha256(repr([(parties[row["party"]], row) for _, row in rows]).encode()).hexdigest()
    snapshot = Snapshot(
        id=f"{dataset}@{entry['date']}-{digest[:8]}",
        dataset=dataset,
        title=f"Starter extract of {entry['title']}, {len(members)} parties, NOT the full list",
        authority=entry["authority"],
        date=entry["date"],
        date_origin="in the file",
        sha256=digest,
        url=entry["url"],
        files=("listings.csv", "parties.csv"),
        records_read=len(rows),
        records_kept=len(rows),
        party_count=len(members),
        loaded_at=f"{entry['date']}T00:00:00Z",
        starter=True,
        notes=(
            "A starter list: a party that is not on it may be on the full list, and later delistings are not in it.",
        ),
    )
    return LoadedList(snapshot=snapshot, parties=members)


def _party(
    dataset: str, party: dict[str, str], listed: list[tuple[int, dict[str, str]]], entry: dict[str, str]
) -> ListedParty:
    properties = Properties()
    for column in ("name", "firstName", "fatherName", "lastName", "gender"):
        properties.add(column, party[column])
    for column in ("alias", "weakAlias", "nationality", "country", "position"):
        properties.add(column, *party[column].split(";"))
    born = "birthDate" if party["schema"] == "Person" else "incorporationDate"
    properties.add(born, *parse_birth(party["birthDate"]))
    properties.add("topics", entry["topic"])
    listings = []
    for number, row in listed:
        properties.add("program", row["program"])
        listings.append(_listing(row, number, entry))
    return ListedParty(
        id=f"{dataset}-{slug(party['key'])}",
        schema=party["schema"],
        caption=party["name"],
        properties=properties.freeze(),
        listings=tuple(listings),
    )


def _listing(row: dict[str, str], number: int, entry: dict[str, str]) -> Listing:
    return Listing(
        authority=entry["authority"],
        program=row["program"],
        legal_effect=_effect(row["legal_effect"], number),
        listing_date=row["listing_date"],
        record_id=row["record_id"],
        reason=row["note"],
        source_url=row["source_url"],
        record={column: value for column, value in row.items() if value},
        locator=f"listings.csv line {number}",
    )


def _effect(word: str, number: int) -> LegalEffect:
    for effect in legal_effects():
        if effect == word:
            return effect
    raise ListError("starter-damaged", f"listings.csv line {number}: {word!r} is no legal effect.")
