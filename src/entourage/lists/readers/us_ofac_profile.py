"""One party of OFAC's Advanced XML: its names, features and documents.

In: a profile, and what the file has said before that the profile refers to. Out: FollowTheMoney properties and the
record as printed. Invariant: every feature ends in a property, in the notes or as a clause for ``remarks``.

Source: as of ``us_ofac_advanced``.
"""

from __future__ import annotations

import msgspec

from entourage.lists.countries import country
from entourage.lists.dates import parse_birth
from entourage.lists.person_names import PrintedName, add_name, from_parts
from entourage.lists.readers.us_ofac_reference import Node, Place, Reference, period
from entourage.lists.record import Properties
from entourage.lists.text import clean

_LAST, _MAIDEN = ("Last Name", "Matronymic"), ("Maiden Name",)
_FEATURES = {
    "place of birth": "birthPlace",
    "title": "position",
    "vessel call sign": "callSign",
    "vessel type": "type",
    "vessel tonnage": "tonnage",
    "vessel gross registered tonnage": "grossRegisteredTonnage",
    "vessel gross tonnage": "grossRegisteredTonnage",
}
_COUNTRIES = {
    "citizenship country": "nationality",
    "nationality country": "nationality",
    "nationality of registration": "country",
    "vessel flag": "flag",
}


class Entry(msgspec.Struct, kw_only=True):
    """What the sanctions entries say of one profile."""

    lists: list[str] = []
    bases: list[str] = []
    measures: list[str] = []
    programs: list[str] = []
    days: dict[str, list[str]] = {}


class Kept(msgspec.Struct, kw_only=True):
    """What is kept while the file is read."""

    reference: Reference
    published: str = ""
    places: dict[str, Place] = {}
    documents: dict[str, list[Node]] = {}
    relations: list[tuple[str, str, str]] = []
    entries: dict[str, Entry] = {}


def append(record: dict[str, str], name: str, text: str) -> None:
    if text:
        record[name] = f"{record[name]}; {text}" if name in record else text


def write_names(
    identities: list[Node], properties: Properties, record: dict[str, str], reference: Reference, *, person: bool
) -> str:
    """Write main name and aliases, the primary identity's first.

    Returns:
        The main name; empty when the party has none.
    """
    main = ""
    for identity in identities:
        kinds = {
            group.get("ID"): reference.name("NamePartType", group.get("NamePartTypeID"))
            for group in identity.all("NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        aliases = sorted(identity.all("Alias"), key=lambda alias: alias.get("Primary") != "true")
        for alias in aliases:
            for documented in alias.all("DocumentedName"):
                name = _name(documented, kinds, person=person)
                append(record, reference.name("AliasType", alias.get("AliasTypeID")) or "Alias", name.full)
                if not main and name.full:
                    main = name.full
                    add_name(properties, name) if person else properties.add("name", name.full)
                else:
                    weak = alias.get("LowQuality") == "true"
                    properties.add("weakAlias" if weak else "alias", name.full)
    return main


def _name(documented: Node, kinds: dict[str, str], *, person: bool) -> PrintedName:
    last: list[str] = []
    given: list[str] = []
    for part in documented.all("DocumentedNamePart/NamePartValue"):
        kind = kinds.get(part.get("NamePartGroupID"), "")
        if kind not in _MAIDEN:
            (last if kind in _LAST else given).append(part.text)
    if person:
        return from_parts(" ".join(last), " ".join(given))
    return PrintedName(full=clean(" ".join([*given, *last])))


def write_features(
    profile: Node, properties: Properties, record: dict[str, str], kept: Kept, *, person: bool
) -> list[str]:
    """Write the features; those that OFAC's other forms print as a clause of the remarks are returned as such."""
    clauses = []
    for feature in profile.all("Feature"):
        kind = kept.reference.name("FeatureType", feature.get("FeatureTypeID"))
        for version in feature.all("FeatureVersion"):
            place, text = _feature_value(version, kept)
            append(record, kind or "Feature", text)
            append(record, "Comment", version.find_text("Comment"))
            properties.add("notes", version.find_text("Comment"))
            target = _FEATURES.get(kind.lower())
            if kind == "Location":
                properties.add("address", text)
                properties.add("country", place.code)
            elif kind == "Birthdate":
                properties.add("birthDate", *parse_birth(text))
                properties.add("notes", "" if parse_birth(text) else f"DOB {text}")
            elif kind.lower() in _COUNTRIES:
                properties.add(_COUNTRIES[kind.lower()], place.code or country(text))
                properties.add("notes", "" if place.code or country(text) else f"{kind}: {text}")
            elif target:
                properties.add(target if person or target != "position" else "notes", text)
            elif text:
                clauses.append(f"{kind} {text}")
    return clauses


def _feature_value(version: Node, kept: Kept) -> tuple[Place, str]:
    """The place that a feature names, and its value in words."""
    places = [kept.places.get(node.get("LocationID"), Place()) for node in version.all("VersionLocation")]
    texts = [period(node) for node in version.all("DatePeriod")]
    for detail in version.all("VersionDetail"):
        texts += [detail.text, kept.reference.name("DetailReference", detail.get("DetailReferenceID"))]
    texts += [place.line for place in places]
    return (places or [Place()])[0], " ".join(dict.fromkeys(text for text in texts if text))


def document_clause(document: Node, reference: Reference) -> str:
    """A document as OFAC's other forms print it: ``Passport A1 (Iran) issued 02 Mar 2007``."""
    clause = reference.name("IDRegDocType", document.get("IDRegDocTypeID")) or "Document"
    clause += f" {document.find_text('IDRegistrationNo')}"
    nation = reference.country_name(document.get("IssuedBy-CountryID"))
    clause += f" ({nation})" if nation else ""
    for date in document.all("DocumentDate"):
        kind = reference.name("IDRegDocDateType", date.get("IDRegDocDateTypeID"))
        found = date.one("DatePeriod")
        word = {"Issue Date": "issued", "Expiration Date": "expires"}.get(kind)
        clause += f" {word} {period(found)}" if word and found and period(found) else ""
    return clause
