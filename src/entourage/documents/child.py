"""The child's side of parsing a stranger's file: lock the doors, parse one file, answer, end.

In: a request on standard input. Out: a reply on standard output. Invariants: the doors (memory, processor time,
files, network, other programs) are locked before the first byte of the file is looked at; nothing but the reply
reaches the parent. This is a second wall behind careful parsers, not a prison for machine code that has already
taken over.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from entourage.documents.limits import Limits
from entourage.documents.parsed import Parsed
from entourage.documents.sniff import DOCX, HTML, MAIL, PDF
from entourage.documents.wire import Reply, Request
from entourage.model import DocumentError

_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate",
    "os.kill", "os.putenv", "shutil.", "urllib.", "http.client", "ftplib.", "smtplib.", "webbrowser.", "winreg.",
)  # fmt: skip
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET of Linux's sched.h."""
_HARMLESS = frozenset({"socket.gethostname", "socket.__new__"})
"""Looked at while standard modules load; neither sends anything."""


def main() -> None:
    """Answers one request and ends. Never raises; what goes wrong is in the reply or in the exit status."""
    answer = _own_output()
    data = sys.stdin.buffer.read()
    try:
        request = msgspec.msgpack.decode(data, type=Request)
        del data
        lock(request.limits)
        reply = respond(request)
    except MemoryError:
        reply = _out_of_memory()
    answer.write(msgspec.msgpack.encode(reply))
    answer.flush()
    # Straight out: what a parser left behind gets no turn.
    os._exit(0)


def respond(request: Request) -> Reply:
    """Parses, and turns whatever a parser raises into a reply."""
    try:
        return Reply(parsed=_parser(request.media_type)(request))
    except DocumentError as error:
        return Reply(code=error.code, message=error.message, hint=error.hint)
    except MemoryError:
        return _out_of_memory()
    except RecursionError:
        return Reply(code="document-parser-crashed", message="The file is nested too deeply to be read.")
    except Exception as error:
        message = f"The parser failed on this file ({type(error).__name__}: {str(error)[:200]})."
        return Reply(code="document-parser-crashed", message=message, hint="The file is damaged or unusual.")


def _parser(media_type: str) -> Callable[[Request], Parsed]:
    """Only the parser that is needed is loaded: that is most of the child's time."""
    if media_type == HTML:
        from entourage.documents.html import parse_html_request as parser
    elif media_type == PDF:
        from entourage.documents.pdf import parse_pdf_request as parser
    elif media_type == DOCX:
        from entourage.documents.docx import parse_docx_request as parser
    elif media_type == MAIL:
        from entourage.documents.mail import parse_mail_request as parser
    else:
        raise DocumentError("document-unknown-format", f"There is no parser for {media_type!r}.")
    return parser


def _out_of_memory() -> Reply:
    return Reply(
        code="document-too-much-memory",
        message="Reading the file needs more memory than allowed.",
        hint="Raise memory_bytes if you trust it.",
    )


def _own_output() -> BinaryIO:
    """The pipe to the parent, out of reach of libraries that print."""
    answer = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 1)
    return answer


def lock(limits: Limits) -> None:
    """Takes from this process what parsing does not need. Each lock that a system lacks is left out."""
    _lock_network()
    _lock_resources(limits)
    sys.addaudithook(_refuse)


def _lock_network() -> None:
    """A network name space of its own without any interface (Linux, where users may make one)."""
    # Python 3.12 and later; elsewhere, and where a system forbids it, the audit hook stands alone.
    unshare = getattr(os, "unshare", None)
    if unshare is not None:
        with contextlib.suppress(OSError):
            unshare(_NEW_USER | _NEW_NETWORK)


def _lock_resources(limits: Limits) -> None:
    try:
        import resource
    except ImportError:
        return  # Windows: the parent's clock is the only limit there.
    seconds = max(1, int(limits.seconds) + 1)
    wanted = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for what, most in wanted.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: raises on what a parser has no business with."""
    if event == "open":
        _refuse_writing(arguments)
    elif event.startswith(_FORBIDDEN) and event not in _HARMLESS:
        raise PermissionError(f"{event} is forbidden while a stranger's file is read")


def _refuse_writing(arguments: tuple[object, ...]) -> None:
    flags = arguments[2] if len(arguments) > 2 else 0
    if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND):
        raise PermissionError("writing to files is forbidden while a stranger's file is read")
