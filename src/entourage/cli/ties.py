"""``entourage ties``: whom a party of a case is tied to, and how it is connected to another or to a listed one.

In: a casefile and names. Out: links and paths, each hop with its words and where they stand. Invariant: "none" says
how far was looked and over how many documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from entourage.cli.dates import day

if TYPE_CHECKING:
    from entourage.casefile import Casefile, CasePath, PartyRow

_QUOTED = 300


@click.command()
@click.argument("name")
@click.option("--case", "file", required=True, metavar="FILE", help="The casefile.")
@click.option("--to", metavar="NAME", default="", help="How NAME is connected to this party, or to “listed” ones.")
@click.option("--hops", default=4, show_default=True, type=click.IntRange(1, 6), help="The longest chain.")
@click.option("--best", default=5, show_default=True, type=click.IntRange(1, 50), help="At most that many paths.")
@click.option("--as-of", callback=day, metavar="DATE", help="Only what held on that day.")
def ties(name: str, file: str, to: str, hops: int, best: int, as_of: str) -> None:
    """Whom NAME is tied to over all documents of a case; with --to, the strongest chains to somebody."""
    from entourage.casefile import counts, find_case_paths, the_party
    from entourage.cli.case import open_case
    from entourage.cli.terminal import cell, console

    with open_case(file) as opened:
        start = the_party(opened, name)
        if not to:
            print_links(opened, start, as_of=as_of)
            return
        end = to if to == "listed" else the_party(opened, to).id
        paths = find_case_paths(opened, start.id, end, best=best, max_hops=hops, as_of=as_of)
        for path in paths:
            _print_path(opened, path)
        if not paths:
            number = counts(opened)["documents"]
            words = "a listed party" if to == "listed" else to
            documents = f"{number:,} document{'s' * (number != 1)}"
            line = f"No path from {start.name} to {words} within {hops} hops over {documents}."
            console().print(cell(line), soft_wrap=True)


def print_links(casefile: Casefile, party: PartyRow, *, as_of: str = "") -> None:
    """The links of a party, those of most independent sources first, each with its words."""
    from entourage.casefile import places
    from entourage.casefile.links import links_of
    from entourage.cli.terminal import cell, console
    from entourage.network import strength_table

    with casefile.reading_transaction() as connection:
        links = links_of(connection, [party.id], strength_table(), as_of=as_of)
    shown = places(casefile, [link.sources[0].tie_key for link in links])
    out = console()
    if not links:
        out.print(cell(f"{party.name} is tied to nobody in this case.", "dim"), soft_wrap=True)
    for link in sorted(links, key=lambda one: (-one.independent, -one.tie.confidence, one.sentence)):
        dates = " to ".join(filter(None, (link.tie.start_date, link.tie.end_date)))
        status = "" if link.tie.status == "current" else link.tie.status
        remark = ", ".join(filter(None, (status, dates, _sources(link.independent))))
        out.print(cell(f"{link.sentence} ({remark})"), soft_wrap=True)
        _print_words(shown.get(link.sources[0].tie_key, ()))


def _print_path(casefile: Casefile, path: CasePath) -> None:
    from entourage.casefile import places
    from entourage.cli.terminal import cell, console

    out = console()
    out.print(cell(f"{' → '.join(path.parties)}   strength {path.strength:.2f}", "bold"), soft_wrap=True)
    shown = places(casefile, [hop.link.sources[0].tie_key for hop in path.hops])
    for hop in path.hops:
        link = hop.link
        sure = f"{_sources(link.independent)}, {link.tie.confidence:.0%} sure"
        _indented(f"{link.sentence} ({sure})", 2)
        _print_words(shown.get(link.sources[0].tie_key, ()))
    if path.why_listed:
        _indented(f"{path.parties[-1]}: {path.why_listed}", 2)


def _print_words(found: tuple[object, ...]) -> None:
    from entourage.casefile import Place

    for place in found[:1]:
        if isinstance(place, Place):
            where = ", ".join(filter(None, (place.title, place.published)))
            _indented(f"“{place.words[:_QUOTED]}” {where}", 4, "dim")


def _indented(words: str, columns: int, style: str = "") -> None:
    from rich.padding import Padding

    from entourage.cli.terminal import cell, console

    console().print(Padding(cell(words, style), (0, 0, 0, columns)))


def _sources(number: int) -> str:
    return "1 source" if number == 1 else f"{number} independent sources"
