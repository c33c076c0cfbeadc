"""The words that ties rest on, as tables.

In: the TOML files of this folder. Out: look-ups by lower-case word. Invariant: a word stands in one group of roles.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from entourage.model import Status


@dataclass(frozen=True)
class RoleGroup:
    """What a role word says: schemata of its ties, and how it leads to where the role is held."""

    name: str
    organization: str
    person: str
    prepositions: frozenset[str]
    holder: str = "person"
    reverse: bool = False


@dataclass(frozen=True)
class TieVerb:
    """What a verb says of its subject and its object; see ``tie_verbs.toml``."""

    through: frozenset[str]
    schema: str
    subject: str
    object: str
    role: str
    passive: bool = False
    event: bool = False
    status: Status | None = None
    nouns: dict[str, str] = field(default_factory=dict, hash=False)


_SCHOLARS = ("ologist", "icist", "ician", "ographer")  # "a plant physiologist", "a ballistician"


@functools.cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text("utf-8"))


@functools.cache
def role_words() -> dict[str, RoleGroup]:
    """Every role word with its group."""
    found: dict[str, RoleGroup] = {}
    for name, row in _table("role_words.toml").items():
        group = RoleGroup(
            name,
            row["organization"],
            row["person"],
            frozenset(row["prepositions"]),
            row.get("holder", "person"),
            row.get("reverse", False),
        )
        for word in row["words"]:
            found.setdefault(word, group)
    return found


@functools.cache
def tie_verbs() -> dict[str, TieVerb]:
    """Every tie verb by lemma."""
    found = {}
    for row in _table("tie_verbs.toml")["verb"]:
        verb = TieVerb(
            through=frozenset(row["through"]), **{k: v for k, v in row.items() if k not in {"words", "through"}}
        )
        for word in row["words"]:
            found[word] = verb
    return found


@functools.cache
def word_set(table: str, *path: str) -> frozenset[str]:
    """The words at a place of a table: ``word_set("cues.toml", "bodies", "board")``."""
    value: Any = _table(table)
    for step in path:
        value = value[step]
    return frozenset(value)


def cue(*path: str) -> frozenset[str]:
    """The words at a place of ``cues.toml``."""
    return word_set("cues.toml", *path)


def role_group(token: Any) -> RoleGroup | None:
    """The group of a noun token; None when it is no role word."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    table = role_words()
    lower = token.lower_
    found = (
        table.get(lower) or table.get(token.lemma_.lower()) or (table.get(lower[:-1]) if lower.endswith("s") else None)
    )
    if found is None and token.pos_ == "NOUN" and lower.endswith(_SCHOLARS):
        return table["scientist"]
    return found
