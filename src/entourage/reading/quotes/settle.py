"""One quotation, two readers: who keeps it where a reporting clause holds words that a nearer word claims as well.

In: drafts of direct quotes and of clauses. Out: the drafts of clauses that stay, shortened where needed. Invariant: a
stretch is content of one draft, or of a report and of the report inside it (``parent``).
"""

from __future__ import annotations

from typing import Any

from entourage.model import Span
from entourage.reading.quotes.draft import Draft, Page

# What is left of a clause after a quotation was taken out of its end must be this long to be shown (words).
MIN_WORDS_LEFT = 3


def settle(page: Page, direct: list[Draft], clauses: list[Draft]) -> list[Draft]:
    """The drafts of clauses that stay beside the direct quotes.

    "Ada says people want what she calls “real change”" is one report with a term of Ada's in it: the clause keeps the
    words. "Ada said it was cold, adding, “We left”" is two: the clause ends where the second one begins.
    """
    owner = {id(stretch): draft for draft in direct for stretch in draft.stretches}
    out = []
    for clause in clauses:
        rivals = [owner[id(stretch)] for stretch in clause.stretches if id(stretch) in owner]
        if not rivals:
            out.append(clause)
        elif clause.how == "reporting clause" and all(_is_term_in(page, rival, clause) for rival in rivals):
            for rival in rivals:
                rival.parent = clause
            out.append(clause)
        elif _end_before(page, clause, rivals[0]):
            out.append(clause)
    return out


def _is_term_in(page: Page, rival: Draft, clause: Draft) -> bool:
    """Whether words in marks stand inside the clause without a comma or colon that sets them off."""
    if rival.parent is not None or rival.how != "cue before the quotation" or len(rival.content) > 1:
        return False
    inside = any(piece.start <= rival.cue_token.idx < piece.end for piece in clause.content)
    before = page.text[: rival.stretches[0].start].rstrip()[-1:] if inside else ""
    return inside and before not in {",", ":", "-", "–", "—"}


def _end_before(page: Page, clause: Draft, rival: Draft) -> bool:
    """Cut a clause where a quotation of its own begins; whether enough of it is left."""
    if clause.cue is None or clause.how != "reporting clause" or clause.cue.start > clause.content[0].start:
        return False
    limit = min(rival.content[0].start, _introduction(page, clause, rival.cue_token))
    kept = [piece for piece in clause.content if piece.start < limit]
    if not kept:
        return False
    last = _without_joint(page, kept[-1].start, min(kept[-1].end, limit))
    if last is None or len(last.of(page.text).split()) < MIN_WORDS_LEFT:
        return False
    clause.content = [*kept[:-1], last]
    clause.stretches = [s for s in clause.stretches if s.end <= last.end + 1]
    return True


def _introduction(page: Page, clause: Draft, cue: Any) -> int:
    """Where the words begin that introduce the quotation: "adding", "and when asked, she said"."""
    if not any(piece.start <= cue.idx < piece.end for piece in clause.content):
        return len(page.text)
    left = cue.left_edge
    if left.i <= page.parsed.token_at(clause.content[0].start).i:  # type: ignore[union-attr]
        subject = next((c for c in cue.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < cue.i), cue)
        left = subject.left_edge
    return int(left.idx)


def _without_joint(page: Page, start: int, end: int) -> Span | None:
    """A span without the comma, dash or "and" that joins it to what follows."""
    while True:
        text = page.text[start:end].rstrip(" \t\u00a0,;:–—-")
        end = start + len(text)
        joint = next((word for word in (" and", " but", " then", " while") if text.endswith(word)), None)
        if joint is None:
            return Span(start, end) if end > start else None
        end -= len(joint)
