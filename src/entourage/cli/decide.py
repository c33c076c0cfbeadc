"""``entourage decide``: what a person decided on hits is kept, with who, when and why, and can be undone.

In: a subject, a record, a reason. Out: a line in the log of decisions. Invariants: nothing is overwritten; every
command says what it did and how to take it back.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entourage.cli.dates import partial_day
from entourage.cli.deciding import BY, who_decides
from entourage.cli.screen import SCHEMATA

if TYPE_CHECKING:
    from entourage.screening import Decision


@click.group(no_args_is_help=True)
def decide() -> None:
    """Decide on hits: a record that is somebody else stays cleared for that subject until the record changes.

    \b
    entourage decide clear us-ofac-sdn-36 --subject c-17 --why "another birth date"
    entourage decide confirm us-ofac-sdn-36 --name "Ada Example" --born 1961
    entourage decide list
    entourage decide undo 3f9a
    """


def _subject_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say who was screened, the same as those of ``entourage screen``, and who decides."""
    for option in (
        click.option(
            "--subject", metavar="ID", default="", help="Your own id of who was screened (column id of a file)."
        ),
        click.option("--name", default="", help="Its name; without --subject, the name as it was screened."),
        click.option("--born", metavar="DATE", callback=partial_day, help="As it was screened, without --subject."),
        click.option("--country", metavar="CODE", default="", help="As it was screened, without --subject."),
        click.option("--schema", type=click.Choice(SCHEMATA), default="Person", show_default=True),
        click.option("--list", "dataset", metavar="NAME", default="", help="The list, where several have the record."),
        click.option("--why", metavar="TEXT", default="", help="The reason, for whoever reads it in a year."),
        BY,
    ):
        command = option(command)
    return command


@decide.command()
@click.argument("record")
@_subject_options
def clear(record: str, **given: str) -> None:
    """RECORD (its id, as screening shows it) is not the subject: do not show it again until it changes."""
    _decide("clear", record, given)


@decide.command()
@click.argument("record")
@_subject_options
def confirm(record: str, **given: str) -> None:
    """RECORD (its id, as screening shows it) is the subject."""
    _decide("confirm", record, given)


def _decide(action: Any, record: str, given: dict[str, str]) -> None:
    from entourage.cli.terminal import cell, console
    from entourage.model import SettingsError
    from entourage.pipeline import lists_at_hand, name_index_folder
    from entourage.screening import Decision, DecisionLog, ListSet, record_hash, subject_key
    from entourage.screening.list_set import query_entity

    if not given["subject"] and not given["name"]:
        raise SettingsError(
            "no-subject", "Whom was the record compared with?", "Give --subject ID, or --name with the facts you gave."
        )
    dataset, party = ListSet(lists_at_hand(), cache=name_index_folder()).record(record, given["dataset"])
    entity = query_entity(
        given["name"], given["schema"], birth_date=given["born"] or "", country=given["country"] or ""
    )
    made = Decision(
        action=action,
        who=who_decides(given["by"]),
        when=_now(),
        why=given["why"],
        subject=given["subject"] or subject_key(entity),
        name=given["name"],
        list=dataset,
        record=party.id,
        record_name=party.caption,
        record_hash=record_hash(party),
    )
    (made,) = DecisionLog().add([made]) or (made.sealed(),)
    console().print(cell(_line(made)), soft_wrap=True)
    console().print(cell(f"To take it back: entourage decide undo {made.id}", "dim"), soft_wrap=True)


@decide.command()
@click.argument("decision")
@click.option("--why", metavar="TEXT", default="", help="The reason.")
@BY
def undo(decision: str, why: str, by: str) -> None:
    """Take back DECISION (its id, or how it begins): the record is open again. The log keeps both."""
    from entourage.cli.terminal import cell, console
    from entourage.screening import Decision, DecisionLog

    log = DecisionLog()
    undone = log.load().get(decision)
    log.add([Decision(action="undo", who=who_decides(by), when=_now(), why=why, undoes=undone.id)])
    console().print(cell(f"Open again: {_line(undone)}"), soft_wrap=True)


@decide.command("list")
@click.option("--subject", metavar="ID", default="", help="Only those on this subject.")
@click.option("--all", "everything", is_flag=True, help="The whole log, with what was undone or replaced.")
def list_decisions(subject: str, everything: bool) -> None:
    """Show the decisions that stand, oldest first."""
    from entourage.cli.terminal import cell, console
    from entourage.screening import DecisionLog, Decisions

    made = DecisionLog().read()
    shown = made if everything else Decisions(made).standing
    for decision in shown:
        if not subject or decision.subject == subject:
            console().print(cell(_line(decision)), soft_wrap=True)
    if not shown:
        click.echo("No decisions.")


@decide.command()
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to; default standard output.")
def export(output: str) -> None:
    """Write the whole log, one JSON object a line, so that it can be imported elsewhere."""
    import msgspec

    from entourage.cli.files import write_whole
    from entourage.screening import DecisionLog

    text = "".join(msgspec.json.encode(decision).decode() + "\n" for decision in DecisionLog().read())
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_whole(Path(output), text)


@decide.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--by", metavar="PERSON", default="", help="Who decided, for a table of hits.")
def import_decisions(file: str, by: str) -> None:
    """Read decisions from FILE: an export, or a table of hits (CSV) whose columns decide and why you filled in.

    In a table of hits, write clear or confirm into the column decide; rows without it are left alone. What is in the
    log already is not added twice.
    """
    from entourage.screening import DecisionLog
    from entourage.screening.decision_log import decisions_of
    from entourage.screening.decision_table import decisions_of_hits

    if file.lower().endswith(".csv"):
        found = list(decisions_of_hits(Path(file), who=who_decides(by), when=_now()))
    else:
        found = list(decisions_of(Path(file).read_text("utf-8", "replace").splitlines(), file))
    added = DecisionLog().add(found)
    click.echo(f"{len(found):,} decisions in {file}, {len(added):,} of them new")


def _line(decision: Decision) -> str:
    """``3f9a0c11d2e4  clear  c-17: us-ofac-sdn-36 Ada EXAMPLE, us-ofac-sdn, by ... on ...: why``."""
    if decision.action == "undo":
        return f"{decision.id}  undo of {decision.undoes}, {decision.words.removeprefix('undone ')}"
    name = f" ({decision.name})" if decision.name and decision.name != decision.subject else ""
    who = decision.subject or decision.name
    words = decision.words.split(" ", 1)[1]
    return f"{decision.id}  {decision.action}  {who}{name}: {decision.record} {decision.record_name}, {words}"


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
