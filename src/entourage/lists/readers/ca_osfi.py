"""Canada: the consolidated list of terrorist entities that OSFI published, tab-separated text.

In: the text of Part B (entities). Out: parties with listings. Invariants: rows whose numbers share the whole part
(2.00, 2.01 ...) are one party, the first of them its main name; the days of the "Basis" are of listing and of revision,
so the earliest is the day of listing.

Source: the list's own foot notes; the Office of the Superintendent of Financial Institutions, https://www.osfi-bsif.gc.ca/
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from entourage.lists.aliases import split_aliases
from entourage.lists.catalogue import ListInfo
from entourage.lists.dates import parse_date
from entourage.lists.record import (
    Properties,
    ReadResult,
    Source,
    Tally,
    check_fields,
    listed_party,
    merged,
    one_file,
    unique_id,
)
from entourage.lists.tables import decode, rows
from entourage.lists.text import clean
from entourage.model import ListedParty, ListError, Listing

_COLUMNS = ("ID", "Entity", "Address/Other Information", "Basis")
_HEADING = re.compile(r"ID\s*#")
_NUMBER = re.compile(r"(\d+)\.(\d+)$")
_BASIS = re.compile(r"\b(CC|UNSC|RIUNRST)\b\s*\(?([A-Z][a-z]+\.? \d{1,2},? \d{4})?")
FOOT = re.compile(r"(?:DISCLAIMER|users should|Statutes of|Links to|\d [A-Z]|This list)")

Row = dict[str, str]


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``csv-broken``, ``unknown-encoding``, ``field-too-long``.
    """
    source = one_file(sources, info.dataset)
    groups: dict[str, list[tuple[int, Row]]] = {}
    started, outside = False, 0
    tally = Tally()
    for line, cells in rows(decode(source.data, source.name), source.name, delimiter="\t"):
        values = [clean(cell) for cell in cells]
        if not any(values):
            continue
        if not started:
            started = bool(_HEADING.match(values[0]))
            continue
        row = dict(zip(_COLUMNS, values, strict=False))
        match = _NUMBER.match(values[0])
        if match and row.get("Entity"):
            check_fields(row, f"{source.name} line {line}")
            groups.setdefault(match[1], []).append((line, row))
        elif match or any(values[1:]):
            tally.drop("record without a name" if match else "row without a number", f"line {line}: {values[0]}")
        else:
            outside += 1
    if not started:
        raise ListError("wrong-format", f"{source.name} has no heading ID #.", "Is this OSFI's list of entities?")
    parties, taken = list[ListedParty](), dict[str, int]()
    for number, found in groups.items():
        tally.keep(len(found))
        party = _party(number, found, source.name, info)
        parties.append(msgspec.structs.replace(party, id=unique_id(party.id, taken)))
    return tally.result(parties, notes=[f"{outside} lines of foot notes"] if outside else [])


def _party(number: str, found: list[tuple[int, Row]], file: str, info: ListInfo) -> ListedParty:
    table = [row for _, row in found]
    properties = Properties()
    properties.add("name", table[0]["Entity"])
    for row in table:
        names = split_aliases(row["Entity"], person=False, commas=False)
        properties.add("alias", row["Entity"], *names.full)
        properties.add("weakAlias", *names.weak)
        properties.add("notes", row.get("Address/Other Information"))
    bases = [basis for row in table for basis in _BASIS.findall(row.get("Basis", ""))]
    programs = list(dict.fromkeys(word for word, _ in bases))
    days = [parse_date(day) for _, day in bases]
    first, last = found[0][0], found[-1][0]
    listing = Listing(
        authority=info.authority,
        program="; ".join(programs),
        legal_effect=info.effect_of(programs),
        listing_date=min((day for day in days if day), default=""),
        record_id=number,
        source_url=info.url,
        record=merged(table),
        locator=f"{file} line {first}" if first == last else f"{file} lines {first} to {last}",
    )
    return listed_party(info, number, "Organization", properties, listing)
