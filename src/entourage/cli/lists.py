"""``entourage lists``: the official lists that are loaded, and how to load more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from entourage.model import Snapshot

EXAMPLES = 3
"""How many dropped records are named for each reason."""


@click.group(invoke_without_command=True)
@click.pass_context
def lists(ctx: click.Context) -> None:
    """Show the official lists that are loaded; add, remove, and find more."""
    if ctx.invoked_subcommand is None:
        _show()


@lists.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True))
@click.option(
    "--as", "dataset", required=True, metavar="NAME", help="Which list it is: see `entourage lists catalogue`."
)
@click.option("--date", metavar="DATE", default="", help="The publisher's date, where the file does not say: 2020-04.")
@click.option("--title", default="", help="Title, for a list that is not in the catalogue.")
@click.option("--authority", default="", help="Who publishes it, for a list that is not in the catalogue.")
@click.option("--effect", default="", help="What being on it means in law, for a list that is not in the catalogue.")
def add(files: tuple[str, ...], dataset: str, date: str, title: str, authority: str, effect: str) -> None:
    """Load a list from the files that its authority publishes."""
    from entourage.lists import add_list

    given = {"title": title, "authority": authority, "legal_effect": effect}
    snapshot = add_list(
        list(files), dataset=dataset, date=date, **{key: value for key, value in given.items() if value}
    )
    _show_added(snapshot)


@lists.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove a list: all its snapshots by dataset name, or one by its id."""
    from entourage.lists import remove_list

    remove_list(name)
    click.echo(f"removed {name}")


@lists.command()
def catalogue() -> None:
    """The lists that Entourage can read, and where their authorities publish them."""
    from rich.table import Table

    from entourage.cli.terminal import cell, console
    from entourage.lists import catalogue as known_lists

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("--as", "title", "authority", "published at"):
        table.add_column(heading, overflow="fold")
    for entry in known_lists():
        table.add_row(cell(entry.dataset, "cyan"), cell(entry.title), cell(entry.authority), cell(entry.url))
    console().print(table)


def _show() -> None:
    """What is loaded, as a table; the starter list where there is nothing else."""
    from rich.table import Table

    from entourage.cli.terminal import cell, console
    from entourage.lists import snapshots, starter_lists

    loaded = tuple(snapshots())
    shown = loaded or tuple(one.snapshot for one in starter_lists())
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("list", "title", "date", "records", "parties", "sha256"):
        table.add_column(heading, justify="right" if heading in ("records", "parties") else "left", overflow="fold")
    for snapshot in shown:
        mark = " (starter)" if snapshot.starter else ""
        table.add_row(
            cell(snapshot.dataset, "cyan"),
            cell(snapshot.title + mark),
            cell(f"{snapshot.date} ({snapshot.date_origin})"),
            f"{snapshot.records_kept:,}",
            f"{snapshot.party_count:,}",
            cell(snapshot.sha256[:12]),
        )
    console().print(table)
    if any(snapshot.starter for snapshot in shown):
        click.echo(f"\n{STARTER_ADVICE}")


STARTER_ADVICE = (
    "Starter lists hold a few parties only, for the demonstration: not being on them means nothing.\n"
    "Load the full lists: `entourage lists catalogue` says where they are, "
    "`entourage lists add FILE --as NAME` loads them."
)
"""What is said wherever a starter list was used."""


def _show_added(snapshot: Snapshot) -> None:
    """What was read, kept and dropped, and why."""
    from entourage.cli.terminal import cell, console

    out = console()
    out.print(cell(f"{snapshot.title}, {snapshot.date} ({snapshot.date_origin})", "bold"))
    out.print(
        f"  {snapshot.records_read:,} records read, {snapshot.records_kept:,} kept, {snapshot.party_count:,} parties"
    )
    for dropped in snapshot.dropped:
        named = _examples(dropped.examples)
        out.print(cell(f"  {dropped.count:,} dropped: {dropped.reason}{named}"))
    out.print(cell(f"  sha256 {snapshot.sha256}", "dim"))
    out.print(cell(f"  loaded as {snapshot.id}", "dim"))


def _examples(examples: Sequence[str]) -> str:
    return f" ({'; '.join(examples[:EXAMPLES])})" if examples else ""
