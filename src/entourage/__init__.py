"""Entourage: who stands around whom in a document, every line with its evidence."""

__version__ = "0.1.0"
