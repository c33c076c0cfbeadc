"""``entourage schema``: the JSON Schema of ``entourage read --format json``."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema that `read --format json` keeps to."""
    from entourage.dossier import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
