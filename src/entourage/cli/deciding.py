"""Who decides, and why: what all commands that record a decision in a log or a casefile ask alike.

In: options. Out: a name that is never empty. Invariant: given words go before ENTOURAGE_USER, that before the login.
"""

from __future__ import annotations

import getpass
import os

import click

BY = click.option("--by", metavar="PERSON", default="", help="Who decides; default ENTOURAGE_USER, or your login.")


def who_decides(given: str) -> str:
    """Who a decision is recorded for; "unknown" where the system has no name for whoever runs this."""
    named = given or os.environ.get("ENTOURAGE_USER", "")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
