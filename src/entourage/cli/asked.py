"""What was asked on the command line of one name: refused where nobody could be meant, and hints where nobody is found.

In: arguments as typed. Out: the same, or a usage error. Invariant: a value that cannot be understood is never left out
in silence, because "not found" would then be an answer to another question.
"""

from __future__ import annotations

import click

MAX_NAME_CHARS = 1_000
"""Longer than any name on a list; whatever is longer is a text."""


def name_given(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A name with at least one letter or digit and at most :data:`MAX_NAME_CHARS` characters, as a callback.

    Raises:
        click.BadParameter: when the value is no name.
    """
    if not any(sign.isalnum() for sign in value):
        raise click.BadParameter("The name is empty." if not value.strip() else f"{value!r} is no name.")
    if len(value) > MAX_NAME_CHARS:
        raise click.BadParameter(
            f"The name has {len(value):,} characters, more than {MAX_NAME_CHARS:,}. "
            "A document is read with: entourage read FILE."
        )
    return value


def country_given(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A country as it was given, where it is a code or a name that is known; empty when none was given.

    Raises:
        click.BadParameter: when it is no country.
    """
    from entourage.names import country_code

    if value and country_code(value) is None:
        raise click.BadParameter(f"{value!r} is no country. Write it as ru or Russia.")
    return value


def hint_not_found(name: str, schema: str) -> None:
    """Says on stderr what "not found" does not cover: companies and ships, and persons asked for by one word.

    Args:
        name: as it was given.
        schema: as which it was searched; nothing is said of other schemata than ``Person``.
    """
    if schema != "Person":
        return
    if len(name.split()) == 1:
        click.echo("hint: One word is seldom enough to find a person: give the whole name.", err=True)
    click.echo("hint: Searched as a person. A company or a ship: --schema Company, --schema Vessel.", err=True)
