"""Romanising: any script to Latin, and the key under which competing romanisations of one name meet.

In: names in any script. Out: ASCII text and keys. Invariant: the key of a key's spelling is stable for equal input.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from entourage.names.tables import toml_table
from entourage.names.text import normalise

_CYRILLIC = re.compile(r"[\u0400-\u052f]+")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]|[зсц]ьк")


@cache
def _letters(language: str) -> dict[int, str]:
    table = dict(toml_table("cyrillic.toml")["russian"])
    if language == "ukrainian":
        table.update(toml_table("cyrillic.toml")["ukrainian"])
    pairs = {ord(letter): latin for letter, latin in table.items()}
    pairs.update({ord(letter.upper()): latin.capitalize() for letter, latin in table.items()})
    return pairs


@lru_cache(maxsize=65_536)
def romanise(text: str) -> str:
    """Text in Latin letters: Russian and Ukrainian by the usual English forms, all else by general tables.

    Args:
        text: any script; Ukrainian is told from Russian by its own letters, anywhere in ``text``.

    Returns:
        ASCII; empty for empty text.

    >>> romanise("Потанин Владимир Олегович")
    'Potanin Vladimir Olegovich'
    """
    if text.isascii():
        return text
    from anyascii import anyascii

    letters = _letters("ukrainian" if _UKRAINIAN.search(text) else "russian")
    latin = _CYRILLIC.sub(lambda found: found.group().translate(letters), text)
    return str(anyascii(latin))


_PLAIN = re.compile(r"[a-z|]+")
_NOT_LITERAL = re.compile(r"\(\?.*?\)|\(.*?\)|\[.*?\]|[\^$+*?]")


class _Rule(NamedTuple):
    """One rule: literal texts to replace, or a pattern and a literal without which it cannot fit."""

    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    needs: str
    text: str


def _rule(pattern: str, text: str) -> _Rule:
    literals = tuple(pattern.split("|")) if _PLAIN.fullmatch(pattern) else ()
    needed = [piece for piece in _NOT_LITERAL.sub(" ", pattern).split() if piece.isalnum()]
    return _Rule(literals, re.compile(pattern), needed[0] if needed and "|" not in pattern else "", text)


@cache
def _rules() -> tuple[list[_Rule], list[list[_Rule]]]:
    table = toml_table("key_rules.toml")
    common = [_rule(pattern, text) for pattern, text in table["common"]]
    return common, [[_rule(p, t) for p, t in variant["rules"]] for variant in table["variant"]]


def _apply(rules: list[_Rule], token: str) -> str:
    for literals, pattern, needs, text in rules:
        if literals:
            for literal in literals:
                if literal in token:
                    token = token.replace(literal, text)
        elif needs in token:
            token = pattern.sub(text, token)
    return token


@lru_cache(maxsize=131_072)
def name_keys(token: str) -> tuple[str, ...]:
    """All keys of one word of a name: the usual reading first, then French and German style where they differ.

    Args:
        token: one word, any script.

    Returns:
        One to three keys; an empty tuple for a word without letters or digits.
    """
    plain = token if token.isascii() and token.isalnum() else normalise(romanise(normalise(token))).replace(" ", "")
    plain = plain.lower()
    if not plain:
        return ()
    common, variants = _rules()
    keys = [_apply(common, plain)]
    keys += [_apply(common, changed) for v in variants if (changed := _apply(v, plain)) != plain]
    return tuple(dict.fromkeys(key.lower() for key in keys))


def name_key(token: str) -> str:
    """The key under which the competing romanisations of one word of a name meet.

    Args:
        token: one word, any script.

    Returns:
        The first of :func:`name_keys`; empty for a word without letters or digits.

    >>> name_key("Sergey") == name_key("Sergei") == name_key("Serguei") == name_key("Сергей")
    True
    """
    keys = name_keys(token)
    return keys[0] if keys else ""
