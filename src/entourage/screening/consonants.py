"""Names in scripts that leave out vowels (Arabic, Hebrew), against names in Latin letters: by consonants only.

In: a name as written, words in Latin letters. Out: skeletons of consonants, and how well two names agree by them.
Invariant: letters that romanisations confuse, vowels, w and y, and an h at the end are no part of a skeleton.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from entourage.names import latin_look_alikes, normalise, romanise
from entourage.screening.policy import policy

_SCRIPT = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")
_ARTICLE = re.compile("(?<![\u0600-\u06ff])\u0627\u0644(?=[\u0600-\u06ff]{2})")
_PAIRS = (("sh", "S"), ("ch", "S"), ("kh", "x"), ("gh", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("dj", "j"))
_SINGLE = str.maketrans("qgcpvz", "kkkbbd", "aeiouyw'`")
_LITTLE = 3  # fewer consonants in all tell too little
_NEAR_FROM = 3  # skeletons of so many consonants may have one wrong
_SON_OF = frozenset({"bn", "b"})


def is_abjad(text: str) -> bool:
    """Whether a text has letters of a script without vowels."""
    return bool(_SCRIPT.search(text))


@lru_cache(maxsize=65_536)
def consonants(word: str) -> str:
    """The skeleton of a romanised word in lower case.

    >>> consonants("zawahiri"), consonants("gaddafi"), consonants("qadhafi")
    ('dhr', 'kdf', 'kdf')
    """
    for pair, letter in _PAIRS:
        word = word.replace(pair, letter)
    out = ""
    for letter in word.translate(_SINGLE):
        if not out.endswith(letter):
            out += letter
    return out.removesuffix("h")


def skeletons(name: str) -> tuple[str, ...]:
    """The skeletons of a name in Arabic or Hebrew script, articles and "son of" left out; words of one weak letter too."""
    plain = _ARTICLE.sub("", latin_look_alikes(name)).replace("\u05d5", "")  # a Hebrew vav is a vowel as a rule
    found = [consonants(romanise(piece).lower()) for piece in normalise(plain).split()]
    return tuple(s for s in found if s and s not in _SON_OF)


def skeleton_score(script: tuple[str, ...], latin: tuple[str, ...]) -> float:
    """How well a name in such a script agrees with one in Latin letters.

    Args:
        script: of :func:`skeletons`.
        latin: words of the other name, romanised, in lower case.
    """
    weights = policy().person
    others = [s for word in latin if (s := consonants(word))]
    count = len(others)
    slips, told, left, at = 0, 0, 0, 0
    while at < len(script):
        taken, slip, place = _match(script, at, others)
        if taken:
            told += len(others.pop(place))
            slips += slip
            at += taken
        else:
            left += 1
            at += 1
    if told < min(_LITTLE, sum(map(len, script))) or count == len(others):
        return weights.bare * (count > len(others))
    score = weights.consonants * weights.nickname**slips
    if left and others:
        return score * weights.contradicted
    if left or others:
        return score * weights.family_left_out ** (left + len(others)) if count - len(others) > 1 else weights.bare
    return score


def _match(script: tuple[str, ...], at: int, others: list[str]) -> tuple[int, int, int]:
    """How many words from here on are one of the others, whether with a slip, and which."""
    for taken in (1, 2):
        text = "".join(script[at : at + taken])
        if len(script) - at >= taken and text in others:
            return taken, 0, others.index(text)
    text = script[at]
    for place, other in enumerate(others):
        if min(len(text), len(other)) >= _NEAR_FROM and OSA.distance(text, other, score_cutoff=1) < 2:
            return 1, 1, place
    return 0, 0, -1
