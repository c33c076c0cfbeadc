"""The log of decisions in the user's data folder: one JSON object a line, only ever added to.

In: decisions. Out: the same, in the order in which they were made. Invariants: a line is there whole or not at all;
what was written is on the disk before the call returns; two processes that write at once lose nothing.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from entourage.model import SettingsError
from entourage.screening.decisions import Decision, Decisions

FILE_NAME = "decisions.jsonl"
_decode = msgspec.json.Decoder(Decision).decode


class DecisionLog:
    """The decisions of a data folder.

    Args:
        path: the file; None for ``decisions.jsonl`` in the user's data folder. It need not exist.
    """

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            from entourage.lists import data_home

            path = data_home() / FILE_NAME
        self.path = path

    def read(self) -> tuple[Decision, ...]:
        """All decisions, undone ones too, in order; empty when there is no file.

        Raises:
            SettingsError: ``decisions-damaged`` when a line is none, because a decision that is overlooked would
                be taken as never made. A last line that was cut off by a crash was never confirmed and is left out.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        whole = data[: data.rfind(b"\n") + 1]
        return tuple(decisions_of(whole.decode("utf-8", "replace").splitlines(), str(self.path)))

    def load(self) -> Decisions:
        """The decisions that stand."""
        return Decisions(self.read())

    def add(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Adds decisions.

        Returns:
            Those that were new, with their ids; one that is in the log already is not added again.

        Raises:
            SettingsError: ``decisions-damaged``; ``decisions-unwritable`` when the file cannot be written.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab+") as stream, _alone(stream.fileno()):
                known = {decision.id for decision in self.read()}
                fresh = {d.id: d for d in (decision.sealed() for decision in decisions) if d.id not in known}
                stream.seek(0)
                stream.truncate(stream.read().rfind(b"\n") + 1)  # what a crash cut off was never confirmed
                stream.write(b"".join(msgspec.json.encode(d) + b"\n" for d in fresh.values()))
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise SettingsError(
                "decisions-unwritable",
                f"{self.path} cannot be written: {error.strerror}.",
                "Set ENTOURAGE_HOME to a folder that can.",
            ) from error
        return tuple(fresh.values())


@contextlib.contextmanager
def _alone(descriptor: int) -> Iterator[None]:
    """Nobody else adds meanwhile, where the system can say so."""
    try:
        import fcntl
    except ImportError:  # Windows: one write at the end of a file is all there is
        yield
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def decisions_of(lines: Sequence[str], where: str) -> Iterator[Decision]:
    """Decisions of JSON lines, sealed with their ids.

    Args:
        lines: one decision each; empty ones are left out.
        where: the file, for the message.

    Raises:
        SettingsError: ``decisions-damaged``.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _decode(line).sealed()
            except msgspec.MsgspecError as error:
                raise SettingsError(
                    "decisions-damaged",
                    f"{where}, line {number} is no decision: {error}.",
                    "Mend the line or move it to another file; nothing was changed.",
                ) from error
