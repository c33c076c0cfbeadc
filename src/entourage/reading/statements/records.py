"""Claims that an official list could bear out: who is on a list, who was sanctioned by whom and when.

In: ties of a text. Out: claims of kind "membership" and "date". Invariant: what the text supposes or
foresees is no claim; what it denies has the comparison "!=".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from entourage.model import Claim, Tie
from entourage.reading.statements.wording import Page

_SANCTION_HOW = "sanction statement"
_NOT_CLAIMED = frozenset({"planned", "unclear", "alleged"})
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
    yield from _of_no_party(page, ties)


def _of_no_party(page: Page, ties: Sequence[Tie]) -> Iterator[Claim]:
    """ "is under Canadian sanctions": statements whose authority is no party of the text, from the roles with them."""
    tied = {(tie.subject, tie.evidence) for tie in ties if tie.how == _SANCTION_HOW}
    for party in page.cast.parties.values():
        for role in party.roles:
            if role.how != _SANCTION_HOW or role.status in _NOT_CLAIMED or (party.id, role.evidence) in tied:
                continue
            negated = role.status == "negated"
            when = "" if negated else _date_of(role.text)
            yield Claim(
                id="",
                kind="date" if when else "membership",
                what=f"{party.name} {'not ' if negated else ''}{role.text}",
                value=when or role.text,
                entities=(party.id,),
                evidence=role.evidence,
                comparison="!=" if negated else "=",
                date=when,
            )


def _date_of(text: str) -> str:
    """The date at the end of a role: "sanctioned by Canada (2022-06)"."""
    return text.rpartition("(")[2].removesuffix(")") if text.endswith(")") else ""


def _membership(page: Page, tie: Tie) -> Claim:
    listed, on = page.cast[tie.object], page.cast[tie.subject]
    is_on = {"former": "was on", "negated": "is not on"}.get(tie.status, "is on")
    return Claim(
        id="",
        kind="membership",
        what=f"{listed.name} {is_on} the {on.name}",
        value=on.name,
        entities=(listed.id, on.id),
        evidence=tie.evidence,
        comparison="!=" if tie.status == "negated" else "=",
        date="" if tie.status == "negated" else tie.start_date,
    )


def _sanction(page: Page, tie: Tie) -> Claim:
    listed, authority = page.cast[tie.subject], page.cast[tie.object]
    negated = tie.status == "negated"
    when = "" if negated else tie.start_date
    said = f"not {tie.role}" if negated else tie.role
    what = f"{listed.name} {said} {authority.name}" + (f" ({when})" if when else "")
    return Claim(
        id="",
        kind="date" if when else "membership",
        what=what,
        value=when or f"{said} {authority.name}",
        entities=(listed.id, authority.id),
        evidence=tie.evidence,
        comparison="!=" if negated else "=",
        date=when,
    )
