"""The holdings of the moment, and how they are replaced while requests go on.

In: the user's data folder. Out: a :class:`Current` to answer from. Invariants: a request answers from one set of
holdings from its beginning to its end; when new lists cannot be read, the old ones stay and ``/catalog`` says so.
"""

from __future__ import annotations

import gc
import logging
import threading

import msgspec

from entourage.model import EntourageError, Snapshot
from entourage.screening import DecisionLog, Decisions
from entourage.server.entities import Entities
from entourage.server.holdings import Holdings, version_of
from entourage.server.match import Matcher
from entourage.server.search import Searcher
from entourage.server.settings import ServerSettings

log = logging.getLogger("entourage.server")


class Current(msgspec.Struct, frozen=True):
    """What requests answer from until the lists change."""

    holdings: Holdings
    entities: Entities
    matcher: Matcher
    searcher: Searcher


class Store:
    """Holds the current holdings and looks for new ones.

    Args:
        settings: with the data folder.

    Attributes:
        current: replaced as a whole, never changed.
        stale: whether lists changed that could not be read.

    Raises:
        ListError: when the lists cannot be read at the start.
    """

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._busy = threading.Lock()
        self._decided: tuple[tuple[int, int], Decisions] = ((0, 0), Decisions())
        self._log = DecisionLog(settings.home / "decisions.jsonl" if settings.home else None)
        self._told = ""
        self.stale = False
        self.current = self._load()

    def _load(self) -> Current:
        from entourage.lists import data_home, load_lists, starter_lists

        home = self._settings.home
        lists = load_lists(home) or starter_lists()
        holdings = Holdings(lists, (home or data_home()) / "name-indexes")
        entities = Entities(holdings)
        matcher = Matcher(holdings, entities, self._settings)
        matcher.warm_up(self._settings.warm_up_seconds)
        return Current(holdings, entities, matcher, Searcher(holdings, entities))

    def _snapshots(self) -> tuple[Snapshot, ...]:
        from entourage.lists import snapshots, starter_lists

        return snapshots(self._settings.home) or tuple(one.snapshot for one in starter_lists())

    def changed(self) -> bool:
        """Whether the data folder has other snapshots than the holdings. Cheap: only their heads are read."""
        try:
            differs = version_of(self._snapshots()) != self.current.holdings.version
            self.stale = self.stale and differs
            return differs
        except (EntourageError, OSError) as error:
            self._tell(f"the lists cannot be read; the old ones stay: {error}")
            self.stale = True
            return False

    def _tell(self, words: str) -> None:
        """Logs trouble once, not at every look."""
        if words != self._told:
            self._told = words
            log.error(words)

    def reload(self, *, force: bool = False) -> bool:
        """Reads the lists where they changed, then replaces the holdings. Made for a thread of its own.

        Returns:
            Whether they were replaced.
        """
        if not self._busy.acquire(blocking=False):
            return False
        try:
            if not (force or self.changed()):
                self.stale = False
                return False
            self.current = self._load()
            self.stale = False
            gc.freeze()  # else every full collection would walk all parties, and everybody would wait
        except (EntourageError, OSError) as error:
            self.stale = True
            log.error("the lists changed, but could not be read; the old ones stay: %s", error)
            return False
        finally:
            self._busy.release()
        log.info("lists replaced: %s", ", ".join(self.current.holdings.datasets))
        return True

    def decisions(self) -> Decisions | None:
        """What people decided, as the log is now; None where the server is not to ask."""
        if not self._settings.decisions:
            return None
        try:
            status = self._log.path.stat()
        except OSError:
            return self._decided[1] if self._decided[0] == (0, 0) else Decisions()
        mark = (status.st_mtime_ns, status.st_size)
        if self._decided[0] != mark:
            try:
                self._decided = (mark, self._log.load())
            except (EntourageError, OSError) as error:
                self._tell(f"the decisions cannot be read; the last ones that could be stay: {error}")
        return self._decided[1]
