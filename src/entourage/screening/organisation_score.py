"""How well two names of organisations agree.

In: two names as written. Out: a score from 0 to 1. Invariants: symmetric; legal forms and generic words ("bank",
"trading", "ministry") never carry a match between unlike names.
"""

from __future__ import annotations

from functools import lru_cache

from entourage.names import acronym_of, is_acronym
from entourage.screening.organisation_words import OrganisationName, organisation_name
from entourage.screening.person_words import Word, word
from entourage.screening.policy import OrganisationWeights, policy
from entourage.screening.spelling import mistyped, word_similarity

_SHORTEST_FUZZY = 3
_MATCH = 0.55
_SOFT = 0.6


def _singular(key: str) -> str:
    return key[:-1] if key.endswith("s") and len(key) > 4 else key


def _similar(one: Word, other: Word) -> float:
    if one.text == other.text:
        return 1.0
    shortest = min(len(one.text), len(other.text))
    a, b = one.keys[0], other.keys[0]
    if a == b or not set(one.keys).isdisjoint(other.keys):
        return 0.96 if shortest > _SHORTEST_FUZZY else 0.8
    if _singular(a) == _singular(b):
        return 0.96
    if shortest < _SHORTEST_FUZZY or one.groups & other.groups:
        return 0.0
    return word_similarity(one, other)


class _Left:
    """The words of a name that have found no partner."""

    def __init__(self, name: OrganisationName) -> None:
        self.distinctive, self.generic = list(name.distinctive), list(name.generic)
        self.soft = list(name.soft)
        self.places, self.numbers = set(name.places), set(name.numbers)

    def words(self) -> list[Word]:
        return [*self.distinctive, *self.generic]

    def take(self, taken: Word) -> None:
        for words in (self.distinctive, self.generic, self.soft):
            for place, one in enumerate(words):
                if one is taken:
                    del words[place]
                    return


def _pair_equal(one: _Left, other: _Left) -> int:
    """Takes out the words that both have; how many of them tell."""
    telling = 0
    for kind in ("distinctive", "generic"):
        for a in list(getattr(one, kind)):
            b = next((b for b in getattr(other, kind) if b.text == a.text), None)
            if b is not None:
                one.take(a)
                other.take(b)
                telling += kind == "distinctive"
    for values in ("places", "numbers"):
        both = getattr(one, values) & getattr(other, values)
        getattr(one, values).difference_update(both)
        getattr(other, values).difference_update(both)
    return telling


def _pair_similar(one: _Left, other: _Left) -> list[tuple[float, bool]]:
    """Takes out words that are alike, best first: how alike, and whether they tell."""
    found = sorted(
        (
            (v, i, j)
            for i, a in enumerate(one.words())
            for j, b in enumerate(other.words())
            if (v := _similar(a, b)) >= _MATCH
        ),
        key=lambda f: (-f[0], f[1], f[2]),
    )
    left, right = one.words(), other.words()
    pairs: list[tuple[float, bool]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for value, i, j in found:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append((value, left[i] in one.distinctive and right[j] in other.distinctive))
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
            parts = [w for w in (*many.words(), *many.soft) if w.text[:1] == single.text[:1]]
            found = next((pair for a in parts if (pair := _halves(a, many, single, least))), None)
            if found:
                few.take(single)
                many.take(found[0])
                many.take(found[1])
                count += 1
    return count


def _halves(first: Word, many: _Left, single: Word, least: float) -> tuple[Word, Word] | None:
    """Two words that together are a single one, one of them no soft word."""
    for second in (*many.words(), *many.soft):
        if second is not first and abs(len(first.text) + len(second.text) - len(single.text)) < 2:
            telling = first not in many.soft or second not in many.soft
            if telling and word_similarity(word(first.text + second.text, "rest", False), single) >= least:
                return first, second
    return None


def _pair_soft(one: _Left, other: _Left) -> int:
    """Takes out words that are slips in a soft word of the other name ("COMPAMY"); how many."""
    count = 0
    for mistyped_side, known in ((one, other), (other, one)):
        for strange in list(mistyped_side.distinctive):
            meant = next((w for w in known.soft if len(w.text) > 2 and mistyped(strange.text, w.text) >= _SOFT), None)
            if meant is not None:
                mistyped_side.take(strange)
                known.take(meant)
                count += 1
    return count


def _either(one: object, other: object, left_out: float, contradicted: float) -> float:
    """The factor for words of one kind that are left on one side, or on both."""
    if one and other:
        return contradicted
    return left_out if one or other else 1.0


def _is_acronym_of(one: OrganisationName, other: OrganisationName) -> bool:
    for short, long in ((one, other), (other, one)):
        letters = "".join(short.core)
        if (
            len(short.core) == 1
            and len(letters) >= 3
            and letters in {long.short, acronym_of(" ".join(long.core)).lower()}
        ):
            return True
    return False


@lru_cache(maxsize=65_536)
def organisation_score(first: str, second: str) -> float:
    """How well two names of organisations agree.

    Args:
        first, second: names as written, any script.

    Returns:
        0 to 1; 0 when either has no words.
    """
    one, other = organisation_name(min(first, second)), organisation_name(max(first, second))
    if not one.core or not other.core:
        return 0.0
    weights = policy().organisation
    form = 1.0 if one.forms == other.forms else weights.legal_form
    if one.core == other.core:
        return form
    if _is_acronym_of(one, other):
        return weights.acronym if len(min(one.core, other.core, key=len)[0]) > 3 else weights.short_acronym_of
    score = form * weights.order * _words(one, other, weights)
    if any(is_acronym(n.written) and len(n.core[0]) <= 4 for n in (one, other)):
        score = min(score, weights.short_acronym)
    return score


def _words(one: OrganisationName, other: OrganisationName, weights: OrganisationWeights) -> float:
    left, right = _Left(one), _Left(other)
    telling = _pair_equal(left, right)
    size = max(1, min(len(one.core), len(other.core)))
    if "".join(one.core) == "".join(other.core):
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
    left_out = weights.distinctive_left_out if telling < 3 else weights.distinctive_left_out_long
    score *= weights.distinctive_contradicted ** min(a, b) * left_out ** (max(a, b) - min(a, b))
    score *= _either(left.generic, right.generic, weights.generic_left_out, weights.generic_contradicted)
    score *= _either(left.places, right.places, weights.place_left_out, weights.place_contradicted)
    return score * _either(left.numbers, right.numbers, weights.number_left_out, weights.number_contradicted)


def _without_telling(
    one: OrganisationName,
    other: OrganisationName,
    left: _Left,
    right: _Left,
    weights: OrganisationWeights,
    score: float,
) -> float:
    """Names that share no telling word: all of their words have to agree, up to slips in one of them."""
    rest = [left.words(), right.words(), left.places, right.places, left.numbers, right.numbers]
    if not any(rest):
        return score
    every = [{w.text for w in n.generic} | n.places | n.numbers for n in (one, other)]
    shared = len(every[0] & every[1]) / max(1, len(every[0] | every[1]))
    both = left.distinctive and right.distinctive
    return weights.no_distinctive * shared * (weights.distinctive_contradicted if both else 1.0)
