"""All loaded lists at hand: one name, or many, against them without a document.

In: loaded lists. Out: :class:`Screening` lines. Invariants: the same lists, facts and day give the same lines, whatever
was asked before and in whichever process; nobody is called listed on a name alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from entourage.model import Entity, LoadedList, Mention, Reading, Screening, SettingsError, Snapshot
from entourage.screening.policy import policy
from entourage.screening.screen import open_lists, screen_entity
from entourage.screening.subject import screenable, subject_of

_ORDER = {"listed": 0, "listed later": 1, "formerly listed": 2, "possible": 3, "same name only": 4, "not found": 5}


class ListSet:
    """Lists ready to be asked. Made by :meth:`load`, or of lists that are at hand.

    Args:
        lists: snapshots with their parties; several snapshots of one list show who was on it when.
        cache: folder for the indexes; None means beside each loaded snapshot.

    >>> ListSet([]).screen(name="Ada Example")
    ()
    """

    def __init__(self, lists: Sequence[LoadedList], *, cache: Path | None = None) -> None:
        self._lists = tuple(lists)
        self._opened = open_lists(self._lists, cache, keep=True)

    @classmethod
    def load(cls, home: Path | None = None, datasets: Sequence[str] | None = None) -> ListSet:
        """The lists of the user's data folder; the starter list of the package where nothing is loaded.

        Args:
            home: data folder; None means the user's.
            datasets: names of the lists wanted; None means all.

        Raises:
            ListError: when a stored list cannot be read, or one that is wanted is not loaded.
        """
        from entourage.lists import data_home, load_lists, starter_lists

        found = load_lists(home, datasets)
        folder = (home or data_home()) / "name-indexes"
        return cls(found or (starter_lists() if datasets is None else ()), cache=folder)

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """What is searched."""
        return tuple(loaded.snapshot for loaded in self._lists)

    def screen(
        self,
        name: str,
        *,
        schema: str = "Person",
        aliases: Sequence[str] = (),
        birth_date: str = "",
        birth_place: str = "",
        country: str = "",
        gender: str = "",
        identifiers: Sequence[str] = (),
        today: str = "",
        limit: int = 20,
    ) -> tuple[Screening, ...]:
        """Who this may be on the lists: verdicts with reasons, surest first.

        Args:
            name: any script, any order of words.
            schema: FollowTheMoney's: ``Person``, ``Organization``, ``Company``, ``PublicBody`` or ``LegalEntity``.
            aliases: other names of the same party.
            birth_date: ISO 8601 year, month or day.
            birth_place: a town.
            country: ISO 3166-1 alpha-2, or a country's name: the nationality of a person, else the country.
            gender: ``male`` or ``female``.
            identifiers: official numbers (passport, tax, registration ...).
            today: ISO 8601 day that verdicts speak of; default the clock's (UTC).
            limit: most lines to return.

        Returns:
            Lines of every list that has a record worth a look; empty when none has.

        Raises:
            SettingsError: ``unknown-schema``, ``not-a-date``.
        """
        properties = {
            "birthDate": _iso(birth_date),
            "birthPlace": birth_place,
            "nationality" if schema == "Person" else "country": country,
            "gender": gender,
        }
        kept: dict[str, tuple[str, ...]] = {key: (value,) for key, value in properties.items() if value}
        if identifiers:
            kept["idNumber"] = tuple(identifiers)
        entity = Entity(
            id="query",
            schema=schema,
            name=name,
            aliases=tuple(aliases),
            mentions=(Mention(start=0, end=max(1, len(name))),),
            properties=kept,
        )
        return self.screen_entity(entity, today=today, limit=limit)

    def screen_entity(self, entity: Entity, *, today: str = "", limit: int = 20) -> tuple[Screening, ...]:
        """The same for an entity with FollowTheMoney properties; see :meth:`screen`."""
        if not screenable(entity):
            raise SettingsError(
                "unknown-schema",
                f"{entity.schema!r} is not screened.",
                "Use Person, Organization, Company, PublicBody or LegalEntity.",
            )
        day = today or datetime.datetime.now(datetime.UTC).date().isoformat()
        subject = subject_of(entity, Reading(document_id="", entities=(entity,)))
        floor = policy().thresholds.threshold
        lines = screen_entity(entity, subject, self._opened, ((day, "today"),), floor)
        found = [line for line in lines if line.verdict != "not found"]
        found.sort(key=lambda s: (_ORDER[s.verdict], -s.score, s.list, s.party.id if s.party else ""))
        return tuple(found[: max(0, limit)])


def _iso(date: str) -> str:
    parts = date.strip().split("-")
    if date and not (
        all(p.isascii() and p.isdigit() for p in parts) and [len(p) for p in parts] == [4, 2, 2][: len(parts)]
    ):
        raise SettingsError("not-a-date", f"{date!r} is no date.", "Write it as 1961, 1961-01 or 1961-01-03.")
    return date.strip()
