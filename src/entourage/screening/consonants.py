"""Names in scripts that leave out vowels (Arabic, Hebrew), against names in Latin letters: by consonants only.

In: a name as written, words in Latin letters. Out: what the script's words may stand for, how well two names agree.
Invariant: every consonant and every written vowel has to stand in the other name, and no other consonant may.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from entourage.names import normalise, romanise
from entourage.screening.policy import policy

_SCRIPT = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]")
_LATIN = re.compile("[A-Za-z]")
_ARTICLE = re.compile("(?<![\u0600-\u06ff])\u0627\u0644(?=[\u0600-\u06ff]{2})")
_NO_LETTER = re.compile("[\u064b-\u065f\u0670\u0591-\u05c7\u0640]")  # vowel marks and strokes
_PAIRS = (("sh", "S"), ("ch", "S"), ("kh", "x"), ("gh", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("dj", "j"))
_SINGLE = str.maketrans("qgcpvz", "kkkbbd", "'`")
_VOWELS = str.maketrans("eyouw", "iiuuu")
_NO_VOWELS = str.maketrans("", "", "aiu")
_LONG = {
    "\u0627": "a", "\u0622": "a", "\u0649": "[ai]", "\u064a": "i", "\u06cc": "i", "\u0648": "u", "\u0629": "",
    "\u0639": "",
    "\u0621": "", "\u0623": "", "\u0625": "", "\u0626": "", "\u0624": "", "\u05d9": "i", "\u05d5": "[ub]", "\u05d0": "",
    "\u05e2": "",
}  # fmt: skip
"""Letters that stand for a vowel, and the vowels they stand for; empty for letters that may stand for any or none."""
_ENOUGH = 5.0  # what letters have to tell: a consonant counts 1, a long vowel a half
_SON_OF = frozenset({"bn", "b"})


class Script(msgspec.Struct, frozen=True):
    """A word in such a script: its consonants, a pattern of the Latin words it may stand for, and how much it tells."""

    skeleton: str
    pattern: str
    tells: float


def is_abjad(text: str) -> bool:
    """Whether a text is in a script without vowels."""
    return bool(_SCRIPT.search(text)) and not _LATIN.search(text)


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A romanised word in lower case with the letters folded that romanisations confuse, vowels to a, i and u."""
    for pair, letter in _PAIRS:
        word = word.replace(pair, letter)
    out = ""
    for letter in word.translate(_SINGLE).translate(_VOWELS):
        if not out.endswith(letter):
            out += letter
    return out.removesuffix("h")


def consonants(word: str) -> str:
    """The skeleton of a romanised word in lower case.

    >>> consonants("zawahiri"), consonants("gaddafi"), consonants("qadhafi")
    ('dhr', 'kdf', 'kdf')
    """
    return folded(word).translate(_NO_VOWELS)


def _script(piece: str) -> Script:
    pattern, skeleton, tells = "[aiu]*", "", 0.0
    for place, letter in enumerate(piece):
        vowel = _LONG.get(letter)
        if vowel is None:
            for sound in consonants(romanise(letter).lower() + "a"):
                pattern += f"{sound}[aiu]*"
                skeleton += sound
                tells += 1
        elif vowel and place:
            pattern += f"{vowel}[aiu]*"
            tells += 0.5
    if skeleton.endswith("h"):
        skeleton = skeleton[:-1]
        pattern = pattern.removesuffix("h[aiu]*") + "h?"
    return Script(skeleton, pattern, tells)


@lru_cache(maxsize=8_192)
def script_words(name: str) -> tuple[Script, ...]:
    """The words of a name in Arabic or Hebrew script, articles and "son of" left out."""
    plain = _NO_LETTER.sub("", _ARTICLE.sub("", name))
    found = [_script(piece) for piece in normalise(plain).split()]
    return tuple(s for s in found if s.skeleton and s.skeleton not in _SON_OF)


def script_score(script: tuple[Script, ...], latin: tuple[str, ...]) -> float:
    """How well a name in such a script agrees with one in Latin letters.

    Args:
        script: of :func:`script_words`.
        latin: words of the other name, romanised, in lower case.
    """
    weights = policy().person
    others = [s for word in latin if (s := folded(word))]
    tells, met, left, at = 0.0, 0, 0, 0
    while at < len(script):
        taken, place = _match(script, at, others)
        if taken:
            others.pop(place)
            tells += sum(s.tells for s in script[at : at + taken])
            met += 1
        left += not taken
        at += taken or 1
    if left and others:
        return weights.bare
    if tells < _ENOUGH or met < 2:
        return weights.bare
    return weights.consonants * weights.family_left_out ** (left + len(others))


@lru_cache(maxsize=8_192)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _match(script: tuple[Script, ...], at: int, others: list[str]) -> tuple[int, int]:
    """How many words from here on are one of the others, and which; 0 for none."""
    for taken in (1, 2):
        if len(script) - at >= taken:
            pattern = "".join(s.pattern for s in script[at : at + taken])
            for place, other in enumerate(others):
                if _compiled(pattern).fullmatch(other):
                    return taken, place
    return 0, -1
