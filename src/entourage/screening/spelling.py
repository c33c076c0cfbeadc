"""How alike two words of names are: typing errors, romanisations, nicknames, forms of one name.

In: two romanised, normalised words and which parts of a name they stand in. Out: 0 to 1. Invariants: symmetric; equal
words agree perfectly.

A slip costs by its kind (policy ``[edits]``) and weighs by the length of the word: ``1 - weight * cost / length``.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz.distance import OSA, Levenshtein, Prefix

from entourage.names import short_forms, weightless_words, word_tables
from entourage.screening.person_words import Facts, Word, facts, skeleton, without_vowels
from entourage.screening.policy import policy

_VOWELS = frozenset("aeiouy")
_CLOSE = frozenset(map(frozenset, ("gh", "gk", "kq", "sz", "bp", "dt", "fv", "ck", "cs", "jz", "gj", "ij", "hk", "vw")))
_ALIKE = frozenset(map(frozenset, ("il", "mn", "uv", "ce")))
_SAME_VOWEL = frozenset(map(frozenset, ("ou", "ei", "iy", "ae")))
_MISREAD = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "n"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NO_KEY = 0.3  # words further apart are one name only by the tables
_ALIKE_FROM = 0.58  # words further apart share no slip that counts
BOTH_FAMILY, SOME_FAMILY, SOME_GIVEN = 1, 2, 4


@cache
def _neighbours() -> frozenset[frozenset[str]]:
    """Pairs of letters that lie side by side on a QWERTY keyboard."""
    pairs: set[frozenset[str]] = set()
    for number, row in enumerate(_ROWS):
        for place, letter in enumerate(row):
            below = _ROWS[number + 1] if number < 2 else ""
            for other in (row[place + 1 : place + 2], below[place : place + 1], below[max(place - 1, 0) : place]):
                pairs.update(frozenset((letter, o)) for o in other)
    return frozenset(pairs)


@cache
def _swaps() -> dict[str, tuple[float, float]]:
    """What one letter for another costs, inside a word and at its ends, by both letters as one text."""
    edits, beside = policy().edits, _neighbours()
    costs: dict[str, tuple[float, float]] = {}
    for a in _LETTERS:
        for b in _LETTERS:
            both = frozenset((a, b))
            if both in _CLOSE or both in _ALIKE:
                cost = edits.close, edits.close
            elif both in _SAME_VOWEL:
                cost = edits.same_vowel, edits.same_vowel
            elif both <= _VOWELS:
                cost = edits.vowel, edits.vowel_at_end
            else:
                cost = (edits.neighbour,) * 2 if both in beside else (edits.letter,) * 2
            costs[a + b] = cost
    return costs


def _swap_cost(one: str, other: str, place: int) -> float:
    """The cost of one letter for another."""
    edits = policy().edits
    inside, at_end = _swaps().get(one[place] + other[place], (edits.letter, edits.letter))
    if 0 < place < len(one) - 1:
        return inside
    return at_end * edits.first if place == 0 and at_end >= edits.neighbour and inside == at_end else at_end


def _gap_cost(longer: str, place: int) -> float:
    """The cost of a letter that only the longer word has."""
    edits = policy().edits
    letter = longer[place]
    if letter in longer[max(place - 1, 0) : place] or letter in longer[place + 1 : place + 2]:
        return edits.doubled
    cost = edits.vowel_missing if letter in _VOWELS or letter == "h" else edits.letter_missing
    return cost * (edits.first if place == 0 else 1.0)


def _one_edit_cost(one: str, other: str) -> float:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    place = Prefix.similarity(short, long)
    if len(short) != len(long):
        return _gap_cost(long, place)
    if short[place] == long[place + 1 : place + 2] and long[place] == short[place + 1 : place + 2]:
        return policy().edits.transposed
    return _swap_cost(short, long, place)


def _edits_cost(one: str, other: str) -> float:
    """The summed cost of several edits."""
    cost = 0.0
    for edit in Levenshtein.editops(one, other):
        if edit.tag == "replace":
            cost += _swap_cost_at(one, other, edit.src_pos, edit.dest_pos)
        else:
            cost += _gap_cost(one, edit.src_pos) if edit.tag == "delete" else _gap_cost(other, edit.dest_pos)
    return cost


def _swap_cost_at(one: str, other: str, start: int, place: int) -> float:
    return _swaps().get(one[start] + other[place], (1.0, 1.0))[0]


@lru_cache(maxsize=262_144)
def mistyped(one: str, other: str) -> float:
    """How likely two words are one word mistyped; 0 for words further apart than a third of their letters.

    Args:
        one, other: romanised and normalised words, or their keys.
    """
    if one == other:
        return 1.0
    if other < one:
        one, other = other, one
    longest = max(len(one), len(other))
    most = 1 if longest < 5 else 2 if longest < 10 else 3
    distance = OSA.distance(one, other, score_cutoff=most)
    if distance > most:
        return _misread(one, other)
    edits = policy().edits
    cost = _one_edit_cost(one, other) if distance == 1 else _edits_cost(one, other)
    if distance == 2:
        cost = min(cost, _transposed_and_one(one, other))
    value = 1.0 - edits.weight * cost / longest
    return value if value >= edits.misread else max(0.0, value, _misread(one, other))


def _transposed_and_one(one: str, other: str) -> float:
    """Two transpositions, which plain edits would count as four."""
    edits = policy().edits
    same = sorted(one) == sorted(other)
    return 2 * edits.transposed if same else 2 * edits.letter


def _misread(one: str, other: str) -> float:
    """Letter groups that scanners take for one another."""
    for many, single in _MISREAD:
        if (many in one or many in other) and (single in one or single in other):
            a, b = one.replace(many, single), other.replace(many, single)
            if a == b:
                return policy().edits.misread
    return 0.0


def _known_to_differ(one: Facts, other: Facts, kind: int) -> bool:
    if one.patronymic and other.patronymic and one.patronymic != other.patronymic:
        return not kind & SOME_FAMILY
    if kind & BOTH_FAMILY:
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return True
    return bool(one.groups and other.groups)


def _female_form(one: Facts, other: Facts) -> bool:
    """Joaquin and Joaquina, Michel and Michele, Eduardo and Eduarda: two people rather than a slip."""
    short, long = (one, other) if len(one.keys[0]) < len(other.keys[0]) else (other, one)
    first, second = short.keys[0], long.keys[0]
    if len(first) == len(second):
        return (one.known or other.known) and first[:-1] == second[:-1] and {first[-1], second[-1]} == {"o", "a"}
    return short.known and len(second) == len(first) + 1 and second.startswith(first) and second[-1] in "ae"


@lru_cache(maxsize=262_144)
def _similar(one: str, other: str, kind: int) -> float:
    weights = policy().person
    tables = word_tables()
    if one in tables.spellings and other in tables.spellings and tables.spellings[one] & tables.spellings[other]:
        return weights.spelling
    raw = OSA.normalized_similarity(one, other)
    if raw < _NO_KEY and (one not in tables.given or other not in tables.given):
        return 0.0
    a, b = facts(one), facts(other)
    if a.keys[0] == b.keys[0] or ((len(a.keys) > 1 or len(b.keys) > 1) and not set(a.keys).isdisjoint(b.keys)):
        return weights.key
    if a.groups and b.groups and not kind & BOTH_FAMILY and a.groups & b.groups:
        short = one[0] == other[0] or not short_forms().isdisjoint((one, other))
        return weights.nickname if short else weights.translated
    if raw < _ALIKE_FROM and OSA.normalized_similarity(a.keys[0], b.keys[0]) < _ALIKE_FROM:
        return max(_dropped_vowels(one, other), _misread(one, other), _with_particle(one, other))
    return 0.0 if _known_to_differ(a, b, kind) else max(_spelt(one, other, kind), _with_particle(one, other))


def _spelt(one: str, other: str, kind: int) -> float:
    """Words that are alike by their letters."""
    weights = policy().person
    a, b = facts(one), facts(other)
    if a.stem == b.stem and len(a.stem) > 3 and not kind & SOME_GIVEN:
        return weights.gender_form
    if not kind & SOME_FAMILY and _female_form(a, b):
        return weights.female_form
    best = max(mistyped(one, other), _dropped_vowels(one, other))
    for key in a.keys:
        for other_key in b.keys:
            if (key != one or other_key != other) and best < weights.key:
                best = max(best, weights.key * mistyped(key, other_key))
    if best > weights.both_known and _both_known(a, b, kind):
        return weights.both_known
    return best


def _both_known(one: Facts, other: Facts, kind: int) -> bool:
    """Whether both are names of the tables: two known names are two names, not one mistyped."""
    if one.known and other.known and not kind & BOTH_FAMILY:
        return True
    return one.family and other.family and not (one.known or other.known)


def _with_particle(one: str, other: str) -> float:
    """A word that a small word was joined to: "delCarmen", "alZawahiri"."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) < 3 or not long.endswith(short):
        return 0.0
    return policy().person.spaced if long[: -len(short)] in weightless_words() else 0.0


def _dropped_vowels(one: str, other: str) -> float:
    """A word without inner vowels against the word that has them."""
    if one[0] != other[0] or len(one) == len(other) or min(len(one), len(other)) < 3:
        return 0.0
    if skeleton(one) != skeleton(other) or not (without_vowels(one) or without_vowels(other)):
        return 0.0
    return policy().person.vowels_dropped


def similar(one: str, other: str, kind: int) -> float:
    """How well two words of names agree, without initials.

    Args:
        one, other: romanised, normalised words.
        kind: sum of ``BOTH_FAMILY``, ``SOME_FAMILY`` and ``SOME_GIVEN``.
    """
    if one == other:
        return 1.0
    return _similar(one, other, kind) if one < other else _similar(other, one, kind)


def _initial(one: Word, other: Word) -> float:
    weights = policy().person
    if one.initial and other.initial:
        return weights.key if one.text[0] == other.text[0] else 0.0
    short, long = (one, other) if one.initial else (other, one)
    if not (long.text.startswith(short.text) or any(k[:1] == short.text[:1] for k in long.keys)):
        return 0.0
    return weights.initial_of_family if long.part == "family" else weights.initial


def word_similarity(one: Word, other: Word) -> float:
    """How well two words of names agree: 1 for equal words, 0 for words known or seen to differ."""
    if one.text == other.text:
        return 1.0
    if one.initial or other.initial:
        return _initial(one, other)
    one_family, other_family = one.part == "family", other.part == "family"
    kind = BOTH_FAMILY * (one_family and other_family) + SOME_FAMILY * (one_family or other_family)
    kind += SOME_GIVEN * ("given" in {one.part, other.part})
    return similar(one.text, other.text, kind)
