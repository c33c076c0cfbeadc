"""Who lists whom: the authorities that a clause makes act, and the countries that it makes targets.

In: tokens and places of a clause. Out: :class:`Actors`. Invariant: a place whose part is not shown by the words
around it is "loose", never an actor; groups of countries ("the West") are no authority.
"""

from __future__ import annotations

import itertools

import msgspec

from entourage.checking.clause import Place, Token, places, tokens
from entourage.checking.knowledge import table, words

_LOOK = 7
_BY_REACH = 14


class Actors(msgspec.Struct, frozen=True):
    """Parts of the places of a clause.

    Attributes:
        agents: codes of those who list, in order; several are several lists.
        targets: codes of countries that the measures are about.
        nationals: codes of countries whose nationals or bodies are counted ("185 Russians"); also in ``targets``.
        loose: codes of places whose part is not clear.
        group: whether a group of countries acts ("allies").
    """

    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    nationals: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    group: bool = False
    explicit: bool = False
    """Whether a target is named as the list or programme itself: "Canada's Ukraine list"."""


def is_about_lists(text: str) -> bool:
    """Whether a clause speaks of sanctions or of an authority's list at all."""
    found = tokens(text)
    if any(token.word in words("sanction", "about") for token in found) or named_list(text):
        return True
    every = [place for place in places(found) if place.form != "group"]
    its = any(one.word == "its" and after.word == "list" for one, after in itertools.pairwise(found))
    return any(_owns_list(found, place) or (its and _acts(found, place)) for place in every)


def actors(text: str, *, counted: tuple[int, int] = (0, 0)) -> Actors:
    """Who lists whom in a clause.

    Args:
        text: the clause.
        counted: where in ``text`` the words stand that say what is counted; (0, 0) for none.
    """
    found = tokens(text)
    agents: list[str] = []
    targets: list[str] = []
    nationals: list[str] = []
    loose: list[str] = []
    group = explicit = False
    every = places(found)
    for place in every:
        start = found[place.first].start
        part = _part(found, place, bool(agents))
        if counted[0] <= start < counted[1] and part != "agent":
            nationals.append(place.code)
            targets.append(place.code)
        elif place.form == "group":
            group = group or part == "agent"
        elif part == "agent":
            agents.append(place.code)
        elif part == "target":
            targets.append(place.code)
            explicit = explicit or _around(found, place) or _owns_list(found, place)
        else:
            loose.append(place.code)
    if not agents and not group and (code := named_list(text)):
        agents.append(code)
    return Actors(_unique(agents), _unique(targets), _unique(nationals), _unique(loose), group, explicit)


def _unique(codes: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code))


def _part(found: tuple[Token, ...], place: Place, has_agent: bool) -> str:
    if _acts(found, place) or _after_by(found, place):
        return "agent"
    if _owns_list(found, place):
        plain = place.form in {"name", "capital"} and not (place.possessive or place.initials)
        return "agent" if not plain or _of_before(found, place) else "target" if has_agent else "loose"
    if _stands_after(found, place, words("sanction", "against")) or _around(found, place):
        return "target"
    if _stands_after(found, place, frozenset({"in"})) and _before(found, place, {"sanctions", "list", "blacklist"}, 3):
        return "agent"
    return "loose"


def _acts(found: tuple[Token, ...], place: Place) -> bool:
    """ "Ottawa has slapped sanctions on ..."."""
    between, active = words("sanction", "between"), words("sanction", "active")
    verb = False
    for token in found[place.last : place.last + _LOOK]:
        if token.word in words("sanction", "passive"):
            return False
        if token.word in active and token.word not in {"sanctions", "lists"}:
            if token.word not in {"has", "have", "had"}:
                return not place.possessive
            verb = True
            continue
        if token.word in {"sanctions", "lists"} and not place.possessive and place.form in {"name", "capital", "body"}:
            return _verb_follows(found, place)
        if token.word not in between and not _names_place(found, found.index(token)):
            return verb and token.word.replace(",", "").isdigit()
    return False


def _verb_follows(found: tuple[Token, ...], place: Place) -> bool:
    """ "Canada sanctions 12 banks" but not "U.S. sanctions on 12 banks"."""
    after = found[place.last + 1 : place.last + 2]
    return bool(after) and after[0].word[:1].isdigit()


def _after_by(found: tuple[Token, ...], place: Place) -> bool:
    before = [token.word for token in found[max(0, place.first - 2) : place.first]]
    if "by" not in before:
        return False
    reach = found[max(0, place.first - _BY_REACH) : place.first]
    about = words("sanction", "about") | words("sanction", "active") | words("sanction", "lists")
    return any(token.word in about for token in reach)


def _owns_list(found: tuple[Token, ...], place: Place) -> bool:
    """ "Canada's consolidated sanctions list", "the U.S. Treasury's list", "Canadian sanctions", "the list of the
    EU"."""
    for offset, token in enumerate(found[place.last : place.last + _LOOK]):
        if token.word in words("sanction", "lists"):
            return place.possessive or offset < 3 or place.form in {"demonym", "body"}
        if token.word not in words("sanction", "before_list") and not _names_place(found, place.last + offset):
            break
    return _of_before(found, place)


def _of_before(found: tuple[Token, ...], place: Place) -> bool:
    """ "the list of the European Union"."""
    before = [token.word for token in found[max(0, place.first - 3) : place.first]]
    before = before[:-1] if before[-1:] == ["the"] else before[1:]
    return before[-1:] == ["of"] and before[:-1][-1:] in (["list"], ["blacklist"])


def _names_place(found: tuple[Token, ...], at: int) -> bool:
    return bool(places(found[at : at + 1]))


def _stands_after(found: tuple[Token, ...], place: Place, prepositions: frozenset[str]) -> bool:
    for token in reversed(found[max(0, place.first - 4) : place.first]):
        if token.word in prepositions:
            return True
        if token.word in {",", ";"} or token.word in words("sanction", "about"):
            return False
    return False


def _around(found: tuple[Token, ...], place: Place) -> bool:
    """ "over Russia's aggression toward Ukraine", "under its Iran programme"."""
    after = [token.word for token in found[place.last : place.last + 2]]
    return bool({"program", "programme", "regime", "regulations", "programmes", "programs"} & set(after))


def _before(found: tuple[Token, ...], place: Place, wanted: set[str], reach: int) -> bool:
    return any(token.word in wanted for token in found[max(0, place.first - reach) : place.first])


def named_list(text: str) -> str:
    """The authority of the one list that a text names without its authority: "the SDN list"; empty for none."""
    said = f" {' '.join(token.word for token in tokens(text))} "
    generic = words("sanction", "about")
    codes = {
        row["authority"]
        for row in table("lists").values()
        for sign in row["signs"]
        if sign not in generic and f" {sign} " in said
    }
    return codes.pop() if len(codes) == 1 else ""


def names_group(text: str) -> bool:
    """Whether a text names a group of countries: "allies", "the West"."""
    found = tokens(text)
    groups = {tuple(group.split()) for group in table("authorities")["groups"]["words"]}
    row = tuple(token.word for token in found)
    return any(row[at : at + size] in groups for size in (1, 2, 3) for at in range(len(row)))
