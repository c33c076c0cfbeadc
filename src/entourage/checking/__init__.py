"""The document's own claims against lists and reference tables: a verdict each, the figure found, and the gap."""

from entourage.checking.check import check
from entourage.checking.outcome import VERDICTS
from entourage.checking.reference import ReferenceTable, Row, read_table
from entourage.checking.tables import add_table, read_tables, remove_table, tables

__all__ = [
    "VERDICTS",
    "ReferenceTable",
    "Row",
    "add_table",
    "check",
    "read_table",
    "read_tables",
    "remove_table",
    "tables",
]
