"""What speaks for and against "this record is that person", each with both values.

In: a subject and a record group. Out: reasons, weighted by the policy. Invariants: a value that is missing on either
side says nothing; every reason names both values.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from entourage.model import Direction, Reason, RecordRef, Span
from entourage.names import country_name, distinctive_words, gender_of_person_name, name_keys, normalise, romanise
from entourage.screening.birth import compare_births
from entourage.screening.claims import fits
from entourage.screening.groups import RecordGroup, Version
from entourage.screening.office import offices, same_office
from entourage.screening.parties import plain_number
from entourage.screening.policy import policy
from entourage.screening.subject import Fact, Subject, identifier_properties

_MAX_TEXT = 160


class Rarity(msgspec.Struct, frozen=True):
    """How many parties of the list share the name.

    Attributes:
        full: records with this full name, the record itself included.
        family: parties with this family name; 0 when unknown.
        family_name: as written.
    """

    full: int
    family: int
    family_name: str


def record_ref(version: Version, field: str, value: str) -> RecordRef:
    listing = version.party.listings[0] if version.party.listings else None
    return RecordRef(
        dataset=version.snapshot.dataset,
        snapshot=version.snapshot.id,
        record_id=(listing.record_id if listing and listing.record_id else version.party.id),
        field=field,
        value=value,
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…"


def _for(feature: str, detail: str, fact: Fact, value: str, prop: str, version: Version) -> Reason:
    return _reason("for", policy().features[feature].weight, feature, detail, fact, value, prop, version)


def _against(feature: str, detail: str, fact: Fact, value: str, prop: str, version: Version) -> Reason:
    return _reason("against", policy().against[feature].weight, feature, detail, fact, value, prop, version)


def _reason(
    direction: Direction, weight: float, feature: str, detail: str, fact: Fact, value: str, prop: str, version: Version
) -> Reason:
    return Reason(
        feature=feature,
        direction=direction,
        detail=detail,
        query_value=_short(fact.text),
        record_value=_short(value),
        weight=weight,
        evidence=fact.evidence,
        record=record_ref(version, prop, _short(value)),
    )


def name_reason(group: RecordGroup, evidence: tuple[Span, ...]) -> Reason:
    """How the names agree; "against" when they differ enough for doubt."""
    hit = group.best
    version = next(v for v in group.versions if v.hit == hit)
    agrees = hit.score >= policy().thresholds.name_agrees
    exact = normalise(hit.query_name) == normalise(hit.party_name)
    how = (
        "is the record's name"
        if exact
        else "agrees with the record's name"
        if agrees
        else "is close to the record's name"
        if hit.score >= policy().thresholds.threshold
        else "is not the record's name"
    )
    weak = ", which the list itself calls a weak alias" if hit.weak else ""
    return Reason(
        feature="name",
        direction="for" if agrees else "against",
        detail=f"“{hit.query_name}” {how} “{hit.party_name}”{weak} ({hit.score:.2f} of 1).",
        query_value=hit.query_name,
        record_value=hit.party_name,
        weight=round(policy().score.name * hit.score, 4) if agrees else policy().against["name"].weight,
        evidence=evidence,
        record=record_ref(version, "name", hit.party_name),
    )


def birth_reasons(subject: Subject, group: RecordGroup) -> list[Reason]:
    """Birth dates, for or against; nothing when either side has none or they are only near."""
    values = group.values("birthDate")
    if not subject.births or not values:
        return []
    agreement = compare_births([fact.value for fact in subject.births], [value for value, _, _ in values])
    fact, (value, prop, version) = next(
        (f, v) for f in subject.births for v in values if compare_births([f.value], [v[0]]) == agreement
    )
    if agreement in {"day", "month"}:
        return [_for("birth_date", f"Both are born on {fact.value}.", fact, value, prop, version)]
    if agreement == "year":
        return [_for("birth_year", f"Both are born in {value[:4]}.", fact, value, prop, version)]
    if agreement == "near":
        detail = f"Born {fact.value} by the text, {value} by the record: day and month swapped, or one year apart."
        return [_for("birth_near", detail, fact, value, prop, version)]
    if agreement == "conflict":
        detail = f"Born {fact.value} by the text, {value} by the record."
        return [_against("birth_date", detail, fact, value, prop, version)]
    return []


def birth_place_reasons(subject: Subject, group: RecordGroup) -> list[Reason]:
    """The first place of birth that agrees; another one says nothing, because places are written in too many ways."""
    for fact in subject.birth_places:
        place = normalise(romanise(fact.value))
        for value, prop, version in group.values("birthPlace"):
            if len(place) > 3 and f" {place} " in f" {normalise(romanise(value))} ":
                return [_for("birth_place", f"Both are born in {fact.value}.", fact, value, prop, version)]
    return []


def country_reasons(subject: Subject, group: RecordGroup) -> list[Reason]:
    """Countries, for or against. A regime's country is no nationality, so a list without nationalities says little."""
    values = group.values("nationality", "country", "flag")
    if not subject.countries or not values:
        return []
    for fact in subject.countries:
        for value, prop, version in values:
            if fact.value == value:
                detail = f"Both are tied to {country_name(value)}."
                return [_for("country", detail, fact, value, prop, version)]
    if not any(prop == "nationality" for _, prop, _ in values):
        return []
    fact, (value, prop, version) = subject.countries[0], values[0]
    detail = f"{country_name(fact.value)} by the text, {country_name(value)} by the record."
    return [_against("country", detail, fact, value, prop, version)]


def gender_reasons(subject: Subject, group: RecordGroup) -> list[Reason]:
    """Gender, for or against; the record's own field, else what its name shows."""
    if subject.schema != "Person" or subject.gender is None:
        return []
    stated = [v for v in group.values("gender") if v[0] in {"male", "female"}]
    shown = gender_of_person_name(group.best.party_name)
    value, prop, version = stated[0] if stated else (shown or "", "name", group.newest)
    if not value:
        return []
    if value == subject.gender.value:
        return [_for("gender", f"Both are {value}.", subject.gender, value, prop, version)] if stated else []
    detail = f"{subject.gender.value.capitalize()} by the text, {value} by the record."
    return [_against("gender", detail, subject.gender, value, prop, version)]


def _record_texts(group: RecordGroup) -> list[tuple[str, str, Version]]:
    texts = group.values("position", "notes", "summary")
    for version in group.versions:
        texts += [(listing.reason, "reason", version) for listing in version.party.listings if listing.reason]
    return texts


def office_reasons(subject: Subject, group: RecordGroup) -> list[Reason]:
    """The first office of the text that agrees with one of the record; nothing when none does."""
    countries = subject.country_codes()
    listed = [value for value, _, _ in group.values("nationality", "country")]
    for value, prop, version in _record_texts(group):
        for other in offices(value):
            for office, fact in subject.offices:
                if same_office(office, other, countries, listed):
                    detail = f"The text's “{_short(fact.text)}” is the record's “{_short(other.text)}”."
                    return [_for("office", detail, fact, other.text, prop, version)]
    return []


def employer_reasons(subject: Subject, group: RecordGroup) -> list[Reason]:
    """The first organisation of the text that the record's own words name; nothing when none is."""
    for fact in subject.employers:
        words = [w for w in distinctive_words(fact.value) if len(w) > 3]
        keys = {name_keys(w)[0] for w in words}
        for value, prop, version in _record_texts(group) if keys else []:
            known = {key for w in normalise(value).split() for key in name_keys(w)[:1]}
            if keys <= known:
                detail = f"The record names “{fact.value}”, to which the text ties this party."
                return [_for("employer", detail, fact, value, prop, version)]
    return []


def claim_reasons(subject: Subject, group: RecordGroup, rarity: Rarity) -> list[Reason]:
    """The text's own statement that the party is on a list, where the authority fits or is not named.

    Where several records of the list have the full name, the statement does not tell which one it means.
    """
    version = group.newest
    best: list[Reason] = []
    for claim in subject.claims:
        fact = Fact(claim.text, claim.text, claim.evidence)
        fit = fits(claim, version.snapshot)
        authority = version.snapshot.authority
        if fit and rarity.full == 1:
            detail = f"The text itself says: on “{_short(claim.text)}”. The authority behind this list is {authority}."
            return [_for("text_says_listed", detail, fact, authority, "authority", version)]
        if fit is not False and not best:
            detail = f"The text itself says that the party is on a list: “{_short(claim.text)}”."
            best = [_for("text_says_some_list", detail, fact, authority, "authority", version)]
    return best


def identifier_reasons(subject: Subject, group: RecordGroup) -> list[Reason]:
    """The first official number that both have; nothing when there is none."""

    numbers = {plain_number(fact.value): fact for fact in subject.identifiers if len(plain_number(fact.value)) > 4}
    for value, prop, version in group.values(*identifier_properties()) if numbers else []:
        if plain_number(value) in numbers:
            detail = f"Both have the number {value}."
            return [_for("identifier", detail, numbers[plain_number(value)], value, prop, version)]
    return []


def rarity_reasons(subject: Subject, group: RecordGroup, rarity: Rarity) -> list[Reason]:
    """How rare the name is on this list: for when nobody else has it, against when others do."""
    if subject.schema != "Person" or not rarity.family_name:
        return []
    fact = Fact(group.best.query_name, group.best.query_name)
    family = f"{rarity.family} part{'y' if rarity.family == 1 else 'ies'} of this list"
    last = rarity.family_name
    if rarity.full > 1:
        detail = f"{rarity.full} records of this list have this full name; {family} have the family name {last}."
        return [_against("name_rarity", detail, fact, str(rarity.full), "name", group.newest)]
    if rarity.family <= 2:
        detail = f"A rare name on this list: {family} with the family name {last}, one with the full name."
        return [_for("name_rarity", detail, fact, str(rarity.full), "name", group.newest)]
    return []


def all_reasons(subject: Subject, group: RecordGroup, rarity: Rarity, mentions: tuple[Span, ...]) -> list[Reason]:
    """Everything that speaks for or against, the name first."""
    reasons = [name_reason(group, mentions)]
    for find in (
        identifier_reasons,
        birth_reasons,
        birth_place_reasons,
        office_reasons,
        employer_reasons,
        country_reasons,
    ):
        reasons += find(subject, group)
    reasons += claim_reasons(subject, group, rarity)
    return reasons + gender_reasons(subject, group) + rarity_reasons(subject, group, rarity)


def support(reasons: Sequence[Reason]) -> tuple[float, bool, bool]:
    """What reasons come to.

    Returns:
        Support points, whether a deciding feature agrees, and whether anything contradicts.
    """
    rules = policy()
    positive = [rules.features[r.feature] for r in reasons if r.direction == "for" and r.feature in rules.features]
    negative = [rules.against[r.feature] for r in reasons if r.direction == "against" and r.feature in rules.against]
    points = sum(feature.support for feature in positive)
    return points, any(f.decides for f in positive), any(a.contradicts for a in negative)


def total(name_score: float, reasons: Sequence[Reason]) -> float:
    """The score of an identification: the name's share, raised and lowered by everything else, never saturated."""
    rules = policy()
    rest = sum(r.weight for r in reasons if not (r.feature == "name" and r.direction == "for"))
    value = min(rules.score.ceiling, max(0.01, rules.score.name * name_score + rest))
    _, _, contradicted = support(reasons)
    return round(min(value, rules.score.contradicted) if contradicted else value, 3)
