"""Small made lists and a made table: plainly invented parties under the names of real lists, and invented trade
figures.

In: nothing. Out: loaded lists and tables. Nothing here is true of anyone; the figures are counted in ``cases.csv``.
"""

from __future__ import annotations

from entourage.checking import ReferenceTable, Row
from entourage.model import ListedParty, Listing, LoadedList, Snapshot

Plan = list[tuple[int, str, str, str]]
"""How many, of which schema, under which programme, listed when."""

NAMED = {
    ("ca-sema", "Belarus", 1): ("Egon Musterov", "1961-02-03", "Deputy Minister of Examples of Belarus"),
    ("ca-sema", "Russia", 1): ("Oleg Primerov", "1970-01-01", "Governor of Exampleland"),
    ("uk-conlist", "Belarus", 21): ("Ada Exemplarova", "1970-05-06", "Chair of the Example Election Commission"),
    ("us-caatsa-241", "oligarch", 1): ("Bruno Beispiel", "", ""),
    ("ca-sema", "Russia", 31): ("Lidia Pozdneva", "1966-07-08", "Minister of Samples of Russia"),
}
CANADA: Plan = [
    (40, "Person", "Belarus", ""), (12, "Organization", "Belarus", ""), (30, "Person", "Russia", ""),
    (8, "Organization", "Russia", ""), (50, "Person", "Ukraine", ""), (20, "Organization", "Ukraine", ""),
    (10, "Person", "Iran", ""), (30, "Organization", "Iran", ""), (17, "Person", "JVCFOR", ""),
]  # fmt: skip
CANADA_LATER: Plan = [(57, "Person", "Belarus", ""), *CANADA[1:2], (31, "Person", "Russia", ""), *CANADA[3:]]
BRITAIN: Plan = [
    (15, "Person", "Russia", "2014-07-25"), (10, "Person", "Russia", "2018-03-15"),
    (5, "Organization", "Russia", "2018-03-15"), (8, "Person", "Belarus", "2020-09-29"),
    (12, "Person", "Belarus", "2020-11-06"), (1, "Person", "Belarus", "2020-09-29"),
]  # fmt: skip
TREASURY: Plan = [
    (60, "Person", "UKRAINE-EO13661", ""), (90, "Organization", "IRAN", ""), (80, "Person", "SDGT", ""),
    (20, "Organization", "CUBA", ""), (50, "Vessel", "IRAN", ""),
]  # fmt: skip
EUROPE: Plan = [(150, "Person", "UKR", ""), (37, "Organization", "UKR", "")]


def made_lists() -> tuple[LoadedList, ...]:
    """All made lists."""
    return (
        _list("ca-sema", "2021-01-05", CANADA),
        _list("ca-sema", "2021-06-30", CANADA_LATER),
        _list("uk-conlist", "2021-01-04", BRITAIN),
        _list("us-ofac-sdn", "2021-01-08", TREASURY),
        _list("us-ofac-cons", "2021-01-02", [(40, "Organization", "UKRAINE-EO13662", "")]),
        _list("eu-fsf", "2017-06-01", EUROPE),
        _list("us-caatsa-241", "2018-01-29", [(5, "Person", "oligarch", "2018-01-29")]),
    )


def made_tables() -> tuple[ReferenceTable, ...]:
    """Invented trade of Iceland, all partners of the table's world."""
    facts = [
        ("exports", "Norway", "2019", 120), ("exports", "Denmark", "2019", 90), ("exports", "Sweden", "2019", 60),
        ("imports", "Norway", "2019", 80), ("imports", "Denmark", "2019", 60), ("imports", "Sweden", "2019", 40),
        ("merchandise trade", "Norway", "2019", 200), ("merchandise trade", "Denmark", "2019", 150),
        ("merchandise trade", "Sweden", "2019", 100), ("merchandise trade", "Poland", "2019", 50),
        ("merchandise trade", "Denmark", "2018", 190), ("merchandise trade", "Norway", "2018", 180),
    ]  # fmt: skip
    rows = [
        Row(subject="Iceland", measure=m, partner=p, year=y, value=float(v), unit="million EUR", line=line)
        for line, (m, p, y, v) in enumerate(facts, 2)
    ]
    return (ReferenceTable(name="made-trade", title="Made trade, not true", complete=True, rows=tuple(rows)),)


def _list(dataset: str, date: str, plan: Plan) -> LoadedList:
    parties: list[ListedParty] = []
    counts: dict[tuple[str, str], int] = {}
    for many, schema, program, listed in plan:
        for _ in range(many):
            number = counts[schema, program] = counts.get((schema, program), 0) + 1
            parties.append(_party(dataset, schema, program, number, listed))
    snapshot = Snapshot(
        id=f"{dataset}@{date}-00000000",
        dataset=dataset,
        title=f"Made {dataset}",
        authority="Made for a benchmark",
        date=date,
        date_origin="given by the user",
        sha256="0" * 64,
        party_count=len(parties),
    )
    return LoadedList(snapshot=snapshot, parties=tuple(parties))


def _party(dataset: str, schema: str, program: str, number: int, listed: str) -> ListedParty:
    """The people of Belarus programmes have the same names and births on all lists; others have their list's."""
    own = schema == "Person" and (dataset, program, number) in NAMED
    where = "" if program == "Belarus" else f" {dataset.partition('-')[0].title()}"
    name, born, post = (
        NAMED[dataset, program, number] if own else (f"{_word(number)} {program.title()}sample{where}", "", "")
    )
    if schema == "Person" and program == "Belarus" and not own:
        born = f"{1940 + number}-01-02"
    if schema == "Organization":
        name = f"{_word(number)} {program.title()} Example Works{where}"
    properties = {"name": (name,)}
    properties |= {"birthDate": (born,)} if born else {}
    properties |= {"position": (post,)} if post else {}
    record = f"{program}/{schema}/{number}"
    effect = "named only" if dataset == "us-caatsa-241" else "blocking"
    listing = Listing(authority="Made", program=program, legal_effect=effect, listing_date=listed, record_id=record)  # type: ignore[arg-type]
    return ListedParty(
        id=f"{dataset}-{record}", schema=schema, caption=name, properties=properties, listings=(listing,)
    )


def _word(number: int) -> str:
    """A made given name for a number: "Babe", "Babi" ..."""
    syllables = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru")
    return (syllables[number % 10] + syllables[number // 10 % 10]).title()
