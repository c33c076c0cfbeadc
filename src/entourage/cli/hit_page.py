"""Verdicts on one name as a page: each hit with what raised and lowered its score, its record, what would settle it.

In: screenings of one name. Out: one HTML file that needs nothing else. Invariants: every string of a stranger is
escaped where it is printed; its policy forbids everything but its own style; a hit that a person cleared is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from entourage.cli.waterfall import CEILING, steps_of
from entourage.model import ListedParty, Screening, Snapshot

if TYPE_CHECKING:
    import jinja2

_SHOWN = (
    ("birthDate", "Born"), ("birthPlace", "Place of birth"), ("nationality", "Nationality"), ("country", "Country"),
    ("jurisdiction", "Jurisdiction"), ("gender", "Gender"), ("position", "Office"), ("alias", "Also called"),
    ("weakAlias", "Weak alias"), ("passportNumber", "Passport"), ("idNumber", "Official number"),
    ("taxNumber", "Tax number"), ("registrationNumber", "Registration"), ("imoNumber", "IMO number"),
    ("address", "Address"), ("notes", "Notes"),
)  # fmt: skip
_MOST_VALUES = 6
_SAID = frozenset({"name", "name_rarity"})
"""Features whose sentence has both values in it."""


class Bar(NamedTuple):
    """One step of the waterfall: from and to in hundredths of a score, and how it is said."""

    label: str
    detail: str
    weight: float
    low: float
    high: float
    values: str


def bars(screening: Screening) -> Iterator[Bar]:
    """The steps of a score, from nothing up to it."""
    from entourage.dossier.words import feature_words

    total = 0.0
    reasons = list(screening.reasons)
    for step, reason in zip(steps_of(screening), [*reasons, None], strict=False):
        ends = sorted(min(1.0, max(0.0, value)) * 100 for value in (total, total + step.weight))
        total += step.weight
        label = feature_words(step.feature) if step.feature else "Limit"
        values = (
            f"asked: {reason.query_value} · record: {reason.record_value}"
            if reason and reason.query_value and reason.feature not in _SAID
            else ""
        )
        yield Bar(label, reason.detail if reason else CEILING, step.weight, ends[0], ends[1], values)


def facts_of(party: ListedParty | None) -> list[tuple[str, str]]:
    """What a record says of its party, for people; at most a few values of each kind."""
    from entourage.names import country_name

    found = []
    for prop, label in _SHOWN:
        values = party.properties.get(prop, ()) if party else ()
        words = [country_name(v) if prop in {"nationality", "country", "jurisdiction"} else v for v in values]
        if words:
            more = f" and {len(words) - _MOST_VALUES} more" if len(words) > _MOST_VALUES else ""
            found.append((label, "; ".join(words[:_MOST_VALUES]) + more))
    return found


def hit_page(
    name: str,
    facts: Mapping[str, str],
    as_of: str,
    hits: Sequence[Screening],
    cleared: Sequence[Screening],
    snapshots: Sequence[Snapshot],
) -> str:
    """A complete HTML page on one name.

    Args:
        name: as it was asked for.
        facts: what was given beside it, by its label; empty values are left out.
        as_of: ISO 8601 day of the verdicts.
        hits: surest first; empty for none, which the page says together with what was searched.
        cleared: hits that a person cleared.
        snapshots: what was searched.
    """
    from markupsafe import Markup

    style = files("entourage.cli").joinpath("templates/hit.css").read_text("utf-8")
    titles = {snapshot.dataset: snapshot.title for snapshot in snapshots}
    return (
        _environment()
        .get_template("hit.html")
        .render(
            name=name,
            facts={key: value for key, value in facts.items() if value},
            as_of=as_of,
            hits=hits,
            cleared=cleared,
            snapshots=snapshots,
            titles=titles,
            style=Markup(style),  # noqa: S704 - our own file
        )
    )


def _environment() -> jinja2.Environment:
    import jinja2
    from markupsafe import Markup

    from entourage import __version__
    from entourage.cli.hit_text import decision_words
    from entourage.dossier.clean import one_line, web_link
    from entourage.dossier.words import badge_of, date_words, effect_words

    def plain(value: Any) -> Any:
        return one_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("entourage.cli", "templates"), autoescape=True, finalize=plain, trim_blocks=True
    )
    environment.globals |= {
        "version": __version__,
        "badge_of": badge_of,
        "bars": bars,
        "date_words": date_words,
        "decision_words": decision_words,
        "effect_words": effect_words,
        "facts_of": facts_of,
        "web_link": web_link,
    }
    return environment
