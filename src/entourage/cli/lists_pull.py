"""``entourage lists pull``: lists from their authorities, and what became of each.

In: names of lists. Out: one block per list, and an exit code: 0 when all are up to date, 4 when a copy was refused.
Invariant: what stays in force is said beside every refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from entourage.lists.pull import Pulled

REFUSED = 4
"""The exit code of trouble with a list."""


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--allow-shrink", is_flag=True, help="Take a copy although it is much smaller than the one before.")
@click.option("--allow-private-addresses", is_flag=True, help="Let an address lead into the own network.")
@click.option("--show", is_flag=True, help="Show where lists would be pulled from, and fetch nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Name only what is new or refused.")
def pull(names: tuple[str, ...], allow_shrink: bool, allow_private_addresses: bool, show: bool, quiet: bool) -> None:
    """Fetch lists from their authorities: only what changed, nothing half-loaded. Without a NAME: all that can be."""
    from entourage.cli.progress import progress
    from entourage.lists.pull import pull_lists

    if show:
        _show(names)
        return
    refused = False
    with progress("lists", quiet=quiet) as tell:
        for found in pull_lists(names, allow_shrink=allow_shrink, allow_private=allow_private_addresses, on_step=tell):
            if found.outcome == "new" and found.snapshot is not None:
                tell(f"{found.dataset}: building the index of names")
                _prepare(found)
            if not quiet or found.outcome != "unchanged":
                _print(found)
            refused = refused or found.outcome == "refused"
    if refused:
        raise click.exceptions.Exit(REFUSED)


def _prepare(found: Pulled) -> None:
    from entourage.lists import load_list
    from entourage.parties import prepare_names
    from entourage.pipeline import name_index_folder
    from entourage.screening import prepare_indexes

    prepare_names(found.dataset)
    if found.snapshot is not None:
        prepare_indexes([load_list(found.snapshot.id)], cache=name_index_folder())


def _show(names: tuple[str, ...]) -> None:
    from entourage.cli.terminal import cell, console
    from entourage.lists.pull import sources

    out = console()
    for dataset, info in sources().items():
        if not names or dataset in names:
            out.print(cell(dataset, "bold cyan"))
            for url in info.files:
                out.print("  ", cell(url), sep="", soft_wrap=True)


def _print(found: Pulled) -> None:
    from entourage.cli.terminal import cell, console

    out = console()
    styles = {"new": "bold green", "unchanged": "dim", "refused": "bold red"}
    out.print(cell(found.dataset, "bold"), cell(found.outcome, styles[found.outcome]))
    if found.outcome == "refused":
        out.print("  ", cell(f"{found.message} [{found.code}]"), sep="", soft_wrap=True)
        if found.hint:
            out.print("  ", cell(f"hint: {found.hint}"), sep="", soft_wrap=True)
        stays = f"in force stays the snapshot of {found.former.date}" if found.former else "nothing is loaded"
        out.print("  ", cell(stays), sep="", soft_wrap=True)
    elif found.snapshot is not None:
        before = f", {found.former.records_read:,} in that of {found.former.date}" if found.former else ""
        counted = before if found.outcome == "new" else ""
        words = f"snapshot of {found.snapshot.date}: {found.snapshot.records_read:,} records{counted}"
        out.print("  ", cell(words), sep="", soft_wrap=True)
    if not found.tries:
        return
    sent = f"{found.received:,} bytes in {found.tries} requests, {found.seconds:g} s"
    out.print("  ", cell(sent, "dim"), sep="", soft_wrap=True)
