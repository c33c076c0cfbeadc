"""From a source to a dossier in one call: the steps of the house, in their order.

In: a path, a URL, or a text; lists. Out: a :class:`Dossier`. Invariant: the same document, lists and days give the
same dossier; files, network and clock are touched only by the steps that load.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entourage.checking import ReferenceTable
    from entourage.model import Document, Dossier, LoadedList, Reading, Screening
    from entourage.second_reader import Report, SecondReader

Step = Callable[[str], None]


def _silent(_: str) -> None:
    """No progress is told."""


def _unheard(_: Report) -> None:
    """Nobody asks what became of the second reader's proposals."""


def investigate(
    source: str,
    *,
    text: str | None = None,
    lists: Sequence[LoadedList] | None = None,
    tables: Sequence[ReferenceTable] | None = None,
    name: str = "",
    published: str = "",
    today: str = "",
    allow_private_addresses: bool = False,
    on_step: Step = _silent,
    second_reader: SecondReader | None = None,
    on_second_reading: Callable[[Report], None] = _unheard,
) -> Dossier:
    """Reads a document and shows who is in it, their ties and words, and the official lists they are on.

    Args:
        source: path or ``http(s)`` URL; with ``text``, what to call the text.
        text: the text itself, where it is already at hand; None to load ``source``.
        lists: to screen against; None for those of the user's data folder, or the starter list that ships in the
            package when nothing is loaded there; an empty sequence for no screening at all.
        tables: to hold the document's claims against, beside the lists; None for those that the user added.
        name: what the dossier calls the source; empty for ``source``.
        published: ISO 8601 date of the document (year, month or day), where the user knows better than the source.
        today: ISO 8601 day that "today" means; empty for the clock's (UTC).
        allow_private_addresses: let a URL lead into the own network; off, because a source may come from a stranger.
        on_step: called with a few words before each step.
        second_reader: an endpoint that may propose quotes, ties and positions, see ``docs/second-reader.md``; None, so
            that nothing leaves the machine unless the user names one. Trouble with it is a warning of the document.
        on_second_reading: called with what was sent and what became of it, when there is a second reader.

    Returns:
        The dossier; without entities when the text names nobody.

    Raises:
        DocumentError: when the source cannot be opened, fetched or understood.
        ListError: when a loaded list cannot be read again.
        ReadingError: when the language model is missing or fails.
        SettingsError: when a date is none.
    """
    import msgspec

    from entourage.reading import read

    day = day_of_run(today)
    on_step("opening the document")
    document = _document(source, text, published, allow_private_addresses)
    if name:
        document = msgspec.structs.replace(document, source=name)
    on_step("loading the language model")
    reading = read(document, progress=on_step)
    if second_reader is not None:
        on_step(f"asking the second reader at {second_reader.where}")
        document, reading, report = _read_again(document, reading, second_reader)
        on_second_reading(report)
    on_step("opening the lists")
    searched = tuple(lists) if lists is not None else lists_at_hand()
    facts = tuple(tables) if tables is not None else tables_at_hand()
    return _dossier(document, reading, searched, facts, day, on_step)


def check_document(
    source: str,
    *,
    text: str | None = None,
    lists: Sequence[LoadedList] | None = None,
    tables: Sequence[ReferenceTable] = (),
    as_of: str = "",
    today: str = "",
    allow_private_addresses: bool = False,
    on_step: Step = _silent,
) -> Dossier:
    """Reads a document and holds its own claims against lists and tables, without screening everyone in it.

    Args:
        source, text, lists, allow_private_addresses, on_step: as of :func:`investigate`.
        tables: beside those that the user added.
        as_of: ISO 8601 day, month or year that the document speaks of; empty for the document's own date.
        today: ISO 8601 day that "today" means; empty for the clock's (UTC).

    Returns:
        A dossier whose claims have verdicts; without screenings and paths.

    Raises:
        EntourageError: as of :func:`investigate`.
    """
    from entourage.dossier import build_dossier
    from entourage.reading import read

    day = day_of_run(today)
    on_step("opening the document")
    document = _document(source, text, as_of, allow_private_addresses)
    on_step("loading the language model")
    reading = read(document, progress=on_step)
    on_step("opening the lists")
    searched = tuple(lists) if lists is not None else lists_at_hand()
    as_of = as_of or document.published
    checked = _with_verdicts(document, reading, searched, (*tables, *tables_at_hand()), as_of, day, None, on_step)
    snapshots = tuple(loaded.snapshot for loaded in searched)
    return build_dossier(document, checked, snapshots=snapshots, as_of_document=as_of, as_of_today=day)


def tables_at_hand() -> tuple[ReferenceTable, ...]:
    """The reference tables that the user added; empty for none.

    Raises:
        SettingsError: when a stored table cannot be read again.
    """
    from entourage.checking import tables as kept

    return kept()


def _with_verdicts(
    document: Document,
    reading: Reading,
    lists: Sequence[LoadedList],
    tables: Sequence[ReferenceTable],
    as_of: str,
    today: str,
    screenings: Sequence[Screening] | None,
    on_step: Step,
) -> Reading:
    """The reading with its claims checked; without any list or table they stay "not checked"."""
    import msgspec

    from entourage.checking import check

    if not reading.claims or not (lists or tables):
        return reading
    on_step(f"checking {len(reading.claims)} claims")
    claims = check(
        reading,
        lists,
        tables,
        as_of=as_of,
        today=today,
        screenings=screenings,
        cache=name_index_folder(),
        text=document.text,
    )
    return msgspec.structs.replace(reading, claims=claims)


def lists_at_hand() -> tuple[LoadedList, ...]:
    """The lists of the user's data folder, or the starter list of the package when there are none.

    Raises:
        ListError: when a loaded list cannot be read again.
    """
    from entourage.lists import load_lists, starter_lists

    return tuple(load_lists()) or tuple(starter_lists())


def _document(source: str, text: str | None, published: str, allow_private_addresses: bool) -> Document:
    from entourage.documents import document_from_text, load_document

    if text is not None:
        return document_from_text(text, source=source, published=published)
    return load_document(source, published=published, allow_private_addresses=allow_private_addresses)


def _read_again(document: Document, reading: Reading, second: SecondReader) -> tuple[Document, Reading, Report]:
    """The reading with what the second reader adds, and its troubles as warnings of the document."""
    import msgspec

    from entourage.second_reader import propose

    reading, report = propose(document, reading, **msgspec.structs.asdict(second))
    warnings = (*document.warnings, *report.warnings)
    return msgspec.structs.replace(document, warnings=warnings), reading, report


def _dossier(
    document: Document,
    reading: Reading,
    lists: Sequence[LoadedList],
    tables: Sequence[ReferenceTable],
    today: str,
    on_step: Step,
) -> Dossier:
    from entourage.dossier import build_dossier
    from entourage.network import find_paths
    from entourage.screening import screen

    if lists:
        on_step(f"screening against {len(lists)} lists")
    screenings = (
        screen(reading, lists, document_date=document.published, today=today, cache=name_index_folder())
        if lists
        else ()
    )
    reading = _with_verdicts(document, reading, lists, tables, document.published, today, screenings, on_step)
    on_step("finding paths to listed parties")
    paths = find_paths(reading, screenings)
    return build_dossier(
        document,
        reading,
        screenings,
        paths,
        tuple(loaded.snapshot for loaded in lists),
        as_of_document=document.published,
        as_of_today=today,
    )


def name_index_folder() -> Path:
    """Where indexes of names are kept between runs; one that cannot be written to costs time only."""
    from entourage.lists import data_home

    return data_home() / "name-indexes"


def day_of_run(today: str) -> str:
    """The day of the run as ISO 8601: a given one, checked, or the clock's (UTC).

    Raises:
        SettingsError: ``not-a-day``.
    """
    from entourage.model import SettingsError

    if not today:
        return datetime.datetime.now(datetime.UTC).date().isoformat()
    try:
        return datetime.date.fromisoformat(today).isoformat()
    except ValueError as error:
        raise SettingsError("not-a-day", f"{today!r} is not a day.", "Write it as 2026-11-22.") from error
