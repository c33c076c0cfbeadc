"""What people decide in a case: the same, not the same, a name, a confirmation, a remark; each with who, when and why.

In: an open casefile. Out: :class:`Decision` values. Invariants: a decision is never changed or deleted, only undone,
and the undoing is kept; to decide and to undo leaves the case as it was; decisions speak of entities of documents, so
that no later reading or merge loses them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

import msgspec
from sqlalchemy import Connection, insert, select, update

from entourage.casefile.casefile import Casefile, now
from entourage.casefile.tables import decisions, entities, parties
from entourage.model import CasefileError

Kind = Literal["same", "not the same", "rename", "confirm", "delete", "comment"]
_OF_TWO = frozenset({"same", "not the same"})
_WITH_VALUE = frozenset({"rename", "comment"})


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision.

    Attributes:
        id: of the decision; the same for the same decision made at the same time, in any copy of the case.
        kind: "same", "not the same" (of two entities), "rename", "comment" (with ``value``), "confirm", "delete".
        left, right: entity keys; ``right`` is empty where the decision is on one.
        undone_at, undone_by: empty while it holds.
    """

    id: str
    kind: str
    left: str
    right: str = ""
    value: str = ""
    who: str
    at: str
    why: str = ""
    undone_at: str = ""
    undone_by: str = ""


def decide(
    casefile: Casefile, kind: Kind, parties_: Sequence[str], *, value: str = "", who: str, why: str = "", at: str = ""
) -> tuple[Decision, ...]:
    """Record a decision and let it take effect.

    Args:
        kind: what is decided.
        parties_: ids of parties or keys of entities: two for "same" and "not the same", otherwise one.
        value: the name or the remark.
        who: who decides; never empty.
        why: the reason, in words.
        at: ISO 8601 time; now (UTC) by default.

    Returns:
        The decisions made. To keep two parties apart takes one for every pair of their entities that might be joined
        again: one per entity of the smaller party.

    Raises:
        CasefileError: ``no-such-party``, ``decision-not-understood``.
    """
    _check(kind, parties_, value, who)
    at = at or now()
    with casefile.writing() as connection:
        members = [_members(connection, one) for one in parties_]
        made = [_decision(kind, left, right, value, who, at, why) for left, right in _pairs(kind, members)]
        for one in made:
            _keep(connection, one)
        casefile.note(connection, at, who, kind, " / ".join(parties_), why or value)
        casefile.settle_entities(connection, [key for keys in members for key in keys])
    return tuple(made)


def undo(casefile: Casefile, decision_id: str, *, who: str, at: str = "") -> Decision:
    """Take a decision back; it stays in the log.

    Raises:
        CasefileError: ``no-such-decision``, ``undone-already``.
    """
    at = at or now()
    with casefile.writing() as connection:
        row = connection.execute(select(decisions).where(decisions.c.id == decision_id)).first()
        if row is None:
            raise CasefileError("no-such-decision", f"There is no decision {decision_id!r} in this casefile.")
        if row.undone_at:
            raise CasefileError("undone-already", f"Decision {decision_id!r} was undone at {row.undone_at}.")
        connection.execute(update(decisions).where(decisions.c.id == decision_id).values(undone_at=at, undone_by=who))
        casefile.note(connection, at, who, "undone", decision_id, row.kind)
        casefile.settle_entities(connection, [row.left_key, row.right_key])
        return _of_row(connection.execute(select(decisions).where(decisions.c.id == decision_id)).one())


def all_decisions(casefile: Casefile, *, undone: bool = True) -> tuple[Decision, ...]:
    """Every decision in the order in which they were made; without those undone where ``undone`` is False."""
    query = select(decisions).order_by(decisions.c.at, decisions.c.id)
    if not undone:
        query = query.where(decisions.c.undone_at == "")
    with casefile.reading_transaction() as connection:
        return tuple(_of_row(row) for row in connection.execute(query))


def import_decisions(casefile: Casefile, given: Iterable[Decision], *, who: str, at: str = "") -> int:
    """Take over decisions made in another copy of the case; those that are known already stay as they are.

    Returns:
        How many were new. Decisions on entities that the case does not have (yet) are kept and wait for them.
    """
    at, keys, new = at or now(), list[str](), 0
    with casefile.writing() as connection:
        for one in given:
            if connection.execute(select(decisions.c.id).where(decisions.c.id == one.id)).first() is None:
                _keep(connection, one)
                keys += [one.left, one.right]
                new += 1
        casefile.note(connection, at, who, "imported decisions", "", str(new))
        casefile.settle_entities(connection, keys)
    return new


def _check(kind: Kind, parties_: Sequence[str], value: str, who: str) -> None:
    if kind not in get_args(Kind):
        raise CasefileError(
            "decision-not-understood", f"{kind!r} is no decision.", f"One of: {', '.join(get_args(Kind))}."
        )
    wanted = 2 if kind in _OF_TWO else 1
    if len(parties_) != wanted or len(set(parties_)) != wanted:
        raise CasefileError("decision-not-understood", f"“{kind}” needs {wanted} different parties, not {parties_!r}.")
    if kind in _WITH_VALUE and not value.strip():
        raise CasefileError("decision-not-understood", f"“{kind}” needs words.")
    if not who.strip():
        raise CasefileError("decision-not-understood", "A decision needs the name of who makes it.")


def _members(connection: Connection, one: str) -> list[str]:
    """The entity keys of a party, or the entity itself."""
    if connection.execute(select(entities.c.key).where(entities.c.key == one)).first() is not None:
        return [one]
    keys = connection.execute(select(entities.c.key).where(entities.c.party_id == one).order_by(entities.c.key))
    found = list(keys.scalars())
    if not found:
        close = connection.execute(select(parties.c.id).where(parties.c.name == one)).scalars().all()
        hint = f"Did you mean {', '.join(close)}?" if close else "entourage case parties FILE lists them."
        raise CasefileError("no-such-party", f"There is no party {one!r} in this casefile.", hint)
    return found


def _pairs(kind: Kind, members: list[list[str]]) -> list[tuple[str, str]]:
    if kind == "same":
        return [(members[0][0], members[1][0])]
    if kind == "not the same":
        return [(left, right) for left in members[0] for right in members[1]]
    return [(members[0][0], "")]


def _decision(kind: str, left: str, right: str, value: str, who: str, at: str, why: str) -> Decision:
    if right and right < left:
        left, right = right, left
    mark = hashlib.sha256("\x1f".join((kind, left, right, value, who, at)).encode()).hexdigest()[:16]
    return Decision(id=f"decision-{mark}", kind=kind, left=left, right=right, value=value, who=who, at=at, why=why)


def _keep(connection: Connection, one: Decision) -> None:
    connection.execute(
        insert(decisions).values(
            id=one.id, kind=one.kind, left_key=one.left, right_key=one.right, value=one.value, who=one.who, at=one.at,
            why=one.why, undone_at=one.undone_at, undone_by=one.undone_by,
        )
    )  # fmt: skip


def _of_row(row: object) -> Decision:
    get = row._mapping.__getitem__  # type: ignore[attr-defined]
    return Decision(
        id=get("id"), kind=get("kind"), left=get("left_key"), right=get("right_key"), value=get("value"),
        who=get("who"), at=get("at"), why=get("why"), undone_at=get("undone_at"), undone_by=get("undone_by"),
    )  # fmt: skip
