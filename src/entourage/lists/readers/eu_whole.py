"""European Union: consolidated list of financial sanctions, the XML of before 2018 (root WHOLE).

In: the XML. Out: parties with listings; the publisher's date from the root's Date. Invariant: every ENTITY is read.

Source: the file global.xml that the Commission published until 2018; its elements as found in a copy of 2016-02-11.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from lxml import etree

from entourage.lists.catalogue import ListInfo
from entourage.lists.dates import parse_in_order
from entourage.lists.readers.eu_legacy import Entity, Facts, party
from entourage.lists.record import ReadResult, Source, Tally, check_fields, one_file, unique_id
from entourage.lists.text import clean
from entourage.lists.xml import elements, root_attributes

ROOT = "WHOLE"
_OWN = ("Id", "Entity_id")


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``xml-broken``, ``xml-declares-entities``, ``field-too-long``.
    """
    source = one_file(sources, info.dataset)
    published = parse_in_order(root_attributes(source.data, source.name, ROOT).get("Date", ""), day_first=True)
    tally, taken = Tally(), dict[str, int]()
    parties = []
    for number, element in enumerate(elements(source.data, source.name, ROOT, ("ENTITY",)), start=1):
        entity = _entity(element)
        check_fields(entity.record, f"{source.name} record {number}")
        found = party(entity, f"record {number}", info)
        if found is None:
            tally.drop("record without a name", f"record {number}")
        else:
            tally.keep()
            parties.append(msgspec.structs.replace(found, id=unique_id(found.id, taken)))
    return tally.result(parties, date=published)


def _facts(element: etree._Element, tag: str) -> list[Facts]:
    return [
        {str(child.tag).lower(): clean(child.text) for child in found if isinstance(child.tag, str)}
        for found in element.iterfind(tag)
    ]


def _entity(element: etree._Element) -> Entity:
    acts = [element, *(child for child in element if isinstance(child.tag, str))]
    remark = clean(element.get("remark"))
    return Entity(
        number=clean(element.get("Id")),
        kind=clean(element.get("Type")),
        programs=list(dict.fromkeys(text for act in acts if (text := clean(act.get("programme"))))),
        urls=[clean(element.get("pdf_link"))],
        remarks=[remark] if remark else [],
        names=_facts(element, "NAME"),
        births=_facts(element, "BIRTH"),
        papers=_facts(element, "PASSPORT"),
        citizens=_facts(element, "CITIZEN"),
        addresses=_facts(element, "ADDRESS"),
        record=_record(element),
    )


def _record(element: etree._Element) -> dict[str, str]:
    record = {str(key): clean(str(value)) for key, value in element.attrib.items() if clean(str(value))}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        values = [clean(str(part)) for part in child.itertext()]
        values += [clean(str(value)) for key, value in child.attrib.items() if key in ("legal_basis", "reg_date")]
        text = ", ".join(dict.fromkeys(value for value in values if value))
        if text:
            record[child.tag] = f"{record[child.tag]}; {text}" if child.tag in record else text
    return record
