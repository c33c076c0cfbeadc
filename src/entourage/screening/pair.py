"""The score of a pair of names: the one seam between matching and everything that uses it.

In: a FollowTheMoney schema and two names. Out: 0 to 1. Invariants: symmetric; a name with letters scores 1 with itself.
"""

from __future__ import annotations

from functools import lru_cache

from entourage.screening.organisation_score import compared, organisation_score
from entourage.screening.organisation_words import organisation_name
from entourage.screening.person_score import person_score
from entourage.screening.person_words import person_name

ORGANISATIONS = frozenset({"Organization", "Company", "PublicBody", "LegalEntity"})
MAX_CHARS = 500
"""What is looked at of a name: a text that is longer is no name and must not cost time."""

_EITHER = frozenset({"LegalEntity", "Thing"})
SCREENED = ORGANISATIONS | {"Person", "Vessel"}


@lru_cache(maxsize=65_536)
def score(schema: str, name1: str, name2: str) -> float:
    """How well two names agree.

    Args:
        schema: FollowTheMoney's: ``Person`` compares persons' names, ``Vessel`` ships'; ``LegalEntity`` and
            ``Thing`` take the better of a person's and an organisation's reading, unless a legal form or a word like
            "bank" shows an organisation; everything else compares as organisations.
        name1, name2: as written, any script, order and case.

    Returns:
        0 (nothing agrees, or a name is empty) to 1 (equal). From about 0.8 a person should look at it.

    >>> score("Person", "Vladimir Potanin", "ПОТАНИН Владимир Олегович") > 0.9
    True
    """
    name1, name2 = name1[:MAX_CHARS], name2[:MAX_CHARS]
    if schema == "Person":
        return person_score(person_name(name1), person_name(name2))
    if schema == "Vessel":
        return organisation_score(name1, name2, ship=True)
    one, other = organisation_name(name1), organisation_name(name2)
    organisation = compared(one, other)
    if schema in _EITHER and not (one.forms or other.forms or one.generic or other.generic):
        return max(organisation, person_score(person_name(name1), person_name(name2)))
    return organisation
