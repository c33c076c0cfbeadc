"""``entourage screen``: one name, or a file of customers, against the lists, without a document.

In: a name, or a file of names. Out: verdicts with their reasons on the terminal, or a file of hits. Invariant: a run
that was stopped goes on where it was, without loss or repetition.
"""

from __future__ import annotations

from pathlib import Path

import click

from entourage.cli.dates import day, partial_day

SCHEMATA = ("Person", "Organization", "Company")
FILE_SUFFIXES = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ijson", ".ndjson"})


@click.command()
@click.argument("name", metavar="NAME|FILE")
@click.option("--born", metavar="DATE", help="Birth date: 1961, 1961-01 or 1961-01-03.", callback=partial_day)
@click.option("--country", metavar="CODE", help="Country, two letters (ISO 3166-1).")
@click.option("--schema", type=click.Choice(SCHEMATA), default="Person", show_default=True)
@click.option("--as-of", callback=day, metavar="DATE", help="The day that the verdict speaks of.")
@click.option("-o", "--output", metavar="FILE", help="Where hits of a file go: CSV, or JSON lines (.json, .jsonl).")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes for a file.")
def screen(name: str, born: str, country: str | None, schema: str, as_of: str, output: str | None, jobs: int) -> None:
    """Search the lists for one NAME and show verdicts with their reasons; or for every row of a FILE
    (CSV with a header, or FollowTheMoney entities), with -o hits.csv. A file that was stopped goes on where it was."""
    if output is not None or (Path(name).suffix.lower() in FILE_SUFFIXES and Path(name).is_file()):
        _screen_file(Path(name), output, as_of, jobs)
        return
    from entourage.cli.screening_table import print_screenings
    from entourage.pipeline import day_of_run, lists_at_hand, name_index_folder
    from entourage.screening import ListSet

    lists = ListSet(lists_at_hand(), cache=name_index_folder())
    found = lists.screen(name, schema=schema, birth_date=born or "", country=country or "", today=day_of_run(as_of))
    print_screenings(name, found, lists.snapshots)


def _screen_file(source: Path, output: str | None, as_of: str, jobs: int) -> None:
    from entourage.cli.progress import progress
    from entourage.cli.suggest import check_exists
    from entourage.pipeline import day_of_run, lists_at_hand, name_index_folder
    from entourage.screening import ListSet
    from entourage.screening.batch import screen_file

    check_exists(str(source))
    target = Path(output) if output else source.with_name(f"{source.stem}.hits.csv")
    with progress(source.name, quiet=False) as tell:
        tell("opening the lists")
        lists = ListSet(lists_at_hand(), cache=name_index_folder())
        done = screen_file(
            source, target, lists, today=day_of_run(as_of), jobs=jobs, on_rows=lambda rows: tell(f"{rows:,} rows done")
        )
    resumed = f" ({done.resumed_at:,} of them before it was stopped)" if done.resumed_at else ""
    click.echo(f"{done.rows:,} rows screened{resumed}, {done.hits:,} hits in {target}")
    if done.rejects:
        click.echo(f"{done.rejects:,} rows rejected: see {target}.rejects.csv")
