"""Official lists: a dated snapshot, the parties on it, and what being on it means.

In: nothing. Out: values. Invariants: a party's ``properties`` are FollowTheMoney's, all values strings;
every party has at least one listing; every listing names its record.
"""

from __future__ import annotations

from typing import Literal

import msgspec

LegalEffect = Literal["blocking", "sectoral", "travel ban", "trade control", "named only", "unknown"]


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    """Records that a reader did not keep, and why."""

    reason: str
    count: int
    examples: tuple[str, ...] = ()


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """One party on one list.

    Attributes:
        authority: who lists: "Global Affairs Canada".
        program: the programme or regime in the list's words: "Russia", "RUSSIA-EO14024".
        legal_effect: what it means in law; ``unknown`` rather than a guess.
        listing_date: ISO 8601, the list's own date of listing; empty when the list gives none.
        start_date, end_date: when the measure applies, where the list says so.
        record_id: the list's own id of the record (Canada: ``Russia/1/721``; OFAC: ``38241``; UN: ``CDi.001``).
        reason: the list's words on why; may be empty.
        source_url: page of the authority, or of the fact for lists put together by hand.
        record: the record's fields as printed, so that a reader can open it: ``{"LastName": "POTANIN", ...}``.
        locator: where the record stands in the file: ``"record 721"``, ``"sdn.csv line 12"``.
    """

    authority: str
    program: str = ""
    legal_effect: LegalEffect = "unknown"
    listing_date: str = ""
    start_date: str = ""
    end_date: str = ""
    record_id: str = ""
    reason: str = ""
    source_url: str = ""
    record: dict[str, str] = {}
    locator: str = ""


class ListedParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party of a list as a FollowTheMoney entity with its listings.

    Properties used: ``name``, ``alias``, ``weakAlias``, ``firstName``, ``middleName``, ``fatherName``, ``lastName``,
    ``birthDate`` (ISO, as precise as known; a range or doubtful date as several values), ``birthPlace``,
    ``nationality`` and ``country`` (ISO 3166-1 alpha-2, lower case), ``gender``, ``position``, ``passportNumber``,
    ``idNumber``, ``taxNumber``, ``registrationNumber``, ``imoNumber``, ``address``, ``notes``, ``program``, ``topics``.
    """

    id: str
    schema: str
    caption: str
    properties: dict[str, tuple[str, ...]] = {}
    listings: tuple[Listing, ...] = ()


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """An official list as it was read on a day.

    Attributes:
        id: ``<dataset>@<date>-<first 8 hex of sha256>``; stable for the same bytes and date.
        dataset: short name: ``ca-sema``, ``us-ofac-sdn``, ``un-sc``.
        title, authority, url: for display.
        date: the publisher's date, ISO 8601 (may be a month, ``2020-04``); where the file does not say, the date
            that the user gave, or the day it was loaded.
        date_origin: "in the file", "given by the user", "day of loading".
        sha256: of the file's bytes (of the files' bytes in order of name, where the list is a set of files).
        files: names of the files read.
        records_read, records_kept: records in the file, and parties' records kept.
        dropped: the difference, by reason; ``records_read == records_kept + sum(counts)`` always.
        party_count: parties after records of one party were joined.
        loaded_at: ISO 8601 time of loading (UTC).
        starter: True for the small list that ships in the package; shown wherever it is used.
        notes: what a careful reader should know of this load ("149 alias rows have no primary record").
    """

    id: str
    dataset: str
    title: str
    authority: str
    date: str
    date_origin: str
    sha256: str
    url: str = ""
    files: tuple[str, ...] = ()
    records_read: int = 0
    records_kept: int = 0
    dropped: tuple[Dropped, ...] = ()
    party_count: int = 0
    loaded_at: str = ""
    starter: bool = False
    notes: tuple[str, ...] = ()


class LoadedList(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot with its parties."""

    snapshot: Snapshot
    parties: tuple[ListedParty, ...]
