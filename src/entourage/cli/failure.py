"""Errors as people read them: ``error: what happened [code]`` and what to do next.

In: an exception. Out: a click exception that prints two lines on stderr and carries the exit code. Invariant: what a
stranger put into a message (a file name, a title) cannot move the cursor, change colours or hide.
"""

from __future__ import annotations

import os
import traceback
from typing import IO, Any

import click

INTERNAL_EXIT_CODE = 70
"""``EX_SOFTWARE`` of sysexits.h: a fault of the program, not of its input."""

OS_EXIT_CODE = 74
"""``EX_IOERR`` of sysexits.h: a file could not be written or read."""


class Failure(click.ClickException):
    """An error for people.

    Args:
        code: stable identifier.
        message: what happened, with the value.
        hint: what to do next; may be empty.
        exit_code: of the process.
    """

    def __init__(self, code: str, message: str, hint: str = "", exit_code: int = 1) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint
        self.exit_code = exit_code  # type: ignore[misc]  # click types it as one for the class, and reads it here

    def lines(self) -> list[str]:
        """The error and its hint, one line each, with nothing hidden in them."""
        from entourage.dossier.clean import one_line

        lines = [f"error: {one_line(self.message)} [{self.code}]"]
        return [*lines, f"hint: {one_line(self.hint)}"] if self.hint else lines

    def show(self, file: IO[Any] | None = None) -> None:
        for number, line in enumerate(self.lines()):
            click.secho(line, file=file, err=file is None, fg="red" if number == 0 else None)


def as_failure(error: Exception, about: str = "") -> Failure:
    """The error for people that stands for an exception.

    Args:
        error: an ``EntourageError``, an ``OSError``, or anything that nobody foresaw (its traceback is printed where
            the environment variable ``ENTOURAGE_DEBUG`` is set).
        about: which document it is about; put before a message that does not name it.

    Returns:
        A failure with the exception's code and exit code; ``internal`` and 70 for the unforeseen.
    """
    if os.environ.get("ENTOURAGE_DEBUG"):
        traceback.print_exception(error)
    code, message, hint, exit_code = _taken_apart(error)
    if about and about not in message:
        message = f"{about}: {message}"
    return Failure(code, message, hint, exit_code)


def _taken_apart(error: Exception) -> tuple[str, str, str, int]:
    """Code, message, hint and exit code of an exception."""
    from entourage.model import EntourageError

    if isinstance(error, EntourageError):
        return error.code, error.message, error.hint, error.exit_code
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        return "system", f"{error.strerror or error}{where}", "", OS_EXIT_CODE
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    hint = "This is a fault of Entourage. Set ENTOURAGE_DEBUG=1 to see where it happened, and report it."
    return "internal", what, hint, INTERNAL_EXIT_CODE
