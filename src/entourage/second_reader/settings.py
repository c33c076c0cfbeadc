"""Which endpoint is asked, with which limits.

In: what the user says. Out: :class:`SecondReader`. Invariants: an endpoint is an ``http(s)`` URL without user name and
password; the key is never shown.
"""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

import msgspec

from entourage.model import SettingsError

TIMEOUT_S = 120.0
MAX_CHARS = 100_000
CHUNK_CHARS = 6_000
MAX_ANSWER_BYTES = 1024 * 1024
MAX_RUN_S = 1_800.0
_MODEL_CHARS = 80
_COMPLETIONS = "/chat/completions"


class SecondReader(msgspec.Struct, frozen=True, kw_only=True):
    """An endpoint that speaks OpenAI's chat completions, and how much it is asked.

    Attributes:
        endpoint: ``http://127.0.0.1:11434/v1``, with or without ``/v1`` and ``/chat/completions``. This machine and its
            network are allowed, because only the user names it; it is never taken from a document.
        model: as the endpoint calls it.
        api_key: sent as ``Authorization: Bearer``; empty for none.
        timeout_s: whole time of one request, in seconds. 120: a small model on a processor takes about a minute.
        max_chars: of the document that are sent in all. 100,000: a long report; what is left out is said.
        chunk_chars: of the document in one request. 6,000: fits a context of 4,096 tokens with its answer.
        max_answer_bytes: of one answer. 1 MiB: some hundred times a good one.
        max_run_s: all requests of a document together, in seconds. 1,800.

    Raises:
        SettingsError: ``second-reader-endpoint``, ``second-reader-model``, ``second-reader-key``,
            ``second-reader-limit``.
    """

    endpoint: str
    model: str
    api_key: str = ""
    timeout_s: float = TIMEOUT_S
    max_chars: int = MAX_CHARS
    chunk_chars: int = CHUNK_CHARS
    max_answer_bytes: int = MAX_ANSWER_BYTES
    max_run_s: float = MAX_RUN_S

    def __post_init__(self) -> None:
        _checked_endpoint(self.endpoint)
        if not self.model.strip() or not self.model.isprintable():
            raise SettingsError("second-reader-model", "The second reader has no model.", "Name one the endpoint has.")
        if not (self.api_key.isascii() and (self.api_key.isprintable() or not self.api_key)):
            raise SettingsError(
                "second-reader-key", "The second reader's key has characters that no key has.", "Copy it again."
            )
        limits = (self.timeout_s, self.max_chars, self.chunk_chars, self.max_answer_bytes, self.max_run_s)
        if min(limits) <= 0:
            raise SettingsError("second-reader-limit", f"A limit of the second reader is {min(limits)}.", "Raise it.")

    def __repr__(self) -> str:
        return f"SecondReader(endpoint={self.endpoint!r}, model={self.model!r})"

    @property
    def parts(self) -> SplitResult:
        """The endpoint taken apart."""
        return urlsplit(self.endpoint)

    @property
    def path(self) -> str:
        """Where completions are asked for."""
        path = self.parts.path.rstrip("/")
        if path.endswith(_COMPLETIONS):
            return path
        return f"{path or '/v1'}{_COMPLETIONS}"

    @property
    def where(self) -> str:
        """Scheme, host and port, for people."""
        return f"{self.parts.scheme}://{self.parts.netloc}"

    @property
    def mark(self) -> str:
        """What marks every line of its: ``second reader (MODEL)``."""
        return f"second reader ({' '.join(self.model.split())[:_MODEL_CHARS]})"


def _checked_endpoint(endpoint: str) -> None:
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError as error:
        raise _no_endpoint(endpoint, str(error)) from error
    if parts.username or parts.password:
        raise SettingsError(
            "second-reader-endpoint",
            "The second reader's URL holds a user name or password.",
            "Give it without; a key goes into ENTOURAGE_SECOND_KEY.",
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or parts.query or parts.fragment:
        raise _no_endpoint(endpoint, "It looks like http://127.0.0.1:11434/v1.")
    if not endpoint.isascii() or any(char <= " " or char == "\x7f" for char in endpoint):
        raise _no_endpoint(endpoint, "It has spaces or letters that no URL has.")


def _no_endpoint(endpoint: str, hint: str) -> SettingsError:
    return SettingsError("second-reader-endpoint", f"{endpoint[:200]!r} is no endpoint of a second reader.", hint)
