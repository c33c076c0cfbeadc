"""From evidence to a verdict, by the policy table.

In: a subject's matches over all lists. Out: each match's standing: proven, open, or contradicted. Invariant: nothing is
proven by a name alone, nor by a name and a country.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from entourage.model import Reason
from entourage.names import country_name
from entourage.screening.evidence import record_ref, support, total
from entourage.screening.groups import RecordGroup, SameRecord, same_person_record
from entourage.screening.policy import policy

Standing = Literal["proven", "open", "contradicted"]


class Match(msgspec.Struct):
    """A record of one list that may be the subject, with what speaks for and against.

    Attributes:
        ruling: what a person decided on it; empty where nobody did.
    """

    dataset: str
    group: RecordGroup
    reasons: list[Reason]
    ruling: Literal["", "cleared", "confirmed"] = ""

    @property
    def score(self) -> float:
        """See :func:`entourage.screening.evidence.total`."""
        return total(self.group.best.score, self.reasons)

    @property
    def standing(self) -> Standing:
        """What the reasons come to under the policy; what a person decided goes before them."""
        if self.ruling:
            return "contradicted" if self.ruling == "cleared" else "proven"
        points, decided, contradicted = support(self.reasons)
        if contradicted:
            return "contradicted"
        rules = policy().thresholds
        named = self.group.best.score >= rules.name_agrees or (self.group.best.weak and self._born())
        return "proven" if named and decided and points >= rules.proof else "open"

    def _born(self) -> bool:
        return any(r.feature in {"birth_date", "identifier"} and r.direction == "for" for r in self.reasons)


def _same_record_reason(match: Match, proven: Match, how: SameRecord) -> Reason:
    version, other = match.group.newest, proven.group.newest
    born = next(iter(v for v, _, _ in proven.group.values("birthDate")), "")
    value = next(iter(v for v, _, _ in match.group.values("birthDate")), "")
    where = "this list" if match.dataset == proven.dataset else other.snapshot.title
    feature = "same_as_record" if how == "day" else "same_as_record_year"
    same = f"the same day of birth ({born})" if how == "day" else f"the same year of birth ({born[:4]})"
    name = "the same name" if how == "day" else "the same full name"
    detail = f"The record “{other.party.caption}” of {where}, which is this party, has {name} and {same}."
    return Reason(
        feature=feature,
        direction="for",
        detail=detail,
        query_value=f"{other.party.caption}, born {born}",
        record_value=f"{version.party.caption}, born {value}",
        weight=policy().features[feature].weight,
        record=record_ref(version, "birthDate", value),
    )


def _other_record_reason(match: Match, proven: Match) -> Reason:
    other = proven.group.newest.party
    return Reason(
        feature="other_record",
        direction="against",
        detail=f"Another record of this list, “{other.caption}”, is this party, and it is of someone else.",
        query_value=other.caption,
        record_value=match.group.newest.party.caption,
        weight=policy().against["other_record"].weight,
        record=record_ref(match.group.newest, "name", match.group.newest.party.caption),
    )


def _differs(one: RecordGroup, other: RecordGroup) -> bool:
    """Whether two records are of two people: both have a birth date, and they are not the same day."""
    return bool(one.values("birthDate") and other.values("birthDate")) and same_person_record(one, other) == "no"


def carry_over(matches: Sequence[Match]) -> None:
    """Let a proven record speak for its likes on other lists, and against its namesakes; until nothing changes.

    Args:
        matches: of one subject over all lists; their reasons are added to.
    """
    waiting = [m for m in matches if m.standing == "proven"]
    done: list[Match] = []
    while waiting:
        proven = waiting.pop(0)
        done.append(proven)
        for match in matches:
            if not _open(match):
                continue
            how = same_person_record(match.group, proven.group)
            if how != "no":
                match.reasons.append(_same_record_reason(match, proven, how))
                waiting += [] if _open(match) else [match]
    for match in matches:
        rival = next((p for p in done if p.dataset == match.dataset and _differs(match.group, p.group)), None)
        if match.standing == "open" and rival is not None:
            match.reasons.append(_other_record_reason(match, rival))


def _open(match: Match) -> bool:
    return match.standing == "open"


def to_settle(match: Match) -> str:
    """What would decide an open match, in words."""
    births = [v for v, _, _ in match.group.values("birthDate")]
    places = [v for v, _, _ in match.group.values("birthPlace")]
    positions = [v for v, _, _ in match.group.values("position")]
    numbers = [v for v, _, _ in match.group.values("registrationNumber", "taxNumber", "idNumber")]
    asked = []
    person = match.group.newest.party.schema == "Person"
    if births and person:
        place = f" in {places[0]}" if places else ""
        asked.append(f"the record says born {' or '.join(births[:3])}{place}: does the person's birth date agree?")
    if positions:
        asked.append(f"the record says “{positions[0][:120]}”: is that this party?")
    if numbers and not person:
        asked.append(f"the record gives the number {numbers[0]}: is it this organisation's?")
    if not asked:
        asked.append(_nothing_given(match))
    text = "; ".join(asked)
    return text[0].upper() + text[1:]


def _nothing_given(match: Match) -> str:
    countries = [country_name(v) for v, _, _ in match.group.values("nationality", "country")]
    has = f"a name and {_and(countries)}" if countries else "a name"
    want = "a birth date, an office or an official number" if _is_person(match) else "an address or an official number"
    return f"the record gives only {has}; {want} from another source would decide"


def _is_person(match: Match) -> bool:
    return match.group.newest.party.schema == "Person"


def _and(words: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(words))
