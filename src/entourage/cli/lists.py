"""``entourage lists``: the official lists that are loaded, and how to load more.

In: files of an authority, or nothing. Out: what was read, kept and dropped; what is loaded. Invariant: a starter list
is called one wherever it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entourage.cli.lists_history import history, tie, ties
from entourage.cli.lists_overlap import overlap
from entourage.cli.lists_pull import pull

if TYPE_CHECKING:
    from entourage.model import Snapshot

EXAMPLES = 3
"""How many dropped records are named for each reason."""

SHOWN = 20
"""How many parties ``diff`` names of those that came, went or changed."""

FIXED = frozenset({"list", "records", "parties", "sha256"})
"""Columns that are never broken over lines."""

NUMBERS = frozenset({"records", "parties"})


@click.group(invoke_without_command=True)
@click.pass_context
def lists(ctx: click.Context) -> None:
    """Show the official lists that are loaded; add, remove, and find more."""
    if ctx.invoked_subcommand is None:
        _show()


@lists.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--as",
    "dataset",
    default="",
    metavar="NAME",
    help="Which list (see `entourage lists catalogue`); known formats are recognised without it.",
)
@click.option("--date", metavar="DATE", default="", help="The publisher's date, where the file does not say: 2020-04.")
@click.option("--title", default="", help="Title, for a list that is not in the catalogue.")
@click.option("--authority", default="", help="Who publishes it, for a list that is not in the catalogue.")
@click.option("--effect", default="", help="What being listed means in law, where the catalogue does not say.")
def add(files: tuple[str, ...], dataset: str, date: str, title: str, authority: str, effect: str) -> None:
    """Load a list from the FILES that its authority publishes, or your own table of names (CSV)."""
    from entourage.cli.suggest import check_exists
    from entourage.lists import add_list

    for file in files:
        check_exists(file)
    paths = [Path(file) for file in files]
    snapshot = add_list(paths, dataset=dataset, date=date, title=title, authority=authority, legal_effect=effect)
    _show_added(snapshot)
    _prepare_index(snapshot)


def _prepare_index(snapshot: Snapshot) -> None:
    """Builds the index of names, so that the next search need not."""
    from entourage.cli.progress import progress
    from entourage.lists import load_list
    from entourage.parties import prepare_names
    from entourage.pipeline import name_index_folder
    from entourage.screening import prepare_indexes

    with progress(snapshot.id, quiet=False) as tell:
        tell("building the index of names")
        prepare_names(snapshot.dataset)
        prepare_indexes([load_list(snapshot.id)], cache=name_index_folder())


@lists.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove a list: all its snapshots by NAME, or one by its id."""
    from entourage.cli.terminal import cell, console
    from entourage.lists import remove_list

    for snapshot_id in remove_list(name):
        console().print(cell(f"removed {snapshot_id}"))


@lists.command()
def catalogue() -> None:
    """The lists that Entourage knows, and where their authorities publish them."""
    from entourage.cli.terminal import cell, console
    from entourage.lists import catalogue as known_lists

    out = console()
    for entry in known_lists().values():
        out.print(cell(entry.dataset, "bold cyan"))
        for line in (entry.title, entry.authority, entry.format, entry.url):
            if line:
                out.print("  ", cell(line), sep="", soft_wrap=True)
    out.print("\nDownload a list there, then: entourage lists add FILE --as NAME")


@lists.command()
@click.argument("dataset", metavar="NAME")
@click.argument("first", metavar="DATE1")
@click.argument("second", metavar="DATE2")
@click.option("--all", "everyone", is_flag=True, help="Name everyone, not only the first of each kind.")
def diff(dataset: str, first: str, second: str, everyone: bool) -> None:
    """Who came to the list NAME, who went and whose record changed between two loaded snapshots:
    entourage lists diff ca-sema 2020-04 2022-05."""
    from entourage.cli.lists_diff import print_diff
    from entourage.lists import diff_list

    print_diff(diff_list(dataset, first, second), limit=None if everyone else SHOWN)


def _show() -> None:
    """What is loaded, as a table; the starter lists where there is nothing else."""
    from rich.table import Table

    from entourage.cli.terminal import cell, console
    from entourage.lists import how_to_load_full_lists, snapshots, starter_lists

    shown = snapshots() or tuple(one.snapshot for one in starter_lists())
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("list", "title", "date", "records", "parties", "sha256"):
        fixed = heading in FIXED
        table.add_column(heading, justify="right" if heading in NUMBERS else "left", overflow="fold", no_wrap=fixed)
    for snapshot in shown:
        table.add_row(
            cell(snapshot.dataset, "cyan"),
            cell(snapshot.title, "yellow" if snapshot.starter else ""),
            cell(f"{snapshot.date} ({snapshot.date_origin})"),
            f"{snapshot.records_kept:,}",
            f"{snapshot.party_count:,}",
            cell(snapshot.sha256[:12]),
        )
    console().print(table)
    if any(snapshot.starter for snapshot in shown):
        click.echo(f"\n{how_to_load_full_lists()}")


def _show_added(snapshot: Snapshot) -> None:
    """What was read, kept and dropped, and why."""
    from entourage.cli.terminal import cell, console

    out = console()
    out.print(cell(f"{snapshot.title}, {snapshot.date} ({snapshot.date_origin})", "bold"))
    out.print(
        f"  {snapshot.records_read:,} records read, {snapshot.records_kept:,} kept, {snapshot.party_count:,} parties"
    )
    for dropped in snapshot.dropped:
        out.print("  ", cell(f"{dropped.count:,} dropped: {dropped.reason}{_examples(dropped.examples)}"), sep="")
    out.print("  ", cell(f"sha256 {snapshot.sha256}", "dim"), sep="", soft_wrap=True)
    out.print("  ", cell(f"loaded as {snapshot.id}", "dim"), sep="", soft_wrap=True)
    if snapshot.date_origin == "day of loading":
        click.echo(
            f"hint: The files do not say of which day they are, so today was taken. If they are older: "
            f"entourage lists remove {snapshot.id}, and add them again with --date.",
            err=True,
        )


def _examples(examples: Sequence[str]) -> str:
    return f" ({'; '.join(examples[:EXAMPLES])})" if examples else ""


for command in (pull, history, overlap, tie, ties):
    lists.add_command(command)
