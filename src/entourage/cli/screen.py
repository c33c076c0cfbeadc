"""``entourage screen``: one name, or a file of customers, against the lists, without a document.

In: a name, or a file of names. Out: verdicts with their reasons on the terminal, as JSON or as a page, or a file of
hits. Invariants: a run that was stopped goes on where it was, without loss or repetition; what a person cleared is not
shown as a hit, and never left out in silence.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from entourage.cli.asked import country_given, hint_not_found, name_given
from entourage.cli.dates import day, partial_day

SCHEMATA = ("Person", "Organization", "Company", "Vessel")
FILE_SUFFIXES = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ijson", ".ndjson", ".parquet", ".pq"})
HITS_SUFFIXES = frozenset({"", ".csv", ".json", ".jsonl", ".ijson", ".ndjson", ".parquet", ".pq"})
PAGE_SUFFIXES = {".html": "html", ".htm": "html", ".json": "json"}
FORMATS = ("text", "json", "html")


@click.command()
@click.argument("name", metavar="NAME|FILE", callback=name_given)
@click.option("--born", metavar="DATE", help="Birth date: 1961, 1961-01 or 1961-01-03.", callback=partial_day)
@click.option(
    "--country", metavar="CODE", default="", help="Country, two letters (ISO 3166-1).", callback=country_given
)
@click.option("--schema", type=click.Choice(SCHEMATA), default="Person", show_default=True)
@click.option(
    "--number",
    "numbers",
    metavar="NUMBER",
    multiple=True,
    help="Official number: passport, tax, registration, IMO, wallet, BIC; may be given again.",
)
@click.option("--as-of", callback=day, metavar="DATE", help="The day that verdicts speak of, over all snapshots.")
@click.option("--subject", metavar="ID", default="", help="Your own id of the party, by which decisions are found.")
@click.option("--no-decisions", is_flag=True, help="Ask as if nobody had decided anything.")
@click.option("--format", "format_name", type=click.Choice(FORMATS), default="text", help="Of one NAME.")
@click.option(
    "-o", "--output", metavar="FILE", help="Where to: a page or JSON of a NAME; hits of a FILE by its suffix."
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes for a FILE.")
def screen(
    name: str,
    born: str,
    country: str,
    schema: str,
    numbers: tuple[str, ...],
    as_of: str,
    subject: str,
    no_decisions: bool,
    format_name: str,
    output: str | None,
    jobs: int,
) -> None:
    """Search the lists for one NAME and show verdicts with their reasons; or for every row of a FILE.

    A FILE is CSV with a header, Parquet, or FollowTheMoney entities (JSON, one a line); hits go to -o hits.csv, .jsonl
    or .parquet, bad rows beside it. A FILE that was stopped goes on where it was.

    \b
    entourage screen "Ada Example" --born 1961 --country lv
    entourage screen "Ada Example" --format html -o hit.html
    entourage screen customers.csv -o hits.csv --jobs 2
    """
    if _is_file(name, output):
        _screen_file(Path(name), output, as_of, jobs, decided=not no_decisions)
        return
    format_name = _format_of(name, format_name, output)
    from entourage.cli.hit_page import hit_page
    from entourage.cli.hit_text import hits_json, print_cleared
    from entourage.cli.screening_table import print_screenings
    from entourage.pipeline import day_of_run, lists_at_hand, name_index_folder
    from entourage.screening import DecisionLog, ListSet
    from entourage.screening.decisions import CLEARED

    lists = ListSet(lists_at_hand(), cache=name_index_folder())
    today = day_of_run(as_of)
    decisions = None if no_decisions else DecisionLog().load()
    found = lists.screen(
        name,
        schema=schema,
        birth_date=born or "",
        country=country,
        identifiers=numbers,
        today=today,
        decisions=decisions,
        subject=subject,
        cleared=True,
    )
    hits = [line for line in found if not any(r.feature == CLEARED for r in line.reasons)]
    cleared = [line for line in found if line not in hits]
    if format_name == "html":
        facts = {"born": born or "", "country": country, "schema": schema.removeprefix("Person")}
        _write(hit_page(name, facts, today, hits, cleared, lists.snapshots), output)
    elif format_name == "json":
        _write(hits_json(name, today, hits, cleared, lists.snapshots), output)
    else:
        print_screenings(name, hits, lists.snapshots)
        if not found or all(line.verdict == "not found" for line in found):
            hint_not_found(name, schema)
        print_cleared(cleared, hits, name=name, born=born or "", country=country, subject=subject)


def _is_file(name: str, output: str | None) -> bool:
    """Whether the argument names a file of customers.

    Raises:
        SettingsError: ``not-a-table`` for a file of another kind.
    """
    from entourage.cli.suggest import check_exists
    from entourage.model import SettingsError

    path = Path(name)
    table = path.suffix.lower() in FILE_SUFFIXES
    there = False
    with contextlib.suppress(OSError):  # a name may be longer than a file's name can be
        there = path.is_file()
    if table and not there:
        check_exists(name)
    if not table and there:
        raise SettingsError(
            "not-a-table",
            f"{path.name} is a file, but no table that can be screened.",
            "Save it as CSV, Parquet or FollowTheMoney JSON lines; a document: entourage read FILE.",
        )
    return table


def _format_of(name: str, format_name: str, output: str | None) -> str:
    """How the hits of one NAME are written: as asked, else by the suffix of the output.

    Raises:
        SettingsError: ``not-a-table`` for a folder, ``output-format`` for an output of another kind.
    """
    from entourage.model import SettingsError

    if Path(name).is_absolute() or "/" in name or (output and format_name == "text"):
        with contextlib.suppress(OSError):
            if Path(name).is_dir():
                raise SettingsError("not-a-table", f"{name} is a folder.", "Name one file of it, or a person.")
    if format_name != "text" or output is None or output == "-":
        return format_name
    by_suffix = PAGE_SUFFIXES.get(Path(output).suffix.lower())
    if by_suffix is None:
        raise SettingsError(
            "output-format",
            f"The hits of one name cannot be written to {output}.",
            "Name a page or JSON: -o hit.html, -o hit.json. A FILE of names is needed for a table of hits.",
        )
    return by_suffix


def _check_hits_file(target: Path) -> None:
    """Stops before anything is screened.

    Raises:
        SettingsError: ``output-is-a-folder``, ``output-format``.
    """
    from entourage.model import SettingsError

    if target.is_dir():
        raise SettingsError("output-is-a-folder", f"{target} is a folder.", "Name a file with -o.")
    if target.suffix.lower() not in HITS_SUFFIXES:
        raise SettingsError(
            "output-format",
            f"Hits are not written as {target.suffix}: {target}.",
            "Name a file that ends in .csv (spreadsheets open it), .jsonl or .parquet.",
        )
    target.parent.mkdir(parents=True, exist_ok=True)


def _write(text: str, output: str | None) -> None:
    from entourage.cli.files import write_whole

    if output is None or output == "-":
        click.echo(text, nl=False)
    else:
        write_whole(Path(output), text)
        click.echo(f"written: {output}", err=True)


def _screen_file(source: Path, output: str | None, as_of: str, jobs: int, *, decided: bool) -> None:
    from entourage.cli.progress import progress_bar
    from entourage.pipeline import day_of_run, lists_at_hand, name_index_folder
    from entourage.screening import DecisionLog, ListSet
    from entourage.screening.batch import screen_file
    from entourage.screening.batch_rows import rows_expected

    target = Path(output) if output else source.with_name(f"{source.stem}.hits.csv")
    _check_hits_file(target)
    lists = ListSet(lists_at_hand(), cache=name_index_folder())
    decisions = DecisionLog().load() if decided else None
    try:
        with progress_bar(source.name, rows_expected(source)) as tell:
            done = screen_file(
                source, target, lists, today=day_of_run(as_of), jobs=jobs, on_rows=tell, decisions=decisions
            )
    except KeyboardInterrupt:
        click.echo("\nstopped; the same command goes on where it was", err=True)
        raise click.exceptions.Exit(130) from None
    resumed = f" ({done.resumed_at:,} of them before it was stopped)" if done.resumed_at else ""
    click.echo(f"{done.rows:,} rows screened{resumed}, {done.hits:,} hits in {target}")
    if done.cleared:
        click.echo(f"{done.cleared:,} hits left out, because a person cleared them: entourage decide list")
    if done.rejects:
        click.echo(f"{done.rejects:,} rows rejected: see {target}.rejects.csv")
