"""A hop in words: "Vladimir Potanin heads the board of trustees of Russia in Global Affairs".

In: a tie and the entities it names, or a screening. Out: one plain-text sentence without a final stop. Invariants:
the wordings stand in ``sentences.toml``; names and roles are put in as they are and never read as a template, and
nothing here is escaped: whoever shows a sentence escapes it for its own surface.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from importlib import resources
from typing import Any

import msgspec

from entourage.model import Entity, Listing, Screening, Tie

WORK_KINDS = frozenset({"article", "work", "book", "report", "paper", "essay", "letter"})
WORK_SCHEMATA = frozenset({"Article", "Document"})
MAX_ROLE_CHARS = 200
"""A longer role is shown as it is and not matched: a pattern must never meet a megabyte from a stranger."""


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table: when it fits, and what it says."""

    current: str
    former: str = ""
    schema: str = ""
    role: re.Pattern[str] | None = None
    of_list: bool = False


@functools.cache
def _table() -> dict[str, Any]:
    text = resources.files("entourage.network").joinpath("sentences.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def _wordings() -> tuple[Wording, ...]:
    return tuple(
        Wording(
            current=row["current"],
            former=row.get("former", row["current"]),
            schema=row.get("schema", ""),
            role=re.compile(row["role"], re.IGNORECASE) if "role" in row else None,
            of_list=row.get("list", False),
        )
        for row in _table()["wording"]
    )


def tie_sentence(tie: Tie, entities: Mapping[str, Entity]) -> str:
    """What a tie says, in words.

    Args:
        tie: its subject and object must be keys of ``entities``.
        entities: by id.

    Returns:
        A sentence without a final stop; a status other than current or former stands behind it in brackets.

    Raises:
        KeyError: when an end of the tie is unknown.
    """
    subject, object_ = entities[tie.subject], entities[tie.object]
    role = _clean_role(tie.role)
    for wording in _wordings():
        groups = _fit(wording, tie.schema, role, subject)
        if groups is None:
            continue
        fields = {"s": _name(subject), "o": _name(object_), "role": role}
        fields |= {"a": _article(role), "prep": _preposition(role, tie.schema)} | _tidy(groups)
        template = wording.former if tie.status == "former" else wording.current
        sentence = " ".join(template.format_map(defaultdict(str, fields)).split())
        remark = _table()["status"].get(tie.status, "")
        return f"{sentence} ({remark})" if remark else sentence
    raise AssertionError("the last wording fits every tie")  # pragma: no cover


def listing_sentence(entity: Entity, screening: Screening, listing: Listing) -> str:
    """What a verdict of being listed says, in words.

    Args:
        entity: the party of the text.
        screening: its verdict is one that names a listed party.
        listing: of the screening.

    Returns:
        A sentence; for a listing that is "named only" it says so.
    """
    then = screening.verdict == "listed" and screening.as_of_kind == "document"
    template: str = _table()["verdict"]["listed then" if then else screening.verdict]
    named_only = listing.legal_effect == "named only"
    fields = _table()["named" if named_only else "listed"] | {
        "n": _name(entity),
        "authority": listing.authority or screening.list,
        "program": f" ({listing.program})" if listing.program else "",
        "party": screening.party.caption if screening.party else "a party of that name",
    }
    return template.format_map(fields) + (", which is no measure in law" if named_only else "")


def _fit(wording: Wording, schema: str, role: str, subject: Entity) -> dict[str, str] | None:
    """The groups of the role's pattern when the wording fits, else None."""
    if wording.schema not in ("", schema) or (wording.of_list and subject.kind != "list"):
        return None
    if wording.role is None:
        return {}
    match = wording.role.search(role[:MAX_ROLE_CHARS])
    return {key: value or "" for key, value in match.groupdict().items()} if match else None


def _tidy(groups: dict[str, str]) -> dict[str, str]:
    """The pattern's groups, with what a publication needs: "as an open letter", "in"."""
    if "in" not in groups:
        return groups
    form = groups.get("form", "")
    return groups | {"as_form": f" as {form}" if form else "", "in": groups["in"] or "in"}


def _name(entity: Entity) -> str:
    if entity.kind in WORK_KINDS or entity.schema in WORK_SCHEMATA:
        return f"“{entity.name}”" if entity.kind != "list" else _with_the(entity.name)
    return _with_the(entity.name) if entity.kind == "list" else entity.name


def _with_the(name: str) -> str:
    """The name of a list as it stands in a sentence: "the U.S. Treasury's list of 210 Russians"."""
    return name if re.match(r"(?i)(the|an?|its|his|her|their)\b", name) else f"the {name}"


def _clean_role(role: str) -> str:
    return " ".join(role.split()).strip(" ,.;")


def _article(role: str) -> str:
    first = re.match(r"[\w'’-]+", role)
    bare = re.sub(r"^(former|deputy|acting|current|founding|vice) ", "", role.casefold())
    if first is None or re.match(r"(?i)(the|an?|its|his|her|their|one)\b", role):
        return ""
    if any(re.match(rf"{re.escape(post)}\b(?!\s+(fellow|adviser))", bare) for post in _table()["unique_posts"]):
        return ""
    return "an " if role[0].casefold() in "aeiou" else "a "


def _preposition(role: str, schema: str) -> str:
    """The preposition between role and organisation; empty when the role already ends in one."""
    table: dict[str, str] = _table()["preposition"]
    if re.search(r"\b(of|at|in|on|for|with|by|to|from|as)$", role):
        return ""
    return table.get(schema, table["other"])
