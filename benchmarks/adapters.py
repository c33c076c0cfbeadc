"""The product in the shapes that outside scorers ask for.

In: plain values. Out: plain values. ``read(text)`` gives quotes, entities, ties and coreference as offsets into the
text; ``score(schema, name1, name2)`` a number from 0 to 1; ``engine(entities)`` an object with
``screen(query, limit)``.
The product is imported when first used, so that importing this module costs nothing.
"""

from __future__ import annotations

from functools import cache
from typing import Any

Offsets = tuple[int, int]

ORGANIZATIONS = frozenset({"Organization", "Company", "PublicBody", "LegalEntity"})
PLACE_KINDS = frozenset({"place", "country", "city", "region"})
PLACE_SCHEMATA = frozenset({"Address", "Country"})
TIE_TYPES = {
    "Employment": "EMPLOYEE",
    "Directorship": "MANAGER",
    "Ownership": "OWNER",
    "Membership": "MEMBER",
    "Family": "FAMILY",
    "Associate": "ASSOCIATE",
}
"""What scorers of tie types call a schema; others keep FollowTheMoney's name."""


def read(text: str) -> dict[str, list[dict[str, Any]]]:
    """What the product reads in a text.

    Args:
        text: with ``\\n`` as line end; offsets count its characters.

    Returns:
        ``quotes`` (content, content_parts, speaker, cue; those inside another quote are left out), ``entities``
        (start, end, type PER, ORG or LOC), ``ties``
        (subject, object, type, span) and ``coref`` (mention, name); empty lists for an empty text.
    """
    reading = _reading(text)
    by_id = {entity.id: entity for entity in reading.entities}
    return {
        "quotes": [_quote(text, quote, by_id) for quote in reading.quotes if not quote.parent],
        "entities": _names(reading),
        "ties": [row for tie in reading.ties if tie.status != "negated" for row in _tie(tie, by_id)],
        "coref": _coref(reading),
    }


def tie_type(text: str, subject: str, object_: str) -> str:
    """The probable type of a pair that is known to be tied (EMPLOYEE, MANAGER, ...); empty without both names.

    A guess from the words around the two names, never a tie of the product's reading.
    """
    from entourage.reading.ties import tie_type as guess

    found = guess(text, subject, object_)
    return found.type if found else ""


def read_pairs(text: str) -> dict[str, list[dict[str, Any]]]:
    """As :func:`read`, with every pair of names of the text as a tie: its stated type, or else the probable one.

    For scorers that tag pairs and ask for the type; most of these rows are ties that the text does not state.
    """
    from itertools import combinations

    from entourage.reading.ties import tie_types

    result = read(text)
    stated = [(row["subject"], row["object"]) for row in result["ties"]]
    names = {(row["start"], row["end"]): row["type"] for row in result["entities"]}
    pairs = [
        (first, second) if names[second] != "PER" or names[first] == "PER" else (second, first)
        for first, second in combinations(names, 2)
        if (first, second) not in stated and (second, first) not in stated
    ]
    words = [(text[slice(*first)], text[slice(*second)]) for first, second in pairs]
    for pair, guess in zip(pairs, tie_types(text, words), strict=True):
        if guess is not None and text[slice(*pair[0])] != text[slice(*pair[1])]:
            result["ties"].append({"subject": pair[0], "object": pair[1], "type": guess.type, "span": pair[0]})
    return result


def score(schema: str, name1: str, name2: str) -> float:
    """How well two names of a FollowTheMoney schema agree, 0 to 1."""
    return _scorer()(schema, name1, name2)


@cache
def _scorer() -> Any:
    """The product's scorer, looked up once: a pair costs what the product costs."""
    from entourage.screening import score as score_names

    return score_names


def engine(entities: list[dict[str, Any]]) -> Any:
    """A screening engine over FollowTheMoney entities (``{"id", "schema", "properties": {"name": [..]}}``).

    Its ``screen(query, limit)`` takes a dict with ``schema`` and ``properties`` and gives ``[(entity id, score)]``,
    best first.
    """
    from entourage.screening import Engine

    return Engine(entities)


def _reading(text: str) -> Any:
    from entourage.documents import document_from_text
    from entourage.reading import read as read_document

    return read_document(document_from_text(text))


def _offsets(span: Any) -> Offsets:
    return span.start, span.end


def _quote(text: str, quote: Any, by_id: dict[str, Any]) -> dict[str, Any]:
    parts = _joined(text, [_offsets(span) for span in quote.content])
    return {
        "content": (parts[0][0], parts[-1][1]),
        "content_parts": parts,
        "speaker": _speaker(quote, by_id),
        "cue": _offsets(quote.cue) if quote.cue else None,
    }


def _joined(text: str, parts: list[Offsets]) -> list[Offsets]:
    """Pieces between which only white space and quotation marks stand (paragraphs of one quotation) as one piece."""
    out: list[Offsets] = []
    for start, end in parts:
        if out and not text[out[-1][1] : start].strip("“”\"«»‘’'` \n\t"):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _speaker(quote: Any, by_id: dict[str, Any]) -> Offsets | None:
    """What stands for the speaker beside the quote, or the nearest mention of who was found to speak."""
    if quote.speaker_span:
        return _offsets(quote.speaker_span)
    if not quote.speakers:
        return None
    return _nearest(by_id[quote.speakers[0]].mentions, _offsets(quote.content[0]))


def _nearest(mentions: Any, place: Offsets) -> Offsets | None:
    """The mention that stands nearest to a place; the earlier of two at the same distance."""
    start, end = place
    near = min(mentions, key=lambda one: (max(one.start - end, start - one.end, 0), one.start), default=None)
    return _offsets(near) if near else None


def _by_name(entity: Any) -> list[Any]:
    """The mentions that name an entity; all of them where none does."""
    return [mention for mention in entity.mentions if mention.kind == "name"] or list(entity.mentions)


def _type(entity: Any) -> str:
    if entity.schema == "Person":
        return "PER"
    if entity.kind in PLACE_KINDS or entity.schema in PLACE_SCHEMATA:
        return "LOC"
    return "ORG" if entity.schema in ORGANIZATIONS else ""


def _names(reading: Any) -> list[dict[str, Any]]:
    """Every mention by name of a person, organisation or place, in order of the text."""
    rows = [
        {"start": mention.start, "end": mention.end, "type": _type(entity)}
        for entity in reading.entities
        if _type(entity)
        for mention in entity.mentions
        if mention.kind == "name"
    ]
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def _tie(tie: Any, by_id: dict[str, Any]) -> list[dict[str, Any]]:
    """A tie between the names of its ends that stand nearest to its evidence ("the agency" is told by its name)."""
    evidence = _offsets(tie.evidence[0])
    subject = _nearest(_by_name(by_id[tie.subject]), evidence)
    object_ = _nearest(_by_name(by_id[tie.object]), evidence)
    if subject is None or object_ is None:
        return []
    tie_type = TIE_TYPES.get(tie.schema, tie.schema)
    return [{"subject": subject, "object": object_, "type": tie_type, "span": evidence}]


def _coref(reading: Any) -> list[dict[str, Any]]:
    """Every pronoun with the nearest name before it (or after, where none stands before) of the same entity."""
    rows = []
    for entity in reading.entities:
        names = [mention for mention in entity.mentions if mention.kind == "name"]
        for mention in entity.mentions:
            if mention.kind != "pronoun" or not names:
                continue
            before = [name for name in names if name.end <= mention.start]
            rows.append({"mention": _offsets(mention), "name": _offsets(before[-1] if before else names[0])})
    return sorted(rows, key=lambda row: row["mention"])
