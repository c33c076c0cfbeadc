"""Words of a claim that nothing at hand explains, the themes that lists have programmes for, and the date in its words.

In: a clause. Out: words, themes, an ISO date. Invariant: a word that may restrict what is counted is never passed over.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from entourage.checking.clause import places, tokens
from entourage.checking.knowledge import table, words

_CUT = re.compile(
    r"[,;–—(]\s*(?:(?:of|most|many|half|some) of|of whom|of which|including|according to|said|says|compared with)\b.*",
    re.DOTALL,
)
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_WHEN = re.compile(
    rf"\b(?:as of|by|in|at the end of|on|until|of)\s+(?:early |late |mid-|the end of )?"
    rf"(?:(?P<day>\d{{1,2}})\s+)?(?:(?P<month>{'|'.join(_MONTHS)})\s+)?(?:(?P<day2>\d{{1,2}}),\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


class Theme(msgspec.Struct, frozen=True):
    """A theme of a sentence: its words, and the programmes of lists that are about it."""

    words: tuple[str, ...]
    programs: dict[str, tuple[str, ...]]


@cache
def themes() -> tuple[Theme, ...]:
    """The table of themes."""
    return tuple(msgspec.convert(row, Theme) for row in table("words")["theme"])


def theme_of(text: str) -> Theme | None:
    """The theme that a clause speaks of; None for none or for several."""
    said = {token.word for token in tokens(text)}
    found = [theme for theme in themes() if said & set(theme.words)]
    return found[0] if len(found) == 1 else None


def unexplained(text: str, unit: str) -> tuple[str, ...]:
    """Words of a clause that may restrict what is counted, in order; empty for none.

    Args:
        text: the clause; what follows in a clause of its own ("of whom ...") is left out.
        unit: the words that say what is counted, which are looked at elsewhere.
    """
    kept = _CUT.sub("", text).replace(unit, " ") if unit else _CUT.sub("", text)
    found = tokens(kept)
    named = {at for place in places(found) for at in range(place.first, place.last)}
    theme = theme_of(text)
    known = words("plain", "words") | words("sanction", "about") | words("sanction", "active")
    known |= frozenset().union(*(table("words")["counted"].values())) | words("numbers", "words")
    known |= words("sanction", "before_list") | (frozenset(theme.words) if theme else frozenset())
    known |= frozenset({"law", "act", "foreign", "officials", "victims"}) if theme else frozenset()
    odd = [
        token.word
        for at, token in enumerate(found)
        if at not in named and token.word[:1].isalpha() and token.word not in known and not token.word.endswith("ly")
    ]
    return tuple(dict.fromkeys(odd))


def date_in(text: str) -> str:
    """The one date that a clause states with "as of", "by", "in", "on"; empty for none or several.

    >>> date_in("As of April 2020, 242 people were on it"), date_in("in 2014 or in 2015")
    ('2020-04', '')
    """
    found = [_iso(match) for match in _WHEN.finditer(text)]
    return found[0] if len(found) == 1 else ""


def _iso(match: re.Match[str]) -> str:
    month = _MONTHS.index(match["month"].lower()) + 1 if match["month"] else 0
    day = match["day"] or match["day2"]
    return match["year"] + (f"-{month:02d}" + (f"-{int(day):02d}" if day else "") if month else "")
