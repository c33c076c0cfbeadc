"""Errors as people read them."""

from __future__ import annotations

import pytest

from entourage.cli.failure import as_failure
from entourage.model import DocumentError, ListError, ReadingError, SettingsError


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (SettingsError("a-code", "Wrong."), 2),
        (DocumentError("a-code", "Wrong."), 3),
        (ListError("a-code", "Wrong."), 4),
        (ReadingError("a-code", "Wrong."), 5),
    ],
)
def test_an_error_on_purpose_keeps_code_and_exit_code(error: Exception, exit_code: int) -> None:
    failure = as_failure(error)
    assert failure.exit_code == exit_code
    assert failure.lines() == ["error: Wrong. [a-code]"]


def test_what_to_do_next_stands_on_its_own_line() -> None:
    failure = as_failure(
        DocumentError("pdf-without-text", "'scan.pdf' has no text.", "Run OCR first."), about="scan.pdf"
    )
    assert failure.lines() == ["error: 'scan.pdf' has no text. [pdf-without-text]", "hint: Run OCR first."]


def test_a_message_that_names_no_document_gets_its_name() -> None:
    assert as_failure(DocumentError("empty", "It is empty."), about="a.txt").lines() == [
        "error: a.txt: It is empty. [empty]"
    ]


def test_the_system_is_named_when_it_refuses() -> None:
    failure = as_failure(PermissionError(13, "Permission denied", "out.html"))
    assert failure.exit_code == 74
    assert failure.lines() == ["error: Permission denied: out.html [system]"]


def test_the_unforeseen_is_one_line_and_says_how_to_see_more() -> None:
    failure = as_failure(ZeroDivisionError("division by zero"))
    assert failure.exit_code == 70
    assert failure.lines()[0] == "error: ZeroDivisionError: division by zero [internal]"
    assert "ENTOURAGE_DEBUG=1" in failure.lines()[1]


def test_a_traceback_is_printed_on_request_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_failure(ZeroDivisionError("x"))
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("ENTOURAGE_DEBUG", "1")
    as_failure(ZeroDivisionError("x"))
    assert "ZeroDivisionError: x" in capsys.readouterr().err


def test_an_error_cannot_hide_or_move_anything() -> None:
    lines = as_failure(DocumentError("x", "a\nb\x1b[2Jc\u202ed\re", "h\n\x07i")).lines()
    assert len(lines) == 2
    assert not any(character in "".join(lines) for character in "\n\r\x1b\x07\u202e")
