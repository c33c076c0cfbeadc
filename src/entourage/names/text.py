"""Normalising: names as they are compared, whatever invisible characters, look-alikes or marks they were written with.

In: any text. Out: case-folded words of letters and digits joined by single blanks, script kept. Invariant:
normalising twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from entourage.names.tables import toml_table

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʹʻ`´ʿʾ′＇ˈʺ\"“”„«»"), None)
_HIDDEN = dict.fromkeys([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x3164, 0xFFA0, 0x2800], None)
_HIDDEN.update(dict.fromkeys(range(0xFE00, 0xFE10), None))
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | {
    ord("'"): None,
    ord("`"): None,
    ord('"'): None,
}
"""Of plain ASCII text: apostrophes are dropped, all else that is no letter or digit separates words."""
_NOT_WORD = re.compile(r"[\W_]+")
_FOREIGN = re.compile("[\u0250-\u02af\u0370-\u052f]")
_LATIN = re.compile("[a-zA-Z]")
_MAX_CHARS = 2_000  # a "name" longer than this is not a name; hostile input must not cost time


@cache
def _homoglyphs() -> tuple[dict[int, str], dict[int, str]]:
    to_latin = {ord(k): v for k, v in toml_table("cyrillic.toml")["homoglyphs"].items()}
    to_cyrillic = {ord(v): chr(k) for k, v in reversed(to_latin.items()) if 0x400 <= k < 0x530}
    return to_latin, to_cyrillic


def _is_latin(char: str) -> bool:
    return char < "\u0250" or "\u1e00" <= char < "\u1f00"


def fold_look_alikes(word: str) -> str:
    """A word of mixed scripts in the one script that most of its letters have; other words unchanged.

    Args:
        word: one word, case-folded.

    Returns:
        ``"pоtanin"`` with a Cyrillic ``о`` becomes plain Latin ``"potanin"``.
    """
    letters = [c for c in word if c.isalpha()]
    latin = [c for c in letters if _is_latin(c)]
    if not latin or len(latin) == len(letters):
        return word
    to_latin, to_cyrillic = _homoglyphs()
    if all(ord(c) in to_latin for c in letters if not _is_latin(c)):
        return word.translate(to_latin)
    if 2 * len(latin) >= len(letters) and not all(ord(c) in to_cyrillic for c in latin):
        return word.translate(to_latin)
    return word.translate(to_cyrillic)


def _fold_words(words: list[str]) -> list[str]:
    """Words in one script each; a word of look-alikes only (омаr, о) is Latin where any other word is."""
    folded = [fold_look_alikes(word) for word in words]
    if not any("a" <= c <= "z" for word in folded for c in word):
        return folded
    to_latin, _ = _homoglyphs()
    return [
        word.translate(to_latin) if not word.isascii() and all(ord(c) in to_latin for c in word) else word
        for word in folded
    ]


def latin_look_alikes(name: str) -> str:
    """A name in which words of look-alikes only are Latin, where any of its words has Latin letters; case kept.

    >>> latin_look_alikes("\u0420\u0410\u041a Chun") == "PAK Chun"
    True
    """
    if name.isascii() or not _FOREIGN.search(name) or not _LATIN.search(name):
        return name
    to_latin, _ = _homoglyphs()
    words = name.split(" ")
    for place, word in enumerate(words):
        letters = [c for c in word if c.isalpha()]
        if letters and all(not _is_latin(c) and ord(c.lower()) in to_latin for c in letters):
            words[place] = "".join(
                (latin.upper() if c.isupper() else latin) if (latin := to_latin.get(ord(c.lower()))) else c
                for c in word
            )
    return " ".join(words)


@lru_cache(maxsize=65_536)
def normalise(text: str) -> str:
    """A name as it is compared: NFKC, no invisible or direction characters, look-alikes folded, words only.

    Args:
        text: any text; what is beyond 2,000 characters is not looked at.

    Returns:
        Case-folded words joined by single blanks; apostrophes are dropped ("Glaz'yev" is "glazyev"), other
        punctuation separates words. Empty when nothing is left.

    >>> normalise("  GLAZ’YEV,\\u00a0Sergey ")
    'glazyev sergey'
    """
    text = text[:_MAX_CHARS]
    if text.isascii():
        if text.isalnum():
            return text.lower()
        if "&" in text:
            text = text.replace("&", " and ")
        return " ".join(text.lower().translate(_ASCII).split())
    folded = unicodedata.normalize("NFKC", text).translate(_HIDDEN)
    folded = "".join(c for c in folded if unicodedata.category(c) != "Cf").casefold()
    folded = unicodedata.normalize("NFKC", folded.translate(_APOSTROPHES))
    return " ".join(_fold_words(_NOT_WORD.sub(" ", folded.replace("&", " and ")).split()))
