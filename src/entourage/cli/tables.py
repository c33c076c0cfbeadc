"""``entourage tables``: reference tables that claims are held against.

In: CSV or Parquet files. Out: what is kept. Invariant: a table is kept as a whole or refused with the line that is
wrong.
"""

from __future__ import annotations

from pathlib import Path

import click


@click.group(invoke_without_command=True)
@click.pass_context
def tables(ctx: click.Context) -> None:
    """Show the reference tables that claims are held against; add and remove them."""
    if ctx.invoked_subcommand is None:
        _show()


@tables.command()
@click.argument("files", nargs=-1, required=True)
def add(files: tuple[str, ...]) -> None:
    """Keep reference tables: CSV or Parquet with the columns subject, measure, partner, year, value, rank, unit,
    source.
    NAME.toml beside a file may describe it (title, source, date, complete)."""
    from entourage.checking import add_table
    from entourage.cli.suggest import check_exists
    from entourage.cli.terminal import cell, console

    for file in files:
        check_exists(file)
        table = add_table(Path(file))
        console().print(cell(f"{table.title}: {len(table.rows):,} rows, kept as {table.name}"), soft_wrap=True)


@tables.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove the table NAME."""
    from entourage.checking import remove_table
    from entourage.cli.terminal import cell, console

    remove_table(name)
    console().print(cell(f"removed {name}"))


def _show() -> None:
    from rich.table import Table

    from entourage.checking import tables as kept
    from entourage.cli.terminal import cell, console

    found = kept()
    if not found:
        click.echo("No reference table was added. Add one: entourage tables add FILE (see docs/checking.md).")
        return
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("table", "title", "rows", "years", "ranks", "source"):
        shown.add_column(heading, justify="right" if heading == "rows" else "left", overflow="fold")
    for one in found:
        years = sorted({row.year for row in one.rows if row.year})
        span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}" if years else ""
        ranks = "counted from values" if one.complete else "as stated"
        shown.add_row(
            cell(one.name, "cyan"), cell(one.title), f"{len(one.rows):,}", cell(span), ranks, cell(one.source)
        )
    console().print(shown)
