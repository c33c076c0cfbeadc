"""What lists say, as FollowTheMoney entities: listed parties, their listings, and how like a party of the text each is.

In: findings. Out: FollowTheMoney entities. Invariants: a listing hangs on the listed party's own entity, never on the
one of the text; the two are joined by a ``Similar`` link that carries the verdict in words; someone who only shares a
name is not linked at all; being named in a report is no Sanction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from entourage.dossier.clean import one_line, web_link
from entourage.dossier.findings import Finding
from entourage.dossier.ftm_text import TextMaker
from entourage.dossier.ftm_values import FtmEntity, dates, fitting, ftm_entity, ftm_schema, plain_id, title_of
from entourage.dossier.words import effect_words
from entourage.model import ListedParty, Listing

NO_MEASURE = frozenset({"named only", "unknown"})
"""Legal effects that forbid nothing, or of which nothing is known: such a listing is a Note."""


def listed_entities(found: dict[str, list[Finding]], maker: TextMaker) -> Iterator[FtmEntity]:
    """Listed parties with their listings, each once, and how like a party of the text each is."""
    written: set[str] = set()
    for entity_id, findings in found.items():
        for finding in findings:
            if finding.party is None or finding.listing is None or finding.main.verdict == "same name only":
                continue
            for one in (
                listed_party(finding.party),
                listing_entity(finding.party, finding.listing, finding),
                similar(maker, entity_id, finding.party, finding),
            ):
                if one["id"] not in written:
                    written.add(one["id"])
                    yield one


def listed_party(party: ListedParty) -> FtmEntity:
    """The listed party itself, with the properties that its schema may have."""
    schema = ftm_schema(party.schema)
    properties = fitting(schema, party.properties)
    properties.setdefault("name", [party.caption])
    return ftm_entity(plain_id(party.id), schema, properties)


def listing_entity(party: ListedParty, listing: Listing, finding: Finding) -> FtmEntity:
    """The listing as a Sanction; as a Note where it names people without forbidding anything, as far as is known."""
    key = "\n".join((party.id, finding.dataset, listing.record_id, listing.program))
    identifier = plain_id(
        f"{finding.dataset}-listing-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}"
    )
    effect = effect_words(listing.legal_effect)
    if listing.legal_effect in NO_MEASURE:
        record = f"{listing.authority} ({listing.program or finding.dataset}), record {listing.record_id}"
        follows = "No sanction follows from it." if listing.legal_effect == "named only" else f"{effect}."
        properties = {
            "name": title_of(f"Named: {party.caption}"),
            "description": [f"Named by {record}. {follows}"],
            "entity": [plain_id(party.id)],
            "sourceUrl": [web_link(listing.source_url)],
        }
        return ftm_entity(identifier, "Note", properties)
    properties = {
        "entity": [plain_id(party.id)],
        "authority": [listing.authority],
        "program": [listing.program],
        "listingDate": dates(listing.listing_date),
        "startDate": dates(listing.start_date),
        "endDate": dates(listing.end_date),
        "recordId": [listing.record_id],
        "reason": [listing.reason],
        "provisions": [f"{listing.legal_effect}: {effect}"],
        "status": ["ended"] if listing.end_date and finding.badge.key == "formerly listed" else [],
        "summary": [one_line(finding.main.rests_on)],
        "sourceUrl": [web_link(listing.source_url)],
    }
    return ftm_entity(identifier, "Sanction", properties)


def similar(maker: TextMaker, entity_id: str, party: ListedParty, finding: Finding) -> FtmEntity:
    """How like a listed party someone of the text is; ``criteria`` has the verdict and the reasons, never "same as"."""
    main = finding.main
    verdicts = "; ".join(f"{when}: {what}" for when, what in finding.verdicts)
    reasons = [f"{reason.direction}: {one_line(reason.detail)}" for reason in main.reasons]
    settle = [f"What would settle it: {one_line(main.to_settle)}"] if main.to_settle else []
    properties = {
        "candidate": [maker.id(entity_id)],
        "match": [plain_id(party.id)],
        "confidenceScore": [f"{main.score:.2f}"],
        "criteria": [f"{finding.badge.label}. {verdicts}", *reasons, *settle],
        "matcher": ["entourage"],
    }
    return ftm_entity(maker.id(f"similar-{entity_id}-{party.id}-{finding.dataset}"), "Similar", properties)
