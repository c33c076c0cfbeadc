"""A dossier put together, and proof that every line of it opens at its evidence.

In: a document, its reading, screenings, paths and the snapshots that were searched. Out: a ``Dossier``.
Invariant: what leaves here has no line without evidence, no span outside its text, no id that names nothing,
and no verdict of being listed that rests on a name alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entourage import __version__
from entourage.dossier.words import badge
from entourage.model import Document, Dossier, EntourageError, Path, Reading, Screening, Snapshot, Span

NAME_FEATURES = frozenset({"name", "name_rarity"})


def build_dossier(
    document: Document,
    reading: Reading,
    screenings: Iterable[Screening] = (),
    paths: Iterable[Path] = (),
    snapshots: Iterable[Snapshot] = (),
    as_of_document: str = "",
    as_of_today: str = "",
) -> Dossier:
    """Put together everything that is shown of one document.

    Args:
        document: what was read.
        reading: what was found in it.
        screenings: verdicts of its parties, those of ``not found`` included.
        paths: chains of ties to listed parties, strongest first.
        snapshots: lists that were searched, with or without a hit.
        as_of_document: ISO 8601 date that "on the day of the document" means; the document's own by default.
        as_of_today: ISO 8601 date of the run; empty when it doesn't matter.

    Returns:
        The dossier, with all invariants checked.

    Raises:
        EntourageError: ``dossier-wrong-document``, ``dossier-duplicate-id``, ``dossier-unknown-id``,
            ``dossier-span-outside-text``, ``dossier-line-without-evidence`` or ``dossier-name-alone``, for the first
            line that breaks a rule. Such an error is a fault of a reader, not of the user's document.
    """
    dossier = Dossier(
        document=document,
        reading=reading,
        screenings=tuple(screenings),
        paths=tuple(paths),
        snapshots=tuple(snapshots),
        as_of_document=as_of_document or document.published,
        as_of_today=as_of_today,
        generator=f"Entourage {__version__}",
    )
    check_dossier(dossier)
    return dossier


def check_dossier(dossier: Dossier) -> None:
    """Raise for the first line that breaks a rule of the house; see :func:`build_dossier` for the codes."""
    if dossier.reading.document_id != dossier.document.id:
        raise fault("wrong-document", f"the reading is of {dossier.reading.document_id!r}, not {dossier.document.id!r}")
    for line, code, problem in problems(dossier):
        raise fault(code, f"{line}: {problem}")


def fault(code: str, message: str) -> EntourageError:
    """The error for a broken rule."""
    return EntourageError(
        f"dossier-{code}", f"The dossier cannot be shown: {message}.", "Please report this: it is a fault of Entourage."
    )


def lines_without_evidence(dossier: Dossier) -> list[str]:
    """Names of all lines of a dossier that do not open at evidence.

    Args:
        dossier: any dossier, built by :func:`build_dossier` or by hand.

    Returns:
        One description for each line without evidence, or whose evidence lies outside the text or the lists;
        empty when every line has its evidence.
    """
    codes = {"line-without-evidence", "span-outside-text", "name-alone"}
    return [f"{line}: {problem}" for line, code, problem in problems(dossier) if code in codes]


Problem = tuple[str, str, str]


def problems(dossier: Dossier) -> Iterator[Problem]:
    """Every broken rule as (line, code, what is wrong), in the order of the dossier."""
    yield from duplicate_ids(dossier.reading)
    yield from evidence_problems(dossier)
    yield from unknown_ids(dossier)
    yield from screening_problems(dossier)


def duplicate_ids(reading: Reading) -> Iterator[Problem]:
    """Ids that two lines of one kind share."""
    for kind, lines in (("entity", reading.entities), ("tie", reading.ties), ("quote", reading.quotes)):
        seen: set[str] = set()
        for line in lines:
            if line.id in seen:
                yield f"{kind} {line.id!r}", "duplicate-id", "the id is used twice"
            seen.add(line.id)


def lines_with_spans(dossier: Dossier) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Every line that needs spans of the text, with the spans it has."""
    reading = dossier.reading
    for entity in reading.entities:
        yield f"entity {entity.id!r}", tuple(mention.span for mention in entity.mentions)
        yield from ((f"role {role.text!r} of entity {entity.id!r}", role.evidence) for role in entity.roles)
    yield from ((f"tie {tie.id!r}", tie.evidence) for tie in reading.ties)
    yield from ((f"quote {quote.id!r}", quote.content) for quote in reading.quotes)
    yield from ((f"position of {position.entity!r}", position.evidence) for position in reading.positions)
    yield from ((f"event {event.id!r}", event.evidence) for event in reading.events)
    yield from ((f"claim {claim.id!r}", claim.evidence) for claim in reading.claims)
    for path in dossier.paths:
        for hop in path.hops:
            if hop.listing is None:
                yield f"step {hop.sentence!r} of the path {path.start!r} to {path.end!r}", hop.evidence


def optional_spans(dossier: Dossier) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Lines whose spans may be missing but must lie in the text when they are there."""
    for quote in dossier.reading.quotes:
        yield f"quote {quote.id!r}", tuple(span for span in (quote.cue, quote.speaker_span) if span is not None)
    for screening in dossier.screenings:
        for reason in screening.reasons:
            yield f"reason {reason.feature!r} of {screening.entity!r}", reason.evidence
    yield "block", tuple(block.span for block in dossier.document.blocks)


def evidence_problems(dossier: Dossier) -> Iterator[Problem]:
    """Lines without a span, and spans outside the text."""
    for line, spans in lines_with_spans(dossier):
        if not spans:
            yield line, "line-without-evidence", "it has no evidence"
        yield from outside(dossier, line, spans)
    for line, spans in optional_spans(dossier):
        yield from outside(dossier, line, spans)


def outside(dossier: Dossier, line: str, spans: tuple[Span, ...]) -> Iterator[Problem]:
    """Those of ``spans`` that are empty or reach outside the text."""
    length = len(dossier.document.text)
    for span in spans:
        if not 0 <= span.start < span.end <= length:
            yield line, "span-outside-text", f"[{span.start}, {span.end}) is not in a text of {length} characters"


def named_ids(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Every (line, entity id that the line names)."""
    reading = dossier.reading
    for entity in reading.entities:
        for role in entity.roles:
            if role.organization:
                yield f"role {role.text!r} of entity {entity.id!r}", role.organization
    for tie in reading.ties:
        yield from ((f"tie {tie.id!r}", party) for party in (tie.subject, tie.object))
    for quote in reading.quotes:
        yield from ((f"quote {quote.id!r}", speaker) for speaker in quote.speakers)
    yield from (("position", position.entity) for position in reading.positions)
    for event in reading.events:
        yield from ((f"event {event.id!r}", party) for party in event.participants)
    for claim in reading.claims:
        yield from ((f"claim {claim.id!r}", party) for party in (*claim.entities, *claim.asserted_by))
    yield from ((f"screening on {screening.list!r}", screening.entity) for screening in dossier.screenings)
    yield from named_in_paths(dossier)


def named_in_paths(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Every (path, entity id that it names); a step onto a list names a dataset, not an entity."""
    for path in dossier.paths:
        line = f"path {path.start!r} to {path.end!r}"
        yield line, path.start
        if not (path.hops and path.hops[-1].listing is not None and path.hops[-1].target == path.end):
            yield line, path.end
        for hop in path.hops:
            yield line, hop.source
            if hop.listing is None:
                yield line, hop.target


def unknown_ids(dossier: Dossier) -> Iterator[Problem]:
    """Ids that name no entity, tie, quote or snapshot of this dossier."""
    entities = {entity.id for entity in dossier.reading.entities}
    ties = {tie.id for tie in dossier.reading.ties}
    quotes = {quote.id for quote in dossier.reading.quotes}
    for line, entity in named_ids(dossier):
        if entity not in entities:
            yield line, "unknown-id", f"no entity {entity!r}"
    for quote in dossier.reading.quotes:
        if quote.parent and quote.parent not in quotes:
            yield f"quote {quote.id!r}", "unknown-id", f"no quote {quote.parent!r}"
    for path in dossier.paths:
        for hop in path.hops:
            if hop.listing is None and hop.tie not in ties:
                yield f"path {path.start!r} to {path.end!r}", "unknown-id", f"no tie {hop.tie!r}"


def screening_problems(dossier: Dossier) -> Iterator[Problem]:
    """Screenings that name no snapshot, no record, or that call a party listed on its name alone."""
    snapshots = {snapshot.id for snapshot in dossier.snapshots}
    for screening in dossier.screenings:
        line = f"screening of {screening.entity!r} on {screening.list!r}"
        if not screening.snapshots:
            yield line, "line-without-evidence", "it names no snapshot that was searched"
        for snapshot in screening.snapshots:
            if snapshot not in snapshots:
                yield line, "unknown-id", f"no snapshot {snapshot!r}"
        if screening.verdict != "not found" and screening.listing is None:
            yield line, "line-without-evidence", f"{screening.verdict!r} without a record"
        if badge(screening.verdict).accuses and not bears_identity(screening):
            yield line, "name-alone", f"{screening.verdict!r} rests on a name alone"


def bears_identity(screening: Screening) -> bool:
    """Whether something besides the name speaks for the identification."""
    return any(reason.direction == "for" and reason.feature not in NAME_FEATURES for reason in screening.reasons)
