"""French and Russian with the same output as English: the language of each passage, and its reading."""

from entourage.reading.languages.choose import ENGLISH, by_language
from entourage.reading.languages.join import join
from entourage.reading.languages.reader import only, read_blocks

__all__ = ["ENGLISH", "by_language", "join", "only", "read_blocks"]
