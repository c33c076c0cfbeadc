"""United States: Denied Persons List of the Bureau of Industry and Security, tab-separated text.

In: dpl.txt. Out: parties with listings. Invariants: rows of one name under one order (same day, same citation) are
one party; dates are read month first, as the list prints them; an impossible date is no date.

Source: the file's own header, https://www.bis.doc.gov/dpl/dpl.txt ;
legal effect: 15 CFR 764.3(a)(2) and Supplement No. 1 to Part 764.
"""

from __future__ import annotations

from collections.abc import Sequence

from entourage.lists.catalogue import ListInfo
from entourage.lists.countries import country
from entourage.lists.dates import parse_in_order
from entourage.lists.person_names import from_comma_form
from entourage.lists.record import Properties, ReadResult, Source, Tally, merged, one_file, unique_id
from entourage.lists.tables import decode, records
from entourage.lists.text import clean, slug
from entourage.model import ListedParty, Listing
from entourage.names import strip_legal_form

NEEDED = ("Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date")
_ADDRESS = ("Street_Address", "City", "State", "Postal_Code", "Country")
_NOTES = ("Action", "FR_Citation")

Row = dict[str, str]


def read(sources: Sequence[Source], info: ListInfo) -> ReadResult:
    """Read one file of the list.

    Raises:
        ListError: ``one-file-only``, ``wrong-format``, ``csv-broken``, ``list-truncated``, ``unknown-encoding``,
            ``field-too-long``.
    """
    source = one_file(sources, info.dataset)
    tally, taken = Tally(), dict[str, int]()
    orders: dict[tuple[str, ...], list[tuple[int, Row]]] = {}
    seen: set[tuple[str, ...]] = set()
    impossible = []
    for line, row in records(decode(source.data, source.name), source.name, needed=NEEDED, delimiter="\t"):
        name = clean(row["Name"])
        if not name:
            tally.drop("row without a name", f"line {line}")
        elif tuple(row.values()) in seen:
            tally.drop("row repeated word for word", f"line {line}: {name}")
        else:
            tally.keep()
            orders.setdefault((name, row["Effective_Date"], row.get("FR_Citation", "")), []).append((line, row))
        seen.add(tuple(row.values()))
        impossible += [f"line {line} {column} {row[column]}" for column in row if _is_impossible(column, row[column])]
    notes = [f"impossible dates, kept in the record only: {'; '.join(impossible[:10])}"] if impossible else []
    parties = [_party(key[0], found, source.name, info, taken) for key, found in orders.items()]
    return tally.result(parties, notes=notes)


def _is_impossible(column: str, printed: str) -> bool:
    return column in ("Effective_Date", "Expiration_Date", "Last_Update") and bool(printed) and not _date(printed)


def _date(printed: str) -> str:
    return parse_in_order(printed, day_first=False)


def _party(name: str, found: list[tuple[int, Row]], file: str, info: ListInfo, taken: dict[str, int]) -> ListedParty:
    properties = Properties()
    properties.add("name", name)
    legal_form = bool(strip_legal_form(name)[1])
    if not legal_form and name.count(",") == 1:
        properties.add("alias", from_comma_form(name).full)
    for _, row in found:
        properties.add("address", ", ".join(part for part in (row[column] for column in _ADDRESS) if part))
        properties.add("country", country(row["Country"]))
        properties.add("notes", *(row.get(column, "") for column in _NOTES))
    properties.add("topics", info.topic)
    lines, row = [line for line, _ in found], found[0][1]
    listing = Listing(
        authority=info.authority,
        program="Denied Persons List",
        legal_effect=info.effect_of(["Denied Persons List"]),
        listing_date=_date(row["Effective_Date"]),
        start_date=_date(row["Effective_Date"]),
        end_date=_date(row["Expiration_Date"]),
        source_url=info.url,
        record=merged(row for _, row in found),
        locator=f"{file} line {', '.join(str(line) for line in lines)}",
    )
    properties.add("program", listing.program)
    return ListedParty(
        id=unique_id(f"{info.dataset}-{slug(name) or lines[0]}", taken),
        schema="Organization" if legal_form else "LegalEntity",
        caption=name,
        properties=properties.freeze(),
        listings=(listing,),
    )
