"""What a model answered, as values.

In: the words of an answer. Out: proposals. Invariants: the answer is one JSON object, fenced or not, and nothing else;
an item of another form than asked for is refused by itself; nothing of it is run, followed or believed.
"""

from __future__ import annotations

import re
from typing import Annotated

import msgspec

from entourage.model import ReadingError, Stance, Status
from entourage.second_reader.endpoint import MALFORMED
from entourage.second_reader.report import ProposalKind, Refusal

MAX_ITEMS = 200
"""Proposals of one kind that are looked at in one answer: four times what a dense page holds."""

_FENCED = re.compile(r"\A\s*```(?:json)?[ \t]*\n(?P<inside>.*)\n[ \t]*```\s*\Z", re.DOTALL | re.IGNORECASE)

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=800)]
Phrase = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class ProposedQuote(msgspec.Struct, frozen=True, kw_only=True):
    """Words and who is said to have said them; several parts where the quote is split."""

    words: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1, max_length=4)]
    speaker: Name
    cue: Annotated[str, msgspec.Meta(max_length=80)] = ""


class ProposedTie(msgspec.Struct, frozen=True, kw_only=True):
    """Two parties, what ties them, and the sentence that says so."""

    schema: Name
    subject: Name
    object: Name
    role: Phrase
    evidence: Sentence
    status: Status = "unclear"


class ProposedPosition(msgspec.Struct, frozen=True, kw_only=True):
    """Who is for or against what, and the sentence that says so."""

    entity: Name
    proposition: Sentence
    stance: Stance
    evidence: Sentence


Proposal = ProposedQuote | ProposedTie | ProposedPosition
_FORMS: dict[ProposalKind, type[Proposal]] = {
    "quote": ProposedQuote,
    "tie": ProposedTie,
    "position": ProposedPosition,
}


class _Answer(msgspec.Struct):
    quotes: list[msgspec.Raw] = []
    ties: list[msgspec.Raw] = []
    positions: list[msgspec.Raw] = []


def proposals_of(words: str) -> tuple[list[Proposal], list[Refusal]]:
    """Take an answer apart.

    Args:
        words: JSON, bare or between ``` fences.

    Returns:
        The proposals of the form asked for, and refusals for the others.

    Raises:
        ReadingError: ``second-reader-malformed`` when the answer is something else than one JSON object with lists.
    """
    fenced = _FENCED.match(words)
    try:
        answer = msgspec.json.decode((fenced["inside"] if fenced else words).encode("utf-8"), type=_Answer)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ReadingError(MALFORMED, "The second reader's answer is not the JSON that was asked for.") from error
    proposals: list[Proposal] = []
    refused: list[Refusal] = []
    items: dict[ProposalKind, list[msgspec.Raw]] = {
        "quote": answer.quotes,
        "tie": answer.ties,
        "position": answer.positions,
    }
    for kind, raws in items.items():
        for number, raw in enumerate(raws):
            proposal = _decoded(kind, raw) if number < MAX_ITEMS else None
            if proposal is not None:
                proposals.append(proposal)
            else:
                reason = "not of the form asked for" if number < MAX_ITEMS else "too many in one answer"
                refused.append(Refusal(kind=kind, reason=reason))
    return proposals, refused


def _decoded(kind: ProposalKind, raw: msgspec.Raw) -> Proposal | None:
    try:
        return msgspec.json.decode(raw, type=_FORMS[kind])
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
