"""What an organisation is called inside what a list calls it.

In: a name as a list prints it: ``State concern 'Example Wines' (formerly Example)``. Out: the names inside. Invariant:
nothing is made up: every name that comes out stands in the one that went in.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.fuzz import token_sort_ratio

from entourage.names import romanise, strip_legal_form

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
_QUOTED = re.compile(r"[‘“”\"'«„](?P<name>[^‘’“”\"«»„]{4,}?)[’“”\"'»]")
_ALSO = re.compile(r"\b(?:a\.?k\.?a\.?|f\.?k\.?a\.?|formerly known as|also known as|so-called)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_SAME_LETTERS = 92
_SHORTEST = 5


def without_brackets(name: str) -> str:
    """A name without what stands in brackets, which is most often its short form or another spelling.

    >>> without_brackets("Example-Most OOO (EM OOO)")
    'Example-Most OOO'
    """
    return _BRACKETS.sub(" ", name).strip() or name


def parts_of(name: str) -> tuple[str, ...]:
    """The name without brackets, what stands in quotation marks, and what "a.k.a." parts; as written, each once.

    >>> parts_of("Winery 'Example' a.k.a. Plant No 1")
    ("Winery 'Example' a.k.a. Plant No 1", 'Example', "Winery 'Example'", 'Plant No 1')
    """
    bare = without_brackets(name)
    parts = [bare, *(match["name"] for match in _QUOTED.finditer(name)), *_ALSO.split(bare)]
    return tuple(dict.fromkeys(part.strip() for part in parts if len(plain(part)) >= _SHORTEST))


@lru_cache(maxsize=20_000)
def inner_names(name: str) -> tuple[str, ...]:
    """The same in plain words.

    >>> inner_names("State concern 'Example Wines'")
    ('state concern example wines', 'example wines')
    """
    return tuple(dict.fromkeys(plain(part) for part in parts_of(name)))


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """Words of a name in Latin letters and lower case, legal forms left out."""
    return " ".join(_WORD.findall(romanise(strip_legal_form(name)[0]).casefold()))


def one_inside(left: str, right: str) -> bool:
    """Whether one name is inside the other: between quotation marks, or as its last words, two at least.

    >>> one_inside("Azov distillery plant", "Crimean Republican Enterprise 'Azov distillery plant'")
    True
    >>> one_inside("Gazprom", "Gazprom Neft")
    False
    """
    ones, others = inner_names(left), inner_names(right)
    if any(token_sort_ratio(one, other) >= _SAME_LETTERS for one in ones for other in others):
        return True
    one, other = sorted((plain(without_brackets(left)).split(), plain(without_brackets(right)).split()), key=len)
    return len(one) > 1 and other[-len(one) :] == one
