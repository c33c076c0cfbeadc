"""Verdicts on one name, as lines on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from entourage.cli.summary import BADGE_STYLES
from entourage.cli.terminal import STARTER_ADVICE, cell, console
from entourage.dossier.words import badge_of, date_words, effect_words, feature_words
from entourage.model import Screening, Snapshot


def print_screenings(name: str, screenings: Sequence[Screening], snapshots: Sequence[Snapshot]) -> None:
    """Prints every verdict on a name with what speaks for and against.

    Args:
        name: as the user gave it.
        screenings: verdicts; those of ``not found`` are summed up in one line.
        snapshots: lists that were searched.
    """
    out = console()
    found = [screening for screening in screenings if screening.verdict != "not found"]
    out.print(cell(name, "bold"))
    for screening in found:
        _print_one(screening)
    if not found:
        out.print("  not found")
    searched = ", ".join(f"{one.dataset} ({date_words(one.date)}, {one.party_count:,} parties)" for one in snapshots)
    out.print(cell(f"Searched: {searched or 'no list'}"))
    if any(snapshot.starter for snapshot in snapshots):
        out.print(Text(STARTER_ADVICE, style="yellow"))


def _print_one(screening: Screening) -> None:
    out = console()
    badge = badge_of(screening)
    caption = screening.party.caption if screening.party else ""
    listing = screening.listing
    style = BADGE_STYLES.get(badge.key, "")
    head = f"{badge.symbol} {badge.label} as of {date_words(screening.as_of)}: {caption}, {screening.list}"
    out.print(Text("  ") + cell(head, style))
    if listing is not None:
        facts = [
            listing.authority,
            listing.program,
            effect_words(screening.legal_effect),
            f"record {listing.record_id}",
        ]
        out.print(Text("      ") + cell(", ".join(fact for fact in facts if fact), "dim"))
    for reason in screening.reasons:
        sign = "+" if reason.direction == "for" else "−"
        out.print(Text(f"      {sign} ") + cell(f"{feature_words(reason.feature)}: {reason.detail}"))
    if screening.to_settle:
        out.print(Text("      ") + cell(f"To settle: {screening.to_settle}"))
