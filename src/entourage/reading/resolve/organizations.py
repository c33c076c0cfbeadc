"""Organisations, publications and places: which names are one party.

In: names of those kinds, in order. Out: parties with schema and kind. Rules: the same name (article, legal form and
case aside);
an abbreviation whose letters are the initials of one organisation's name; a short form that is part of exactly one
longer
name and keeps one of its own words ("Carleton" for "Carleton University").
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from entourage.names import capital_country, country_code, normalise, strip_legal_form
from entourage.reading.cast import Cast, Party
from entourage.reading.names import Name
from entourage.reading.names.known import metonym, named_country
from entourage.reading.parse import Parsed
from entourage.reading.resolve.governments import Governments
from entourage.reading.words import words

_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "to", "&", "de", "du", "des", "la", "le"})
_WORD = re.compile(r"[\w&]+")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{0,6}[A-Z]s?|(?:[A-Z]\.){2,}")
_NO_COMPANY = frozenset({"association", "foundation", "fund", "institute", "society", "trust", "union"})
_GOVERNMENT_WORDS = frozenset({"government", "administration"})


class _Known:
    """Organisations so far, found by key, by initials, and by the first or last word of their names."""

    def __init__(self) -> None:
        self.by_key: dict[str, Party] = {}
        self.by_initials: dict[str, list[Party]] = defaultdict(list)
        self.by_edge: dict[str, list[tuple[Party, list[str]]]] = defaultdict(list)

    def add(self, key: str, party: Party) -> None:
        self.by_key[key] = party
        self.by_initials[_initials(party.name)].append(party)
        whole = [word.lower() for word in _words(party.name)]
        for edge in {whole[0], whole[-1]} if whole else ():
            self.by_edge[edge].append((party, whole))


def resolve_organizations(parsed: Parsed, cast: Cast, names: list[Name]) -> None:
    """Add all organisations and publications of the text to the cast."""
    known = _Known()
    publications = {_key(n.span.of(parsed.text)) for n in names if n.publication}
    mentions = [n for n in names if n.kind == "organization"]
    for name in sorted(mentions, key=lambda n: (-len(_words(n.span.of(parsed.text))), n.span)):
        text = " ".join(name.span.of(parsed.text).split())
        key = _key(text)
        party = known.by_key.get(key) or _by_initials(text, known) or _by_part(text, known)
        if party is None:
            party = _team(cast, text) if name.team else _new(cast, text, published=key in publications)
            known.add(key, party)
        known.by_key.setdefault(key, party)
        cast.mention(party, name.span.start, name.span.end)


def _new(cast: Cast, text: str, *, published: bool) -> Party:
    house = metonym(text)
    party = cast.add("PublicBody" if house else schema_of(text), _display(text))
    party.kind = "government" if house else kind_of(text, published=published)
    if house:
        party.add_property("country", house[1])
        party.add_property("notes", f"“{text}” stands for the power inside it")
    return party


def _team(cast: Cast, text: str) -> Party:
    party = cast.add("Organization", _display(text), kind="team")
    party.add_property("country", named_country(text) or "")
    return party


def resolve_places(parsed: Parsed, cast: Cast, names: list[Name]) -> None:
    """Add all places of the text to the cast (FollowTheMoney has no schema for a place but Address)."""
    known: dict[str, Party] = {}
    governments = Governments(parsed, cast)
    for name in names:
        if name.kind != "place":
            continue
        government = governments.at(name.span)
        if government is not None:
            cast.mention(government, name.span.start, name.span.end)
            continue
        text = " ".join(name.span.of(parsed.text).split())
        code = named_country(text)
        key = code or _key(text)
        party = known.get(key)
        if party is None:
            party = cast.add("Address", _display(text), kind="place")
            known[key] = party
            country = code or capital_country(text)
            if country:
                party.add_property("country", country)
        cast.mention(party, name.span.start, name.span.end)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _key(text: str) -> str:
    """Comparison key: normalised, no article, no legal form."""
    bare = strip_legal_form(text)[0] or text
    return normalise(re.sub(r"^the\s+", "", bare, flags=re.I)) or normalise(text) or text


def _display(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def schema_of(text: str) -> str:
    """FollowTheMoney schema that an organisation's own words show."""
    found = [word.lower() for word in _words(text)]
    if strip_legal_form(text)[1] and found[-1] not in _NO_COMPANY:
        return "Company"
    heads = found[-1:] + [word for word, after in itertools.pairwise(found) if after in {"of", "for", "on"}]
    if any(word in words("name_words", "public_body_heads") for word in heads) or "government" in found:
        return "PublicBody"
    if any(word in words("name_words", "company_heads") for word in heads[:1]):
        return "Company"
    return "Organization"


def kind_of(text: str, *, published: bool) -> str:
    """ "publication", "government" or empty."""
    found = [word.lower() for word in _words(text)]
    if published or (found and found[-1] in words("name_words", "publication_heads") and len(found) > 1):
        return "publication"
    return "government" if _GOVERNMENT_WORDS & set(found) else ""


def _by_initials(text: str, known: _Known) -> Party | None:
    """The one organisation whose capitalised words begin with the letters of an abbreviation."""
    if not _ABBREVIATION.fullmatch(text):
        return None
    letters = "".join(c for c in text.rstrip("s") if c.isupper())
    if len(letters) < 2:
        return None
    found = {p.id: p for initials in (letters, "T" + letters) for p in known.by_initials.get(initials, ())}
    return next(iter(found.values())) if len(found) == 1 else None


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in _words(name) if word.lower() not in _SMALL)


def _by_part(text: str, known: _Known) -> Party | None:
    """The one longer name that holds all words of a short form, next to one another, and starts or ends with it."""
    part = [word.lower() for word in _words(text)]
    if not part or (
        len(part) == 1
        and (
            len(part[0]) < 4
            or part[0] in words("name_words", "organization_heads")
            or part[0] in words("name_words", "too_common_alone")
        )
    ):
        return None
    if len(part) == 1 and not text[0].isupper():
        return None
    found = {}
    for edge in {part[0], part[-1]}:
        for party, whole in known.by_edge.get(edge, ()):
            if len(whole) > len(part) and part in (whole[: len(part)], whole[-len(part) :]):
                found[party.id] = party
        if len(found) > 1:
            return None
    if len(found) != 1:
        return None
    party = next(iter(found.values()))
    whole = [word.lower() for word in _words(party.name)]
    if whole[-len(part) :] == part and not _tail_is_enough(part, whole):
        return None
    return party


def _tail_is_enough(part: list[str], whole: list[str]) -> bool:
    """ "Global Affairs" is not "Russia in Global Affairs": a tail stands for the whole only when what is left out is an
    adjective or a country ("U.S. Treasury"), not a name joined by a small word."""
    left_out = whole[: len(whole) - len(part)]
    return (
        not any(word in _SMALL - {"the"} for word in left_out)
        and len(left_out) <= 2
        and country_code(" ".join(left_out)) is not None
    )
