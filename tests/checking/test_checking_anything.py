"""Whatever a reader hands over: a verdict of the table, what it rests on or needs, and the same one again."""

from __future__ import annotations

from checking_cases import entity, loaded, people_and_bodies, reading_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entourage.checking import VERDICTS, check
from entourage.model import Claim, Span

LISTS = (loaded("ca-sema", "2020-12", people_and_bodies(5, 3, "Russia")), loaded("uk-conlist", "2019", []))
VOCABULARY = (
    "Canada Canada's Britain the EU sanctions list sanctioned under on over Russia Ukraine's people by in 2014 since "
    "of SDN “ ’s U.S. us Ottawa has have 430 allies trade partner exports to from who were , ; % $ né \u202e \x00"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXT = st.lists(WORDS, max_size=14).map(" ".join)
KINDS = st.sampled_from(["count", "share", "amount", "rank", "superlative", "change", "membership", "date", "other"])
NUMBERS = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False, width=32))
SIGNS = st.sampled_from(["=", ">", ">=", "<", "<=", "~", "!=", ""])
DATES = st.sampled_from(["", "2014/..", "2019", "2020-02", "2014/2016", "x"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=KINDS, what=TEXT, unit=TEXT, number=NUMBERS, sign=SIGNS, date=DATES, behind=TEXT)
def test_every_claim_gets_one_verdict(
    kind: str, what: str, unit: str, number: float | None, sign: str, date: str, behind: str
) -> None:
    claim = Claim(
        id="claim-1", kind=kind, what=what, value=f"{sign} {number} {unit}", entities=("p", "ca"),
        evidence=(Span(0, 1),), number=number, unit=unit, comparison=sign, date=date,
    )  # fmt: skip
    entities = (entity("p", "Ada Example"), entity("ca", "Canada", "Address", "place"))
    first, again = (
        check(reading_of(claim, entities=entities), LISTS, as_of="2021-01-11", today="2024-01-01", text=f"x{behind}")
        for _ in range(2)
    )
    assert first == again
    assert first[0].verdict in VERDICTS
    against = first[0].against
    assert against is not None
    assert against.rests_on or against.needs
    assert (first[0].what, first[0].evidence) == (claim.what, claim.evidence)
