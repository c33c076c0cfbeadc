"""Ask a second reader, and keep what the text bears out.

In: a document, its reading, an endpoint. Out: the reading with more lines, and a report. Invariants: no line of the
first reading is changed or lost; trouble with the endpoint is reported, never raised.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import msgspec

from entourage.model import Document, Reading, ReadingError, Span
from entourage.second_reader.accept import Checker
from entourage.second_reader.chunks import Chunk, chunks_of
from entourage.second_reader.endpoint import MALFORMED, NOT_SENT, ask
from entourage.second_reader.locate import Paragraph
from entourage.second_reader.parties import Parties
from entourage.second_reader.prompt import messages_for
from entourage.second_reader.reply import proposals_of
from entourage.second_reader.report import Refusal, Report, Trouble
from entourage.second_reader.settings import (
    CHUNK_CHARS,
    MAX_ANSWER_BYTES,
    MAX_CHARS,
    MAX_RUN_S,
    TIMEOUT_S,
    SecondReader,
)

_MALFORMED_IN_A_ROW = 3
"""Answers after which a model is not asked again: it does not know how."""


@dataclass
class _Account:
    requests: int = 0
    chars_sent: int = 0
    chars_left_out: int = 0
    proposed: int = 0
    malformed_in_a_row: int = 0
    refused: list[Refusal] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def propose(
    document: Document,
    reading: Reading,
    *,
    endpoint: str,
    model: str,
    api_key: str = "",
    timeout_s: float = TIMEOUT_S,
    max_chars: int = MAX_CHARS,
    chunk_chars: int = CHUNK_CHARS,
    max_answer_bytes: int = MAX_ANSWER_BYTES,
    max_run_s: float = MAX_RUN_S,
) -> tuple[Reading, Report]:
    """Let a model propose quotes, ties and positions.

    Args:
        document: what was read; its paragraphs are sent, and nothing else of it.
        reading: the first reading; proposals may name its entities only.
        endpoint, model, api_key, timeout_s, max_chars, chunk_chars, max_answer_bytes, max_run_s: see
            :class:`SecondReader`.

    Returns:
        The reading with what was accepted, and the report. The very same reading when nothing was; trouble with the
        endpoint is in ``Report.troubles``, and what was accepted before it stays.

    Raises:
        SettingsError: when the endpoint, the model's name, the key or a limit cannot be used.
    """
    settings = SecondReader(
        endpoint=endpoint,
        model=model,
        api_key=api_key,
        timeout_s=timeout_s,
        max_chars=max_chars,
        chunk_chars=chunk_chars,
        max_answer_bytes=max_answer_bytes,
        max_run_s=max_run_s,
    )
    parties = Parties(reading)
    checker = Checker(document.text, reading, parties, settings.mark)
    account = _Account()
    _read_chunks(document, settings, parties, checker, account)
    return _joined(reading, checker, settings), _report(settings, checker, account)


def _read_chunks(
    document: Document, settings: SecondReader, parties: Parties, checker: Checker, account: _Account
) -> None:
    deadline = time.monotonic() + settings.max_run_s
    chunks, account.chars_left_out = chunks_of(document, chunk_chars=settings.chunk_chars, max_chars=settings.max_chars)
    before: Span | None = None
    for number, chunk in enumerate(chunks):
        names = parties.names_in(chunk)
        if names:  # Without a party, no proposal could enter.
            try:
                _read_chunk(document, chunk, before, names, settings, checker, account, deadline)
            except ReadingError as error:
                account.troubles.append(Trouble(code=error.code, message=error.message))
                account.malformed_in_a_row = account.malformed_in_a_row + 1 if error.code == MALFORMED else 0
                if error.code != MALFORMED or account.malformed_in_a_row == _MALFORMED_IN_A_ROW:
                    account.chars_left_out += sum(len(span) for rest in chunks[number:] for span in rest)
                    return
                account.chars_left_out += sum(map(len, chunk))
        before = chunk[-1]


def _read_chunk(
    document: Document,
    chunk: Chunk,
    before: Span | None,
    names: list[str],
    settings: SecondReader,
    checker: Checker,
    account: _Account,
    deadline: float,
) -> None:
    """One request. Raises ReadingError."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise ReadingError("second-reader-timeout", f"The second reader took longer than {settings.max_run_s:g} s.")
    messages = messages_for("\n\n".join(span.of(document.text) for span in chunk), names)
    sent = True
    try:
        words = ask(settings, messages, min(left, settings.timeout_s))
    except ReadingError as error:
        sent = error.code != NOT_SENT
        raise
    finally:
        account.requests += sent
        account.chars_sent += sum(map(len, chunk)) if sent else 0
    proposals, refused = proposals_of(words)
    account.malformed_in_a_row = 0
    account.proposed += len(proposals) + len(refused)
    account.refused += refused
    paragraphs = [Paragraph(document.text, span) for span in chunk]
    for proposal in proposals:
        checker.check(proposal, paragraphs, before)


def _joined(reading: Reading, checker: Checker, settings: SecondReader) -> Reading:
    if not checker.accepted:
        return reading
    return msgspec.structs.replace(
        reading,
        quotes=(*reading.quotes, *sorted(checker.quotes, key=lambda quote: quote.content)),
        ties=(*reading.ties, *checker.ties),
        positions=(*reading.positions, *checker.positions),
        reader=f"{reading.reader}; {settings.mark}",
    )


def _report(settings: SecondReader, checker: Checker, account: _Account) -> Report:
    return Report(
        where=settings.where,
        model=settings.model,
        requests=account.requests,
        chars_sent=account.chars_sent,
        chars_left_out=account.chars_left_out,
        proposed=account.proposed,
        accepted=checker.accepted,
        refused=(*account.refused, *checker.refused),
        troubles=tuple(account.troubles),
    )
