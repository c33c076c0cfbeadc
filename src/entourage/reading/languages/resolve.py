"""Who is who: names of one language put together into parties, across inflection.

In: names with their base forms. Out: a Cast. Rules, in order: the same full name, a fuller and a shorter form of one
name, a surname alone goes to the person of that surname who was named last (else the first one after), a given name
alone to the one person who bears it; a title whose gender contradicts keeps two people apart. An organisation is joined
by its words, by an acronym in brackets after it, and by a short form that begins just one longer name.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from entourage.names import (
    capital_country,
    country_code,
    gender_of_person_name,
    name_key,
    normalise,
    same_given_name,
    strip_legal_form,
)
from entourage.reading.cast import Cast
from entourage.reading.languages.names import FoundName
from entourage.reading.parse import Parsed

# Bearers of one word of a name that are compared with a new name: keeps lists of namesakes linear.
_POOL = 50
_WORD = re.compile(r"[^\W_]+")
Keys = tuple[str, ...]


def build_cast(parsed: Parsed, names: Iterable[FoundName], lemma: Callable[[str], str]) -> Cast:
    """One party per person, organisation and place that is named.

    Args:
        parsed: the text.
        names: in order, not overlapping.
        lemma: dictionary form of one word, for comparing organisations across inflection.

    Returns:
        The cast with mentions of kind "name"; empty when nobody is named.
    """
    cast, found = Cast(parsed.text), list(names)
    _people(cast, [name for name in found if name.kind == "person"])
    _organizations(parsed.text, cast, [name for name in found if name.kind == "organization"], lemma)
    _places(cast, [name for name in found if name.kind == "place"], lemma)
    return cast


# -- people ---------------------------------------------------------------------------------------------
@dataclass(eq=False)
class _Bearer:
    """A person in the making.

    Attributes:
        readings: keys of the name's words, one tuple per reading of its base form.
        places: offsets of the mentions by full name.
        sure: ``name`` stood in its base form in the text.
    """

    name: str
    readings: list[Keys]
    gender: str = ""
    sure: bool = False
    mentions: list[FoundName] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def is_of(self, gender: str) -> bool:
        known = self.gender or (gender_of_person_name(self.name) or "" if " " in self.name else "")
        return not known or not gender or known == gender


def person_keys(name: str) -> Keys:
    """Comparison keys of a name's words: romanised, so that scripts meet; hyphens are read as blanks in neither."""
    return tuple(key for word in name.replace("’", "'").split() if (key := name_key(word.strip(".,"))))


def _readings(name: FoundName) -> list[Keys]:
    return [keys for form in (name.base, *name.others) if (keys := person_keys(form))]


def _people(cast: Cast, names: list[FoundName]) -> None:
    bearers: list[_Bearer] = []
    by_key: dict[str, list[_Bearer]] = {}
    full = [name for name in names if len(person_keys(name.base)) > 1]
    for name in sorted(full, key=lambda one: not one.sure_base):
        _add_full(name, bearers, by_key)
    for bearer in bearers:
        bearer.places.sort()
    for name in (name for name in names if len(person_keys(name.base)) == 1):
        _add_single(name, bearers, by_key)
    for bearer in sorted(bearers, key=lambda one: min(m.span for m in one.mentions)):
        party = cast.add("Person", bearer.name)
        party.gender = bearer.gender or gender_of_person_name(bearer.name) or ""
        if party.gender:
            party.add_property("gender", party.gender)
        for mention in bearer.mentions:
            cast.mention(party, mention.span.start, mention.span.end)


def _add_full(name: FoundName, bearers: list[_Bearer], by_key: dict[str, list[_Bearer]]) -> None:
    readings = _readings(name)
    near = [b for keys in readings for key in {keys[-1], keys[0]} for b in by_key.get(key, [])[-_POOL:]]
    for bearer in near:
        if bearer.is_of(name.gender) and any(same_person(a, b) for a in bearer.readings for b in readings):
            break
    else:
        bearer = _Bearer(name.base, readings, sure=name.sure_base)
        bearers.append(bearer)
    longer = len(readings[0]) > len(bearer.readings[0])
    spelt_out = len(readings[0]) == len(bearer.readings[0]) and len(name.base) > len(bearer.name)
    if longer or (spelt_out and "." in bearer.name):
        bearer.name, bearer.readings, bearer.sure = name.base, readings, name.sure_base
    bearer.places.append(name.span.start)
    _record(bearer, name, readings, by_key)


def _record(bearer: _Bearer, name: FoundName, readings: list[Keys], by_key: dict[str, list[_Bearer]]) -> None:
    bearer.gender = bearer.gender or name.gender
    bearer.mentions.append(name)
    for key in {key for keys in (*readings, *bearer.readings) for key in keys} - bearer.keys:
        bearer.keys.add(key)
        by_key.setdefault(key, []).append(bearer)


def same_person(a: Keys, b: Keys) -> bool:
    """Same surname (in either order), and given names that do not contradict: equal, a short form, an initial."""
    if a == b or (len(a) > 1 and sorted(a) == sorted(b)):
        return True
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1]:
        return False
    short, long = sorted((a, b), key=len)
    if long[-len(short) :] == short:
        return True
    return _given_agree(a[0], b[0])


def _given_agree(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=len)
    return x == y or same_given_name(x, y) or (len(short) == 1 and long.startswith(short))


def _add_single(name: FoundName, bearers: list[_Bearer], by_key: dict[str, list[_Bearer]]) -> None:
    readings = _readings(name)
    keys = list(dict.fromkeys(key for one in readings for key in one))
    near = [b for key in keys for b in by_key.get(key, [])[-_POOL:] if b.is_of(name.gender)]
    family = [b for b in near if any(one[-1] in keys for one in b.readings)]
    given = [b for b in near if b not in family]
    bearer = _named_last(family, name.span.start) or (given[0] if len(set(map(id, given))) == 1 else None)
    if bearer is None:
        bearer = _Bearer(name.base, readings, sure=name.sure_base)
        bearers.append(bearer)
    elif len(bearer.readings[0]) == 1 and name.sure_base and not bearer.sure:
        bearer.name, bearer.sure, bearer.readings = name.base, True, readings
    _record(bearer, name, readings, by_key)


def _named_last(candidates: list[_Bearer], place: int) -> _Bearer | None:
    """The candidate whose full name (else any mention) stands nearest before ``place``; else the first after it."""

    def distance(bearer: _Bearer) -> tuple[int, int]:
        places = bearer.places or [m.span.start for m in bearer.mentions]
        position = bisect.bisect_right(places, place)
        return (0, place - places[position - 1]) if position else (1, places[0] - place)

    return min(candidates, key=distance, default=None)


# -- organisations ----------------------------------------------------------------------------------------
@dataclass(eq=False)
class _Body:
    name: str
    key: Keys
    sure: bool
    mentions: list[FoundName] = field(default_factory=list)


def _organizations(text: str, cast: Cast, names: list[FoundName], lemma: Callable[[str], str]) -> None:
    bodies: dict[Keys, _Body] = {}
    acronyms: dict[str, _Body] = {}
    before: tuple[FoundName, _Body] | None = None
    for name in names:
        key = organization_key(name.base, lemma)
        body = bodies.get(key) or acronyms.get(name.base)
        if body is None and before is not None and _in_brackets_after(text, before[0], name):
            body = acronyms[name.base] = before[1]
        if body is None:
            body = bodies[key] = _Body(name.base, key, name.sure_base)
        elif name.sure_base and not body.sure and key == body.key:
            body.name, body.sure = name.base, True
        body.mentions.append(name)
        before = (name, body)
    for short, long in _short_forms(bodies, lemma):
        long.mentions += short.mentions
        short.mentions = []
    for body in {id(body): body for body in bodies.values() if body.mentions}.values():
        party = cast.add(_schema(body.name), body.name)
        for mention in body.mentions:
            cast.mention(party, mention.span.start, mention.span.end)


def organization_key(name: str, lemma: Callable[[str], str]) -> Keys:
    """The words of a name in their dictionary form, without legal form."""
    words = _WORD.findall(strip_legal_form(name)[0] or name)
    return tuple(normalise(lemma(word)) or word.lower() for word in words) or (name,)


def _in_brackets_after(text: str, full: FoundName, short: FoundName) -> bool:
    return (
        text[full.span.end : short.span.start].strip(" «") == "("
        and text[short.span.end :][:2].lstrip("»").startswith(")")
        and len(short.span) < len(full.span)
    )


_QUOTED = re.compile(r"[\w-]+(?: [\w-]+)?\s*[«“„\"]\s*(.+?)\s*[»”“\"]")


def _short_forms(bodies: dict[Keys, _Body], lemma: Callable[[str], str]) -> list[tuple[_Body, _Body]]:
    """Short forms with the one longer name that begins with their words, or has them in quotation marks."""
    longer: dict[Keys, list[_Body]] = {}
    for key, body in bodies.items():
        forms = {key[:size] for size in range(1, len(key))}
        if quoted := _QUOTED.fullmatch(body.name):  # «Фонд «Пример»»
            forms.add(organization_key(quoted[1], lemma))
        for form in forms - {key}:
            longer.setdefault(form, []).append(body)
    pairs = [(body, longer[key][0]) for key, body in bodies.items() if len(longer.get(key, [])) == 1]
    return [(short, long) for short, long in pairs if len(long.key) > len(short.key)]


def _schema(name: str) -> str:
    return "Company" if strip_legal_form(name)[1] else "Organization"


# -- places ----------------------------------------------------------------------------------------------
def _places(cast: Cast, names: list[FoundName], lemma: Callable[[str], str]) -> None:
    known: dict[object, str] = {}
    for name in names:
        code = country_code(name.base) if len(name.base) > 2 else None
        key: object = code or organization_key(name.base, lemma)
        if key not in known:
            party = cast.add("Address", name.base, kind="place")
            known[key] = party.id
            country = code or capital_country(name.base)
            if country:
                party.add_property("country", country)
        cast.mention(cast[known[key]], name.span.start, name.span.end)
