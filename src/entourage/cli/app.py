"""The command ``entourage`` and what holds for all of its subcommands.

In: arguments. Out: an exit code. Invariants: an error is one line with its code and a hint, never a traceback;
subcommands and heavy libraries are imported when they run, so that help appears at once.
"""

from __future__ import annotations

import difflib
import importlib
import io
import sys
from typing import Any, NoReturn

import click

from entourage import __version__
from entourage.cli.failure import as_failure

COMMANDS = {
    "read": "entourage.cli.read:read",
    "lists": "entourage.cli.lists:lists",
    "check": "entourage.cli.check:check",
    "tables": "entourage.cli.tables:tables",
    "screen": "entourage.cli.screen:screen",
    "decide": "entourage.cli.decide:decide",
    "serve": "entourage.cli.serve:serve",
    "who": "entourage.cli.who:who",
    "case": "entourage.cli.case:case",
    "ties": "entourage.cli.ties:ties",
    "export": "entourage.cli.export:export",
    "schema": "entourage.cli.schema:schema",
}
"""Where each subcommand stands: ``module:name``."""


class LazyGroup(click.Group):
    """A group that imports a subcommand when it is used, suggests names, and words errors for people."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            self._unknown(ctx, args[0])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            raise as_failure(error) from error

    def _unknown(self, ctx: click.Context, word: str) -> NoReturn:
        close = difflib.get_close_matches(word, COMMANDS, n=1)
        if close:
            hint = f"Did you mean '{close[0]}'?"
        elif "." in word or "/" in word:
            hint = f"To read a document: entourage read {click.format_filename(word)}"
        else:
            hint = f"There are: {', '.join(COMMANDS)}."
        raise click.UsageError(f"No such command '{word}'. {hint}", ctx)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", "-V", message="entourage %(version)s")
def cli() -> None:
    """Who stands around whom in a document: its people, their ties, their words,
    and the official lists they are on, every line with its evidence.

    \b
    entourage read article.html       read a document, write a dossier beside it
    entourage read --demo             read the document that ships in the package
    entourage check article.html      hold its own claims against lists and tables
    entourage lists                   the official lists that are loaded
    """


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without a letter shows "?" instead of stopping
    cli(prog_name="entourage")
