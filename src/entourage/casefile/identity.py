"""By what the parties of a case are told apart and put together: blocks, names as keys, profiles.

In: entities, each of one document. Out: the block of each, its name in parts, and its profile. Invariants: entities of
different blocks are one party only where a person says so or a document writes the short form beside the full one;
entities of one profile are never told apart by a machine, so that a case is clustered over its few profiles and not
over its many entities.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

import msgspec

from entourage.names import (
    country_code,
    gender_of_person_name,
    is_initial,
    name_key,
    normalise,
    romanise,
    same_given_name,
    split_person_name,
    strip_legal_form,
    suffixes,
)

ORGANIZATIONS = frozenset({"Organization", "Company", "PublicBody", "LegalEntity"})


class CaseEntity(msgspec.Struct, frozen=True, kw_only=True):
    """What identity is judged by.

    Attributes:
        key: of the entity in the whole case.
        document: id of its document.
        schema, kind, name, aliases, gender: as read.
        full_name: of an organisation whose name is a part of the full one beside it ("the Post", "Washington Post").
        beside: comparison keys of the organisations and full-named people of the same document that it is tied to,
            and of its roles' words.
    """

    key: str
    document: str
    schema: str
    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    gender: str = ""
    birth: str = ""
    country: str = ""
    full_name: str = ""
    beside: tuple[str, ...] = ()


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of entity keys that a person joined or kept apart."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Entities that no rule tells apart.

    Attributes:
        id: of the profile.
        gender, birth: "" where nothing is known; the year of birth.
        copy: 1 for the second entity of one document that would have the same profile, and so on.
        weak: a name of one word or with an initial for the given name; such a profile is of one entity.
        own: the entity's key where the profile is of one entity: a weak one, or one that a person decided on.
        decided: whether a person decided anything on that entity.
        documents: number of its entities.
        first_key: the smallest key of its entities.
        party: id of the party that it belongs to now; "" for a new one.
    """

    id: str
    block: str
    schema: str
    name: str
    gender: str = ""
    birth: str = ""
    copy: int = 0
    weak: bool = False
    own: str = ""
    decided: bool = False
    documents: int = 1
    first_key: str = ""
    party: str = ""


def organization_block(key: str) -> str:
    """The block of an organisation's key: "Real Clear Politics" is RealClearPolitics."""
    return f"organization:{key.replace(' ', '')}"


def block_of(schema: str, kind: str, name: str) -> str:
    """The block of an entity: entities of different blocks are one party only where a person says so.

    >>> block_of("Person", "", "Sergei Lavrov") == block_of("Person", "", "Лавров")
    True
    """
    if schema == "Person":
        return f"person:{person_name(name).family.rpartition(' ')[2] or normalise(name)}"
    if schema == "Address" or kind == "place":
        return f"place:{country_code(name) or normalise(romanise(name))}"
    if schema in ORGANIZATIONS:
        return organization_block(organization_key(name))
    return f"{schema.lower()}:{normalise(romanise(name))}"


@lru_cache(maxsize=100_000)
def organization_key(name: str) -> str:
    """An organisation's name for comparison: romanised, without article and legal form, letters with points as one
    word, a country in front by its code, the full name for a short one that everybody knows.

    >>> organization_key("The U.S. Supreme Court") == organization_key("United States Supreme Court")
    True
    >>> organization_key("F.B.I.")
    'federal bureau of investigation'
    """
    key = _bare_key(name)
    return _well_known().get(key, key)


def _bare_key(name: str) -> str:
    words = list[str]()
    spelled = False
    for word in normalise(romanise(strip_legal_form(name)[0] or name)).split():
        if len(word) == 1 and spelled:
            words[-1] += word
        else:
            words.append(word)
        spelled = len(word) == 1
    if len(words) > 1 and words[0] == "the":
        del words[0]
    for number in range(min(4, len(words) - 1), 0, -1):
        code = country_code(" ".join(words[:number])) if sum(map(len, words[:number])) > 1 else None
        if code:
            return " ".join([code.lower(), *words[number:]])
    return " ".join(words)


@cache
def _well_known() -> dict[str, str]:
    text = resources.files("entourage.casefile").joinpath("data/short_names.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {_bare_key(row["short"]): _bare_key(row["full"]) for row in rows}


class PersonName(msgspec.Struct, frozen=True, order=True):
    """A person's name as comparison keys: "Vladimir O. Potanin Jr." is given "vladimir", middle "o", family "potanin",
    suffix "jr"."""

    family: str
    given: str = ""
    middle: tuple[str, ...] = ()
    suffix: str = ""


@lru_cache(maxsize=100_000)
def person_name(name: str) -> PersonName:
    """A name in its parts; a name of one word is a family name."""
    parts = split_person_name(name)
    given = [key for word in parts.given.split() if (key := name_key(word))]
    middle = [*given[1:], *(key for word in parts.patronymic.split() if (key := name_key(word)))]
    suffix = next((normalise(word) for word in parts.rest if normalise(word) in suffixes()), "")
    rest = [word for word in parts.rest if normalise(word) not in suffixes()]
    family = " ".join(key for word in (parts.family.split() or rest[-1:]) if (key := name_key(word)))
    return PersonName(family, given[0] if given else "", tuple(middle), suffix)


def names_agree(a: PersonName, b: PersonName) -> bool:
    """Whether two names with a given name can be of one person."""
    if a.family != b.family or (a.suffix and b.suffix and a.suffix != b.suffix):
        return False
    if a.given != b.given and not same_given_name(a.given, b.given):
        short, long = sorted((a.given, b.given), key=len)
        if not (len(short) == 1 and long.startswith(short)):
            return False
    return all(x[0] == y[0] for x, y in zip(a.middle, b.middle, strict=False))


@lru_cache(maxsize=100_000)
def _gender(name: str) -> str:
    return gender_of_person_name(name) or ""


def profile_of(entity: CaseEntity, *, copy: int = 0, decided: bool = False) -> Profile:
    """The profile of an entity, as one of it alone.

    Args:
        copy: how many entities of the same document with a smaller key have the same profile otherwise.
        decided: whether a person decided anything about the entity.
    """
    block, weak, gender = block_of(entity.schema, entity.kind, entity.full_name or entity.name), False, ""
    if entity.schema == "Person":
        name = person_name(entity.name)
        weak = not name.given or is_initial(name.given)
        # What the name tells counts for more than one document's pronouns.
        gender = entity.gender if weak else _gender(entity.name) or entity.gender
    own = entity.key if weak or decided else ""
    birth = entity.birth[:4] if block.startswith("person:") else ""
    parts = (block, entity.schema, entity.name, gender, birth, str(copy), own)
    return Profile(
        id=hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20], block=block, schema=entity.schema,
        name=entity.name, gender=gender, birth=birth, copy=copy, weak=weak, own=own, decided=decided,
        first_key=entity.key,
    )  # fmt: skip


def short_forms(entity: CaseEntity) -> tuple[tuple[str, str], ...]:
    """(block of the short name, block of the full name) where the document gives an organisation both.

    Short names are initials of the full one ("Federal Bureau of Investigation (FBI)") and its first words or last
    words, two at least ("Goldman Sachs", "The Goldman Sachs Group").
    """
    if entity.schema not in ORGANIZATIONS:
        return ()
    found = set()
    for alias in entity.aliases:
        for short, full in ((alias, entity.name), (entity.name, alias)):
            one, other = organization_key(short), organization_key(full)
            if one and one != other and _shortens(one, other):
                found.add((organization_block(one), organization_block(other)))
    return tuple(sorted(found))


def full_names(names: Mapping[str, str]) -> dict[str, str]:
    """Names of one document's organisations that are plainly part of one other name there.

    Args:
        names: name to its schema.

    Returns:
        Short to full name: the last words of exactly one ("the Post" beside the Washington Post), never those of an
        authority ("Senate" is no short form of "Missouri Senate"); or what stands before "Department".
    """
    words = {name: organization_key(name).split() for name in names}
    found = {}
    for short, part in words.items():
        fuller = {
            name for name, whole in words.items()
            if part and (
                (whole[-len(part):] == part and len(whole) > len(part) and names[short] != "PublicBody"
                 and names[name] != "PublicBody")
                or whole == [*part, "department"]
            )
        }  # fmt: skip
        if len({" ".join(words[name]) for name in fuller}) == 1:
            found[short] = min(fuller)
    return found


def _shortens(short: str, full: str) -> bool:
    words = full.split()
    if len(words) < 2:
        return False
    initials = "".join(word[0] for word in words)
    bare = "".join(word[0] for word in words if word not in {"of", "the", "and", "for", "in", "on", "to", "de"})
    if " " not in short:
        return len(short) >= 2 and short in {initials, bare}
    return full.startswith(f"{short} ") or full.endswith(f" {short}")


def party_name(names: Mapping[str, int]) -> str:
    """What a party is called: the fullest of its usual names.

    Args:
        names: name to the number of documents that use it.
    """
    if not names:
        return ""
    most = max(names.values())
    usual = [name for name, count in names.items() if count * 4 >= most]
    return max(usual, key=lambda name: (len(name.split()) > 1, names[name], len(name), name))
