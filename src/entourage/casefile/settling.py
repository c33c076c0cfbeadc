"""Who is who, kept in the tables: what a new document changes, and what a decision or a removal does.

In: a connection with the writer's lock and the entities of one document, or the names of blocks. Out: parties.
Invariants: to add documents one by one leaves the same parties as to judge all of them at once; a new document costs
what the profiles of its blocks cost, however many entities have them; weak profiles (a surname alone) are judged again
only where the answer can have changed.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select, update

from entourage.casefile.grouping import DOMINANT, Surroundings, defaults, put_together
from entourage.casefile.identity import CaseEntity, Decided, Profile, party_name, profile_of, short_forms
from entourage.casefile.tables import (
    decisions,
    entities,
    named_together,
    parties,
    profile_words,
    profiles,
    short_names,
    statements,
)

_CHUNK = 400


def settle_new(connection: Connection, rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Give the entities of a document that is new to the case their parties, and store them.

    Args:
        rows: of the table ``entities``, without ``profile_id`` and ``party_id``; their document is stored already.

    Returns:
        Entity key to the id of its party.
    """
    judged = [msgspec.json.decode(row["body"], type=CaseEntity) for row in rows]
    made = _profiles_of(judged, _decided_keys(connection, [one.key for one in judged]))
    forms = {form: one.document for one in judged for form in short_forms(one)}
    if forms:
        _put(connection, short_names, [
            {"short_block": short, "full_block": full, "document_id": document}
            for (short, full), document in sorted(forms.items())
        ])  # fmt: skip
    wanted, bridges = _connected(connection, {one.block for one in made.values()}, made.values())
    before = _standing(connection, wanted)
    words = _add_profiles(connection, judged, made, {one.id: one for one in before})
    party_of_profile, touched = _judge(connection, wanted, bridges, before, made, words)
    party_of = {key: party_of_profile[one.id] for key, one in made.items()}
    _put(connection, entities, [
        {**row, "profile_id": made[row["key"]].id, "party_id": party_of[row["key"]]} for row in rows
    ])  # fmt: skip
    refresh(connection, touched | set(party_of.values()))
    return party_of


def settle_again(connection: Connection, blocks: Iterable[str], *, left: AbstractSet[str] = frozenset()) -> None:
    """Decide anew who is who in some blocks and those connected to them, from their entities.

    Args:
        left: parties that lost entities.
    """
    wanted, todo = set[str](), set(blocks)
    while todo - wanted:  # what was connected, and what is connected now
        wanted |= todo
        todo = _connected(connection, wanted, ())[0]
    touched = set(left)
    for some in _chunks(sorted(wanted)):
        of_block = select(profiles.c.id).where(profiles.c.block.in_(some))
        touched |= set(connection.execute(select(profiles.c.party_id).where(profiles.c.block.in_(some))).scalars())
        connection.execute(delete(profile_words).where(profile_words.c.profile_id.in_(of_block)))
        connection.execute(delete(named_together).where(named_together.c.block.in_(some)))
        connection.execute(delete(profiles).where(profiles.c.block.in_(some)))
    by_document: dict[str, list[CaseEntity]] = defaultdict(list)
    stored: dict[str, tuple[str, str]] = {}
    for some in _chunks(sorted(wanted)):
        query = select(entities.c.key, entities.c.body, entities.c.profile_id, entities.c.party_id)
        for row in connection.execute(query.where(entities.c.block.in_(some))):
            one = msgspec.json.decode(row.body, type=CaseEntity)
            by_document[one.document].append(one)
            stored[row.key] = row.profile_id, row.party_id
    decided = _decided_keys(connection, sorted(stored))
    made: dict[str, Profile] = {}
    for document in sorted(by_document):
        made |= _profiles_of(by_document[document], decided)
    _rebuild_profiles(connection, by_document, made, stored)
    wanted, bridges = _connected(connection, wanted, made.values())
    outcome, moved = _judge(connection, wanted, bridges, [], made, None)
    refresh(connection, touched | moved | set(outcome.values()) | {party for _, party in stored.values()})


# -- profiles --------------------------------------------------------------------------------------------
def _profiles_of(of_document: Iterable[CaseEntity], decided: AbstractSet[str]) -> dict[str, Profile]:
    """By entity key: its profile; further entities of one document with the same one are copies."""
    seen: Counter[str] = Counter()
    made = {}
    for one in sorted(of_document, key=lambda one: one.key):
        first = profile_of(one, decided=one.key in decided)
        copies = seen[first.id] if not first.own else 0
        seen[first.id] += 1
        made[one.key] = profile_of(one, copy=copies, decided=one.key in decided) if copies else first
    return made


def _add_profiles(
    connection: Connection, judged: Sequence[CaseEntity], made: Mapping[str, Profile], known: Mapping[str, Profile]
) -> dict[str, set[str]]:
    """Store a document's profiles; by block, the words that are new beside a strong profile."""
    _put(connection, profiles, [_row(one) for one in made.values() if one.id not in known])
    grown = [
        {"of": one.id, "number": known[one.id].documents + 1, "first": min(known[one.id].first_key, one.first_key)}
        for one in made.values() if one.id in known
    ]  # fmt: skip
    if grown:
        values: dict[str, Any] = {"documents": bindparam("number"), "first_key": bindparam("first")}
        connection.execute(update(profiles).where(profiles.c.id == bindparam("of")).values(values), grown)
    for (left, right), block in _pairs(made.values()).items():
        here = (named_together.c.left_id == left) & (named_together.c.right_id == right)
        found = (
            left in known
            and right in known
            and connection.execute(
                update(named_together).where(here).values(documents=named_together.c.documents + 1)
            ).rowcount
        )
        if not found:
            _put(connection, named_together, [{"left_id": left, "right_id": right, "block": block, "documents": 1}])
    pairs = {(made[one.key].id, word): made[one.key] for one in judged if one.schema == "Person" for word in one.beside}
    ids = sorted({profile for profile, _ in pairs} & known.keys())
    there = {
        (row.profile_id, row.word)
        for some in _chunks(ids)
        for row in connection.execute(
            select(profile_words.c.profile_id, profile_words.c.word).where(profile_words.c.profile_id.in_(some))
        )
    }
    fresh = sorted(pairs.keys() - there)
    _put(connection, profile_words, [
        {"block": pairs[pair].block, "word": pair[1], "profile_id": pair[0]} for pair in fresh
    ])  # fmt: skip
    out: dict[str, set[str]] = {}
    for pair in fresh:
        if not pairs[pair].weak:
            out.setdefault(pairs[pair].block, set()).add(pair[1])
    return out


def _rebuild_profiles(
    connection: Connection,
    by_document: Mapping[str, Sequence[CaseEntity]],
    made: Mapping[str, Profile],
    stored: Mapping[str, tuple[str, str]],
) -> None:
    """Store the profiles of whole blocks, and at every entity which one it has."""
    whole: dict[str, Profile] = {}
    number: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    blocks: dict[tuple[str, str], str] = {}
    words = set()
    for some in by_document.values():
        of_document = [made[one.key] for one in some]
        for one in of_document:
            number[one.id] += 1
            former = whole.get(one.id)
            if former is None or one.first_key < former.first_key:
                whole[one.id] = one
        pairs = _pairs(of_document)
        together.update(pairs.keys())
        blocks |= pairs
        words |= {(made[e.key].block, word, made[e.key].id) for e in some if e.schema == "Person" for word in e.beside}
    _put(connection, profiles, [
        _row(msgspec.structs.replace(one, documents=number[one.id])) for _, one in sorted(whole.items())
    ])  # fmt: skip
    _put(connection, named_together, [
        {"left_id": left, "right_id": right, "block": blocks[left, right], "documents": documents}
        for (left, right), documents in sorted(together.items())
    ])  # fmt: skip
    _put(connection, profile_words, [
        {"block": block, "word": word, "profile_id": profile} for block, word, profile in sorted(words)
    ])  # fmt: skip
    for key, one in made.items():
        if stored[key][0] != one.id:
            connection.execute(update(entities).where(entities.c.key == key).values(profile_id=one.id))


def _pairs(of_document: Iterable[Profile]) -> dict[tuple[str, str], str]:
    """Pairs of strong profiles of people that one document names, with their block."""
    blocks: dict[str, set[str]] = {}
    for one in of_document:
        if not one.weak and one.block.startswith("person:"):
            blocks.setdefault(one.block, set()).add(one.id)
    return {
        (left, right): block for block, ids in blocks.items() for left in sorted(ids) for right in ids if left < right
    }


def _row(one: Profile) -> dict[str, Any]:
    row = msgspec.structs.asdict(one)
    row["party_id"] = row.pop("party")
    return row


# -- judging ---------------------------------------------------------------------------------------------
def _judge(
    connection: Connection,
    wanted: AbstractSet[str],
    bridges: AbstractSet[tuple[str, str]],
    before: Sequence[Profile],
    made: Mapping[str, Profile],
    new_words: Mapping[str, AbstractSet[str]] | None,
) -> tuple[dict[str, str], set[str]]:
    """Put the profiles of some blocks together and store the outcome.

    Args:
        before: the strong profiles of those blocks as they were.
        made: by key of the entities that are new: their profiles.
        new_words: by block, words new beside a strong profile; None to judge every weak profile.

    Returns:
        Profile id to party id, of all profiles that were judged; and ids of parties that gained or lost some.
    """
    strong = _standing(connection, wanted)
    decided = _decided(connection, strong)
    around = Surroundings(together=_together(connection, wanted), bridges=bridges, decided=decided)
    all_weak = {one for one in wanted if one.startswith("person:")}
    if new_words is not None:
        all_weak = _unsettled(all_weak, before, strong, around)
    by_id = {one.id: one for one in strong}
    by_id |= {one.id: one for one in _weak(connection, all_weak, {one.id for one in made.values()}, new_words or {})}
    weak = [one for one in by_id.values() if one.weak]
    if weak:
        words, company = _near(connection, weak, made if new_words is not None else {})
        around = Surroundings(together=around.together, bridges=bridges, words=words, company=company, decided=decided)
    outcome: dict[str, str] = {}
    for ids in put_together(by_id.values(), around):
        members = [by_id[one] for one in ids]
        firm = [one for one in members if not one.weak] or members
        outcome |= dict.fromkeys(ids, party_id(min(one.first_key for one in firm)))
    return outcome, _store(connection, by_id, outcome)


def _unsettled(
    blocks: AbstractSet[str], before: Sequence[Profile], strong: Sequence[Profile], around: Surroundings
) -> set[str]:
    """Blocks whose weak profiles must all be judged again: their strong ones are grouped otherwise than before, or a
    surname alone means somebody else."""
    old: dict[str, dict[str, list[Profile]]] = {}
    for one in before:
        if not one.weak:
            old.setdefault(one.block, {}).setdefault(one.party, []).append(one)
    new: dict[str, list[list[Profile]]] = {}
    by_id = {one.id: one for one in strong}
    for ids in put_together(strong, around):
        per_block: dict[str, list[Profile]] = {}
        for member in (by_id[key] for key in ids if not by_id[key].weak):
            per_block.setdefault(member.block, []).append(member)
        for block, some in per_block.items():
            new.setdefault(block, []).append(some)
    out = set()
    for block in blocks:
        if block not in old:
            out.add(block)
            continue
        were = {frozenset(one.id for one in party) for party in old[block].values()}
        are = {frozenset(one.id for one in party) for party in new.get(block, ())}
        if not were <= are or defaults(old[block].values()) != defaults(new.get(block, ())):
            out.add(block)
    return out


def _store(connection: Connection, by_id: Mapping[str, Profile], outcome: Mapping[str, str]) -> set[str]:
    """Write which party each profile belongs to, with a row for parties that are new; the parties that changed."""
    known = set[str]()
    wanted = sorted(set(outcome.values()))
    for some in _chunks(wanted):
        known |= set(connection.execute(select(parties.c.id).where(parties.c.id.in_(some))).scalars())
    _put(connection, parties, [
        {"id": one, "schema": "", "name": "", "documents": 0, "confirmed": False, "hidden": False}
        for one in wanted if one not in known
    ])  # fmt: skip
    # A party that goes by another id as a whole: what was not judged (names of one word) goes with it.
    targets: dict[str, set[str]] = {}
    for profile, party in outcome.items():
        if by_id[profile].party and not by_id[profile].weak:
            targets.setdefault(by_id[profile].party, set()).add(party)
    whole = {old: next(iter(new)) for old, new in targets.items() if len(new) == 1 and old not in new}
    for old, new in sorted(whole.items()):
        _move(connection, new, profiles.c.party_id == old, entities.c.party_id == old)
    touched = {*whole, *whole.values()}
    moves: dict[str, list[str]] = {}
    for profile, party in sorted(outcome.items()):
        was = whole.get(by_id[profile].party, by_id[profile].party)
        if party != was:
            touched |= {party, was} - {""}
            moves.setdefault(party, []).append(profile)
    for party, ids in moves.items():
        for some in _chunks(ids):
            _move(connection, party, profiles.c.id.in_(some), entities.c.profile_id.in_(some))
    return touched


def _move(connection: Connection, party: str, of_profiles: Any, of_entities: Any) -> None:
    connection.execute(update(profiles).where(of_profiles).values(party_id=party))
    changed = select(entities.c.key).where(of_entities, entities.c.party_id != party)
    if connection.execute(changed.limit(1)).first() is None:
        return
    connection.execute(update(statements).where(statements.c.entity_id.in_(changed)).values(canonical_id=party))
    connection.execute(update(entities).where(of_entities, entities.c.party_id != party).values(party_id=party))


def refresh(connection: Connection, ids: AbstractSet[str]) -> None:
    """Write what parties are called and how many documents name them; those without an entity go."""
    for some in _chunks(sorted(ids)):
        documents_of = (
            select(entities.c.party_id, func.count(func.distinct(entities.c.document_id)))
            .where(entities.c.party_id.in_(some))
            .group_by(entities.c.party_id)
        )
        number = {party: documents for party, documents in connection.execute(documents_of)}  # noqa: C416
        names: dict[str, Counter[str]] = defaultdict(Counter)
        schemata: dict[str, Counter[str]] = defaultdict(Counter)
        query = (
            select(profiles.c.party_id, profiles.c.schema, profiles.c.name, func.sum(profiles.c.documents))
            .where(profiles.c.party_id.in_(some))
            .group_by(profiles.c.party_id, profiles.c.schema, profiles.c.name)
        )
        for party, schema, name, documents in connection.execute(query):
            names[party][name] += documents
            schemata[party][schema] += documents
        said = _said(connection, some)
        there = {row.id: row for row in connection.execute(select(parties).where(parties.c.id.in_(some)))}
        for party in some:
            if party in number and party in names and party in there:
                values = _party_values(number[party], names[party], schemata[party], said.get(party, {}))
                if any(getattr(there[party], name) != value for name, value in values.items()):
                    connection.execute(update(parties).where(parties.c.id == party).values(values))
        empty = [party for party in some if party not in number and party not in names]
        if empty:
            connection.execute(delete(parties).where(parties.c.id.in_(empty)))


def _party_values(
    number: int, names: Mapping[str, int], schemata: Mapping[str, int], said: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "schema": max(schemata, key=lambda name: (schemata[name], name)),
        "name": said.get("rename") or party_name(names),
        "documents": number,
        "confirmed": "confirm" in said,
        "hidden": "delete" in said,
    }


def _said(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """By party: kind to value of the decisions on any of its entities, the last of each kind winning."""
    own = {
        row.own: row.party_id
        for row in connection.execute(
            select(profiles.c.own, profiles.c.party_id).where(profiles.c.party_id.in_(ids), profiles.c.decided)
        )
    }
    found = list[Any]()
    for some in _chunks(sorted(own)):
        query = select(decisions.c.at, decisions.c.id, decisions.c.kind, decisions.c.value, decisions.c.left_key)
        found += connection.execute(query.where(decisions.c.left_key.in_(some), decisions.c.undone_at == "")).all()
    out: dict[str, dict[str, str]] = {}
    for row in sorted(tuple(row) for row in found):
        out.setdefault(own[row[4]], {})[row[2]] = row[3]
    return out


# -- what is around --------------------------------------------------------------------------------------
def _connected(
    connection: Connection, blocks: AbstractSet[str], extra: Iterable[Profile]
) -> tuple[set[str], set[tuple[str, str]]]:
    """The blocks that people's "the same" and short names connect to these; and which are bridged by short names."""
    wanted, todo = set[str](), set(blocks)
    bridges = set[tuple[str, str]]()
    own = {one.own: one.block for one in extra if one.decided}
    while todo:
        wanted |= todo
        keys = {key for key, block in own.items() if block in todo}
        for some in _chunks(sorted(todo)):
            keys |= set(
                connection.execute(
                    select(profiles.c.own).where(profiles.c.block.in_(some), profiles.c.decided)
                ).scalars()
            )
        others = {key for pair in _pairs_of(connection, keys, ("same",)) for key in pair[1:]} - keys
        grown = {own[key] for key in others if key in own}
        for some in _chunks(sorted(others)):
            grown |= set(connection.execute(select(entities.c.block).where(entities.c.key.in_(some))).scalars())
        one, other = profiles.alias("one"), profiles.alias("other")
        for some in _chunks(sorted(todo)):  # what is one party now may be so no longer
            query = (
                select(other.c.block).join(one, one.c.party_id == other.c.party_id)
                .where(one.c.block.in_(some), one.c.weak.is_(False), other.c.block != one.c.block)
            )  # fmt: skip
            grown |= set(connection.execute(query.distinct()).scalars())
        found = _bridges(connection, {one for one in todo if one.startswith("organization:")})
        bridges |= found
        todo = (grown | {block for pair in found for block in pair}) - wanted
    return wanted, bridges


def _bridges(connection: Connection, blocks: AbstractSet[str]) -> set[tuple[str, str]]:
    """Short and full names that are one organisation's: nearly all documents that explain the short name agree."""
    shorts = set(blocks)
    for some in _chunks(sorted(blocks)):
        query = select(short_names.c.short_block).where(short_names.c.full_block.in_(some))
        shorts |= set(connection.execute(query).scalars())
    number: dict[str, Counter[str]] = defaultdict(Counter)
    for some in _chunks(sorted(shorts)):
        query = (
            select(short_names.c.short_block, short_names.c.full_block, func.count())
            .where(short_names.c.short_block.in_(some))
            .group_by(short_names.c.short_block, short_names.c.full_block)
        )
        for short, full, documents in connection.execute(query):
            number[short][full] = documents
    return {
        (short, full) for short, fulls in number.items() for full, documents in fulls.items()
        if documents >= DOMINANT * fulls.total() and (short in blocks or full in blocks)
    }  # fmt: skip


def _standing(connection: Connection, blocks: AbstractSet[str]) -> list[Profile]:
    """The profiles that are always judged: strong ones, and those that a person decided on."""
    return [
        _profile(row)
        for some in _chunks(sorted(blocks))
        for row in connection.execute(
            select(profiles).where(profiles.c.block.in_(some), or_(profiles.c.weak.is_(False), profiles.c.decided))
        )
    ]


def _weak(
    connection: Connection,
    whole: AbstractSet[str],
    fresh: AbstractSet[str],
    new_words: Mapping[str, AbstractSet[str]],
) -> list[Profile]:
    """All weak profiles of some blocks, those that are fresh, and those that share a new word."""
    ids = set(fresh)
    for block, words in sorted(new_words.items()):
        if block not in whole:
            for some in _chunks(sorted(words)):
                query = select(profile_words.c.profile_id).where(
                    profile_words.c.block == block, profile_words.c.word.in_(some)
                )
                ids |= set(connection.execute(query).scalars())
    conditions = [profiles.c.block.in_(some) for some in _chunks(sorted(whole))]
    conditions += [profiles.c.id.in_(some) for some in _chunks(sorted(ids))]
    found = {
        row.id: _profile(row)
        for condition in conditions
        for row in connection.execute(select(profiles).where(condition, profiles.c.weak.is_(True)))
    }
    return [found[one] for one in sorted(found)]


def _profile(row: Row[Any]) -> Profile:
    return Profile(
        id=row.id, block=row.block, schema=row.schema, name=row.name, gender=row.gender, birth=row.birth,
        copy=row.copy, weak=bool(row.weak), own=row.own, decided=bool(row.decided), documents=row.documents,
        first_key=row.first_key, party=row.party_id,
    )  # fmt: skip


def _together(connection: Connection, blocks: AbstractSet[str]) -> dict[tuple[str, str], int]:
    return {
        (row.left_id, row.right_id): row.documents
        for some in _chunks(sorted(one for one in blocks if one.startswith("person:")))
        for row in connection.execute(select(named_together).where(named_together.c.block.in_(some)))
    }


def _near(
    connection: Connection, weak: Sequence[Profile], made: Mapping[str, Profile]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Words beside weak profiles and beside the strong ones that share them; and who else their documents name."""
    words: dict[str, set[str]] = defaultdict(set)
    by_block: dict[str, set[str]] = defaultdict(set)
    for some in _chunks([one.id for one in weak]):
        for row in connection.execute(select(profile_words).where(profile_words.c.profile_id.in_(some))):
            words[row.profile_id].add(row.word)
            by_block[row.block].add(row.word)
    for block, shared in sorted(by_block.items()):
        for some in _chunks(sorted(shared)):
            query = (
                select(profile_words.c.profile_id, profile_words.c.word)
                .join(profiles, profiles.c.id == profile_words.c.profile_id)
                .where(profile_words.c.block == block, profile_words.c.word.in_(some), profiles.c.weak.is_(False))
            )
            for row in connection.execute(query):
                words[row.profile_id].add(row.word)
    company: dict[str, set[str]] = defaultdict(set)
    one, other = entities.alias("one"), entities.alias("other")
    for some in _chunks([profile.own for profile in weak]):
        query = (
            select(one.c.profile_id, other.c.profile_id.label("beside"))
            .join(other, other.c.document_id == one.c.document_id)
            .where(one.c.key.in_(some), other.c.block == one.c.block, other.c.key != one.c.key)
        )
        for row in connection.execute(query):
            company[row.profile_id].add(row.beside)
    return words, company | _company(made)


def _company(of_document: Mapping[str, Profile]) -> dict[str, set[str]]:
    """The same for the entities of a document that are not stored yet."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for one in of_document.values():
        blocks[one.block].add(one.id)
    return {one.id: blocks[one.block] - {one.id} for one in of_document.values() if one.weak}


def _decided_keys(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Which of these entities a person decided anything on."""
    out = set[str]()
    for some in _chunks(keys):
        query = select(decisions.c.left_key, decisions.c.right_key).where(
            decisions.c.undone_at == "", decisions.c.kind != "comment",
            or_(decisions.c.left_key.in_(some), decisions.c.right_key.in_(some)),
        )  # fmt: skip
        out |= {key for row in connection.execute(query) for key in row} & set(some)
    return out


def _pairs_of(connection: Connection, keys: AbstractSet[str], kinds: Sequence[str]) -> set[tuple[str, str, str]]:
    """(kind, left, right) of the decisions in force on any of these entities."""
    return {
        (row.kind, row.left_key, row.right_key)
        for some in _chunks(sorted(keys))
        for row in connection.execute(
            select(decisions.c.kind, decisions.c.left_key, decisions.c.right_key).where(
                decisions.c.undone_at == "", decisions.c.kind.in_(kinds),
                or_(decisions.c.left_key.in_(some), decisions.c.right_key.in_(some)),
            )
        )
    }  # fmt: skip


def _decided(connection: Connection, judged: Sequence[Profile]) -> Decided:
    """What people said about who is who, in profiles instead of entities."""
    own = {one.own: one.id for one in judged if one.decided}
    rows = sorted(_pairs_of(connection, own.keys(), ("same", "not the same")))
    pairs = [(kind, own[left], own[right]) for kind, left, right in rows if left in own and right in own]
    return Decided(
        same=tuple((left, right) for kind, left, right in pairs if kind == "same"),
        different=tuple((left, right) for kind, left, right in pairs if kind != "same"),
    )


def party_id(key: str) -> str:
    """The id of the party whose first entity has that key."""
    return f"party-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _put(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _chunks(some: Sequence[str]) -> Iterator[Sequence[str]]:
    """Every database takes that many parameters."""
    for at in range(0, len(some), _CHUNK):
        yield some[at : at + _CHUNK]
