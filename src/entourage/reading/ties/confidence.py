"""How sure a tie or a role is, by the construction that showed it.

In: the construction, and what the rule that found it took off for guesses (a pronoun, a description). Out: a number
from 0 to 1 that starts from a measured share of right ones (``shares.toml`` says on what).
"""

from __future__ import annotations

from entourage.reading.shares import measured_share

_PLAIN = 0.85
"""What a rule gives a tie that it did not have to guess anything of; more does not raise the share."""
_GUESSED = frozenset({"the organisation that speaks just before", "the organisation that is spoken of"})
_TAKEN = frozenset({"appointed", "serves as", "holds the post"})


def family_of(how: str) -> str:
    """The family of constructions that were judged together: all tie verbs, all ways of taking up a post."""
    if how.startswith("verb "):
        return "verb"
    if how.startswith("title before"):
        return "title"
    return "taken up" if how in _TAKEN else how


def confidence(kind: str, how: str, stated: float) -> float:
    """The share of right ties or roles found in that way, less where the rule had to guess.

    Args:
        kind: "tie" or "role".
        how: the construction.
        stated: the rule's own number, 0 to 1.
    """
    if how in _GUESSED:
        return round(stated, 2)
    share = measured_share("entourage.reading.ties", "shares.toml", kind, family_of(how))
    return round(share * min(1.0, stated / _PLAIN), 2)
