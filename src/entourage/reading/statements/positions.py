"""Who is for, against or of two minds, on what the text is about.

In: a Parsed text with its Cast and quotes. Out: :class:`entourage.model.Position` values. Invariants: one position
per party and proposition; two sides of one question carry the same words of it; every position opens at what shows
it; time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from entourage.model import Position, Quote
from entourage.reading.cast import Cast
from entourage.reading.parse import Parsed
from entourage.reading.shares import measured_share
from entourage.reading.statements.sides import Sides
from entourage.reading.statements.stances import find_stances
from entourage.reading.statements.voices import Voices
from entourage.reading.statements.wording import Page

# Beside the measured share of all (data/shares.toml), which nearly all come from verbs; a judgement.
_BESIDE_VERBS = {"verb": 1.0, "state": 1.0, "label": 0.9, "fear": 0.85, "blame": 0.95, "should": 0.8, "reason": 0.85}
_POINTS_BACK = 0.9


def find_positions(parsed: Parsed, cast: Cast, quotes: Sequence[Quote]) -> tuple[Position, ...]:
    """Who is for and against what.

    Args:
        parsed: the analysed text.
        cast: its parties; a group counts as its members.
        quotes: of the same text; they say whose words a demand is in.

    Returns:
        Positions, those on one proposition together, in order of its first appearance; empty where nobody takes one.
    """
    page, voices, sides = Page(parsed, cast), Voices(quotes), Sides()
    share = measured_share("entourage.reading.statements", "data/shares.toml", "position", "all")
    for paragraph in parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for stance in find_stances(page, voices, paragraph):
            topic = sides.topic_of(stance.proposition, paragraph.index, stance.side)
            if topic is None:
                continue
            confidence = share * _BESIDE_VERBS[stance.how] * (_POINTS_BACK if stance.proposition.again else 1.0)
            for party in stance.parties:
                sides.take(party.id, topic, stance.side, stance.span, confidence)
    return sides.positions()
