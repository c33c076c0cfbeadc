"""OFAC: SDN list and consolidated non-SDN list, in Advanced XML (sdn_advanced.xml, cons_advanced.xml).

In: the XML with root Sanctions. Out: parties with listings, the days of listing among them, which OFAC's other forms
do not have. Invariants: every DistinctParty is read; ids are those of the CSV set; the file is read element by
element and only what later parts refer to is kept.

Source: OFAC's schema sdn_advanced.xsd (namespace http://www.un.org/sanctions/1.0),
https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

import msgspec

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.person_names import PrintedName, add_name, from_parts
from entourage.lists.readers.us_ofac_reference import Node, Place, Reference, dates, day, period
from entourage.lists.record import Properties, ReadResult, Source, Tally, check_fields, one_file, unique_id
from entourage.lists.remarks import read_clauses
from entourage.lists.text import clean
from entourage.lists.xml import elements, root_tag
from entourage.model import ListedParty, Listing

_TAGS = (
    "DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "ProfileRelationship",
    "SanctionsEntry",
)  # fmt: skip
_SCHEMATA = {"Individual": "Person", "Entity": "Organization", "Vessel": "Vessel", "Aircraft": "Airplane"}
_LAST, _MAIDEN = ("Last Name", "Matronymic"), ("Maiden Name",)
_GENERAL_LIST = "Consolidated List"
"""Holds everyone of the other non-SDN lists again, with the day on which OFAC made it."""
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


class _Entry(msgspec.Struct, kw_only=True):
    """What the sanctions entries say of one profile."""

    lists: list[str] = []
    bases: list[str] = []
    measures: list[str] = []
    programs: list[str] = []
    days: dict[str, list[str]] = {}


class _File(msgspec.Struct, kw_only=True):
    """What is kept while the file is read."""

    reference: Reference
    published: str = ""
    places: dict[str, Place] = {}
    documents: dict[str, list[Node]] = {}
    relations: list[tuple[str, str, str]] = []
    entries: dict[str, _Entry] = {}


class _Draft(msgspec.Struct, kw_only=True):
    """A party before its sanctions entries are known."""

    number: int
    profile: str
    schema: str
    name: str
    properties: Properties
    record: dict[str, str]


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``xml-broken``, ``xml-declares-entities``, ``field-too-long``.
    """
    source = one_file(sources, info.dataset)
    root = root_tag(source.data, source.name, "Sanctions")
    space = root[: root.rfind("}") + 1]
    tally = Tally()
    kept = _File(reference=Reference())
    drafts: dict[str, _Draft] = {}
    for element in elements(source.data, source.name, root, tuple(f"{space}{tag}" for tag in _TAGS)):
        node = Node(element)
        if node.tag != "DistinctParty":
            _keep(node, kept)
            continue
        number = tally.read + 1
        draft = _draft(node, number, kept)
        if draft is None or draft.profile in drafts:
            tally.drop("record without a name" if draft is None else "entity repeated", f"record {number}")
            continue
        check_fields(draft.record, f"{source.name} record {number}")
        tally.keep()
        drafts[draft.profile] = draft
    _write_relations(kept, drafts)
    taken = dict[str, int]()
    parties = [_party(draft, kept, info, taken) for draft in drafts.values()]
    return tally.result(parties, date=kept.published, notes=_notes(kept, drafts))


def _notes(kept: _File, drafts: dict[str, _Draft]) -> list[str]:
    lone = [profile for profile in drafts if profile not in kept.entries]
    strange = [profile for profile in kept.entries if profile not in drafts]
    notes = [f"{len(lone)} parties have no sanctions entry, so neither programme nor day of listing"] if lone else []
    return notes + ([f"{len(strange)} sanctions entries are of no party in the file"] if strange else [])


def _keep(node: Node, kept: _File) -> None:
    """Keep what parties and entries refer to. Documents are copied: their element is emptied afterwards."""
    if node.tag == "DateOfIssue":
        kept.published = kept.published or day(node)
    elif node.tag == "ReferenceValueSets":
        kept.reference = Reference(node.element)
    elif node.tag == "Location":
        kept.places[node.get("ID")] = kept.reference.place(node)
    elif node.tag == "IDRegDocument":
        kept.documents.setdefault(node.get("IdentityID"), []).append(Node(deepcopy(node.element)))
    elif node.tag == "ProfileRelationship":
        kind = kept.reference.name("RelationType", node.get("RelationTypeID")) or "Linked to"
        former = "formerly: " if node.get("Former") == "true" else ""
        kept.relations.append((node.get("From-ProfileID"), node.get("To-ProfileID"), former + kind))
    else:
        _keep_entry(node, kept)


def _keep_entry(node: Node, kept: _File) -> None:
    entry = kept.entries.setdefault(node.get("ProfileID"), _Entry())
    name = kept.reference.name("List", node.get("ListID"))
    _once(entry.lists, name)
    for event in node.all("EntryEvent"):
        _once(entry.bases, kept.reference.name("LegalBasis", event.get("LegalBasisID")))
        found = day(event.one("Date"))
        if found:
            entry.days.setdefault(name, []).append(found)
    for measure in node.all("SanctionsMeasure"):
        kind = kept.reference.name("SanctionsType", measure.get("SanctionsTypeID"))
        comment = measure.find_text("Comment")
        if kind == "Program":
            _once(entry.programs, comment)
        else:
            _once(entry.measures, f"{kind}: {comment}" if comment else kind)


def _once(values: list[str], value: str) -> None:
    if value and value not in values:
        values.append(value)


def _draft(node: Node, number: int, kept: _File) -> _Draft | None:
    profile = node.one("Profile")
    if profile is None:
        return None
    reference = kept.reference
    kind = profile.get("PartySubTypeID")
    sub, main = reference.name("PartySubType", kind), reference.attribute("PartySubType", kind, "PartyTypeID")
    schema = _SCHEMATA.get(sub) or _SCHEMATA.get(reference.name("PartyType", main), "LegalEntity")
    properties, record = Properties(), dict[str, str]()
    identities = sorted(profile.all("Identity"), key=lambda identity: identity.get("Primary") != "true")
    name = _write_names(identities, properties, record, reference, person=schema == "Person")
    if not name or not node.get("FixedRef"):
        return None
    clauses = _write_features(profile, properties, record, kept, person=schema == "Person")
    for identity in identities:
        for document in kept.documents.pop(identity.get("ID"), ()):
            clause = _document(document, reference)
            if reference.name("Validity", document.get("ValidityID")) == "Fraudulent":
                properties.add("notes", f"false document: {clause}")
            else:
                clauses.append(clause)
            _append(record, "IDRegDocument", clause)
    read_clauses(clauses, properties, person=False)
    for comment in (node.find_text("Comment"), profile.find_text("Comment")):
        properties.add("notes", comment)
    number_of_profile = profile.get("ID") or node.get("FixedRef")
    return _Draft(
        number=number, profile=number_of_profile, schema=schema, name=name, properties=properties, record=record
    )


def _append(record: dict[str, str], name: str, text: str) -> None:
    if text:
        record[name] = f"{record[name]}; {text}" if name in record else text


def _write_names(
    identities: list[Node], properties: Properties, record: dict[str, str], reference: Reference, *, person: bool
) -> str:
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
                _append(record, reference.name("AliasType", alias.get("AliasTypeID")) or "Alias", name.full)
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


def _write_features(
    profile: Node, properties: Properties, record: dict[str, str], kept: _File, *, person: bool
) -> list[str]:
    """Write the features; those that OFAC's other forms print as a clause of the remarks are returned as such."""
    clauses = []
    for feature in profile.all("Feature"):
        kind = kept.reference.name("FeatureType", feature.get("FeatureTypeID"))
        for version in feature.all("FeatureVersion"):
            place, text = _feature_value(version, kept)
            _append(record, kind or "Feature", text)
            _append(record, "Comment", version.find_text("Comment"))
            properties.add("notes", version.find_text("Comment"))
            target = _FEATURES.get(kind.lower())
            if kind == "Location":
                properties.add("address", text)
                properties.add("country", place.code)
            elif kind == "Birthdate":
                properties.add("birthDate", *dates(text))
                properties.add("notes", "" if dates(text) else f"DOB {text}")
            elif kind.lower() in _COUNTRIES:
                properties.add(_COUNTRIES[kind.lower()], place.code or country(text))
                properties.add("notes", "" if place.code or country(text) else f"{kind}: {text}")
            elif target:
                properties.add(target if person or target != "position" else "notes", text)
            elif text:
                clauses.append(f"{kind} {text}")
    return clauses


def _feature_value(version: Node, kept: _File) -> tuple[Place, str]:
    """The place that a feature names, and its value in words."""
    places = [kept.places.get(node.get("LocationID"), Place()) for node in version.all("VersionLocation")]
    texts = [period(node) for node in version.all("DatePeriod")]
    for detail in version.all("VersionDetail"):
        texts += [detail.text, kept.reference.name("DetailReference", detail.get("DetailReferenceID"))]
    texts += [place.line for place in places]
    return (places or [Place()])[0], " ".join(dict.fromkeys(text for text in texts if text))


def _document(document: Node, reference: Reference) -> str:
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


def _write_relations(kept: _File, drafts: dict[str, _Draft]) -> None:
    for one, other, kind in kept.relations:
        if one in drafts and other in drafts:
            text = f"{kind}: {drafts[other].name}"
            drafts[one].properties.add("notes", text)
            _append(drafts[one].record, "Relationship", text)


def _party(draft: _Draft, kept: _File, info: ListInfo, taken: dict[str, int]) -> ListedParty:
    entry = kept.entries.get(draft.profile, _Entry())
    own = [found for name, found in entry.days.items() if name != _GENERAL_LIST] or list(entry.days.values())
    record = draft.record | {
        name: "; ".join(values)
        for name, values in (
            ("List", entry.lists), ("LegalBasis", entry.bases), ("SanctionsMeasure", entry.measures),
            ("Program", entry.programs), ("EntryEvent", [date for dates in entry.days.values() for date in dates]),
        )
        if values
    }  # fmt: skip
    draft.properties.add("program", *entry.programs)
    draft.properties.add("topics", info.topic)
    listing = Listing(
        authority=info.authority,
        program="; ".join(entry.programs),
        legal_effect=info.effect_of(entry.programs),
        listing_date=min((date for dates in own for date in dates), default=""),
        record_id=draft.profile,
        source_url=info.url,
        record=record,
        locator=f"record {draft.number}",
    )
    return ListedParty(
        id=unique_id(f"{info.dataset}-{draft.profile}", taken),
        schema=draft.schema,
        caption=draft.name,
        properties=draft.properties.freeze(),
        listings=(listing,),
    )
