"""Loading a list: files in, a stored snapshot out.

In: files and what the user says of them. Out: ``Snapshot``. Invariants: a list is stored whole or refused with a
reason; what is stored already is never harmed by a refused load; the same bytes loaded twice change nothing.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
from rapidfuzz.distance import DamerauLevenshtein

from entourage.lists import store
from entourage.lists.catalogue import EffectRule, ListInfo, catalogue, legal_effects
from entourage.lists.dates import parse_date
from entourage.lists.readers import reader
from entourage.lists.record import ReadResult, Source, check_complete
from entourage.lists.sniff import candidates, generic_reader, likely_dataset
from entourage.lists.sources import collect
from entourage.model import LegalEffect, ListError, LoadedList, Snapshot


def add_list(
    files: Sequence[Path],
    *,
    dataset: str,
    date: str = "",
    home: Path | None = None,
    title: str = "",
    authority: str = "",
    legal_effect: str = "",
    url: str = "",
    schema: str = "",
) -> Snapshot:
    """Read a list and store it.

    Args:
        files: its file or files, ``.gz``, zip, or the folder that holds them.
        dataset: a name of the catalogue, or any name of the user's own for a table of names or a FollowTheMoney
            stream (lower-case letters, digits, hyphens). Empty: the known list that the files look like, where they
            look like exactly one.
        date: publisher's date, ISO 8601, year, month or day; counts where the file does not say its own. Default: the
            day of loading.
        home: data folder; None means ``data_home()``.
        title, authority, url: for display; default: the catalogue's, or the dataset's name.
        legal_effect: what being listed means, for lists whose catalogue entry does not say; default ``unknown``.
        schema: FollowTheMoney schema of rows that do not say what they are, for tables of names.

    Returns:
        The stored snapshot; the one stored before when the same bytes were loaded already.

    Raises:
        ListError: when the list cannot be read completely; nothing is stored then. Codes are listed in docs/lists.md.
    """
    loaded = read_list(
        files, dataset=dataset, date=date, title=title, authority=authority, legal_effect=legal_effect, url=url,
        schema=schema,
    )  # fmt: skip
    return keep_list(loaded, home)


def keep_list(loaded: LoadedList, home: Path | None = None) -> Snapshot:
    """Store a list that was read.

    Returns:
        The stored snapshot; the one stored before when the same bytes were loaded already.

    Raises:
        ListError: ``store-unwritable``, ``store-damaged``.
    """
    snapshot = loaded.snapshot
    former = _same_bytes(snapshot, home)
    if former and (former.date == snapshot.date or snapshot.date_origin == "day of loading"):
        return former
    store.save(snapshot, loaded.parties, home)
    if former and former.date_origin == "day of loading":
        store.remove_list(former.id, home)
    return snapshot


def read_list(
    files: Sequence[Path],
    *,
    dataset: str,
    date: str = "",
    title: str = "",
    authority: str = "",
    legal_effect: str = "",
    url: str = "",
    schema: str = "",
) -> LoadedList:
    """Read a list without storing it. Arguments and errors as of ``add_list``."""
    dataset = dataset or detected([Path(path) for path in files])
    _check_name(dataset)
    given_date = _checked_date(date)
    info = catalogue().get(dataset)
    sources = _collected([Path(path) for path in files], info.files if info and info.files else ((),))
    if info is None:
        _check_not_mistyped(dataset, sources)
        info = ListInfo(dataset=dataset, title=dataset, authority=authority or title or dataset)
    info = _as_told(info, title=title, authority=authority, legal_effect=legal_effect, url=url, schema=schema)
    result = _read(info, sources)
    check_complete(result, dataset)
    return LoadedList(snapshot=_snapshot(info, sources, result, given_date), parties=result.parties)


def detected(files: Sequence[Path]) -> str:
    """The one known list that the files look like, whatever they are called.

    Args:
        files: as of ``add_list``.

    Raises:
        ListError: ``list-not-recognised`` when they look like none or like several, with the names to choose from; and
            the errors of reading files.
    """
    found = candidates(collect(files))
    if len(found) == 1:
        return found[0]
    names = ", ".join(str(path) for path in files) or "No file"
    if found:
        message, hint = f"{names} may be any of {', '.join(found)}.", "Say which, with --as."
    else:
        tables = ", ".join(name for name, info in catalogue().items() if not (info.marks or info.headings))
        message = f"{names} looks like none of the known lists."
        hint = f"Say what it is with --as: {tables}, or a name of your own (see: entourage lists catalogue)."
    raise ListError("list-not-recognised", message, hint)


def _collected(files: Sequence[Path], alternatives: Sequence[tuple[str, ...]]) -> tuple[Source, ...]:
    """The files with the first endings of which there are any."""
    for suffixes in alternatives[:-1]:
        try:
            return collect(files, suffixes=suffixes)
        except ListError as error:
            if error.code != "list-empty":
                raise
    return collect(files, suffixes=alternatives[-1])


def _check_name(dataset: str) -> None:
    if store.DATASET.fullmatch(dataset):
        return
    known = ", ".join(catalogue())
    raise ListError(
        "bad-dataset-name",
        f"{dataset!r} cannot be a list's name.",
        f"Use lower-case letters, digits and hyphens, or one of: {known}.",
    )


def _checked_date(date: str) -> str:
    if not date:
        return ""
    parsed = parse_date(date)
    if not parsed:
        raise ListError("bad-date", f"{date!r} is no date.", "Write 2022-05-11, 2022-05 or 2022.")
    return parsed


def _check_not_mistyped(dataset: str, sources: Sequence[Source]) -> None:
    """A name that is almost a known list's, or a known format under an own name, is a mistake worth asking about."""
    close = min(catalogue(), key=lambda name: DamerauLevenshtein.distance(name, dataset))
    known = ", ".join(catalogue())
    if DamerauLevenshtein.distance(close, dataset) <= 2:
        raise ListError(
            "unknown-dataset",
            f"There is no list {dataset!r}; did you mean {close!r}?",
            f"Known lists: {known}. A list of your own needs a name that is less like one of them.",
        )
    likely = likely_dataset(sources)
    if likely:
        raise ListError(
            "unknown-dataset",
            f"There is no list {dataset!r}; the file looks like {likely!r}.",
            f"Use --as {likely}. Known lists: {known}.",
        )


def _as_told(info: ListInfo, *, title: str, authority: str, legal_effect: str, url: str, schema: str) -> ListInfo:
    effects = info.effects
    if legal_effect:
        effects = (*effects, EffectRule(patterns=("*",), effect=_effect(legal_effect), source="", why="as told"))
    return msgspec.structs.replace(
        info,
        title=title or info.title,
        authority=authority or info.authority,
        url=url or info.url,
        schema=schema or info.schema,
        effects=effects,
    )


def _effect(word: str) -> LegalEffect:
    for effect in legal_effects():
        if effect == word.strip().lower().replace("-", " "):
            return effect
    raise ListError("bad-legal-effect", f"{word!r} is no legal effect.", f"Use one of: {', '.join(legal_effects())}.")


def _read(info: ListInfo, sources: Sequence[Source]) -> ReadResult:
    name = info.reader
    if name in ("", "names-csv"):
        name = generic_reader(sources, info.dataset)
    try:
        return reader(name)(sources, info)
    except ListError as error:
        likely = likely_dataset(sources)
        if likely and likely != info.dataset and error.code in ("wrong-format", "set-without-main-table"):
            hint = f"The file looks like {likely!r}: use --as {likely}."
            raise ListError(error.code, error.message, hint) from error
        raise


def _snapshot(info: ListInfo, sources: Sequence[Source], result: ReadResult, given_date: str) -> Snapshot:
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.data)
    sha256 = digest.hexdigest()
    now = datetime.datetime.now(tz=datetime.UTC)
    date, origin = now.date().isoformat(), "day of loading"
    if given_date:
        date, origin = given_date, "given by the user"
    if result.date:
        date, origin = result.date, "in the file"
    return Snapshot(
        id=f"{info.dataset}@{date}-{sha256[:8]}",
        dataset=info.dataset,
        title=info.title,
        authority=info.authority,
        date=date,
        date_origin=origin,
        sha256=sha256,
        url=info.url,
        files=tuple(source.name for source in sources),
        records_read=result.records_read,
        records_kept=result.records_kept,
        dropped=result.dropped,
        party_count=len(result.parties),
        loaded_at=now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        notes=result.notes,
    )


def _same_bytes(snapshot: Snapshot, home: Path | None) -> Snapshot | None:
    stored = [one for one in store.snapshots(home, snapshot.dataset) if one.sha256 == snapshot.sha256]
    exact = [one for one in stored if one.date == snapshot.date]
    return next(iter(exact + stored), None)
