"""``entourage screen``: one name against the lists, without a document."""

from __future__ import annotations

import click

from entourage.cli.dates import day, partial_day

SCHEMATA = ("Person", "Organization", "Company")


@click.command()
@click.argument("name")
@click.option("--born", metavar="DATE", help="Birth date: 1961, 1961-01 or 1961-01-03.", callback=partial_day)
@click.option("--country", metavar="CODE", help="Country, two letters (ISO 3166-1).")
@click.option("--schema", type=click.Choice(SCHEMATA), default="Person", show_default=True)
@click.option("--as-of", callback=day, metavar="DATE", help="The day that the verdict speaks of.")
def screen(name: str, born: str, country: str | None, schema: str, as_of: str) -> None:
    """Search the lists for one NAME and show verdicts with their reasons."""
    from entourage.cli.screening_table import print_screenings
    from entourage.model import Entity, Mention, Reading
    from entourage.pipeline import day_of_run, lists_at_hand
    from entourage.screening import screen as screen_reading

    properties: dict[str, tuple[str, ...]] = {}
    if born:
        properties["birthDate"] = (born,)
    if country:
        properties["country" if schema != "Person" else "nationality"] = (country.casefold(),)
    mention = Mention(start=0, end=max(len(name), 1))
    entity = Entity(id="e1", schema=schema, name=name, mentions=(mention,), properties=properties)
    lists = lists_at_hand()
    found = screen_reading(
        Reading(document_id="", entities=(entity,)), lists, document_date="", today=day_of_run(as_of)
    )
    print_screenings(name, found, tuple(loaded.snapshot for loaded in lists))
