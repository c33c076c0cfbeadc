"""Which profiles are one party.

In: the profiles of whole blocks, what stands in one document with what, what people decided. Out: groups of profiles.
Invariants: the result depends on what is given alone, never on its order; what a person decided is never undone by a
rule; a name of one word is joined only where the case leaves no choice; and never hides in a chain: a weak profile is
joined to strong ones and, where a block has no strong one, to weak ones of the same name.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from entourage.casefile.identity import Decided, PersonName, Profile, names_agree, person_name

# A surname alone goes to the bearer whom this share of the documents that name one of that surname in full speak of.
DOMINANT = 0.9
# Two names of one person stand side by side in few of its documents, by a reader's mistake; two people's in many.
_TOGETHER = 0.2


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What is known beside the profiles themselves.

    Attributes:
        together: pairs of profile ids (the smaller first) to the number of documents that name both.
        words: by profile id of a weak profile, and of strong ones that share one with it: what stands beside it.
        company: by id of a weak profile: the profiles of its block that its document names as well.
        bridges: pairs of blocks that are one organisation by its short and its full name.
        decided: by people, as profile ids.
    """

    together: Mapping[tuple[str, str], int] = {}
    words: Mapping[str, AbstractSet[str]] = {}
    company: Mapping[str, AbstractSet[str]] = {}
    bridges: AbstractSet[tuple[str, str]] = frozenset()
    decided: Decided = Decided()


def put_together(profiles: Iterable[Profile], around: Surroundings) -> list[tuple[str, ...]]:
    """Profiles as parties.

    Args:
        profiles: all strong ones of whole blocks; of the weak ones, those that are to be judged.
        around: see :class:`Surroundings`.

    Returns:
        Sorted ids, one tuple a party, in order of their first id.
    """
    ordered = sorted(profiles, key=lambda one: (one.first_key, one.id))
    union = _Union(ordered, around)
    blocks: dict[str, list[Profile]] = {}
    for one in ordered:
        blocks.setdefault(one.block, []).append(one)
    strong_of = {name: [one for one in blocks[name] if not one.weak] for name in sorted(blocks)}
    for name, strong in strong_of.items():
        if name.startswith("person:"):
            _join_people(strong, union)
        else:
            for one, other in itertools.pairwise(strong):
                union.join(one.id, other.id)
    for left, right in sorted(around.bridges):
        if strong_of.get(left) and strong_of.get(right):
            union.join(strong_of[left][0].id, strong_of[right][0].id)
    union.join_what_people_joined()
    for name, strong in strong_of.items():
        weak = [one for one in blocks[name] if one.weak]
        if strong:
            _join_weak(weak, strong, union, around)
        else:
            _join_nameless(weak, union, around)
    return union.groups()


def defaults(parties: Iterable[Sequence[Profile]]) -> dict[tuple[str, str], frozenset[str]]:
    """By block and gender: the strong profiles of the party that a name of one word goes to; without those blocks
    where the case leaves a choice."""
    blocks: dict[str, list[list[Profile]]] = {}
    for party in parties:
        for block in {one.block for one in party if not one.weak}:
            blocks.setdefault(block, []).append([one for one in party if one.block == block and not one.weak])
    out = {}
    for block, some in blocks.items():
        for gender in ("", "female", "male"):
            best = _default(some, gender)
            if best is not None:
                out[block, gender] = frozenset(one.id for one in best)
    return out


def _default(parties: Sequence[Sequence[Profile]], gender: str) -> Sequence[Profile] | None:
    fitting = [(sum(one.documents for one in party), party) for party in parties if _fits(party, gender)]
    if not fitting:
        return None
    count, best = max(fitting, key=lambda pair: (pair[0], min(one.first_key for one in pair[1])))
    return best if count >= DOMINANT * sum(number for number, _ in fitting) else None


def _fits(party: Sequence[Profile], gender: str) -> bool:
    return not gender or all(one.gender in {"", gender} for one in party)


def _join_people(strong: Sequence[Profile], union: _Union) -> None:
    """The surest pairs first: the same name, then the same name with a suffix or middle names left out, then
    spellings and nicknames; within those, of most documents first."""
    named = [(person_name(one.name), one) for one in strong]
    pairs = []
    for (a, one), (b, other) in itertools.combinations(named, 2):
        if names_agree(a, b):
            rank = 0 if a == b else 1 if a.given == b.given and a.suffix == b.suffix else 2
            pairs.append((rank, -one.documents - other.documents, one.id, other.id))
    for _, _, left, right in sorted(pairs):
        union.join(left, right)


def _join_weak(weak: Sequence[Profile], strong: Sequence[Profile], union: _Union, around: Surroundings) -> None:
    """ "Ms. Example" of another document goes to the one Example of the case whom her gender fits; "A. Example" to the
    one whose given name fits and who shares something else."""
    by_party: dict[str, list[Profile]] = {}
    for one in strong:
        by_party.setdefault(union.find(one.id), []).append(one)
    strong_root = {one.id: root for root, party in by_party.items() for one in party}
    words: dict[str, set[str]] = {
        root: set().union(*(around.words.get(one.id, ()) for one in party)) for root, party in by_party.items()
    }
    default = {gender: _default(list(by_party.values()), gender) for gender in ("", "female", "male")}
    for one in weak:
        if any(union.find(one.id) == root for root in by_party):  # a person said so
            continue
        name, near = person_name(one.name), around.words.get(one.id, frozenset[str]())
        fitting = {
            root for root, party in by_party.items()
            if _fits(party, one.gender) and (not name.given or any(_agrees(name, other) for other in party))
        }  # fmt: skip
        sharing = {root for root in fitting if near & words[root]}
        best = default.get(one.gender) if not name.given else None
        if len(sharing) == 1:
            target = sharing.pop()
        elif best is not None:
            target = strong_root[best[0].id]
        else:
            continue
        if not any(strong_root.get(other) == target for other in around.company.get(one.id, ())):
            union.join(target, one.id)


def _agrees(name: PersonName, other: Profile) -> bool:
    return names_agree(name, person_name(other.name))


def _join_nameless(weak: Sequence[Profile], union: _Union, around: Surroundings) -> None:
    """A case that knows the surname (and an initial) alone: those with something else in common."""
    alike: dict[tuple[PersonName, str, str], list[Profile]] = {}
    for one in weak:
        for word in around.words.get(one.id, ()):
            alike.setdefault((person_name(one.name), one.gender, word), []).append(one)
    for key in sorted(alike):
        for one, other in itertools.pairwise(alike[key]):
            if other.id not in around.company.get(one.id, ()):
                union.join(one.id, other.id)


class _Union:
    """Groups of profiles; what a person forbade and what contradicts itself is refused, unless a person joined it."""

    def __init__(self, profiles: Sequence[Profile], around: Surroundings) -> None:
        self._parent = {one.id: one.id for one in profiles}
        self._members = {one.id: [one] for one in profiles}
        self._apart: dict[str, set[str]] = {}
        self._conflicts: dict[str, set[str]] = {}
        size = {one.id: one.documents for one in profiles}
        suffix = {one.id: person_name(one.name).suffix for one in profiles if one.schema == "Person"}
        for (left, right), number in around.together.items():
            if left in size and right in size:
                differ = suffix.get(left) != suffix.get(right)
                if differ or number >= _TOGETHER * min(size[left], size[right]):
                    self._conflicts.setdefault(left, set()).add(right)
                    self._conflicts.setdefault(right, set()).add(left)
        for left, right in around.decided.different:
            if left in size and right in size:
                self._apart.setdefault(left, set()).add(right)
                self._apart.setdefault(right, set()).add(left)
        self._said = [pair for pair in sorted(around.decided.same) if pair[0] in size and pair[1] in size]

    def join_what_people_joined(self) -> None:
        """After the rules for full names: two parties become one with all that is theirs, whatever contradicts."""
        for left, right in self._said:
            self.join(left, right, by_person=True)

    def find(self, key: str) -> str:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: str, other: str, *, by_person: bool = False) -> bool:
        a, b = sorted((self.find(one), self.find(other)))
        if a == b:
            return True
        left, right = sorted((self._members[a], self._members[b]), key=len)
        ids = {profile.id for profile in right}
        if any(not ids.isdisjoint(self._apart.get(profile.id, ())) for profile in left):
            return False
        if not by_person and self._contradict(left, right, ids):
            return False
        self._parent[b] = a
        self._members[a] += self._members.pop(b)
        return True

    def _contradict(self, left: Sequence[Profile], right: Sequence[Profile], ids: set[str]) -> bool:
        """Two names that cannot be of one person: another gender or year of birth, or two people of one document."""
        if left[0].schema != "Person":
            return False
        if any(not ids.isdisjoint(self._conflicts.get(profile.id, ())) for profile in left):
            return True
        births = ({one.birth for one in side} - {""} for side in (left, right))
        genders = ({one.gender for one in side} - {""} for side in (left, right))
        return any(a and b and a != b for a, b in (tuple(births), tuple(genders)))

    def groups(self) -> list[tuple[str, ...]]:
        return sorted(tuple(sorted(one.id for one in members)) for members in self._members.values())
