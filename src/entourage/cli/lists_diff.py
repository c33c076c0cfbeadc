"""Two snapshots of one list, as lines on the terminal.

In: a ``ListDiff``. Out: counts, then names with birth date, programme and record. Invariant: what is not shown is
counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from entourage.cli.terminal import cell, console

if TYPE_CHECKING:
    from entourage.lists import Change, ListDiff
    from entourage.model import ListedParty

_T = TypeVar("_T")


def print_diff(found: ListDiff, *, limit: int | None) -> None:
    """Prints who came, who went and who changed.

    Args:
        found: the difference.
        limit: how many of each kind to name; None names all.
    """
    out = console()
    before, after = found.before, found.after
    title = f"{after.title}: {before.date} ({before.party_count:,}) to {after.date} ({after.party_count:,} parties)"
    out.print(cell(title, "bold"), soft_wrap=True)
    _block(f"{len(found.came):,} came", found.came, lambda party: f"+ {_words(party)}", limit)
    _block(f"{len(found.went):,} went", found.went, lambda party: f"- {_words(party)}", limit)
    _block(f"{len(found.changed):,} changed", found.changed, _change, limit)
    out.print(cell(f"{found.same:,} the same"))


def _block(heading: str, found: Sequence[_T], words: Callable[[_T], str], limit: int | None) -> None:
    out = console()
    out.print(cell(heading, "bold"))
    for one in found[:limit]:
        out.print("  ", cell(words(one)), sep="", soft_wrap=True)
    if limit is not None and len(found) > limit:
        out.print(cell(f"  and {len(found) - limit:,} more (--all)"))


def _words(party: ListedParty) -> str:
    """``Ada EXAMPLE, born 1961-01-03, Russia, record Russia/1/7, listed 2022-04-05``."""
    listing = party.listings[0]
    births = " or ".join(party.properties.get("birthDate", ()))
    facts = (
        party.caption,
        f"born {births}" if births and party.schema == "Person" else "",
        listing.program,
        f"record {listing.record_id}" if listing.record_id else "",
        f"listed {listing.listing_date}" if listing.listing_date else "",
    )
    return ", ".join(fact for fact in facts if fact)


def _change(change: Change) -> str:
    parts = [
        f"{field}: {'; '.join(went) or 'none'} became {'; '.join(came)}"
        if went and came
        else f"{field}: without {'; '.join(went)}"
        if went
        else f"{field}: with {'; '.join(came)}"
        for field, (went, came) in change.fields.items()
    ]
    return f"~ {_words(change.after)}. {'. '.join(parts)}"
