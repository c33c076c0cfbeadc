"""FollowTheMoney's words: which schema an entity has, which properties fit it, and how an id is written.

In: words of the model. Out: plain dictionaries. Invariants: no property that its schema does not have, no empty or
repeated value, no id that FollowTheMoney refuses. What FollowTheMoney knows stands in ``data/ftm.toml``.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from entourage.dossier.clean import one_line

MAX_ID_CHARS = 120
MAX_NAME_CHARS = 380
"""FollowTheMoney's own bound of a name is 384 characters."""

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
Properties = dict[str, list[str]]
FtmEntity = dict[str, Any]


@cache
def table() -> dict[str, Any]:
    """The mapping onto FollowTheMoney, read once."""
    return tomllib.loads(files("entourage.dossier").joinpath("data/ftm.toml").read_text("utf-8"))


def is_a(schema: str) -> list[str]:
    """Everything that a schema is."""
    found: list[str] = table()["is_a"].get(schema, ["Thing"])
    return found


def ftm_schema(schema: str) -> str:
    """The schema itself where FollowTheMoney has it, otherwise LegalEntity."""
    return schema if schema in table()["is_a"] else "LegalEntity"


def may_have(schema: str, name: str) -> bool:
    """Whether an entity of that schema may have a property of that name."""
    return any(name in table()["properties"].get(kind, ()) for kind in is_a(schema))


def fitting(schema: str, properties: dict[str, tuple[str, ...]]) -> Properties:
    """Those of the properties that the schema has."""
    return {name: list(values) for name, values in properties.items() if may_have(schema, name)}


def plain_id(local: str) -> str:
    """``local`` as FollowTheMoney writes ids: letters, digits, dots and dashes, none of them at an edge.

    Where that changes anything, a hash keeps two ids apart.

    >>> plain_id("person-ada-example"), plain_id("ada_example")
    ('person-ada-example', 'ada-example-baff00a9')
    """
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in local).strip("-.")[:MAX_ID_CHARS]
    mark = hashlib.sha256(local.encode("utf-8", "replace")).hexdigest()[:8]
    return plain if plain == local else f"{plain.strip('-.')}-{mark}".lstrip("-")


def ftm_id(document_id: str, local: str) -> str:
    """The FollowTheMoney id of something in a document."""
    return f"{plain_id(document_id)}-{plain_id(local)}"


def ftm_entity(identifier: str, schema: str, properties: Properties) -> FtmEntity:
    """An entity without empty or repeated values."""
    kept = {name: list(dict.fromkeys(v for v in values if v.strip())) for name, values in properties.items()}
    return {"id": identifier, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def dates(date: str) -> list[str]:
    """A date that FollowTheMoney takes; empty for none and for one in words."""
    return [date] if DATE.fullmatch(date) else []


def title_of(words: str) -> list[str]:
    """Words as the name of an entity: one line, not longer than a name may be."""
    return [one_line(words)[:MAX_NAME_CHARS].rstrip()]


def split_aliases(aliases: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """(aliases, weak aliases): a single word, such as a surname or an acronym, names many parties."""
    return [a for a in aliases if len(a.split()) > 1], [a for a in aliases if len(a.split()) == 1]
