"""What a run tells on the terminal: who, on which list, how close, and where the dossier is.

In: a dossier. Out: lines on stdout. Invariants: a verdict is worded as in the dossier; a starter list is called one;
what was searched stands beside what was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath

from rich.console import Console
from rich.table import Table
from rich.text import Text

from entourage.cli.terminal import STARTER_ADVICE, cell, console
from entourage.dossier.findings import Finding, findings_by_entity
from entourage.dossier.words import badge, count_words, date_words, list_name, with_status
from entourage.model import Dossier, Entity, Snapshot
from entourage.network import headline_path

MAX_PARTIES = 25
"""Rows of the table of people; the dossier has them all."""

MAX_ROLES = 3
NAME_CHARS = 40
ROLE_CHARS = 70
ORGANIZATIONS = frozenset({"Organization", "Company", "PublicBody", "LegalEntity"})
BADGE_STYLES = {
    "listed": "bold red",
    "listed later": "red",
    "formerly listed": "yellow",
    "possible": "yellow",
    "named only": "yellow",
}


def print_summary(dossier: Dossier, path: FilePath, *, seconds: float) -> None:
    """Prints the summary of one dossier.

    Args:
        dossier: what was found.
        path: where it was written.
        seconds: how long it took.
    """
    out = console()
    out.print(_heading(dossier))
    _print_parties(dossier, out)
    _print_path(dossier, out)
    _print_counts(dossier, out)
    print_searched(dossier.snapshots, out)
    out.print(
        Text.assemble(("\nDossier  ", "bold"), cell(str(path), "cyan"), (f"  ({seconds:.1f} s)", "dim")), soft_wrap=True
    )


def _heading(dossier: Dossier) -> Text:
    document = dossier.document
    facts = [
        date_words(document.published),
        f"by {', '.join(document.authors)}" if document.authors else "",
        document.publisher,
        count_words(len(document.text.split()), "word"),
    ]
    title = cell(document.title or document.source, "bold")
    return Text.assemble(title, "\n", cell(" · ".join(fact for fact in facts if fact), "dim"))


def _print_parties(dossier: Dossier, out: Console) -> None:
    """People, and those organisations that lists say something of."""
    findings = findings_by_entity(dossier)
    names = {snapshot.dataset: list_name(snapshot) for snapshot in dossier.snapshots}
    people = [one for one in dossier.reading.entities if one.schema == "Person"]
    listed = [one for one in dossier.reading.entities if one.schema in ORGANIZATIONS and one.id in findings]
    for heading, parties in (("People", people), ("Organisations with a finding", listed)):
        if not parties:
            continue
        table = Table.grid(padding=(0, 2, 0, 0))
        for _ in range(4):
            table.add_column(overflow="fold")
        for party in parties[:MAX_PARTIES]:
            verdicts = _verdicts(findings.get(party.id, []), names)
            table.add_row("", cell(party.name, max_chars=NAME_CHARS), _roles(party), verdicts)
        out.print(Text(f"\n{heading}", style="bold"))
        out.print(table)
        if len(parties) > MAX_PARTIES:
            out.print(f"  … and {len(parties) - MAX_PARTIES:,} more in the dossier")


def _roles(party: Entity) -> Text:
    roles = [with_status(role.text, role.status) for role in party.roles]
    lines = [cell(role, "dim", ROLE_CHARS) for role in dict.fromkeys(roles)][:MAX_ROLES]
    return Text("\n").join(lines)


def _verdicts(findings: list[Finding], names: dict[str, str]) -> Text:
    """One line for each verdict, with the lists that it holds for; the gravest first."""
    lists: dict[str, list[str]] = {}
    for finding in findings:
        if finding.badge.key != "same name only":
            lists.setdefault(finding.badge.key, []).append(names.get(finding.dataset, finding.dataset))
    lines = []
    for key, datasets in lists.items():
        found = badge(key)
        lines.append(cell(f"{found.symbol} {found.label}: {', '.join(datasets)}", BADGE_STYLES.get(key, "")))
    return Text("\n").join(lines)


def _print_path(dossier: Dossier, out: Console) -> None:
    path = headline_path(dossier.paths, dossier.reading)
    if path is None:
        out.print(Text("\nNo path to a listed party in this document over the lists that were searched.", style="dim"))
        return
    others = len(dossier.paths) - 1
    more = f"  (and {count_words(others, 'other')} in the dossier)" if others else ""
    out.print(Text.assemble(("\nPath to a listed party", "bold"), (more, "dim")))
    steps = Table.grid(padding=(0, 1, 0, 0))
    for number, hop in enumerate(path.hops):
        steps.add_row("", "→" if number else "", cell(hop.sentence))
    out.print(steps)


def _print_counts(dossier: Dossier, out: Console) -> None:
    reading = dossier.reading
    spoken = sum(bool(quote.speakers) for quote in reading.quotes)
    counts = [
        count_words(sum(one.schema == "Person" for one in reading.entities), "person", "people"),
        count_words(sum(one.schema in ORGANIZATIONS for one in reading.entities), "organisation"),
        count_words(len(reading.ties), "tie"),
        f"{count_words(len(reading.quotes), 'quote')} ({spoken} with a speaker)",
        count_words(len(dossier.paths), "path"),
    ]
    out.print(Text(f"\n{' · '.join(counts)}"))


def print_searched(snapshots: Sequence[Snapshot], out: Console) -> None:
    """Every snapshot that was searched, with its date and size."""
    if not snapshots:
        out.print(Text("No list was searched.", style="yellow"))
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    for one in snapshots:
        table.add_row(
            "", cell(one.dataset), cell(date_words(one.date)), count_words(one.party_count, "party", "parties")
        )
    out.print(Text("\nSearched", style="bold"))
    out.print(table)
    if any(snapshot.starter for snapshot in snapshots):
        out.print(Text(STARTER_ADVICE, style="yellow"))
