"""The one who is looked for: what a text says of an entity, as far as screening can use it.

In: an entity and its reading. Out: :class:`Subject`. Invariant: everything in it has spans of the text where
the text is its source.
"""

from __future__ import annotations

import msgspec

from entourage.model import Entity, Reading, Span
from entourage.names import (
    country_code,
    demonym_countries,
    distinctive_words,
    gender_of_person_name,
    is_acronym,
    normalise,
    strip_titles,
)
from entourage.screening.claims import ListedClaim, listed_claims
from entourage.screening.office import Office, offices
from entourage.screening.pair import SCREENED
from entourage.screening.parties import IDENTIFIERS
from entourage.screening.person_words import person_name

_KINDS_NOT_SCREENED = frozenset({"government", "list", "place", "group", "team", "article", "work", "event"})
_OFFICE_TIES = frozenset({"Directorship", "Membership", "Employment", "Occupancy", "Representation", "Ownership"})
_LONGEST_ALIAS_ACRONYM = 5


class Fact(msgspec.Struct, frozen=True):
    """A value that the text gives, and where."""

    value: str
    text: str
    evidence: tuple[Span, ...] = ()


class Subject(msgspec.Struct, frozen=True):
    """What a text says of one entity.

    Attributes:
        names: to be screened, the fullest first; empty when only a bare family name is known.
        offices: what it is or was, in offices.
        employers: names of organisations it belongs to.
        claims: what the text says of it being listed.
    """

    id: str
    schema: str
    names: tuple[str, ...]
    bare: bool
    births: tuple[Fact, ...]
    birth_places: tuple[Fact, ...]
    countries: tuple[Fact, ...]
    gender: Fact | None
    identifiers: tuple[Fact, ...]
    offices: tuple[tuple[Office, Fact], ...]
    employers: tuple[Fact, ...]
    claims: tuple[ListedClaim, ...]

    def country_codes(self) -> frozenset[str]:
        """Codes of the countries that the text ties it to."""
        return frozenset(fact.value for fact in self.countries)


def screenable(entity: Entity) -> bool:
    """Whether an entity is screened at all: persons and organisations, not governments, places, groups or lists."""
    return entity.schema in SCREENED and entity.kind not in _KINDS_NOT_SCREENED


def _mentions(entity: Entity) -> tuple[Span, ...]:
    return tuple(m.span for m in entity.mentions if m.kind == "name")[:1]


def _person_names(entity: Entity) -> tuple[str, ...]:
    bare = [strip_titles(name)[0] for name in (entity.name, *entity.aliases)]
    full = [name for name in bare if sum(not w.initial for w in person_name(name).words) > 1 or _with_initial(name)]
    return tuple(dict.fromkeys(full))


def _with_initial(name: str) -> bool:
    words = person_name(name).words
    return len(words) > 1 and any(not w.initial for w in words)


def _organisation_names(entity: Entity) -> tuple[str, ...]:
    names = [entity.name]
    for alias in entity.aliases:
        short = is_acronym(alias) and len(alias) <= _LONGEST_ALIAS_ACRONYM
        if not short and distinctive_words(alias) and len(normalise(alias)) > 3:
            names.append(alias)
    return tuple(dict.fromkeys(name for name in names if normalise(name)))


def _countries(entity: Entity) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for prop in ("nationality", "country", "jurisdiction", "flag"):
        for value in entity.properties.get(prop, ()):
            code = country_code(value)
            if code:
                found.setdefault(code, Fact(code, value, _mentions(entity)))
    for role in entity.roles:
        for word in normalise(role.text).split():
            code = demonym_countries().get(word)
            if code and role.status != "negated":
                found.setdefault(code, Fact(code, role.text, role.evidence))
    return tuple(found.values())


def _gender(entity: Entity) -> Fact | None:
    stated = next((v for v in entity.properties.get("gender", ()) if v in {"male", "female"}), None)
    by_name = gender_of_person_name(entity.name) if entity.schema == "Person" else None
    if by_name:
        return Fact(by_name, entity.name, _mentions(entity))
    return Fact(stated, stated, _mentions(entity)) if stated else None


def _held(entity: Entity, reading: Reading) -> tuple[list[Fact], list[Fact]]:
    """Roles and positions as written, and the organisations where they are held."""
    by_id = {other.id: other for other in reading.entities}
    roles: list[Fact] = [Fact(text, text, _mentions(entity)) for text in entity.properties.get("position", ())]
    employers: list[Fact] = []

    def add(text: str, organisation: str, evidence: tuple[Span, ...]) -> None:
        other = by_id.get(organisation)
        name = other.name if other and other.id != entity.id and other.kind not in {"list", "article"} else ""
        roles.append(Fact(text, text, evidence))
        if name:
            roles.append(Fact(f"{text} of {name}".strip(), text or name, evidence))
            if other and other.kind != "government":
                employers.append(Fact(name, name, evidence))

    for role in entity.roles:
        if role.status != "negated":
            add(role.text, role.organization, role.evidence)
    for tie in reading.ties:
        if tie.subject == entity.id and tie.schema in _OFFICE_TIES and tie.status != "negated":
            add(tie.role, tie.object, tie.evidence)
    return [fact for fact in roles if fact.value], employers


def subject_of(entity: Entity, reading: Reading) -> Subject:
    """What screening can use of an entity.

    Args:
        entity: of the reading; should be :func:`screenable`.
        reading: gives ties and other parties' names.
    """
    person = entity.schema == "Person"
    names = _person_names(entity) if person else _organisation_names(entity)
    roles, employers = _held(entity, reading)
    return Subject(
        id=entity.id,
        schema=entity.schema,
        names=names,
        bare=not names,
        births=tuple(Fact(v, v, _mentions(entity)) for v in entity.properties.get("birthDate", ())),
        birth_places=tuple(Fact(v, v, _mentions(entity)) for v in entity.properties.get("birthPlace", ())),
        countries=_countries(entity),
        gender=_gender(entity),
        identifiers=tuple(Fact(v, v, _mentions(entity)) for p in IDENTIFIERS for v in entity.properties.get(p, ())),
        offices=tuple((office, fact) for fact in roles for office in offices(fact.value)),
        employers=tuple(employers),
        claims=listed_claims(entity, reading),
    )


def identifier_properties() -> tuple[str, ...]:
    """FollowTheMoney properties that hold official numbers."""
    return IDENTIFIERS
