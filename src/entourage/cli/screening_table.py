"""Verdicts on one name, as lines on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from entourage.cli.summary import BADGE_STYLES, print_searched
from entourage.cli.terminal import cell, console
from entourage.cli.waterfall import CEILING, bar, steps_of
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
        _print_one(screening, out)
    if not found:
        out.print("  not found")
    print_searched(snapshots, out)


def _print_one(screening: Screening, out: Console) -> None:
    badge = badge_of(screening)
    caption = screening.party.caption if screening.party else ""
    listing = screening.listing
    head = f"{badge.symbol} {badge.label} on {date_words(screening.as_of)}: {caption}, {screening.list}"
    _line(out, cell(head, BADGE_STYLES.get(badge.key, "")), 2)
    if listing is not None:
        record = f"record {listing.record_id}" if listing.record_id else ""
        facts = [listing.authority, listing.program, effect_words(screening.legal_effect), record]
        _line(out, cell(", ".join(fact for fact in facts if fact), "dim"), 4)
    for step in steps_of(screening):
        sign = "+" if step.weight >= 0 else "−"
        detail = next((r.detail for r in screening.reasons if r.feature == step.feature), "")
        words = f"{feature_words(step.feature)}: {detail}" if detail else CEILING
        _line(out, cell(f"{step.bar}  {sign}{abs(step.weight):.2f}  {words}"), 4)
    _line(out, cell(f"{bar(0.0, screening.score)}   {screening.score:.2f}  score", "bold"), 4)
    if screening.to_settle:
        _line(out, cell(f"To settle: {screening.to_settle}"), 4)


def _line(out: Console, text: Text, indent: int) -> None:
    """A line that keeps its indent where it wraps."""
    out.print(Padding(text, (0, 0, 0, indent), expand=False))
