"""Names as the workbook of Japan's Ministry of Finance prints them.

In: one cell. Out: names, without marks of enumeration and without what says that they are aliases. Invariant: a name
in Latin letters that stands in brackets behind its Japanese form is a name of its own; nothing is romanised.
"""

from __future__ import annotations

import re
import unicodedata

from entourage.lists.text import clean

MAX_NAME = 150
"""Longer pieces are sentences about the names, not names."""
_ORIGINAL = re.compile(r"\(\s*(?:original script|Original script)\s*:?\s*([^()]*)\)?", re.I)
_KNOWN_AS = re.compile(r"\(?\s*\b[af]\.?\s?k\.?\s?a\.?\s*[:.]?", re.I)
_MARK = re.compile(r"\((?:[a-z]{1,2}|\d{1,2})\)")
_BREAK = re.compile(r"[\n;；]|、(?![^(]*\))|,(?=\s*\()")
_INNER = re.compile(r"\([^()]*\)")
_REPLACED = re.compile(r"[^\s()]+ ?\(([A-Z][^\s()]*)\)")
_PAIR = re.compile(r"^([^()]*[\u3040-\u30ff\u4e00-\u9fff][^()]*)\(([^()]*[A-Za-z][^()]*)\)\s*[、,]?$")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_NOTHING = ("", "不明", "なし", "-", "別名", "旧称")


def english_name(cell: str, *, person: bool = True) -> tuple[str, tuple[str, ...]]:
    """The name under "English", and other forms that stand in the same cell.

    Args:
        cell: as printed.
        person: whether a word in brackets may be another spelling of the word before it.

    Returns:
        The main name without the original script, which is among the other forms; both empty for an empty cell.

    >>> english_name("ADA EXAMPLE\\n(original script: Ада Пример)")
    ('ADA EXAMPLE', ('Ада Пример',))
    """
    text = unicodedata.normalize("NFKC", cell)
    others = [clean(found) for found in _ORIGINAL.findall(text)]
    main = clean(_ORIGINAL.sub(" ", text)).strip(" 、,")
    others += _without_brackets(main, person=person)
    return main, tuple(other for other in others if other and other != main)


def _without_brackets(name: str, *, person: bool) -> list[str]:
    """``Vladimir Vasiljev (Vasiliev)``: the name without brackets; a person's also with their words instead."""
    if "(" not in name.lstrip("("):
        return []
    bare = clean(_INNER.sub(" ", name))
    other = clean(_REPLACED.sub(r"\1", name)) if person and _REPLACED.search(name) else ""
    return [form for form in (bare, other if "(" not in other else "") if form]


def aliases(cell: str) -> list[str]:
    """The names in a cell of aliases.

    Returns:
        Names in printed order without repetition; empty for none.

    >>> aliases("(a)エイダ・エグザンプル（Ada Exampel）、(b)不明")
    ['エイダ・エグザンプル', 'Ada Exampel']
    """
    text = _KNOWN_AS.sub("\n", unicodedata.normalize("NFKC", cell))
    found: dict[str, None] = {}
    for part in (piece for block in _MARK.split(text) for piece in _BREAK.split(block)):
        piece = clean(part).strip(" 、,:;")
        pair = _PAIR.match(piece)
        for name in (clean(pair[1]), clean(pair[2])) if pair else _latin_or_japanese(piece):
            bare = _balanced(name).strip(" 、,:")
            if bare not in _NOTHING and len(bare) <= MAX_NAME:
                found[bare] = None
    return list(found)


def _latin_or_japanese(piece: str) -> tuple[str, ...]:
    """Latin names in one piece are parted by commas; Japanese ones by 、, which is done already."""
    if _JAPANESE.search(piece):
        return (piece,)
    return tuple(name.strip() for name in piece.split(", "))


def _balanced(text: str) -> str:
    if text.count("(") == text.count(")"):
        return text[1:-1] if text.startswith("(") and text.endswith(")") and text.count("(") == 1 else text
    return text.strip("()") if text.count("(") + text.count(")") == 1 else text
