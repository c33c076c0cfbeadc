"""Every error that Entourage raises on purpose.

One base class; each subclass is a stage. An error has a stable ``code``, and its message says what
happened, with which value, and what to do next.
"""

from __future__ import annotations


class EntourageError(Exception):
    """Base of all errors raised on purpose.

    Args:
        code: stable, lower-case, hyphenated identifier, for example ``pdf-without-text``.
        message: what happened, with the value.
        hint: what the user can do next; empty when there is nothing to say.
    """

    exit_code = 1

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.code = code
        self.message = message
        self.hint = hint


class DocumentError(EntourageError):
    """A document could not be opened, fetched or understood."""

    exit_code = 3


class ListError(EntourageError):
    """A list could not be read completely, stored or found."""

    exit_code = 4


class ReadingError(EntourageError):
    """A text could not be read, for example because the language model is not installed."""

    exit_code = 5


class SettingsError(EntourageError):
    """A setting or an argument has a value that cannot be used."""

    exit_code = 2


class CasefileError(EntourageError):
    """A casefile could not be made, opened or changed as asked."""

    exit_code = 6
