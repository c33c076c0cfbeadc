"""``entourage check``: a document's own claims against lists and reference tables.

In: documents, the day that they speak of, tables. Out: one verdict for each claim, as a table, JSON or Markdown.
Invariant: one bad document never stops the others; with JSON on stdout, nothing else is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entourage.cli.dates import day, partial_day
from entourage.cli.failure import Failure, as_failure

if TYPE_CHECKING:
    from rich.console import Console

    from entourage.dossier.claims import CheckView, ClaimView
    from entourage.model import Dossier

FORMATS = ("table", "json", "markdown")
STYLES = {"supported": "green", "close": "yellow", "contradicted": "bold red", "undecided": "yellow"}


@click.command()
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.option("--as-of", callback=partial_day, metavar="DATE", help="The day that the text speaks of: 2021-01-11.")
@click.option("--with", "with_", multiple=True, metavar="TABLE", help="A reference table (CSV, Parquet); repeatable.")
@click.option("--today", callback=day, metavar="DATE", help="The day that “today” means.")
@click.option("-f", "--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def check(articles: tuple[str, ...], as_of: str, with_: tuple[str, ...], today: str, format_: str, quiet: bool) -> None:
    """Hold the claims of an ARTICLE against the loaded lists and reference tables, one verdict each.

    ARTICLE is a file or an http(s) address. Without --as-of the document's own date counts. Lists: entourage lists;
    tables: entourage tables.
    """
    from entourage.checking import read_tables
    from entourage.cli.suggest import check_exists

    for name in with_:
        check_exists(name)
    tables = read_tables([Path(name) for name in with_])
    failures = []
    for article in dict.fromkeys(articles):
        try:
            dossier = _checked(article, as_of, today, tables, quiet)
            _show(dossier, format_, several=len(articles) > 1)
        except (click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            failures.append(as_failure(error, about=article))
    _end(failures, len(articles))


def _end(failures: Sequence[Failure], total: int) -> None:
    if not failures:
        return
    if total == 1:
        raise failures[0]
    for failure in failures:
        failure.show()
    raise click.exceptions.Exit(failures[0].exit_code)


def _checked(article: str, as_of: str, today: str, tables: Sequence[object], quiet: bool) -> Dossier:
    from entourage.cli.progress import progress
    from entourage.cli.suggest import check_exists
    from entourage.pipeline import check_document

    check_exists(article)
    with progress(article, quiet=quiet) as tell:
        return check_document(article, tables=tables, as_of=as_of, today=today, on_step=tell)  # type: ignore[arg-type]


def _show(dossier: Dossier, format_: str, *, several: bool) -> None:
    from entourage.dossier import render_claims_json, render_claims_markdown

    if format_ == "json":
        click.echo(render_claims_json(dossier).encode("utf-8", "replace"), nl=False)
    elif format_ == "markdown":
        click.echo(render_claims_markdown(dossier).encode("utf-8", "replace"), nl=False)
    else:
        _print(dossier, several)


def _print(dossier: Dossier, several: bool) -> None:
    from entourage.cli.summary import print_searched
    from entourage.cli.terminal import cell, console
    from entourage.dossier.claims import claim_views, digest_words
    from entourage.dossier.words import date_words

    out = console()
    views = claim_views(dossier.reading.claims)
    if several:
        out.print(cell(dossier.document.source, "bold"))
    if not views:
        out.print("The text states nothing that a list or a table could bear out.")
        return
    day_words = date_words(dossier.as_of_document) or f"{date_words(dossier.as_of_today)} (the text has no date)"
    out.print(cell(f"As of {day_words}: {digest_words(views)}", "bold"), soft_wrap=True)
    for one in views:
        _print_claim(one, out)
    print_searched(dossier.snapshots, out)


def _print_claim(view: ClaimView, out: Console) -> None:
    from entourage.cli.terminal import cell

    found = view.then.chip
    head = cell(f"{found.symbol} {found.label}:", STYLES.get(found.key, "dim"))
    out.print()
    out.print(head, cell(view.value, "bold"), soft_wrap=True)
    out.print("    ", cell(f"“{view.words}”"), sep="", soft_wrap=True)
    for label, words in _facts(view.then):
        out.print("    ", cell(f"{label}{words}", "dim" if label else ""), sep="", soft_wrap=True)
    if view.today is not None and (view.today.chip, view.today.gap) != (view.then.chip, view.then.gap):
        now = view.today
        out.print(
            "    ", cell(f"Today: {now.chip.label.lower()}{f': {now.gap}' if now.gap else ''}"), sep="", soft_wrap=True
        )


def _facts(check: CheckView) -> list[tuple[str, str]]:
    """The lines below a claim: the gap first, then what it rests on and what it lacks."""
    facts = [("", check.gap), ("Asked: ", check.query), ("Rests on: ", check.rests_on)]
    facts += [("Read as: ", one) for one in check.readings]
    facts += [("Needs: ", check.needs), ("Record: ", ", ".join(check.records)), ("Source: ", check.source)]
    return [(label, words) for label, words in facts if words]
