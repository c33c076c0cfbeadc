"""What reading finds in a document: entities, ties, quotes, positions, events and claims.

In: nothing. Out: values. Invariants: every line carries at least one span of evidence; every id that a
line names is the id of an entity of the same ``Reading``; schema names are FollowTheMoney's.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from entourage.model.span import RecordRef, Span

MentionKind = Literal["name", "nominal", "pronoun"]
Status = Literal["current", "former", "alleged", "negated", "planned", "unclear"]
QuoteKind = Literal["direct", "mixed", "indirect"]
Stance = Literal["for", "against", "mixed"]
Precision = Literal["day", "month", "year", "unknown"]


class Mention(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A stretch that names or describes someone: "Mr. Breton", "the journal", "he"."""

    start: int
    end: int
    kind: MentionKind = "name"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """What someone is or was, in the text's words.

    Attributes:
        text: the role as the text puts it, without the person's name: "former diplomat".
        status: current, former, ...
        evidence: the spans that say so.
        organization: id of the entity where the role is held; empty when the text names none.
        confidence: 0 to 1.
        how: the construction that showed it, in a few words: "apposition", "title before the name".
    """

    text: str
    status: Status = "current"
    evidence: tuple[Span, ...]
    organization: str = ""
    confidence: float = 0.9
    how: str = ""


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Someone or something in the text: one entity, however it is called.

    Attributes:
        id: stable for the same input.
        schema: FollowTheMoney's: Person, Organization, Company, PublicBody, Article, Document, Address ...
        name: fullest name in the text.
        aliases: other names and short forms that the text uses, without ``name``.
        roles: see :class:`Role`.
        mentions: in order of the text.
        properties: further FollowTheMoney properties that the text bears out, for example
            ``{"nationality": ("ru",), "gender": ("male",), "position": ("Foreign Minister",)}``.
        confidence: 0 to 1: that this is a party of that schema at all.
        kind: a finer word than the schema where readers need one: "publication", "government", "list",
            "article", "place", "group", "team" (a team named like its country or town); empty otherwise.
    """

    id: str
    schema: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    properties: dict[str, tuple[str, ...]] = {}
    confidence: float = 0.9
    kind: str = ""


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """A typed link of two entities, in FollowTheMoney's interval schemata.

    Direction follows the schema's edge: Directorship director -> organization, Membership member -> organization,
    Employment employee -> employer, Ownership owner -> asset, Documentation document -> entity (the named list or
    article -> the one it names or who wrote it), Representation agent -> client, Family person -> relative,
    Associate person -> associate, UnknownLink subject -> object.

    Attributes:
        role: in the text's words: "head of the board of trustees", "author", "published in".
        start_date, end_date: ISO 8601 as precise as the text bears; empty when it does not say.
        how: the construction that showed it.
    """

    id: str
    schema: str
    subject: str
    object: str
    role: str = ""
    status: Status = "current"
    start_date: str = ""
    end_date: str = ""
    evidence: tuple[Span, ...]
    confidence: float = 0.9
    how: str = ""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words put in someone's mouth.

    Attributes:
        content: spans of the words, in order; several when the quote is split around its cue. Quotation marks
            that enclose a whole span are left out of it.
        cue: the word that reports ("said", "according to"); None when there is none.
        speakers: entity ids; empty means "speaker unclear", which is an honest answer.
        speaker_span: what stands for the speaker beside the quote ("he"); None when nothing does.
        how: how the speaker was found: "cue", "pronoun", "same paragraph", "continued from the paragraph before" ...
        negated: the text says that it was not said, or only supposes it.
        parent: id of the quote that this one stands inside; empty when none.
    """

    id: str
    content: tuple[Span, ...]
    cue: Span | None = None
    speakers: tuple[str, ...] = ()
    speaker_span: Span | None = None
    kind: QuoteKind = "direct"
    how: str = ""
    confidence: float = 0.9
    negated: bool = False
    parent: str = ""


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Who is for, against or mixed on a proposition, with the spans that show it."""

    entity: str
    proposition: str
    stance: Stance
    evidence: tuple[Span, ...]
    confidence: float = 0.7


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, when (ISO 8601 to ``precision``), who took part."""

    id: str
    date: str
    precision: Precision
    what: str
    participants: tuple[str, ...] = ()
    evidence: tuple[Span, ...]
    confidence: float = 0.8


class ClaimCheck(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim was held against on one day, and what came of it.

    Attributes:
        dataset, snapshot: the list or table and its version; several are joined by ", ".
        value: the figure or record found, in words: "439"; empty where nothing was found.
        query: what was asked of the data, in words.
        verdict: as of ``as_of``; see :class:`Claim`.
        as_of: ISO 8601 day that the verdict speaks of.
        rests_on: list, date and size of what was searched, in words, with a warning where it is far from the day.
        gap: figure and claim beside each other, in one sentence.
        needs: what data would settle it; empty where the verdict is ``supported`` or ``contradicted``.
        readings: other readings of the claim with the figure of each, where it can be read in several ways.
        records: records of lists that it opens at.
        source: address of the list or table; may be empty.
    """

    dataset: str = ""
    snapshot: str = ""
    value: str = ""
    query: str = ""
    verdict: str = ""
    as_of: str = ""
    rests_on: str = ""
    gap: str = ""
    needs: str = ""
    readings: tuple[str, ...] = ()
    records: tuple[RecordRef, ...] = ()
    source: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that data could bear out: a count, a rank, a membership of a list, a date, an amount.

    Attributes:
        kind: "count", "rank", "share", "amount", "change", "membership", "superlative" or "date".
        what: the claim as one short sentence in the text's words.
        value: what is claimed, in one line: "> 430 people, companies and organizations".
        entities: ids of the parties that it speaks of.
        asserted_by: ids of who says so; empty when the document itself does.
        number, comparison, unit: the value taken apart; ``comparison`` is "=", ">", ">=", "<", "<=" or "~" and empty
            where nothing is compared; ``number`` is None where there is none, signed for a change.
        date: ISO 8601 of when it is claimed to hold, "2014/.." for "since 2014"; empty when the text does not say.
        verdict: "not checked", or on the document's day "supported", "close" (not exact), "contradicted", "undecided"
            (the data at hand leaves it open), "needs data" (no list or table at hand speaks of it) or "not checkable".
        against: what the verdict rests on; None when it was not checked.
        today: the same as of the day of the run, where that is another day.
    """

    id: str
    kind: str
    what: str
    value: str = ""
    entities: tuple[str, ...] = ()
    evidence: tuple[Span, ...]
    verdict: str = "not checked"
    against: ClaimCheck | None = None
    today: ClaimCheck | None = None
    asserted_by: tuple[str, ...] = ()
    unit: str = ""
    number: float | None = None
    comparison: str = ""
    date: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read in one document."""

    document_id: str
    entities: tuple[Entity, ...] = ()
    ties: tuple[Tie, ...] = ()
    quotes: tuple[Quote, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    reader: str = ""
    """Name and version of the reader and its language model."""

    def entity(self, entity_id: str) -> Entity:
        """The entity of that id. Raises KeyError when there is none."""
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)
