"""European Union: consolidated list of financial sanctions, CSV 1.0 (until 2018).

In: the table, delimited by ";". Out: parties with listings; the publisher's date from the first column. Invariants:
all rows of one Entity_logical_id are one party, whatever fact each of them carries; a row of another width is dropped
with its line, never joined to a party.

A spreadsheet may have saved each line as one quoted cell with tabs behind it; such lines are unwrapped.

Source: the file csvFullSanctionsList that the Commission published until 2018; its columns as found in a copy of
2018-07-04.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from entourage.lists.catalogue import ListInfo
from entourage.lists.dates import parse_in_order
from entourage.lists.readers.eu_legacy import Entity, Facts, party
from entourage.lists.record import ReadResult, Source, Tally, check_fields, merged, one_file, unique_id
from entourage.lists.tables import decode, rows
from entourage.lists.text import clean
from entourage.model import ListedParty, ListError

FIRST = ("Date_file", "Date_filexxxx")
_NEEDED = ("Entity_logical_id", "Subject_type", "Programme", "Naal_wholename", "EU_ref_num")
_KINDS = {"Naal": "names", "Birt": "births", "Iden": "papers", "Citi": "citizens", "Addr": "addresses"}
_SHORT = 0.05
"""Share of rows of another width from which the file as a whole is refused."""

Row = dict[str, str]


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``csv-broken``, ``list-truncated``, ``unknown-encoding``,
            ``field-too-long``.
    """
    source = one_file(sources, info.dataset)
    tally = Tally()
    groups: dict[str, list[tuple[int, Row]]] = {}
    odd = []
    for line, cells, header in _cells(decode(source.data, source.name), source.name):
        row = {name: cell for name, cell in zip(header, cells, strict=False) if name}
        if len(cells) != len(header) or not row["Entity_logical_id"].isdigit():
            odd.append(line)
            tally.drop("row of another width than the header", f"line {line}: {len(cells)} cells, not {len(header)}")
            continue
        check_fields(row, f"{source.name} line {line}")
        groups.setdefault(row["Entity_logical_id"], []).append((line, row))
    _check_width(odd, tally.read + sum(map(len, groups.values())), source.name)
    parties, taken, published = list[ListedParty](), dict[str, int](), ""
    for number, found in groups.items():
        locator = f"{source.name} lines {found[0][0]} to {found[-1][0]}, {len(found)} rows"
        one = party(_entity(number, [row for _, row in found]), locator, info)
        published = published or parse_in_order(_first(found[0][1]), day_first=True)
        if one is None:
            for line, _ in found:
                tally.drop("record without a name", f"line {line}")
            continue
        tally.keep(len(found))
        parties.append(msgspec.structs.replace(one, id=unique_id(one.id, taken)))
    return tally.result(parties, date=published)


def _first(row: Row) -> str:
    return next((row[name] for name in FIRST if name in row), "")


def _check_width(odd: list[int], total: int, name: str) -> None:
    if len(odd) > _SHORT * total:
        raise ListError(
            "list-truncated",
            f"{name}: {len(odd)} of {total} rows have another width than the header, the first on line {odd[0]}.",
            "The file is cut off or damaged: download it again. Nothing was stored.",
        )


def _cells(text: str, name: str) -> Iterator[tuple[int, list[str], list[str]]]:
    """Line, cells and header of each row below the header; of a heading that comes again only the first stands."""
    wrapped = text.startswith(tuple(f'"{first};' for first in FIRST))
    found = rows(text, name, delimiter="," if wrapped else ";")
    header: list[str] = []
    for line, row in found:
        cells = next(rows(row[0].rstrip("\t "), name, delimiter=";"))[1] if wrapped and len(row) == 1 else row
        cells = [clean(cell.replace("\\n", " ")) for cell in cells]
        if header:
            yield line, cells, header
            continue
        header = [cell if cell not in cells[:index] else "" for index, cell in enumerate(cells)]
        missing = [heading for heading in _NEEDED if heading not in header]
        if missing or header[0] not in FIRST:
            what = ", ".join(missing) or FIRST[0]
            raise ListError("wrong-format", f"{name} has no column {what[:200]}.", "Is this the right file?")


def _entity(number: str, table: list[Row]) -> Entity:
    facts: dict[str, list[Facts]] = {kind: [] for kind in _KINDS.values()}
    for row in table:
        for prefix, kind in _KINDS.items():
            own = {
                name.removeprefix(f"{prefix}_"): cell
                for name, cell in row.items()
                if cell and name.startswith(f"{prefix}_")
            }
            if own and own not in facts[kind]:
                facts[kind].append(own)
    return Entity(
        number=number,
        kind=table[0].get("Subject_type", ""),
        reference=next((row["EU_ref_num"] for row in table if row["EU_ref_num"]), ""),
        programs=_values(table, "Programme", *(f"{prefix}_programme" for prefix in _KINDS)),
        urls=_values(table, "Leba_url"),
        remarks=_values(table, "Entity_remark"),
        record=merged(table),
        **facts,
    )


def _values(table: list[Row], *columns: str) -> list[str]:
    return list(dict.fromkeys(row[column] for row in table for column in columns if row.get(column)))
