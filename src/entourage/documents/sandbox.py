"""The parent's side of parsing a stranger's file: start a child, feed it, stop waiting in time.

In: a request. Out: what the child parsed. Invariants: whatever the child does (crash, hang, flood, lie), the parent
raises a DocumentError with a code or returns a checked value; no child outlives the call.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec

from entourage.documents.limits import MEBIBYTE, Limits
from entourage.documents.parsed import Parsed
from entourage.documents.wire import Reply, Request
from entourage.model import DocumentError

_START = "import sys; sys.path[:] = sys.argv[1:]; from entourage.documents.child import main; main()"
"""Isolated mode leaves out PYTHONPATH and the like; the parent's own module path is handed over instead."""
_BYTES_PER_CHAR = 32
"""Upper bound of reply bytes for a character of text: 4 for itself, the rest for segments and blocks."""
_CHARS_PER_BYTE = 30
"""Upper bound of characters that a byte of a packed file unpacks to: office files and PDFs of text stay below 10."""


def parse_in_child(request: Request, *, module_start: str = _START) -> Parsed:
    """Parses in a child process with limits of time and memory and without network.

    Args:
        request: the file and its limits.
        module_start: Python code that the child runs; another one only in tests of crashing parsers.

    Returns:
        What the parser found.

    Raises:
        DocumentError: the parser's own, or ``document-too-slow``, ``document-too-much-memory``,
            ``document-parser-crashed``.
    """
    limits = request.limits
    process = _started(module_start)
    try:
        answer = _converse(process, request)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            _close(stream)
    return _checked(answer, process.returncode, limits)


def _started(module_start: str) -> subprocess.Popen[bytes]:
    # The package's own folder last: where it was found through the working folder, sys.path does not name it.
    path = [*filter(None, sys.path), str(Path(__file__).resolve().parents[2])]
    try:
        return subprocess.Popen(  # noqa: S603 - this Python, no shell, no word from the document
            [sys.executable, "-I", "-B", "-c", module_start, *path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except (OSError, ValueError) as error:
        message = f"The process that parses files could not be started: {error}."
        raise DocumentError("document-parser-crashed", message, "The file itself was not looked at.") from error


def _environment() -> dict[str, str]:
    """Nothing of the parent's surroundings but what starting a program needs (Windows: the system's folders)."""
    kept = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _converse(process: subprocess.Popen[bytes], request: Request) -> bytes:
    """Writes and reads at once, so that neither side waits for the other's full pipe."""
    limits = request.limits
    question = msgspec.msgpack.encode(request)
    answer: list[bytes] = []
    writer = threading.Thread(target=_write, args=(process, question), daemon=True)
    reader = threading.Thread(target=_read, args=(process, answer, _most_bytes(request)), daemon=True)
    deadline = time.monotonic() + limits.seconds
    writer.start()
    reader.start()
    reader.join(max(0.0, deadline - time.monotonic()))
    if reader.is_alive():
        process.kill()
        reader.join()
        raise too_slow(limits)
    try:
        process.wait(max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise too_slow(limits) from error
    return b"".join(answer)


def _most_bytes(request: Request) -> int:
    """How much a child may answer: a small file has no long text."""
    return MEBIBYTE + _BYTES_PER_CHAR * min(request.limits.max_chars, _CHARS_PER_BYTE * len(request.data))


def _write(process: subprocess.Popen[bytes], question: bytes) -> None:
    # A child that dies early closes the pipe; its exit status tells the rest.
    try:
        if process.stdin:
            process.stdin.write(question)
            process.stdin.close()
    except OSError:
        return


def _read(process: subprocess.Popen[bytes], answer: list[bytes], most: int) -> None:
    total = 0
    while process.stdout and (piece := os.read(process.stdout.fileno(), MEBIBYTE)):
        total += len(piece)
        if total > most:
            answer.clear()
            process.kill()
            return
        answer.append(piece)


def _close(stream: object) -> None:
    try:
        stream.close()  # type: ignore[attr-defined]
    except OSError:
        return


def _checked(answer: bytes, status: int, limits: Limits) -> Parsed:
    if not answer:
        raise _died(status, limits)
    try:
        reply = msgspec.msgpack.decode(answer, type=Reply)
    except msgspec.MsgspecError as error:
        raise _died(status, limits) from error
    if reply.parsed is None:
        raise DocumentError(reply.code or "document-parser-crashed", reply.message, reply.hint)
    return reply.parsed


def _died(status: int, limits: Limits) -> DocumentError:
    if -status in _signals("SIGXCPU"):
        return too_slow(limits)
    how = f"signal {-status}" if status < 0 else f"exit status {status}"
    return DocumentError(
        "document-parser-crashed",
        f"The parser crashed on this file ({how}).",
        "The file is damaged or made to do harm; nothing of it was read.",
    )


def _signals(*names: str) -> set[int]:
    import signal

    return {int(getattr(signal, name)) for name in names if hasattr(signal, name)}


def too_slow(limits: Limits) -> DocumentError:
    """The error for a file that takes longer than allowed."""
    return DocumentError(
        "document-too-slow",
        f"Reading the file took longer than {limits.seconds:g} seconds.",
        "Raise seconds if you trust it.",
    )
