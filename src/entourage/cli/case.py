"""``entourage case``: begin a casefile, look into it, decide who is who.

In: a casefile and words. Out: tables, and lines in its log. Invariants: every decision says how to take it back; a
name that means several parties is never guessed at.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entourage.cli.deciding import BY, who_decides

if TYPE_CHECKING:
    from rich.table import Table

    from entourage.casefile import Casefile, Decision


@click.group(no_args_is_help=True)
def case() -> None:
    """One investigation in one file: many documents, one network, every decision kept.

    \b
    entourage case new cerba.db
    entourage read articles/*.html --case cerba.db
    entourage case show cerba.db
    entourage case parties cerba.db example
    entourage case same cerba.db "A. Example" "Ada Example" --why "same post, same year"
    """


def _table(*columns: str) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _add(table: Table, *values: object) -> None:
    from entourage.cli.terminal import cell

    table.add_row(*(cell(str(value)) for value in values))


def _say(words: str, style: str = "") -> None:
    from entourage.cli.terminal import cell, console

    console().print(cell(words, style), soft_wrap=True)


def open_case(place: str) -> Casefile:
    """The casefile at a path or URL."""
    from entourage.casefile import open_casefile

    return open_casefile(place)


@case.command()
@click.argument("file")
def new(file: str) -> None:
    """Begin a casefile: FILE must not exist yet, or is the URL of an empty database."""
    from entourage.casefile import create_casefile

    create_casefile(file).close()
    _say(f"{file} is a casefile now.")
    _say(f"Next: entourage read DOCUMENT... --case {file}", "dim")


@case.command()
@click.argument("file")
def show(file: str) -> None:
    """What the case holds."""
    from entourage.casefile import all_documents, counts, find_parties
    from entourage.cli.terminal import console

    with open_case(file) as opened:
        _say(", ".join(_counted(number, name) for name, number in counts(opened).items()))
        listed = all_documents(opened)
        groups = len({one.group for one in listed})
        if groups < len(listed):
            _say(f"{len(listed)} documents carry {groups} different stories: copies count as one source.", "dim")
        people = _table("people named most", "documents")
        for one in find_parties(opened, schema="Person", limit=15):
            _add(people, one.name, one.documents)
        console().print(people)


def _counted(number: int, name: str) -> str:
    """ "1 document", "2 documents", "1 person"."""
    one = {"people": "person"}.get(name, name.removesuffix("s"))
    return f"{number:,} {one if number == 1 else name}"


@case.command()
@click.argument("file")
def documents(file: str) -> None:
    """The documents by date."""
    from entourage.casefile import all_documents
    from entourage.cli.terminal import console

    table = _table("published", "title", "source", "id")
    with open_case(file) as opened:
        for one in all_documents(opened):
            _add(table, one.published or "no date", one.title, one.source, one.id)
    console().print(table)


@case.command()
@click.argument("file")
@click.argument("words", nargs=-1)
@click.option("--schema", default="", help="Person, Organization, Company ...; all by default.")
@click.option("--limit", default=50, show_default=True, help="At most that many.")
@click.option("--hidden", is_flag=True, help="With those that were hidden.")
def parties(file: str, words: tuple[str, ...], **options: Any) -> None:
    """The parties whose name holds all WORDS, those of most documents first."""
    from entourage.casefile import find_parties
    from entourage.cli.terminal import console

    table = _table("name", "schema", "documents", "", "id")
    with open_case(file) as opened:
        for one in find_parties(opened, " ".join(words), **options):
            mark = "confirmed" if one.confirmed else "hidden" if one.hidden else ""
            _add(table, one.name, one.schema, one.documents, mark, one.id)
    console().print(table)


@case.command()
@click.argument("file")
@click.argument("name")
@click.option("--about", default="", help="Only words said on this.")
def person(file: str, name: str, about: str) -> None:
    """What the case knows of NAME: ties, words, events, verdicts."""
    from entourage.casefile import said_by, the_party, told_of
    from entourage.cli.terminal import console
    from entourage.cli.ties import print_links

    with open_case(file) as opened:
        one = the_party(opened, name)
        _say(f"{one.name} ({one.schema}), in {one.documents} document{'s' * (one.documents != 1)}; {one.id}")
        print_links(opened, one)
        for title, found in (("said", said_by(opened, one.id, about=about)), ("told", told_of(opened, one.id))):
            if found:
                table = _table("date", title, "")
                for said in found:
                    _add(table, said.date or "no date", said.words, said.what)
                console().print(table)


@case.command()
@click.argument("file")
@click.option("--limit", default=20, show_default=True, help="At most that many.")
def candidates(file: str, limit: int) -> None:
    """Parties that may be one but were left apart, those that matter most first."""
    from entourage.casefile import candidates as find_candidates
    from entourage.cli.terminal import console

    table = _table("one", "documents", "other", "documents", "why")
    with open_case(file) as opened:
        found = find_candidates(opened, limit)
        for each in found:
            _add(
                table, each.one.name, each.one.documents, each.other.name, each.other.documents, "; ".join(each.reasons)
            )
    if not found:
        _say("No two parties have names so alike that a person should look at them.")
        return
    console().print(table)
    first = found[0]
    _say(f"The same: entourage case same {file} {first.one.id} {first.other.id}", "dim")
    _say(f"Not the same: entourage case apart {file} {first.one.id} {first.other.id}", "dim")


def _decide(file: str, kind: str, names: tuple[str, ...], value: str, why: str, by: str) -> None:
    from entourage.casefile import decide, the_party

    with open_case(file) as opened:
        ids = [the_party(opened, name).id for name in names]
        made = decide(opened, kind, ids, value=value, who=who_decides(by), why=why)  # type: ignore[arg-type]
    _say(f"{kind}: {' / '.join(names)}{' → ' + value if value else ''}")
    for one in made[:5]:
        _say(f"To take it back: entourage case undo {file} {one.id}", "dim")


_WHY = click.option("--why", default="", metavar="TEXT", help="The reason, for whoever reads it in a year.")


@case.command()
@click.argument("file")
@click.argument("one")
@click.argument("other")
@_WHY
@BY
def same(file: str, one: str, other: str, why: str, by: str) -> None:
    """ONE and OTHER (names or ids) are the same party."""
    _decide(file, "same", (one, other), "", why, by)


@case.command()
@click.argument("file")
@click.argument("one")
@click.argument("other")
@_WHY
@BY
def apart(file: str, one: str, other: str, why: str, by: str) -> None:
    """ONE and OTHER (names, ids, or entity keys) are not the same party."""
    _decide(file, "not the same", (one, other), "", why, by)


@case.command()
@click.argument("file")
@click.argument("party")
@click.argument("name")
@_WHY
@BY
def rename(file: str, party: str, name: str, why: str, by: str) -> None:
    """PARTY is called NAME from now on."""
    _decide(file, "rename", (party,), name, why, by)


@case.command()
@click.argument("file")
@click.argument("party")
@_WHY
@BY
def confirm(file: str, party: str, why: str, by: str) -> None:
    """A person has looked at PARTY and confirms it."""
    _decide(file, "confirm", (party,), "", why, by)


@case.command()
@click.argument("file")
@click.argument("party")
@_WHY
@BY
def hide(file: str, party: str, why: str, by: str) -> None:
    """PARTY is none: leave it out of tables, paths and exports."""
    _decide(file, "delete", (party,), "", why, by)


@case.command()
@click.argument("file")
@click.argument("party")
@click.argument("words")
@BY
def comment(file: str, party: str, words: str, by: str) -> None:
    """Keep a remark on PARTY."""
    _decide(file, "comment", (party,), words, "", by)


@case.command()
@click.argument("file")
@click.argument("decision")
@BY
def undo(file: str, decision: str, by: str) -> None:
    """Take a DECISION back (its id); the log keeps both."""
    from entourage.casefile import undo as take_back

    with open_case(file) as opened:
        undone = take_back(opened, decision, who=who_decides(by))
    _say(f"Taken back: {_line(undone)}")


@case.command()
@click.argument("file")
@click.option("--export", "target", type=click.Path(path_type=Path), help="Write them as JSON lines to this file.")
@click.option("--import", "given", type=click.Path(path_type=Path, exists=True), help="Take over those of a file.")
@BY
def decisions(file: str, target: Path | None, given: Path | None, by: str) -> None:
    """All decisions, with who, when and why; to a file, or from one."""
    import msgspec

    from entourage.casefile import Decision, all_decisions, import_decisions

    with open_case(file) as opened:
        if given is not None:
            lines = given.read_bytes().splitlines()
            found = [msgspec.json.decode(line, type=Decision) for line in lines if line.strip()]
            _say(f"{import_decisions(opened, found, who=who_decides(by))} of {len(found)} decisions are new.")
            return
        known = all_decisions(opened)
    if target is not None:
        target.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in known))
        _say(f"{len(known)} decisions are in {target}.")
        return
    for one in known:
        _say(_line(one), "dim" if one.undone_at else "")


@case.command()
@click.argument("file")
def log(file: str) -> None:
    """What was done, by whom, when."""
    from entourage.casefile import log_lines

    with open_case(file) as opened:
        for line in log_lines(opened):
            _say("  ".join(word for word in line if word))


@case.command("import")
@click.argument("file")
@click.argument("bundle", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@BY
def import_(file: str, bundle: Path, by: str) -> None:
    """Put the documents and decisions of a BUNDLE (entourage export --format bundle) into a casefile."""
    from entourage.casefile.export import read_bundle

    with open_case(file) as opened, bundle.open("rb") as lines:
        documents, new = read_bundle(opened, lines, who=who_decides(by))
    _say(f"{_counted(documents, 'documents')} and {_counted(new, 'new decisions')} are in {file}.")


def _line(one: Decision) -> str:
    what = f"{one.kind}: {one.left}" + (f" / {one.right}" if one.right else "") + (f" → {one.value}" * bool(one.value))
    why = f" ({one.why})" if one.why else ""
    undone = f"; undone {one.undone_at} by {one.undone_by}" if one.undone_at else ""
    return f"{one.at}  {one.who}  {what}{why}{undone}  {one.id}"
