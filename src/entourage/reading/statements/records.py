"""Claims that an official list could bear out: who is on a list, who was sanctioned by whom and when.

In: ties of a text. Out: claims of kind "membership" and "date". Invariant: what the text denies, supposes or
foresees is no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from entourage.model import Claim, Tie
from entourage.reading.statements.wording import Page

_SANCTION_HOW = "sanction statement"
_NOT_CLAIMED = frozenset({"negated", "planned", "unclear", "alleged"})
_ON_LIST = "on the list"


def record_claims(page: Page, ties: Sequence[Tie]) -> Iterator[Claim]:
    """Memberships of lists and dates of sanctions that the ties of a text state, in their order."""
    for tie in ties:
        if tie.status in _NOT_CLAIMED or tie.subject not in page.cast.parties or tie.object not in page.cast.parties:
            continue
        if page.cast[tie.subject].kind == "list" and tie.role == _ON_LIST:
            yield _membership(page, tie)
        elif tie.how == _SANCTION_HOW:
            yield _sanction(page, tie)


def _membership(page: Page, tie: Tie) -> Claim:
    listed, on = page.cast[tie.object], page.cast[tie.subject]
    return Claim(
        id="",
        kind="membership",
        what=f"{listed.name} is on the {on.name}" if tie.status != "former" else f"{listed.name} was on the {on.name}",
        value=on.name,
        entities=(listed.id, on.id),
        evidence=tie.evidence,
        comparison="=",
        date=tie.start_date,
    )


def _sanction(page: Page, tie: Tie) -> Claim:
    listed, authority = page.cast[tie.subject], page.cast[tie.object]
    when = tie.start_date
    what = f"{listed.name} {tie.role} {authority.name}" + (f" ({when})" if when else "")
    return Claim(
        id="",
        kind="date" if when else "membership",
        what=what,
        value=when or f"{tie.role} {authority.name}",
        entities=(listed.id, authority.id),
        evidence=tie.evidence,
        comparison="=",
        date=when,
    )
