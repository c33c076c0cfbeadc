"""``entourage lists history``: one record over all snapshots; ``ties`` and ``tie``: what people decided of two records.

In: a list and a record's number or a name. Out: when it was listed, first and last seen, gone, and what changed.
Invariant: every tie between two states of a record says why it was made.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from entourage.parties import Profile, Register

MOST = 20
"""How many records are shown of one name."""


@click.command()
@click.argument("dataset", metavar="LIST")
@click.argument("wanted", metavar="RECORD|NAME")
def history(dataset: str, wanted: str) -> None:
    """Follow one record of LIST over all loaded snapshots, by its number on the list or by name.

    \b
    entourage lists history ca-sema "Russia/1, Part 1/721"
    entourage lists history us-ofac-sdn "Oleg Deripaska"
    """
    from entourage.cli.terminal import cell, console
    from entourage.model import ListError
    from entourage.parties import Register

    with Register(datasets=[dataset]) as register:
        found = list(_records(register, dataset, wanted))
        if not found:
            raise ListError(
                "no-such-record",
                f"{dataset} has no record {wanted!r}, and nobody of such a name.",
                "See: entourage who",
            )
        for profile in found[:MOST]:
            _print(register, profile)
        if len(found) > MOST:
            console().print(cell(f"and {len(found) - MOST} more"))


def _records(register: Register, dataset: str, wanted: str) -> Iterator[Profile]:
    """Records with that number in any snapshot; else records of that name, best first."""
    by_number = [
        profile
        for profile in register.profiles(dataset)
        if profile.key == f"{dataset}:{wanted}" or _had_number(register, profile, wanted)
    ]
    if by_number:
        yield from by_number
        return
    seen = set()
    for schema in ("Person", "Organization", "Vessel"):
        for hit in register.names[dataset].hits(schema, [wanted], floor=0.85):
            number = register.histories[dataset].record_of(hit.party)
            if number and number not in seen:
                seen.add(number)
                yield register.profile(dataset, number)


def _had_number(register: Register, profile: Profile, wanted: str) -> bool:
    versions = register.versions(profile.dataset)
    return any(
        listing.record_id == wanted
        for _, version in profile.record.versions
        for listing in versions.party(version).listings
    )


def _print(register: Register, profile: Profile) -> None:
    from entourage.cli.terminal import cell, console
    from entourage.lists import changed_fields

    out = console()
    presence = profile.presence
    born = f", born {' or '.join(profile.births[:3])}" if profile.births else ""
    out.print(cell(f"{profile.party.caption}{born}", "bold"), cell(f"({profile.key})", "dim"), soft_wrap=True)
    if presence.listed_on:
        _line(1, f"listed {presence.listed_on} by the list's own date (snapshot of {presence.stated_in})")
    came = f", absent in that of {presence.came_after}" if presence.came_after else ", the oldest that is loaded"
    _line(1, f"first seen in the snapshot of {presence.days[presence.first]}{came}")
    if presence.gone_by:
        last = presence.days[presence.last]
        _line(1, f"last seen in the snapshot of {last}; delisted by that of {presence.gone_by}", "yellow")
    else:
        _line(1, f"still there in the newest snapshot, {presence.days[-1]}")
    for before, after in presence.gaps:
        _line(1, f"away after {before}, back by {after}", "yellow")
    versions, reasons = register.versions(profile.dataset), dict(profile.record.reasons)
    shown = [version for place, version in profile.record.versions]
    steps = zip(profile.record.versions, [None, *shown], strict=False)
    for (place, version), former in steps:
        if former is None or version == former:
            continue
        _line(1, f"{presence.days[place]}: changed; taken for the same record by {reasons.get(version, '')}")
        for field, (went, came_in) in changed_fields(versions.party(former), versions.party(version)).items():
            _line(2, f"{field}: {'; '.join(went) or 'none'} became {'; '.join(came_in) or 'none'}", "dim")


def _line(level: int, words: str, style: str = "") -> None:
    from entourage.cli.terminal import cell, console

    console().print("  " * level, cell(words, style), sep="", soft_wrap=True)


@click.command()
@click.argument("one", metavar="LIST:RECORD")
@click.argument("other", metavar="LIST:RECORD")
@click.option("--same", "said", flag_value="same", help="They are one party.")
@click.option("--not-the-same", "said", flag_value="not the same", help="They are not.")
@click.option("--undo", "said", flag_value="undo", help="Take back what was decided on the two.")
@click.option("--why", default="", help="The reason, for whoever reads it later.")
@click.option("--by", metavar="NAME", default="", help="Who decides; default: the name of your account.")
def tie(one: str, other: str, said: str | None, why: str, by: str) -> None:
    """Decide whether two records are of one party; it counts from then on, and can be undone.

    \b
    entourage lists tie "ca-sema:Russia/1, Part 1/25" us-ofac-sdn:16677 --same --why "KOHZIN is a misprint"
    """
    from entourage.parties import decide

    if said is None:
        raise click.UsageError("Say --same, --not-the-same or --undo.")
    if said != "undo" and not why:
        raise click.UsageError("Say why: --why TEXT.")
    if said != "undo":
        _check_known(one, other)
    decision = decide(one, other, said, who=by or getpass.getuser(), why=why)  # type: ignore[arg-type]
    click.echo(f"{decision.left} and {decision.right}: {decision.said}")


def _check_known(*keys: str) -> None:
    """Stops a decision on a mistyped key, which would never count for anything.

    Raises:
        ListError: ``no-such-list``, ``no-such-record``; text that is no key is left to ``decide``.
    """
    from entourage.model import ListError
    from entourage.parties import open_register

    with open_register() as register:
        for key in (key.strip() for key in keys):
            dataset, colon, _ = key.partition(":")
            if not colon:
                continue
            if dataset not in register.histories:
                known = ", ".join(register.histories)
                raise ListError("no-such-list", f"{dataset!r} is not loaded. Loaded: {known}.", "See: entourage lists")
            if all(profile.key != key for profile in register.profiles(dataset)):
                raise ListError("no-such-record", f"There is no record {key!r}.", "entourage who NAME shows the keys.")


@click.command()
def ties() -> None:
    """What people decided of records, with who, when and why."""
    from entourage.cli.terminal import cell, console
    from entourage.parties import load_decisions

    out = console()
    found = load_decisions().in_force()
    for decision in found:
        out.print(cell(f"{decision.left} and {decision.right}: {decision.said}", "bold"), soft_wrap=True)
        out.print("  ", cell(f"{decision.who}, {decision.when}: {decision.why}", "dim"), sep="", soft_wrap=True)
    if not found:
        click.echo("Nothing is decided. To decide: entourage lists tie LIST:RECORD LIST:RECORD --same --why TEXT")
