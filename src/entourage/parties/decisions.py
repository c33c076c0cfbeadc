"""What people decided of ties: the same party, or not; with who, when and why, and every decision can be undone.

In: ``<home>/ties.jsonl``. Out: :class:`Decisions`. Invariants: the file only grows, so that nothing that was decided is
ever lost; the last word on two records counts; two programs may write at once.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from entourage.lists import data_home
from entourage.model import ListError
from entourage.parties.tie import Tie

_FILE = "ties.jsonl"
Said = Literal["same", "not the same", "undo"]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the file.

    Attributes:
        left, right: keys of the two records: ``<dataset>:<record id>``, in order.
        said: ``same``, ``not the same``, or ``undo`` of what was decided before.
        who, why: in the person's own words.
        when: ISO 8601 time (UTC).
    """

    left: str
    right: str
    said: Said
    who: str
    why: str
    when: str

    def applied(self, computed: Tie) -> Tie:
        """The tie as it stands under this decision; what was computed stays readable in its reasons."""
        words = f"{self.who} decided on {self.when[:10]}: {self.said}. {self.why}"
        return msgspec.structs.replace(
            computed,
            word="same" if self.said == "same" else "apart",
            reasons=(words.strip(), *computed.reasons),
            decided_by=self.who,
        )


class Decisions:
    """Decisions in force, by pair of records."""

    def __init__(self, said: Sequence[Decision]) -> None:
        self.every = tuple(said)
        self._last = {(one.left, one.right): one for one in said}

    def of(self, one: str, other: str) -> Decision | None:
        """The decision on two records; None when there is none, or it was undone."""
        left, right = sorted((one, other))
        found = self._last.get((left, right))
        return None if found is None or found.said == "undo" else found

    def between(self, some: Iterable[str], others: Iterable[str]) -> Decision | None:
        """The last decision on two records by any of their keys; None when there is none."""
        if not self.every:
            return None
        ends = list(others)
        found = [decision for one in some for other in ends if (decision := self.of(one, other)) is not None]
        return max(found, key=lambda decision: decision.when, default=None)

    def in_force(self) -> tuple[Decision, ...]:
        """All that are not undone, in order of time."""
        return tuple(one for one in self.every if self._last[one.left, one.right] is one and one.said != "undo")


def load_decisions(home: Path | None = None) -> Decisions:
    """What was decided so far; nothing when there is no file.

    Raises:
        ListError: ``decisions-damaged`` when a line of the file is no decision.
    """
    path = (home or data_home()) / _FILE
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return Decisions(())
    try:
        return Decisions([msgspec.json.decode(line, type=Decision) for line in lines if line.strip()])
    except msgspec.MsgspecError as error:
        message = f"{path} has a line that is no decision: {error}."
        raise ListError("decisions-damaged", message, "Mend the line.") from error


def decide(one: str, other: str, said: Said, *, who: str, why: str, home: Path | None = None) -> Decision:
    """Write down a decision on two records.

    Args:
        one, other: keys of the records, as ``entourage who`` shows them: ``ca-sema:Russia/1, Part 1/721``.
        said: what was decided.
        who, why: of the person who decided.
        home: data folder; None means the user's.

    Raises:
        ListError: ``bad-decision`` when the two are one record or no keys, or there is nothing to undo.
    """
    left, right = sorted((one.strip(), other.strip()))
    if left == right or ":" not in left or ":" not in right:
        raise ListError("bad-decision", f"{one!r} and {other!r} are not two records.", "Give two keys: LIST:RECORD.")
    if said == "undo" and load_decisions(home).of(left, right) is None:
        raise ListError("bad-decision", f"Nothing is decided on {left} and {right}.", "See: entourage lists ties")
    now = datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    decision = Decision(left=left, right=right, said=said, who=who, why=why, when=now)
    path = (home or data_home()) / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:  # One write of less than a page to the end of a file is never torn by another.
        os.write(handle, msgspec.json.encode(decision) + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    return decision
