"""The child process: what it may not do, and what becomes of parsers that crash, hang, flood or lie."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from document_checks import code_of

from entourage.documents.child import respond
from entourage.documents.limits import Limits
from entourage.documents.sandbox import parse_in_child
from entourage.documents.wire import Reply, Request

PREPARE = "import sys; sys.path[:] = sys.argv[1:]; "
LOCK = (
    PREPARE
    + "from entourage.documents.child import lock; from entourage.documents.limits import Limits; lock(Limits()); "
)
QUICK = Limits(seconds=3, memory_bytes=400 * 2**20)


def request(limits: Limits = QUICK, media_type: str = "text/html") -> Request:
    return Request(media_type=media_type, data=b"<p>Words</p>", limits=limits)


@pytest.mark.parametrize(
    ("code_of_child", "code"),
    [
        ("import os; os.abort()", "document-parser-crashed"),
        ("import ctypes; ctypes.string_at(0)", "document-parser-crashed"),
        ("raise SystemExit(7)", "document-parser-crashed"),
        ("import sys; sys.stdout.write('not a reply')", "document-parser-crashed"),
        ("import time; time.sleep(60)", "document-too-slow"),
        ("import os, time; os.close(1); time.sleep(60)", "document-too-slow"),
        ("while True: print('flood' * 10000)", "document-parser-crashed"),
    ],
)
def test_a_child_that_goes_wrong_is_an_error_and_nothing_else(code_of_child: str, code: str) -> None:
    assert code_of(lambda: parse_in_child(request(Limits(seconds=1.5)), module_start=code_of_child)) == code


def test_too_much_memory_is_an_error_of_its_own() -> None:
    start = (
        PREPARE + "from entourage.documents import child; "
        "child._parser = lambda media_type: lambda request: bytearray(10**10); child.main()"
    )
    assert code_of(lambda: parse_in_child(request(), module_start=start)) == "document-too-much-memory"


def test_endless_work_ends_with_the_limit() -> None:
    start = (
        PREPARE + "from entourage.documents import child; "
        "child._parser = lambda m: lambda r: [0 for _ in iter(int, 1)]; child.main()"
    )
    assert code_of(lambda: parse_in_child(request(Limits(seconds=1)), module_start=start)) in {
        "document-too-slow",
        "document-too-much-memory",
    }


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('made-by-a-stranger', 'w')",
        "import os; os.open('made-by-a-stranger', os.O_CREAT | os.O_WRONLY)",
        "import os; os.remove('there')",
        "import os; os.kill(os.getppid(), 0)",
    ],
)
def test_locked_doors(deed: str, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    done = subprocess.run(
        [sys.executable, "-I", "-B", "-c", LOCK + deed, *filter(None, sys.path)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 1
    assert "PermissionError" in done.stderr and "forbidden" in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["there"]


def test_what_a_parser_prints_does_not_reach_the_parent() -> None:
    start = (
        PREPARE + "import os; from entourage.documents import child; from entourage.documents.parsed import Parsed\n"
        "def parser(request):\n    print('noise', flush=True); os.write(1, b'noise')\n"
        "    return Parsed(text='words', segments=())\n"
        "child._parser = lambda media_type: parser\nchild.main()"
    )
    assert parse_in_child(request(), module_start=start).text == "words"


def test_the_childs_surroundings_hold_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_TOKEN", "secret")
    start = (
        PREPARE + "import os; from entourage.documents import child; from entourage.documents.parsed import Parsed\n"
        "child._parser = lambda m: lambda r: Parsed(text=str(sorted(os.environ)), segments=())\nchild.main()"
    )
    assert "SOME_API_TOKEN" not in parse_in_child(request(), module_start=start).text


def test_a_parser_that_raises_becomes_a_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    from entourage.documents import child

    def parser(_: Request) -> None:
        raise KeyError("inside")

    monkeypatch.setattr(child, "_parser", lambda _: parser)
    reply = respond(request())
    assert isinstance(reply, Reply) and reply.parsed is None
    assert reply.code == "document-parser-crashed" and "inside" in reply.message


def test_a_kind_without_a_parser_is_an_error() -> None:
    assert code_of(lambda: parse_in_child(request(media_type="image/png"))) == "document-unknown-format"


def test_only_the_parser_that_is_needed_is_loaded() -> None:
    start = (
        "import sys; sys.path[:] = sys.argv[1:]; import entourage.documents.child; "
        "print([m for m in ('spacy', 'numpy', 'trafilatura', 'pypdfium2', 'docx', 'http.client') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", start, *filter(None, sys.path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
