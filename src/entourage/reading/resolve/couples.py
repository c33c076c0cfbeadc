"""Couples: "Mr. and Mrs. Example" are two people, "Anna and Peter Example" share a surname.

In: the text around a name of a person. Out: whether a name is a couple's, and the surname that a given name takes from
the name after it.
"""

from __future__ import annotations

import re

from entourage.names import is_given_name, title_gender
from entourage.reading.cast import Cast, Party

_TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Lady|Lord|Judge|Rev|Sen|Gov|President|King|Queen)\.?"
_COUPLE = re.compile(rf"\b({_TITLES})\s+(?:and|&)\s+({_TITLES})\s*$")
_JOINED = re.compile(r"\s*(?:,|,?\s*(?:and|&))\s+")
_LAST_JOINT = re.compile(r"\s*,?\s*(?:and|&)\s+")
_TITLED = re.compile(rf"\b(?:{_TITLES}|\w+\.)\s*$")
_MAX_SHARED = 4


def couple_titles(text: str, start: int) -> tuple[str, str, int] | None:
    """The two titles before a name that two people share, and where the first begins; None for one person's name.

    >>> couple_titles("Mr. and Mrs. Example left.", 13)
    ('Mr.', 'Mrs.', 0)
    """
    window = max(0, start - 40)
    found = _COUPLE.search(text[window:start])
    return (found.group(1), found.group(2), window + found.start()) if found else None


def surname_after(text: str, names: list[tuple[int, int]], position: int) -> str:
    """The surname that a given name alone shares with the full name after it: "Anna and Peter Example" -> "Example".

    Args:
        text: the whole text.
        names: spans of all people's names, in order.
        position: index of the given name in ``names``.

    Returns:
        The surname; empty where no "and" leads to a full name, or the first is no known given name.
    """
    start, end = names[position]
    if not is_given_name(text[start:end]) or _TITLED.search(text[max(0, start - 12) : start]):
        return ""
    for place in range(position, min(position + _MAX_SHARED, len(names) - 1)):
        here, after = names[place], names[place + 1]
        joint, parts = text[here[1] : after[0]], text[slice(*after)].split()
        if not _JOINED.fullmatch(joint):
            return ""
        if len(parts) > 1:
            return " ".join(parts[1:]) if _LAST_JOINT.fullmatch(joint) else ""
        if not is_given_name(parts[0]):
            return ""
    return ""


def add_couple(cast: Cast, text: str, span: tuple[int, int], people: list[Party]) -> None:
    """Add a couple's mention: the group of the two people where the text names both, else a group of its own.

    Args:
        cast: with all people of the text.
        text: the whole text.
        span: the shared name ("Example" in "Mr. and Mrs. Example").
        people: who bears the surname.
    """
    titles = couple_titles(text, span[0])
    if titles is None:
        return
    genders = [title_gender(title) or "" for title in titles[:2]]
    fitting = [[p for p in people if p.gender == gender] for gender in genders]
    if all(len(found) == 1 for found in fitting) and fitting[0] != fitting[1]:
        members = [found[0] for found in fitting]
        ids = tuple(sorted(member.id for member in members))
        group = cast.groups.get(ids)
        if group is None:
            group = cast.add("LegalEntity", " and ".join(member.name for member in members), kind="group")
            group.members = tuple(member.id for member in members)
            cast.groups[ids] = group
    else:
        name = " ".join(text[titles[2] : span[1]].split())
        known = next((p for p in cast.parties.values() if p.kind == "group" and p.name == name), None)
        group = known or cast.add("LegalEntity", name, kind="group")
    group.plural = True
    cast.mention(group, titles[2], span[1])
