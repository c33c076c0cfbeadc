"""The words that people read for what the machine holds.

In: values of the model (a confidence, a verdict, a date). Out: short phrases, from ``data/words.toml``.
Invariant: every format of the dossier takes its words from here, so that they agree.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from entourage.dossier.clean import one_line, shorten
from entourage.model import Screening, Snapshot, Tie

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ISO_DATE = re.compile(r"(?<![\w-])\d{4}-\d{2}(?:-\d{2})?(?![\w-])")
BADGE_ORDER = (
    "listed",
    "listed later",
    "formerly listed",
    "named only",
    "possible",
    "same name only",
)
"""Badges from the gravest to the least; ``not found`` is no badge that a party carries."""


class Badge(msgspec.Struct, frozen=True, kw_only=True):
    """What a verdict is called on screen.

    Attributes:
        key: one of the verdict words of the house, or ``named only``.
        symbol: a shape, so that no badge is told apart by colour alone.
        label: the words.
        means: one sentence for someone who sees the badge for the first time.
        accuses: whether it says that the party *is* on a list of measures.
        weight: how much it lifts a party in the order of a dossier.
    """

    key: str
    symbol: str
    label: str
    means: str
    accuses: bool
    weight: int


@cache
def table() -> dict[str, Any]:
    """The whole word table, read once."""
    return tomllib.loads(files("entourage.dossier").joinpath("data/words.toml").read_text("utf-8"))


def confidence_words(confidence: float) -> str:
    """How sure a line is, in words.

    Args:
        confidence: 0 to 1. Values outside are taken as the nearest end.

    Returns:
        One of "stated in the text" (0.9 and above), "very likely" (0.75), "likely" (0.6), "uncertain" (0.4),
        "a guess".

    >>> confidence_words(0.93), confidence_words(0.62)
    ('stated in the text', 'likely')
    """
    rows: list[dict[str, Any]] = table()["confidence"]
    return str(next((row["words"] for row in rows if confidence >= row["floor"]), rows[-1]["words"]))


def confidence_meaning(confidence: float) -> str:
    """What :func:`confidence_words` means for a reader, as the end of a sentence."""
    rows: list[dict[str, Any]] = table()["confidence"]
    return str(next((row["meaning"] for row in rows if confidence >= row["floor"]), rows[-1]["meaning"]))


def least_sure_words(confidences: list[float]) -> str:
    """How sure a chain is, as one sentence; empty for no chain.

    >>> least_sure_words([0.95, 0.9])
    'The text states each of these ties.'
    >>> least_sure_words([0.95, 0.7])
    'Its least certain step is likely: the text suggests it; read the sentence.'
    """
    if not confidences:
        return ""
    weakest = min(confidences)
    if weakest >= table()["confidence"][0]["floor"]:
        return "The text states each of these ties."
    return f"Its least certain step is {confidence_words(weakest)}: {confidence_meaning(weakest)}."


STARTER_PREFIX = "starter-"
LIST_NAME_CHARS = 60


def list_name(snapshot: Snapshot) -> str:
    """What a list is called where its title has no room: "Canada", "OFAC SDN (US Treasury)"; else its title, cut."""
    names: dict[str, str] = table()["list"]
    short = names.get(snapshot.dataset.removeprefix(STARTER_PREFIX))
    return short or shorten(one_line(snapshot.title or snapshot.dataset), LIST_NAME_CHARS)


@cache
def badge(key: str) -> Badge:
    """The badge of that key. Raises KeyError when there is none."""
    return Badge(key=key, **table()["badge"][key])


def badge_of(screening: Screening) -> Badge:
    """The badge of one screening: the verdict's, or ``named only`` for a listing that forbids nothing."""
    is_on_list = badge(screening.verdict).accuses
    return badge("named only" if is_on_list and screening.legal_effect == "named only" else screening.verdict)


def effect_words(legal_effect: str) -> str:
    """What a listing means in law; the house's own word where the table has none, empty for none."""
    return one_line(str(table()["effect"].get(legal_effect, legal_effect)))


def status_words(status: str) -> str:
    """The status of a role or tie; empty for a current one."""
    return one_line(str(table()["status"].get(status, status)))


def schema_words(schema: str, kind: str = "") -> str:
    """What an entity is: its finer kind where it has one, otherwise its schema in plain words."""
    return kind or str(table()["schema"].get(schema, schema))


def feature_words(feature: str) -> str:
    """The feature of a reason in plain words: ``birth_date`` gives "Birth date"."""
    return one_line(str(table()["feature"].get(feature) or feature.replace("_", " ").capitalize()))


def tie_group(tie: Tie) -> str:
    """The filter under which the picture shows a tie."""
    ties = table()["tie"]
    return str(ties.get(tie.schema, ties["other"])["group"])


def tie_label(tie: Tie) -> str:
    """What a tie says, in the text's words where there are any, with its status unless current.

    The text's own words often hold the status already ("former diplomat"); then it isn't said twice.
    """
    ties = table()["tie"]
    label = tie.role or str(ties.get(tie.schema, ties["other"])["label"])
    return with_status(label, tie.status)


def with_status(label: str, status: str) -> str:
    """``label`` followed by its status in brackets, unless current or already said."""
    words = status_words(status)
    return label if not words or words.casefold() in label.casefold() else f"{label} ({words})"


def date_words(date: str) -> str:
    """An ISO 8601 date as people write it; anything else comes back as it is.

    >>> date_words("2021-01-11"), date_words("2020-04"), date_words("")
    ('11 January 2021', 'April 2020', '')
    """
    parts = date[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return one_line(date)
    month = int(parts[1]) if len(parts) > 1 else 0
    if len(parts) == 1 or not 1 <= month <= 12:
        return one_line(parts[0] if len(parts) == 1 else date)
    day = f"{int(parts[2])} " if len(parts) > 2 else ""
    return f"{day}{MONTHS[month - 1]} {parts[0]}"


def with_date_words(text: str) -> str:
    """``text`` with its ISO 8601 days and months as people write them.

    >>> with_date_words("absent in the snapshot of 2020-04 (1,369 parties)")
    'absent in the snapshot of April 2020 (1,369 parties)'
    """
    return ISO_DATE.sub(lambda match: date_words(match.group()), text)


def span_of_dates(start: str, end: str) -> str:
    """ "2014 to 2016", "since 2014", "until 2016"; empty when neither is known."""
    if start and end:
        return f"{date_words(start)} to {date_words(end)}"
    return f"since {date_words(start)}" if start else f"until {date_words(end)}" if end else ""


def count_words(number: int, one: str, many: str = "") -> str:
    """A number and its noun: ``count_words(1, "quote")`` gives "1 quote"; thousands are set off."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def list_words(items: list[str]) -> str:
    """ "a", "a and b", "a, b and c"; empty for none."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
