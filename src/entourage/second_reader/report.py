"""What was asked of the second reader, and what became of it.

In: nothing. Out: values. Invariant: every proposal is either accepted or refused with a reason.
"""

from __future__ import annotations

from typing import Literal

import msgspec

ProposalKind = Literal["quote", "tie", "position", "answer"]


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal that did not enter.

    Attributes:
        kind: of what was proposed.
        reason: why not, in a few words of ours.
        words: the beginning of what was proposed, as the model put it: a stranger's words; may be empty.
    """

    kind: ProposalKind
    reason: str
    words: str = ""


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong with the endpoint: a stable code and a message for people."""

    code: str
    message: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The account of one document.

    Attributes:
        where, model: who was asked.
        requests, chars_sent: how many requests went out, with how many characters of the document's text.
        chars_left_out: characters that were to be read and were not: over the limit, or after trouble.
        proposed, accepted: how many.
        refused: in order of the answers.
        troubles: in order; empty when all went well.
    """

    where: str
    model: str
    requests: int = 0
    chars_sent: int = 0
    chars_left_out: int = 0
    proposed: int = 0
    accepted: int = 0
    refused: tuple[Refusal, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def line(self) -> str:
        """What was sent where and what came of it, in one line."""
        requests = "1 request" if self.requests == 1 else f"{self.requests} requests"
        sent = f"{self.chars_sent:,} characters sent to {self.where} in {requests}"
        came = f"{self.proposed} proposed, {self.accepted} accepted, {len(self.refused)} refused"
        trouble = f"; {self.troubles[0].message} [{self.troubles[0].code}]" if self.troubles else ""
        return f"second reader ({self.model}): {sent}; {came}{trouble}"

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader of the dossier should know; empty when the second reader read everything."""
        lines = [f"{trouble.message} [{trouble.code}]" for trouble in self.troubles]
        if self.chars_left_out:
            lines.append(
                f"Second reader: {self.chars_left_out:,} characters of the text were not read a second time; "
                "the first reading covers all of it."
            )
        return tuple(lines)
