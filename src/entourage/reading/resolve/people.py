"""People: which names are one person.

In: names of kind person, in order. Out: parties of schema Person with their mentions. Rules, in order: the same name;
a fuller and a shorter form of one name ("Vladimir Putin", "Vladimir V. Putin"); a surname alone goes to the person of
that
surname who was named last before it, else the first one after it; a title whose gender contradicts keeps two people of
one surname apart; a given name alone goes to the one person who bears it.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from entourage.names import gender_of_person_name, is_title, name_key, same_given_name, title_gender
from entourage.reading.cast import Cast, Party
from entourage.reading.names import Name
from entourage.reading.parse import Parsed
from entourage.reading.words import words

# A given name this long with one letter changed, before the same surname in one text, is taken as misspelt.
_MIN_MISSPELT = 6
# Bearers of one name that are compared with a new one: enough for any real text, and a list of ten thousand
# namesakes stays
# linear.
_POOL = 50
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "elder", "younger", "the"})


@dataclass(eq=False)
class Bearer:
    """A person in the making: full names, and where each mention stands.

    Attributes:
        parts: keys of the words of the fullest name, in order.
        places: offsets of the mentions by full name, to find the one named last.
    """

    name: str
    parts: tuple[str, ...]
    gender: str = ""
    mentions: list[tuple[int, int]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    @property
    def surname(self) -> str:
        return self.parts[-1]


def resolve_people(parsed: Parsed, cast: Cast, names: list[Name]) -> None:
    """Add all persons of the text to the cast."""
    mentions = [name for name in names if name.kind == "person"]
    bearers: list[Bearer] = []
    by_key: dict[str, list[Bearer]] = {}
    for name in mentions:
        if " " in _text(parsed, name):
            _place_full(parsed, name, bearers, by_key)
    for name in mentions:
        if " " not in _text(parsed, name):
            _place_single(parsed, name, bearers, by_key)
    for bearer in sorted(bearers, key=lambda b: min(b.mentions)):
        party = cast.add("Person", bearer.name)
        _finish(party, bearer)
        for start, end in bearer.mentions:
            cast.mention(party, start, end)


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
    word = before.split()[-1] if before.split() else ""
    return (title_gender(word) or "") if is_title(word) else ""


def _takes_given_name(parsed: Parsed, start: int) -> bool:
    """Whether the title before a name stands before given names: "Sir Ada", "Queen Ada"."""
    before = parsed.text[max(0, start - 24) : start].split()
    return bool(before) and before[-1].lower().rstrip(".") in words("name_words", "titles_of_given_names")


def _place_full(parsed: Parsed, name: Name, bearers: list[Bearer], by_key: dict[str, list[Bearer]]) -> None:
    text = _text(parsed, name)
    parts = _parts(text)
    gender = mention_gender(parsed, name.span.start)
    keys = (parts[-1], parts[0]) if len(parts[-1]) == 1 or _is_turned_round(parts, by_key) else (parts[-1],)
    for bearer in [b for key in keys for b in by_key.get(key, [])[-_POOL:]]:
        if _same_person(bearer.parts, parts) and _genders_agree(bearer.gender, gender):
            break
    else:
        bearer = Bearer(text, parts)
        bearers.append(bearer)
    if len(parts) > len(bearer.parts) or (
        len(text) > len(bearer.name) and len(parts) == len(bearer.parts) and "." in bearer.name
    ):
        bearer.name, bearer.parts = text, parts
    _record(bearer, name, gender, by_key, parts)


def _is_turned_round(parts: tuple[str, ...], by_key: dict[str, list[Bearer]]) -> bool:
    """Whether somebody's surname is this name's first word ("Example Ada" after "Ada Example")."""
    return any(bearer.surname == parts[0] for bearer in by_key.get(parts[0], [])[-_POOL:])


def _record(bearer: Bearer, name: Name, gender: str, by_key: dict[str, list[Bearer]], parts: tuple[str, ...]) -> None:
    bearer.gender = bearer.gender or gender
    bearer.mentions.append((name.span.start, name.span.end))
    if len(parts) > 1:
        bearer.places.append(name.span.start)
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


def _place_single(parsed: Parsed, name: Name, bearers: list[Bearer], by_key: dict[str, list[Bearer]]) -> None:
    text = _text(parsed, name)
    parts = _parts(text)
    gender = mention_gender(parsed, name.span.start)
    candidates = [b for b in by_key.get(parts[0], [])[-_POOL:] if _genders_agree(_known_gender(b), gender)]
    by_surname = [b for b in candidates if b.surname == parts[0]]
    family_first = parts[0] in words("name_words", "family_names_first")
    by_given = [] if gender and not family_first and not _takes_given_name(parsed, name.span.start) else candidates
    bearer = _named_last(by_surname or by_given, name.span.start)
    if bearer is None:
        bearer = Bearer(text, parts)
        bearers.append(bearer)
    _record(bearer, name, gender, by_key, parts)


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
