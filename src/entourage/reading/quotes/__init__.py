"""Quotes: words put in someone's mouth, and whose."""

from entourage.reading.quotes.find import find_quotes

__all__ = ["find_quotes"]
