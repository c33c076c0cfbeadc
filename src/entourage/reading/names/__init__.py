"""Names in the text: which stretches name a person, an organisation, a place, a people, a work.

In: a Parsed text. Out: :class:`Name` values in order that do not overlap. The model proposes; cues beside a name, the
name's own
words and all other places where the same name stands decide what it names; names that the model overlooked are
added where the rest of the text shows them.
"""

from entourage.reading.names.draft import Name, NameKind
from entourage.reading.names.find import find_names

__all__ = ["Name", "NameKind", "find_names"]
