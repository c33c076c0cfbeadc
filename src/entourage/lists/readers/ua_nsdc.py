"""Ukraine: sanctions of the National Security and Defence Council, as a spreadsheet of two sheets.

In: the spreadsheet with one sheet of persons and one of legal persons. Out: parties with listings. Invariants: the day
of the decree is the day of listing, the term's end is the end date; what the listing means is read from the kinds of
restriction of the record itself; a record that ends measures is no listing.

Source: the State Sanctions Register and the decrees, https://www.rnbo.gov.ua/ ; columns as found in a copy of May 2021
that a third party had re-arranged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_birth, parse_date
from entourage.lists.record import (
    Properties,
    ReadResult,
    Source,
    Tally,
    joined_by_birth,
    listed_party,
    one_file,
    unique_id,
)
from entourage.lists.spreadsheet import records, sheets
from entourage.lists.text import clean, slug
from entourage.model import ListedParty, ListError, Listing
from entourage.names import patronymic_gender

NEEDED = ("№ указу", "Дата указу", "Дія щодо об'єкту санкцій", "Тип обмеження", "Назва укр.")
_BIRTH, _UNTIL = "Дата народження", "Дата закінчення обмеження"
_APPLIED = ("застосування", "")
_RESTRICTION = re.compile(r"(?:^|[\s;])\d{1,2}\)\s*")
_LATIN = str.maketrans("АВСЕНІКМОРТХУЅ", "ABCEHIKMOPTXYS")
"""Codes of countries are written with Cyrillic letters now and then."""
_CODE = re.compile(r"^(?:ЄДРПОУ|ОДРН|ІПН|ИНН|ОГРН|ОКПО|НЕ)\s*:?\s*", re.I)
_TAX = re.compile(r"ІПН\s*:?\s*(\d{8,12})")
_ADDRESSES = ("Місце проживання", "Місце діяльності", "Місце діяльності додатково")
MAX_PROGRAM = 200

Row = dict[str, str]


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read the spreadsheet.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``spreadsheet-broken``, ``too-large``, ``field-too-long``.
    """
    source = one_file(sources, info.dataset)
    tally, taken = Tally(), dict[str, int]()
    parties: list[ListedParty] = []
    tables = [sheet for sheet in sheets(source) if any(cell.strip() for row in sheet.rows for cell in row)]
    if not tables:
        raise ListError("list-empty", f"{source.name} has no sheet with text.", "Is this the right file?")
    for sheet in tables:
        for line, row in records(sheet.rows, f"{source.name} {sheet.name}", needed=NEEDED):
            locator = f"{sheet.name} row {line}"
            if row["Дія щодо об'єкту санкцій"] not in _APPLIED:
                tally.drop("decree ends or changes measures", f"{locator}: {row['Назва укр.']}")
                continue
            party = _party(row, locator, info)
            if party is None:
                tally.drop("record without a name", locator)
                continue
            tally.keep()
            parties.append(msgspec.structs.replace(party, id=unique_id(party.id, taken)))
    return tally.result(joined_by_birth(parties))


def _party(row: Row, locator: str, info: ListInfo) -> ListedParty | None:
    person = _BIRTH in row
    properties = Properties()
    names = [clean(row.get(column, "")) for column in ("Назва укр.", "Назва ориг.")]
    names += [clean(part) for part in row.get("Назва альт.", "").split(";")]
    names = [_natural(name) if person else name for name in names if name]
    if not names:
        return None
    properties.add("name", names[0])
    for name in names[1:]:
        properties.add("weakAlias" if person and len(name.split()) < 2 else "alias", name)
    _write_details(row, properties, person=person)
    decree, number = clean(row["№ указу"]), clean(row.get("п/н", ""))
    kinds = [clean(part).strip(" ;.") for part in _RESTRICTION.split(row["Тип обмеження"])]
    kinds = [kind for kind in kinds if kind]
    listing = Listing(
        authority=info.authority,
        program=f"Указ № {decree}",
        legal_effect=info.effect_of(kinds),
        listing_date=parse_date(row["Дата указу"]),
        start_date=parse_date(row["Дата указу"]),
        end_date=parse_date(row.get(_UNTIL, "")),
        record_id="/".join(part for part in (decree, number) if part),
        reason="",
        source_url=info.url,
        record={heading: cell for heading, cell in row.items() if cell},
        locator=locator,
    )
    kind = "p" if person else "e"
    key = slug(f"{decree}-{kind}-{number}") or slug(locator)
    return listed_party(info, key, "Person" if person else "Organization", properties, listing)


def _natural(name: str) -> str:
    """``Прізвище Ім'я По батькові`` in natural order; a name without a patronymic stays as printed."""
    words = name.split()
    if len(words) == 3 and patronymic_gender(words[2]):
        return " ".join([*words[1:], words[0]])
    return name


def _write_details(row: Row, properties: Properties, *, person: bool) -> None:
    printed = clean(row.get(_BIRTH, ""))
    dates = parse_birth(printed)
    properties.add("birthDate", *dates)
    properties.add("notes", f"birth date as printed: {printed}" if printed and not dates else "")
    for printed_country in row.get("Громадянство", "").split(","):
        code = country(clean(printed_country)) or country(clean(printed_country).translate(_LATIN))
        properties.add("nationality", code)
        stateless = not code and clean(printed_country)
        properties.add("notes", f"citizenship as printed: {clean(printed_country)}" if stateless else "")
    properties.add("birthPlace", row.get("Місце народження"))
    properties.add("position" if person else "notes", row.get("Зайнятість"))
    properties.add("address", *(row.get(column) for column in _ADDRESSES))
    properties.add("registrationNumber", _CODE.sub("", row.get("ОКПО/ЄДРПОУ", "")))
    properties.add("taxNumber", _CODE.sub("", row.get("ІПН", "")), *_TAX.findall(row.get("Додатково", "")))
    properties.add("notes", row.get("Додатково"), row.get("Відповідальний орган"))
