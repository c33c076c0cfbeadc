"""What a file is, told from its first bytes rather than its name.

In: the files of a list. Out: the reader for a list of the user's own, or the known list that the files look like.
Invariant: nothing is guessed; what fits no format is an error that names the formats.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from entourage.lists.catalogue import catalogue
from entourage.lists.record import Source
from entourage.lists.tables import decode, rows
from entourage.model import ListError

_HEAD = 4096
_ROOTS = {"data-set": "ca-sema", "CONSOLIDATED_LIST": "un-sc", "export": "eu-fsf", "sdnList": "us-ofac-sdn"}
_FIRST_CELLS = {
    ("Last Updated",): "uk-conlist",
    ("Name", "Street_Address"): "us-bis-dpl",
    ("source", "entity_number"): "us-csl",
    ("_id", "source", "entity_number"): "us-csl",
}
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_FTM_KEYS = (b'"schema"', b'"properties"')
_OFAC_WIDTH = 12
_OFAC_NAME = {"sdn": "us-ofac-sdn", "cons": "us-ofac-cons"}


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
    elif head and not head.startswith((b"<", b"[", b"%PDF", b"\xd0\xcf\x11\xe0")):
        return "names-csv"
    raise ListError(
        "unknown-format",
        f"{sources[0].name} is neither a table of names with a header nor FollowTheMoney JSON, one entity per line.",
        f"Official formats need their list's name instead of {dataset!r}: {', '.join(catalogue())}.",
    )


def likely_dataset(sources: Sequence[Source]) -> str:
    """The known list that the files look like; empty when they look like none."""
    for source in sources:
        root = _root(source.data[:_HEAD])
        if root == "sdnList" and source.name.lower().startswith("cons"):
            return "us-ofac-cons"
        if root in _ROOTS:
            return _ROOTS[root]
        if _is_ofac_main(source):
            prefix = source.name.lower().split("_")[0].split(".")[0]
            return _OFAC_NAME.get(prefix, "us-ofac-sdn")
        for cells, dataset in _FIRST_CELLS.items():
            if _begins_with(source, cells):
                return dataset
    return ""


def _root(head: bytes) -> str:
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return ""
    match = _ROOT.search(head)
    return match[1].decode("ascii", "replace") if match else ""


def _begins_with(source: Source, cells: tuple[str, ...]) -> bool:
    line = source.data[:_HEAD].removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("ascii", "replace")
    found = [cell.strip('"\r ') for cell in re.split(r"[,\t]", line)]
    return tuple(found[: len(cells)]) == cells


def _is_ofac_main(source: Source) -> bool:
    """Twelve columns without a header, the first of them a number and the third a type of party."""
    try:
        head = decode(source.data[:_HEAD].rpartition(b"\n")[0], source.name)
        _, row = next(rows(head, source.name), (0, []))
    except ListError:
        return False
    kinds = ("individual", "vessel", "aircraft", "-0-")
    return len(row) == _OFAC_WIDTH and row[0].strip().isdigit() and row[2].strip().lower() in kinds
