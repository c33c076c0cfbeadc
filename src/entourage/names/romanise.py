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


_PLAIN = re.compile(r"[a-z]+(?:\|[a-z]+)*")
_ENDING = re.compile(r"(?:\(\?:([a-z|]+)\)|([a-z]+))\$")
_DOUBLED = r"(.)\1+"
_DOUBLES = re.compile(_DOUBLED)
_RARE = "hzxqjwcyg0135oevutsadmn"


class _Rule(NamedTuple):
    """One rule: a literal text to replace, or a pattern, which is tried where a word has one of the endings."""

    literal: str
    pattern: re.Pattern[str] | None
    endings: tuple[str, ...]
    text: str


_Block = tuple[str, tuple[_Rule, ...]]
"""Rules in a row that fit only words with a certain letter; that letter."""


def _rule(pattern: str, text: str) -> _Rule:
    if _PLAIN.fullmatch(pattern):
        return _Rule(pattern, None, (), text)
    ending = _ENDING.fullmatch(pattern)
    endings = tuple((ending.group(1) or ending.group(2)).split("|")) if ending else ("",)
    return _Rule("", re.compile(pattern), endings, text)


def _letter(pattern: str) -> str:
    """A letter without which a rule cannot fit."""
    ending = _ENDING.fullmatch(pattern)
    texts = (
        (ending.group(1) or ending.group(2)).split("|")
        if ending
        else [re.sub(r"\(\?[=!<].*?\)|\[.*?\]\+?", "", pattern)]
    )
    return next(letter for letter in _RARE if all(letter in text for text in texts))


def _blocks(pairs: list[list[str]]) -> tuple[_Block, ...]:
    blocks: list[tuple[str, list[_Rule]]] = []
    for pattern, text in pairs:
        for step in pattern.split("|") if _PLAIN.fullmatch(pattern) else [pattern]:
            letter = _letter(step) if step != _DOUBLED else ""
            if not blocks or (blocks[-1][0] != letter and blocks[-1][0] not in step) or not _PLAIN.fullmatch(step):
                blocks.append((letter, []))
            blocks[-1][1].append(_rule(step, text))
    return tuple((letter, tuple(rules)) for letter, rules in blocks if letter)


@cache
def _rules() -> tuple[tuple[_Block, ...], tuple[tuple[_Block, ...], ...]]:
    """The common rules, and those of each variant; that doubled letters are one is common to all."""
    table = toml_table("key_rules.toml")
    return _blocks(table["common"]), tuple(_blocks(variant["rules"]) for variant in table["variant"])


def _apply(blocks: tuple[_Block, ...], token: str) -> str:
    for letter, rules in blocks:
        if letter in token:
            for literal, pattern, endings, text in rules:
                if pattern is None:
                    token = token.replace(literal, text)
                elif token.endswith(endings):
                    token = pattern.sub(text, token)
    return token


def _key(blocks: tuple[_Block, ...], token: str) -> str:
    token = _apply(blocks, token)
    return _DOUBLES.sub(r"\1", token) if len(set(token)) < len(token) else token


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
    keys = [_key(common, plain).lower()]
    for variant in variants:
        changed = _apply(variant, plain)
        if changed is not plain and changed != plain and (key := _key(common, changed).lower()) not in keys:
            keys.append(key)
    return tuple(keys)


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
