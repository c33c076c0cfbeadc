"""What screening says of one party of the text and one list.

In: nothing. Out: values. Invariants: a verdict of being listed (``listed``, ``formerly listed``, ``listed later``)
never rests on a name alone; ``not found`` and every other verdict names the snapshots that were searched.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from entourage.model.listing import ListedParty, Listing
from entourage.model.span import RecordRef, Span

Verdict = Literal["listed", "formerly listed", "listed later", "possible", "same name only", "not found"]
Direction = Literal["for", "against"]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that speaks for or against an identification, with both values.

    Attributes:
        feature: ``name``, ``birth_date``, ``country``, ``office``, ``employer``, ``gender``, ``name_rarity``,
            ``text_says_listed``, ``same_as_record`` ...
        direction: "for" or "against".
        detail: one sentence for people.
        query_value, record_value: what the text says and what the record says.
        weight: contribution to the score, signed.
        evidence: spans of the text, where the text is the source.
        record: the field of the record.
    """

    feature: str
    direction: Direction
    detail: str
    query_value: str = ""
    record_value: str = ""
    weight: float = 0.0
    evidence: tuple[Span, ...] = ()
    record: RecordRef | None = None


class Screening(msgspec.Struct, frozen=True, kw_only=True):
    """One party of the text against one list as of one day.

    Attributes:
        entity: id of the entity in the reading.
        list: dataset name.
        as_of: ISO 8601 date that the verdict speaks of.
        as_of_kind: "document" or "today".
        verdict: see :data:`Verdict`.
        score: 0 to 1, how well the record fits; 0 when not found.
        legal_effect: of the listing; empty when not found.
        party, listing: the record that was found; None when not found.
        snapshots: ids of the snapshots that the verdict rests on.
        rests_on: the dates in words: "in the snapshot of 2022-05-11; absent in the snapshot of 2020-04".
        if_same: for ``possible``: what would be true if it is the same party ("listed later").
        to_settle: what would decide an open case, in words; empty when decided.
        reasons: for and against.
    """

    entity: str
    list: str
    as_of: str
    as_of_kind: Literal["document", "today"] = "today"
    verdict: Verdict = "not found"
    score: float = 0.0
    legal_effect: str = ""
    party: ListedParty | None = None
    listing: Listing | None = None
    snapshots: tuple[str, ...] = ()
    rests_on: str = ""
    if_same: str = ""
    to_settle: str = ""
    reasons: tuple[Reason, ...] = ()
