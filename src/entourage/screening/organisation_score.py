"""How well two names of organisations agree.

In: two names as written. Out: a score from 0 to 1. Invariants: symmetric; legal forms and generic words ("bank",
"trading", "ministry") never carry a match between unlike names.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from entourage.names import (
    acronym_of,
    country_names,
    demonym_countries,
    is_acronym,
    is_generic_word,
    is_neutral_word,
    name_keys,
    normalise,
    romanise,
    small_words,
    strip_legal_form,
)
from entourage.screening.person_words import Word, word
from entourage.screening.policy import policy
from entourage.screening.spelling import word_similarity

_NUMBER = re.compile(r"^(?:\d+[a-z]?|[ivx]{1,4}|[a-z]?\d+)$")
_LONGEST_PLACE = 5
_MAX_WORDS = 20


class OrganisationName(msgspec.Struct, frozen=True):
    """An organisation's name taken apart.

    Attributes:
        core: all words in order without the legal form, romanised and normalised.
        distinctive: words that tell it from others.
        generic: words that only say what kind it is, as keys.
        places: codes of the countries it names.
        numbers: words that are numbers.
        forms: what its legal forms amount to.
    """

    written: str
    core: tuple[str, ...]
    distinctive: tuple[Word, ...]
    generic: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[str]
    forms: bool


def _take_places(words: list[str]) -> tuple[list[str], frozenset[str]]:
    kept: list[str] = []
    codes: set[str] = set()
    position = 0
    while position < len(words):
        for count in range(min(_LONGEST_PLACE, len(words) - position), 0, -1):
            text = " ".join(words[position : position + count])
            code = country_names().get(text) or demonym_countries().get(text)
            if code and len(text) > 2:
                codes.add(code)
                position += count
                break
        else:
            kept.append(words[position])
            position += 1
    return kept, frozenset(codes)


def _singular(key: str) -> str:
    return key[:-1] if key.endswith("s") and len(key) > 4 else key


def _says_kind(text: str) -> bool:
    return is_generic_word(text) and not is_neutral_word(text)


@lru_cache(maxsize=65_536)
def organisation_name(name: str) -> OrganisationName:
    """An organisation's name ready to be compared; at most twenty words are looked at."""
    core, forms = strip_legal_form(name)
    plain = normalise(core).split()[:_MAX_WORDS]
    kept, places = _take_places(plain)
    latin = [part for text in kept for part in normalise(romanise(text)).split() if part not in small_words()]
    numbers = frozenset(text for text in latin if _NUMBER.match(text))
    generic = frozenset(_singular(name_keys(t)[0]) for t in latin if _says_kind(t) and t not in numbers)
    distinctive = tuple(word(t, "rest", False) for t in latin if not is_generic_word(t) and t not in numbers)
    whole = tuple(t for text in plain for t in normalise(romanise(text)).split() if t not in small_words())
    return OrganisationName(
        written=name.strip(),
        core=whole,
        distinctive=distinctive,
        generic=generic,
        places=places,
        numbers=numbers,
        forms=bool([f for f in forms if normalise(f) != "the"]),
    )


def _similar(one: Word, other: Word) -> float:
    if one.text == other.text:
        return 1.0
    if set(one.keys) & set(other.keys):
        return 0.96 if min(len(one.text), len(other.text)) > 4 else 0.8
    if _singular(one.keys[0]) == _singular(other.keys[0]):
        return 0.96
    shortest = min(len(one.text), len(other.text))
    return word_similarity(one, other) if shortest >= 6 and not one.groups & other.groups else 0.0


def _distinctive(one: OrganisationName, other: OrganisationName) -> float:
    weights = policy().organisation
    found = sorted(
        ((_similar(a, b), i, j) for i, a in enumerate(one.distinctive) for j, b in enumerate(other.distinctive)),
        key=lambda f: (-f[0], f[1], f[2]),
    )
    left, right = set(range(len(one.distinctive))), set(range(len(other.distinctive)))
    score = 1.0
    for similarity, i, j in found:
        if similarity > 0.35 and i in left and j in right:
            left.discard(i)
            right.discard(j)
            score *= similarity
    if len(left) == len(one.distinctive):
        joined = "".join(w.keys[0] for w in one.distinctive) == "".join(w.keys[0] for w in other.distinctive)
        return 0.95 if joined else 0.0
    both = min(len(left), len(right))
    score *= float(weights.distinctive_contradicted**both)
    return score * float(weights.distinctive_left_out ** (max(len(left), len(right)) - both))


def _sets(one: frozenset[str], other: frozenset[str], left_out: float, contradicted: float) -> float:
    only_one, only_other = one - other, other - one
    if only_one and only_other:
        return contradicted
    missing = len(only_one | only_other)
    return left_out * 0.98 ** (missing - 1) if missing else 1.0


def _is_acronym_of(one: OrganisationName, other: OrganisationName) -> bool:
    for short, long in ((one, other), (other, one)):
        letters = "".join(short.core)
        if len(short.core) == 1 and len(letters) >= 4 and letters.upper() == acronym_of(" ".join(long.core)):
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
    a, b = sorted((first, second))
    one, other = organisation_name(a), organisation_name(b)
    if not one.core or not other.core:
        return 0.0
    weights = policy().organisation
    form = 1.0 if one.forms == other.forms else weights.legal_form
    if one.core == other.core:
        return form
    if _is_acronym_of(one, other):
        return weights.acronym
    score = form * weights.order * _parts(one, other)
    if any(is_acronym(n.written) and len(n.core[0]) <= 4 for n in (one, other)):
        score = min(score, weights.short_acronym)
    return score


def _parts(one: OrganisationName, other: OrganisationName) -> float:
    weights = policy().organisation
    score = _sets(one.places, other.places, weights.place_left_out, weights.place_contradicted)
    score *= _sets(one.numbers, other.numbers, weights.number_left_out, weights.number_contradicted)
    if not one.distinctive or not other.distinctive:
        same = one.generic == other.generic and not one.distinctive and not other.distinctive
        shared = len(one.generic & other.generic) / max(1, len(one.generic | other.generic))
        return score if same else min(weights.no_distinctive, score * shared * weights.no_distinctive)
    score *= _sets(one.generic, other.generic, weights.generic_left_out, weights.generic_contradicted)
    return score * _distinctive(one, other)
