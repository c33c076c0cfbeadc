"""``entourage who``: one name on every loaded list, on a day and today.

In: a name and, if known, a birth date and a day. Out: per record its facts and one verdict for each day, with what it
rests on. Invariant: the two days are judged apart, by the screening that documents get too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from entourage.cli.dates import day, partial_day
from entourage.cli.screen import SCHEMATA

if TYPE_CHECKING:
    from entourage.model import Screening

MOST = 50
"""How many records are shown; a name that fits more says too little."""


@click.command()
@click.argument("name")
@click.option("--born", metavar="DATE", help="Birth date: 1961, 1961-01 or 1961-01-03.", callback=partial_day)
@click.option("--on", "on", metavar="DATE", help="A day to judge beside today: 2021-01-11.", callback=day)
@click.option("--country", metavar="CODE", help="Country, two letters (ISO 3166-1).")
@click.option("--schema", type=click.Choice(SCHEMATA), default="Person", show_default=True)
def who(name: str, born: str, on: str, country: str | None, schema: str) -> None:
    """Show where NAME stands on every loaded list, on a day and today, with records and dates."""
    from entourage.cli.summary import print_searched
    from entourage.cli.terminal import cell, console
    from entourage.pipeline import day_of_run, lists_at_hand, name_index_folder
    from entourage.screening import ListSet

    today = day_of_run("")
    lists = ListSet(lists_at_hand(), cache=name_index_folder())
    records: dict[tuple[str, str], list[Screening]] = {}
    for one_day in dict.fromkeys(one for one in (on, today) if one):
        for found in lists.screen(
            name, schema=schema, birth_date=born, country=country or "", today=one_day, limit=MOST
        ):
            records.setdefault((found.list, found.party.id if found.party else ""), []).append(found)
    out = console()
    out.print(cell(name, "bold"))
    for screenings in records.values():
        _print_record(screenings, today)
    silent = sorted({snapshot.dataset for snapshot in lists.snapshots} - {dataset for dataset, _ in records})
    if silent:
        out.print("  ", cell(f"not found: {', '.join(silent)}"), sep="", soft_wrap=True)
    print_searched(lists.snapshots, out)


def _print_record(screenings: Sequence[Screening], today: str) -> None:
    from entourage.cli.summary import BADGE_STYLES
    from entourage.cli.terminal import cell, console
    from entourage.dossier.words import badge_of, date_words, effect_words

    out = console()
    last = screenings[-1]
    out.print("  ", cell(_facts(last), "bold"), sep="", soft_wrap=True)
    for one in screenings:
        badge = badge_of(one)
        when = f"{date_words(one.as_of)}{' (today)' if one.as_of == today else ''}"
        same = f", if it is the same party: {one.if_same}" if one.if_same else ""
        words = f"{badge.symbol} {when}: {badge.label}{same}"
        out.print("    ", cell(words, BADGE_STYLES.get(badge.key, "")), sep="", soft_wrap=True)
        out.print("      ", cell(one.rests_on, "dim"), sep="", soft_wrap=True)
    effect = effect_words(last.legal_effect)
    means = f"This record means: {effect}; " if effect else ""
    out.print("    ", cell(f"{means}score {last.score:.2f}"), sep="", soft_wrap=True)
    if last.to_settle:
        out.print("    ", cell(f"To settle: {last.to_settle}"), sep="", soft_wrap=True)


def _facts(screening: Screening) -> str:
    """``ca-sema: Ada EXAMPLE, born 1961-01-03, Russia, record Russia/1/7, listed 2022-04-05``."""
    party, listing = screening.party, screening.listing
    births = " or ".join(party.properties.get("birthDate", ())) if party else ""
    facts = (
        party.caption if party else "",
        f"born {births}" if births else "",
        listing.program if listing else "",
        f"record {listing.record_id}" if listing and listing.record_id else "",
        f"listed {listing.listing_date}" if listing and listing.listing_date else "",
    )
    return f"{screening.list}: {', '.join(fact for fact in facts if fact)}"
