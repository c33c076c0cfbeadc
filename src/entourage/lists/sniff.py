"""What a file is, told from its first bytes rather than its name.

In: the files of a list. Out: the reader for a list of the user's own, or the known lists that the files look like.
Invariant: nothing is guessed; what fits no format is an error that names the formats.

How each list is recognised stands in its catalogue entry (``marks``, ``headings``); only OFAC's tables have neither
marks nor headings and are known by their shape.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from entourage.lists.catalogue import catalogue
from entourage.lists.readers.us_ofac_tables import table_rows
from entourage.lists.record import Source
from entourage.lists.spreadsheet import is_spreadsheet, sheets
from entourage.lists.tables import decode
from entourage.model import ListError

_HEAD = 4096
_TOP_ROWS = 12
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FTM_KEYS = (b'"schema"', b'"properties"')
_OFAC = ("us-ofac-sdn", "us-ofac-cons")
_OFAC_PROGRAM = 3
_OFAC_KINDS = ("individual", "vessel", "aircraft", "-0-")
_PROGRAMS = re.compile(rb"<(?:\w+:)?(?:program|Comment)>([^<]{2,60})<")
NOT_SDN = ("UKRAINE-EO13662", "NS-", "FSE-", "CMIC-", "561", "CAPTA")
"""How the programmes of OFAC's non-SDN list begin."""
NOT_SDN_SHARE = 0.5
"""Share of records under those programmes that makes it the non-SDN list: below 1 % of the SDN snapshots of 2018 to
2023, above 55 % of the non-SDN ones of 2017 to 2025."""


def generic_reader(sources: Sequence[Source], dataset: str) -> str:
    """The reader for a table of names or a FollowTheMoney stream.

    Raises:
        ListError: ``unknown-format`` when the first file is neither.
    """
    head = sources[0].data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        line = sources[0].data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
        if all(key in line for key in _FTM_KEYS):
            return "ftm-json"
    elif is_spreadsheet(head) or (head and not head.startswith((b"<", b"[", b"%PDF"))):
        return "names-csv"
    raise ListError(
        "unknown-format",
        f"{sources[0].name} is neither a table of names with a header nor FollowTheMoney JSON, one entity per line.",
        f"Official formats need their list's name instead of {dataset!r}: {', '.join(catalogue())}.",
    )


def likely_dataset(sources: Sequence[Source]) -> str:
    """The known list that the files look like; empty when they look like none, or like several."""
    found = candidates(sources)
    return found[0] if len(found) == 1 else ""


def candidates(sources: Sequence[Source]) -> tuple[str, ...]:
    """The known lists that the files look like, in the catalogue's order.

    Args:
        sources: the files; each is looked at until one looks like something.

    Returns:
        Usually one name; several where lists share a format that says no more; none for a list of the user's own.
    """
    for source in sources:
        found = _by_marks(source) or _by_headings(source)
        if found or _is_ofac_main(source):
            return _of_ofac(source) if not found or set(found) <= set(_OFAC) else tuple(found)
    return ()


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(mark)) for name, info in catalogue().items() for mark in info.marks)


def _head(source: Source) -> str:
    head = source.data[:_HEAD]
    if head.startswith(_UTF16):
        return head.decode("utf-16", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _by_marks(source: Source) -> list[str]:
    head = _head(source).lstrip()
    if not head.startswith(("<", "{", "[")):
        return []
    return list(dict.fromkeys(name for name, mark in _marks() if mark.search(head)))


def _by_headings(source: Source) -> list[str]:
    tops = _top_rows(source)
    return [
        name
        for name, info in catalogue().items()
        if any(all(_bare(cell) in row for cell in wanted) for wanted in info.headings for row in tops)
    ]


def _top_rows(source: Source) -> list[set[str]]:
    """The cells of the first rows of a table, or of each sheet of a spreadsheet."""
    if is_spreadsheet(source.data):
        try:
            found = sheets(source)
        except ListError:
            return []
        return [{_bare(cell) for cell in row} for sheet in found for row in sheet.rows[:_TOP_ROWS]]
    lines = _head(source).splitlines()[:_TOP_ROWS]
    return [{_bare(cell) for cell in re.split(r"[,;\t]", line)} for line in lines]


def _bare(cell: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)).strip("\"'").casefold()


def _of_ofac(source: Source) -> tuple[str, ...]:
    """Which of OFAC's two lists, by the programmes of the records."""
    if source.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        programs = [found.decode("ascii", "replace") for found in _PROGRAMS.findall(source.data)]
    else:
        programs = [row[_OFAC_PROGRAM].strip() for row in _ofac_rows(source, whole=True)]
    if not programs:
        return _OFAC
    others = sum(program.startswith(NOT_SDN) for program in programs)
    return (_OFAC[others > NOT_SDN_SHARE * len(programs)],)


def _ofac_rows(source: Source, *, whole: bool) -> list[list[str]]:
    """Rows of OFAC's main table; only those of the beginning where the whole is not asked for."""
    data = source.data if whole else source.data[:_HEAD].rpartition(b"\n")[0]
    try:
        kind, found = table_rows(decode(data, source.name), source.name)
    except ListError:
        return []
    return [row for _, row in found] if kind == "main" else []


def _is_ofac_main(source: Source) -> bool:
    """Twelve columns without a header, the first of them a number and the third a type of party."""
    row = next(iter(_ofac_rows(source, whole=False)), None)
    return row is not None and row[0].strip().isdigit() and row[2].strip().lower() in _OFAC_KINDS
