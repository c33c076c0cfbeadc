"""A dossier as the page shows it: cards, lines, quotes and paths, with their words and links ready.

In: an ``Index`` and the marked text. Out: small values for a template. Invariant: strings in here are as strangers
wrote them, with hidden characters made visible but nothing escaped; whoever prints them escapes them.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from entourage.dossier.claims import ClaimView, claim_views
from entourage.dossier.clean import one_line, visible
from entourage.dossier.findings import Finding, verdict_words
from entourage.dossier.index import Index
from entourage.dossier.marked_text import MarkedText
from entourage.dossier.marks import finding_anchor, numbered, role_anchor
from entourage.dossier.places import place_words
from entourage.dossier.sentences import SentenceFinder, Snippet
from entourage.dossier.summary import list_line
from entourage.dossier.words import (
    Badge,
    badge_of,
    confidence_words,
    date_words,
    feature_words,
    least_sure_words,
    list_words,
    schema_words,
    span_of_dates,
    table,
    tie_label,
    with_date_words,
    with_status,
)
from entourage.model import Entity, Hop, Path, Quote, Reason, Role, Span, Tie
from entourage.network import headline_path, tie_sentence

MAX_PATHS_SHOWN = 200
TEXT_SAYS = "the text "
# Features whose two values a reader can compare; those of the others are codes and counts, which the detail words.
COMPARED = frozenset({"name", "birth_date", "birth_year", "office", "position", "employer", "role"})


class PlaceView(msgspec.Struct, frozen=True):
    """One place in the text: its sentence, the id to jump to, the stretch to light up, and the place in words."""

    snippet: Snippet
    anchor: str
    stretch: str
    where: str


class Proof(msgspec.Struct, frozen=True):
    """What a line opens at: how sure it is, how it was found, and where it stands."""

    sure: str
    how: str
    places: tuple[PlaceView, ...]


class Party(msgspec.Struct, frozen=True):
    """A name that links to its card; without an anchor it is plain words."""

    name: str
    anchor: str = ""


class RoleView(msgspec.Struct, frozen=True):
    """A role on a card."""

    anchor: str
    words: str
    organization: Party | None
    proof: Proof


class TieView(msgspec.Struct, frozen=True):
    """A tie on a card: who, what, whom. ``anchor`` is empty where the tie is shown a second time."""

    anchor: str
    source: Party
    words: str
    target: Party
    dates: str
    proof: Proof
    sentence: str
    role_anchors: tuple[str, ...] = ()


class ReasonView(msgspec.Struct, frozen=True):
    """One thing for or against, with both values; the values are empty where one of them is."""

    feature: str
    detail: str
    query_value: str
    record_value: str


class FindingView(msgspec.Struct, frozen=True):
    """A finding on a card."""

    anchor: str
    finding: Finding
    list_name: str
    list_title: str
    list_anchor: str
    starter: bool
    snapshot_words: str
    record: tuple[tuple[str, str], ...]
    places: tuple[PlaceView, ...]
    pro: tuple[ReasonView, ...]
    con: tuple[ReasonView, ...]
    rests_on: str
    when: str


class Card(msgspec.Struct, frozen=True):
    """Everything about one party."""

    anchor: str
    name: str
    what: str
    aliases: tuple[str, ...]
    findings: tuple[FindingView, ...]
    not_found: tuple[str, ...]
    on_no_list: bool
    roles: tuple[RoleView, ...]
    ties: tuple[TieView, ...]
    quote_count: int
    mention_count: int
    first_mention: str
    headline: tuple[str, ...]


class QuoteView(msgspec.Struct, frozen=True):
    """A quote; ``others`` are further speakers of the same words, ``inside`` the quote that it stands in."""

    anchor: str
    words: tuple[str, ...]
    kind: str
    others: tuple[Party, ...]
    inside: str
    negated: bool
    proof: Proof


class QuoteGroup(msgspec.Struct, frozen=True):
    """All quotes of one speaker, or those whose speaker is unclear."""

    speaker: Party | None
    quotes: tuple[QuoteView, ...]


class HopView(msgspec.Struct, frozen=True):
    """A step of a path."""

    words: str
    listing: str
    record_id: str
    proof: Proof | None


class PathView(msgspec.Struct, frozen=True):
    """A path as sentences."""

    anchor: str
    start: Party
    end: Party
    why: str
    sure: str
    hops: tuple[HopView, ...]


class LineView(msgspec.Struct, frozen=True):
    """A position, event or claim: its words, a note beside it, the parties it names."""

    anchor: str
    head: str
    words: str
    note: str
    parties: tuple[Party, ...]
    proof: Proof


class ClaimRow(msgspec.Struct, frozen=True):
    """A claim with its links: who says it, of whom, where in the text, and the lists or tables it was held against."""

    anchor: str
    view: ClaimView
    who: str
    parties: tuple[Party, ...]
    proof: Proof
    lists: tuple[Party, ...]
    record_anchor: str = ""


class DayCell(msgspec.Struct, frozen=True):
    """What a list says of a party on one day, and what that rests on."""

    badge: Badge
    words: str
    rests_on: str


class DayRow(msgspec.Struct, frozen=True):
    """One party and one list on the document's day and today; None for a day that was not asked."""

    party: Party
    list_name: str
    anchor: str
    cells: tuple[DayCell | None, ...]
    weight: int


class Views:
    """Makes the views of one dossier."""

    def __init__(self, index: Index, text: MarkedText) -> None:
        self.index = index
        self._text = text
        self._sentences = SentenceFinder(index.dossier.document)
        self._not_found = not_found_by_entity(index)
        self._list_anchors = list_anchors(index)
        self._quote_anchors = {quote.id: numbered("quote", i) for i, quote in enumerate(index.dossier.reading.quotes)}

    def party(self, entity_id: str) -> Party:
        """A link to an entity's card, or the plain title of a list."""
        return Party(one_line(self.index.name(entity_id)), self.index.anchors.get(entity_id, ""))

    def place(self, span: Span) -> PlaceView:
        """Where ``span`` stands."""
        document = self.index.dossier.document
        stretch = f"{span.start}-{span.end}"
        return PlaceView(self._sentences.around(span), self._text.anchor_of(span), stretch, place_words(document, span))

    def proof(self, confidence: float, how: str, spans: Iterable[Span]) -> Proof:
        """What a line opens at."""
        return Proof(confidence_words(confidence), one_line(how), tuple(self.place(span) for span in spans))

    def is_told_of(self, entity: Entity) -> bool:
        """Whether a card of this party would say more than that the text names it and no list does."""
        index = self.index
        return bool(
            entity.schema == "Person"
            or entity.roles
            or index.ties_of.get(entity.id)
            or index.quotes_of.get(entity.id)
            or index.findings(entity.id)
        )

    def card(self, entity: Entity) -> Card:
        """Everything about one party."""
        anchor = self.index.anchors[entity.id]
        told: set[str] = set()
        ties = tuple(self.tie(tie, entity, anchor, told) for tie in self.index.ties_of.get(entity.id, ()))
        roles = tuple(self.role(anchor, i, role) for i, role in enumerate(entity.roles))
        findings = self.index.findings(entity.id)
        return Card(
            anchor=anchor,
            name=one_line(entity.name),
            what=one_line(schema_words(entity.schema, entity.kind)),
            aliases=tuple(one_line(alias) for alias in entity.aliases),
            findings=tuple(self.finding(finding_anchor(anchor, i), finding) for i, finding in enumerate(findings)),
            not_found=self._not_found.get(entity.id, ()),
            on_no_list=len(self._not_found.get(entity.id, ())) == len(self.index.lists) > 1,
            roles=tuple(role for role in roles if role.anchor not in told),
            ties=ties,
            quote_count=len(self.index.quotes_of.get(entity.id, ())),
            mention_count=len(entity.mentions),
            first_mention=self._text.anchor_of(entity.mentions[0].span) if entity.mentions else "text",
            headline=tuple(dict.fromkeys(role.words for role in roles))[:4],
        )

    def role(self, card: str, position: int, role: Role) -> RoleView:
        """The role at ``position`` on a card."""
        return RoleView(
            role_anchor(card, position),
            with_status(one_line(role.text), role.status),
            self.party(role.organization) if role.organization else None,
            self.proof(role.confidence, role.how, role.evidence),
        )

    def tie(self, tie: Tie, owner: Entity, card: str, told: set[str]) -> TieView:
        """A tie as ``owner``'s card shows it: with the tie's own id on the subject's card only.

        Roles that say no more than the tie does are told with it, and added to ``told``.
        """
        roles = [role for role in roles_told_by(tie, owner, card) if role not in told]
        told.update(roles)
        is_owner = owner.id == tie.subject
        return TieView(
            self.index.tie_anchors[tie.id] if is_owner else "",
            self.party(tie.subject),
            one_line(tie_label(tie)),
            self.party(tie.object),
            span_of_dates(tie.start_date, tie.end_date),
            self.proof(tie.confidence, tie.how, tie.evidence),
            self.tie_words(tie),
            tuple(roles),
        )

    def tie_words(self, tie: Tie) -> str:
        """A tie as a sentence, or as "a – role – b" where no sentence fits its role."""
        sentence = tie_sentence(tie, self.index.entities)
        if tie.role and f": {' '.join(tie.role.split())}" in sentence:
            return one_line(f"{self.index.name(tie.subject)} – {tie_label(tie)} – {self.index.name(tie.object)}")
        return one_line(sentence)

    def finding(self, anchor: str, finding: Finding) -> FindingView:
        """A finding with its record's fields and its list's date."""
        snapshots = [s for s in self.index.dossier.snapshots if s.id in finding.main.snapshots]
        listing = finding.listing
        spans = dict.fromkeys(span for reason in finding.main.reasons for span in reason.evidence)
        return FindingView(
            anchor,
            finding,
            self.index.list_name(finding.dataset),
            one_line(self.index.list_title(finding.dataset)),
            self._list_anchors.get(finding.dataset, "searched"),
            any(snapshot.starter for snapshot in snapshots),
            ", ".join(dict.fromkeys(date_words(snapshot.date) for snapshot in snapshots)),
            tuple((visible(k), visible(v)) for k, v in listing.record.items()) if listing is not None else (),
            tuple(self.place(span) for span in spans),
            tuple(self.reason(reason) for reason in finding.reasons("for")),
            tuple(self.reason(reason) for reason in finding.reasons("against")),
            with_date_words(one_line(finding.main.rests_on)),
            list_line(self.index, finding).when,
        )

    def quote_groups(self) -> list[QuoteGroup]:
        """Quotes by first speaker, in order of importance; those without a speaker last."""
        quotes = self.index.dossier.reading.quotes
        groups: dict[str, list[QuoteView]] = {}
        for i, quote in enumerate(quotes):
            groups.setdefault(quote.speakers[0] if quote.speakers else "", []).append(self.quote(i, quote))
        ranked = [*self.index.people, *self.index.organizations, *self.index.others]
        ordered = [QuoteGroup(self.party(e.id), tuple(groups[e.id])) for e in ranked if e.id in groups]
        return [*ordered, *([QuoteGroup(None, tuple(groups[""]))] if "" in groups else [])]

    def quote(self, position: int, quote: Quote) -> QuoteView:
        """The quote at ``position`` of the reading."""
        text = self.index.dossier.document.text
        return QuoteView(
            numbered("quote", position),
            tuple(one_line(span.of(text)) for span in quote.content),
            str(table()["quote_kind"].get(quote.kind, quote.kind)),
            tuple(self.party(speaker) for speaker in quote.speakers[1:]),
            self._quote_anchors.get(quote.parent, ""),
            quote.negated,
            self.proof(quote.confidence, quote.how, quote.content),
        )

    def paths(self) -> list[PathView]:
        """All paths: the one that the summary shows, then those of other people, of bodies, of listed parties."""
        dossier = self.index.dossier
        first = headline_path(dossier.paths, dossier.reading)
        listed = {path.end for path in dossier.paths}
        people = {person.id for person in self.index.people}
        ranked = sorted(
            enumerate(dossier.paths),
            key=lambda item: (item[1] is not first, item[1].start in listed, item[1].start not in people),
        )
        return [self.path(i, path) for i, path in ranked[:MAX_PATHS_SHOWN]]

    def path(self, position: int, path: Path) -> PathView:
        """The path at ``position``, the strongest being the first."""
        return PathView(
            numbered("path", position),
            self.party(path.start),
            self.party(path.end),
            self.why_listed(path),
            least_sure_words([hop.confidence for hop in path.hops]),
            tuple(self.hop(hop) for hop in path.hops),
        )

    def why_listed(self, path: Path) -> str:
        """Why the end of a path counts as listed: what the text says, then what lists say, by their short names."""
        said = [part for part in one_line(path.why_listed).split("; ") if part.startswith(TEXT_SAYS)]
        lists: dict[str, list[str]] = {}
        for finding in self.index.findings(path.end):
            if finding.badge.weight:
                lists.setdefault(finding.badge.label, []).append(self.index.list_name(finding.dataset))
        found = [f"{label} – {', '.join(names)}" for label, names in lists.items()]
        return "; ".join([*said, *found]) or one_line(path.why_listed)

    def reason(self, reason: Reason) -> ReasonView:
        """What a reason says, with short names of lists."""
        values = (reason.query_value, reason.record_value)
        both = all(values) and reason.feature in COMPARED and not all(value in reason.detail for value in values)
        return ReasonView(
            feature_words(reason.feature),
            one_line(self.index.with_short_names(reason.detail)),
            one_line(reason.query_value) if both else "",
            one_line(reason.record_value) if both else "",
        )

    def hop(self, hop: Hop) -> HopView:
        """A step of a path: a tie with its sentence of the text, or a listing with its record."""
        if hop.listing is not None:
            title = self.index.list_name(hop.listing.dataset)
            words = hop.sentence or f"{self.index.name(hop.source)} – on the list – {title}"
            return HopView(one_line(words), one_line(title), one_line(hop.listing.record_id), None)
        tie = self.index.ties[hop.tie]
        words = hop.sentence or f"{self.index.name(tie.subject)} – {tie_label(tie)} – {self.index.name(tie.object)}"
        return HopView(one_line(words), "", "", self.proof(hop.confidence, tie.how, hop.evidence))

    def positions(self) -> list[LineView]:
        """Who is for or against what."""
        stances = table()["stance"]
        return [
            LineView(
                numbered("position", i),
                "",
                one_line(position.proposition),
                stances.get(position.stance, position.stance),
                (self.party(position.entity),),
                self.proof(position.confidence, "", position.evidence),
            )
            for i, position in enumerate(self.index.dossier.reading.positions)
        ]

    def events(self) -> list[LineView]:
        """What happened, in order of time; undated events last."""
        numbered_events = list(enumerate(self.index.dossier.reading.events))
        return [
            LineView(
                numbered("event", i),
                date_words(event.date) or "undated",
                one_line(event.what),
                "",
                tuple(self.party(participant) for participant in event.participants),
                self.proof(event.confidence, "", event.evidence),
            )
            for i, event in sorted(numbered_events, key=lambda item: (not item[1].date, item[1].date))
        ]

    def claims(self) -> list[ClaimRow]:
        """What data could bear out, with what the data says; what does not hold stands first."""
        return [self.claim(one) for one in claim_views(self.index.dossier.reading.claims)]

    def claim(self, one: ClaimView) -> ClaimRow:
        """A claim with its links."""
        who = list_words([one_line(self.index.name(party)) for party in one.claim.asserted_by])
        own = one.claim.evidence
        spans = own[-1:] if len(own) == 2 and own[0].covers(own[1]) else own
        sources = dict.fromkeys((*one.then.datasets, *(one.today.datasets if one.today is not None else ())))
        return ClaimRow(
            numbered("claim", one.position),
            one,
            who,
            tuple(self.party(party) for party in one.claim.entities),
            self.proof(0.9, "", spans),
            tuple(Party(self.index.list_name(name), self._list_anchors.get(name, "")) for name in sources),
            self.record_anchor(one),
        )

    def record_anchor(self, one: ClaimView) -> str:
        """The finding that shows the record a claim was held against; empty where there is none."""
        listed = one.claim.entities[0] if one.claim.entities and one.then.records else ""
        for number, found in enumerate(self.index.findings(listed)):
            if found.dataset in one.then.datasets:
                return finding_anchor(self.index.anchors[listed], number)
        return ""

    def then_and_today(self) -> list[DayRow]:
        """Every finding on the two days, the gravest parties first; namesakes are left out."""
        index = self.index
        rows = []
        for entity in (*index.people, *index.organizations, *index.others):
            for number, found in enumerate(index.findings(entity.id)):
                if found.badge.weight:
                    rows.append(self.day_row(entity, number, found))
        return sorted(rows, key=lambda row: -row.weight)

    def day_row(self, entity: Entity, number: int, found: Finding) -> DayRow:
        """What one list says of a party on the two days."""
        days = {screening.as_of_kind: screening for screening in found.screenings}
        cells = tuple(
            DayCell(badge_of(one), verdict_words(one), with_date_words(one_line(one.rests_on))) if one else None
            for one in (days.get("document"), days.get("today"))
        )
        card = self.index.anchors[entity.id]
        weight = max(one.badge.weight for one in self.index.findings(entity.id))
        return DayRow(
            self.party(entity.id), self.index.list_name(found.dataset), finding_anchor(card, number), cells, weight
        )


def roles_told_by(tie: Tie, owner: Entity, card: str) -> Iterable[str]:
    """Anchors of the owner's roles that say no more than ``tie`` does."""
    for i, role in enumerate(owner.roles):
        same_body = bool(role.organization) and role.organization in {tie.subject, tie.object}
        if same_body and role.status == tie.status and tie.role and tie.role.casefold() in role.text.casefold():
            yield role_anchor(card, i)


def not_found_by_entity(index: Index) -> dict[str, tuple[str, ...]]:
    """Short names of the lists on which a party was searched and not found, on no date."""
    found = {(finding.entity, finding.dataset) for items in index.findings_of.values() for finding in items}
    titles: dict[str, dict[str, None]] = {}
    for screening in index.dossier.screenings:
        if screening.verdict == "not found" and (screening.entity, screening.list) not in found:
            titles.setdefault(screening.entity, {})[index.list_name(screening.list)] = None
    return {entity: tuple(names) for entity, names in titles.items()}


def list_anchors(index: Index) -> dict[str, str]:
    """Id of every list's first row in the table of what was searched."""
    snapshots = list(enumerate(index.dossier.snapshots))
    return {snapshot.dataset: numbered("list", i) for i, snapshot in reversed(snapshots)}


def missing_by_list(index: Index) -> list[tuple[str, list[tuple[str, str]]]]:
    """(list title, [(name, anchor of its card)]) for every list on which someone was searched and not found."""
    by_title: dict[str, list[tuple[str, str]]] = {}
    missing = not_found_by_entity(index)
    for entity in (*index.people, *index.organizations, *index.others):
        for title in missing.get(entity.id, ()):
            by_title.setdefault(title, []).append((one_line(entity.name), index.anchors[entity.id]))
    return sorted(by_title.items())
