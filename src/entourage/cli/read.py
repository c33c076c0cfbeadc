"""``entourage read``: documents in, dossiers out.

In: files, addresses, standard input, or the demonstration. Out: a dossier each, beside the source or where the user
says. Invariants: one bad document never stops the others; with content on stdout, nothing else is there.
"""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entourage.cli.dates import day
from entourage.cli.failure import Failure, as_failure

if TYPE_CHECKING:
    from entourage.cli.files import Targets
    from entourage.model import Dossier, LoadedList
    from entourage.second_reader import Report, SecondReader

FORMATS = ("html", "markdown", "json", "ftm")
STDIN = "-"
SECOND_KEY = "ENTOURAGE_SECOND_KEY"
"""Environment variable with the second reader's key: a key in the arguments would stand in the shell's history."""


@dataclass(frozen=True)
class Source:
    """One document to read.

    Attributes:
        source: path, address or ``-``.
        published: its date where the user knows it, otherwise empty.
        name: what the dossier calls it; empty for ``source``.
        stem: what to call its dossier's file; empty for the source's own name.
        folder: where its dossier goes by default; None for beside the source.
    """

    source: str
    published: str = ""
    name: str = ""
    stem: str = ""
    folder: Path | None = None

    @property
    def label(self) -> str:
        """What the source is called in messages."""
        return self.name or ("stdin" if self.source == STDIN else self.source)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The options of the command, the same for all documents of a run."""

    format_: str
    output: str | None
    open_: bool
    as_of: str
    published: str
    use_lists: bool
    force: bool
    allow_private_addresses: bool
    quiet: bool
    second_reader: str = ""
    second_model: str = ""
    case_: str = ""

    @property
    def only_case(self) -> bool:
        """Whether what is read goes into a casefile and nowhere else."""
        return bool(self.case_) and self.output is None and self.format_ == "html"

    @property
    def to_stdout(self) -> bool:
        """Whether the content goes to stdout: asked for with ``-o -``, or a format for programs without ``-o``."""
        return self.output == STDIN or (self.output is None and self.format_ != "html")


@click.command()
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option("--demo", is_flag=True, help="Read the demonstration article that ships in the package.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="html",
    show_default=True,
    help="All but html go to stdout unless -o names a file.",
)
@click.option("-o", "--output", metavar="FILE", help="A file, a folder, or - for stdout.")
@click.option("--open", "open_", is_flag=True, help="Show the dossier in the browser.")
@click.option("--as-of", callback=day, metavar="DATE", help="The day that “today” means when lists are searched.")
@click.option("--published", default="", metavar="DATE", help="When the document was published.")
@click.option("--lists/--no-lists", "use_lists", default=True, help="Search the loaded lists (default), or none.")
@click.option("--force", is_flag=True, help="Overwrite a file that is no dossier.")
@click.option("--allow-private-addresses", is_flag=True, help="Let a URL lead into the own network.")
@click.option("--case", "case_", default="", metavar="FILE", help="Put what was read into this casefile.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@click.option(
    "--second-reader",
    default="",
    metavar="URL",
    help="Send the text to this OpenAI-compatible endpoint, and keep those proposals that the text bears out.",
)
@click.option("--second-model", default="", metavar="NAME", help=f"Its model. A key is taken from {SECOND_KEY}.")
@click.pass_context
def read(ctx: click.Context, /, sources: tuple[str, ...], demo: bool, **options: Any) -> None:
    """Read documents and write a dossier for each.

    SOURCE is a file (text, Markdown, HTML, PDF, DOCX, EML), an http(s) address, or - for standard input. The
    dossier is one HTML file beside the source; a summary is printed.
    """
    from entourage.cli.files import Targets

    settings = Settings(**options)
    if settings.case_:
        _check_case(settings.case_)
    second = _second_reader(settings)
    chosen = _sources(sources, demo, settings)
    if not chosen:
        click.echo(ctx.get_help())
        raise Failure("nothing-to-read", "There is nothing to read.", "Name a file, or try: entourage read --demo", 2)
    targets = Targets(None if settings.to_stdout else settings.output, settings.format_, len(chosen))
    lists = functools.cache(lambda: _lists(settings))
    attempts = (_attempt(source, settings, targets, lists, second) for source in chosen)
    failures = [failure for failure in attempts if failure is not None]
    _report(failures, len(chosen))


def _check_case(place: str) -> None:
    """Fails before anything is read when there is no such casefile."""
    from entourage.casefile import open_casefile

    open_casefile(place).close()


def stdin_is_a_terminal() -> bool:
    """Whether nobody has piped anything in."""
    return sys.stdin.isatty()


def _sources(named: Sequence[str], demo: bool, settings: Settings) -> list[Source]:
    """What to read: what is named, the demonstration, or else what is piped in."""
    from entourage.demo import DEMO_NAME, demo_article

    published = settings.published
    chosen = [Source(source, published) for source in dict.fromkeys(named)]
    if demo:
        chosen.append(Source(str(demo_article()), published, name=DEMO_NAME, stem="entourage-demo", folder=Path()))
    if not chosen and not stdin_is_a_terminal():
        chosen.append(Source(STDIN, published))
    return chosen


def _lists(settings: Settings) -> tuple[LoadedList, ...]:
    """The lists to search, loaded once for all documents of the run."""
    from entourage.cli.progress import progress
    from entourage.pipeline import lists_at_hand

    if not settings.use_lists:
        return ()
    with progress("lists", quiet=settings.quiet) as tell:
        tell("opening")
        return lists_at_hand()


def _second_reader(settings: Settings) -> SecondReader | None:
    """The endpoint that the user names, or None; its settings are looked at before anything is read."""
    if not settings.second_reader and not settings.second_model:
        return None
    if not settings.second_reader:
        raise click.UsageError("--second-model NAME needs --second-reader URL.")
    if not settings.second_model:
        raise click.UsageError("--second-reader URL needs --second-model NAME.")
    from entourage.second_reader import SecondReader

    return SecondReader(
        endpoint=settings.second_reader, model=settings.second_model, api_key=os.environ.get(SECOND_KEY, "")
    )


def _tell_second_reading(label: str, report: Report) -> None:
    """What was sent where, also with ``--quiet``: nothing leaves this machine untold."""
    from entourage.dossier.clean import one_line

    click.echo(one_line(f"{label}: {report.line}"), err=True)


def _attempt(
    source: Source,
    settings: Settings,
    targets: Targets,
    lists: Callable[[], Sequence[LoadedList]],
    second: SecondReader | None,
) -> Failure | None:
    """Reads one document; returns its failure instead of stopping the others."""
    try:
        _read_one(source, settings, targets, lists, second)
    except (click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        return as_failure(error, about=source.label)
    return None


def _read_one(
    source: Source,
    settings: Settings,
    targets: Targets,
    lists: Callable[[], Sequence[LoadedList]],
    second: SecondReader | None,
) -> None:
    from entourage.cli.files import check_writable, write_whole
    from entourage.cli.progress import progress
    from entourage.cli.suggest import check_exists
    from entourage.cli.summary import print_summary
    from entourage.pipeline import investigate

    check_exists(source.source)
    path = None
    if not settings.to_stdout and not settings.only_case:
        path = targets.path_for(source.source, source.stem, source.folder)
        check_writable(path, source.source, force=settings.force)
    started = time.monotonic()
    searched = lists()
    with progress(source.label, quiet=settings.quiet) as tell:
        dossier = investigate(
            source.source,
            lists=searched,
            name=source.name,
            published=source.published,
            today=settings.as_of,
            allow_private_addresses=settings.allow_private_addresses,
            on_step=tell,
            second_reader=second,
            on_second_reading=functools.partial(_tell_second_reading, source.label),
        )
        if settings.case_:
            tell("adding it to the casefile")
            _add_to_case(settings, source.label, dossier)
        if settings.only_case:
            return
        tell("writing")
        content = _rendered(dossier, settings.format_)
    if path is None:
        _to_stdout(content)
        return
    write_whole(path, content)
    if settings.quiet:
        click.echo(str(path))
    else:
        print_summary(dossier, path, seconds=time.monotonic() - started)
    if settings.open_:
        click.launch(path.resolve().as_uri())


def _add_to_case(settings: Settings, label: str, dossier: Dossier) -> None:
    """Puts a dossier into the casefile and says so on one line."""
    from entourage.casefile import open_casefile
    from entourage.cli.deciding import who_decides
    from entourage.dossier.clean import one_line

    with open_casefile(settings.case_) as case:
        added = case.add(dossier, who=who_decides(""))
    if not settings.quiet:
        ties, quotes = len(dossier.reading.ties), len(dossier.reading.quotes)
        copies = f"; carries the same story as {len(added.same_story_as)} others" if added.same_story_as else ""
        done = "read again" if added.replaced else "added"
        click.echo(one_line(f"{label}: {done}; {added.parties} parties, {ties} ties, {quotes} quotes{copies}"))


def _rendered(dossier: Dossier, format_name: str) -> str:
    import entourage.dossier as room

    render: Callable[[Dossier], str] = getattr(room, f"render_{format_name}")
    return render(dossier)


def _to_stdout(content: str) -> None:
    """Content for programs: UTF-8 whatever the terminal's encoding, one line end at the end."""
    data = content if content.endswith("\n") else f"{content}\n"
    click.echo(data.encode("utf-8", errors="replace"), nl=False)


def _report(failures: Sequence[Failure], total: int) -> None:
    """Tells what could not be read, after everything else, and ends with the first failure's exit code."""
    if not failures:
        return
    if total == 1:
        raise failures[0]
    for failure in failures:
        failure.show()
    click.echo(f"{total - len(failures)} of {total} documents read, {len(failures)} not.", err=True)
    raise click.exceptions.Exit(failures[0].exit_code)
