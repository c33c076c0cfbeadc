"""People in lists: "Members of the board: A (Sample Corp), B", and signatories: "Ada Example — role, organisation".

In: a Scene. Out: entries in a Ledger. Invariant: a line counts only when it begins with a name and holds no finite
verb; a roster counts only under a heading that names a body and an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from entourage.model import Role, Span, Status
from entourage.reading.cast import Party
from entourage.reading.ties.found import Ledger
from entourage.reading.ties.targets import Scene
from entourage.reading.ties.words import cue, role_group

_MAX_LINE = 200
_MAX_ENTRY = 80  # a short line without a known name may still be one of a roster
_HEADING = re.compile(
    r"^\W*(?:(?:The\s+)?(?:members|composition)\s+of\s+(?:the\s+)?)?"
    r"(?P<before>[A-Z][^:]{0,80}?\s+)??(?P<body>(?:(?:editorial|advisory|supervisory|executive|management|international)\s+)*"
    r"(?:board|council|committee)(?:\s+of\s+(?:trustees|directors|governors|advisers|advisors))?|trustees|directors|governors)"
    r"(?:\s+members)?(?P<after>\s+(?:of|at)\s+[^:]{2,80})?\s*(?P<colon>:|$)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[\s\-–—•*·\d.)]+")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True)
class _Line:
    span: Span
    tokens: Any


@dataclass(frozen=True)
class _Roster:
    body: str
    organization: Party
    heading: Span


def line_ties(scene: Scene, ledger: Ledger) -> None:
    """Note who sits on a listed board and who signs for whom."""
    roster: _Roster | None = None
    for line in _lines(scene):
        text = line.span.of(scene.parsed.text)
        heading = _HEADING.match(text)
        if heading is not None and not _finite(line):
            roster = _roster(scene, line, heading)
            if roster is not None and heading["colon"] == ":":
                _inline(scene, ledger, roster, Span(line.span.start + heading.end(), line.span.end))
            continue
        found = _first_name(scene, line)
        if found is None or _finite(line) or len(line.span) > _MAX_LINE:
            roster = roster if len(line.span) <= _MAX_ENTRY and not _finite(line) else None
            continue
        span, person = found
        if roster is not None:
            evidence = Span(min(roster.heading.start, span.start), span.end)
            _seat(ledger, roster, person, evidence)
        _affiliation(scene, ledger, line, span, person)


def _lines(scene: Scene) -> Iterator[_Line]:
    for paragraph in scene.parsed.paragraphs:
        if paragraph.block.kind == "furniture":
            continue
        start = paragraph.block.span.start
        for raw in paragraph.block.span.of(scene.parsed.text).splitlines(keepends=True):
            if raw.strip():
                left = start + len(raw) - len(raw.lstrip())
                span = Span(left, left + len(raw.strip()))
                if len(span) <= 1000:
                    yield _Line(span, scene.parsed.tokens_in(span))
            start += len(raw)


def _finite(line: _Line) -> bool:
    return any(token.tag_ in _FINITE for token in line.tokens)


def _roster(scene: Scene, line: _Line, heading: re.Match[str]) -> _Roster | None:
    span = Span(line.span.start, line.span.start + heading.end())
    named = [p for _, p, kind in scene.cast.mentions_in(span.start, span.end) if kind == "name" and p.is_organization]
    if not named:
        return None
    body = heading["body"].lower()
    return _Roster("board" if body in {"directors", "governors", "trustees"} else body, named[-1], span)


def _inline(scene: Scene, ledger: Ledger, roster: _Roster, rest: Span) -> None:
    """Names after a colon; an organisation in brackets after a name is where that person works."""
    mentions = scene.cast.mentions_in(rest.start, rest.end)
    text = scene.parsed.text
    for index, (span, person, kind) in enumerate(mentions):
        if kind != "name" or not person.is_person:
            continue
        _seat(ledger, roster, person, Span(roster.heading.start, span.end))
        if index + 1 < len(mentions):
            after, party, _ = mentions[index + 1]
            if party.is_organization and re.fullmatch(r"\s*\(", text[span.end : after.start]):
                ledger.add(
                    "Employment",
                    person,
                    party,
                    role="of",
                    evidence=Span(span.start, after.end),
                    how="list",
                    confidence=0.7,
                )


def _seat(ledger: Ledger, roster: _Roster, person: Party, evidence: Span) -> None:
    role = f"member of the {roster.body}"
    ledger.add(
        "Directorship",
        person,
        roster.organization,
        role=role,
        evidence=evidence,
        how="list of members",
        confidence=0.85,
    )


def _first_name(scene: Scene, line: _Line) -> tuple[Span, Party] | None:
    """The person that a line begins with (after a bullet, a number, a title)."""
    text = line.span.of(scene.parsed.text)
    start = line.span.start
    bullet = _BULLET.match(text)
    start += bullet.end() if bullet else 0
    honorifics = cue("honorifics", "male") | cue("honorifics", "female") | cue("honorifics", "neutral")
    for span, party, kind in scene.cast.mentions_in(start, line.span.end):
        before = scene.parsed.text[start : span.start].split()
        if (
            kind == "name"
            and party.is_person
            and len(before) <= 2
            and all(word.lower() in honorifics for word in before)
        ):
            return span, party
        return None
    return None


def _affiliation(scene: Scene, ledger: Ledger, line: _Line, name: Span, person: Party) -> None:
    text = scene.parsed.text
    if not re.match(r"\s*(?:,|—|–|-|\||\(|:)\s*\S", text[name.end : line.span.end]):
        return
    rest = [m for m in scene.cast.mentions_in(name.end, line.span.end) if m[2] == "name"]
    if any(party.is_person for _, party, _ in rest):
        return
    organizations = [(span, party) for span, party, _ in rest if party.is_organization and party.kind != "government"]
    nouns = [t for t in line.tokens if t.idx >= name.end and role_group(t) is not None and scene.named(t) is None]
    if not organizations or len(organizations) > 3:
        return
    span, organization = organizations[0]
    label = re.sub(r"(?:\b(?:of|at|for|with|in|the|and)|[\s,—–|():-])+$", "", text[name.end : span.start]).strip(
        " ,—–|():-"
    )
    group = role_group(nouns[0]) if nouns else None
    if label and group is None:
        return
    if group is not None and not group.organization:
        return
    evidence = Span(name.start, span.end)
    schema = group.organization if group is not None else "Employment"
    if group is not None and group.reverse:
        return
    status: Status = "former" if label.lower().startswith(("former", "ex-")) else "current"
    ledger.add(
        schema,
        person,
        organization,
        role=label or "of",
        evidence=evidence,
        how="line of a list",
        status=status,
        confidence=0.8 if label else 0.65,
    )
    if label and not any(role.text.lower().startswith(label.lower()) for role in person.roles):
        person.roles.append(
            Role(
                text=label,
                status=status,
                evidence=(evidence,),
                organization=organization.id,
                confidence=0.8,
                how="line of a list",
            )
        )
