"""``entourage export``: a case in the formats of other programs.

In: a casefile and a format. Out: a file, or a folder of tables. Invariant: an existing file is overwritten only when
the user says so, and whole or not at all.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from entourage.cli.dates import day

FORMATS = ("ftm", "statements", "csv", "xlsx", "gexf", "graphml", "cypher", "senzing", "bundle")


@click.command()
@click.option("--case", "file", required=True, metavar="FILE", help="The casefile.")
@click.option("-f", "--format", "format_", type=click.Choice(FORMATS), required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file; for csv a folder; - for stdout.")
@click.option("--as-of", callback=day, metavar="DATE", help="Only ties that held on that day (networks).")
@click.option("--force", is_flag=True, help="Overwrite what is there.")
def export(file: str, format_: str, output: Path | None, as_of: str, force: bool) -> None:
    """Write a case for another program.

    \b
    ftm, statements   FollowTheMoney entities, and its statement CSV
    csv, xlsx         tables of parties, ties, quotes, positions, events, listings
    gexf, graphml     the network for Gephi, Cytoscape, yEd
    cypher, senzing   for Neo4j, for Senzing
    bundle            everything: reads back with entourage case import
    """
    from entourage.casefile.export import export as write
    from entourage.cli.case import open_case
    from entourage.cli.files import write_bytes
    from entourage.cli.terminal import cell, console
    from entourage.model import SettingsError

    with open_case(file) as opened:
        files = write(opened, format_, as_of=as_of)
    if str(output) == "-":
        if len(files) > 1:
            raise SettingsError("several-files", f"{format_} makes {len(files)} files.", "Name a folder with -o.")
        sys.stdout.buffer.write(next(iter(files.values())))
        return
    folder = output or Path()
    many = len(files) > 1
    targets = {name: folder / name if many or output is None or output.is_dir() else output for name in files}
    taken = [str(path) for path in targets.values() if path.exists()]
    if taken and not force:
        raise SettingsError("file-exists", f"{', '.join(taken)} is there already.", "Choose -o, or add --force.")
    for name, content in files.items():
        targets[name].parent.mkdir(parents=True, exist_ok=True)
        write_bytes(targets[name], content)
    console().print(cell(f"Written: {', '.join(str(path) for path in targets.values())}"), soft_wrap=True)
