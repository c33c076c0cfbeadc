"""All quotes of a text in one language.

In: a Scene. Out: :class:`entourage.model.Quote` values. Invariants: in order of the text, ids "quote-1" ...; a
speaker is the id of a party of the cast; the same input gives the same output.
"""

from __future__ import annotations

from entourage.model import Quote
from entourage.reading.languages.direct import read_direct
from entourage.reading.languages.draft import Draft
from entourage.reading.languages.reported import read_reported
from entourage.reading.languages.scene import Scene


def find_quotes(scene: Scene) -> tuple[Quote, ...]:
    """Direct, mixed and indirect quotes with their speakers.

    Args:
        scene: with the roles of its people known, so that "la ministre" finds its person.

    Returns:
        Quotes in order; empty for a text without any.
    """
    direct = read_direct(scene)
    drafts = sorted([*direct, *read_reported(scene, direct)], key=lambda d: (d.parts[0].start, -d.parts[-1].end))
    return tuple(_quote(draft, number) for number, draft in enumerate(drafts, 1))


def _quote(draft: Draft, number: int) -> Quote:
    speaker = draft.speaker
    return Quote(
        id=f"quote-{number}",
        content=tuple(draft.parts),
        cue=draft.cue,
        speakers=(speaker.party.id,) if speaker is not None and speaker.party is not None else (),
        speaker_span=speaker.span if speaker is not None else None,
        kind=draft.kind,
        how=draft.how,
        confidence=round(draft.confidence, 2),
        negated=draft.negated,
    )
