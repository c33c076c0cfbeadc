"""How well two names of persons agree.

In: two :class:`PersonName`. Out: a score from 0 to 1. Invariants: symmetric; a name agrees with itself perfectly; a
left-out part lowers little, a contradicted part much.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, permutations

from rapidfuzz.distance import OSA

from entourage.names import light_given
from entourage.screening.consonants import script_score
from entourage.screening.person_words import PersonName, Word, facts, word
from entourage.screening.policy import PersonWeights, policy
from entourage.screening.spelling import word_similarity

_MATCH = 0.5  # two words below this are not the same word mistyped
_TURNED = {"given", "family"}
_BY_TRIAL = 4  # up to this many words that differ, all assignments are tried
Pair = tuple[float, Word, Word]
Words = Sequence[Word]


def _equal(one: Words, other: Words) -> tuple[list[Pair], list[Word], list[Word]]:
    """Words that both names have, and those that are left on each side."""
    left: list[Word] = []
    right = list(other)
    texts = [b.text for b in right]
    pairs: list[Pair] = []
    for a in one:
        if a.text in texts:
            place = texts.index(a.text)
            b = right[place]
            if a.initial == b.initial:
                pairs.append((1.0, a, b))
                del right[place], texts[place]
                continue
        left.append(a)
    return pairs, left, right


def _assign(left: list[Word], right: list[Word]) -> list[Pair]:
    """The assignment of words with the highest sum of similarities; every word at most once."""
    if len(left) == len(right) == 1:
        value = word_similarity(left[0], right[0])
        return [(value, left[0], right[0])] if value >= _MATCH else []
    table = {
        (i, j): v for i, a in enumerate(left) for j, b in enumerate(right) if (v := word_similarity(a, b)) >= _MATCH
    }
    if len({i for i, _ in table}) == len({j for _, j in table}) == len(table):
        return [(value, left[i], right[j]) for (i, j), value in table.items()]
    chosen = _best(table, len(left), len(right)) if max(len(left), len(right)) <= _BY_TRIAL else _greedy(table)
    return [(table[i, j], left[i], right[j]) for i, j in chosen]


def _best(table: dict[tuple[int, int], float], rows: int, columns: int) -> list[tuple[int, int]]:
    if rows > columns:
        turned = _best({(j, i): v for (i, j), v in table.items()}, columns, rows)
        return [(i, j) for j, i in turned]
    ways = ([(i, j) for i, j in enumerate(way) if (i, j) in table] for way in permutations(range(columns), rows))
    return max(ways, key=lambda way: (round(sum(table[p] for p in way), 9), len(way), [-(abs(i - j)) for i, j in way]))


def _greedy(table: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    rows: set[int] = set()
    columns: set[int] = set()
    chosen = []
    for _, _, i, j in sorted((-v, abs(i - j), i, j) for (i, j), v in table.items()):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            chosen.append((i, j))
    return chosen


def _join(left: list[Word], right: list[Word], least: float) -> tuple[list[Word], list[Word]] | None:
    """What is left when words that one side joins and the other splits ("Jong Un", "Jongun") are taken out."""
    for many, few in ((left, right), (right, left)):
        for single in few if len(many) > 1 else ():
            for count in (2, 3):
                for start in range(len(many) - count + 1):
                    group = many[start : start + count]
                    ends = (group[0].text[0], group[-1].text[0])
                    if single.text[0] in ends and not single.initial and _as_one(group, single) >= least:
                        rest_many = [w for w in many if w not in group]
                        rest_few = [w for w in few if w is not single]
                        return (rest_many, rest_few) if many is left else (rest_few, rest_many)
    return None


def _as_one(group: list[Word], single: Word) -> float:
    """How well words in a row, in their order or the other way round (names get reordered), are one word."""
    if abs(sum(len(w.text) for w in group) - len(single.text)) > 2:
        return 0.0
    texts = ("".join(w.text for w in group), "".join(w.text for w in reversed(group)))
    near = [text for text in texts if OSA.distance(text, single.text, score_cutoff=3) <= 3]
    return max((word_similarity(word(text, single.part, False), single) for text in near), default=0.0)


def _left_out(words: list[Word], longer: PersonName, shorter: PersonName, weights: PersonWeights) -> float:
    factor = 1.0
    families = [w for w in longer.words if w.part == "family"]
    for left in words:
        if left.initial:
            factor *= weights.initial_left_out
        elif left.part == "patronymic":
            factor *= weights.patronymic_left_out
        elif left is longer.words[0] and left.part == "given" and not _light(left, longer):
            sure = shorter.sure and longer.sure
            factor *= weights.given_left_out_sure if sure else weights.given_left_out
        elif left.part == "given":
            factor *= weights.middle_left_out
        elif longer.sure and len(families) > 1 and left is families[0] and families[-1] not in words:
            factor *= weights.first_family_left_out
        else:
            factor *= weights.family_left_out
    if len(words) * 2 >= len(longer.words):
        factor *= weights.most_left_out
    return factor


def _light(first: Word, longer: PersonName) -> bool:
    """Whether a first given name is one that people leave out, because another follows (Jose Daniel, Mohammed Ali)."""
    return first.text in light_given() and sum(w.part == "given" for w in longer.words) > 1 and len(longer.words) > 3


def _common_left_out(words: list[Word], pairs: list[Pair], weights: PersonWeights) -> float:
    """The factor for left-out parts where what agrees is common or only a translation: names of many people."""
    if all(w.part == "patronymic" or w.initial for w in words):
        return 1.0
    least = min((v for v, a, b in pairs if not a.initial and not b.initial), default=1.0)
    if least <= weights.translated:
        return weights.slip_and_left_out
    if (len(words) > 1 or least <= weights.nickname) and all(
        (f := facts(a.text)).known or f.family for _, a, _ in pairs
    ):
        return weights.common_left_out
    return 1.0


def _weak_left_out(words: list[Word], longer: PersonName, pairs: list[Pair], weights: PersonWeights) -> float:
    """The factor for what is left out where little else agrees: an initial, or given names that many have."""
    if all(w.part == "patronymic" for w in words):
        return 1.0
    if any(a.initial or b.initial for _, a, b in pairs):
        family = any(w.part == "family" and not w.initial for w in words)
        full = sum(not a.initial and not b.initial for _, a, b in pairs)
        return weights.initial_and_no_family if family else 1.0 if full > 1 else weights.initial_and_left_out
    shared = [b if b in longer.words else a for _, a, b in pairs]
    no_family = all(w.part == "given" for w in shared) and any(w.part == "family" for w in words)
    if no_family and all(facts(w.text).known for w in shared):
        return weights.given_names_only
    return 1.0


def _crossed(pairs: list[Pair], one: PersonName, other: PersonName) -> bool:
    """Whether the order of the two names speaks against them."""
    if one.sure and other.sure:
        return any({a.part, b.part} == {"given", "family"} for _, a, b in pairs)
    if len(one.words) == len(other.words):
        return False
    shorter, longer = (one, other) if len(one.words) < len(other.words) else (other, one)
    if longer.sure and {"given", "family"} <= {(b if longer is other else a).part for _, a, b in pairs}:
        return False
    places = [
        (shorter.words.index(a if shorter is one else b), longer.words.index(b if longer is other else a))
        for _, a, b in pairs
    ]
    places.sort()
    return any(first[1] > second[1] for first, second in pairwise(places))


def _suffix(one: PersonName, other: PersonName, weights: PersonWeights) -> float:
    if one.suffix == other.suffix:
        return 1.0
    return weights.suffix_contradicted if one.suffix and other.suffix else weights.suffix_left_out


def _before(one: PersonName, other: PersonName) -> bool:
    """An order of two names that does not depend on which came first."""
    if len(one.words) != len(other.words):
        return len(one.words) < len(other.words)
    if one.whole != other.whole:
        return one.whole < other.whole
    mine, theirs = [(w.text, w.part, w.initial) for w in one.words], [(w.text, w.part, w.initial) for w in other.words]
    return (mine, one.sure, one.suffix, one.whole, one.cut) <= (
        theirs,
        other.sure,
        other.suffix,
        other.whole,
        other.cut,
    )


def person_score(one: PersonName, other: PersonName) -> float:
    """How well two names of persons agree.

    Args:
        one, other: as :func:`entourage.screening.person_words.person_name` makes them.

    Returns:
        0 to 1; 0 when either has no words; at most the policy's ``bare`` for one word against several.
    """
    if one is other or not one.words or not other.words:
        return float(bool(one.words and other.words))
    if not _before(one, other):
        one, other = other, one
    if bool(one.abjad) != bool(other.abjad):
        script, latin = (one, other) if one.abjad else (other, one)
        return script_score(script.abjad, tuple(w.text for w in latin.words))
    weights = policy().person
    pairs, left, right = _equal(one.words, other.words)
    if not left and not right:
        return _equal_words(one, other, pairs, weights)
    if one.whole == other.whole and one.whole:
        return weights.spaced * _suffix(one, other, weights)
    if len(one.words) == 1 < len(other.words):
        return weights.bare * max(word_similarity(one.words[0], w) for w in other.words)
    return _score_words(one, other, pairs, left, right, weights)


def _equal_words(one: PersonName, other: PersonName, pairs: list[Pair], weights: PersonWeights) -> float:
    """The score of names of the same words, in any order."""
    score = weights.abdul_left_out if one.abduls != other.abduls else 1.0
    if one.syllables != other.syllables:
        score *= weights.syllables
    if one.sure and other.sure and _crossed(pairs, one, other):
        score *= weights.crossed
    elif len(one.words) > 2 and _generations(one, other):
        score *= weights.generations
    return score * _suffix(one, other, weights)


def _generations(one: PersonName, other: PersonName) -> bool:
    """Whether names of given names only have them in another order, and not only the last one first."""
    mine, theirs = [w.text for w in one.words], [w.text for w in other.words]
    if mine == theirs or one.sure or other.sure or len(set(mine)) < len(mine):
        return False
    at = mine.index(theirs[0])
    return mine[at:] + mine[:at] != theirs and all(facts(text).known for text in mine)


def _cut(one: PersonName, other: PersonName, left: list[Word], right: list[Word]) -> bool:
    """Whether the last word of a name that was cut off begins a word of the other; both are taken out."""
    for name, mine, theirs in ((one, left, right), (other, right, left)):
        last = next((w for w in mine if w.text == name.cut), None) if name.cut else None
        whole = next((w for w in theirs if w.text.startswith(name.cut)), None) if last else None
        if last is not None and whole is not None:
            mine.remove(last)
            theirs.remove(whole)
            return True
    return False


def _score_words(
    one: PersonName, other: PersonName, pairs: list[Pair], left: list[Word], right: list[Word], weights: PersonWeights
) -> float:
    score = _suffix(one, other, weights) * (weights.abdul_left_out if one.abduls != other.abduls else 1.0)
    if (one.cut or other.cut) and left and right and _cut(one, other, left, right):
        score *= weights.cut
    found = _assign(left, right) if left and right else []
    if found:
        pairs = pairs + found
        left = [w for w in left if all(w is not a for _, a, _ in found)]
        right = [w for w in right if all(w is not b for _, _, b in found)]
    joined = False
    if left and right and len(left) + len(right) > 2 and (rest := _join(left, right, weights.joined)):
        left, right = rest
        score *= weights.spaced
        joined = True
    if not pairs and not joined:
        return 0.0
    share = weights.long_name[min(max(len(one.words), 2), 4) - 2]
    for similarity, _, _ in found:
        score *= 1.0 - (1.0 - similarity) * share
    if len(pairs) == 2 and any(v < weights.nickname and not a.initial and not b.initial for v, a, b in found):
        if any(a.initial or b.initial for _, a, b in found):
            score *= weights.initial_and_slip
        elif all({a.part, b.part} == _TURNED for _, a, b in pairs):
            score *= weights.turned_and_slip
    score *= _unpaired(one, other, pairs, left, right, weights)
    if one.syllables != other.syllables:
        score *= weights.syllables * (
            weights.syllables_alike if any(v < weights.spelling for v, _, _ in found) else 1.0
        )
    if not joined and all(a.initial or b.initial for _, a, b in pairs):
        score = min(score, weights.bare)
    return score


def _unpaired(
    one: PersonName, other: PersonName, pairs: list[Pair], left: list[Word], right: list[Word], weights: PersonWeights
) -> float:
    """The factor for words without a partner, and for the order of those with one."""
    factor = 1.0
    if left and right:
        contradicted = weights.contradicted_long if len(pairs) >= 3 else weights.contradicted
        factor = float(contradicted ** min(len(left), len(right)))
    elif left or right:
        longer, shorter = (one, other) if left else (other, one)
        factor = _left_out(left or right, longer, shorter, weights)
        factor *= _common_left_out(left or right, pairs, weights)
        factor *= _weak_left_out(left or right, longer, pairs, weights)
    if ((one.sure and other.sure) or left or right) and _crossed(pairs, one, other):
        factor *= weights.crossed_and_left_out if left or right else weights.crossed
    return factor
