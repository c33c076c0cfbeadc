"""A case in the formats of other programs: FollowTheMoney, tables, graphs, Cypher, Senzing; and as its own bundle."""

from entourage.casefile.export.bundle import read_bundle, write_bundle
from entourage.casefile.export.formats import FORMATS, export

__all__ = ["FORMATS", "export", "read_bundle", "write_bundle"]
