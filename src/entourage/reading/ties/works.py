"""Named works and named lists: what people wrote, and the official lists that a text speaks of.

In: a Parsed text and its Cast. Out: parties of kind "article", "work" and "list" with their mentions; later, ties of
works to authors and to where they appeared. Invariant: a description joins a work of its own class whose writers do
not contradict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from entourage.model import Span
from entourage.reading.cast import Cast, Party
from entourage.reading.parse import Parsed
from entourage.reading.ties.grammar import (
    after_preposition,
    agents,
    children,
    governing_verb,
    is_passive,
    subjects,
)
from entourage.reading.ties.named_lists import find_lists
from entourage.reading.ties.targets import Scene
from entourage.reading.ties.words import word_set

_TABLE = "works.toml"
_CLASSES = ("article", "report", "book", "film")
_OPEN, _CLOSE = '“"‘«', '”"’»'
_MAX_TITLE_WORDS = 25
_MAX_OPEN_WORKS = 50  # a description is held against the works named last: keeps time linear


@dataclass
class _Place:
    """One noun phrase that stands for a work."""

    noun: Any
    kind: str
    definite: bool
    title: Span | None
    verb: Any | None
    writers: tuple[str, ...]  # ids of writers by name
    fresh_writer: bool  # the writer is newly introduced ("two scholars")


@dataclass
class _Work:
    kind: str
    places: list[_Place] = field(default_factory=list)
    title: Span | None = None
    writers: set[str] = field(default_factory=set)


def find_works_and_lists(parsed: Parsed, cast: Cast) -> None:
    """Add works and official lists to a cast, with their mentions.

    A work is kept when the text gives its title or says which named person wrote it. Runs before descriptions are
    resolved.

    Args:
        parsed: the text.
        cast: its parties; changed in place.
    """

    def by_name(token: Any) -> list[Party]:
        found = cast.mention_at(token.idx, token.idx + len(token))
        return [] if found is None or found[2] != "name" else cast.persons_of(found[1])

    scene = Scene(parsed, cast, by_name)
    works: list[_Work] = []
    for place in _places(scene):
        _join(parsed.text, works, place)
    venues = _described_venues(scene) if works else {}
    for work in works:
        if work.title is not None or work.writers:
            _enter(scene, work)
            _one_venue(scene, work, venues)
    find_lists(scene)


def noun_class(token: Any) -> str:
    """Class of a noun for a work: "article", "report", "book", "film"; empty when it is none."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return ""
    lemma = token.lemma_.lower()
    if lemma == "ed" and token.i > 1 and token.doc[token.i - 2].lower_ == "op":
        return "article"
    return next((name for name in _CLASSES if lemma in word_set(_TABLE, "nouns", name)), "")


def _places(scene: Scene) -> Iterator[_Place]:
    doc = scene.parsed.doc
    for paragraph in scene.parsed.paragraphs:
        if not paragraph.is_running_text:
            continue
        for token in doc[paragraph.first : paragraph.last]:
            kind = noun_class(token)
            if not kind or token.tag_ in {"NNS", "NNPS"} or scene.named(token) is not None:
                continue
            if token.dep_ in {"compound", "nmod", "poss"} and token.head.i > token.i:
                continue
            yield _place(scene, token, kind, paragraph.last)


def _place(scene: Scene, noun: Any, kind: str, stop: int) -> _Place:
    verb = writing_verb(noun)
    tokens = writer_tokens(noun, verb) if verb is not None else []
    named = [party.id for token in tokens for party in scene.resolve(token) if party.is_person]
    fresh = any(scene.named(t) is None and t.pos_ == "NOUN" and not _is_definite(t) for t in tokens)
    return _Place(noun, kind, _is_definite(noun), _title(noun, stop), verb, tuple(named), fresh)


def _is_definite(noun: Any) -> bool:
    words = word_set(_TABLE, "cues", "definite")
    return any(
        child.dep_ in {"det", "poss"} and (child.lower_ in words or child.dep_ == "poss") for child in noun.lefts
    )


def writing_verb(noun: Any) -> Any | None:
    """The verb that says that the work was written or published."""
    above = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and above.lemma_.lower() in word_set(_TABLE, "cues", "write"):
        return above
    if noun.dep_ == "pobj" and above.lower_ == "in" and above.head.lemma_.lower() in word_set(_TABLE, "cues", "argue"):
        return above.head
    if noun.dep_ == "pobj" and above.lower_ == "in" and children(noun, "acl"):
        verb = governing_verb(above)
        if verb is not None and verb.lemma_.lower() in word_set(_TABLE, "cues", "argue"):
            return verb
    for child in children(noun, "acl", "relcl"):
        if child.lemma_.lower() in word_set(_TABLE, "cues", "write"):
            return child
    return None


def writer_tokens(noun: Any, verb: Any) -> list[Any]:
    """Who does what the verb says of the work."""
    return agents(verb) if is_passive(verb) else [token for token in subjects(verb) if token != noun]


def _title(noun: Any, stop: int) -> Span | None:
    doc, index = noun.doc, noun.i + 1
    cues = word_set(_TABLE, "cues", "title")
    if index < stop and doc[index].text == ",":
        index += 1
    if index < stop and doc[index].lower_ in cues:
        index += 1
    elif index >= stop or doc[index].text not in _OPEN or index != noun.i + 1:
        return None
    if index < stop and doc[index].text in _OPEN:
        return _quoted(doc, index + 1, stop)
    return _capitals(doc, index, stop)


def _quoted(doc: Any, start: int, stop: int) -> Span | None:
    for end in range(start, min(start + _MAX_TITLE_WORDS, stop)):
        if doc[end].text in _CLOSE:
            last = end
            while last > start and doc[last - 1].is_punct and doc[last - 1].text not in {"?", "!"}:
                last -= 1
            if last > start and doc[start].text[:1].isupper():
                return Span(doc[start].idx, doc[last - 1].idx + len(doc[last - 1]))
            return None
    return None


def _capitals(doc: Any, start: int, stop: int) -> Span | None:
    small = word_set(_TABLE, "cues", "small")
    end = start
    while end < min(start + _MAX_TITLE_WORDS, stop):
        token = doc[end]
        joined = token.text in {"-", "–", ":", "’s", "'s"} and end > start
        if not (token.text[:1].isupper() or token.like_num or joined or (end > start and token.lower_ in small)):
            break
        end += 1
    while end > start and (doc[end - 1].is_punct or (doc[end - 1].lower_ in small and doc[end - 1].is_lower)):
        end -= 1
    if end <= start or not doc[start].text[:1].isupper():
        return None
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _join(text: str, works: list[_Work], place: _Place) -> None:
    same_class = [work for work in works[-_MAX_OPEN_WORKS:] if work.kind == place.kind]
    work: _Work | None = None
    if place.title is not None:
        words = place.title.of(text).lower()
        work = next((w for w in same_class if w.title and w.title.of(text).lower() == words), None)
        if work is None:
            untitled = [w for w in same_class if w.title is None and _agree(w, place)]
            work = untitled[0] if len(untitled) == 1 and not place.fresh_writer else None
    elif place.definite:
        fitting = [w for w in same_class if _agree(w, place)]
        work = fitting[-1] if fitting else None
    elif place.noun.dep_ == "pobj" and place.noun.head.lower_ == "as":
        return  # "published the article as an open letter": the same work under another word
    if work is None:
        if place.verb is None and place.title is None:
            return
        work = _Work(place.kind)
        works.append(work)
    work.places.append(place)
    work.title = work.title or place.title
    work.writers.update(place.writers)


def _agree(work: _Work, place: _Place) -> bool:
    return not place.writers or not work.writers or bool(work.writers & set(place.writers))


def _enter(scene: Scene, work: _Work) -> None:
    text, cast = scene.parsed.text, scene.cast
    if work.title is not None:
        name = " ".join(work.title.of(text).split())
    else:
        noun = work.places[0].noun
        name = f"{noun.text} by " + ", ".join(sorted(cast[writer].name for writer in work.writers))
    article = work.kind == "article"
    party = cast.add("Article" if article else "Document", name, kind="article" if article else "work")
    party.confidence = 0.9 if work.title is not None else 0.75
    if work.title is not None:
        party.add_property("title", name)
    for place in work.places:
        noun = place.noun
        cast.mention(party, noun.idx, noun.idx + len(noun), "nominal")
        if place.title is not None:
            cast.mention(party, place.title.start, place.title.end, "name")


def _one_venue(scene: Scene, work: _Work, venues: dict[str, list[Any]]) -> None:
    """A work that appeared "in a Moscow journal" and in one named publication: the journal is that publication."""
    described: list[Any] = []
    named: dict[str, Party] = {}
    for place in work.places:
        for host in hosts_of(place.noun, place.verb):
            for _, noun in after_preposition(host, frozenset({"in"})):
                party = scene.named(noun)
                if party is None and noun.lemma_.lower() in word_set(_TABLE, "venues", "nouns"):
                    described.append(noun)
                elif party is not None and party.is_organization and party.kind != "government":
                    named[party.id] = party
    if len(named) != 1 or not described:
        return
    publication = next(iter(named.values()))
    publication.kind = publication.kind or "publication"
    for token in [*described, *venues.pop(described[0].lemma_.lower(), [])]:
        scene.cast.mention(publication, token.idx, token.idx + len(token), "nominal")


def _described_venues(scene: Scene) -> dict[str, list[Any]]:
    """Every "the journal", "the magazine" of the text, by noun."""
    found: dict[str, list[Any]] = {}
    nouns = word_set(_TABLE, "venues", "nouns")
    for token in scene.parsed.doc:
        if token.tag_ == "NN" and token.lemma_.lower() in nouns and _is_definite(token):
            found.setdefault(token.lemma_.lower(), []).append(token)
    return found


def hosts_of(noun: Any, verb: Any | None) -> list[Any]:
    """The tokens that "in the journal" may hang on."""
    hosts = [noun]
    if verb is not None:
        hosts += [verb] if noun.dep_ != "pobj" else []
        hosts += [inner for _, inner in after_preposition(verb, frozenset({"as"}))]
    return hosts
