"""The tables of one set of OFAC's flat files, brought together by record number.

In: the files, delimited by "," (CSV), "|" (PIP) or "@" (DEL), or of fixed width (FF). Out: ``TableSet``. Invariants:
which table a file is shows in its number of columns or the length of its lines; what does not fit together is refused
or said in the notes, never joined.

Source: OFAC's data specification, dat_spec.txt of 2023-09-25 (CSV and FF; PIP and DEL stood in earlier ones).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from entourage.lists.record import Source
from entourage.lists.tables import END_MARK, decode, rows_of_width
from entourage.model import ListError

WIDTHS = {12: "main", 5: "alias", 6: "address", 2: "comment"}
NULL = "-0-"
REMARK_LIMIT = 1000
"""OFAC cuts Remarks at 1,000 characters; a shorter remark has no continuation."""

_FIXED = {
    2017: (10, 350, 12, 200, 200, 8, 25, 14, 8, 40, 150, 1000),
    1336: (10, 10, 750, 116, 250, 200),
    578: (10, 10, 8, 350, 200),
}
"""Widths of the columns by the length of a line."""

Rows = list[tuple[int, list[str]]]


class TableSet(msgspec.Struct, kw_only=True):
    """The tables of one set, the secondary ones by record number.

    Attributes:
        main_name, main: the main table's file name and rows.
        beyond: rows of the main table's file that stand after its end mark: somebody has put another list behind it.
        alias, address, comment: rows, and continuations of remarks, by record number.
        notes: what a careful reader should know.
    """

    main_name: str = ""
    main: Rows = []
    beyond: Rows = []
    alias: dict[str, list[list[str]]] = {}
    address: dict[str, list[list[str]]] = {}
    comment: dict[str, str] = {}
    notes: list[str] = []


def read_tables(sources: Sequence[Source], dataset: str) -> TableSet:
    """Bring the tables together.

    Args:
        sources: the files of the set, in any order and under any name.
        dataset: the list's name, for messages.

    Raises:
        ListError: ``csv-broken``, ``list-truncated``, ``wrong-format``, ``set-without-main-table``, ``set-mixed``.
    """
    kinds: dict[str, tuple[str, Rows]] = {}
    notes: list[str] = []
    for source in sources:
        kind, found = table_rows(decode(source.data, source.name), source.name)
        if not kind:
            continue
        if kind in kinds:
            raise ListError(
                "set-mixed",
                f"{kinds[kind][0]} and {source.name} are both the {kind} table of {dataset}.",
                "Give the files of one set only.",
            )
        _check_last_cell(source.name, kind, found, notes)
        kinds[kind] = (source.name, _without_header(found))
    name, main = kinds.get("main", ("", []))
    if not main:
        given = ", ".join(source.name for source in sources) or "nothing"
        raise ListError(
            "set-without-main-table",
            f"{dataset} needs its main table (12 columns: sdn.csv or cons_prim.csv); given: {given}.",
            "Give the folder that holds the whole set, or the main table alone.",
        )
    main, beyond = _parted(main)
    tables = TableSet(main_name=name, main=main, beyond=beyond, notes=notes)
    known = {row[0].strip() for _, row in main}
    tables.alias = _by_number(kinds, "alias", known, tables.notes)
    tables.address = _by_number(kinds, "address", known, tables.notes)
    tables.comment = _continuations(kinds, main, tables.notes)
    return tables


def _parted(found: Rows) -> tuple[Rows, Rows]:
    """Rows before and after an end mark that is not the end; the mark is taken off."""
    place = next((place for place, (_, row) in enumerate(found) if row[0].startswith(END_MARK)), len(found))
    beyond = [(line, [row[0].lstrip(END_MARK), *row[1:]]) for line, row in found[place:]]
    return found[:place], beyond


def table_rows(text: str, name: str) -> tuple[str, Rows]:
    """The kind of a table and its rows, whatever its columns are delimited by.

    Args:
        text: the table.
        name: its file name, for messages.

    Returns:
        One of the kinds of ``WIDTHS`` and the rows with their lines; an empty kind for a file without rows.

    Raises:
        ListError: ``csv-broken``, ``list-truncated``, ``wrong-format``.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip(f" {END_MARK}")]
    widths = _FIXED.get(len(lines[0][1])) if lines else None
    if widths and lines[0][1][:10].strip().isdigit():
        return WIDTHS[len(widths)], [(number, _sliced(line, widths, name, number)) for number, line in lines]
    first = lines[0][1] if lines else ""
    delimiter = next((sign for sign in "|@" if first.partition(sign)[0].strip().isdigit()), ",")
    return rows_of_width(text, name, WIDTHS, delimiter=delimiter)


def _sliced(line: str, widths: tuple[int, ...], name: str, number: int) -> list[str]:
    if len(line) != sum(widths):
        raise ListError(
            "list-truncated",
            f"{name} line {number} has {len(line)} characters, not {sum(widths)}.",
            "The file is cut off or damaged: download it again. Nothing was stored.",
        )
    cells, start = [], 0
    for width in widths:
        cells.append(line[start : start + width].rstrip())
        start += width
    return cells


def _check_last_cell(name: str, kind: str, found: Rows, notes: list[str]) -> None:
    """A cut inside the last null leaves a row of full width (``...,-0``): refused in the main table, else noted."""
    line, row = found[-1]
    last = row[-1].strip()
    if last not in ("", "-", "-0"):
        return
    if kind == "main" or not last:
        raise ListError(
            "list-truncated",
            f"{name} line {line} ends in {row[-1]!r}.",
            "The file is cut off: download it again. Nothing was stored.",
        )
    row[-1] = NULL
    notes.append(f"{name} is cut off inside the null of its last cell (line {line}): rows after it may be missing.")


def _without_header(found: Rows) -> Rows:
    """The rows without a header line that an owner of a copy may have added."""
    return found[1:] if not found[0][1][0].strip().isdigit() else found


def _by_number(
    kinds: dict[str, tuple[str, Rows]], kind: str, known: set[str], notes: list[str]
) -> dict[str, list[list[str]]]:
    grouped: dict[str, list[list[str]]] = {}
    orphans = 0
    name, found = kinds.get(kind, ("", []))
    for _, row in found:
        number = row[0].strip()
        orphans += number not in known
        grouped.setdefault(number, []).append(row)
    if orphans:
        notes.append(f"{orphans} of {len(found)} rows of {name} have no record in the main table: of another day?")
    return grouped


def _continuations(kinds: dict[str, tuple[str, Rows]], main: Rows, notes: list[str]) -> dict[str, str]:
    """Remarks that go on in the comments table, when the table is of the same day as the main one.

    A comments table of another day joins wrong text: the cut falls elsewhere. It is of the same day only when
    it continues every remark that was cut and no other.
    """
    if "comment" not in kinds:
        return {}
    name, found = kinds["comment"]
    texts = {row[0].strip(): row[1] for _, row in found}
    cut = {row[0].strip() for _, row in main if len(row[11]) >= REMARK_LIMIT}
    strangers = set(texts) - cut
    if strangers or cut - set(texts):
        notes.append(
            f"{name} was not used: {len(strangers)} of its {len(texts)} rows continue no cut remark and "
            f"{len(cut - set(texts))} cut remarks have no row in it, so it is of another day."
        )
        return {}
    return texts
