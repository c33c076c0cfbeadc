"""People: which names are one person.

In: names of kind person, in order. Out: parties of schema Person with their mentions. Rules, in order: the same name;
a fuller and a shorter form of one name ("Vladimir Putin", "Vladimir V. Putin"); a surname alone goes to the person of
that
surname whom the sentence points to, else to the one who was named last before it, else the first one after it; two of
one surname named in one breath leave it open; "Jr." and "Sr.", and a title whose gender contradicts, keep two people of
one name apart; a given name alone goes to the one person who bears it, or shares the surname after "and".
"""

from __future__ import annotations

import bisect
import functools
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from entourage.names import gender_of_person_name, is_title, name_key, same_given_name, title_gender
from entourage.reading.cast import Cast, Party
from entourage.reading.names import Name
from entourage.reading.parse import Parsed
from entourage.reading.resolve.couples import add_couple, couple_titles, surname_after
from entourage.reading.resolve.namesakes import (
    gender_of_sentence,
    generation,
    is_called_relative,
    is_said_of,
    named_in_one_breath,
    role_before,
)
from entourage.reading.words import words

# A given name this long with one letter changed, before the same surname in one text, is taken as misspelt.
_MIN_MISSPELT = 6
# Bearers of one name that are compared with a new one: enough for any real text, and a list of ten thousand
# namesakes stays
# linear.
_POOL = 50
# Somebody else of the gender named this near may be the one that the pronoun means.
_SAME_TOPIC_CHARS = 250
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "elder", "younger", "the"})


@dataclass(eq=False)
class Bearer:
    """A person in the making: full names, and where each mention stands.

    Attributes:
        parts: keys of the words of the fullest name, in order.
        places: offsets of the mentions by full name or by a title that decides, to find the one named last.
        full: stretches of the mentions by full name.
        generation: "jr", "sr", "iii" ...; empty for a name without.
        apart: called "his father" or the like, so that a namesake with "Jr." is somebody else.
    """

    name: str
    parts: tuple[str, ...]
    gender: str = ""
    mentions: list[tuple[int, int]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    full: list[tuple[int, int]] = field(default_factory=list)
    generation: str = ""
    apart: bool = False

    @property
    def surname(self) -> str:
        return self.parts[-1]


def resolve_people(parsed: Parsed, cast: Cast, names: list[Name]) -> None:
    """Add all persons of the text to the cast."""
    mentions = [name for name in names if name.kind == "person"]
    shared = [name for name in mentions if _is_couple(parsed, name)]
    mentions = [name for name in mentions if not _is_couple(parsed, name)]
    bearers: list[Bearer] = []
    by_key: dict[str, list[Bearer]] = {}
    generations = _generations(parsed, mentions)
    for name in mentions:
        if len(_parts(_text(parsed, name))) > 1:
            _place_full(parsed, name, bearers, by_key, generations)
    spans = [(name.span.start, name.span.end) for name in mentions]
    in_full = sorted((start, _known_gender(bearer), bearer.surname) for bearer in bearers for start, _ in bearer.full)
    for position, name in enumerate(mentions):
        if len(_parts(_text(parsed, name))) == 1:
            _place_single(parsed, name, bearers, by_key, surname_after(parsed.text, spans, position), in_full)
    parties: dict[str, list[Party]] = {}
    for bearer in sorted(bearers, key=lambda b: min(b.mentions)):
        party = cast.add("Person", bearer.name)
        _finish(party, bearer)
        parties.setdefault(bearer.surname, []).append(party)
        for start, end in bearer.mentions:
            cast.mention(party, start, end)
    for name in shared:
        people = parties.get(_parts(_text(parsed, name))[-1], [])
        add_couple(cast, parsed.text, (name.span.start, name.span.end), people)


def _is_couple(parsed: Parsed, name: Name) -> bool:
    """ "Mr. and Mrs. Example"; "Mr. and Mrs. Peter Example" names Peter."""
    return " " not in _text(parsed, name) and couple_titles(parsed.text, name.span.start) is not None


def _generations(parsed: Parsed, mentions: list[Name]) -> dict[tuple[str, str], set[str]]:
    """First and last word of every name with "Jr.", "III" -> the generations that the text tells apart."""
    found: dict[tuple[str, str], set[str]] = {}
    for name in mentions:
        text = _text(parsed, name)
        if generation(text):
            parts = _parts(text)
            found.setdefault((parts[0], parts[-1]), set()).add(generation(text))
    return found


def _text(parsed: Parsed, name: Name) -> str:
    return " ".join(name.span.of(parsed.text).split())


def _parts(text: str) -> tuple[str, ...]:
    """Comparison keys of a name's words, without "Jr.", "the Elder"."""
    words = [word.strip(".,") for word in text.replace("’", "'").split()]
    kept = [word for word in words if word.lower() not in _SUFFIXES] or words
    return tuple(name_key(word) or word.lower() for word in kept)


def mention_gender(parsed: Parsed, start: int) -> str:
    """Gender that a title just before the name shows ("Mrs."), or empty."""
    before = parsed.text[max(0, start - 24) : start].rstrip()
    couple = couple_titles(parsed.text, start)
    word = couple[0] if couple else before.split()[-1] if before.split() else ""
    return (title_gender(word) or "") if is_title(word) else ""


def _takes_given_name(parsed: Parsed, start: int) -> bool:
    """Whether the title before a name stands before given names: "Sir Ada", "Queen Ada"."""
    before = parsed.text[max(0, start - 24) : start].split()
    return bool(before) and before[-1].lower().rstrip(".") in words("name_words", "titles_of_given_names")


def _place_full(
    parsed: Parsed,
    name: Name,
    bearers: list[Bearer],
    by_key: dict[str, list[Bearer]],
    generations: dict[tuple[str, str], set[str]],
) -> None:
    text = _text(parsed, name)
    parts = _parts(text)
    gender = mention_gender(parsed, name.span.start)
    this, several = generation(text), len(generations.get((parts[0], parts[-1]), ())) > 1
    apart = not this and is_called_relative(parsed.text, name.span.start)
    keys = (parts[-1], parts[0]) if len(parts[-1]) == 1 or _is_turned_round(parts, by_key) else (parts[-1],)
    for bearer in [b for key in keys for b in by_key.get(key, [])[-_POOL:]]:
        if (
            _same_person(bearer.parts, parts)
            and _genders_agree(bearer.gender, gender)
            and _generations_agree(bearer, this, several, apart)
        ):
            break
    else:
        bearer = Bearer(text, parts, generation=this, apart=apart)
        bearers.append(bearer)
    bearer.generation = bearer.generation or this
    if len(parts) > len(bearer.parts) or (
        len(text) > len(bearer.name) and len(parts) == len(bearer.parts) and "." in bearer.name
    ):
        bearer.name, bearer.parts = text, parts
    bearer.full.append((name.span.start, name.span.end))
    _record(bearer, name, gender, by_key, parts)


def _generations_agree(bearer: Bearer, this: str, several: bool, apart: bool) -> bool:
    """Whether "Jr." and the bare name may be one: not where the text also names a "Sr.", or calls one of the two the
    other's father."""
    if bearer.generation == this:
        return not (apart and not bearer.apart and not this)
    if bearer.generation and this:
        return False
    return not (several or bearer.apart or apart)


def _is_turned_round(parts: tuple[str, ...], by_key: dict[str, list[Bearer]]) -> bool:
    """Whether somebody's surname is this name's first word ("Example Ada" after "Ada Example")."""
    return any(bearer.surname == parts[0] for bearer in by_key.get(parts[0], [])[-_POOL:])


def _record(bearer: Bearer, name: Name, gender: str, by_key: dict[str, list[Bearer]], parts: tuple[str, ...]) -> None:
    bearer.gender = bearer.gender or gender
    bearer.mentions.append((name.span.start, name.span.end))
    if len(parts) > 1 or gender:
        bisect.insort(bearer.places, name.span.start)
    for key in {*parts, *bearer.parts} - bearer.keys:
        bearer.keys.add(key)
        by_key.setdefault(key, []).append(bearer)


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Same surname, and given names that do not contradict: equal, nickname, initial, or left out in the middle."""
    if a == b:
        return True
    if a[-1] != b[-1] or len(a) < 2 or len(b) < 2:
        return len(a) > 1 and len(b) > 1 and (sorted(a) == sorted(b) or _cut_surname(a, b))
    short, long = sorted((a, b), key=len)
    if len(short) >= 2 and long[-len(short) :] == short:
        return True
    if not _given_agree(a[0], b[0]):
        return False
    shorter, longer = sorted((a[1:-1], b[1:-1]), key=len)
    return all(any(_given_agree(x, y) for y in longer) for x in shorter)


def _cut_surname(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """ "Ada E." for "Ada Example"."""
    short, long = sorted((a[-1], b[-1]), key=len)
    return len(short) == 1 and len(long) > 1 and long.startswith(short) and a[0] == b[0] and len(a) == len(b)


def _given_agree(x: str, y: str) -> bool:
    if x == y or same_given_name(x, y):
        return True
    short, long = sorted((x, y), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return len(short) >= _MIN_MISSPELT and Levenshtein.distance(x, y, score_cutoff=1) <= 1


def _genders_agree(a: str, b: str) -> bool:
    return not a or not b or a == b


def _place_single(
    parsed: Parsed,
    name: Name,
    bearers: list[Bearer],
    by_key: dict[str, list[Bearer]],
    shared_surname: str,
    in_full: list[tuple[int, str, str]],
) -> None:
    text = _text(parsed, name)
    parts = _parts(text)
    gender = mention_gender(parsed, name.span.start)
    this = generation(text)
    candidates = [b for b in by_key.get(parts[0], [])[-_POOL:] if _genders_agree(_known_gender(b), gender)]
    candidates = [b for b in candidates if this and b.generation == this] or candidates
    by_surname = [b for b in candidates if b.surname == parts[0]]
    family_first = parts[0] in _family_names_first()
    by_given = [] if gender and not family_first and not _takes_given_name(parsed, name.span.start) else candidates
    fitting = _pointed_at(parsed.text, name, by_surname, in_full) if len(by_surname) > 1 and not this else by_surname
    if by_surname and not fitting:
        return
    bearer = _named_last(fitting or by_given, name.span.start)
    if bearer is None and shared_surname:
        text = f"{text} {shared_surname}"
        parts = _parts(text)
    if bearer is None:
        bearer = Bearer(text, parts, generation=this)
        bearers.append(bearer)
    _record(bearer, name, gender, by_key, parts)


@functools.cache
def _family_names_first() -> frozenset[str]:
    """Keys of the family names that stand before the given name."""
    return frozenset(name_key(word) for word in words("name_words", "family_names_first"))


def _pointed_at(text: str, name: Name, bearers: list[Bearer], in_full: list[tuple[int, str, str]]) -> list[Bearer]:
    """Of several bearers of a surname those whom the sentence or what was said before points to: by the role before
    the name, by the pronouns after it; empty where two were just named in one breath and nothing tells which."""
    start, end = name.span.start, name.span.end
    near = {id(bearer): _near_names(bearer, start) for bearer in bearers}
    role = role_before(text, start)
    by_role = [bearer for bearer in bearers if role and is_said_of(text, role, near[id(bearer)])]
    if len(by_role) == 1:
        return by_role
    gender = gender_of_sentence(text, start, end, [bearer.name for bearer in bearers])
    by_gender = [bearer for bearer in bearers if _genders_agree(_known_gender(bearer), gender)]
    if gender and len(by_gender) == 1 and _known_gender(by_gender[0]) == gender:
        first = bisect.bisect_left(in_full, (start - _SAME_TOPIC_CHARS,))
        others = in_full[first : bisect.bisect_left(in_full, (end + _SAME_TOPIC_CHARS,))]
        if not any(of == gender and surname != bearers[0].surname for _, of, surname in others):
            return by_gender
    last = sorted((span, bearer.name) for bearer in bearers for span in near[id(bearer)] if span[0] < start)[-2:]
    titled = max((place for bearer in bearers for place in bearer.places if place < start), default=-1)
    if len({of for _, of in last}) > 1 and titled <= last[-1][0][0]:
        return [] if named_in_one_breath(text, last[0][0], last[1][0]) else bearers
    return bearers


def _near_names(bearer: Bearer, place: int) -> list[tuple[int, int]]:
    """Where a person is named in full first, and last before and after a place."""
    position = bisect.bisect_left(bearer.full, (place,))
    return sorted({*bearer.full[:2], *bearer.full[max(position - 2, 0) : position + 1]})


def _known_gender(bearer: Bearer) -> str:
    """Gender by title, or by the given name of a full name."""
    return bearer.gender or (gender_of_person_name(bearer.name) or "" if " " in bearer.name else "")


def _named_last(candidates: list[Bearer], place: int) -> Bearer | None:
    """The candidate whose full name (else any mention) stands nearest before ``place``; else the first after it."""
    if not candidates:
        return None

    def distance(bearer: Bearer) -> tuple[int, int]:
        places = bearer.places or [start for start, _ in bearer.mentions]
        position = bisect.bisect_right(places, place)
        return (0, place - places[position - 1]) if position else (1, places[0] - place)

    return min(candidates, key=distance)


def _finish(party: Party, bearer: Bearer) -> None:
    party.gender = _known_gender(bearer)
    if party.gender:
        party.add_property("gender", party.gender)
