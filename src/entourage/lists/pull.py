"""Lists from their authorities: only what changed, whole or not at all.

In: names of lists. Out: one :class:`Pulled` for each. Invariants: the snapshot in force stays so until a new copy was
read completely and is not suspiciously small; all files of a list are of one moment; two pulls of one list never
mix; whatever ends the process, what was stored is as it was, or the new snapshot is there as a whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from entourage.lists import store
from entourage.lists.catalogue import catalogue
from entourage.lists.load import keep_list, read_list
from entourage.lists.pull_http import Fetched, PullLimits, Validators, fetch_file
from entourage.model import ListError, Snapshot

Outcome = Literal["new", "unchanged", "refused"]
SHRINK = 0.10
"""By which share a copy may be smaller than the one before, where ``pull.toml`` says nothing."""

_DATA = Path(__file__).with_name("pull.toml")
_ROUNDS = 3
"""How often a set of files is fetched anew because one of them changed meanwhile."""


class PullInfo(msgspec.Struct, frozen=True):
    """Where a list's files are.

    Attributes:
        files: URLs, one per file.
        shrink: see :data:`SHRINK`.
    """

    files: tuple[str, ...]
    shrink: float = SHRINK


class Pulled(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one list.

    Attributes:
        dataset: its name.
        outcome: ``new``: a new snapshot is in force; ``unchanged``: the one before is still good; ``refused``: the
            one before stays in force, and ``code``, ``message`` and ``hint`` say why.
        snapshot: the one in force; None when there is none.
        former: the one that was in force before; None when there was none.
        received: bytes that came over the network.
        tries: requests for files that were made, the repeated ones included.
        seconds: how long it took.
    """

    dataset: str
    outcome: Outcome
    snapshot: Snapshot | None = None
    former: Snapshot | None = None
    code: str = ""
    message: str = ""
    hint: str = ""
    received: int = 0
    tries: int = 0
    seconds: float = 0.0


class _State(msgspec.Struct, frozen=True):
    """What is remembered of the last pull: the snapshot that came of it, and what the server said of each URL."""

    snapshot: str = ""
    files: dict[str, Validators] = {}


@cache
def sources() -> dict[str, PullInfo]:
    """Where lists can be pulled from, by dataset."""
    return msgspec.convert(tomllib.loads(_DATA.read_text(encoding="utf-8")), dict[str, PullInfo])


def pull_lists(
    names: Sequence[str] = (),
    *,
    home: Path | None = None,
    known: Mapping[str, PullInfo] | None = None,
    limits: PullLimits | None = None,
    allow_private: bool = False,
    allow_shrink: bool = False,
    on_step: Callable[[str], None] = lambda _: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Pulled]:
    """Pull lists, one after the other; trouble with one never stops the others.

    Args:
        names: of the catalogue; none means all that can be pulled.
        home: data folder; None means the user's.
        known: where lists are; None means :func:`sources`.
        limits: bounds on each file; None means the default ones.
        allow_private: whether this machine and its network may be asked.
        allow_shrink: take a copy although it is much smaller than the one before.
        on_step: called with a few words before each file.
        sleep: how to wait between tries.

    Raises:
        ListError: ``cannot-pull`` for a name that cannot be pulled, before anything is fetched.
    """
    places = sources() if known is None else known
    for name in names:
        if name not in places:
            page = catalogue()[name].url if name in catalogue() else ""
            where = f"Download it from {page} and add it." if page else f"There are: {', '.join(places)}."
            raise ListError("cannot-pull", f"{name!r} has no address to pull from.", where)
    for name in names or places:
        job = _Pull(name, places[name], home, limits or PullLimits(), allow_private, allow_shrink, on_step, sleep)
        yield job.run()


class _Pull:
    """One list."""

    def __init__(
        self,
        dataset: str,
        info: PullInfo,
        home: Path | None,
        limits: PullLimits,
        allow_private: bool,
        allow_shrink: bool,
        on_step: Callable[[str], None],
        sleep: Callable[[float], None],
    ) -> None:
        self.dataset, self.info, self.home, self.limits = dataset, info, home, limits
        self.allow_private, self.allow_shrink = allow_private, allow_shrink
        self.on_step, self.sleep = on_step, sleep
        self.folder = (home or store.data_home()) / "lists" / ".pull" / dataset
        self.received = self.tries = 0

    def run(self) -> Pulled:
        """What became of it."""
        started = time.monotonic()
        former: Snapshot | None = None
        try:
            with _locked(self.folder):
                former = self._in_force()
                snapshot = self._pull(former)
            outcome: Outcome = "unchanged" if snapshot is None or snapshot == former else "new"
            words: dict[str, str] = {}
        except ListError as error:
            snapshot, outcome = former, "refused"
            words = {"code": error.code, "message": error.message, "hint": error.hint}
        return Pulled(
            dataset=self.dataset,
            outcome=outcome,
            snapshot=snapshot or former,
            former=former,
            received=self.received,
            tries=self.tries,
            seconds=round(time.monotonic() - started, 2),
            **words,
        )

    def _in_force(self) -> Snapshot | None:
        return next(reversed(store.snapshots(self.home, self.dataset)), None)

    def _pull(self, former: Snapshot | None) -> Snapshot | None:
        """The new snapshot; None when nothing changed."""
        state = self._state(former)
        validators = self._fetch(state.files)
        if validators is None:
            return None
        files = [self.folder / _name(url) for url in self.info.files]
        loaded = read_list(files, dataset=self.dataset)
        self._check_size(loaded.snapshot, former)
        snapshot = keep_list(loaded, self.home)
        self._write_state(_State(snapshot.id, validators))
        for file in files:
            file.unlink(missing_ok=True)
        return snapshot

    def _check_size(self, snapshot: Snapshot, former: Snapshot | None) -> None:
        if former is None or self.allow_shrink or former.starter:
            return
        least = former.records_read * (1 - self.info.shrink)
        if snapshot.records_read < least:
            lost = 1 - snapshot.records_read / former.records_read
            raise ListError(
                "list-shrunk",
                f"The new copy has {snapshot.records_read:,} records, the snapshot of {former.date} has "
                f"{former.records_read:,}: {lost:.0%} fewer.",
                "Look at the authority's page; if it is so, pull again with --allow-shrink.",
            )

    def _fetch(self, known: Mapping[str, Validators]) -> dict[str, Validators] | None:
        """All files, of one moment, in the folder; None when none changed."""
        urls = self.info.files
        if len(urls) == 1:
            found = self._get(urls[0], known.get(urls[0], Validators()))
            return {urls[0]: found.validators} if found.changed else None
        if all(known.get(url, Validators()) != Validators() for url in urls) and not self._any_changed(known):
            return None
        for _ in range(_ROUNDS):
            came = {url: self._get(url, Validators()).validators for url in urls}
            if not self._any_changed(came):
                return came
        raise ListError(
            "pull-set-changed", f"The files of {self.dataset} changed while they were fetched.", "Pull again later."
        )

    def _any_changed(self, known: Mapping[str, Validators]) -> bool:
        """Whether a server has another file by now; of a server that cannot be asked nothing is known."""
        return any(self._is_changed(url, known[url]) for url in self.info.files if known[url] != Validators())

    def _is_changed(self, url: str, validators: Validators) -> bool:
        asked = self.folder / f"{_name(url)}.asked"
        if not self._get(url, validators, asked).changed:
            return False
        held = self.folder / _name(url)
        same = held.is_file() and _hash(asked) == _hash(held)  # a server that does not know conditions
        asked.unlink()
        return not same

    def _get(self, url: str, validators: Validators, target: Path | None = None) -> Fetched:
        name = _name(url)
        self.on_step(f"{self.dataset}: {'asking for' if validators != Validators() else 'fetching'} {name}")
        found = fetch_file(
            url,
            target or self.folder / name,
            validators,
            self.limits,
            allow_private=self.allow_private,
            sleep=self.sleep,
        )
        self.received += found.received
        self.tries += found.tries
        return found

    def _state(self, former: Snapshot | None) -> _State:
        """Of the last pull, where the snapshot that came of it is still the one in force."""
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            state = msgspec.json.decode((self.folder / "state.json").read_bytes(), type=_State)
            if former is not None and state.snapshot == former.id:
                return state
        return _State()

    def _write_state(self, state: _State) -> None:
        handle, aside = tempfile.mkstemp(dir=self.folder, suffix=".new")
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.json.encode(state))
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).replace(self.folder / "state.json")


def _name(url: str) -> str:
    """A file name for a URL: of letters, digits, dots, hyphens and underscores only."""
    last = urlsplit(url).path.rstrip("/").rsplit("/", maxsplit=1)[-1]
    plain = "".join(char for char in last if char.isascii() and (char.isalnum() or char in "._-")).lstrip(".")
    return plain[-80:] or "list"


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextlib.contextmanager
def _locked(folder: Path, patience_s: float = 60.0) -> Iterator[None]:
    """One pull of a list at a time, over all processes; the lock goes with the process that has it.

    Raises:
        ListError: ``pull-busy`` when another pull does not end; ``store-unwritable``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(folder / "lock.sqlite", timeout=patience_s, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise ListError("store-unwritable", f"{folder} cannot be written: {error}.", "Set ENTOURAGE_HOME.") from error
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise ListError("pull-busy", f"{folder.name} is being pulled already.", "Wait until it is done.") from error
        yield
    finally:
        lock.close()
