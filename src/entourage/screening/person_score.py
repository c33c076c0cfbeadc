"""How well two names of persons agree.

In: two :class:`PersonName`. Out: a score from 0 to 1. Invariants: symmetric; a name agrees with itself perfectly; a
left-out part lowers little, a contradicted part much.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from entourage.screening.person_words import PersonName, Word, word
from entourage.screening.policy import policy

_VOWELS = frozenset("aeiouy")
_CLOSE = frozenset(map(frozenset, ("gh", "gk", "kq", "sz", "bp", "dt", "fv", "ck", "cs", "jz", "gj", "ij", "hk")))
_MATCH = 0.35  # two words below this are not the same word mistyped
Pair = tuple[float, int, int]


def _size(length: int) -> int:
    return 0 if length <= 4 else 1 if length <= 7 else 2


def _substituted(one: str, other: str, place: int) -> tuple[float, float, float]:
    weights = policy().person
    both = frozenset((one[place], other[place]))
    if both in _CLOSE:
        return weights.close
    if both <= _VOWELS:
        return weights.vowel if place < len(one) - 1 else weights.doubtful
    return weights.doubtful if both & _VOWELS else weights.consonant


def _one_edit(one: str, other: str) -> float:
    weights = policy().person
    short, long = sorted((one, other), key=lambda text: (len(text), text))
    place = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) != len(long):
        kind = weights.doubtful
    elif sorted(short) == sorted(long):
        kind = weights.transposed
    else:
        kind = _substituted(one, other, place)
    return kind[_size(len(long))] * (weights.first_letter if place == 0 and kind != weights.close else 1.0)


def _consonants(text: str) -> str:
    return "".join(c for c in text if c not in _VOWELS)


@lru_cache(maxsize=131_072)
def _mistyped(one: str, other: str) -> float:
    distance = OSA.distance(one, other, score_cutoff=2)
    if distance == 1:
        return _one_edit(one, other)
    if distance != 2 or one[:1] != other[:1]:
        return 0.0
    weights = policy().person
    size = _size(max(len(one), len(other)))
    same = len(one) == len(other) and len(one) > 5 and _consonants(one) == _consonants(other)
    return weights.two_vowels[size] if same and one[-1] == other[-1] else weights.two_edits[size]


def _initial(one: Word, other: Word) -> float:
    if one.initial and other.initial:
        return 0.97 if set(one.keys) & set(other.keys) else 0.0
    short, long = (one, other) if one.initial else (other, one)
    if long.part == "family" and short.part == "given":
        return 0.0
    fits = long.text.startswith(short.text) or any(k[:1] == short.keys[0][:1] for k in long.keys)
    return policy().person.initial if fits else 0.0


def _known_to_differ(one: Word, other: Word) -> bool:
    if one.patronymic and other.patronymic and one.patronymic != other.patronymic:
        return True
    if one.part == other.part == "family":
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return True
    return bool(one.groups and other.groups)


def _female_form(one: str, other: str) -> bool:
    """Joaquin and Joaquina, Michel and Michele: another person far more often than a typing error."""
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and long.startswith(short) and long[-1] in "ae"


@lru_cache(maxsize=262_144)
def word_similarity(one: Word, other: Word) -> float:
    """How well two words of names agree: 1 for equal words, 0 for words known or seen to differ."""
    weights = policy().person
    if one.text == other.text:
        return 1.0
    if one.initial or other.initial:
        return _initial(one, other)
    if set(one.keys) & set(other.keys):
        return weights.key
    if one.groups & other.groups and not (one.part == other.part == "family"):
        return weights.nickname
    return 0.0 if _known_to_differ(one, other) else _spelling(one, other)


def _spelling(one: Word, other: Word) -> float:
    weights = policy().person
    if one.stem == other.stem and len(one.stem) > 3 and "given" not in {one.part, other.part}:
        return weights.gender_form
    if "family" not in {one.part, other.part} and _female_form(one.keys[0], other.keys[0]):
        return weights.doubtful[0]
    return max(_mistyped(one.text, other.text), *(_mistyped(a, b) for a in one.keys for b in other.keys))


def _pairs(one: tuple[Word, ...], other: tuple[Word, ...]) -> list[Pair]:
    """Words of both names that go together, best first; every word at most once."""
    found = []
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            similarity = word_similarity(a, b)
            if similarity >= _MATCH:
                found.append((-similarity, a.part != b.part, abs(i - j), i, j))
    taken_one: set[int] = set()
    taken_other: set[int] = set()
    pairs = []
    for negative, _, _, i, j in sorted(found):
        if i not in taken_one and j not in taken_other:
            taken_one.add(i)
            taken_other.add(j)
            pairs.append((-negative, i, j))
    return pairs


def _joined(group: list[Word], single: Word) -> list[Word]:
    """Words in a row written as one, in their order and the other way round (names get reordered)."""
    texts = ["".join(w.text for w in group), "".join(w.text for w in reversed(group))]
    return [word(text, single.part, False) for text in texts]


def _join(left: list[Word], right: list[Word]) -> tuple[list[Word], list[Word], float]:
    """Words that one side joins and the other splits ("Jong Un", "Jongun"), taken out of both sides."""
    for many, few in ((left, right), (right, left)):
        for single in (w for w in few if not w.initial):
            for count in (2, 3):
                for start in range(len(many) - count + 1):
                    group = many[start : start + count]
                    if any(w.initial for w in group) or abs(sum(len(w.text) for w in group) - len(single.text)) > 2:
                        continue
                    similarity = max(word_similarity(text, single) for text in _joined(group, single))
                    if similarity >= policy().person.joined:
                        rest_many = [w for w in many if w not in group]
                        rest_few = [w for w in few if w is not single]
                        return (rest_many, rest_few, 0.98) if many is left else (rest_few, rest_many, 0.98)
    return left, right, 1.0


def _left_out(words: list[Word], longer: PersonName, paired_parts: set[str]) -> float:
    weights = policy().person
    factor = 1.0
    for left in words:
        if left.part == "patronymic":
            factor *= weights.patronymic_left_out
        elif left is longer.words[0] and left.part == "given":
            factor *= weights.given_left_out
        elif left.part == "given":
            factor *= weights.middle_left_out
        else:
            factor *= weights.family_left_out if left.part == "rest" or "family" in paired_parts else 0.85
    if len(words) * 2 > len(longer.words):
        factor *= weights.most_left_out
    return factor


def _crossed(pairs: list[Pair], one: PersonName, other: PersonName) -> bool:
    """Whether the order of the two names speaks against them; ``other`` is the longer one."""
    if one.sure and other.sure:
        return any({one.words[i].part, other.words[j].part} == {"given", "family"} for _, i, j in pairs)
    if other.sure and {"given", "family"} <= {other.words[j].part for _, _, j in pairs}:
        return False
    return any(i < k and j > m for _, i, j in pairs for _, k, m in pairs)


def _suffix(one: PersonName, other: PersonName) -> float:
    if one.suffix == other.suffix:
        return 1.0
    weights = policy().person
    return weights.suffix_contradicted if one.suffix and other.suffix else weights.suffix_left_out


def _in_order(one: PersonName, other: PersonName) -> tuple[PersonName, PersonName]:
    first, second = sorted((one, other), key=lambda n: (len(n.words), [w.text for w in n.words], n.sure, n.suffix))
    return first, second


def person_score(one: PersonName, other: PersonName) -> float:
    """How well two names of persons agree.

    Args:
        one, other: as :func:`entourage.screening.person_words.person_name` makes them.

    Returns:
        0 to 1; 0 when either has no words; at most the policy's ``bare`` for one word against several.
    """
    one, other = _in_order(one, other)
    if not one.words or not other.words:
        return 0.0
    if len(one.words) == 1 and len(other.words) > 1:
        only = word_similarity(one.words[0], other.words[0])
        best = max([only, *(word_similarity(one.words[0], w) for w in other.words)])
        if one.joined == other.joined:
            return 0.96
        return min(policy().person.bare, best * policy().person.bare)
    return _score_words(one, other)


def _score_words(one: PersonName, other: PersonName) -> float:
    weights = policy().person
    pairs = _pairs(one.words, other.words)
    left = [w for i, w in enumerate(one.words) if all(i != p[1] for p in pairs)]
    right = [w for j, w in enumerate(other.words) if all(j != p[2] for p in pairs)]
    if one.joined and one.joined == other.joined and (left or right):
        return 0.96 * _suffix(one, other)
    joined_factor = 1.0
    if left and right:
        left, right, joined_factor = _join(left, right)
    elif left or right:
        joined_factor = 1.0
    if not pairs and joined_factor == 1.0:
        return 0.0
    share = weights.long_name[min(max(len(one.words), 2), 4) - 2]
    score = joined_factor * _suffix(one, other)
    for similarity, _, _ in pairs:
        score *= 1.0 - (1.0 - similarity) * share
    score *= weights.contradicted ** min(len(left), len(right))
    if bool(left) != bool(right):
        score *= _left_out(left or right, one if left else other, {one.words[p[1]].part for p in pairs})
    if _crossed(pairs, one, other):
        if left or right:
            score *= weights.crossed_and_left_out
        elif one.sure and other.sure:
            score *= weights.crossed
    if all(one.words[i].initial or other.words[j].initial for _, i, j in pairs) and joined_factor == 1.0:
        score = min(score, weights.bare)
    return score
