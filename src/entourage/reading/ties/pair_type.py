"""The probable type of a tie between two parties, guessed from the words around them.

In: a text and two names in it. Out: a type with a probability, or None. Invariant: a guess is no statement of the text;
nothing in :func:`entourage.reading.read` makes a tie of it. For whoever already knows that two parties are tied (a
link chart, a set of tagged pairs) and asks how.
Source of the weights: ``pair_types.tsv``, see its head; trained by ``benchmarks/reading/ties/train_pair_types.py``.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from entourage.model import Span, Tie
from entourage.reading.cast import Cast
from entourage.reading.parse import Parsed
from entourage.reading.ties.pair_features import pair_features

SCHEMATA = {
    "EMPLOYEE": "Employment",
    "MANAGER": "Directorship",
    "OWNER": "Ownership",
    "MEMBER": "Membership",
    "FAMILY": "Family",
    "ASSOCIATE": "Associate",
}
"""FollowTheMoney's schema of a type; the others (BUSINESS, ANTAGONIST, INDIRECT, OTHER) are an UnknownLink, and
WITHIN, a place in a place, is none."""


@dataclass(frozen=True)
class PairType:
    """A guess.

    Attributes:
        type: EMPLOYEE, MANAGER, OWNER, MEMBER, FAMILY, ASSOCIATE, BUSINESS, ANTAGONIST, WITHIN, INDIRECT or OTHER.
        schema: what FollowTheMoney calls it; empty for WITHIN.
        share_right: how often guesses as clear as this one were right for pairs not seen in training, 0 to 1.
        shares: the model's weight of every type, summing to 1; not calibrated.
    """

    type: str
    schema: str
    share_right: float
    shares: dict[str, float]


@dataclass(frozen=True)
class _Model:
    types: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]
    steps: tuple[tuple[float, float], ...]


@functools.cache
def _model() -> _Model:
    types: tuple[str, ...] = ()
    steps: list[tuple[float, float]] = []
    weights = {}
    for line in (files(__package__) / "pair_types.tsv").read_text("utf-8").splitlines():
        name, *cells = line.split("\t")
        if name == "#types":
            types = tuple(cells)
        elif name == "#right":  # from this weight of the clearest type on, this share was right
            steps.append((float(cells[0]), float(cells[1])))
        elif not name.startswith("#"):
            weights[name] = tuple(float(cell or 0) for cell in cells)
    return _Model(types, weights, tuple(steps))


def stated_features(ties: tuple[Tie, ...], cast: Cast, subject: Span, object_: Span) -> dict[str, float]:
    """What the rules of this room say of the two parties, as features."""
    ends = [{party.id for _, party, _ in cast.mentions_in(span.start, span.end)} for span in (subject, object_)]
    both = {frozenset((a, b)) for a in ends[0] for b in ends[1]}
    return {f"stated {tie.schema}": 1.0 for tie in ties if frozenset((tie.subject, tie.object)) in both}


def guess_type(parsed: Parsed, cast: Cast, ties: tuple[Tie, ...], subject: Span, object_: Span) -> PairType:
    """The probable type of a tie of two mentions of a text that was read.

    Args:
        parsed, cast, ties: the text, its parties, and the ties that it states.
        subject, object_: where the two stand, in the order of the tie.

    Returns:
        The clearest type; with the share that was right when the model was that sure.
    """
    model = _model()
    found = (
        pair_features(parsed, cast, subject, object_) | stated_features(ties, cast, subject, object_) | {"bias": 1.0}
    )
    sums = [0.0] * len(model.types)
    for name, weight in found.items():
        for index, value in enumerate(model.weights.get(name, ())):
            sums[index] += weight * value
    top = max(sums)
    shares = [math.exp(value - top) for value in sums]
    total = sum(shares)
    best = max(range(len(shares)), key=lambda index: shares[index])
    clear = shares[best] / total
    right = [share for low, share in model.steps if clear >= low]
    kind = model.types[best]
    schema = "" if kind == "WITHIN" else SCHEMATA.get(kind, "UnknownLink")
    weighed = {name: share / total for name, share in zip(model.types, shares, strict=True)}
    return PairType(kind, schema, right[-1] if right else 0.0, weighed)


def tie_type(text: str, subject: str, object_: str) -> PairType | None:
    """The probable type of the tie between two parties that a sentence names.

    Args:
        text: a sentence or a few, in English.
        subject, object_: the two names as the text writes them, in the order of the tie (employee, employer).

    Returns:
        A guess, also where the text states no tie; None where the text lacks one of the names.

    Raises:
        ReadingError: when no English model is installed.
    """
    return tie_types(text, [(subject, object_)])[0]


def tie_types(text: str, pairs: Sequence[tuple[str, str]]) -> list[PairType | None]:
    """As :func:`tie_type` for several pairs of one text, which is read once; in their order, empty for none."""
    from entourage.model import Block, Document
    from entourage.reading.names import find_names
    from entourage.reading.parse import parse
    from entourage.reading.resolve import build_cast, link_descriptions
    from entourage.reading.ties.roles import find_roles
    from entourage.reading.ties.ties import find_ties

    places = [tuple(_place(text, name) for name in pair) for pair in pairs]
    if not any(all(pair) for pair in places):
        return [None] * len(places)
    block = Block(span=Span(0, len(text)))
    parsed = parse(Document(id="doc-pair", sha256="", source="text", text=text, blocks=(block,)))
    cast = build_cast(parsed, find_names(parsed))
    find_roles(parsed, cast)
    link_descriptions(parsed, cast)
    ties = find_ties(parsed, cast)
    return [guess_type(parsed, cast, ties, a, b) if a and b else None for a, b in places]


def _place(text: str, name: str) -> Span | None:
    start = text.find(name)
    return Span(start, start + len(name)) if name and start >= 0 else None
