"""What every checker of claims is given.

In: nothing. Out: values. Invariant: nothing here changes while a document's claims are checked.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from entourage.checking.knowledge import ListKind
from entourage.checking.reference import ReferenceTable
from entourage.checking.snapshots import Version, versions
from entourage.model import Claim, LoadedList, Reading, Screening

_BREAK = re.compile(r"[,;:.!?()\n—–“”\"]")
_MAX_BEHIND = 240


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """A reading, and the data at hand as of one day.

    Attributes:
        day: ISO 8601 day, month or year that verdicts speak of.
        screenings: of the reading's parties; lines of other days are not looked at.
        cache: folder of name indexes; None keeps them in memory.
        text: of the document; empty where it is not at hand.
        is_later: whether the day is another one than the document's.
    """

    reading: Reading
    lists: tuple[LoadedList, ...]
    tables: tuple[ReferenceTable, ...] = ()
    day: str
    screenings: tuple[Screening, ...] = ()
    cache: Path | None = None
    text: str = ""
    is_later: bool = False

    def versions(self, day: str = "") -> dict[str, Version]:
        """Every list as it stood near a day; the context's own day by default."""
        return versions(self.lists, day or self.day)

    def behind(self, claim: Claim) -> str:
        """The words that follow a claim's figure in its sentence, up to the next break; empty without the text."""
        end = claim.evidence[-1].end if claim.evidence else 0
        return _BREAK.split(self.text[end : end + _MAX_BEHIND], maxsplit=1)[0]

    def name(self, entity_id: str) -> str:
        """The name of an entity; its id where the reading has no such entity."""
        return next((one.name for one in self.reading.entities if one.id == entity_id), entity_id)


def lists_meant(text: str, authority: str, at: dict[str, Version]) -> tuple[tuple[Version, ...], bool]:
    """The lists of an authority that a text means.

    Args:
        text: words of the claim, with the list's name.
        authority: whose lists.
        at: lists at hand.

    Returns:
        The lists, and whether the text names them (True) or they are just the authority's main ones (False). Empty
        where none of them is at hand.
    """
    own = [version for version in at.values() if version.kind.authority == authority]
    said = f" {' '.join(text.lower().replace('’', chr(39)).split())} "
    named = [version for version in own if _is_named(version.kind, said)]
    if named:
        return tuple(named), True
    starters = [version for version in own if version.kind.dataset.startswith("starter-")]
    main = [version for version in own if version.kind.main and version not in starters]
    return tuple(main or starters), False


def _is_named(kind: ListKind, said: str) -> bool:
    return any(f" {sign}" in said or f"{sign} " in said for sign in kind.signs)


def number_words(claim: Claim) -> str:
    """The claim's words up to its number, to read "nearly" and "exactly" from."""
    parts = claim.value.split()
    number = parts[1] if len(parts) > 1 else ""
    at = claim.what.find(number) if number else -1
    return claim.what[:at] if at > 0 else ""
