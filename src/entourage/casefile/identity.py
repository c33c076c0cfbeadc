"""Which entities of many documents are one party.

In: entities, each of one document, and what people decided. Out: groups of entity keys. Invariants: the result depends
on the set of entities and decisions alone, never on their order; what a person decided is never undone by a rule; a
name of one word is joined only where the case leaves no choice; only entities of one block are ever compared, so that
a new document costs what its own blocks cost.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

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
# A surname alone goes to the bearer whom this share of the documents that name one of that surname in full speak of.
_DOMINANT = 0.9


class CaseEntity(msgspec.Struct, frozen=True, kw_only=True):
    """What identity is judged by.

    Attributes:
        key: of the entity in the whole case.
        document: id of its document.
        schema, kind, name, aliases, gender: as read.
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
    beside: tuple[str, ...] = ()


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of entity keys that a person joined or kept apart."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()


def block_of(schema: str, kind: str, name: str) -> str:
    """The block of an entity: entities of different blocks are one party only where a person says so.

    >>> block_of("Person", "", "Sergei Lavrov") == block_of("Person", "", "Лавров")
    True
    """
    if schema == "Person":
        return f"person:{_name(name).family.rpartition(' ')[2] or normalise(name)}"
    if schema == "Address" or kind == "place":
        return f"place:{country_code(name) or normalise(romanise(name))}"
    if schema in ORGANIZATIONS:
        return f"organization:{organization_key(name)}"
    return f"{schema.lower()}:{normalise(romanise(name))}"


def organization_key(name: str) -> str:
    """An organisation's name for comparison: romanised, without article and legal form."""
    bare = normalise(romanise(strip_legal_form(name)[0] or name))
    return bare.removeprefix("the ") or bare


class _Name(msgspec.Struct, frozen=True, order=True):
    """A person's name as comparison keys: "Vladimir O. Potanin" is given "vladimir", middle "o", family "potanin"."""

    family: str
    given: str = ""
    middle: tuple[str, ...] = ()


@lru_cache(maxsize=100_000)
def _name(name: str) -> _Name:
    parts = split_person_name(name)
    given = [key for word in parts.given.split() if (key := name_key(word))]
    middle = [*given[1:], *(key for word in parts.patronymic.split() if (key := name_key(word)))]
    rest = [word for word in parts.rest if normalise(word) not in suffixes()]
    family = " ".join(key for word in (parts.family.split() or rest[-1:]) if (key := name_key(word)))
    return _Name(family, given[0] if given else "", tuple(middle))


def groups(entities: Iterable[CaseEntity], decided: Decided | None = None) -> list[tuple[str, ...]]:
    """The entities put together into parties.

    Args:
        entities: of whole blocks; their order does not matter.
        decided: what people said; nothing by default. Pairs with a key that is not among ``entities`` are left out.

    Returns:
        One tuple of sorted keys a party, in order of their first key; empty for no entities.
    """
    decided = decided or Decided()
    ordered = sorted(entities, key=lambda one: one.key)
    union = _Union([one.key for one in ordered], decided)
    blocks: dict[str, list[CaseEntity]] = {}
    for entity in ordered:
        blocks.setdefault(block_of(entity.schema, entity.kind, entity.name), []).append(entity)
    for name in sorted(blocks):
        if name.startswith("person:"):
            _join_people(blocks[name], union)
        else:
            for one, other in itertools.pairwise(blocks[name]):
                union.join(one.key, other.key)
    return union.groups()


def _join_people(block: Sequence[CaseEntity], union: _Union) -> None:
    """Full names first, those with the fullest names first; then names of one word."""
    full = [one for one in block if _name(one.name).given]
    by_name: dict[_Name, list[CaseEntity]] = {}
    for one in full:
        by_name.setdefault(_name(one.name), []).append(one)
    names = sorted(by_name, key=lambda name: (-len(name.middle), name))
    for name in names:
        _join_namesakes(by_name[name], by_name[name], union, sure=not is_initial(name.given))
    for a, b in itertools.combinations(names, 2):
        if a.family == b.family and _given_agree(a, b):
            _join_namesakes(by_name[a], by_name[b], union, sure=not (is_initial(a.given) or is_initial(b.given)))
    _join_single([one for one in block if not _name(one.name).given], full, union)


# Of very many bearers of one name each is compared with these first ones only: a block costs its size.
_COMPARED = 30


def _join_namesakes(some: list[CaseEntity], others: list[CaseEntity], union: _Union, *, sure: bool) -> None:
    """Join what does not contradict; names with an initial need something else in common."""
    for one in some[:_COMPARED]:
        apart = [other for other in others if union.find(other.key) != union.find(one.key)]
        if not apart and some is others:
            return
        for other in apart:
            if not _contradict(one, other) and (sure or set(one.beside) & set(other.beside)):
                union.join(one.key, other.key)


@lru_cache(maxsize=100_000)
def _gender(name: str) -> str | None:
    return gender_of_person_name(name)


def _given_agree(a: _Name, b: _Name) -> bool:
    if a.given != b.given and not same_given_name(a.given, b.given):
        short, long = sorted((a.given, b.given), key=len)
        if not (len(short) == 1 and long.startswith(short)):
            return False
    return all(x[0] == y[0] for x, y in zip(a.middle, b.middle, strict=False))


def _contradict(one: CaseEntity, other: CaseEntity) -> bool:
    """Two full names that cannot be one person: another gender or year of birth, or two people of one document."""
    if one.document == other.document:
        return True
    if one.birth and other.birth and one.birth[:4] != other.birth[:4]:
        return True
    genders = {one.gender or _gender(one.name), other.gender or _gender(other.name)}
    return {"male", "female"} <= genders


def _join_single(single: list[CaseEntity], full: list[CaseEntity], union: _Union) -> None:
    """ "Ms. Example" of another document goes to the one Example of the case whom her gender fits."""
    documents = Counter(union.find(one.key) for one in full)
    first_of = {union.find(one.key): one for one in reversed(full)}
    for one in single:
        fitting = {
            root: count for root, count in documents.items()
            if not one.gender or _gender_of(root, full, union) in {"", one.gender}
        }  # fmt: skip
        beside = {
            root for root in fitting
            if any(set(one.beside) & set(other.beside) for other in full if union.find(other.key) == root)
        }  # fmt: skip
        total = sum(fitting.values())
        best = next(iter(beside)) if len(beside) == 1 else max(fitting, key=lambda r: (fitting[r], r), default="")
        sure = best and (len(fitting) == 1 or len(beside) == 1 or fitting[best] >= _DOMINANT * total)
        if sure and not any(other.document == one.document and union.find(other.key) == best for other in full):
            union.join(one.key, first_of[best].key)
    by_gender: dict[str, list[CaseEntity]] = {}
    if not full:  # a case that knows the surname alone
        for one in single:
            by_gender.setdefault(one.gender, []).append(one)
        for alike in by_gender.values():
            _join_namesakes(alike, alike, union, sure=False)


def _gender_of(root: str, full: list[CaseEntity], union: _Union) -> str:
    return next((one.gender for one in full if one.gender and union.find(one.key) == root), "")


class _Union:
    """Groups of keys; joins that a person forbade are refused."""

    def __init__(self, keys: list[str], decided: Decided) -> None:
        self._parent = {key: key for key in keys}
        self._members = {key: {key} for key in keys}
        self._apart: dict[str, set[str]] = {}
        for left, right in decided.different:
            if left in self._parent and right in self._parent:
                self._apart.setdefault(left, set()).add(right)
                self._apart.setdefault(right, set()).add(left)
        for left, right in sorted(decided.same):
            if left in self._parent and right in self._parent:
                self.join(left, right)

    def find(self, key: str) -> str:
        """The group's representative: its smallest key."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: str, other: str) -> bool:
        a, b = sorted((self.find(one), self.find(other)))
        if a == b:
            return True
        if any(self._apart.get(member, set()) & self._members[b] for member in self._members[a]):
            return False
        self._parent[b] = a
        self._members[a] |= self._members.pop(b)
        return True

    def groups(self) -> list[tuple[str, ...]]:
        return [tuple(sorted(self._members[root])) for root in sorted(self._members)]


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
