"""All loaded lists at hand: one name, or many, against them without a document.

In: loaded lists. Out: :class:`Screening` lines. Invariants: the same lists, facts and day give the same lines, whatever
was asked before and in whichever process; nobody is called listed on a name alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from entourage.model import Entity, ListedParty, LoadedList, Mention, Reading, Screening, SettingsError, Snapshot
from entourage.screening.decisions import Decisions, subject_key
from entourage.screening.policy import policy
from entourage.screening.screen import line_of, open_lists, screen_entity
from entourage.screening.subject import Subject, screenable, subject_of
from entourage.screening.verdicts import Match

_ORDER = {"listed": 0, "listed later": 1, "formerly listed": 2, "possible": 3, "same name only": 4, "not found": 5}


class ListSet:
    """Lists ready to be asked. Made by :meth:`load`, or of lists that are at hand.

    Args:
        lists: snapshots with their parties; several snapshots of one list show who was on it when.
        cache: folder for the indexes; None means beside each loaded snapshot.
        as_of: ISO 8601 day that verdicts speak of where a question names none; empty for the clock's (UTC).

    Raises:
        SettingsError: ``not-a-date``.

    >>> ListSet([]).screen(name="Ada Example")
    ()
    """

    def __init__(self, lists: Sequence[LoadedList], *, cache: Path | None = None, as_of: str = "") -> None:
        self._lists = tuple(lists)
        self._as_of = as_day(as_of)
        self._opened = open_lists(self._lists, cache, keep=True)

    @classmethod
    def load(cls, home: Path | None = None, datasets: Sequence[str] | None = None, *, as_of: str = "") -> ListSet:
        """The lists of the user's data folder; the starter list of the package where nothing is loaded.

        Args:
            home: data folder; None means the user's.
            datasets: names of the lists wanted; None means all.
            as_of: ISO 8601 day that verdicts speak of, so that one asks what was known of the lists then: who was
                on them, who no longer, who not yet. Later snapshots are kept, for they say who was listed later.

        Raises:
            SettingsError: ``not-a-date``.
            ListError: when a stored list cannot be read, or one that is wanted is not loaded.
        """
        from entourage.lists import data_home, load_lists, starter_lists

        found = load_lists(home, datasets)
        folder = (home or data_home()) / "name-indexes"
        return cls(found or (starter_lists() if datasets is None else ()), cache=folder, as_of=as_of)

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """What is searched."""
        return tuple(loaded.snapshot for loaded in self._lists)

    def record(self, wanted: str, dataset: str = "") -> tuple[str, ListedParty]:
        """A party as its newest snapshot has it, with the name of its list.

        Args:
            wanted: its id (``us-ofac-sdn-36``), or the list's own number where one list only has it.
            dataset: name of the list; empty for all.

        Raises:
            SettingsError: ``no-such-record``, also when several fit.
        """
        newest = {name: searched[0] for name, searched in self._opened.items() if dataset in ("", name)}
        parties = [(name, party) for name, one in newest.items() for party in one.parties]
        found = [(name, party) for name, party in parties if party.id == wanted] or [
            (name, party) for name, party in parties if any(li.record_id == wanted for li in party.listings)
        ]
        if len(found) == 1:
            return found[0]
        where = f"on {dataset}" if dataset else "on any loaded list"
        what = f"stands for {len(found)} records" if found else f"is no record {where}"
        choice = ", ".join(f"{party.id} ({party.caption})" for _, party in found[:5])
        hint = f"Give the id of one: {choice}." if found else "entourage screen NAME shows the ids of records."
        raise SettingsError("no-such-record", f"{wanted!r} {what}.", hint)

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
        as_of: str = "",
        limit: int = 20,
        decisions: Decisions | None = None,
        subject: str = "",
        cleared: bool = False,
    ) -> tuple[Screening, ...]:
        """Who this may be on the lists: verdicts with reasons, surest first.

        Args:
            name: any script, any order of words.
            schema: FollowTheMoney's: ``Person``, ``Organization``, ``Company``, ``PublicBody``, ``LegalEntity`` or
                ``Vessel``.
            aliases: other names of the same party.
            birth_date: ISO 8601 year, month or day.
            birth_place: a town.
            country: ISO 3166-1 alpha-2, or a country's name: the nationality of a person, else the country.
            gender: ``male`` or ``female``.
            identifiers: official numbers (passport, tax, registration ...).
            today: ISO 8601 day that verdicts speak of; default that of :meth:`load`, else the clock's (UTC).
            as_of: another word for ``today``, and stronger.
            limit: most lines to return.
            decisions: what people decided on hits; a record that was cleared for this subject is left out before
                anything is cut to ``limit``, until it changes. None for no decisions.
            subject: your own id of the party, by which decisions are found; empty for its name and facts.
            cleared: give the lines of cleared records too, behind the others and not counted by ``limit``.

        Returns:
            Lines of every list that has a record worth a look; empty when none has.

        Raises:
            SettingsError: ``unknown-schema``, ``not-a-date``.
        """
        entity = query_entity(name, schema, aliases, birth_date, birth_place, country, gender, identifiers)
        return self.screen_entity(
            entity, today=as_of or today, limit=limit, decisions=decisions, subject=subject, cleared=cleared
        )

    def screen_entity(
        self,
        entity: Entity,
        *,
        today: str = "",
        limit: int = 20,
        decisions: Decisions | None = None,
        subject: str = "",
        cleared: bool = False,
    ) -> tuple[Screening, ...]:
        """The same for an entity with FollowTheMoney properties; see :meth:`screen`."""
        if not screenable(entity):
            raise SettingsError(
                "unknown-schema",
                f"{entity.schema!r} is not screened.",
                "Use Person, Organization, Company, PublicBody, LegalEntity or Vessel.",
            )
        day = as_day(today) or self._as_of or datetime.datetime.now(datetime.UTC).date().isoformat()
        asked = subject_of(entity, Reading(document_id="", entities=(entity,)))
        floor = policy().thresholds.threshold
        review = None if decisions is None else decisions.review(subject or subject_key(entity), entity.name)
        lines = screen_entity(entity, asked, self._opened, ((day, "today"),), floor, review or list)
        found = [line for line in lines if line.verdict != "not found"]
        found.sort(key=lambda s: (_ORDER[s.verdict], -s.score, s.list, s.party.id if s.party else ""))
        found = found[: max(0, limit)]
        return (*found, *(self._cleared(asked, review.cleared, day) if review and cleared else ()))

    def _cleared(self, asked: Subject, matches: Sequence[Match], day: str) -> list[Screening]:
        lines = []
        for match in matches:
            snapshots = [searched.snapshot for searched in self._opened[match.dataset]]
            lines.append(line_of(asked, match, snapshots, day, "today"))
        return lines


def query_entity(
    name: str,
    schema: str = "Person",
    aliases: Sequence[str] = (),
    birth_date: str = "",
    birth_place: str = "",
    country: str = "",
    gender: str = "",
    identifiers: Sequence[str] = (),
) -> Entity:
    """The entity that :meth:`ListSet.screen` makes of its arguments.

    Raises:
        SettingsError: ``not-a-date``.
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
    return Entity(
        id="query",
        schema=schema,
        name=name,
        aliases=tuple(aliases),
        mentions=(Mention(start=0, end=max(1, len(name))),),
        properties=kept,
    )


def as_day(date: str) -> str:
    """A calendar day as ISO 8601, checked; empty stays empty.

    Raises:
        SettingsError: ``not-a-date``.
    """
    if not date:
        return ""
    try:
        return datetime.date.fromisoformat(date).isoformat()
    except ValueError as error:
        raise SettingsError("not-a-date", f"{date!r} is no day.", "Write it as 2021-01-11.") from error


def _iso(date: str) -> str:
    parts = date.strip().split("-")
    if date and not (
        all(p.isascii() and p.isdigit() for p in parts) and [len(p) for p in parts] == [4, 2, 2][: len(parts)]
    ):
        raise SettingsError("not-a-date", f"{date!r} is no date.", "Write it as 1961, 1961-01 or 1961-01-03.")
    return date.strip()
