"""Damaged copies of a text, as scanners, mail gateways and careless copying make them.

In: a text and a seeded random source. Out: another text. Invariant: the same seed gives the same damage; the result is
at most four times as long as the text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_OCR = {"l": "1", "O": "0", "o": "0", "m": "rn", "h": "b", "e": "c", "S": "5", "i": "í", "u": "ii", "cl": "d", "I": "l"}
_HOMOGLYPHS = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_INVISIBLE = ("\u200b", "\u200d", "\u00ad", "\u2060", "\u202e", "\ufeff", "\u0301", "\x0b")
_MARKS = "“”\"‘’'«»„.,;:!?()[]—–-"


def _cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    return text[start : start + chance.randrange(1, len(text))]


def _repeated(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    piece = text[start : start + chance.randrange(1, 400)] or text
    times = min(400, len(text) // len(piece))
    return text[:start] + piece * times + text[start:]


def _mixed_encoding(text: str, chance: random.Random) -> str:
    wrong = chance.choice(("cp1252", "latin-1", "cp1251", "mac-roman", "utf-16-le"))
    half = chance.randrange(len(text))
    return text[:half] + text[half:].encode("utf-8").decode(wrong, "replace")


def _one_line(text: str, chance: random.Random) -> str:
    return re.sub(r"\s+", " " if chance.random() < 0.5 else "", text)


def _no_punctuation(text: str, chance: random.Random) -> str:
    return re.sub(r"[^\w\s]", "", text)


def _all_capitals(text: str, chance: random.Random) -> str:
    return text.upper()


def _no_capitals(text: str, chance: random.Random) -> str:
    return text.lower()


def _ocr(text: str, chance: random.Random) -> str:
    share = chance.uniform(0.01, 0.2)
    return "".join(_OCR.get(one, one) if chance.random() < share else one for one in text)


def _homoglyphs(text: str, chance: random.Random) -> str:
    return " ".join(word.translate(_HOMOGLYPHS) if chance.random() < 0.3 else word for word in text.split(" "))


def _invisible(text: str, chance: random.Random) -> str:
    return "".join(one + chance.choice(_INVISIBLE) if chance.random() < 0.03 else one for one in text)


def _marks_shuffled(text: str, chance: random.Random) -> str:
    return "".join(chance.choice(_MARKS) if one in _MARKS and chance.random() < 0.5 else one for one in text)


def _marks_repeated(text: str, chance: random.Random) -> str:
    return "".join(one * chance.randrange(1, 8) if one in _MARKS else one for one in text)[: 4 * len(text)]


def _words_shuffled(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def _hard_wrapped(text: str, chance: random.Random) -> str:
    width = chance.randrange(3, 60)
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def _random_characters(text: str, chance: random.Random) -> str:
    return "".join(chr(chance.choice((chance.randrange(32, 0x3000), chance.randrange(0x1F000, 0x1FAFF)))) for _ in text)


def _one_word(text: str, chance: random.Random) -> str:
    return chance.choice(("A", "“", "Mr. ", "said ", "(", "of the ", "Ada Example, ", "\n", "\x00", "1,", "«")) * (
        len(text) // 3
    )


MUTATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "cut": _cut,
    "repeated": _repeated,
    "mixed encodings": _mixed_encoding,
    "one line": _one_line,
    "no punctuation": _no_punctuation,
    "all capitals": _all_capitals,
    "no capitals": _no_capitals,
    "OCR noise": _ocr,
    "homoglyphs": _homoglyphs,
    "invisible characters": _invisible,
    "marks shuffled": _marks_shuffled,
    "marks repeated": _marks_repeated,
    "words shuffled": _words_shuffled,
    "hard wrapped": _hard_wrapped,
    "random characters": _random_characters,
    "one word again and again": _one_word,
}
