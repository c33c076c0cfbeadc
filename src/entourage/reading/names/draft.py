"""What a name is while it is being found, and when it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from entourage.model import Span

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
NameKind = Literal["person", "organization", "place", "people", "work", "event", "product"]


@dataclass(frozen=True)
class Name:
    """A name as it stands in the text: no title before it, no article, no possessive after it.

    Attributes:
        publication: something was published in it.
        team: a team named like its country or town.
    """

    span: Span
    kind: NameKind
    publication: bool = False
    team: bool = False


@dataclass
class Draft:
    """A candidate: tokens ``[first, last)`` of the Doc.

    Attributes:
        label: the model's opinion as a kind; empty when the model saw nothing there.
        titled: a title stands before it ("Mr.", "Prof.").
        publication: the words around it say that something was published in it.
        composed: its words alone show an organisation ("... Association", "Centre for ...").
    """

    first: int
    last: int
    label: str = ""
    titled: bool = False
    publication: bool = False
    composed: bool = False
