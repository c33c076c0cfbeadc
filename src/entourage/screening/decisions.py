"""What people decided about hits: this record is not that party, this record is; and what follows for the next run.

In: decisions in the order in which they were made, and the matches of a subject. Out: the matches that are left, and
those that stay cleared. Invariants: a decision holds for one subject and one record as it then was, and for nobody and
nothing else; a record that changed since is open again, and says so; the last decision on a record counts; nothing is
ever forgotten, an undo is a decision too.

Rulings are applied before anything is cut or carried over to other lists, so that a cleared record neither takes the
place of a new one nor speaks for its likes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from entourage.model import Entity, ListedParty, Reason, SettingsError
from entourage.names import country_code, normalise, romanise
from entourage.screening.evidence import record_ref
from entourage.screening.verdicts import Match

Action = Literal["clear", "confirm", "undo"]
CLEARED, CONFIRMED, REOPENED = "cleared_by_person", "confirmed_by_person", "open_again"
"""Features of the reasons that a decision leaves on a line."""

_COUNTS = (
    "name", "alias", "weakAlias", "firstName", "middleName", "fatherName", "lastName", "birthDate", "birthPlace",
    "nationality", "country", "jurisdiction", "gender", "position", "passportNumber", "idNumber", "taxNumber",
    "registrationNumber", "imoNumber", "address", "notes", "incorporationDate", "deathDate", "publicKey",
)  # fmt: skip
"""What a record says of its party; its number and place on the list are left out, for lists renumber."""

_COUNTRIES = frozenset({"nationality", "country", "jurisdiction"})


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a person decided.

    Attributes:
        id: 12 hexadecimal digits of all the rest, so that the same decision read twice is one.
        action: ``clear`` (another party), ``confirm`` (the same party), ``undo`` (of an earlier one).
        subject: who was screened: the caller's own id, or :func:`subject_key` of the facts that were given.
        name: the subject's name when it was decided; where it is given, the decision holds for that name only.
        list, record, record_name: name of the list, id of its party, and how the party is called.
        record_hash: :func:`record_hash` of the party as it then was.
        who, when, why: a person, an ISO 8601 time (UTC), and words.
        undoes: id of the decision that an ``undo`` takes back.
    """

    action: Action
    who: str
    when: str
    why: str = ""
    subject: str = ""
    name: str = ""
    list: str = ""
    record: str = ""
    record_name: str = ""
    record_hash: str = ""
    undoes: str = ""
    id: str = ""

    def sealed(self) -> Decision:
        """The same with its id."""
        bare = msgspec.structs.replace(self, id="")
        return msgspec.structs.replace(bare, id=hashlib.blake2b(msgspec.json.encode(bare), digest_size=6).hexdigest())

    @property
    def words(self) -> str:
        """``cleared by Ada Example on 2026-11-22: another birth date``."""
        done = {"clear": "cleared", "confirm": "confirmed", "undo": "undone"}[self.action]
        return f"{done} by {self.who} on {self.when[:10]}{': ' if self.why else ''}{self.why}"


def record_hash(party: ListedParty) -> str:
    """A hash over what a record says of its party and what being listed means; equal for equal content.

    Order of values, the list's own numbers and places in files change nothing.
    """
    listings = sorted(
        [li.authority, li.program, li.legal_effect, li.listing_date, li.start_date, li.end_date, li.reason]
        for li in party.listings
    )
    says = {key: sorted(party.properties[key]) for key in _COUNTS if party.properties.get(key)}
    text = msgspec.json.encode([party.schema, sorted(says.items()), listings])
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def plain_name(name: str) -> str:
    """A name as decisions compare it: order of words, case, accents and script are no difference.

    >>> plain_name("EXAMPLE, Ada")
    'ada example'
    """
    return " ".join(sorted(normalise(romanise(name)).split()))


def subject_key(entity: Entity) -> str:
    """Who a subject without an id is: its schema, its name and all facts that were given, in words.

    Whoever asks with another birth date asks for somebody else.
    """
    facts = []
    for key in sorted(entity.properties):
        values = [country_code(v) or v if key in _COUNTRIES else v for v in entity.properties[key]]
        facts.append(f"{key} {' or '.join(sorted(values))}")
    return "; ".join([f"{entity.schema} {plain_name(entity.name)}", *facts])


class Decisions:
    """The decisions that stand.

    Args:
        made: sealed, in the order in which they were made.

    Attributes:
        standing: decisions that nothing has undone or replaced, in the order in which they were made.

    >>> Decisions([]).standing
    ()
    """

    def __init__(self, made: Iterable[Decision] = ()) -> None:
        self._stacks: dict[tuple[str, str, str], list[Decision]] = {}
        by_id: dict[str, Decision] = {}
        for decision in made:
            if decision.action == "undo":
                self._take_back(by_id.get(decision.undoes))
            else:
                by_id[decision.id] = decision
                self._stacks.setdefault((decision.subject, decision.list, decision.record), []).append(decision)
        current = {stack[-1].id for stack in self._stacks.values() if stack}
        self.standing = tuple(d for d in by_id.values() if d.id in current)
        self._subjects = _by_subject(self.standing)

    def _take_back(self, undone: Decision | None) -> None:
        """An undone decision is gone; the one before it on the same record stands again."""
        if undone is not None:
            stack = self._stacks[undone.subject, undone.list, undone.record]
            stack[:] = [decision for decision in stack if decision.id != undone.id]

    def get(self, decision_id: str) -> Decision:
        """A standing decision by the beginning of its id.

        Raises:
            SettingsError: ``no-such-decision``, also when several begin so.
        """
        found = [d for d in self.standing if decision_id and d.id.startswith(decision_id)]
        if len(found) != 1:
            what = "is not the id of a decision that stands" if not found else f"begins {len(found)} ids"
            raise SettingsError("no-such-decision", f"{decision_id!r} {what}.", "See: entourage decide list")
        return found[0]

    def for_subject(self, subject: str) -> Mapping[str, tuple[Decision, ...]]:
        """Standing decisions of one subject, by list; empty when there are none."""
        return self._subjects.get(subject, {})

    def review(self, subject: str, name: str) -> Review:
        """What the decisions on a subject do to its matches."""
        return Review(self.for_subject(subject), plain_name(name))


def _by_subject(decisions: Iterable[Decision]) -> dict[str, dict[str, tuple[Decision, ...]]]:
    found: dict[str, dict[str, tuple[Decision, ...]]] = {}
    for decision in decisions:
        lists = found.setdefault(decision.subject, {})
        lists[decision.list] = (*lists.get(decision.list, ()), decision)
    return found


class Review:
    """Decisions on one subject, to be called with its matches.

    Attributes:
        cleared: matches that stay cleared, after the call.
    """

    def __init__(self, by_list: Mapping[str, tuple[Decision, ...]], name: str) -> None:
        self._by_list, self._name = by_list, name
        self.cleared: list[Match] = []

    def __call__(self, matches: Sequence[Match]) -> list[Match]:
        """Matches without those that stay cleared; confirmed and reopened ones with a reason that says so."""
        left = []
        for match in matches:
            ruled = self.ruling(match.dataset, match.group.newest.party)
            if ruled is None:
                left.append(match)
                continue
            decision, changed = ruled
            match.ruling = "" if changed else "cleared" if decision.action == "clear" else "confirmed"
            match.reasons.append(_reason(match, decision, changed))
            (self.cleared if match.ruling == "cleared" else left).append(match)
        return left

    def ruling(self, dataset: str, party: ListedParty) -> tuple[Decision, str] | None:
        """The decision on a record, and what changed since ("" when it holds); None where nobody decided.

        Args:
            dataset: name of the list.
            party: the record as it stands in the newest snapshot.
        """
        decisions = self._by_list.get(dataset, ())
        if not decisions:
            return None
        content = record_hash(party)
        same = next((d for d in decisions if d.record_hash == content), None)
        decision = same or next((d for d in decisions if d.record == party.id), None)
        if decision is None:
            return None
        changed = "" if same else "the record has changed since"
        if decision.name and plain_name(decision.name) != self._name:
            changed = f"the name that is screened was then “{decision.name}”"
        return decision, changed


def _reason(match: Match, decision: Decision, changed: str) -> Reason:
    version = match.group.newest
    for_it = decision.action == "confirm"
    feature = REOPENED if changed else CONFIRMED if for_it else CLEARED
    words = decision.words[0].upper() + decision.words[1:]
    return Reason(
        feature=feature,
        direction="for" if for_it else "against",
        detail=f"{words}; open again, because {changed}." if changed else f"{words} (decision {decision.id}).",
        query_value=decision.name or decision.subject,
        record_value=decision.record_name or version.party.caption,
        record=record_ref(version, "name", version.party.caption),
    )
