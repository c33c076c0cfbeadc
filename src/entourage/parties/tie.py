"""Are two records of two lists of one party?

In: two profiles and how well their names agree. Out: :class:`Tie`: same, open or apart, with every reason for and
against. Invariants: two records are never the same by a name alone; whatever is decided can be told in words.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from rapidfuzz.fuzz import ratio, token_sort_ratio

from entourage.names import (
    country_name,
    gender_of_person_name,
    normalise,
    romanise,
    split_person_name,
)
from entourage.parties.inner_names import one_inside, plain, without_brackets
from entourage.parties.profile import Profile
from entourage.screening import score as pair_score
from entourage.screening.birth import Births, compare_births
from entourage.screening.parties import comparable

Word = Literal["same", "open", "apart"]
_DATA = Path(__file__).with_name("ties.toml")


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """What is held of two records.

    Attributes:
        left, right: keys of the records.
        word: ``same``, ``open`` (may be, nothing decides) or ``apart``.
        score: of their best pair of names, 0 to 1.
        names: that pair.
        reasons: in words, for and against.
        decided_by: who decided it, where a person did.
    """

    left: str
    right: str
    word: Word
    score: float
    names: tuple[str, str]
    reasons: tuple[str, ...]
    decided_by: str = ""


class _Person(msgspec.Struct, frozen=True):
    with_number: float
    with_day: float
    with_year: float
    with_near: float
    with_field: float
    full_names: float
    family: float
    against_birth: float
    worth_a_look: float


class _Organisation(msgspec.Struct, frozen=True):
    with_number: float
    with_field: float
    sure: float
    letters: float
    without_field: float
    worth_a_look: float


class Rules(msgspec.Struct, frozen=True):
    """What ``ties.toml`` holds."""

    person: _Person
    organisation: _Organisation


@cache
def rules() -> Rules:
    """The table of thresholds."""
    return msgspec.convert(tomllib.loads(_DATA.read_text(encoding="utf-8")), Rules)


def tie(left: Profile, right: Profile, score: float, names: tuple[str, str], *, alone: bool) -> Tie:
    """What is held of two records.

    Args:
        left, right: of two lists.
        score: of their best pair of names.
        names: that pair, left and right.
        alone: whether nobody else on the right has a name that is as near.
    """
    reasons = [f"“{names[0]}” and “{names[1]}” agree ({score:.2f} of 1)."]
    if not comparable(left.party.schema, right.party.schema):
        reasons.append(f"One is a {left.party.schema}, the other a {right.party.schema}.")
        return _tie(left, right, "apart", score, names, reasons)
    number = next(iter(sorted(left.numbers & right.numbers)), "")
    if number:
        reasons.append(f"Both have the official number {number}.")
    about = left.fields & right.fields
    if about:
        reasons.append(f"Both are listed in measures on {_about(about)}.")
    if "Person" in (left.party.schema, right.party.schema):
        word = _persons(left, right, score, names, bool(number), bool(about), alone, reasons)
    else:
        word = _organisations(left, right, score, names, bool(number), bool(about), alone, reasons)
    return _tie(left, right, word, score, names, reasons)


def _tie(left: Profile, right: Profile, word: Word, score: float, names: tuple[str, str], reasons: list[str]) -> Tie:
    return Tie(left=left.key, right=right.key, word=word, score=score, names=names, reasons=tuple(reasons))


def _about(fields: frozenset[str]) -> str:
    return " and ".join(sorted(country_name(field) or field for field in fields))


def _persons(
    left: Profile,
    right: Profile,
    score: float,
    names: tuple[str, str],
    number: bool,
    about: bool,
    alone: bool,
    reasons: list[str],
) -> Word:
    limit = rules().person
    births = compare_births(left.births, right.births)
    reasons += _birth_words(left, right, births)
    if _genders_differ(left, right, names):
        reasons.append("One is a man, the other a woman.")
        return "apart"
    needed: dict[Births, float] = {
        "day": limit.with_day,
        "month": limit.with_year,
        "year": limit.with_year,
        "near": limit.with_near if about else 2.0,
        "conflict": limit.against_birth if about and _words(names) > 2 else 2.0,
        "unknown": limit.with_field if about and _words(names) > 1 else 2.0,
    }
    least = limit.with_number if number else needed[births]
    if births in ("unknown", "conflict") and not number and not alone:
        reasons.append("Others have a name as near.")
        return "open"
    if births == "unknown" and not number and score >= least and not _full_names_agree(left, right, names):
        reasons.append("Their full names do not agree.")
        return "open"
    if score >= least:
        return "same"
    if not number and (births == "conflict" or score < limit.worth_a_look):
        return "apart"
    return "open"


def _birth_words(left: Profile, right: Profile, births: Births) -> list[str]:
    if births == "unknown":
        return []
    one, other = " or ".join(left.births[:3]), " or ".join(right.births[:3])
    if births in ("day", "month", "year"):
        return [f"The same {births} of birth ({one}; {other})."]
    return [f"Born {one}; born {other}: {'one slip apart' if births == 'near' else 'they differ'}."]


def _genders_differ(left: Profile, right: Profile, names: tuple[str, str]) -> bool:
    one = set(left.genders) or {gender_of_person_name(names[0]) or ""}
    other = set(right.genders) or {gender_of_person_name(names[1]) or ""}
    both = {"male", "female"}
    return bool(one & both and other & both and not one & other)


def _full_names_agree(left: Profile, right: Profile, names: tuple[str, str]) -> bool:
    """Whether the names with a patronymic agree where both have one, and the family names in any case."""
    limit = rules().person
    full = [[name for name in one.names if _words((name, name)) > 2] for one in (left, right)]
    scores = [pair_score("Person", a, b) for a in full[0][:6] for b in full[1][:6]]
    if scores and max(scores) < limit.full_names:
        return False
    one, other = (split_person_name(without_brackets(name)).family for name in names)
    return not one or not other or ratio(romanise(one).casefold(), romanise(other).casefold()) >= limit.family


def _words(names: tuple[str, str]) -> int:
    """Words of the shorter name."""
    return min(len([word for word in normalise(name).split() if len(word) > 1]) for name in names)


def _organisations(
    left: Profile,
    right: Profile,
    score: float,
    names: tuple[str, str],
    number: bool,
    about: bool,
    alone: bool,
    reasons: list[str],
) -> Word:
    limit = rules().organisation
    countries = left.countries & right.countries
    if countries:
        reasons.append(f"Both are tied to {_about(countries)}.")
    if number and score >= limit.with_number:
        return "same"
    inside = one_inside(*names)
    if not number and score < limit.worth_a_look and not (inside and (about or countries)):
        return "apart"
    if inside:
        reasons.append("One name stands in the other.")
    if not alone:
        reasons.append("Others have a name as near.")
        return "open"
    near = score >= (limit.with_field if about or countries else limit.without_field)
    near = (near and (score >= limit.sure or token_sort_ratio(*map(plain, names)) >= limit.letters)) or (
        inside and about
    )
    return "same" if near and (about or countries or _words(names) > 1) else "open"
