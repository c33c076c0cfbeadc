"""How well two names of organisations, or of vessels, agree.

In: two names as written. Out: a score from 0 to 1. Invariants: symmetric; legal forms and generic words ("bank",
"trading", "ministry") never carry a match between unlike names.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from entourage.screening.organisation_vocabulary import known_word, vocabulary
from entourage.screening.organisation_words import OrganisationName, Term, organisation_name
from entourage.screening.person_words import facts
from entourage.screening.policy import OrganisationWeights, policy
from entourage.screening.spelling import mistyped, similar

_SHORTEST_FUZZY = 4
_MATCH = 0.55
_SOFT = 0.6
_FAR = 0.4  # words further apart have no key in common
_VARIANT = 0.7  # forms of one given name that are also spelled so much alike
_SHORTEST_ACRONYM = 3
_LONG = 12  # letters of a whole name in which one slip tells nothing
_SOFT_FACT = 0.75  # the same for a country or a number
_FACTS = frozenset({"place", "number"})


def _singular(key: str) -> str:
    if key.endswith("ies") and len(key) > 5:
        return key[:-3] + "y"
    return key[:-1] if key.endswith("s") and len(key) > 4 else key


@lru_cache(maxsize=131_072)
def _alike(one: str, other: str) -> float:
    """How alike two words of names are, 0 to 1."""
    if OSA.normalized_similarity(one, other) < _FAR:
        return 0.0
    shortest = min(len(one), len(other))
    if _singular(one) == _singular(other):
        return 0.96
    a, b = facts(one), facts(other)
    if not set(a.keys).isdisjoint(b.keys):
        return 0.96 if shortest >= _SHORTEST_FUZZY else 0.8
    if max(len(one), len(other)) < _SHORTEST_FUZZY or shortest < _SHORTEST_FUZZY - 1:
        return 0.0
    if a.groups & b.groups:
        return 0.93 if mistyped(one, other) >= _VARIANT else 0.0
    return similar(one, other, 0)


class _Left:
    """The words of a name that have found no partner."""

    __slots__ = ("distinctive", "generic", "numbers", "places", "soft")

    def __init__(self, name: OrganisationName, other: OrganisationName) -> None:
        self.distinctive = _without(name.distinctive, other.distinctive)
        self.generic = _without(name.generic, other.generic)
        self.soft = name.soft
        self.places, self.numbers = name.places - other.places, name.numbers - other.numbers

    def words(self) -> list[Term]:
        return self.distinctive + self.generic

    def take(self, taken: Term) -> None:
        if taken in self.distinctive:
            self.distinctive.remove(taken)
        elif taken in self.generic:
            self.generic.remove(taken)


def _without(words: tuple[Term, ...], others: tuple[Term, ...]) -> list[Term]:
    left = list(words)
    for canonical, _ in others:
        for place, word in enumerate(left):
            if word[0] == canonical:
                del left[place]
                break
    return left


def _pair_similar(one: _Left, other: _Left) -> list[tuple[float, bool]]:
    """Takes out words that are alike, best first: how alike, and whether they tell."""
    left, right = one.words(), other.words()
    telling, telling_right = len(one.distinctive), len(other.distinctive)
    found = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if i >= telling and j >= telling_right:
                continue  # two known words are never slips of each other
            value = _alike(a[1], b[1]) if a[1] < b[1] else _alike(b[1], a[1])
            if value >= _MATCH:
                found.append((-value, i, j))
    found.sort()
    pairs: list[tuple[float, bool]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for value, i, j in found:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append((-value, i < telling and j < telling_right))
    for i in rows:
        one.take(left[i])
    for j in columns:
        other.take(right[j])
    return pairs


def _pair_joined(one: _Left, other: _Left, least: float) -> int:
    """Takes out words that one side joins and the other splits; how many."""
    count = 0
    for many, few in ((one, other), (other, one)):
        for single in few.words():
            parts = [w for w in (*many.words(), *_terms(many.soft)) if w[1][:1] == single[1][:1]]
            found = next((pair for a in parts if (pair := _halves(a, many, single, least))), None)
            if found:
                few.take(single)
                many.take(found[0])
                many.take(found[1])
                count += 1
    return count


def _terms(words: tuple[str, ...]) -> list[Term]:
    return [(word, word) for word in words]


def _halves(first: Term, many: _Left, single: Term, least: float) -> tuple[Term, Term] | None:
    """Two words that together are a single one, one of them no soft word."""
    whole = single[1]
    for second in (*many.words(), *_terms(many.soft)):
        if second != first and abs(len(first[1]) + len(second[1]) - len(whole)) < 2:
            telling = first[1] not in many.soft or second[1] not in many.soft
            if telling and similar(first[1] + second[1], whole, 0) >= least:
                return first, second
    return None


def _pair_soft(one: _Left, other: _Left) -> int:
    """Takes out words that are slips in a soft word of the other name ("COMPAMY", "KORES"); how many."""
    count = 0
    for mistyped_side, known in ((one, other), (other, one)):
        for strange in list(mistyped_side.distinctive):
            meant = next((w for w in known.soft if _slip_in_soft(strange[1], w)), "")
            if meant:
                mistyped_side.take(strange)
                known.places -= {known_word(meant)[1]}
                known.numbers -= {known_word(meant)[1]}
                count += 1
    return count


def _slip_in_soft(strange: str, soft: str) -> bool:
    if len(strange) < _SHORTEST_FUZZY and soft in vocabulary().forms:
        return OSA.distance(strange, soft, score_cutoff=1) < 2
    if len(soft) < _SHORTEST_FUZZY - 1:
        return False
    least = _SOFT if known_word(soft)[0] not in _FACTS else _SOFT_FACT
    return mistyped(strange, soft) >= least


def _one_slip(one: OrganisationName, other: OrganisationName) -> bool:
    """Whether the two names differ by one slip somewhere, wherever words begin and end."""
    if min(len(one.squash), len(other.squash)) < _LONG or one.numbers != other.numbers or one.places != other.places:
        return False
    if OSA.distance(one.squash, other.squash, score_cutoff=1) > 1:
        return False
    mine, theirs = ({*n.letters, *n.soft} for n in (one, other))
    return any(known_word(word)[0] == "distinctive" for word in mine ^ theirs)


def _either(one: object, other: object, left_out: float, contradicted: float) -> float:
    """The factor for words of one kind that are left on one side, or on both."""
    if one and other:
        return contradicted
    return left_out if one or other else 1.0


def _acronym(one: OrganisationName, other: OrganisationName) -> int:
    """The length of the acronym that one name is of the other; 0 when it is none."""
    for short, long in ((one, other), (other, one)):
        letters = short.core[0] if len(short.core) == 1 else ""
        if len(letters) >= _SHORTEST_ACRONYM and (letters in long.acronyms or letters == long.short):
            return len(letters)
    return 0


def organisation_score(first: str, second: str, ship: bool = False) -> float:
    """How well two names of organisations agree.

    Args:
        first, second: names as written, any script.
        ship: whether they are vessels', every word of which tells.

    Returns:
        0 to 1; 0 when either has no words.
    """
    return compared(organisation_name(first, ship), organisation_name(second, ship))


def compared(one: OrganisationName, other: OrganisationName) -> float:
    """The same of names taken apart."""
    if not one.core or not other.core:
        return 0.0
    weights = policy().organisation
    form = 1.0 if one.forms == other.forms else weights.legal_form
    if one.core == other.core:
        return form
    if other.core < one.core or (one.core == other.core and other.soft < one.soft):
        one, other = other, one
    if (len(one.core) == 1 or len(other.core) == 1) and (length := _acronym(one, other)):
        return weights.acronym if length > _SHORTEST_ACRONYM else weights.short_acronym_of
    score = form * weights.order * _words(one, other, weights)
    if score < weights.one_slip and _one_slip(one, other):
        score = weights.one_slip
    return min(score, weights.short_acronym) if one.capitals or other.capitals else score


def _words(one: OrganisationName, other: OrganisationName, weights: OrganisationWeights) -> float:
    left, right = _Left(one, other), _Left(other, one)
    telling = len(one.distinctive) - len(left.distinctive)
    size = max(1, min(len(one.core), len(other.core)))
    if one.squash == other.squash or "".join(one.core) == "".join(other.core):
        return weights.joined
    score = 1.0
    if left.distinctive or right.distinctive:
        pairs = _pair_similar(left, right) if left.words() and right.words() else []
        for value, tells in pairs:
            share = weights.long_name[min(size, 4) - 1] * (1.0 if tells else weights.generic_share)
            score *= 1.0 - (1.0 - value) * share
            telling += tells
        if left.distinctive or right.distinctive:
            score *= weights.soft ** _pair_soft(left, right)
        if (left.distinctive or right.distinctive) and left.words() and right.words():
            joined = _pair_joined(left, right, weights.least_joined)
            telling += joined
            score *= weights.joined**joined
    if not telling:
        return _without_telling(one, other, left, right, weights, score)
    a, b = len(left.distinctive), len(right.distinctive)
    if a or b:
        left_out = weights.distinctive_left_out if telling < 3 else weights.distinctive_left_out_long
        score *= weights.distinctive_contradicted ** min(a, b) * left_out ** (max(a, b) - min(a, b))
    if left.generic or right.generic:
        score *= _generic(left.generic, right.generic, telling, weights)
    if left.places or right.places:
        score *= _either(left.places, right.places, weights.place_left_out, weights.place_contradicted)
    if left.numbers or right.numbers:
        score *= _either(left.numbers, right.numbers, weights.number_left_out, weights.number_contradicted)
    return score


def _generic(one: list[Term], other: list[Term], telling: int, weights: OrganisationWeights) -> float:
    """The factor for words that only say what kind of organisation it is, left on one side or on both."""
    if one and other:
        return weights.generic_contradicted
    if not vocabulary().daughters.isdisjoint(word for word, _ in one or other):
        return weights.daughter_left_out if telling < 2 else weights.daughter_left_out_long
    return weights.generic_left_out


def _without_telling(
    one: OrganisationName,
    other: OrganisationName,
    left: _Left,
    right: _Left,
    weights: OrganisationWeights,
    score: float,
) -> float:
    """Names that share no telling word: all of their words have to agree, up to slips in one of them."""
    if not (left.words() or right.words() or left.places or right.places or left.numbers or right.numbers):
        return score
    every = [{*(word for word, _ in n.generic), *n.places, *n.numbers} for n in (one, other)]
    shared = len(every[0] & every[1]) / max(1, len(every[0] | every[1]))
    both = left.distinctive and right.distinctive
    return weights.no_distinctive * shared * (weights.distinctive_contradicted if both else 1.0)
