"""What a unit counts on a list: people, bodies, ships, or all of them.

In: the unit of a claim ("people, companies and organizations"). Out: :class:`Counted`. Invariant: a word that no list
tells apart ("oligarchs", "bankers") is named as unknown, never left out.
"""

from __future__ import annotations

import msgspec

from entourage.checking.clause import places, tokens
from entourage.checking.knowledge import words
from entourage.model import ListedParty

_KINDS = ("Person", "Body", "LooseBody", "Vessel", "Airplane", "Any")
_SPLIT = frozenset({"Person", "Vessel", "Airplane"})


class Counted(msgspec.Struct, frozen=True):
    """What is counted.

    Attributes:
        kinds: of "Person", "Body", "Vessel", "Airplane"; empty for all.
        nationals: codes of countries named in the unit.
        unknown: words that no list tells apart.
        loose: whether companies are counted as bodies because the list does not tell them apart.
        relative: whether the unit counts from something else ("20 more people").
    """

    kinds: frozenset[str] = frozenset()
    nationals: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    loose: bool = False
    relative: bool = False

    def holds(self, party: ListedParty) -> bool:
        """Whether a party is of the kinds counted."""
        schema = party.schema if party.schema in _SPLIT else "Body"
        return not self.kinds or schema in self.kinds

    @property
    def words(self) -> str:
        """What is counted, in words."""
        names = {"Person": "people", "Body": "organisations", "Vessel": "ships", "Airplane": "aircraft"}
        shown = [word for kind, word in names.items() if kind in self.kinds]
        return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else "parties"


def counted(unit: str) -> Counted:
    """What the words of a unit count; see :class:`Counted`."""
    found = tokens(unit)
    named = places(found)
    inside = {at for place in named for at in range(place.first, place.last)}
    kinds: set[str] = set()
    unknown, relative, every = [], False, False
    for at, token in enumerate(found):
        if at in inside or not token.word[:1].isalnum():
            continue
        kind = next((kind for kind in _KINDS if token.word in words("counted", kind)), "")
        every = every or kind == "Any"
        relative = relative or token.word in words("counted", "loose")
        if kind:
            kinds.add(kind)
        elif token.word not in words("counted", "empty") and token.word not in words("counted", "loose"):
            unknown.append(token.word)
    people = [
        place for place in named if place.form == "demonym" and found[place.last - 1].word.endswith(("s", "ese", "sh"))
    ]
    if people and not kinds and not unknown and people[-1].last == len(found):
        kinds.add("Person")
    loose = "LooseBody" in kinds and "Body" not in kinds
    plain = frozenset("Body" if kind == "LooseBody" else kind for kind in kinds)
    everything = every or plain >= {"Person", "Body"}
    nationals = tuple(dict.fromkeys(place.code for place in named if place.code))
    return Counted(frozenset() if everything else plain, nationals, tuple(unknown), loose and not everything, relative)
