"""Ranks and amounts held against reference tables: "Russia was Canada's 32nd biggest trading partner in 2019".

In: a claim of kind "rank", "superlative" or "amount", and tables. Out: a :class:`ClaimCheck`. Invariants: the
countries of a row must stand in the sentence, and in the row's parts; currencies are never converted; another year's
figure is shown, never taken for the year claimed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from entourage.checking.clause import Place, Token, places, tokens
from entourage.checking.compare import fit, rounding, said
from entourage.checking.context import Context, number_words
from entourage.checking.knowledge import authority_name, table
from entourage.checking.leftover import date_in
from entourage.checking.outcome import Verdict, needs_data, not_checkable, outcome
from entourage.checking.reference import ReferenceTable, Row
from entourage.model import Claim, ClaimCheck
from entourage.names import normalise

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_CURRENCIES = {
    "CAD": ("cad", "c$", "ca$", "canadian dollars", "canadian dollar"),
    "USD": ("usd", "us$", "american dollars", "us dollars", "u.s. dollars"),
    "EUR": ("eur", "€", "euros", "euro"),
    "GBP": ("gbp", "£", "pounds"),
    "RUB": ("rub", "₽", "roubles", "rubles"),
    "UAH": ("uah", "₴", "hryvnia", "hryvnias"),
    "AUD": ("aud", "a$", "australian dollars"),
}
_DOLLARS = frozenset({"CAD", "USD", "AUD"})


class Asked(msgspec.Struct, frozen=True):
    """What a claim asks of tables: measure, whose, with whom, when."""

    measure: str
    subject: str
    partner: str
    year: str
    query: str


class Found(msgspec.Struct, frozen=True):
    """A row with its table."""

    row: Row
    table: ReferenceTable


def check_figure(claim: Claim, context: Context) -> ClaimCheck | None:
    """The check of a rank or amount; None where it is about nothing that a table of this shape holds."""
    asked = _asked(claim)
    if asked is None:
        return None
    if not (asked.subject and asked.measure):
        return not_checkable("The sentence does not say whose figure it is, or not clearly.", query=asked.query)
    rows = [Found(row, one) for one in context.tables for row in one.rows if _fits(row, asked)]
    if claim.kind in {"rank", "superlative"}:  # trade goes both ways, a rank does not
        rows = [found for found in rows if _row_parts(found.row) == (asked.subject, asked.partner)]
    known = [found for found in rows if found.row.rank is not None or found.row.value is not None]
    if not asked.year:
        if not known:
            return _missing(asked, rows)
        return _undated(asked, known)
    of_year = [found for found in known if found.row.year == asked.year]
    if claim.kind in {"rank", "superlative"}:
        return _rank(claim, asked, of_year, known, context.tables, rows)
    return _amount(claim, asked, of_year, known, rows)


# -- what is asked ----------------------------------------------------------------------------------
def _asked(claim: Claim) -> Asked | None:
    text = f"{claim.what} {claim.unit}"
    found = tokens(text)
    said = {token.word for token in found}
    measures = [name for name, row in table("words")["measures"].items() if said & set(row)]
    if not measures:
        return None
    measure = (
        measures[0] if len(measures) == 1 or claim.kind != "rank" else "trade" if "partner" in said else measures[0]
    )
    if claim.kind == "amount" and {"exports", "imports"} <= set(measures):
        measure = ""
    named = places(found)
    subject, partner = _parts(found, named, measure)
    date = claim.date or date_in(claim.what)
    year = date[:4] if re.fullmatch(r"\d{4}(-\d{2}){0,2}", date) else ""
    whose = authority_name(subject) if subject else "a country"
    query = f"{measure or 'trade'} of {whose}" + (f" with {authority_name(partner)}" if partner else "")
    return Asked(measure, subject, partner, year, f"{query} in {year}" if year else query)


def _parts(found: Sequence[Token], named: Sequence[Place], measure: str) -> tuple[str, str]:
    """(whose figure, with whom), by the words around the countries; empty where that is not clear."""
    codes = list(dict.fromkeys(place.code for place in named if place.code))
    to = {"exports": {"to"}, "imports": {"from"}, "trade": {"with"}}.get(measure, set())
    partner = next((p.code for p in named if p.first and found[p.first - 1].word in to), "")
    owner = next((p.code for p in named if p.possessive or p.form == "demonym"), "")
    if measure == "trade" and not partner:
        between = {found[p.first - 1].word for p in named if p.first} & {"between", "and"}
        if between == {"between", "and"} and len(codes) == 2:
            return codes[0], codes[1]
        others = [code for code in codes if code != owner]
        acting = [p.code for p in named if p.code in others and _acts(found, p)]
        partner = acting[0] if len(set(acting)) == 1 else others[0] if len(others) == 1 else ""
        return (owner, partner) if owner and partner else ("", "")
    others = [code for code in codes if code != partner]
    subject = owner if owner and owner != partner else others[0] if others else ""
    return (subject, partner) if partner else ((owner, "") if len(codes) == 1 and owner else ("", ""))


def _acts(found: Sequence[Token], place: Place) -> bool:
    """ "Russia was Canada's 32nd biggest trading partner"."""
    after = found[place.last : place.last + 1]
    return bool(after) and after[0].word in {"was", "is", "became", "remained", "ranked", "ranks", "remains", "has"}


# -- rows -------------------------------------------------------------------------------------------
def _fits(row: Row, asked: Asked) -> bool:
    said = {token.word for token in tokens(row.measure)}
    measures = [name for name, words_ in table("words")["measures"].items() if said & set(words_)]
    if asked.measure not in measures[:1] and not (asked.measure in measures and "trade" not in measures):
        return False
    subject, partner = _row_parts(row)
    if asked.measure == "trade" and row.rank is None:
        return {subject, partner} == {asked.subject, asked.partner}
    return (subject, partner) == (asked.subject, asked.partner)


@lru_cache(maxsize=4096)
def _code(text: str) -> str:
    found = [place.code for place in places(tokens(text)) if place.code]
    return found[0] if found else normalise(text)


def _row_parts(row: Row) -> tuple[str, str]:
    """(subject, partner) of a row; from the words of its measure where the columns are missing."""
    if row.subject or row.partner:
        return _code(row.subject) if row.subject else "", _code(row.partner) if row.partner else ""
    named = list(dict.fromkeys(place.code for place in places(tokens(row.measure)) if place.code))
    rank_of = re.search(r"\brank of (\w+)", row.measure, re.IGNORECASE)
    if rank_of and len(named) == 2:
        return named[1], named[0]
    return (named[0], named[1]) if len(named) == 2 else ("", "")


# -- verdicts ---------------------------------------------------------------------------------------
def _rank(
    claim: Claim,
    asked: Asked,
    of_year: Sequence[Found],
    known: Sequence[Found],
    tables: Sequence[ReferenceTable],
    rows: Sequence[Found],
) -> ClaimCheck:
    ranked = next((found for found in of_year if found.row.rank is not None), None)
    rank = ranked.row.rank if ranked is not None else None
    if ranked is None:
        ranked, rank = next(
            ((found, rank) for found in of_year if (rank := _counted_rank(found)) is not None), (None, None)
        )
    if ranked is None or rank is None:
        return _missing(asked, rows, known)
    lowest = re.search(r"\b(smallest|lowest|poorest|cheapest|shortest|youngest)\b", claim.what.lower())
    if lowest:
        return not_checkable("A rank from the bottom: the table ranks from the top.", query=asked.query)
    number = int(claim.number or 1)
    verdict: Verdict = "supported" if rank == number else "contradicted"
    return _with(ranked, asked, verdict, f"rank {rank}", f"rank {rank} in {asked.year}; the text says {number}")


def _counted_rank(found: Found) -> int | None:
    """A row's place among all rows of its subject, measure and year, where the table is complete."""
    if not found.table.complete or found.row.value is None:
        return None
    row = found.row
    own = (row.subject, row.measure, row.year)
    value = found.row.value
    others = [one.value for one in found.table.rows if (one.subject, one.measure, one.year) == own]
    return 1 + sum(1 for other in others if other is not None and other > value)


def _amount(
    claim: Claim, asked: Asked, of_year: Sequence[Found], known: Sequence[Found], rows: Sequence[Found]
) -> ClaimCheck:
    valued = next((found for found in of_year if found.row.value is not None), None)
    if valued is None or valued.row.value is None or claim.number is None:
        return _missing(asked, rows, known)
    figure, currency = _in_units(valued.row)
    currency_said = _currency(claim)
    same = currency_said == currency or not currency
    if currency_said and not same and not (currency_said == "$" and currency in _DOLLARS):
        needs = f"The same figure in {currency_said}: the table has it in {currency}, and no rates are at hand."
        return _with(valued, asked, "undecided", _value(valued.row), "", needs)
    found = fit(figure, claim.number, claim.comparison, number_words(claim))
    if claim.comparison == "=" and abs(figure - claim.number) <= max(rounding(_plain(claim.number)), 1e-9):
        found = "supported"
    text = f"{_value(valued.row)} in {asked.year}; the text says {said(claim.value)}"
    if found == "contradicted" and not same:
        return _with(
            valued, asked, "undecided", _value(valued.row), text, f"Which dollars are meant? The table has {currency}."
        )
    if currency_said == "$" and currency:
        text += f", taken for {currency} as the table has it"
    return _with(valued, asked, found, _value(valued.row), text)


def _plain(number: float) -> float:
    """A number without what floating point adds: 2140000000.0000002 is 2140000000."""
    return float(f"{number:.6g}")


def _in_units(row: Row) -> tuple[float, str]:
    """(the value in single units, currency code or empty)."""
    unit = row.unit.lower()
    scale = next((size for word, size in _SCALES.items() if word in unit), 1.0)
    code = next((code for code, words_ in _CURRENCIES.items() if any(word in unit for word in words_)), "")
    return (row.value or 0.0) * scale, code


def _currency(claim: Claim) -> str:
    """The currency that a claim names; "$" for dollars of no country."""
    unit = claim.unit.lower().strip()
    for code, words_ in _CURRENCIES.items():
        if unit in words_:
            return code
    return "$" if unit in {"$", "dollars", "dollar"} else unit


def _value(row: Row) -> str:
    return f"{row.value:,g} {row.unit}".strip() if row.value is not None else ""


def _with(found: Found, asked: Asked, verdict: Verdict, value: str, gap: str, needs: str = "") -> ClaimCheck:
    one = found.table
    return outcome(
        verdict,
        query=asked.query,
        value=value,
        dataset=one.name,
        snapshot=one.version,
        rests_on=f"{one.title}, line {found.row.line}" + (f" ({found.row.note})" if found.row.note else ""),
        gap=gap,
        needs=needs,
        source=found.row.source or one.source,
    )


def _missing(asked: Asked, rows: Sequence[Found], known: Sequence[Found] = ()) -> ClaimCheck:
    when = f" for {asked.year}" if asked.year else ""
    of = f"{asked.measure} of {authority_name(asked.subject)}"
    needs = f"A table of {of} by partner{when} (entourage tables add FILE)."
    note = next((found.row.note for found in rows if found.row.note and found.row.year == asked.year), "")
    near = sorted(
        known, key=lambda found: (found.row.rank is None, abs(int(found.row.year or 0) - int(asked.year or 0)))
    )
    readings = tuple(_near(found) for found in near[:1])
    dataset = rows[0].table.name if rows else ""
    return needs_data(
        asked.query, needs, readings=readings, dataset=dataset, rests_on=f"the table says: {note}" if note else ""
    )


def _near(found: Found) -> str:
    row = found.row
    figure = f"rank {row.rank}" if row.rank is not None else _value(row)
    return f"{row.year}: {figure} ({found.table.title})"


def _undated(asked: Asked, known: Sequence[Found]) -> ClaimCheck:
    newest = max(known, key=lambda found: found.row.year)
    return outcome(
        "undecided",
        query=asked.query,
        dataset=newest.table.name,
        snapshot=newest.table.version,
        readings=(_near(newest),),
        needs="The sentence names no year: which one is meant?",
        source=newest.row.source or newest.table.source,
    )
