"""Dates as arguments of the command line."""

from __future__ import annotations

import datetime
import re

import click


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """A calendar day, ISO 8601, as a callback of an option; empty when none was given.

    Raises:
        click.BadParameter: when the value is no day.
    """
    return _checked(value, value, "2021-01-11")


def partial_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """Like :func:`day`, where a year or a month will do."""
    complete = {4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value or ""), value)
    return _checked(value, complete, "2021, 2021-01 or 2021-01-11")


def _checked(value: str | None, complete: str | None, shape: str) -> str:
    if not value or not complete:
        return ""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", complete):
            raise ValueError(value)
        datetime.date.fromisoformat(complete)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a date. Write it as {shape}.") from error
    return value
