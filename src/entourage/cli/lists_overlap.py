"""``entourage lists overlap``: one authority's listings beside others', as a table, CSV or a page with charts.

In: a list, others, a day. Out: counts, rows, pictures. Invariant: what the snapshots do not tell is counted apart.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entourage.cli.dates import day

if TYPE_CHECKING:
    from entourage.parties.overlap import Beside, Overlap, Row

SHOWN = 30
"""How many rows the table shows."""

STANDINGS = ("both", "not known", "open", "alone")
HEADINGS = {"both": "on both", "not known": "perhaps then", "open": "perhaps the same", "alone": "not there"}


@click.command()
@click.argument("dataset", metavar="NAME")
@click.option(
    "--with", "others", required=True, metavar="NAMES", help="Other lists: us-ofac-sdn,eu-fsf,uk-conlist; or us,eu,uk."
)
@click.option("--as-of", "as_of", callback=day, metavar="DATE", help="Who was on the lists on that day; default today.")
@click.option("--country", "countries", metavar="NAMES", default="", help="Only programmes on these: Russia,Ukraine.")
@click.option("--programme", metavar="TEXT", default="", help="Only programmes that have this text.")
@click.option(
    "--format", "format_name", type=click.Choice(("table", "csv", "html")), default="table", show_default=True
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), metavar="FILE", help="Where to write it; default stdout."
)
@click.option("--all", "everyone", is_flag=True, help="Show every row of the table.")
@click.option("--explain", is_flag=True, help="Say of every pair why it is held for one party.")
def overlap(
    dataset: str,
    others: str,
    as_of: str,
    countries: str,
    programme: str,
    format_name: str,
    output: str | None,
    everyone: bool,
    explain: bool,
) -> None:
    """Lay the list NAME beside others: who is on both, who is alone, who was first.

    \b
    entourage lists overlap ca-sema --with us-ofac,eu,uk --country Russia,Ukraine --as-of 2020-04-15
    entourage lists overlap ca-sema --with us,eu,uk --format html -o overlap.html
    """
    from entourage.cli.progress import progress
    from entourage.lists import loaded_datasets
    from entourage.parties import Register
    from entourage.parties.overlap import authorities_of
    from entourage.parties.overlap import overlap as lay_beside
    from entourage.pipeline import day_of_run

    names = [name.strip() for name in others.split(",") if name.strip()]
    authorities = authorities_of(names, loaded_datasets(), dataset)
    wanted = list(dict.fromkeys([dataset, *(one for lists in authorities.values() for one in lists)]))
    with progress(dataset, quiet=False) as tell, Register(datasets=wanted) as register:
        tell(f"comparing with {', '.join(names)}")
        found = lay_beside(
            register,
            dataset,
            authorities,
            day=as_of or day_of_run(""),
            countries=_codes(countries),
            programme=programme,
        )
    if format_name == "table" and not output:
        _print(found, None if everyone else SHOWN, explain)
        return
    text = _html(found, explain) if _is_html(format_name, output) else "".join(_csv(found, explain))
    if output:
        Path(output).write_text(text, encoding="utf-8")
        click.echo(output)
    else:
        click.echo(text, nl=False)


def _is_html(format_name: str, output: str | None) -> bool:
    return format_name == "html" or (format_name == "table" and str(output).lower().endswith((".html", ".htm")))


def _codes(countries: str) -> list[str]:
    from entourage.names import country_code

    codes = []
    for name in (one.strip() for one in countries.split(",") if one.strip()):
        code = country_code(name)
        if code is None:
            raise click.BadParameter(f"{name!r} is no country. Write it as Russia or ru.", param_hint="--country")
        codes.append(code)
    return codes


def _short(dataset: str) -> str:
    """What a list, or lists that begin so, are called in few words."""
    from entourage.lists import catalogue

    known = {"us": "United States", "us-ofac": "US Treasury", "eu": "European Union", "uk": "United Kingdom"}
    nations = {"ca": "Canada", "us": "United States", "eu": "European Union", "gb": "United Kingdom"}
    nations |= {"un": "United Nations", "au": "Australia", "jp": "Japan", "ua": "Ukraine", "ch": "Switzerland"}
    info = catalogue().get(dataset)
    return known.get(dataset) or nations.get(info.jurisdiction if info else dataset, dataset)


def _print(found: Overlap, limit: int | None, explain: bool) -> None:
    from rich.table import Table

    from entourage.cli.terminal import cell, console

    out = console()
    out.print(cell(f"{found.dataset}: {len(found.rows):,} records on the list on {found.day}", "bold"))
    if found.not_known:
        out.print(cell(f"of {found.not_known:,} more the snapshots do not tell whether they were", "yellow"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("beside")
    for standing in STANDINGS:
        table.add_column(HEADINGS[standing], justify="right")
    table.add_column("was first (days between, median)")
    for authority in found.authorities:
        counts = [f"{found.count(authority, standing):,}" for standing in STANDINGS]  # type: ignore[arg-type]
        table.add_row(cell(authority, "cyan"), *counts, cell(_first_words(found, authority)))
    out.print(table)
    out.print(cell(f"on none of the others: {found.alone:,}"))
    out.print("")
    for row in found.rows[:limit]:
        _print_row(row, explain)
    if limit is not None and len(found.rows) > limit:
        out.print(cell(f"and {len(found.rows) - limit:,} more (--all, or --format csv)"))


def _first_words(found: Overlap, authority: str) -> str:
    lags = sorted(
        one.lag_days
        for row in found.rows
        for one in row.beside
        if one.authority == authority and one.standing == "both" and one.lag_days is not None
    )
    if not lags:
        return "one of the lists states no days"
    before, same, after = (sum(map(test, lags)) for test in (lambda n: n < 0, lambda n: n == 0, lambda n: n > 0))
    middle = lags[len(lags) // 2]
    return f"{authority} {before:,}, {found.dataset} {after:,}, same day {same:,} ({middle:+d})"


def _print_row(row: Row, explain: bool) -> None:
    from entourage.cli.terminal import cell, console

    out = console()
    listed = f", listed {row.left.presence.listed_on}" if row.left.presence.listed_on else ""
    out.print(cell(f"{row.left.party.caption} ({row.left.key}{listed})", "bold"), soft_wrap=True)
    for one in row.beside:
        out.print("  ", cell(_words(one), "" if one.standing == "both" else "dim"), sep="", soft_wrap=True)
        if explain and one.tie is not None and one.state is not None:
            for reason in (*one.tie.reasons, f"There: {one.state.rests_on}."):
                out.print("      ", cell(reason, "dim"), sep="", soft_wrap=True)


def _words(one: Beside) -> str:
    if one.right is None:
        return f"{one.authority}: {HEADINGS['alone']}"
    listed = f", listed {one.dates[1]}" if one.dates[1] else ""
    lag = "" if one.lag_days is None else f", {_lag_words(one.lag_days)}"
    word = "" if one.standing == "both" else f"{HEADINGS[one.standing]}: "
    return f"{one.authority}: {word}{one.right.party.caption} ({one.right.key}{listed}{lag})"


def _lag_words(days: int) -> str:
    if not days:
        return "the same day"
    return f"{abs(days):,} {'day' if abs(days) == 1 else 'days'} {'later' if days > 0 else 'earlier'}"


def _csv(found: Overlap, explain: bool) -> Iterator[str]:
    """A row per record and authority."""
    headings = ["record", "name", "schema", "programme", "listed", "rests on", "authority", "standing"]
    headings += ["other record", "other name", "other listed", "lag days", "other rests on", "score"]
    headings += ["why"] if explain else []
    yield _csv_row(headings)
    for row in found.rows:
        left = row.left
        programs = "; ".join(left.programs)
        here = [left.key, left.party.caption, left.party.schema, programs, left.presence.listed_on, row.state.rests_on]
        for one in row.beside:
            there = ["", "", "", "", "", ""]
            if one.right is not None and one.tie is not None and one.state is not None:
                lag = "" if one.lag_days is None else str(one.lag_days)
                there = [one.right.key, one.right.party.caption, one.dates[1], lag, one.state.rests_on]
                there.append(f"{one.tie.score:.2f}")
            why = [" ".join(one.tie.reasons) if one.tie else ""] if explain else []
            yield _csv_row([*here, one.authority, one.standing, *there, *why])


def _csv_row(cells: list[str]) -> str:
    from entourage.dossier.clean import one_line

    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([_harmless(one_line(cell)) for cell in cells])
    return line.getvalue()


def _harmless(text: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) and not text.lstrip("-").isdecimal() else text


def _html(found: Overlap, explain: bool) -> str:
    import jinja2

    from entourage.parties.chart import lag_chart, month_chart

    names = {authority: _short(authority) for authority in found.authorities}
    name = _short(found.dataset)
    environment = jinja2.Environment(loader=jinja2.PackageLoader("entourage.cli"), autoescape=True)
    return environment.get_template("overlap.html").render(
        found=found,
        name=name,
        names=names,
        lag_chart=lag_chart(found, name=name, names=names),
        month_chart=month_chart(found, name=name, names=names),
        headings=HEADINGS,
        standings=STANDINGS,
        words=_words,
        explain=explain,
    )
