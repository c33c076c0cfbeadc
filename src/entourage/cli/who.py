"""``entourage who``: one name on every loaded list over all its snapshots, on a day and today.

In: a name and, if known, a birth date and a day. Out: parties; for each record one line per day and what it rests on.
Invariant: records that are tied stand together, namesakes, relatives and ships apart; a name alone is never "listed".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from entourage.cli.asked import country_given, hint_not_found, name_given
from entourage.cli.dates import day, partial_day

if TYPE_CHECKING:
    from entourage.parties.who import Found, OnList, Who

SCHEMATA = ("Person", "Organization", "Company", "Vessel")
WIDE = 2
"""Columns by which each level is set in."""


@click.command()
@click.argument("name", callback=name_given)
@click.option("--born", metavar="DATE", help="Birth date: 1961, 1961-01 or 1961-01-03.", callback=partial_day)
@click.option("--on", "on", metavar="DATE", help="A day to judge beside today: 2021-01-11.", callback=day)
@click.option(
    "--country", metavar="CODE", default="", help="Country, two letters (ISO 3166-1).", callback=country_given
)
@click.option("--schema", type=click.Choice(SCHEMATA), default="Person", show_default=True)
@click.option(
    "--explain", is_flag=True, help="Show why records are held for one party, and what speaks for and against."
)
@click.option("--format", "format_name", type=click.Choice(("text", "json")), default="text", show_default=True)
def who(name: str, born: str, on: str, country: str, schema: str, explain: bool, format_name: str) -> None:
    """Show where NAME stood on every loaded list on a day and stands today, with records, dates and what they rest on.

    \b
    entourage who "Vladimir Potanin" --on 2021-01-11
    entourage who "Sergey Lavrov" --born 1950-03-21 --explain
    """
    from entourage.parties import open_register
    from entourage.parties.who import who as look_up
    from entourage.pipeline import day_of_run

    today = day_of_run("")
    with open_register() as register:
        days = list(dict.fromkeys(one for one in (on, today) if one))
        found = look_up(register, name, days=days, schema=schema, birth_date=born, country=country)
    if format_name == "json":
        click.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        return
    _print(found, today, explain)
    if not found.found:
        hint_not_found(name, schema)


def _print(found: Who, today: str, explain: bool) -> None:
    from entourage.cli.summary import print_searched
    from entourage.cli.terminal import cell, console

    out = console()
    out.print(cell(found.name, "bold"))
    for party in found.found:
        _print_party(party, today, explain)
    if found.not_found:
        where = ", ".join(snapshot.dataset for snapshot in found.not_found)
        _line(1, f"not found: {where}")
    print_searched(found.searched, out)


_HEADS = {
    "proven": "",
    "open": "possible match, not confirmed",
    "contradicted": "same name only",
}


def _print_party(party: Found, today: str, explain: bool) -> None:
    first = party.records[0]
    standing = min((record.standing for record in party.records), key=tuple(_HEADS).index)
    births = list(dict.fromkeys(born for record in party.records for born in record.profile.births))
    head = "a ship of that name, not the person" if party.kind == "ship" else _HEADS[standing]
    facts = [party.caption, f"born {' or '.join(births[:3])}" if births and party.kind != "ship" else ""]
    words = ", ".join(fact for fact in facts if fact)
    _line(1, f"{words}{f': {head}' if head else ''}", "bold" if party.kind == "party" else "dim")
    if first.to_settle:
        _line(2, f"To settle: {first.to_settle}")
    for record in party.records:
        _print_record(record, today, sure=standing == "proven", named=party.kind == "party", explain=explain)
    for tie in party.ties if explain else ():
        _line(2, f"one party: {tie.left} and {tie.right}: {' '.join(tie.reasons)}", "dim")


def _print_record(record: OnList, today: str, *, sure: bool, named: bool, explain: bool) -> None:
    from entourage.dossier.words import date_words, effect_words

    profile = record.profile
    effect = effect_words(record.effect)
    programs = "; ".join(program for program in profile.programs if program)
    facts = (profile.key, profile.party.caption, programs, effect)
    _line(2, ", ".join(fact for fact in facts if fact), "cyan")
    for one_day, state in record.states.items():
        when = f"{date_words(one_day)}{' (today)' if one_day == today else ''}"
        same = "" if sure or not named else "if it is the same party, "
        word = _state_words(state.on, record.effect)
        _line(3, f"{when}: {same}{word}", "" if state.on == "listed" and named else "dim")
        _line(4, state.rests_on, "dim")
    for reason in record.reasons if explain else ():
        _line(3, f"{'+' if reason.direction == 'for' else '-'} {reason.detail}", "dim")


def _state_words(on: str, effect: str) -> str:
    if effect == "named only" and on == "listed":
        return "named there, which is not a sanction"
    return {"not known": "not shown by the loaded snapshots"}.get(on, on)


def _line(level: int, words: str, style: str = "") -> None:
    from entourage.cli.terminal import cell, console

    console().print(" " * (WIDE * level), cell(words, style), sep="", soft_wrap=True)


def _as_json(found: Who) -> dict[str, Any]:
    return {
        "name": found.name,
        "days": list(found.days),
        "parties": [
            {
                "kind": party.kind,
                "name": party.caption,
                "records": [_record_json(record) for record in party.records],
                "ties": [
                    {"left": tie.left, "right": tie.right, "reasons": list(tie.reasons), "decided_by": tie.decided_by}
                    for tie in party.ties
                ],
            }
            for party in found.found
        ],
        "not_found": _ids(found.not_found),
        "searched": _ids(found.searched),
    }


def _ids(snapshots: Sequence[Any]) -> list[str]:
    return [snapshot.id for snapshot in snapshots]


def _record_json(record: OnList) -> dict[str, Any]:
    profile = record.profile
    presence = profile.presence
    return {
        "key": profile.key,
        "list": profile.dataset,
        "name": profile.party.caption,
        "birth_dates": list(profile.births),
        "programs": list(profile.programs),
        "legal_effect": record.effect,
        "standing": record.standing,
        "score": record.score,
        "listed_on": presence.listed_on,
        "first_seen": presence.days[presence.first],
        "last_seen": presence.days[presence.last],
        "gone_by": presence.gone_by,
        "on": {one: {"state": state.on, "rests_on": state.rests_on} for one, state in record.states.items()},
        "reasons": [{"direction": reason.direction, "detail": reason.detail} for reason in record.reasons],
        "to_settle": record.to_settle,
        "record": dict(profile.listing.record),
    }
