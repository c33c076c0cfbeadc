"""What a document says, as FollowTheMoney entities: the document, its parties, ties, quotes, events and claims.

In: a ``Dossier``. Out: FollowTheMoney entities. Invariants: what the text denies is never a tie; a group is no party
of its own: what is said of it is said of each member; every entity but the document names it as ``proof``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entourage.dossier.clean import one_line, shorten, web_link
from entourage.dossier.ftm_values import (
    FtmEntity,
    Properties,
    dates,
    fitting,
    ftm_entity,
    ftm_id,
    ftm_schema,
    is_a,
    plain_id,
    split_aliases,
    table,
    title_of,
)
from entourage.dossier.places import place_words, source_name
from entourage.dossier.words import confidence_words, tie_label, with_status
from entourage.dossier.words import table as words_table
from entourage.model import Claim, Dossier, Entity, Event, Position, Quote, Span, Tie
from entourage.network import tie_sentence

MAX_EVIDENCE_CHARS = 1000


class TextMaker:
    """Makes the entities of one document; their ids begin with the document's."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._document = dossier.document
        self._entities = {entity.id: entity for entity in dossier.reading.entities}
        self._schemata = {entity.id: ftm_schema(entity.schema) for entity in dossier.reading.entities}
        self._members = members_of_groups(dossier.reading.entities)
        self.document_id = plain_id(dossier.document.id)

    def id(self, local: str) -> str:
        """The id of something in this document."""
        return ftm_id(self._document.id, local)

    def entities(self) -> Iterator[FtmEntity]:
        """Everything that the document says."""
        reading = self._dossier.reading
        yield self.document()
        for entity in reading.entities:
            if entity.id not in self._members:
                yield self.party(entity)
                yield from self.mention(entity)
        for tie in reading.ties:
            yield from self.tie(tie)
        yield from (self.quote(quote) for quote in reading.quotes)
        yield from (self.event(event) for event in reading.events)
        yield from (self.position(i, position) for i, position in enumerate(reading.positions))
        yield from (self.claim(claim) for claim in reading.claims)

    def document(self) -> FtmEntity:
        """The document: an Article where it was published, otherwise a Document."""
        document = self._document
        url = web_link(document.source)
        source = source_name(document.source)
        kept = [entity for entity in self._entities.values() if entity.id not in self._members]
        named = {
            kind: [e.name for e in kept if kind in is_a(self._schemata[e.id])] for kind in ("Person", "Organization")
        }
        return ftm_entity(
            self.document_id,
            "Article" if document.publisher or document.published or url else "Document",
            {
                "title": [document.title],
                "name": title_of(document.title or source),
                "fileName": [source.rstrip("/").rpartition("/")[2] or source],
                "author": list(document.authors),
                "publisher": [document.publisher],
                "publishedAt": dates(document.published),
                "language": [table()["language"].get(document.language, "")],
                "sourceUrl": [url],
                "mimeType": [document.media_type],
                "processingAgent": [self._dossier.generator or "Entourage"],
                "notes": [f"SHA-256 of the source: {document.sha256}", *map(one_line, document.warnings)],
                "bodyText": [document.text],
                "peopleMentioned": named["Person"],
                "companiesMentioned": named["Organization"],
            },
        )

    def party(self, party: Entity) -> FtmEntity:
        """A party of the text; a role that the text denies is left out."""
        schema = self._schemata[party.id]
        roles = [with_status(one_line(role.text), role.status) for role in party.roles if role.status != "negated"]
        aliases, weak = split_aliases(party.aliases)
        properties = fitting(schema, party.properties)
        properties["name"] = [party.name]
        properties["alias"] = [*properties.get("alias", []), *aliases]
        properties["weakAlias"] = [*properties.get("weakAlias", []), *weak]
        properties["proof"] = [self.document_id]
        where = "position" if schema == "Person" else "notes"
        properties[where] = [*roles, *properties.get(where, [])]
        if "Document" in is_a(schema):
            # FollowTheMoney asks for a file name of every document, also of one that is only spoken of.
            properties["title"] = properties["fileName"] = [party.name]
        if schema == "Address":
            properties["full"] = [party.name]
        return ftm_entity(self.id(party.id), schema, properties)

    def mention(self, party: Entity) -> Iterator[FtmEntity]:
        """Where the text names a person or a body."""
        text = self._document.text
        names = [one_line(mention.span.of(text)) for mention in party.mentions if mention.kind == "name"]
        schema = self._schemata[party.id]
        if names and "LegalEntity" in is_a(schema):
            properties = {
                "document": [self.document_id],
                "name": names,
                "detectedSchema": [schema],
                "resolved": [self.id(party.id)],
            }
            yield ftm_entity(self.id(f"mention-{party.id}"), "Mention", properties)

    def tie(self, tie: Tie) -> Iterator[FtmEntity]:
        """A tie, once for every member where an end is a group; a Note where the text denies it."""
        ends = [(s, o) for s in self._each(tie.subject) for o in self._each(tie.object) if s != o]
        if tie.status == "negated" or not ends:
            yield self.tie_as_note(tie)
            return
        for number, (subject, target) in enumerate(ends):
            local = f"tie-{tie.id}" if len(ends) == 1 else f"tie-{tie.id}-{number + 1}"
            yield self.interval(self.id(local), tie, subject, target)

    def interval(self, identifier: str, tie: Tie, subject: str, target: str) -> FtmEntity:
        """A tie as an interval; one that its schema cannot hold becomes an UnknownLink with its role."""
        schema = tie_schema(tie, self._schemata[subject], self._schemata[target])
        row = table()["tie"][schema]
        role = one_line(tie.role) or (tie.schema if schema != tie.schema else "")
        properties: Properties = {
            row["source"]: [self.id(subject)],
            row["target"]: [self.id(target)],
            "startDate": dates(tie.start_date),
            "endDate": dates(tie.end_date),
            "description": [f"{self.sureness(tie.confidence, tie.how)}; {self.places(tie.evidence)}"],
            **self.evidence(tie.evidence),
        }
        if "role" in row:
            # Family and Associate have no status of their own: it stands in their one word.
            properties[row["role"]] = [one_line(tie_label(tie)) if tie.status != "current" else role]
        else:
            properties |= {"role": [role], "status": [tie.status]}
        return ftm_entity(identifier, schema, properties)

    def tie_as_note(self, tie: Tie) -> FtmEntity:
        """A tie that must not be drawn as one: the text denies it, or it is nobody's."""
        ends = [self.id(party) for end in (tie.subject, tie.object) for party in self._each(end)]
        return self.note(f"tie-{tie.id}", tie_sentence(tie, self._entities), tie.evidence, ends, tie.status)

    def quote(self, quote: Quote) -> FtmEntity:
        """A quote as a Note on its speakers; a Note on nobody when the speaker is unclear."""
        text = self._document.text
        words = " … ".join(one_line(span.of(text)) for span in quote.content)
        speakers = [party for speaker in quote.speakers for party in self._each(speaker)]
        names = ", ".join(self._entities[speaker].name for speaker in quote.speakers) or "Speaker unclear"
        facts = [f"{quote.kind} quote", "the text says it was not said, or only supposes it" if quote.negated else ""]
        facts += [self.sureness(quote.confidence, quote.how), self.places(quote.content)]
        properties = {
            "name": title_of(f"{names}: {shorten(words, 200)}"),
            "description": [words],
            "summary": ["; ".join(fact for fact in facts if fact)],
            "entity": [self.id(speaker) for speaker in speakers],
            "proof": [self.document_id],
        }
        return ftm_entity(self.id(f"quote-{quote.id}"), "Note", properties)

    def event(self, event: Event) -> FtmEntity:
        """An event with those who took part."""
        involved = [party for one in event.participants for party in self._each(one)]
        properties = {
            "name": title_of(event.what),
            "date": dates(event.date),
            "involved": [self.id(one) for one in involved if "LegalEntity" in is_a(self._schemata[one])],
            "description": [f"{self.sureness(event.confidence, '')}; {self.places(event.evidence)}"],
            **self.evidence(event.evidence),
        }
        return ftm_entity(self.id(f"event-{event.id}"), "Event", properties)

    def position(self, number: int, position: Position) -> FtmEntity:
        """Who is for or against what, as a Note."""
        stance = words_table()["stance"].get(position.stance, position.stance)
        name = f"{self._entities[position.entity].name} is {stance}: {position.proposition}"
        ends = [self.id(party) for party in self._each(position.entity)]
        return self.note(f"position-{number + 1}", name, position.evidence, ends, "")

    def claim(self, claim: Claim) -> FtmEntity:
        """A statement that data could bear out, as a Note with what became of it."""
        ends = [self.id(party) for one in claim.entities for party in self._each(one)]
        return self.note(f"claim-{claim.id}", claim.what, claim.evidence, ends, f"{claim.kind}; {claim.verdict}")

    def note(self, local: str, name: str, spans: Iterable[Span], ends: list[str], remark: str) -> FtmEntity:
        """A Note on parties, with its evidence."""
        spans = tuple(spans)
        properties = {
            "name": title_of(name),
            "description": [self.words(span) for span in spans],
            "summary": ["; ".join(part for part in (remark, self.places(spans)) if part)],
            "entity": ends,
            "proof": [self.document_id],
        }
        return ftm_entity(self.id(local), "Note", properties)

    def evidence(self, spans: Iterable[Span]) -> Properties:
        """The words that a line rests on, where they stand, and the document itself."""
        spans = tuple(spans)
        return {
            "summary": [self.words(span) for span in spans],
            "recordId": [f"{self._document.id}[{span.start}:{span.end}]" for span in spans],
            "proof": [self.document_id],
        }

    def words(self, span: Span) -> str:
        """The words of a span, in one line."""
        return shorten(one_line(span.of(self._document.text)), MAX_EVIDENCE_CHARS)

    def places(self, spans: Iterable[Span]) -> str:
        """Where spans stand in the source."""
        return ", ".join(dict.fromkeys(place_words(self._document, span) for span in spans))

    def sureness(self, confidence: float, how: str) -> str:
        """How sure a line is, and what shows it."""
        return f"{confidence_words(confidence)} ({confidence:.2f})" + (f"; shown by: {one_line(how)}" if how else "")

    def _each(self, entity_id: str) -> tuple[str, ...]:
        """The members of a group; any other party by itself."""
        return self._members.get(entity_id, (entity_id,))


def members_of_groups(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """Group id to the ids of those whom its name joins ("Ada Example and Boris Beispiel"); empty for none."""
    entities = tuple(entities)
    by_name = {entity.name: entity.id for entity in entities if entity.kind != "group"}
    return {group.id: tuple(named_in(group.name, by_name)) for group in entities if group.kind == "group"}


def named_in(joined: str, by_name: dict[str, str]) -> Iterator[str]:
    """Ids of the names that ``joined`` puts together with "and", also of names that hold an "and" themselves."""
    words = joined.split(" and ")
    start = 0
    while start < len(words):
        ends = range(min(len(words), start + 4), start, -1)
        end = next((end for end in ends if " and ".join(words[start:end]) in by_name), 0)
        if end:
            yield by_name[" and ".join(words[start:end])]
        start = end or start + 1


def tie_schema(tie: Tie, subject_schema: str, object_schema: str) -> str:
    """The tie's schema when both ends fit its ranges, otherwise UnknownLink."""
    row = table()["tie"].get(tie.schema)
    fits = row is not None and all(
        set(row[f"{end}_range"]) & set(is_a(schema))
        for end, schema in (("source", subject_schema), ("target", object_schema))
    )
    return tie.schema if fits else str(table()["fallback"])
