"""Names as they get damaged on their way: typing, scanning, spacing, leaving out, romanising, hiding.

In: a name and a seed. Out: the damaged name, or None where a kind of damage does not apply. Invariant: the same name,
kind and seed give the same damage.
"""

from __future__ import annotations

import random
from collections.abc import Callable

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ROMANISED = (
    ("kh", "h"), ("q", "k"), ("ou", "u"), ("ee", "i"), ("sh", "ch"), ("y", "i"), ("u", "ou"), ("i", "y"), ("ks", "x"),
    ("ts", "tz"), ("zh", "j"), ("dj", "j"), ("ai", "ay"), ("aa", "a"), ("ph", "f"), ("mohammad", "muhammed"),
    ("muhammad", "mohamed"), ("hussein", "husayn"), ("ahmad", "ahmed"), ("sergei", "serguei"), ("ov", "off"),
)  # fmt: skip
_SCANNED = (("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "1"), ("o", "0"), ("s", "5"), ("b", "8"), ("i", "l"))
_LOOK_ALIKES = dict(zip("aceopxyis", "асеорхуіѕ", strict=True)) | dict(zip("ABEKMHOPCTX", "АВЕКМНОРСТХ", strict=True))
_INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\u00a0"
Damage = Callable[[list[str], random.Random], list[str] | None]


def _long(words: list[str], chance: random.Random, least: int = 4) -> int | None:
    places = [i for i, word in enumerate(words) if len(word) >= least]
    return chance.choice(places) if places else None


def _like(letter: str, model: str) -> str:
    return letter.upper() if model.isupper() else letter


def _change(words: list[str], chance: random.Random, change: Callable[[str, random.Random], str]) -> list[str] | None:
    place = _long(words, chance)
    if place is None:
        return None
    return [*words[:place], change(words[place], chance), *words[place + 1 :]]


def _neighbour_key(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    row = next((r for r in _ROWS if word[at].lower() in r), "")
    if not row:
        return word
    spot = row.index(word[at].lower())
    letter = row[spot - 1] if (spot and chance.random() < 0.5) or spot == len(row) - 1 else row[spot + 1]
    return word[:at] + _like(letter, word[at]) + word[at + 1 :]


def _any_letter(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + _like(chance.choice("abcdefghiklmnoprstuvyz"), word[at]) + word[at + 1 :]


def _swap(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _drop(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _double(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _order(words: list[str], chance: random.Random) -> list[str] | None:
    if len(words) < 2:
        return None
    return [*words[1:], words[0]] if chance.random() < 0.5 else [words[-1], *words[:-1]]


def _join(words: list[str], chance: random.Random) -> list[str] | None:
    if len(words) < 2:
        return None
    at = chance.randrange(len(words) - 1)
    return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def _split(words: list[str], chance: random.Random) -> list[str] | None:
    place = _long(words, chance, 5)
    if place is None:
        return None
    at = chance.randrange(2, len(words[place]) - 1)
    return [*words[:place], words[place][:at], words[place][at:], *words[place + 1 :]]


def _initial(words: list[str], chance: random.Random) -> list[str] | None:
    return [words[0][0] + chance.choice(("", ".")), *words[1:]] if len(words) > 1 and len(words[0]) > 1 else None


def _leave_out(words: list[str], chance: random.Random) -> list[str] | None:
    if len(words) < 3:
        return None
    at = chance.randrange(1, len(words) - 1)
    return [*words[:at], *words[at + 1 :]]


def _replace(table: tuple[tuple[str, str], ...]) -> Damage:
    def damage(words: list[str], chance: random.Random) -> list[str] | None:
        name = " ".join(words)
        fits = [pair for pair in table if pair[0] in name.lower()]
        if not fits:
            return None
        old, new = chance.choice(fits)
        at = name.lower().index(old)
        return (
            name[:at] + (new.upper() if name[at : at + 1].isupper() and name.isupper() else new) + name[at + len(old) :]
        ).split()

    return damage


def _look_alike(words: list[str], chance: random.Random) -> list[str] | None:
    name = " ".join(words)
    places = [i for i, c in enumerate(name) if c in _LOOK_ALIKES]
    if not places:
        return None
    chosen = set(places) if chance.random() < 0.3 else {chance.choice(places)}
    return "".join(_LOOK_ALIKES[c] if i in chosen else c for i, c in enumerate(name)).split(" ")


def _invisible(words: list[str], chance: random.Random) -> list[str] | None:
    name = " ".join(words)
    at = chance.randrange(1, len(name))
    return (name[:at] + chance.choice(_INVISIBLE) + name[at:]).split(" ")


KINDS: dict[str, Damage] = {
    "neighbouring key": lambda w, c: _change(w, c, _neighbour_key),
    "wrong letter": lambda w, c: _change(w, c, _any_letter),
    "transposed": lambda w, c: _change(w, c, _swap),
    "letter missing": lambda w, c: _change(w, c, _drop),
    "letter doubled": lambda w, c: _change(w, c, _double),
    "word order": _order,
    "joined": _join,
    "split": _split,
    "initial": _initial,
    "middle left out": _leave_out,
    "romanised otherwise": _replace(_ROMANISED),
    "scanned": _replace(_SCANNED),
    "look-alikes": _look_alike,
    "invisible": _invisible,
}
LIGHT = ("neighbouring key", "wrong letter", "transposed", "letter missing", "letter doubled", "word order")
"""What "damaged" means in the short table: small typing errors and reshuffles."""


def damaged(name: str, kind: str, seed: int) -> str | None:
    """A name with one damage; None where the kind does not apply or changes nothing.

    Args:
        name: as listed.
        kind: key of :data:`KINDS`.
        seed: another seed damages another place.
    """
    chance = random.Random(f"{seed}|{kind}|{name}")
    words = KINDS[kind](name.replace(",", " ").split(), chance)
    text = " ".join(words) if words else ""
    return text if text and text != name else None


def lightly(name: str, seed: int) -> str:
    """A name with one small typing error or reshuffle."""
    chance = random.Random(f"{seed}|{name}")
    kinds = list(LIGHT)
    chance.shuffle(kinds)
    return next((text for kind in kinds if (text := damaged(name, kind, seed))), name)
