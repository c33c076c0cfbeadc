"""What every reader takes and gives: the files' bytes in, parties and an honest count out.

In: ``Source`` (a name and its bytes). Out: ``ReadResult``. Invariants: ``records_read == records_kept +
sum(dropped)``; property values are clean, non-empty and not repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from entourage.lists.catalogue import ListInfo
from entourage.lists.text import clean
from entourage.model import Dropped, ListedParty, ListError, Listing

EXAMPLES_PER_REASON = 3
EXAMPLE_CHARS = 120
MAX_REASONS = 40
"""A hostile file could make a reason of its own for each record; further ones are counted together."""
MAX_FIELD_CHARS = 100_000
"""The longest field of a real record seen has about 8,000 characters."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a list after decompression.

    Attributes:
        name: file name without its folder and without ``.gz``.
        data: its bytes.
    """

    name: str
    data: bytes


class ReadResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader found.

    Attributes:
        parties: after records of one party were joined.
        date: the publisher's date as the file says it, ISO 8601; empty when the file says none.
        notes: what a careful reader should know of this load.
    """

    parties: tuple[ListedParty, ...]
    records_read: int
    records_kept: int
    dropped: tuple[Dropped, ...] = ()
    date: str = ""
    notes: tuple[str, ...] = ()


class Tally:
    """Counts records as a reader goes through them."""

    def __init__(self) -> None:
        self.read = 0
        self.kept = 0
        self._dropped: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def keep(self, records: int = 1) -> None:
        """Count ``records`` as read and kept."""
        self.read += records
        self.kept += records

    def drop(self, reason: str, example: str = "") -> None:
        """Count one record as read and not kept, with the reason and, for the first few, the record."""
        self.read += 1
        if reason not in self._counts and len(self._counts) >= MAX_REASONS:
            reason = "other reasons"
        self._counts[reason] = self._counts.get(reason, 0) + 1
        examples = self._dropped.setdefault(reason, [])
        if len(examples) < EXAMPLES_PER_REASON:
            examples.append(example[:EXAMPLE_CHARS])

    def dropped(self) -> tuple[Dropped, ...]:
        """What was dropped, by reason, in order of first occurrence; empty when nothing was."""
        return tuple(
            Dropped(reason=reason, count=count, examples=tuple(self._dropped[reason]))
            for reason, count in self._counts.items()
        )

    def result(self, parties: Iterable[ListedParty], *, date: str = "", notes: Iterable[str] = ()) -> ReadResult:
        """The counts and ``parties`` as one value."""
        return ReadResult(
            parties=tuple(parties),
            records_read=self.read,
            records_kept=self.kept,
            dropped=self.dropped(),
            date=date,
            notes=tuple(notes),
        )


class Properties:
    """FollowTheMoney properties of one party while it is put together."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, None]] = {}

    def add(self, name: str, *values: str | None) -> None:
        """Add clean, non-empty values; a value that is there already is not repeated."""
        for value in values:
            text = clean(value)
            if text:
                self._values.setdefault(name, {})[text] = None

    def has(self, name: str) -> bool:
        """Whether the property has a value."""
        return name in self._values

    def freeze(self) -> dict[str, tuple[str, ...]]:
        """The properties as values; an alias that only repeats a name is left out."""
        names = self._values.get("name", {})
        for weaker, stronger in (("alias", (names,)), ("weakAlias", (names, self._values.get("alias", {})))):
            kept = {value: None for value in self._values.get(weaker, {}) if not any(value in s for s in stronger)}
            if weaker in self._values:
                self._values[weaker] = kept
        return {name: tuple(values) for name, values in self._values.items() if values}


def listed_party(info: ListInfo, key: str, schema: str, properties: Properties, listing: Listing) -> ListedParty:
    """A party with one listing; programme and topic go into its properties.

    Args:
        info: the list.
        key: what follows the list's name in the party's id; in a form that an id may have.
        schema: FollowTheMoney schema.
        properties: with a ``name``, the first of which becomes the caption.
        listing: its programmes are parted by "; ".
    """
    properties.add("program", *listing.program.split("; "))
    properties.add("topics", info.topic)
    values = properties.freeze()
    return ListedParty(
        id=f"{info.dataset}-{key}", schema=schema, caption=values["name"][0], properties=values, listings=(listing,)
    )


def check_fields(fields: dict[str, str], place: str) -> None:
    """Refuse a record with a field that no list has, before anything takes it apart.

    Args:
        fields: the record as printed.
        place: where it stands, for the message.

    Raises:
        ListError: ``field-too-long``.
    """
    for name, text in fields.items():
        if len(text) > MAX_FIELD_CHARS:
            raise ListError(
                "field-too-long",
                f"{place}: {name[:60]} has {len(text):,} characters, more than {MAX_FIELD_CHARS:,}.",
                "No list prints such a field: download the list again.",
            )


def merged(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """Several rows of one record as one: different values of a column are joined by "; ", empty columns left out."""
    values: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, value in row.items():
            if value:
                values.setdefault(name, {})[value] = None
    return {name: "; ".join(found) for name, found in values.items()}


def joined_by_birth(parties: Iterable[ListedParty]) -> list[ListedParty]:
    """Records of one person joined, where a list has one record for each measure.

    Args:
        parties: in the file's order.

    Returns:
        The parties; persons with the same full name (letter case aside) and one and the same full birth date are one
        party with all listings and properties. Nothing less ties two records.
    """
    first: dict[tuple[str, str], int] = {}
    joined: list[ListedParty] = []
    for party in parties:
        births = party.properties.get("birthDate", ())
        key = (party.caption.casefold(), births[0] if len(births) == 1 else "")
        if party.schema != "Person" or len(key[1]) != len("1961-01-03") or key not in first:
            first.setdefault(key, len(joined))
            joined.append(party)
        else:
            joined[first[key]] = merged_parties(joined[first[key]], party)
    return joined


def merged_parties(one: ListedParty, other: ListedParty) -> ListedParty:
    """One party with the properties and listings of both; id, schema and caption of the first."""
    properties = Properties()
    for party in (one, other):
        for name, values in party.properties.items():
            properties.add(name, *values)
    return msgspec.structs.replace(one, properties=properties.freeze(), listings=one.listings + other.listings)


def json_of(source: Source) -> object:
    """The whole file as JSON.

    Raises:
        ListError: ``json-broken`` when it is cut off, damaged or nested too deeply.
    """
    try:
        return msgspec.json.decode(source.data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ListError("json-broken", f"{source.name} is not complete JSON: {error}.", "Download it again.") from error


def one_file(sources: Sequence[Source], dataset: str) -> Source:
    """The only file of a list that is one file.

    Raises:
        ListError: ``one-file-only`` when none or several are given.
    """
    if len(sources) != 1:
        names = ", ".join(source.name for source in sources) or "none"
        raise ListError("one-file-only", f"{dataset} is one file, given: {names}.", "Name the one to load.")
    return sources[0]


def unique_id(wanted: str, taken: dict[str, int]) -> str:
    """``wanted``, or ``wanted-2``, ``wanted-3`` ... where a list uses one id for several records.

    Args:
        wanted: the id built from the list's own id.
        taken: how often each id was wanted so far; changed in place.
    """
    taken[wanted] = taken.get(wanted, 0) + 1
    return wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"


def check_complete(result: ReadResult, dataset: str) -> None:
    """Refuse a result that lost records or holds nothing.

    Raises:
        ListError: ``records-lost`` when the counts do not add up or a party has no listing; ``list-empty``
            when no party is left.
    """
    dropped = sum(entry.count for entry in result.dropped)
    if result.records_read != result.records_kept + dropped:
        message = f"{dataset}: {result.records_read} records read, {result.records_kept} kept, {dropped} dropped."
        raise ListError("records-lost", message, "Nothing was stored. Please report this list.")
    if not result.parties:
        why = "; ".join(f"{entry.count} x {entry.reason}" for entry in result.dropped) or "no record in it"
        raise ListError("list-empty", f"{dataset}: no party could be read: {why}.", "Is this the right file?")
    if any(not party.listings for party in result.parties):
        raise ListError("records-lost", f"{dataset}: a party has no listing.", "Please report this list.")
    if len({party.id for party in result.parties}) != len(result.parties):
        raise ListError("records-lost", f"{dataset}: two parties share one id.", "Please report this list.")
