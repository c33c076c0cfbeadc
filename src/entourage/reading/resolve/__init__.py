"""Who is who: names, descriptions and pronouns put together into parties.

In: a Parsed text and its names. Out: a Cast. :func:`build_cast` joins names; :func:`link_descriptions`, once roles are
known, joins descriptions ("the journal", "the two scholars") and pronouns; :func:`resolve_token` answers for one place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entourage.reading.cast import Cast, Party
from entourage.reading.names import Name
from entourage.reading.parse import Parsed
from entourage.reading.resolve.descriptions import link_nominals
from entourage.reading.resolve.governments import link_named_governments
from entourage.reading.resolve.groups import named_together
from entourage.reading.resolve.organizations import resolve_organizations, resolve_places
from entourage.reading.resolve.people import resolve_people
from entourage.reading.resolve.pronouns import link_pronouns

_MAX_STEPS = 6

__all__ = ["build_cast", "link_descriptions", "resolve_token"]


def build_cast(parsed: Parsed, names: list[Name]) -> Cast:
    """One party per person, organisation, publication and place that is named.

    Args:
        parsed: the text and its analysis.
        names: from :func:`entourage.reading.names.find_names`.

    Returns:
        The cast with mentions of kind "name".
    """
    cast = Cast(parsed.text)
    resolve_people(parsed, cast, names)
    resolve_organizations(parsed, cast, names)
    resolve_places(parsed, cast, names)
    return cast


def link_descriptions(parsed: Parsed, cast: Cast) -> None:
    """Add mentions for descriptions and pronouns. Wants the roles that the text gives people, so that "the diplomat"
    is found.

    Args:
        parsed: the text and its analysis.
        cast: from :func:`build_cast`; mentions of kinds "nominal" and "pronoun" and group parties are added.
    """
    groups = named_together(parsed, cast)
    link_named_governments(parsed, cast)
    link_nominals(parsed, cast, groups)
    link_pronouns(parsed, cast, groups)


def resolve_token(parsed: Parsed, cast: Cast, token: Any) -> list[Party]:
    """The parties that a noun phrase's head token stands for.

    Args:
        token: head of a name, a description ("the department", "the authors") or a pronoun ("he", "they").

    Returns:
        One party, or a group's members; empty when the text does not bear it out.
    """
    for noun in _standing_for(token):
        party = cast.party_at(noun.idx)
        if party is not None:
            return cast.persons_of(party)
    return []


def _standing_for(token: Any) -> Iterator[Any]:
    """The token, then the names beside it that it is one noun phrase with: "its director, Ada Example", "colleague Ada
    Example"; for "whose", what the clause hangs on."""
    yield token
    if token.lower_ == "whose":
        clause = token.head
        for _ in range(_MAX_STEPS):
            if clause.dep_ == "relcl":
                yield clause.head
                return
            clause = clause.head
        return
    yield from (child for child in token.children if child.dep_ == "appos" and child.tag_ in {"NNP", "NNPS"})
    if token.dep_ == "appos" and token.head.tag_ in {"NNP", "NNPS"}:
        yield token.head
    if token.dep_ in {"compound", "nmod"} and token.head.tag_ in {"NNP", "NNPS"}:
        yield token.head
