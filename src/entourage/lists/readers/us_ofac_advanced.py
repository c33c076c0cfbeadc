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
from entourage.lists.readers.us_ofac_profile import (
    Entry,
    Kept,
    append,
    document_clause,
    write_features,
    write_names,
)
from entourage.lists.readers.us_ofac_reference import Node, Reference, day
from entourage.lists.record import Properties, ReadResult, Source, Tally, check_fields, one_file, unique_id
from entourage.lists.remarks import read_clauses
from entourage.lists.xml import elements, root_tag
from entourage.model import ListedParty, Listing

_TAGS = (
    "DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "ProfileRelationship",
    "SanctionsEntry",
)  # fmt: skip
_SCHEMATA = {"Individual": "Person", "Entity": "Organization", "Vessel": "Vessel", "Aircraft": "Airplane"}
_GENERAL_LIST = "Consolidated List"
"""Holds everyone of the other non-SDN lists again, with the day on which OFAC made it."""


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
    kept = Kept(reference=Reference())
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


def _notes(kept: Kept, drafts: dict[str, _Draft]) -> list[str]:
    lone = [profile for profile in drafts if profile not in kept.entries]
    strange = [profile for profile in kept.entries if profile not in drafts]
    notes = [f"{len(lone)} parties have no sanctions entry, so neither programme nor day of listing"] if lone else []
    return notes + ([f"{len(strange)} sanctions entries are of no party in the file"] if strange else [])


def _keep(node: Node, kept: Kept) -> None:
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


def _keep_entry(node: Node, kept: Kept) -> None:
    entry = kept.entries.setdefault(node.get("ProfileID"), Entry())
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


def _draft(node: Node, number: int, kept: Kept) -> _Draft | None:
    profile = node.one("Profile")
    if profile is None:
        return None
    reference = kept.reference
    kind = profile.get("PartySubTypeID")
    sub, main = reference.name("PartySubType", kind), reference.attribute("PartySubType", kind, "PartyTypeID")
    schema = _SCHEMATA.get(sub) or _SCHEMATA.get(reference.name("PartyType", main), "LegalEntity")
    properties, record = Properties(), dict[str, str]()
    identities = sorted(profile.all("Identity"), key=lambda identity: identity.get("Primary") != "true")
    name = write_names(identities, properties, record, reference, person=schema == "Person")
    if not name or not node.get("FixedRef"):
        return None
    clauses = write_features(profile, properties, record, kept, person=schema == "Person")
    for identity in identities:
        for document in kept.documents.pop(identity.get("ID"), ()):
            clause = document_clause(document, reference)
            if reference.name("Validity", document.get("ValidityID")) == "Fraudulent":
                properties.add("notes", f"false document: {clause}")
            else:
                clauses.append(clause)
            append(record, "IDRegDocument", clause)
    read_clauses(clauses, properties, person=False)
    for comment in (node.find_text("Comment"), profile.find_text("Comment")):
        properties.add("notes", comment)
    number_of_profile = profile.get("ID") or node.get("FixedRef")
    return _Draft(
        number=number, profile=number_of_profile, schema=schema, name=name, properties=properties, record=record
    )


def _write_relations(kept: Kept, drafts: dict[str, _Draft]) -> None:
    for one, other, kind in kept.relations:
        if one in drafts and other in drafts:
            text = f"{kind}: {drafts[other].name}"
            drafts[one].properties.add("notes", text)
            append(drafts[one].record, "Relationship", text)


def _party(draft: _Draft, kept: Kept, info: ListInfo, taken: dict[str, int]) -> ListedParty:
    entry = kept.entries.get(draft.profile, Entry())
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
