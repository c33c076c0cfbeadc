"""Reading: from a Document to people, organisations, roles, ties and quotes, each with its spans."""

from entourage.reading.read import READER_VERSION, read

__all__ = ["READER_VERSION", "read"]
