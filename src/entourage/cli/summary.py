"""What a run tells on the terminal: who, on which list, how close, and where the dossier is.

In: a dossier. Out: lines on stdout. Invariants: a verdict is worded as in the dossier; a starter list is called one;
what was searched stands beside what was found.
"""

from __future__ import annotations

from pathlib import Path as FilePath

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from entourage.cli.terminal import STARTER_ADVICE, cell, console
from entourage.dossier.findings import Finding, findings_by_entity
from entourage.dossier.words import count_words, date_words, with_status
from entourage.model import Dossier, Entity, Path, Snapshot
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
    _print_lists(dossier.snapshots, out)
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
    people = [one for one in dossier.reading.entities if one.schema == "Person"]
    listed = [one for one in dossier.reading.entities if one.schema in ORGANIZATIONS and one.id in findings]
    for heading, parties in (("People", people), ("Organisations with a finding", listed)):
        if not parties:
            continue
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(overflow="fold", min_width=18)
        table.add_column(overflow="fold", ratio=1)
        table.add_column(overflow="fold", min_width=16)
        for party in parties[:MAX_PARTIES]:
            table.add_row(cell(party.name, max_chars=NAME_CHARS), _roles(party), _verdicts(findings.get(party.id, [])))
        out.print(Text(f"\n{heading}", style="bold"))
        out.print(Padding(table, (0, 0, 0, 2)))
        if len(parties) > MAX_PARTIES:
            out.print(f"  … and {len(parties) - MAX_PARTIES:,} more in the dossier")


def _roles(party: Entity) -> Text:
    roles = [with_status(role.text, role.status) for role in party.roles[:MAX_ROLES]]
    lines = [cell(role, "dim", ROLE_CHARS) for role in dict.fromkeys(roles)]
    return Text("\n").join(lines)


def _verdicts(findings: list[Finding]) -> Text:
    lines = []
    for finding in findings:
        if finding.badge.key == "same name only":
            continue
        style = BADGE_STYLES.get(finding.badge.key, "")
        lines.append(cell(f"{finding.badge.symbol} {finding.badge.label}: {finding.dataset}", style))
    return Text("\n").join(lines)


def _print_path(dossier: Dossier, out: Console) -> None:
    path = headline_path(dossier.paths, dossier.reading)
    if path is None:
        out.print(Text("\nNo path to a listed party in this document over the lists that were searched.", style="dim"))
        return
    others = len(dossier.paths) - 1
    more = f"  (and {count_words(others, 'other')} in the dossier)" if others else ""
    out.print(Text.assemble(("\nPath to a listed party", "bold"), (more, "dim")))
    _print_hops(path, out)


def _print_hops(path: Path, out: Console) -> None:
    for number, hop in enumerate(path.hops):
        out.print(Padding(Text.assemble("→ " if number else "  ", cell(hop.sentence)), (0, 0, 0, 2)))


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


def _print_lists(snapshots: tuple[Snapshot, ...], out: Console) -> None:
    if not snapshots:
        out.print(Text("No list was searched.", style="yellow"))
        return
    names = [
        f"{one.dataset} ({date_words(one.date)}, {count_words(one.party_count, 'party', 'parties')})"
        for one in snapshots
    ]
    starters = any(snapshot.starter for snapshot in snapshots)
    out.print(Text.assemble("Searched: ", cell(", ".join(names)), " (starter lists)" if starters else ""))
    if starters:
        out.print(Text(STARTER_ADVICE, style="yellow"))
