"""The formats of an export by name.

In: an open casefile and a format. Out: files as (name, bytes). Invariant: one file, or for ``csv`` one for each table.
"""

from __future__ import annotations

from collections.abc import Callable

from entourage.casefile.casefile import Casefile
from entourage.casefile.export.bundle import write_bundle
from entourage.casefile.export.followthemoney import ftm, statement_csv
from entourage.casefile.export.graphs import cypher, gexf, graphml
from entourage.casefile.export.network import Network, whole_network
from entourage.casefile.export.senzing import senzing
from entourage.casefile.export.tables import csv_text, sheets, xlsx_bytes

Files = dict[str, bytes]


def _drawn(suffix: str, draw: Callable[[Network], str]) -> Callable[[Casefile, str], Files]:
    def files(casefile: Casefile, as_of: str) -> Files:
        return {f"case.{suffix}": draw(whole_network(casefile, as_of=as_of)).encode("utf-8", "replace")}

    return files


def _of_case(name: str, write: Callable[[Casefile], str]) -> Callable[[Casefile, str], Files]:
    return lambda casefile, as_of: {name: write(casefile).encode("utf-8", "replace")}


def _csv(casefile: Casefile, as_of: str) -> Files:
    return {f"{name}.csv": csv_text(table).encode("utf-8", "replace") for name, table in sheets(casefile).items()}


FORMATS: dict[str, Callable[[Casefile, str], Files]] = {
    "ftm": _of_case("case.ftm.json", ftm),
    "statements": _of_case("case.statements.csv", statement_csv),
    "csv": _csv,
    "xlsx": lambda casefile, as_of: {"case.xlsx": xlsx_bytes(sheets(casefile))},
    "gexf": _drawn("gexf", gexf),
    "graphml": _drawn("graphml", graphml),
    "cypher": _drawn("cypher", cypher),
    "senzing": _drawn("senzing.json", senzing),
    "bundle": lambda casefile, as_of: {"case.bundle.jsonl": b"".join(write_bundle(casefile))},
}


def export(casefile: Casefile, format_: str, *, as_of: str = "") -> Files:
    """A case in one of :data:`FORMATS`.

    Args:
        format_: its name.
        as_of: ISO 8601 date, for the networks (gexf, graphml, cypher, senzing): only links that held then.

    Returns:
        Bytes by the name of a file.

    Raises:
        KeyError: for a format that is none.
    """
    return FORMATS[format_](casefile, as_of)
